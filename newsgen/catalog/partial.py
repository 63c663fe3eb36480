"""What a catalogue says that has made only a few of its entries, where it is asked for all."""

from __future__ import annotations

from typing import NoReturn


class LookedAtEverything(BaseException):
    """An incremental catalogue was asked for something that only a full one knows.

    The build gives up the incremental way and does a full build. So too little is never
    published, whoever asks: also a kind of output that knows nothing of incremental builds.
    It is no `Exception`: whoever catches all errors of a kind must not catch this one.
    """


def needs_everything(what: str) -> NoReturn:
    """Raises `LookedAtEverything`. `what` was asked for, in words."""
    raise LookedAtEverything(f"An incremental catalogue does not know {what}.")

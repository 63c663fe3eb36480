"""What commands say beside their results, on standard error."""

from __future__ import annotations

from newsgen.commands.echo import echo


def say(sentence: str) -> None:
    """A sentence for whoever waits, on standard error."""
    echo(sentence, err=True)

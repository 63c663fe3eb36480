"""A list of what this process keeps open between the chunks of one build, to be closed at its end."""

from __future__ import annotations

from collections.abc import Callable

_kept: list[Callable[[], None]] = []


def close_later(close: Callable[[], None]) -> None:
    """Has `close_all` call `close`, which must bear to be called again."""
    _kept.append(close)


def close_all() -> None:
    """Closes whatever this process keeps open."""
    while _kept:
        _kept.pop()()

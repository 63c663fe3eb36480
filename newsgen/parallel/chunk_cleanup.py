"""Closes at the end of a build what this process keeps open between its chunks."""

from __future__ import annotations

from collections.abc import Callable

_open: list[Callable[[], None]] = []


def close_later(close: Callable[[], None]) -> None:
    """Has `close_all` call `close`. It may be called more than once."""
    _open.append(close)


def close_all() -> None:
    """Closes all that was left open so far."""
    while _open:
        _open.pop()()

"""A bound on how long a computation may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLongError(Exception):
    """The computation reached its bound."""


@contextmanager
def time_bound(seconds: float) -> Iterator[None]:
    """Raises `TooLongError` in the block once it has run for `seconds` of wall time.

    Needs interval timers and the main thread: elsewhere (Windows, threads) the
    block runs unbounded. A single call into C is not interrupted.
    """
    if not hasattr(signal, "setitimer") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    previous = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _raise(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError

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

    A single call into C is not interrupted.
    """
    if not hasattr(signal, "setitimer") or (
        threading.current_thread() is not threading.main_thread()
    ):
        with _watched(seconds):
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


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """The same by another thread, where there are no interval timers (Windows, threads).

    It costs the start of a thread, a tenth of a millisecond.
    """
    # By need: most processes have timers.
    import ctypes

    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    thread = ctypes.c_ulong(threading.get_ident())
    turn = threading.Lock()
    is_over = False

    def strike() -> None:
        with turn:
            if not is_over:
                raise_in(thread, ctypes.py_object(TooLongError))

    timer = threading.Timer(seconds, strike)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with turn:
            is_over = True
            # What was raised and has not arrived yet must not arrive after the block.
            raise_in(thread, None)

"""Locks a site: one build at a time. The system releases the lock when a build dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsgen.runtime.failures import LockedError

_POLL_SECONDS = 0.1


@contextmanager
def site_lock(file: Path, timeout_seconds: float, on_wait: Callable[[], None]) -> Iterator[None]:
    """Holds the lock for the block. Calls `on_wait` once if it has to wait.

    Raises `LockedError` where the lock does not become free in time.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _acquire(descriptor, timeout_seconds, on_wait)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, timeout_seconds: float, on_wait: Callable[[], None]) -> None:
    if _try_lock(descriptor):
        return
    on_wait()
    deadline = time.monotonic() + timeout_seconds
    while time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
        if _try_lock(descriptor):
            return
    raise LockedError(f"Another build of this site is still running after {timeout_seconds:g} s.")


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

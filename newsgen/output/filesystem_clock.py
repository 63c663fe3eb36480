"""Reads the clock of a file system by the time stamps that it gives to new files."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable

from newsgen.reading.files.listing import RACY_NS

_TRIES, _PAUSE_SECONDS = 15, 0.002
"""The clock ticks every ten milliseconds where it is the kernel's; elsewhere it may take seconds."""


def seen_from(staging: str, folders: Iterable[str], newest_ns: int) -> int:
    """The time to record as the one at which just written files were seen, in nanoseconds since 1970.

    `newest_ns` is the newest of the files' times. Once the file system gives later time stamps,
    no change can give a file its old one again, whatever the resolution and whoever's clock it
    is. Then the answer is late enough that equal stats prove the files unchanged. Otherwise it
    is now, and the racy-clean rule of two seconds holds. The files lie in `folders`; the clock
    is read in `staging`, and counts only if that is on the same file system.
    """
    try:
        if len({os.stat(one).st_dev for one in (staging, *folders)}) == 1:
            for _ in range(_TRIES):
                now_ns = _time_stamp(staging)
                if now_ns > newest_ns:
                    return now_ns + RACY_NS
                time.sleep(_PAUSE_SECONDS)
    except OSError:
        # A failure costs the next build time, and nothing else.
        pass
    return time.time_ns()


def _time_stamp(folder: str) -> int:
    """The time stamp of a file that is written now."""
    file = os.path.join(folder, "clock")
    opened = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        return os.fstat(opened).st_mtime_ns
    finally:
        os.close(opened)
        os.unlink(file)

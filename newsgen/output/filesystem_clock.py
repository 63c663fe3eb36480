"""The clock of a file system: the time stamps that it gives, and when it gives later ones."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable

from newsgen.reading.files.listing import RACY_NS

_TRIES, _PAUSE_SECONDS = 15, 0.002
"""File systems that count in a kernel's ticks are past one in ten milliseconds; others take seconds."""


def seen_from(staging: str, folders: Iterable[str], newest_ns: int) -> int:
    """When files of which `newest_ns` is the newest time were seen, in nanoseconds since 1970.

    It is put so late that their stats prove them unchanged, if that is so: once
    the file system gives later time stamps than theirs, no change can give them
    the old ones again, whatever the resolution of the stamps and whoever's clock
    they are read off, a server's too. Else it is now, and the rule of two
    seconds stands. `folders` are those that the files lie in; the clock is
    looked at in `staging`, which must be of the same file system.
    """
    try:
        if len({os.stat(one).st_dev for one in (staging, *folders)}) == 1:
            for _ in range(_TRIES):
                now_ns = _time_stamp(staging)
                if now_ns > newest_ns:
                    return now_ns + RACY_NS
                time.sleep(_PAUSE_SECONDS)
    except OSError:
        # It only saves the next build work.
        pass
    return time.time_ns()


def _time_stamp(folder: str) -> int:
    """The time that a file gets which is written now."""
    file = os.path.join(folder, "clock")
    opened = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        return os.fstat(opened).st_mtime_ns
    finally:
        os.close(opened)
        os.unlink(file)

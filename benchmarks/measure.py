"""What a command costs, all its processes together: wall time, CPU time, peak memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

INTERVAL_SECONDS = 0.2

_PROC = Path("/proc")
_MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024


class Cost(NamedTuple):
    """Seconds and bytes. `peak` is the greater of two: the largest sum, sampled five times a second,
    of the proportional set sizes of all processes, and the largest resident set of any one of them.
    """

    wall: float
    cpu: float
    peak: int


class CommandError(RuntimeError):
    """The command failed; its last words are the message."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Runs the command in a process group of its own and waits for it. Raises `CommandError`."""
    # What earlier commands wrote goes to disk first, so that this one does not pay for it.
    os.sync()
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _MemoryWatch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        sampled = watch.finish()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            words = output.read().decode("utf-8", "replace")[-2000:]
            raise CommandError(f"{' '.join(command)} ended with {process.returncode}:\n{words}")
    # Of the processes that it waited for, the kernel gives the CPU time in sum, the memory of the largest.
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(sampled, _largest(usage)))


class _MemoryWatch(threading.Thread):
    """Samples the memory of a process group."""

    def __init__(self, group: int) -> None:
        super().__init__(daemon=True)
        self._group = group
        self._ended = threading.Event()
        self._peak = 0

    def run(self) -> None:
        while not self._ended.wait(INTERVAL_SECONDS):
            self._peak = max(self._peak, _memory(self._group))

    def finish(self) -> int:
        """Ends the sampling; the largest sum in bytes."""
        self._ended.set()
        self.join()
        return self._peak


def _largest(usage: resource.struct_rusage) -> int:
    return usage.ru_maxrss * _MAXRSS_BYTES


def _memory(group: int) -> int:
    """The sum of the proportional set sizes of the group's processes; 0 where there is no /proc."""
    if not _PROC.is_dir():
        return 0
    return sum(_proportional(pid) for pid in os.listdir(_PROC) if _is_of(pid, group))


def _is_of(pid: str, group: int) -> bool:
    if not pid.isdigit():
        return False
    try:
        stat = (_PROC / pid / "stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[2] == str(group)


def _proportional(pid: str) -> int:
    try:
        for line in (_PROC / pid / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0

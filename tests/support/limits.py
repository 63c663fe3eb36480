"""Runs under limits that a full disk, a read-only disk or missing permissions set, also for root."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.command import Run, command, environment, into_dist

_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2


def build_under(site: Path, limit: Callable[[], None], *arguments: str | Path) -> Run:
    """Runs `newsgen build` for the site in a process that calls `limit` before it begins."""
    finished = subprocess.run(
        command(*into_dist(site), "--jobs", "1", *arguments),
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        preexec_fn=limit,
    )
    return Run(finished.returncode, finished.stdout, finished.stderr)


def without_root_s_privileges() -> None:
    """Makes permissions count for root too: what the bounding set lacks, no program gets."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
        if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            os._exit(77)


def file_size_limit(size_bytes: int) -> Callable[[], None]:
    """A limit on the size of a file: the system answers EFBIG, as for a disk with no room."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, size_bytes))

    return limit


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own at the folder, as large as `size`, such as "1m". Needs root on Linux."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    folder.mkdir(parents=True, exist_ok=True)
    if not _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder):
        pytest.skip("this system lets nobody mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def remount_read_only(folder: Path) -> None:
    """Makes a disk that `small_disk` mounted read-only."""
    assert _mount("-o", "remount,ro", folder)


def _mount(*arguments: str | Path) -> bool:
    try:
        finished = subprocess.run(
            ["mount", *map(str, arguments)], capture_output=True, timeout=10, check=False
        )
    except OSError:
        return False
    return finished.returncode == 0


def fill(folder: Path) -> Path:
    """Fills the folder's disk to its last byte with a file; deleting it makes room again."""
    file = folder / "filling"
    with file.open("wb", buffering=0) as stream:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    stream.write(b"x" * size)
            except OSError:
                continue
    return file

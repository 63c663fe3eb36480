"""A Dask scheduler and its workers, processes on the loopback interface."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from tests.support.command import environment
from tests.support.needs import need

SECONDS = 240.0
"""Nothing here takes so long: what does has hung."""

_LOOPBACK = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")
_SCHEDULER_AT = re.compile(r"Scheduler at: +(tcp://127\.0\.0\.1:\d+)$", re.MULTILINE)
_WORKER_AT = re.compile(r"Registered to: +(\S+)$", re.MULTILINE)

Process = subprocess.Popen[bytes]


def need_dask() -> None:
    """Skips the tests where Dask is not installed."""
    is_there = all(find_spec(name) is not None for name in ("distributed", "cryptography"))
    need("dask", is_there, 'pip install -e ".[cluster]"')


class Scheduler:
    """A running scheduler. `executor` is what newsgen calls it."""

    def __init__(self, address: str, folder: Path, process: Process) -> None:
        self.executor = address.replace("tcp:", "dask:")
        self.process = process
        self.workers: list[Process] = []
        self._address = address
        self._folder = folder

    def worker(self, *options: str, **variables: str) -> Process:
        """Starts a worker, and returns when the scheduler knows it."""
        log = self._folder / f"worker-{len(self.workers)}.log"
        process = _started(
            log, "distributed.cli.dask_worker", self._address, *_LOOPBACK, "--no-nanny",
            "--nthreads", "1", "--local-directory", str(self._folder), *options, **variables,
        )  # fmt: skip
        self.workers.append(process)
        _awaited(_WORKER_AT, log, process)
        return process


@contextmanager
def scheduler(folder: Path, **variables: str) -> Iterator[Scheduler]:
    """A scheduler with no worker yet; it and its workers are killed at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "scheduler.log"
    process = _started(
        log, "distributed.cli.dask_scheduler", "--port", "0", *_LOOPBACK, **variables
    )
    workers: list[Process] = []
    try:
        running = Scheduler(_awaited(_SCHEDULER_AT, log, process), folder, process)
        workers = running.workers
        yield running
    finally:
        for one in (*workers, process):
            one.kill()
            one.wait(SECONDS)


def _started(log: Path, module: str, *arguments: str, **variables: str) -> Process:
    with log.open("wb") as stream:
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=log.parent,
            env=environment(**variables),
            stdout=stream,
            stderr=subprocess.STDOUT,
        )


def _awaited(words: re.Pattern[str], log: Path, process: Process) -> str:
    """What the log says once it says these words."""
    deadline = time.monotonic() + SECONDS
    while not (found := words.search(log.read_text("utf-8"))):
        assert process.poll() is None, log.read_text("utf-8")
        assert time.monotonic() < deadline, log.read_text("utf-8")
        time.sleep(0.05)
    return found.group(1)

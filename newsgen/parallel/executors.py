"""Executors of chunks: the processes of this machine, or any `concurrent.futures.Executor`."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from newsgen.parallel.gc_tuning import collect_seldom
from newsgen.runtime.failures import LostWorkerError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")


class ChunkExecutor:
    """An executor; `width` is the number of chunks that it works on at once.

    Any executor will do whose workers see the site's folder under the same path and
    run one chunk at a time in a process.
    """

    def __init__(self, executor: Executor, width: int, *, is_forked: bool = False) -> None:
        """Forked processes share what this one has open, and the site's lock with it."""
        self._executor = executor
        self.width = width
        self.is_forked = is_forked

    def submit(
        self,
        function: Callable[[Sequence[Item], Shared], list[Result]],
        chunk: Sequence[Item],
        shared: Shared,
    ) -> Future[list[Result]]:
        """Submits a chunk. Raises `LostWorkerError`, as `result` does."""
        with _losses_named():
            return self._executor.submit(function, chunk, shared)

    def result(self, future: Future[list[Result]]) -> list[Result]:
        """Waits for a chunk and returns its results."""
        with _losses_named():
            return future.result()

    def close(self) -> None:
        """Ends the workers; chunks that are not begun are dropped."""
        self._executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _losses_named() -> Iterator[None]:
    # Imported late: the executor has loaded it.
    from concurrent.futures import BrokenExecutor

    try:
        yield
    except BrokenExecutor as error:
        raise LostWorkerError("A worker process was killed before its work was done.") from error


def process_executor(jobs: int) -> ChunkExecutor:
    """An executor with `jobs` processes of this machine."""
    # Imported late: most builds after the first are too small for processes.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Fork is cheap, and safe here: newsgen has started no threads of its own.
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    return ChunkExecutor(pool, jobs, is_forked=method == "fork")


def _begin() -> None:
    """Prepares a process for its first chunk."""
    collect_seldom()
    _end_with_parent()


def _end_with_parent() -> None:
    """Ends this process when the build that started it is killed.

    Otherwise it would wait for work for ever and keep the site's lock, which forked
    processes share.
    """
    from multiprocessing import parent_process

    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()

"""Who does the work that is given out in chunks: the processes of this machine, or another executor."""

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


class Crew:
    """An executor, and how many chunks it works on at once.

    Any executor will do whose workers see the site's folder under its own path
    and work on one chunk at a time in a process.
    """

    def __init__(self, executor: Executor, seats: int) -> None:
        self._executor = executor
        self.seats = seats

    def submit(
        self,
        function: Callable[[Sequence[Item], Shared], list[Result]],
        chunk: Sequence[Item],
        shared: Shared,
    ) -> Future[list[Result]]:
        """Gives out a chunk. Raises `LostWorkerError`, as `result` does."""
        with _losses_named():
            return self._executor.submit(function, chunk, shared)

    def result(self, future: Future[list[Result]]) -> list[Result]:
        """What became of a chunk; waits for it."""
        with _losses_named():
            return future.result()

    def close(self) -> None:
        """Sends the workers home; work that has not begun is dropped."""
        self._executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _losses_named() -> Iterator[None]:
    # By need: it is loaded with the executor.
    from concurrent.futures import BrokenExecutor

    try:
        yield
    except BrokenExecutor as error:
        raise LostWorkerError("A worker process was killed before its work was done.") from error


def processes(jobs: int) -> Crew:
    """A crew of so many processes of this machine."""
    # By need: most builds after the first are too small for processes.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Fork is the cheap one, and safe here: newsgen starts no threads of its own before.
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    return Crew(ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin), jobs)


def _begin() -> None:
    """What a process does before its first chunk."""
    collect_seldom()
    _end_with_parent()


def _end_with_parent() -> None:
    """Lets this process end when the build that started it is killed.

    It would wait for work for ever otherwise, and hold the site's lock, which
    forked processes share.
    """
    from multiprocessing import parent_process

    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()

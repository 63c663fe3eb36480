"""Work in chunks, in other processes where there is enough of it to pay for them."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

PROCESSES_FROM = 64
"""Fewer items than this are done sooner than a process starts."""

_CHUNK = 200


class Workers:
    """Runs functions over many items; the pool starts when it is first worth it."""

    def __init__(self, jobs: int, processes_from: int = PROCESSES_FROM) -> None:
        self._jobs = jobs
        self._processes_from = processes_from
        self._executor: Executor | None = None

    def run(
        self,
        function: Callable[[Sequence[Item], Shared], list[Result]],
        items: Iterable[Item],
        shared: Shared,
        count: int,
    ) -> Iterator[Result]:
        """The results for all items, in their order. At most a few chunks are held at once.

        `count` is how many items there are; they may be made as they are taken.
        """
        if self._jobs == 1 or count < self._processes_from:
            for item in items:
                yield from function((item,), shared)
            return
        executor = self._started()
        size = max(1, min(_CHUNK, -(-count // (4 * self._jobs))))
        rest = iter(items)
        running: deque[Future[list[Result]]] = deque()
        while chunk := tuple(islice(rest, size)):
            running.append(executor.submit(function, chunk, shared))
            if len(running) > 2 * self._jobs:
                yield from running.popleft().result()
        while running:
            yield from running.popleft().result()

    def close(self) -> None:
        """Ends the processes; work that has not begun is dropped."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def _started(self) -> Executor:
        # By need: most builds after the first are too small for processes.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        if self._executor is None:
            # Fork is the cheap one, and safe here: newsgen starts no threads of its own before.
            method = "fork" if sys.platform == "linux" else "spawn"
            context = multiprocessing.get_context(method)
            self._executor = ProcessPoolExecutor(
                self._jobs, mp_context=context, initializer=_end_with_parent
            )
        return self._executor


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


def default_jobs() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

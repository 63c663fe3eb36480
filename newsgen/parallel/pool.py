"""Runs work in chunks, in this process or, where there is enough of it, on an executor."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

    from newsgen.parallel.begun_work import BegunWork
    from newsgen.parallel.executors import ChunkExecutor

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

PROCESSES_FROM = 64
"""Fewer items than this are done sooner than a process starts."""

_FIRST_CHUNK, _CHUNK = 20, 200

_HEAVY = 6_000
"""The most parts of a chunk, of some hundred bytes each: a chunk is held in several copies at once."""


class Workers:
    """Runs functions over many items. The executor is started when it first pays.

    `start` starts the executor. By default it has `jobs` processes; with one job there
    is none, and this process does the work.
    """

    def __init__(
        self,
        jobs: int,
        processes_from: int = PROCESSES_FROM,
        start: Callable[[], ChunkExecutor] | None = None,
    ) -> None:
        self.processes_from = processes_from
        self._start = start or (partial(_processes, jobs) if jobs > 1 else None)
        self._executor: ChunkExecutor | None = None

    def run(
        self,
        function: Callable[[Sequence[Item], Shared], list[Result]],
        items: Iterable[Item],
        shared: Shared,
        weigh: Callable[[Item], int] = lambda item: 1,
    ) -> Iterator[Result]:
        """The results for all items, in their order. At most a few chunks are held at once.

        Items are taken from the iterable while earlier ones are worked on. `weigh` gives
        the number of parts of an item.
        """
        rest = iter(items)
        first = tuple(islice(rest, self.processes_from)) if self._start else ()
        if self._start is None or len(first) < self.processes_from:
            for item in chain(first, rest):
                yield from function((item,), shared)
            return
        executor = self._executor = self._executor or self._start()
        rest = chain(first, rest)
        sizes = _sizes()
        running: deque[Future[list[Result]]] = deque()
        while chunk := _chunk(islice(rest, next(sizes)), weigh):
            running.append(executor.submit(function, chunk, shared))
            if len(running) > 2 * executor.width:
                yield from executor.result(running.popleft())
        while running:
            yield from executor.result(running.popleft())

    def prepare(
        self, function: Callable[[Sequence[Item], Shared], list[Result]], shared: Shared
    ) -> None:
        """Starts the executor and gives each worker an empty chunk, without waiting."""
        if self._start is not None:
            executor = self._executor = self._executor or self._start()
            for _ in range(executor.width):
                executor.submit(function, (), shared)

    def begin(
        self,
        function: Callable[[Sequence[Item], Shared], list[Result]],
        items: Sequence[Item],
        shared: Shared,
    ) -> BegunWork[Item, Result]:
        """Submits each item by itself, without waiting. The executor must be started."""
        # Imported late: most builds are too small for it.
        from newsgen.parallel.begun_work import BegunWork

        assert self._executor is not None
        return BegunWork(self._executor, function, items, shared)

    @property
    def hold_lock(self) -> bool:
        """Whether the executor is started and each of its workers keeps the site locked while it lives."""
        return self._executor is not None and self._executor.is_forked

    @property
    def are_started(self) -> bool:
        """Whether the executor is started."""
        return self._executor is not None

    def close(self) -> None:
        """Closes the executor; chunks that are not begun are dropped."""
        if self._executor is not None:
            self._executor.close()
            self._executor = None


def _chunk(items: Iterator[Item], weigh: Callable[[Item], int]) -> tuple[Item, ...]:
    """The items of the next chunk: all of these, or fewer where they are heavy."""
    taken: list[Item] = []
    weight = 0
    while weight < _HEAVY and (one := next(items, None)) is not None:
        taken.append(one)
        weight += weigh(one)
    return tuple(taken)


def _sizes() -> Iterator[int]:
    """The sizes of chunks: small ones first, so that little work is shared out evenly too."""
    size = _FIRST_CHUNK
    while True:
        yield size
        size = min(_CHUNK, size + _FIRST_CHUNK)


def default_jobs() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processes(jobs: int) -> ChunkExecutor:
    # Imported late: most builds start none.
    from newsgen.parallel.executors import process_executor

    return process_executor(jobs)

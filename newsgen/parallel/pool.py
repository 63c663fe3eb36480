"""Work in chunks, given to a crew where there is enough of it to pay for one."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from newsgen.parallel.executors import Crew, processes

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

PROCESSES_FROM = 64
"""Fewer items than this are done sooner than a process starts."""

_FIRST_CHUNK, _CHUNK = 20, 200

_HEAVY = 4_000
"""Parts of some hundred bytes each. A chunk is held in several places at once."""


class Workers:
    """Runs functions over many items; the crew is called when it is first worth it.

    `call` brings the crew; by default it is `jobs` processes, or nobody but
    this process where that is one.
    """

    def __init__(
        self,
        jobs: int,
        processes_from: int = PROCESSES_FROM,
        call: Callable[[], Crew] | None = None,
    ) -> None:
        self.processes_from = processes_from
        self._call = call or (partial(processes, jobs) if jobs > 1 else None)
        self._crew: Crew | None = None

    def run(
        self,
        function: Callable[[Sequence[Item], Shared], list[Result]],
        items: Iterable[Item],
        shared: Shared,
        weigh: Callable[[Item], int] = lambda item: 1,
    ) -> Iterator[Result]:
        """The results for all items, in their order. At most a few chunks are held at once.

        The items are made as they are taken, while those before them are worked
        on. `weigh` says of how many parts an item consists.
        """
        rest = iter(items)
        first = tuple(islice(rest, self.processes_from)) if self._call else ()
        if self._call is None or len(first) < self.processes_from:
            for item in chain(first, rest):
                yield from function((item,), shared)
            return
        crew = self._crew = self._crew or self._call()
        rest = chain(first, rest)
        sizes = _sizes()
        running: deque[Future[list[Result]]] = deque()
        while chunk := _chunk(islice(rest, next(sizes)), weigh):
            running.append(crew.submit(function, chunk, shared))
            if len(running) > 2 * crew.seats:
                yield from crew.result(running.popleft())
        while running:
            yield from crew.result(running.popleft())

    def prepare(
        self, function: Callable[[Sequence[Item], Shared], list[Result]], shared: Shared
    ) -> None:
        """Calls the crew, and has each of them run the function over nothing, while the caller goes on."""
        if self._call is not None:
            crew = self._crew = self._crew or self._call()
            for _ in range(crew.seats):
                crew.submit(function, (), shared)

    @property
    def are_called(self) -> bool:
        """Whether the crew is there."""
        return self._crew is not None

    def close(self) -> None:
        """Lets the crew go; work that has not begun is dropped."""
        if self._crew is not None:
            self._crew.close()
            self._crew = None


def _chunk(items: Iterator[Item], weigh: Callable[[Item], int]) -> tuple[Item, ...]:
    """These items, or of heavy ones as many as together make a heavy chunk."""
    taken: list[Item] = []
    weight = 0
    while weight < _HEAVY and (one := next(items, None)) is not None:
        taken.append(one)
        weight += weigh(one)
    return tuple(taken)


def _sizes() -> Iterator[int]:
    """Of chunks: small ones first, so that little work is shared out evenly too."""
    size = _FIRST_CHUNK
    while True:
        yield size
        size = min(_CHUNK, size + _FIRST_CHUNK)


def default_jobs() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

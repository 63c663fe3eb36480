"""Work in chunks, given to a crew where there is enough of it to pay for one."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from newsgen.publishing.crew import Crew, processes

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

PROCESSES_FROM = 64
"""Fewer items than this are done sooner than a process starts."""

_CHUNK = 200


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
        self._processes_from = processes_from
        self._call = call or (partial(processes, jobs) if jobs > 1 else None)
        self._crew: Crew | None = None

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
        if self._call is None or count < self._processes_from:
            for item in items:
                yield from function((item,), shared)
            return
        crew = self._crew = self._crew or self._call()
        size = max(1, min(_CHUNK, -(-count // (4 * crew.seats))))
        rest = iter(items)
        running: deque[Future[list[Result]]] = deque()
        while chunk := tuple(islice(rest, size)):
            running.append(crew.submit(function, chunk, shared))
            if len(running) > 2 * crew.seats:
                yield from crew.result(running.popleft())
        while running:
            yield from crew.result(running.popleft())

    def close(self) -> None:
        """Lets the crew go; work that has not begun is dropped."""
        if self._crew is not None:
            self._crew.close()
            self._crew = None


def default_jobs() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

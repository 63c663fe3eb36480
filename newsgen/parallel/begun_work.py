"""Work that an executor does while its caller goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from typing import Generic, TypeVar

from newsgen.parallel.executors import ChunkExecutor

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")


class BegunWork(Generic[Item, Result]):
    """Items that were submitted together, each by itself."""

    def __init__(
        self,
        executor: ChunkExecutor,
        function: Callable[[Sequence[Item], Shared], list[Result]],
        items: Sequence[Item],
        shared: Shared,
    ) -> None:
        self._executor = executor
        self._futures: list[Future[list[Result]]] = []
        try:
            for one in items:
                self._futures.append(executor.submit(function, (one,), shared))
        except BaseException:
            self.stop()
            raise

    def results(self) -> Iterator[Result]:
        """The result of each item in turn, waiting for it. Raises what an item raised."""
        for future in self._futures:
            yield from self._executor.result(future)

    def stop(self) -> None:
        """Drops the items that are not begun, and waits for the others."""
        wait([one for one in self._futures if not one.cancel()])

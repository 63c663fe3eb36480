"""Work in chunks that an executor does while its caller goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from typing import Generic, TypeVar

from newsgen.parallel.executors import ChunkExecutor

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")


class BegunWork(Generic[Item, Result]):
    """Chunks that were submitted together."""

    def __init__(
        self,
        executor: ChunkExecutor,
        function: Callable[[Sequence[Item], Shared], list[Result]],
        chunks: Sequence[Sequence[Item]],
        shared: Shared,
    ) -> None:
        self._executor = executor
        self._chunks = chunks
        self._futures: list[Future[list[Result]]] = []
        try:
            for chunk in chunks:
                self._futures.append(executor.submit(function, chunk, shared))
        except BaseException:
            self.stop()
            raise

    def results(self) -> Iterator[tuple[Sequence[Item], list[Result]]]:
        """Waits for each chunk in turn, and raises what it raised."""
        for chunk, future in zip(self._chunks, self._futures, strict=True):
            yield chunk, self._executor.result(future)

    def stop(self) -> None:
        """Drops the chunks that are not begun, and waits for the others."""
        wait([one for one in self._futures if not one.cancel()])

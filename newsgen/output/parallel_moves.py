"""Makes numbered moves of files, in threads while the caller goes on, and collects their stats."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

from newsgen.reading.files.listing import Stat

FIELDS = 4
"""The number of fields of a `Stat`."""


class Moves:
    """Moves numbered from 0. None begins after the block has ended."""

    def __init__(self, count: int, move: Callable[[int], Stat], threads: int) -> None:
        """`move` makes one move. With threads the moves begin at once, without them in `stats`."""
        self._move = move
        # An array, since on a large site these numbers as objects would take a hundred megabytes.
        self._stats = array("q", bytes(8 * FIELDS * count))
        self._is_over = False
        self._errors: list[BaseException] = []
        self._rest = range(0) if threads else range(count)
        self._threads = [
            threading.Thread(target=self._run, args=(range(first, count, threads),))
            for first in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._is_over = True
        self._join()

    def stats(self) -> array[int]:
        """Waits for all moves and returns the stats, field after field. Raises what a move raised."""
        self._run(self._rest)
        self._join()
        if self._errors:
            raise self._errors[0]
        return self._stats

    def _run(self, numbers: Iterable[int]) -> None:
        try:
            for number in numbers:
                if self._is_over or self._errors:
                    return
                start = number * FIELDS
                self._stats[start : start + FIELDS] = array("q", self._move(number))
        except BaseException as error:  # noqa: BLE001 - raised where the stats are asked for
            self._errors.append(error)

    def _join(self) -> None:
        for thread in self._threads:
            thread.join()

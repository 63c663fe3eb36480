"""Lists of articles of which only those are loaded that are looked at."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol, overload

from newsgen.catalog.entry import Entry

_FIRST, _MOST = 10, 320
"""Who goes through a list mostly stops soon, so that ever more are loaded at once."""


class Shelf(Protocol):
    """Where entries come from; each article has a number there."""

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """The entries of these articles, in this order."""

    def number(self, path: str) -> int:
        """The number of a visible article. Raises `KeyError`."""

    def years(self, numbers: Sequence[int]) -> Counter[int]:
        """How many of these articles there are by year."""


class Shelved(Sequence[Entry]):
    """A list of entries, held as their numbers."""

    def __init__(self, numbers: array[int], shelf: Shelf) -> None:
        self.numbers = numbers
        self._shelf = shelf

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        if isinstance(index, slice):
            return self._shelf.entries(self.numbers[index])
        return self._shelf.entries((self.numbers[index],))[0]

    def __iter__(self) -> Iterator[Entry]:
        start, size = 0, _FIRST
        while start < len(self.numbers):
            yield from self._shelf.entries(self.numbers[start : start + size])
            start, size = start + size, min(2 * size, _MOST)

    def years(self) -> Counter[int]:
        """How many of the entries there are by year; none is loaded for it."""
        return self._shelf.years(self.numbers)

    def position(self, entry: Entry) -> int:
        """Where the entry stands. Raises `ValueError` where it does not."""
        return self.numbers.index(self._shelf.number(entry.head.path))

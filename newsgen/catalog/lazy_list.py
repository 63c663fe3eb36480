"""Lists of articles that load an article when it is looked at."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol, overload

from newsgen.catalog.entry import Entry, ListItem
from newsgen.model.article import Head

_FIRST, _MOST = 6, 384
"""The first articles of a list are loaded a few at a time, since most loops end soon; then ever more."""


class ListSource(Protocol):
    """Where a list gets its articles from, by their numbers."""

    def listed(self, numbers: Sequence[int]) -> list[ListItem]:
        """What lists show of these articles, in this order."""

    def heads(self, numbers: Sequence[int]) -> list[Head]:
        """The heads of these articles, in this order."""

    def orders(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        """The dates and paths of these articles, by which lists are sorted; none is loaded for it."""

    def __getitem__(self, path: str) -> Entry:
        """The entry of a visible article. Raises `KeyError`."""

    def number(self, path: str) -> int:
        """The number of a visible article. Raises `KeyError`."""

    def years(self, numbers: Sequence[int]) -> Counter[int]:
        """How many of these articles there are by year."""


class LazyList(Sequence[ListItem]):
    """A list of articles, held as their numbers."""

    def __init__(self, numbers: array[int], source: ListSource) -> None:
        self.numbers = numbers
        self.source = source

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, index: int) -> ListItem: ...
    @overload
    def __getitem__(self, index: slice) -> list[ListItem]: ...
    def __getitem__(self, index: int | slice) -> ListItem | list[ListItem]:
        if isinstance(index, slice):
            return self.source.listed(self.numbers[index])
        return self.source.listed((self.numbers[index],))[0]

    def __iter__(self) -> Iterator[ListItem]:
        start, size = 0, _FIRST
        while start < len(self.numbers):
            yield from self.source.listed(self.numbers[start : start + size])
            start, size = start + size, min(2 * size, _MOST)

    def years(self) -> Counter[int]:
        """How many of the articles there are by year; none is loaded for it."""
        return self.source.years(self.numbers)

    def position(self, entry: ListItem) -> int:
        """Where the article stands. Raises `ValueError` where it does not."""
        return self.numbers.index(self.source.number(entry.head.path))

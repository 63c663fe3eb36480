"""Related articles: which others an article leads to.

A new article must not make thousands of old pages stale. So an article is led
to earlier ones that share its tags, which a newer article cannot change, and
to the nearest later one of each tag, which a newer article changes only for
the newest of that tag.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Protocol, TypeAlias

from newsgen.catalog.choices import may_be_chosen, to_choose_from
from newsgen.catalog.entry import Entry, ListItem
from newsgen.catalog.groups import EntryList, Group
from newsgen.catalog.lazy_list import LazyList, ListSource
from newsgen.model.fast_namedtuple import NamedTuple

RELATED = 5
FOLLOW_UPS = 2
WINDOW = 8
"""How many earlier articles of each tag are weighed."""


class Around(NamedTuple):
    """The ranks of the nearest later article of each tag, and of the nearest earlier ones.

    An article is among the earlier ones once for each tag.
    """

    later: list[Any]
    earlier: list[Any]


class Related:
    """What an article leads to by its tags; `entries` and those of the tags are newest first."""

    def __init__(self, entries: EntryList, tags: Mapping[str, Group]) -> None:
        self._order: _Order = (
            _OfIndex(entries.source, tags) if isinstance(entries, LazyList) else _OfAll(entries)
        )

    def of(self, entry: Entry, excluded: frozenset[str]) -> tuple[ListItem, ...]:
        """What `entry` leads to: follow-ups first, then earlier ones by tags in common.

        `excluded` are paths of articles.
        """
        # Asked for each article's page: what can be done with ranks alone is done with them.
        tags = dict.fromkeys([slug for slug, _ in entry.tags])
        if not tags:
            return ()
        later, ranks = self._order.around(tags, entry)
        ranks.sort(reverse=True)
        shared = dict.fromkeys(ranks, 0)
        if len(shared) < len(ranks):
            for rank in ranks:
                shared[rank] += 1
            # The newest first, and before them those with more tags in common.
            ranks = sorted(shared, key=shared.__getitem__, reverse=True)
        follow_ups = self._order.shown(sorted({*later}), excluded, FOLLOW_UPS)
        return (*follow_ups, *self._order.shown(ranks, excluded, RELATED - len(follow_ups)))


class _Order(Protocol):
    """The order of articles: each has a rank, and a later one a greater rank."""

    def around(self, tags: Iterable[str], entry: Entry) -> Around:
        """The articles of these tags that are nearest to the entry, which has each of them."""

    def shown(self, ranks: Iterable[Any], excluded: frozenset[str], most: int) -> list[ListItem]:
        """The first of the articles of these ranks, which were given, but for those excluded."""


class _OfAll:
    """The rank is the number of earlier articles."""

    def __init__(self, entries: EntryList) -> None:
        self._entries = entries
        self._tags: dict[str, array[int]] = {}
        self._seconds: array[int] = array("q")

    def around(self, tags: Iterable[str], entry: Entry) -> Around:
        if not self._tags:
            self._rank()
        rank = self._rank_of(entry)
        found = Around([], [])
        for tag in tags:
            ranks = self._tags[tag]
            index = bisect_left(ranks, rank)
            found.later.extend(ranks[index + 1 : index + 2])
            found.earlier.extend(ranks[max(0, index - WINDOW) : index])
        return found

    def shown(self, ranks: Iterable[int], excluded: frozenset[str], most: int) -> list[ListItem]:
        found: list[ListItem] = []
        for rank in ranks:
            if len(found) == most:
                break
            entry = self._entries[-1 - rank]
            if entry.head.path not in excluded and may_be_chosen(entry):
                found.append(entry)
        return found

    def _rank(self) -> None:
        for rank, entry in enumerate(reversed(self._entries)):
            assert isinstance(entry, Entry), "all that is in memory is whole"
            self._seconds.append(entry.head.date.seconds)
            for tag in dict.fromkeys(slug for slug, _ in entry.tags):
                self._tags.setdefault(tag, array("I")).append(rank)

    def _rank_of(self, entry: Entry) -> int:
        rank = bisect_left(self._seconds, entry.head.date.seconds)
        while self._entries[-1 - rank] is not entry:
            rank += 1
        return rank


_Rank: TypeAlias = tuple[tuple[int, str], int]
"""What articles are sorted by, and the number."""


class _OfIndex:
    """Only what is shown is loaded."""

    def __init__(self, source: ListSource, tags: Mapping[str, Group]) -> None:
        self._source = source
        self._tags = tags

    def around(self, tags: Iterable[str], entry: Entry) -> Around:
        found = Around([], [])
        for tag in tags:
            entries = self._tags[tag].entries
            assert isinstance(entries, LazyList)
            index = entries.position(entry)
            start = max(0, index - 1)
            near = entries.numbers[start : index + 1 + WINDOW]
            ranks: list[_Rank] = [*zip(self._source.orders(near), near, strict=True)]
            found.later.extend(ranks[: index - start])
            found.earlier.extend(ranks[index - start + 1 :])
        return found

    def shown(self, ranks: Iterable[_Rank], excluded: frozenset[str], most: int) -> list[ListItem]:
        numbers = iter([number for (_, path), number in ranks if path not in excluded])
        found: list[ListItem] = []
        # Nearly always the first that are asked for may all be chosen.
        while len(found) < most and (wanted := [*islice(numbers, most - len(found))]):
            found += to_choose_from(self._source.listed(wanted))
        return found

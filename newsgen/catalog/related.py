"""Which other articles a reader of one is led to, with a bounded reach.

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
from typing import Any, Protocol

from newsgen.catalog.entry import Entry
from newsgen.catalog.groups import Entries, Group, order
from newsgen.catalog.shelf import Shelved
from newsgen.model.named import NamedTuple

RELATED = 5
FOLLOW_UPS = 2
WINDOW = 8
"""How many earlier articles of each tag are weighed."""


class Related:
    """What an article leads to by its tags; `entries` and those of the tags are newest first."""

    def __init__(self, entries: Entries, tags: Mapping[str, Group]) -> None:
        self._order: _Order = _OfShelves(tags) if isinstance(entries, Shelved) else _OfAll(entries)

    def of(self, entry: Entry, excluded: frozenset[str]) -> tuple[Entry, ...]:
        """What `entry` leads to: follow-ups first, then earlier ones by tags in common.

        `excluded` are paths of articles.
        """
        # Asked for each article's page: what can be done with ranks alone is done with them.
        later: set[Any] = set()
        shared: dict[Any, int] = {}
        for tag in dict.fromkeys(slug for slug, _ in entry.tags):
            nearest, earlier = self._order.around(tag, entry)
            later.update(nearest)
            for rank in earlier:
                shared[rank] = shared.get(rank, 0) + 1
        follow_ups = self._shown(sorted(later), excluded, FOLLOW_UPS)
        # The newest first, and before them those with more tags in common.
        ranked = sorted(sorted(shared, reverse=True), key=shared.__getitem__, reverse=True)
        return (*follow_ups, *self._shown(ranked, excluded, RELATED - len(follow_ups)))

    def _shown(self, ranks: Iterable[Any], excluded: frozenset[str], most: int) -> list[Entry]:
        entries = map(self._order.entry, ranks)
        return list(islice((one for one in entries if one.head.path not in excluded), most))


class _Around(NamedTuple):
    """The ranks of the nearest later article of a tag, if there is one, and of the nearest earlier ones."""

    later: Iterable[Any]
    earlier: Iterable[Any]


class _Order(Protocol):
    """Articles by rank; a later one's is greater."""

    def around(self, tag: str, entry: Entry) -> _Around:
        """The articles of the tag that are nearest to the entry, which is one of them."""

    def entry(self, rank: Any) -> Entry:
        """The article of a rank that was given."""


class _OfAll:
    """The rank is the number of earlier articles."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._tags: dict[str, array[int]] = {}
        self._seconds: array[int] = array("q")

    def around(self, tag: str, entry: Entry) -> _Around:
        if not self._tags:
            self._rank()
        ranks = self._tags[tag]
        index = bisect_left(ranks, self._rank_of(entry))
        return _Around(ranks[index + 1 : index + 2], ranks[max(0, index - WINDOW) : index])

    def entry(self, rank: int) -> Entry:
        return self._entries[-1 - rank]

    def _rank(self) -> None:
        for rank, entry in enumerate(reversed(self._entries)):
            self._seconds.append(entry.head.date.seconds)
            for tag in dict.fromkeys(slug for slug, _ in entry.tags):
                self._tags.setdefault(tag, array("I")).append(rank)

    def _rank_of(self, entry: Entry) -> int:
        rank = bisect_left(self._seconds, entry.head.date.seconds)
        while self.entry(rank) is not entry:
            rank += 1
        return rank


class _OfShelves:
    """The rank is what articles are sorted by: few are looked at, and each is loaded for it."""

    def __init__(self, tags: Mapping[str, Group]) -> None:
        self._tags = tags
        self._known: dict[tuple[int, str], Entry] = {}

    def around(self, tag: str, entry: Entry) -> _Around:
        entries = self._tags[tag].entries
        assert isinstance(entries, Shelved)
        index = entries.position(entry)
        later = entries[index - 1 : index] if index else []
        return _Around(self._ranks(later), self._ranks(entries[index + 1 : index + 1 + WINDOW]))

    def entry(self, rank: tuple[int, str]) -> Entry:
        return self._known[rank]

    def _ranks(self, entries: Iterable[Entry]) -> list[tuple[int, str]]:
        found = {order(one): one for one in entries}
        self._known.update(found)
        return list(found)

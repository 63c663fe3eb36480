"""How groups change when a few articles do, and which other articles show that."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from newsgen.catalog.affected import GroupDelta, beside_others
from newsgen.catalog.groups import (
    AUTHOR,
    MONTH,
    SECTION,
    SERIES,
    SOURCE,
    TAG,
    Key,
    memberships,
)
from newsgen.catalog.index import CatalogIndex, Members
from newsgen.catalog.lazy_list import ListSource
from newsgen.catalog.related import WINDOW
from newsgen.catalog.replaced import Replaced

_WITH_NAMES = frozenset({TAG, AUTHOR, SOURCE})
"""The kinds of which there is a list of all groups by name."""


def group_deltas(
    index: CatalogIndex, entries: ListSource, replaced: Iterable[Replaced]
) -> dict[Key, GroupDelta]:
    """The groups of these articles, before and now. Costs microseconds for each group of each article."""
    return _Deltas(index, entries, replaced).deltas()


def directories(deltas: dict[Key, GroupDelta]) -> set[Key]:
    """The directories (lists of all groups of a kind) that may differ, each as a key without an id."""
    return {
        key._replace(id="")
        for key, one in deltas.items()
        if (key.kind in _WITH_NAMES and (one.is_renamed or one.comes_or_goes))
        # The index of the archive shows how many articles a month has.
        or (key.kind == MONTH and len(one.before.numbers) != len(one.now.numbers))
    }


def showing(deltas: dict[Key, GroupDelta]) -> set[int]:
    """The numbers of the articles whose own pages show neighbours in one of these groups that changed."""
    found: set[int] = set()
    for key, one in deltas.items():
        if key.kind == SERIES:
            # The part of an article is on no card.
            found.update(one.now.numbers)
        elif key.kind == SECTION:
            found |= beside_others(one, later=1, earlier=1)
        elif key.kind == TAG:
            found |= beside_others(one, later=1, earlier=WINDOW)
    return found


class _Deltas:
    def __init__(
        self, index: CatalogIndex, entries: ListSource, replaced: Iterable[Replaced]
    ) -> None:
        self._index = index
        self._entries = entries
        self._replaced = {one.number: one for one in replaced}
        self._names: dict[int, dict[Key, str]] = {
            number: dict(memberships(one.entry)) if one.entry else {}
            for number, one in self._replaced.items()
        }

    def deltas(self) -> dict[Key, GroupDelta]:
        by_key: dict[Key, list[int]] = {}
        for number, one in self._replaced.items():
            was = one.before.groups if one.before else ()
            for key in {*was, *self._names[number]}:
                by_key.setdefault(key, []).append(number)
        return {key: self._delta(key, numbers) for key, numbers in by_key.items()}

    def _delta(self, key: Key, numbers: Sequence[int]) -> GroupDelta:
        before = self._index.members(key)
        now = array("I", before.numbers)
        # Those that stay where they are keep their places: to find one takes several queries.
        moving = [number for number in numbers if self._is_elsewhere(key, number)]
        for number in moving:
            row = self._replaced[number].before
            if row is not None and key in row.groups:
                now.remove(number)
        for number in moving:
            if key in self._names[number]:
                now.insert(self._rank(now, self._order(number)), number)
        remade = frozenset(number for number in numbers if key in self._names[number])
        changed = frozenset(number for number in remade if self._replaced[number].is_seen)
        return GroupDelta(before, Members(self._name(key, now, before), now), changed, remade)

    def _is_elsewhere(self, key: Key, number: int) -> bool:
        """Whether the article came into the group, left it, or stands at another place in it."""
        one = self._replaced[number]
        was_in = one.before is not None and key in one.before.groups
        if not was_in or key not in self._names[number]:
            return True
        assert one.before is not None
        return (one.before.seconds, one.before.path) != self._order(number)

    def _order(self, number: int) -> tuple[int, str]:
        """The date and the path of an article, by which groups are sorted."""
        one = self._replaced.get(number)
        if one is not None and one.entry is not None:
            return one.entry.head.date.seconds, one.entry.head.path
        return self._index.order(number)

    def _rank(self, numbers: Sequence[int], order: tuple[int, str]) -> int:
        """Where an article of this order belongs among these, which are newest first."""
        low, high = 0, len(numbers)
        # What comes is mostly newer than all that is there, and each question takes a query.
        if numbers and self._order(numbers[0]) < order:
            return 0
        while low < high:
            middle = (low + high) // 2
            if self._order(numbers[middle]) > order:
                low = middle + 1
            else:
                high = middle
        return low

    def _name(self, key: Key, now: Sequence[int], before: Members) -> str:
        """What the oldest article calls the group."""
        if not now:
            return ""
        oldest = now[-1]
        if oldest in self._names:
            return self._names[oldest][key]
        if before.numbers and before.numbers[-1] == oldest:
            return before.name
        return dict(memberships(self._entries[self._order(oldest)[1]]))[key]

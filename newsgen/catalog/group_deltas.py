"""Groups after a few of their articles came, went, moved or changed, and what that touches."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from newsgen.catalog.affected import Span
from newsgen.catalog.entry import Entry
from newsgen.catalog.groups import (
    AUTHOR,
    CORRECTED,
    MONTH,
    SECTION,
    SERIES,
    SOURCE,
    TAG,
    Key,
    memberships,
)
from newsgen.catalog.index import CatalogIndex, Members, Place
from newsgen.catalog.lazy_list import LazyEntries
from newsgen.catalog.related import FOLLOW_UPS, RELATED, WINDOW, around, weighed
from newsgen.model.fast_namedtuple import NamedTuple

_WITH_DIRECTORY = frozenset({TAG, AUTHOR, SOURCE, MONTH})


class Moved(NamedTuple):
    """An article that was made anew: where it was and what it is now, None where it was not or is not.

    `is_seen` is whether other pages see that it changed.
    """

    number: int
    place: Place | None
    entry: Entry | None
    is_seen: bool


class GroupDeltas(NamedTuple):
    """The groups of what moved, what of them may be other, and the articles whose pages may be.

    `directories` are the kinds, with their language, of which a list of all
    groups may be other.
    """

    groups: dict[Key, Members]
    spans: dict[Key, Span]
    directories: frozenset[tuple[str, str]]
    articles: tuple[int, ...]


def group_deltas(ledger: CatalogIndex, shelf: LazyEntries, moved: Iterable[Moved]) -> GroupDeltas:
    """The groups as they are now. Costs some microseconds for each group of each article."""
    return _Regrouping(ledger, shelf, moved).regrouping()


class _Regrouping:
    def __init__(self, ledger: CatalogIndex, shelf: LazyEntries, moved: Iterable[Moved]) -> None:
        self._ledger = ledger
        self._shelf = shelf
        self._moved = {one.number: one for one in moved}
        self._names: dict[int, dict[Key, str]] = {
            number: dict(memberships(one.entry)) if one.entry else {}
            for number, one in self._moved.items()
        }
        self._articles: dict[int, None] = {
            number: None for number, one in self._moved.items() if one.entry
        }
        self._directories: set[tuple[str, str]] = set()
        # By the article whose page may lead to them, those that show other and are where they were.
        self._led_to: dict[int, set[int]] = {}

    def regrouping(self) -> GroupDeltas:
        by_key: dict[Key, list[int]] = {}
        for number, one in self._moved.items():
            was = one.place.groups if one.place else ()
            for key in {*was, *self._names[number]}:
                by_key.setdefault(key, []).append(number)
        groups: dict[Key, Members] = {}
        spans: dict[Key, Span] = {}
        for key, numbers in by_key.items():
            groups[key], spans[key] = self._regroup(key, numbers)
        self._articles |= dict.fromkeys(self._leading(groups))
        return GroupDeltas(groups, spans, frozenset(self._directories), tuple(self._articles))

    def _regroup(self, key: Key, numbers: Sequence[int]) -> tuple[Members, Span]:
        before = self._ledger.members(key)
        now = array("I", before.numbers)
        came_or_went = [number for number in numbers if self._is_elsewhere(key, number)]
        since = None
        for number in came_or_went:
            place = self._moved[number].place
            if place is not None and key in place.groups:
                since = _least(since, len(before.numbers) - 1 - before.numbers.index(number))
                now.remove(number)
        for number in came_or_went:
            if key in self._names[number]:
                now.insert(self._rank(now, self._order(number)), number)
        for number in came_or_went:
            if key in self._names[number]:
                since = _least(since, len(now) - 1 - now.index(number))
        seen = [
            now.index(number)
            for number in numbers
            if number not in came_or_went and self._moved[number].is_seen
        ]
        name = self._name(key, now, before)
        if name != before.name or key.kind in (CORRECTED, SERIES):
            # A correction's words and an article's part are on no card.
            since = 0
        size = len(now)
        if key.kind == CORRECTED:
            size = sum(len(one.corrections) for one in self._shelf.listed(now))
        if key.kind in _WITH_DIRECTORY and (
            name != before.name
            or bool(now) != bool(before.numbers)
            or (key.kind == MONTH and len(now) != len(before.numbers))
        ):
            self._directories.add(key[:2])
        self._touch_articles(key, now, self._gaps(key, now, came_or_went), seen)
        ranks = frozenset(len(now) - 1 - index for index in seen)
        return Members(name, now, size), Span(since, ranks, before.size)

    def _is_elsewhere(self, key: Key, number: int) -> bool:
        """Whether the article came into the group, left it, or stands at another place in it."""
        one = self._moved[number]
        was_in = one.place is not None and key in one.place.groups
        if not was_in or key not in self._names[number]:
            return True
        assert one.place is not None
        return (one.place.seconds, one.place.path) != self._order(number)

    def _order(self, number: int) -> tuple[int, str]:
        """The date and the path of an article, by which groups are sorted."""
        one = self._moved.get(number)
        if one is not None and one.entry is not None:
            return one.entry.head.date.seconds, one.entry.head.path
        return self._ledger.order(number)

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

    def _gaps(self, key: Key, now: Sequence[int], came_or_went: Sequence[int]) -> list[int]:
        """The places where articles came into a group or left it."""
        gaps = []
        for number in came_or_went:
            place = self._moved[number].place
            if place is not None and key in place.groups:
                gaps.append(self._rank(now, (place.seconds, place.path)))
            if key in self._names[number]:
                gaps.append(now.index(number))
        return gaps

    def _touch_articles(
        self, key: Key, now: Sequence[int], gaps: Sequence[int], seen: Sequence[int]
    ) -> None:
        """The articles that show what is beside them in the group."""
        if key.kind == SERIES:
            self._articles |= dict.fromkeys(now)
        if key.kind == SECTION:
            for place in (*gaps, *seen):
                self._articles |= dict.fromkeys(now[max(0, place - 1) : place + 2])
        if key.kind == TAG:
            for gap in gaps:
                self._articles |= dict.fromkeys(now[max(0, gap - WINDOW) : gap + 2])
            for place in seen:
                for number in now[max(0, place - WINDOW) : place + 2]:
                    self._led_to.setdefault(number, set()).add(now[place])

    def _leading(self, groups: Mapping[Key, Members]) -> list[int]:
        """The articles whose pages lead to one that shows other: few of those near it in a tag."""
        near = [number for number in self._led_to if number not in self._articles]
        found = []
        for number, head in zip(near, self._shelf.heads(near), strict=True):
            place = self._ledger.place(head.path)
            assert place is not None, "what comes has changed itself"
            lists = [
                (groups.get(key) or self._ledger.members(key)).numbers
                for key in place.groups
                if key.kind == TAG
            ]
            follow_ups, earlier = weighed(
                [around(self._shelf, one, one.index(number)) for one in lists]
            )
            # What the article names itself is not shown again: others are in its place.
            named = len(head.read_also)
            first = (*follow_ups[: FOLLOW_UPS + named], *earlier[: RELATED + named])
            if not self._led_to[number].isdisjoint(one for _, one in first):
                found.append(number)
        return found

    def _name(self, key: Key, now: Sequence[int], before: Members) -> str:
        """What the oldest article calls the group."""
        if not now:
            return ""
        oldest = now[-1]
        if oldest in self._names:
            return self._names[oldest][key]
        if before.numbers and before.numbers[-1] == oldest:
            return before.name
        return dict(memberships(self._shelf[self._order(oldest)[1]]))[key]


def _least(one: int | None, other: int) -> int:
    return other if one is None else min(one, other)

"""The scope of a build: which outputs may differ from the last build's.

A scope is a set of groups. The outputs of a group in scope are planned again, and their
fingerprints say which are stale. Outputs of no group are planned in every build. A scope may
hold too much, which costs time. It must never hold too little.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from newsgen.catalog.groups import ARTICLE, MEDIA, Key
from newsgen.catalog.index import Members
from newsgen.model.fast_namedtuple import NamedTuple


class GroupDelta(NamedTuple):
    """A dirty group: an article of it changed, came or went.

    `changed` are the numbers of the members whose card is another, `remade` those of all whose
    card or text may be.
    """

    before: Members
    now: Members
    changed: frozenset[int]
    remade: frozenset[int] = frozenset()

    def shows_same(self, most: int | None = None, *, with_texts: bool = False) -> bool:
        """Whether the members and their cards are the same; of the `most` newest ones, or of all.

        `with_texts` asks whether their texts are, too.
        """
        numbers = self.now.numbers[:most]
        other = self.remade if with_texts else self.changed
        return numbers == self.before.numbers[:most] and other.isdisjoint(numbers)

    @property
    def comes_or_goes(self) -> bool:
        """Whether the group got its first members or lost its last."""
        return bool(self.before.numbers) != bool(self.now.numbers)

    @property
    def is_renamed(self) -> bool:
        """Whether the name of the group is another."""
        return self.before.name != self.now.name


class Scope:
    """The scope that holds everything, and the interface of the others."""

    @property
    def is_narrow(self) -> bool:
        """Whether it holds only what a few articles touch."""
        return False

    def articles(self, lang: str) -> Collection[str] | None:
        """The paths of the edition's articles whose own pages are in it; None for all."""
        return None

    def media(self) -> Collection[str] | None:
        """The paths of the media in it; None for all."""
        return None

    def ids(self, kind: str, lang: str, present: Collection[str]) -> Iterable[str]:
        """The groups of this kind in it, among those `present`."""
        return present

    def has(self, key: Key) -> bool:
        """Whether the group is in it."""
        return True

    def delta(self, key: Key) -> GroupDelta | None:
        """How the group changed. None where that is not known: then all its outputs are planned."""
        return None

    def came_or_went(self, kind: str, lang: str) -> list[str]:
        """The groups of this kind that got their first members or lost their last."""
        return []


class ScopeOfKinds(Scope):
    """All groups of some kinds, and the pages of all articles or of none. No article changed."""

    def __init__(self, kinds: Collection[str], *, has_articles: bool) -> None:
        self._kinds = kinds
        self._has_articles = has_articles

    def articles(self, lang: str) -> Collection[str] | None:
        return None if self._has_articles else ()

    def media(self) -> Collection[str] | None:
        return ()

    def ids(self, kind: str, lang: str, present: Collection[str]) -> Iterable[str]:
        return present if kind in self._kinds else ()

    def has(self, key: Key) -> bool:
        return key.kind in self._kinds


class NarrowScope(Scope):
    """The groups that a few articles touch."""

    def __init__(
        self,
        articles: Mapping[str, Collection[str]],
        gone: Collection[str],
        deltas: Mapping[Key, GroupDelta],
        whole: Collection[Key],
    ) -> None:
        """`articles` by language. `gone` are articles that are not visible now.

        All outputs of the groups `whole` are planned.
        """
        self._articles = articles
        self._gone = gone
        self._deltas = deltas
        self._whole = frozenset(whole)

    @property
    def is_narrow(self) -> bool:
        return True

    @cached_property
    def keys(self) -> frozenset[Key]:
        """All groups in it."""
        paths = {path for found in self._articles.values() for path in found}
        articles = {Key(ARTICLE, "", path) for path in paths.union(self._gone)}
        return self._whole.union(self._deltas, articles)

    def articles(self, lang: str) -> Collection[str]:
        return self._articles.get(lang, ())

    def media(self) -> Collection[str]:
        return {key.id for key in self.keys if key.kind == MEDIA}

    def ids(self, kind: str, lang: str, present: Collection[str]) -> Iterable[str]:
        ids = {key.id for key in self.keys if key[:2] == (kind, lang)}
        return sorted(ids.intersection(present))

    def has(self, key: Key) -> bool:
        return key in self.keys

    def delta(self, key: Key) -> GroupDelta | None:
        return None if key in self._whole else self._deltas.get(key)

    def came_or_went(self, kind: str, lang: str) -> list[str]:
        deltas = self._deltas.items()
        return [key.id for key, one in deltas if key[:2] == (kind, lang) and one.comes_or_goes]


def beside_others(delta: GroupDelta, later: int, earlier: int) -> set[int]:
    """The members whose neighbours changed: so many `later` and `earlier` articles of the group.

    A neighbour whose card is another has changed, too.
    """
    now, before = delta.now.numbers, delta.before.numbers
    if now == before and not delta.changed:
        return set()
    start = _in_common(now, before)
    stop = len(now) - min(_in_common(now[::-1], before[::-1]), min(len(now), len(before)) - start)
    found = {
        now[index]
        for number in delta.changed
        for index in _near(now, now.index(number), now.index(number) + 1, later, earlier)
    }
    if now != before:
        places = {number: index for index, number in enumerate(before)}
        found |= {
            now[index]
            for index in _near(now, start, stop, later, earlier)
            if now[index] not in places
            or _beside(now, index, later, earlier)
            != _beside(before, places[now[index]], later, earlier)
        }
    return found


def _near(numbers: array[int], start: int, stop: int, later: int, earlier: int) -> range:
    """The indices of all members that have one of these as a neighbour, and of these."""
    return range(max(0, start - earlier), min(len(numbers), stop + later))


def _beside(
    numbers: array[int], index: int, later: int, earlier: int
) -> tuple[array[int], array[int]]:
    """The later and the earlier neighbours of a member, newest first."""
    return numbers[max(0, index - later) : index], numbers[index + 1 : index + 1 + earlier]


def _in_common(one: array[int], other: array[int]) -> int:
    """The length of what both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))

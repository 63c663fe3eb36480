"""Which outputs may be other than they were: of everything, or of what a few changed articles touch.

A scope may hold too much, which costs time. It must never hold too little.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from newsgen.catalog.groups import ALL, MEDIA, Key
from newsgen.model.fast_namedtuple import NamedTuple


class Span(NamedTuple):
    """What may be other in a list that is counted from its oldest item.

    From the item `since` on everything, if it is not None; beside that the
    items `ranks`. There were `before` items. A span may be empty: then only
    what the items do not show in the list may be other, such as their texts.
    """

    since: int | None = None
    ranks: frozenset[int] = frozenset()
    before: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the list shows what it showed."""
        return self.since is None and not self.ranks


EVERYTHING = Span(since=0)


class Scope:
    """A scope. `retired` collects outputs that were there and will not be."""

    def __init__(self) -> None:
        self.retired: set[str] = set()

    @property
    def is_narrow(self) -> bool:
        """Whether it is what a few articles touch: then what is no more is retired, and little looked at."""
        return False

    def articles(self, lang: str) -> Collection[str] | None:
        """The paths of the edition's articles whose own pages are in it; None for all."""
        return None

    def ids(self, kind: str, lang: str, present: Iterable[str]) -> Iterable[str]:
        """The groups of this kind in it: those present, or such as are there no more."""
        return present

    def span(self, key: Key) -> Span | None:
        """What of the group is in it; None where nothing is."""
        return EVERYTHING

    def has_directory(self, kind: str, lang: str) -> bool:
        """Whether the list of all groups of this kind is in it."""
        return True

    def has_edition(self, lang: str) -> bool:
        """Whether a card of the edition is in it, or an article that came or went."""
        span = self.span(Key(ALL, lang, ""))
        return span is not None and not span.is_empty

    def has_newest(self, key: Key, size: int, most: int) -> bool:
        """Whether the newest of the group's articles, `most` of its `size`, may be others or show other."""
        span = self.span(key)
        if span is None:
            return False
        return span.since is not None or any(rank >= size - most for rank in span.ranks)


class ScopeOfKinds(Scope):
    """All groups of some kinds, and the pages of all articles or of none; nothing came or went."""

    def __init__(self, kinds: Collection[str], *, has_articles: bool) -> None:
        super().__init__()
        self._kinds = kinds
        self._has_articles = has_articles

    def articles(self, lang: str) -> Collection[str] | None:
        return None if self._has_articles else ()

    def ids(self, kind: str, lang: str, present: Iterable[str]) -> Iterable[str]:
        return present if kind in self._kinds else ()

    def span(self, key: Key) -> Span | None:
        return EVERYTHING if key.kind in self._kinds else None

    def has_directory(self, kind: str, lang: str) -> bool:
        return kind in self._kinds


class NarrowScope(Scope):
    """What a few articles touch."""

    def __init__(
        self,
        articles: Mapping[str, Collection[str]],
        spans: Mapping[Key, Span],
        directories: Collection[tuple[str, str]],
    ) -> None:
        """`articles` and `directories` by language, the latter with their kind before it."""
        super().__init__()
        self._articles = articles
        self._spans = spans
        self._directories = directories

    @property
    def is_narrow(self) -> bool:
        return True

    def media(self) -> list[str]:
        """The files that are published for articles, and may be no longer or in another way."""
        return [key.id for key in self._spans if key.kind == MEDIA]

    def articles(self, lang: str) -> Collection[str]:
        return self._articles.get(lang, ())

    def ids(self, kind: str, lang: str, present: Iterable[str]) -> Iterable[str]:
        return sorted(key.id for key in self._spans if key[:2] == (kind, lang))

    def span(self, key: Key) -> Span | None:
        return self._spans.get(key)

    def has_directory(self, kind: str, lang: str) -> bool:
        return (kind, lang) in self._directories

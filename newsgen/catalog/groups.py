"""The groups that articles are listed in: which an article belongs to, and the articles of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from newsgen.catalog.entry import Entry, ListItem
from newsgen.catalog.lazy_list import LazyList
from newsgen.catalog.series import series_order
from newsgen.model.fast_namedtuple import NamedTuple

EntryList = Sequence[ListItem]

ALL, SECTION, TAG, AUTHOR, SOURCE = "all", "section", "tag", "author", "source"
SERIES, MONTH, CORRECTED, OPINION = "series", "month", "corrected", "opinion"
INDEXED, MEDIA, ALIASED = "indexed", "media", "aliased"

ARTICLE = "article"
"""An article's own outputs: a group of the article alone, which no list is of."""


class Key(NamedTuple):
    """Names a group. `lang` is "" for those that go across editions: what is indexed, media, an article."""

    kind: str
    lang: str
    id: str


class Group(NamedTuple):
    """Articles under one name, newest first."""

    name: str
    entries: EntryList


class Groups(Protocol):
    """All groups of a site."""

    def ids(self, kind: str, lang: str) -> Sequence[str]:
        """The ids of the groups of a kind, sorted."""

    def group(self, key: Key) -> Group:
        """The group, without articles where there is none of the name."""

    def size(self, key: Key) -> int:
        """How many articles the group has."""


def order(entry: ListItem) -> tuple[int, str]:
    """Sorts entries, oldest first; no two are the same."""
    return entry.head.date.seconds, entry.head.path


def memberships(entry: Entry) -> Iterator[tuple[Key, str]]:
    """The groups that an entry is in, each with what the entry calls it."""
    head, lang = entry.head, entry.head.lang
    month = month_id(entry.month)
    yield Key(ALL, lang, ""), ""
    yield Key(SECTION, lang, head.section), ""
    yield Key(MONTH, lang, month), ""
    for slug, name in entry.tags:
        yield Key(TAG, lang, slug), name
    for author in entry.authors:
        if author.id:
            yield Key(AUTHOR, lang, author.id), author.byline.name
    for source in entry.sources:
        # An anonymous source has no page: who relies on it must not be put together.
        if source.route:
            yield Key(SOURCE, lang, source.id), source.name
    if head.series:
        yield Key(SERIES, lang, head.series.slug), head.series.title
    if entry.corrections:
        yield Key(CORRECTED, lang, ""), ""
    if head.kind == "opinion":
        yield Key(OPINION, lang, ""), ""
    if not entry.card.retracted:
        # A page of a retracted article asks not to be indexed.
        yield Key(INDEXED, "", month), ""
    for path, output in entry.media:
        yield Key(MEDIA, "", path), output
    for path in entry.redirects:
        # The id says all of it, so no article is loaded for the list of redirects.
        yield Key(ALIASED, "", f"{path}\n{entry.card.route}"), ""
    for path, route in entry.series_redirects:
        yield Key(ALIASED, "", f"{path}\n{route}"), ""


def alias_of(group_id: str) -> tuple[str, str]:
    """The path of the page at an old address, and the route that it leads to, of a group's id."""
    path, _, route = group_id.partition("\n")
    return path, route


def position(entries: EntryList, entry: ListItem) -> int:
    """Where the entry stands among these, which are newest first and hold it."""
    if isinstance(entries, LazyList):
        return entries.position(entry)
    wanted = order(entry)
    low, high = 0, len(entries)
    while low < high:
        middle = (low + high) // 2
        if order(entries[middle]) > wanted:
            low = middle + 1
        else:
            high = middle
    return low


def years(entries: EntryList) -> Mapping[int, int]:
    """How many of the entries there are by year."""
    if isinstance(entries, LazyList):
        return entries.years()
    return Counter(entry.month[0] for entry in entries)


def month_id(month: tuple[int, int]) -> str:
    """The month as 2024-11; sorts as the months do."""
    return "{:04}-{:02}".format(*month)


class GroupsInMemory:
    """The groups of these entries. A group is called what its oldest article calls it.

    So a newer article that writes the name in another way renames nothing.
    Costs some microseconds an article.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        found: dict[Key, list[Entry]] = {}
        names: dict[Key, str] = {}
        for entry in sorted(entries, key=order, reverse=True):
            for key, name in memberships(entry):
                members = found.setdefault(key, [])
                # Two spellings of one tag, or a source named twice.
                if not members or members[-1] is not entry:
                    members.append(entry)
                names[key] = name
        self._groups = {key: Group(names[key], tuple(found[key])) for key in sorted(found)}
        self._ids: dict[tuple[str, str], list[str]] = {}
        for key in self._groups:
            self._ids.setdefault(key[:2], []).append(key.id)

    def ids(self, kind: str, lang: str) -> Sequence[str]:
        return self._ids.get((kind, lang), ())

    def group(self, key: Key) -> Group:
        return self._groups.get(key) or Group("", ())

    def size(self, key: Key) -> int:
        return len(self.group(key).entries)

    def items(self) -> Iterable[tuple[Key, Group]]:
        """All of them, sorted by their keys."""
        return self._groups.items()


class Named(Mapping[str, Group]):
    """The groups of one kind and edition by id, each made when it is asked for."""

    def __init__(
        self,
        groups: Groups,
        kind: str,
        lang: str,
        *,
        arranged: Callable[[Group], Group] | None = None,
    ) -> None:
        self._groups = groups
        self._kind = kind
        self._lang = lang
        self._arranged = arranged
        self._ids = dict.fromkeys(groups.ids(kind, lang))
        self._made: dict[str, Group] = {}

    def __getitem__(self, name: str) -> Group:
        group = self._made.get(name)
        if group is None:
            if name not in self._ids:
                raise KeyError(name)
            group = self._groups.group(Key(self._kind, self._lang, name))
            if self._arranged:
                group = self._arranged(group)
            self._made[name] = group
        return group

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, name: object) -> bool:
        return name in self._ids


def in_parts(group: Group) -> Group:
    """A series in the order of its parts; articles without a number follow, oldest first."""
    return Group(group.name, tuple(sorted(group.entries, key=series_order)))

"""The parts of an incremental catalogue. An entry is made when it is looked at.

What takes all entries raises `LookedAtEverything`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from newsgen.catalog.edition import PageEntry
from newsgen.catalog.entry import Entry, ListItem
from newsgen.catalog.entry_builder import EntryBuilder
from newsgen.catalog.groups import Group, Key, order
from newsgen.catalog.index import CatalogIndex, Members, Records
from newsgen.catalog.lazy_list import LazyList
from newsgen.catalog.link_resolver import linked_files, pictured_files
from newsgen.catalog.partial import needs_everything
from newsgen.catalog.translations import translations
from newsgen.model.article import Head
from newsgen.model.views import Translation


class LazyEntries(Mapping[str, Entry]):
    """The visible articles by path. Those that changed are made before, the others from their records."""

    def __init__(
        self,
        index: CatalogIndex,
        records: Records,
        builder: EntryBuilder,
        changed: Mapping[str, Entry | None],
        numbers: Mapping[str, int],
    ) -> None:
        """`changed` are None where the article is not visible now; `numbers` are those of the others."""
        self._index = index
        self._records = records
        self._builder = builder
        self._changed = changed
        self._numbers = numbers
        self._made = {path: entry for path, entry in changed.items() if entry}
        self._listed: dict[int, ListItem] = {
            numbers[path]: entry for path, entry in self._made.items()
        }
        self._orders = {number: order(entry) for number, entry in self._listed.items()}

    def __getitem__(self, path: str) -> Entry:
        entry = self._made.get(path)
        if entry is None:
            if path not in self:
                raise KeyError(path)
            head = self._head(path)
            self._records.expect(linked_files(head))
            # Its problems were told of when it was read, and are kept.
            entry = self._made[path] = self._builder.entry(
                head, self._builder.resolved_links(head, [])
            )
        return entry

    def __contains__(self, path: object) -> bool:
        if path in self._changed:
            return self._changed[path] is not None  # type: ignore[index]
        row = self._index.row(str(path))
        return row is not None and bool(row.digest)

    def __iter__(self) -> Iterator[str]:
        needs_everything("all articles")

    def __len__(self) -> int:
        needs_everything("how many articles there are")

    def remade(self) -> list[Entry]:
        """The entries of the visible articles that changed."""
        return [entry for entry in self._changed.values() if entry]

    def number(self, path: str) -> int:
        """The number of a visible article. Raises `KeyError`."""
        if path in self._changed:
            if self._changed[path] is None:
                raise KeyError(path)
            return self._numbers[path]
        row = self._index.row(path)
        if row is None or not row.digest:
            raise KeyError(path)
        return row.number

    def listed(self, numbers: Sequence[int]) -> list[ListItem]:
        """What lists show of these articles, in this order."""
        known = self._listed
        missing = [number for number in numbers if number not in known]
        if missing:
            heads = self.heads(missing)
            self._records.prefetch(path for head in heads for path in pictured_files(head))
            known.update(zip(missing, map(self._builder.teaser, heads), strict=True))
        return [known[number] for number in numbers]

    def heads(self, numbers: Sequence[int]) -> list[Head]:
        """The heads of these articles, in this order."""
        paths = [path for _, path in self.orders(numbers)]
        self._records.prefetch(paths)
        return [*map(self._head, paths)]

    def orders(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        """The dates and paths of these articles; none is loaded for it."""
        changed = self._orders
        if changed.keys().isdisjoint(numbers):
            return self._index.orders(numbers)
        before = iter(self._index.orders([one for one in numbers if one not in changed]))
        return [changed[one] if one in changed else next(before) for one in numbers]

    def route(self, path: str) -> str:
        """Where the page of a visible article lies. Raises `KeyError`."""
        return self.listed((self.number(path),))[0].card.route

    def _head(self, path: str) -> Head:
        head = self._records[path].head
        assert isinstance(head, Head), path
        return head

    def years(self, numbers: Sequence[int]) -> Counter[int]:
        """How many of these articles there are by year."""
        changed = {self._numbers[path]: one for path, one in self._changed.items() if one}
        counts = self._index.years([one for one in numbers if one not in changed])
        counts.update(changed[one].month[0] for one in numbers if one in changed)
        return counts


class LazyGroups:
    """The groups of the index, with the changed ones in place of theirs."""

    def __init__(
        self, index: CatalogIndex, changed: Mapping[Key, Members], entries: LazyEntries
    ) -> None:
        self._index = index
        self._changed = changed
        self._entries = entries
        found = {kind: dict.fromkeys(ids) for kind, ids in index.groups().items()}
        for key, members in changed.items():
            ids = found.setdefault(key[:2], {})
            if members.numbers:
                ids[key.id] = None
            else:
                ids.pop(key.id, None)
        self._ids = {kind: sorted(ids) for kind, ids in found.items()}

    def ids(self, kind: str, lang: str) -> Sequence[str]:
        return self._ids.get((kind, lang), ())

    def langs(self, kind: str) -> list[str]:
        """The languages that have a group of this kind, sorted."""
        return sorted(lang for found, lang in self._ids if found == kind and self._ids[found, lang])

    def group(self, key: Key) -> Group:
        members = self._changed.get(key) or self._index.members(key)
        return Group(members.name, LazyList(members.numbers, self._entries))

    def size(self, key: Key) -> int:
        members = self._changed.get(key)
        return self._index.size(key) if members is None else len(members.numbers)


class Routes(Mapping[str, str]):
    """From a content file to its page, where it has one."""

    def __init__(self, entries: LazyEntries, others: Mapping[str, str]) -> None:
        self._entries = entries
        self._others = others

    def __getitem__(self, path: str) -> str:
        route = self._others.get(path)
        return self._entries.route(path) if route is None else route

    def __iter__(self) -> Iterator[str]:
        needs_everything("all pages")

    def __len__(self) -> int:
        needs_everything("how many pages there are")


class Translations(Mapping[str, tuple[Translation, ...]]):
    """For each article that has them, its page in all languages, and for each standing page."""

    def __init__(
        self,
        index: CatalogIndex,
        entries: LazyEntries,
        pages: Sequence[PageEntry],
        url: str,
        *,
        has_editions: bool,
        languages: Collection[str],
    ) -> None:
        """`has_editions` is whether there are articles in several languages.

        `languages` are those that a file's name may end in.
        """
        self._index = index
        self._entries = entries
        self._url = url
        self._has_editions = has_editions
        self._languages = languages
        self._of_pages = translations(
            ((page.head.path, page.head.lang, page.address) for page in pages), url, languages
        )

    def __getitem__(self, path: str) -> tuple[Translation, ...]:
        if path in self._of_pages:
            return self._of_pages[path]
        if not self._has_editions:
            raise KeyError(path)
        near = {path, *self._index.siblings(path)}
        near.update(one.head.path for one in self._entries.remade())
        located = [
            (one, self._entries[one].head.lang, self._entries[one].address)
            for one in near
            if one in self._entries
        ]
        return translations(located, self._url, self._languages)[path]

    def __iter__(self) -> Iterator[str]:
        needs_everything("all translations")

    def __len__(self) -> int:
        needs_everything("how many translations there are")

"""Stores the catalogue index (see `catalog.index`) in the state, for the next incremental build.

It is the index of the output folder that was committed to last. Files that are read or
forgotten after that are noted as touched, until the next commit. The table
`indexed_folder` has one row, which names the folder.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsgen.catalog.catalog import FullCatalog
from newsgen.catalog.entry import Entry
from newsgen.catalog.groups import GroupsInMemory, Key
from newsgen.catalog.incremental import CatalogUpdate, views_digest
from newsgen.catalog.index import IndexRow, Members, mentions, no_members
from newsgen.catalog.replaced import Replaced
from newsgen.model.article import Head
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.names import tagged_name
from newsgen.model.records import FileRecord
from newsgen.planning.outputs.sitemap import SitemapUrl
from newsgen.reading.files.file_kinds import kind_of
from newsgen.store.file_changes import FileChanges
from newsgen.store.int_arrays import hashed, unpacked
from newsgen.store.sitemap_pages import picture_rows, sitemap_row

_MOST = 500
"""When more files changed, a full build takes little longer."""

_BOUND = 500
"""The most values in one query."""


class IndexedArticle(NamedTuple):
    """An article to be stored; `groups` are the numbers of its groups, `entry` is None where it is held."""

    number: int
    head: Head
    entry: Entry | None
    groups: array[int]
    mentions: Collection[str]


class StoredCatalogIndex:
    """The index that the state has, which may be that of another output folder."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, IndexRow | None] = {}
        self._orders: dict[int, tuple[int, str]] = {}
        self._members: dict[Key, Members] = {}
        self._keys: dict[int, Key] | None = None
        self._sizes: dict[tuple[str, str, str], int] = {}

    def is_of(self, dist: str) -> bool:
        """Whether it is the index of this output folder."""
        row = self._connection.execute("SELECT dist FROM indexed_folder").fetchone()
        return row is not None and row[0] == dist

    def can_follow(self, file_changes: FileChanges, dist: str) -> bool:
        """Whether it is this output folder's, and few files changed since, all articles or media."""
        if not self.is_of(dist):
            return False
        paths = [*(one.path for one in file_changes.changed), *file_changes.gone, *self.touched()]
        return len(paths) <= _MOST and all(kind_of(path) in ("article", "media") for path in paths)

    def views(self) -> Digest:
        """The `views_digest` of its catalogue."""
        return str(self._connection.execute("SELECT views FROM indexed_folder").fetchone()[0])

    def touched(self) -> list[str]:
        """The files that were read or forgotten since the last commit."""
        return [row[0] for row in self._connection.execute("SELECT path FROM touched")]

    def due(self, as_of: int) -> list[str]:
        """The articles that have come out or expired since, by the clock alone."""
        query = "SELECT path FROM dues WHERE seconds <= ?"
        return [row[0] for row in self._connection.execute(query, (as_of,))]

    def next_due(self, excluding: Iterable[str]) -> int | None:
        """When the next article comes out or expires, leaving out these."""
        excluded = set(excluding)
        rows = self._connection.execute("SELECT path, seconds FROM dues ORDER BY seconds")
        return next((seconds for path, seconds in rows if path not in excluded), None)

    def row(self, path: str) -> IndexRow | None:
        if path not in self._rows:
            row = self._connection.execute(
                "SELECT number, seconds, year, digest, slug, groups FROM articles WHERE path = ?",
                (path,),
            ).fetchone()
            self._rows[path] = self._row_of(path, row) if row else None
        return self._rows[path]

    def order(self, number: int) -> tuple[int, str]:
        return self.orders((number,))[0]

    def orders(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        missing = [number for number in numbers if number not in self._orders]
        query = "SELECT number, seconds, path FROM articles WHERE number IN ({})"
        for rows in self._select(query, missing):
            self._orders.update((row[0], row[1:]) for row in rows)
        return [self._orders[number] for number in numbers]

    def years(self, numbers: Sequence[int]) -> Counter[int]:
        counts: Counter[int] = Counter()
        for rows in self._select("SELECT year, count(*) FROM articles WHERE number IN ({}) GROUP BY year",
                             numbers):  # fmt: skip
            for year, count in rows:
                counts[year] += count
        return counts

    def next_number(self) -> int:
        query = "SELECT coalesce(max(number), 0) + 1 FROM articles"
        return int(self._connection.execute(query).fetchone()[0])

    def named(self, names: Iterable[str]) -> set[str]:
        query = (
            "SELECT DISTINCT path FROM names JOIN articles ON article = number WHERE name IN ({})"
        )
        return {row[0] for rows in self._select(query, [*map(hashed, names)]) for row in rows}

    def count_named(self, name: str, excluding: Collection[int]) -> int:
        (number,) = self._connection.execute(
            "SELECT count(*) FROM names WHERE name = ?", (hashed(name),)
        ).fetchone()
        query = f"SELECT count(*) FROM names WHERE name = {hashed(name)} AND article IN ({{}})"  # noqa: S608 - a number
        left_out: int = sum(row[0] for rows in self._select(query, [*excluding]) for row in rows)
        return int(number) - left_out

    def siblings(self, path: str) -> list[str]:
        folder, slash, _ = path.rpartition("/")
        stem = folder + slash + tagged_name(path).stem
        # "/" is what follows "." among the characters.
        rows = self._connection.execute(
            "SELECT path FROM articles WHERE path > ? AND path < ?", (f"{stem}.", f"{stem}/")
        )
        return [row[0] for row in rows]

    def groups(self) -> Mapping[tuple[str, str], Sequence[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for key in self._all_keys().values():
            found.setdefault(key[:2], []).append(key.id)
        return found

    def members(self, key: Key) -> Members:
        if key not in self._members:
            row = self._connection.execute(
                "SELECT name, members FROM groups WHERE kind = ? AND lang = ? AND id = ?", key
            ).fetchone()
            self._members[key] = Members(row[0], unpacked("I", row[1])) if row else no_members()
        return self._members[key]

    def size(self, key: Key) -> int:
        return self._sizes.get(key, 0) if self._all_keys() else 0

    def others_named(self, key: Key, name: str) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM groups WHERE kind = ? AND name = ? AND id <> ?", (key.kind, name, key.id)
        ).fetchone()
        return row is not None

    def rewrite(self, dist: str, full: FullCatalog, articles: Iterable[FileRecord]) -> None:
        """Writes the index of a catalogue, without the pages of the sitemap. Some microseconds an article."""
        self.clear()
        catalog = full.catalog
        assert isinstance(catalog.groups, GroupsInMemory)
        put = self._connection.executemany
        heads = [one.head for one in articles if isinstance(one.head, Head)]
        numbers = {head.path: number for number, head in enumerate(heads, 1)}
        # Indexed by the articles' numbers, which begin with 1.
        member_of = [array("I") for _ in range(len(heads) + 1)]
        rows = []
        for number, (key, group) in enumerate(catalog.groups.items(), 1):
            members = array("I", [numbers[entry.head.path] for entry in group.entries])
            for member in members:
                member_of[member].append(number)
            rows.append((number, *key, group.name, members.tobytes()))
        put("INSERT INTO groups VALUES (?, ?, ?, ?, ?, ?)", rows)

        def indexed(head: Head) -> IndexedArticle:
            path, entry = head.path, catalog.entries.get(head.path)
            address = entry.address if entry else full.held[path]
            named = mentions(head, address.path)
            number = numbers[path]
            return IndexedArticle(number, head, entry, member_of[number], named)

        for start in range(0, len(heads), _BOUND):
            self._put_articles(map(indexed, heads[start : start + _BOUND]))
        put("INSERT INTO dues VALUES (?, ?)", full.admission.dues.items())
        self._connection.execute(
            "INSERT INTO indexed_folder VALUES (?, ?)", (dist, views_digest(catalog))
        )

    def put_sitemap_pages(
        self, listed: Mapping[str, SitemapUrl], pictured: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Writes the pages of the sitemap, and the pictures of texts, after `rewrite`."""
        query = "INSERT INTO sitemap_pages VALUES (?, ?, ?)"
        self._connection.executemany(query, map(sitemap_row, listed.items()))
        self._put_pictures(pictured)

    def apply(
        self,
        update: CatalogUpdate,
        gone: Iterable[str],
        listed: Mapping[str, SitemapUrl],
        pictured: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Applies an update of the catalogue. The sitemap of pages loses `gone` and gets `listed`.

        `pictured` are the pictures in the texts of the planned articles.
        """
        put = self._connection.executemany
        numbers = {key: number for number, key in self._all_keys().items()}
        next_number = max(numbers.values(), default=0) + 1
        for key, members in update.groups.items():
            if key not in numbers:
                numbers[key] = next_number
                next_number += 1
            if members.numbers:
                row = (numbers[key], *key, members.name, members.numbers.tobytes())
                put("INSERT OR REPLACE INTO groups VALUES (?, ?, ?, ?, ?, ?)", [row])
            else:
                put("DELETE FROM groups WHERE number = ?", [(numbers[key],)])
        for one in update.replaced:
            self._replace_article(one, update.groups, numbers)
        put("DELETE FROM sitemap_pages WHERE path = ?", [(path,) for path in gone])
        put(
            "INSERT OR REPLACE INTO sitemap_pages VALUES (?, ?, ?)",
            map(sitemap_row, listed.items()),
        )
        self._put_pictures(pictured)
        self.clear_touched()

    def _put_pictures(self, pictured: Mapping[str, tuple[str, ...]]) -> None:
        query = "INSERT OR REPLACE INTO sitemap_pictures VALUES (?, ?)"
        self._connection.executemany(query, picture_rows(pictured))

    def clear_touched(self) -> None:
        """Records that the index is up to date with the files."""
        self._connection.execute("DELETE FROM touched")

    def clear(self) -> None:
        """Makes it the index of no output folder."""
        for table in (
            "indexed_folder",
            "articles",
            "groups",
            "names",
            "sitemap_pages",
            "sitemap_pictures",
            "dues",
            "touched",
        ):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables

    def _replace_article(
        self, one: Replaced, groups: Mapping[Key, Members], numbers: Mapping[Key, int]
    ) -> None:
        self._forget(one.path)
        head = one.record.head if one.record else None
        if not isinstance(head, Head):
            return
        if one.due is not None:
            self._connection.execute("INSERT INTO dues VALUES (?, ?)", (one.path, one.due))
        keys = [key for key, group in groups.items() if one.number in group.numbers]
        member_of = array("I", [numbers[key] for key in keys])
        self._put_articles([IndexedArticle(one.number, head, one.entry, member_of, one.mentions)])

    def _forget(self, path: str) -> None:
        execute = self._connection.execute
        row = execute("SELECT number, names FROM articles WHERE path = ?", (path,)).fetchone()
        if row:
            names = unpacked("q", row[1])
            self._connection.executemany(
                "DELETE FROM names WHERE name = ? AND article = ?",
                [(name, row[0]) for name in names],
            )
            execute("DELETE FROM articles WHERE number = ?", (row[0],))
        execute("DELETE FROM dues WHERE path = ?", (path,))
        execute("DELETE FROM sitemap_pictures WHERE path = ?", (path,))

    def _put_articles(self, articles: Iterable[IndexedArticle]) -> None:
        rows, names = [], []
        for one in articles:
            entry, head = one.entry, one.head
            year, digest = (entry.month[0], entry.digest) if entry else (0, "")
            hashes = array("q", map(hashed, one.mentions))
            rows.append(
                (
                    one.number, head.path, head.date.seconds, year, digest, head.slug,
                    one.groups.tobytes(), hashes.tobytes(),
                )
            )  # fmt: skip
            names += [(name, one.number) for name in hashes]
        put = self._connection.executemany
        put("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        put("INSERT OR IGNORE INTO names VALUES (?, ?)", names)

    def _row_of(self, path: str, row: tuple[Any, ...]) -> IndexRow:
        number, seconds, year, digest, slug, groups = row
        keys = self._all_keys()
        return IndexRow(
            number,
            path,
            seconds,
            year,
            digest,
            slug,
            tuple(keys[one] for one in unpacked("I", groups)),
        )

    def _all_keys(self) -> dict[int, Key]:
        if self._keys is None:
            # Four bytes a member.
            query = "SELECT number, kind, lang, id, length(members) / 4 FROM groups"
            rows = self._connection.execute(query).fetchall()
            self._keys = {row[0]: Key(*row[1:4]) for row in rows}
            self._sizes = {row[1:4]: row[4] for row in rows}
        return self._keys

    def _select(self, query: str, values: Sequence[int]) -> Iterator[sqlite3.Cursor]:
        for start in range(0, len(values), _BOUND):
            part = values[start : start + _BOUND]
            yield self._connection.execute(query.format(",".join(map(str, part))))

"""What a build remembers of the site's files: one SQLite file beside the output folder, never in it.

Losing it costs a full build and nothing else. What is remembered of files is a
function of their bytes and may be kept at any time; what is recorded of outputs
(see `store.output_records`) follows the crash order (see `build.commit`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.files.listing import Stat
from newsgen.reading.files.scan import Found
from newsgen.store.schema import connected, connected_to_read, split
from newsgen.store.stat_cache import FolderFingerprints, TimedStat

if TYPE_CHECKING:
    from newsgen.model.records import FileRecord
    from newsgen.store.record_rows import FileRow

_KINDS_WITH_TEXT = ("article", "page", "person")

_BOUND = 500
"""So many values may be named in one query."""


class RememberedFile(NamedTuple):
    """What tells whether a file is the one that was read; its record is loaded by itself."""

    sighting: TimedStat
    settings: Digest
    digest: Digest


class State:
    """The state file of a site. Raises `sqlite3.Error` where the disk fails it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.before_writing: Callable[[], None] | None = None
        """Called once, before the first transaction."""
        self.prints = FolderFingerprints(connection, "")

    @classmethod
    def open(cls, file: Path) -> Self:
        """Opens the file; one of another version is replaced by an empty one.

        Whether it is newsgen's own was looked at before (see `store.custody`).
        """
        return cls(connected(file))

    @classmethod
    def open_to_read(cls, file: Path) -> Self:
        """Opens a file that another process made, and never writes to it or puts an empty one there."""
        return cls(connected_to_read(file))

    def close(self) -> None:
        """Closes the file; what was not committed is forgotten."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written in the block is kept, or none of it."""
        if self.before_writing is not None:
            self.before_writing()
            self.before_writing = None
        with self.connection:
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """For a block that only reads: SQLite locks the file once for all of it, not for each question."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.rollback()

    @property
    def token(self) -> str:
        """Tells this state from every other one."""
        row = self.connection.execute("SELECT token FROM origin").fetchone()
        return str(row[0]) if row else ""

    @property
    def generation(self) -> int:
        """A number that is another whenever a record was added, replaced or forgotten."""
        row = self.connection.execute("SELECT number FROM generation").fetchone()
        return int(row[0])

    def files(self, folder: str) -> dict[str, RememberedFile]:
        """The remembered files of one folder, by path, without their records."""
        rows = self.connection.execute(
            "SELECT name, mtime_ns, ctime_ns, size_bytes, inode, seen_ns, settings, digest"
            " FROM files WHERE folder = ?",
            (folder,),
        )
        return {
            folder + row[0]: RememberedFile(TimedStat(Stat(*row[1:5]), row[5]), row[6], row[7])
            for row in rows
        }

    def record(self, path: str) -> FileRecord | None:
        """The record of one file."""
        # By need, here and below: a record is made of much that no stat needs.
        from newsgen.store.record_rows import record_of

        row = self.connection.execute(f"{_RECORDS} WHERE path = ?", (path,)).fetchone()
        return record_of(row) if row else None

    def records(self) -> dict[str, FileRecord]:
        """The records of all files, by path and in the order of paths."""
        from newsgen.model.interning import Pool
        from newsgen.store.record_rows import record_of

        pool = Pool()
        rows = self.connection.execute(f"{_RECORDS} ORDER BY path")
        return {row[0]: record_of(row, pool) for row in rows}

    def some_records(self, paths: Collection[str]) -> dict[str, FileRecord]:
        """The records of these files, as far as there are any."""
        from newsgen.store.record_rows import record_of

        return {row[0]: record_of(row) for row in self._some(_RECORDS, paths)}

    def other_records(self) -> list[FileRecord]:
        """The records of all files that are neither articles nor media, by path."""
        from newsgen.store.record_rows import record_of

        # Sorted here: asked for the order, SQLite would go through all articles for it.
        where = "WHERE kind NOT IN ('article', 'media')"
        rows = self.connection.execute(f"{_RECORDS} {where}")
        return [record_of(row) for row in sorted(rows)]

    def articles_of_slug(self, slug: str) -> list[str]:
        """The paths of the articles that have this slug, sorted."""
        rows = self.connection.execute(
            "SELECT path FROM records WHERE kind = 'article' AND slug = ? ORDER BY path", (slug,)
        )
        return [row[0] for row in rows]

    def slugs(self) -> list[str]:
        """The slugs of all articles."""
        query = "SELECT DISTINCT slug FROM records WHERE kind = 'article' ORDER BY path"
        return [row[0] for row in self.connection.execute(query)]

    def has_articles(self) -> bool:
        """Whether there is a record of any article."""
        query = "SELECT 1 FROM records WHERE kind = 'article' LIMIT 1"
        return self.connection.execute(query).fetchone() is not None

    def count_articles(self, *, with_drafts: bool) -> int:
        """How many articles there are, with drafts or without. Costs a look at each."""
        query = "SELECT count(*) FROM records WHERE kind = 'article' AND draft <= ?"
        return int(self.connection.execute(query, (with_drafts,)).fetchone()[0])

    def existing(self, paths: Collection[str]) -> set[str]:
        """Those of these files that there are records of."""
        return {row[0] for row in self._some("SELECT path FROM records", paths)}

    def has_record(self, path: str) -> bool:
        """Whether there is a record of this file."""
        row = self.connection.execute("SELECT 1 FROM records WHERE path = ?", (path,)).fetchone()
        return row is not None

    def remember(
        self, files: Sequence[tuple[FileRow, Found]], settings: Digest, seen_ns: int
    ) -> None:
        """Remembers files just read; what does not last is read again at the next look."""
        rows, records, texts = [], [], []
        for one, found in files:
            read_by = settings if one.is_lasting else ""
            rows.append((*split(one.path), *found.stat, seen_ns, read_by, one.digest))
            records.append(one.record)
            # An empty text too: it takes the place of the one that was there before.
            if one.kind in _KINDS_WITH_TEXT:
                texts.append((one.path, one.article, one.body))
        self._touch([one.path for one, _ in files])
        put = self.connection.executemany
        put("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        put("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?, ?, ?)", records)
        put("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", texts)

    def see(self, found: Iterable[Found], seen_ns: int) -> None:
        """Renews the sightings of files that are the same in spite of their stat."""
        self.connection.executemany(
            "UPDATE files SET mtime_ns = ?, ctime_ns = ?, size_bytes = ?, inode = ?, seen_ns = ?"
            " WHERE folder = ? AND name = ?",
            [(*one.stat, seen_ns, *split(one.path)) for one in found],
        )

    def forget(self, paths: Collection[str]) -> None:
        """Forgets files that are gone."""
        self._touch(paths)
        drop = self.connection.executemany
        drop("DELETE FROM files WHERE folder = ? AND name = ?", [split(path) for path in paths])
        for table in ("records", "texts", "checked"):
            drop(f"DELETE FROM {table} WHERE path = ?", [(path,) for path in paths])  # noqa: S608

    def texts(self, paths: Collection[str]) -> dict[str, tuple[str, bytes]]:
        """The stored articles and bodies of these files, as far as there are any."""
        rows = self._some("SELECT path, article, body FROM texts", paths)
        return {path: (article, body) for path, article, body in rows}

    def _some(self, query: str, paths: Collection[str]) -> Iterator[tuple[Any, ...]]:
        wanted = list(paths)
        for start in range(0, len(wanted), _BOUND):
            part = wanted[start : start + _BOUND]
            marks = ",".join("?" * len(part))
            yield from self.connection.execute(f"{query} WHERE path IN ({marks})", part)

    def checked(self) -> dict[str, tuple[str, str]]:
        """What was found in checked files: by path, the key of what it was found in, and the result."""
        rows = self.connection.execute("SELECT path, key, result FROM checked")
        return {path: (key, result) for path, key, result in rows}

    def checked_in(self, path: str) -> tuple[str, str]:
        """The key and the result of one file; "" and "" where it was not checked."""
        row = self.connection.execute(
            "SELECT key, result FROM checked WHERE path = ?", (path,)
        ).fetchone()
        return (row[0], row[1]) if row else ("", "")

    def remember_checked(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Remembers path, key and result of files just checked."""
        self.connection.executemany("INSERT OR REPLACE INTO checked VALUES (?, ?, ?)", rows)

    def _touch(self, paths: Collection[str]) -> None:
        if paths:
            self.connection.execute("UPDATE generation SET number = number + 1")
            # Only a ledger has to be told.
            self.connection.executemany(
                "INSERT OR IGNORE INTO touched SELECT ? FROM ledger", [(path,) for path in paths]
            )


_RECORDS = "SELECT path, kind, digest, draft, head, problems FROM records"

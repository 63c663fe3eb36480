"""The state file: one SQLite file beside the output folder, never in it.

Losing it costs a full build and nothing else. What it remembers of the site's files is a
function of their bytes and may be written at any time. Output records (see
`store.output_records`) follow the crash order (see `build.commit`).
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
from newsgen.store.stat_cache import FolderFingerprints, TimedStat
from newsgen.store.tables import connected, connected_to_read, split

if TYPE_CHECKING:
    from newsgen.model.records import FileRecord
    from newsgen.store.record_rows import FileRow

_KINDS_WITH_TEXT = ("article", "withdrawn", "page", "person", "data")

_OF_ARTICLES = "kind IN ('article', 'withdrawn')"

_BOUND = 500
"""The most values in one query."""


class RememberedFile(NamedTuple):
    """The stat and digests of a file that was read; its record is loaded separately."""

    timed_stat: TimedStat
    settings: Digest
    digest: Digest


class State:
    """The state file of a site. Its methods raise `sqlite3.Error` where the disk fails."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.before_writing: Callable[[], None] | None = None
        """Called once, before the first transaction."""
        self.folder_fingerprints = FolderFingerprints(connection, "")

    @classmethod
    def open(cls, file: Path) -> Self:
        """Opens the file, and replaces one of another schema version by an empty one.

        The caller has checked that it is newsgen's own (see `store.state_keeper`).
        """
        return cls(connected(file))

    @classmethod
    def open_to_read(cls, file: Path) -> Self:
        """Opens a state of another process, read-only; never makes one."""
        return cls(connected_to_read(file))

    def close(self) -> None:
        """Closes the file; an open transaction is rolled back."""
        self.connection.close()

    def hurry(self) -> None:
        """Has transactions wait for no disk: after a power failure the file may be damaged."""
        self.connection.execute("PRAGMA synchronous = OFF")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commits all writes of the block, or none of them."""
        if self.before_writing is not None:
            self.before_writing()
            self.before_writing = None
        with self.connection:
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Makes the block one read transaction: SQLite locks the file once, not for each query."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.rollback()

    @property
    def token(self) -> str:
        """A random token, unique to this state."""
        row = self.connection.execute("SELECT token FROM origin").fetchone()
        return str(row[0]) if row else ""

    @property
    def generation(self) -> int:
        """A counter that grows whenever records are added, replaced or forgotten."""
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

    def file(self, path: str) -> RememberedFile | None:
        """What is remembered of one file, without its record."""
        row = self.connection.execute(
            "SELECT mtime_ns, ctime_ns, size_bytes, inode, seen_ns, settings, digest"
            " FROM files WHERE folder = ? AND name = ?",
            split(path),
        ).fetchone()
        return RememberedFile(TimedStat(Stat(*row[:4]), row[4]), row[5], row[6]) if row else None

    def record(self, path: str) -> FileRecord | None:
        """The record of one file."""
        # Imported late, here and below: comparing stats needs none of the types of records.
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
        """The records of these files, where there are any."""
        from newsgen.store.record_rows import record_of

        return {row[0]: record_of(row) for row in self._some(_RECORDS, paths)}

    def other_records(self) -> list[FileRecord]:
        """The records of all files that are neither articles nor media, by path."""
        from newsgen.store.record_rows import record_of

        # Sorted here, since for an ordered query SQLite would go through all articles.
        where = "WHERE kind NOT IN ('article', 'media')"
        rows = self.connection.execute(f"{_RECORDS} {where}")
        return [record_of(row) for row in sorted(rows)]

    def articles_of_slug(self, slug: str) -> list[str]:
        """The paths of the articles that have this slug, sorted."""
        rows = self.connection.execute(
            f"SELECT path FROM records WHERE {_OF_ARTICLES} AND slug = ? ORDER BY path",  # noqa: S608
            (slug,),
        )
        return [row[0] for row in rows]

    def slugs(self) -> list[str]:
        """The slugs of all articles."""
        query = f"SELECT DISTINCT slug FROM records WHERE {_OF_ARTICLES} ORDER BY path"  # noqa: S608
        return [row[0] for row in self.connection.execute(query)]

    def has_articles(self) -> bool:
        """Whether there is a record of any article."""
        query = f"SELECT 1 FROM records WHERE {_OF_ARTICLES} LIMIT 1"  # noqa: S608
        return self.connection.execute(query).fetchone() is not None

    def count_articles(self, *, with_drafts: bool) -> int:
        """The number of articles, with drafts or without. Visits each row."""
        query = f"SELECT count(*) FROM records WHERE {_OF_ARTICLES} AND draft <= ?"  # noqa: S608
        return int(self.connection.execute(query, (with_drafts,)).fetchone()[0])

    def existing(self, paths: Collection[str]) -> set[str]:
        """Those of these files that have a record."""
        return {row[0] for row in self._some("SELECT path FROM records", paths)}

    def has_record(self, path: str) -> bool:
        """Whether there is a record of this file."""
        row = self.connection.execute("SELECT 1 FROM records WHERE path = ?", (path,)).fetchone()
        return row is not None

    def remember(
        self, files: Sequence[tuple[FileRow, Found]], settings: Digest, seen_ns: int
    ) -> None:
        """Remembers files just read; the next scan reads those again that are not lasting."""
        rows, records, texts = [], [], []
        for one, found in files:
            read_by = settings if one.is_lasting else ""
            rows.append((*split(one.path), *found.stat, seen_ns, read_by, one.digest))
            records.append(one.record)
            # Empty texts too: they replace the ones before.
            if one.kind in _KINDS_WITH_TEXT:
                texts.append((one.path, one.article, one.body))
        self._touch([one.path for one, _ in files])
        put = self.connection.executemany
        put("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        put("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?, ?, ?)", records)
        put("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", texts)

    def refresh_stats(self, found: Iterable[Found], seen_ns: int) -> None:
        """Updates the stats of files whose bytes were found unchanged."""
        self.connection.executemany(
            "UPDATE files SET mtime_ns = ?, ctime_ns = ?, size_bytes = ?, inode = ?, seen_ns = ?"
            " WHERE folder = ? AND name = ?",
            [(*one.stat, seen_ns, *split(one.path)) for one in found],
        )

    def forget(self, paths: Collection[str]) -> None:
        """Forgets deleted files."""
        self._touch(paths)
        drop = self.connection.executemany
        drop("DELETE FROM files WHERE folder = ? AND name = ?", [split(path) for path in paths])
        for table in ("records", "texts", "checked"):
            drop(f"DELETE FROM {table} WHERE path = ?", [(path,) for path in paths])  # noqa: S608

    def texts(self, paths: Collection[str]) -> dict[str, tuple[str, bytes]]:
        """The stored articles and bodies of these files, where there are any."""
        rows = self._some("SELECT path, article, body FROM texts", paths)
        return {path: (article, body) for path, article, body in rows}

    def _some(self, query: str, paths: Collection[str]) -> Iterator[tuple[Any, ...]]:
        wanted = list(paths)
        for start in range(0, len(wanted), _BOUND):
            part = wanted[start : start + _BOUND]
            marks = ",".join("?" * len(part))
            yield from self.connection.execute(f"{query} WHERE path IN ({marks})", part)

    def checked(self) -> dict[str, tuple[str, str]]:
        """The results of reviews: by path, the key of what was reviewed, and the result."""
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
            # Only where there is a catalogue index.
            self.connection.executemany(
                "INSERT OR IGNORE INTO touched SELECT ? FROM indexed_folder",
                [(path,) for path in paths],
            )


_RECORDS = "SELECT path, kind, digest, draft, head, problems FROM records"

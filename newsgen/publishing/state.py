"""What a build remembers: one SQLite file beside the output folder, never in it.

Losing it costs a full build and nothing else. What is remembered of files is a
function of their bytes and may be kept at any time; what is recorded of outputs
follows the crash order (see `publishing.write`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from newsgen.model.content import HEAD_TYPES, FileRecord, ReadFile
from newsgen.model.digest import Digest
from newsgen.model.problem import Problem
from newsgen.model.record import from_text, to_text
from newsgen.reading.scan import Found, Stat

SCHEMA_VERSION = 2

_SCHEMA = """
CREATE TABLE files (
    path TEXT PRIMARY KEY, kind TEXT NOT NULL,
    mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, size_bytes INTEGER NOT NULL,
    inode INTEGER NOT NULL, seen_ns INTEGER NOT NULL,
    settings TEXT NOT NULL, digest TEXT NOT NULL, draft INTEGER NOT NULL,
    head TEXT NOT NULL, problems TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE texts (
    path TEXT PRIMARY KEY, article TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE outputs (
    folder TEXT NOT NULL, path TEXT NOT NULL, fingerprint TEXT NOT NULL, digest TEXT NOT NULL,
    mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, size_bytes INTEGER NOT NULL,
    inode INTEGER NOT NULL, seen_ns INTEGER NOT NULL, parts TEXT NOT NULL,
    PRIMARY KEY (folder, path)
) WITHOUT ROWID;
CREATE TABLE checked (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, result TEXT NOT NULL
) WITHOUT ROWID;
"""

_KINDS_WITH_TEXT = ("article", "page", "person")
_CLAIM = "INSERT OR IGNORE INTO outputs VALUES (?, ?, '', '', 0, 0, 0, 0, 0, '')"
_RACY_NS = 2_000_000_000

_Problems = tuple[Problem, ...]


class Sighting(NamedTuple):
    """A file's stat and when it was taken, in nanoseconds since 1970."""

    stat: Stat
    seen_ns: int

    def proves_unchanged(self, now: Stat) -> bool:
        """Whether a file that has the stat `now` is the one that was seen.

        A file that changed within two seconds of being seen could have changed
        again with the same time stamp, so its stat proves nothing: git's
        racy-clean rule.
        """
        newest = max(self.stat.mtime_ns, self.stat.ctime_ns)
        return self.stat == now and newest < self.seen_ns - _RACY_NS


class RememberedFile(NamedTuple):
    """A record and what it was read from."""

    record: FileRecord
    sighting: Sighting


class RecordedOutput(NamedTuple):
    """An output that newsgen wrote. `fingerprint` is "" where the build that meant to was interrupted."""

    fingerprint: Digest
    digest: Digest
    sighting: Sighting


class State:
    """The state file of a site. Raises `sqlite3.Error` where the disk fails it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, file: Path) -> Self:
        """Opens the file; one that is broken or of another version is replaced by an empty one."""
        try:
            return cls(_connected(file))
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            _discard(file)
            return cls(_connected(file))

    def close(self) -> None:
        """Closes the file; what was not committed is forgotten."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written in the block is kept, or none of it."""
        with self._connection:
            yield

    def paths(self) -> list[str]:
        """The paths of all remembered files."""
        return [row[0] for row in self._connection.execute("SELECT path FROM files")]

    def files(self, settings: Digest) -> dict[str, RememberedFile]:
        """The files that were read under these settings, by path, without their texts.

        Those read by another newsgen are left out: their records may have other fields.
        """
        rows = self._connection.execute(
            "SELECT path, kind, mtime_ns, ctime_ns, size_bytes, inode, seen_ns, settings, digest,"
            " draft, head, problems FROM files WHERE settings = ?",
            (settings,),
        )
        return {row[0]: _remembered(row) for row in rows}

    def remember(
        self, read: Iterable[tuple[ReadFile, Found]], settings: Digest, seen_ns: int
    ) -> None:
        """Remembers files just read."""
        rows, texts = [], []
        for one, found in read:
            record = one.record
            rows.append(
                (
                    record.path, record.kind, *found.stat, seen_ns, settings, record.digest,
                    record.draft, to_text(record.head), to_text(record.problems),
                )
            )  # fmt: skip
            # An empty text too: it takes the place of the one that was there before.
            if record.kind in _KINDS_WITH_TEXT:
                texts.append((record.path, one.article, one.body))
        self._connection.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
        )
        self._connection.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", texts)

    def see(self, found: Iterable[Found], seen_ns: int) -> None:
        """Renews the sightings of files that are the same in spite of their stat."""
        self._connection.executemany(
            "UPDATE files SET mtime_ns = ?, ctime_ns = ?, size_bytes = ?, inode = ?, seen_ns = ?"
            " WHERE path = ?",
            [(*one.stat, seen_ns, one.path) for one in found],
        )

    def forget(self, paths: Iterable[str]) -> None:
        """Forgets files that are gone."""
        gone = [(path,) for path in paths]
        self._connection.executemany("DELETE FROM files WHERE path = ?", gone)
        self._connection.executemany("DELETE FROM texts WHERE path = ?", gone)
        self._connection.executemany("DELETE FROM checked WHERE path = ?", gone)

    def article_text(self, path: str) -> str:
        """The stored article of a file. Raises `KeyError`."""
        return self._text("article", path)

    def body_text(self, path: str) -> str:
        """The stored body of a file. Raises `KeyError`."""
        return self._text("body", path)

    def checked(self) -> dict[str, tuple[str, str]]:
        """What was found in checked files: by path, the key of what it was found in, and the result."""
        rows = self._connection.execute("SELECT path, key, result FROM checked")
        return {path: (key, result) for path, key, result in rows}

    def remember_checked(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Remembers path, key and result of files just checked."""
        self._connection.executemany("INSERT OR REPLACE INTO checked VALUES (?, ?, ?)", rows)

    def outputs(self, folder: str) -> dict[str, RecordedOutput]:
        """The recorded outputs of an output folder by path."""
        rows = self._connection.execute(
            "SELECT path, fingerprint, digest, mtime_ns, ctime_ns, size_bytes, inode, seen_ns"
            " FROM outputs WHERE folder = ?",
            (folder,),
        )
        return {
            row[0]: RecordedOutput(row[1], row[2], Sighting(Stat(*row[3:7]), row[7]))
            for row in rows
        }

    def parts(self, folder: str, path: str) -> str:
        """The recorded inputs of an output; "" where there are none."""
        row = self._connection.execute(
            "SELECT parts FROM outputs WHERE folder = ? AND path = ?", (folder, path)
        ).fetchone()
        return row[0] if row else ""

    def claim(self, folder: str, paths: Iterable[str]) -> None:
        """Records that files are about to be written, so that a later build may delete them."""
        self._connection.executemany(_CLAIM, [(folder, path) for path in paths])

    def record(
        self, folder: str, written: Iterable[tuple[str, Digest, Digest, Sighting, str]]
    ) -> None:
        """Records outputs: path, fingerprint, digest, sighting and parts of each."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (folder, path, fingerprint, digest, *sighting.stat, sighting.seen_ns, parts)
                for path, fingerprint, digest, sighting, parts in written
            ],
        )

    def drop(self, folder: str, paths: Iterable[str]) -> None:
        """Forgets outputs that were deleted."""
        self._connection.executemany(
            "DELETE FROM outputs WHERE folder = ? AND path = ?", [(folder, path) for path in paths]
        )

    def _text(self, column: str, path: str) -> str:
        row = self._connection.execute(
            f"SELECT {column} FROM texts WHERE path = ?",  # noqa: S608 - one of two names
            (path,),
        ).fetchone()
        if row is None:
            raise KeyError(path)
        return str(row[0])


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=60)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == SCHEMA_VERSION:
            return connection
        owned = _owned(connection)
        connection.close()
        _discard(file)
        connection = sqlite3.connect(file, timeout=60)
        connection.executescript(f"{_SCHEMA}PRAGMA user_version = {SCHEMA_VERSION};")
        with connection:
            connection.executemany(_CLAIM, owned)
    except BaseException:
        connection.close()
        raise
    return connection


def _owned(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The outputs that a state of another version knows as newsgen's own.

    They stay so: what an older newsgen published must not outlive its article.
    """
    try:
        return connection.execute("SELECT folder, path FROM outputs").fetchall()
    except sqlite3.DatabaseError:
        return []


def _discard(file: Path) -> None:
    """Deletes a state with its journal: left alone, SQLite would play that back into the next one."""
    file.unlink()
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)


def _remembered(row: tuple[object, ...]) -> RememberedFile:
    path, kind, mtime, ctime, size, inode, seen, _, digest, draft, head, problems = row
    head_type = HEAD_TYPES[kind]  # type: ignore[index]
    record = FileRecord(
        path=str(path),
        kind=kind,  # type: ignore[arg-type]
        digest=str(digest),
        head=from_text(head_type, head) if head_type and head != "null" else None,  # type: ignore[arg-type]
        draft=bool(draft),
        problems=from_text(_Problems, problems) if problems != "[]" else (),  # type: ignore[arg-type]
    )
    stat = Stat(mtime, ctime, size, inode)  # type: ignore[arg-type]
    return RememberedFile(record, Sighting(stat, seen))  # type: ignore[arg-type]

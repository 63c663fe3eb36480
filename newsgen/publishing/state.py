"""What a build remembers: one SQLite file beside the output folder, never in it.

Losing it costs a full build and nothing else. What is remembered of files is a
function of their bytes and may be kept at any time; what is recorded of outputs
follows the crash order (see `publishing.write`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from newsgen.model.content import HEAD_TYPES, FileRecord, ReadFile
from newsgen.model.digest import Digest
from newsgen.model.problem import Problem
from newsgen.model.record import from_text, to_text
from newsgen.publishing.schema import CLAIM, connected, discard
from newsgen.reading.scan import Found, Stat

_KINDS_WITH_TEXT = ("article", "page", "person")
_RACY_NS = 2_000_000_000
_HELD_PARTS = 500

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
    """What tells whether a file is the one that was read; its record is loaded by itself."""

    sighting: Sighting
    digest: Digest


class Settled(NamedTuple):
    """An output folder that was brought up to date: from what, at which time, and until when.

    `key` names all that its plan was made of but the time. The plan is the same
    from `as_of` until `next_due`. `report` is for the builder to read.
    """

    key: Digest
    as_of: int
    next_due: int | None
    report: str


class RecordedOutput(NamedTuple):
    """An output that newsgen wrote. `fingerprint` is "" where the build that meant to was interrupted."""

    fingerprint: Digest
    digest: Digest
    sighting: Sighting


class State:
    """The state file of a site. Raises `sqlite3.Error` where the disk fails it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held_parts: list[tuple[str, str]] = []

    @classmethod
    def open(cls, file: Path) -> Self:
        """Opens the file; one that is broken or of another version is replaced by an empty one."""
        try:
            return cls(connected(file))
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            discard(file)
            return cls(connected(file))

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
        """The files that were read under these settings, by path, without their records.

        Those read by another newsgen are left out: their records may have other fields.
        """
        rows = self._connection.execute(
            "SELECT path, mtime_ns, ctime_ns, size_bytes, inode, seen_ns, digest"
            " FROM files WHERE settings = ?",
            (settings,),
        )
        return {
            path: RememberedFile(Sighting(Stat(mtime, ctime, size, inode), seen), digest)
            for path, mtime, ctime, size, inode, seen, digest in rows
        }

    def records(self, settings: Digest, wanted: Container[str]) -> dict[str, FileRecord]:
        """The records of the wanted files that were read under these settings, by path."""
        rows = self._connection.execute(
            "SELECT path, kind, digest, draft, head, problems FROM files WHERE settings = ?",
            (settings,),
        )
        return {row[0]: _record(row) for row in rows if row[0] in wanted}

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

    def checked_in(self, path: str) -> tuple[str, str]:
        """The key and the result of one file; "" and "" where it was not checked."""
        row = self._connection.execute(
            "SELECT key, result FROM checked WHERE path = ?", (path,)
        ).fetchone()
        return (row[0], row[1]) if row else ("", "")

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

    def settled(self, folder: str) -> Settled | None:
        """How the output folder was left, if a build finished it."""
        row = self._connection.execute(
            "SELECT key, as_of, next_due, report FROM settled WHERE folder = ?", (folder,)
        ).fetchone()
        return Settled(*row) if row else None

    def settle(self, folder: str, settled: Settled) -> None:
        """Records that the output folder is up to date."""
        self._connection.execute(
            "INSERT OR REPLACE INTO settled VALUES (?, ?, ?, ?, ?)", (folder, *settled)
        )

    def unsettle(self, folder: str) -> None:
        """Records that the output folder is about to change."""
        self._connection.execute("DELETE FROM settled WHERE folder = ?", (folder,))

    def see_outputs(self, folder: str, seen: Mapping[str, Stat], seen_ns: int) -> None:
        """Renews the sightings of outputs whose bytes were found to be the recorded ones."""
        self._connection.executemany(
            "UPDATE outputs SET mtime_ns = ?, ctime_ns = ?, size_bytes = ?, inode = ?, seen_ns = ?"
            " WHERE folder = ? AND path = ?",
            [(*stat, seen_ns, folder, path) for path, stat in seen.items()],
        )

    def claim(self, folder: str, paths: Iterable[str]) -> None:
        """Records that files are about to be written, so that a later build may delete them."""
        self._connection.executemany(CLAIM, [(folder, path) for path in paths])

    def hold_parts(self, path: str, parts: str) -> None:
        """Holds the inputs of an output until it is recorded, on disk and for this build alone."""
        self._held_parts.append((path, parts))
        if len(self._held_parts) == _HELD_PARTS:
            with self._connection:
                self._put_parts()

    def _put_parts(self) -> None:
        self._connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS held (path TEXT PRIMARY KEY, parts TEXT NOT NULL)"
        )
        self._connection.executemany("INSERT OR REPLACE INTO held VALUES (?, ?)", self._held_parts)
        self._held_parts.clear()

    def record(self, folder: str, written: Iterable[tuple[str, Digest, Digest, Sighting]]) -> None:
        """Records outputs: path, fingerprint, digest and sighting of each, with the inputs held."""
        self._put_parts()
        self._connection.executemany(
            "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " (SELECT parts FROM held WHERE held.path = ?))",
            [
                (folder, path, fingerprint, digest, *sighting.stat, sighting.seen_ns, path)
                for path, fingerprint, digest, sighting in written
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


def _record(row: tuple[Any, ...]) -> FileRecord:
    path, kind, digest, draft, head, problems = row
    head_type = HEAD_TYPES[kind]
    return FileRecord(
        path=path,
        kind=kind,
        digest=digest,
        head=from_text(head_type, head) if head_type and head != "null" else None,
        draft=bool(draft),
        problems=from_text(_Problems, problems) if problems != "[]" else (),
    )

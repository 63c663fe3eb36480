"""What is recorded of an output folder: the outputs, what they were made from, and how it was left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from newsgen.model.digest import Digest
from newsgen.publishing.schema import CLAIM, split
from newsgen.publishing.sighting import Prints, Sighting
from newsgen.reading.listing import Stat

_HELD_PARTS = 500


class Settled(NamedTuple):
    """An output folder that was brought up to date: from what, at which time, and until when.

    `key` and `generation` (of the state's records) name all that its plan was
    made of but the time. The plan is the same from `as_of` until `next_due`.
    `outputs` is how many there are; `report` is for the builder to read.
    """

    key: Digest
    generation: int
    as_of: int
    next_due: int | None
    outputs: int
    report: str


class RecordedOutput(NamedTuple):
    """An output that newsgen wrote. `fingerprint` is "" where the build that meant to was interrupted."""

    fingerprint: Digest
    digest: Digest
    sighting: Sighting


class Published:
    """The record of one output folder; `dist` is its name in the state."""

    def __init__(self, connection: sqlite3.Connection, dist: str) -> None:
        self._connection = connection
        self._dist = dist
        self._held_parts: list[tuple[str, str]] = []
        self.prints = Prints(connection, dist)

    def outputs(self) -> dict[str, RecordedOutput]:
        """All recorded outputs by path."""
        rows = self._connection.execute(f"{_OUTPUTS} WHERE dist = ?", (self._dist,))
        return dict(map(_output, rows))

    def outputs_in(self, folder: str) -> dict[str, RecordedOutput]:
        """The recorded outputs of one folder, without those below it, by path."""
        rows = self._connection.execute(
            f"{_OUTPUTS} WHERE dist = ? AND folder = ?", (self._dist, folder)
        )
        return dict(map(_output, rows))

    def parts(self, path: str) -> str:
        """The recorded inputs of an output; "" where there are none."""
        row = self._connection.execute(
            "SELECT parts FROM parts WHERE dist = ? AND path = ?", (self._dist, path)
        ).fetchone()
        return row[0] if row else ""

    def settled(self) -> Settled | None:
        """How the output folder was left, if a build finished it."""
        row = self._connection.execute(
            "SELECT key, generation, as_of, next_due, outputs, report FROM settled WHERE dist = ?",
            (self._dist,),
        ).fetchone()
        return Settled(*row) if row else None

    def settle(self, settled: Settled) -> None:
        """Records that the output folder is up to date."""
        self._connection.execute(
            "INSERT OR REPLACE INTO settled VALUES (?, ?, ?, ?, ?, ?, ?)", (self._dist, *settled)
        )

    def unsettle(self) -> None:
        """Records that the output folder is about to change."""
        self._connection.execute("DELETE FROM settled WHERE dist = ?", (self._dist,))

    def see(self, seen: Mapping[str, Stat], seen_ns: int) -> None:
        """Renews the sightings of outputs whose bytes were found to be the recorded ones."""
        self._connection.executemany(
            "UPDATE outputs SET mtime_ns = ?, ctime_ns = ?, size_bytes = ?, inode = ?, seen_ns = ?"
            " WHERE dist = ? AND folder = ? AND name = ?",
            [(*stat, seen_ns, self._dist, *split(path)) for path, stat in seen.items()],
        )

    def claim(self, paths: Iterable[str]) -> None:
        """Records that files are about to be written, so that a later build may delete them."""
        self._connection.executemany(CLAIM, [(self._dist, *split(path)) for path in paths])

    def hold_parts(self, path: str, parts: str) -> None:
        """Holds the inputs of an output until it is recorded, on disk and for this build alone."""
        self._held_parts.append((path, parts))
        if len(self._held_parts) == _HELD_PARTS:
            with self._connection:
                self._put_parts()

    def record(self, written: Iterable[tuple[str, Digest, Digest, Sighting]]) -> None:
        """Records outputs: path, fingerprint, digest and sighting of each, with the inputs held."""
        self._put_parts()
        self._connection.executemany(
            "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (self._dist, *split(path), fingerprint, digest, *sighting.stat, sighting.seen_ns)
                for path, fingerprint, digest, sighting in written
            ],
        )
        self._connection.execute(
            "INSERT OR REPLACE INTO parts SELECT ?, path, parts FROM held", (self._dist,)
        )

    def drop(self, paths: Iterable[str]) -> None:
        """Forgets outputs that were deleted."""
        gone = [(self._dist, path) for path in paths]
        self._connection.executemany(
            "DELETE FROM outputs WHERE dist = ? AND folder = ? AND name = ?",
            [(dist, *split(path)) for dist, path in gone],
        )
        self._connection.executemany("DELETE FROM parts WHERE dist = ? AND path = ?", gone)

    def _put_parts(self) -> None:
        self._connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS held (path TEXT PRIMARY KEY, parts TEXT NOT NULL)"
        )
        self._connection.executemany("INSERT OR REPLACE INTO held VALUES (?, ?)", self._held_parts)
        self._held_parts.clear()


_OUTPUTS = (
    "SELECT folder || name, fingerprint, digest, mtime_ns, ctime_ns, size_bytes, inode, seen_ns"
    " FROM outputs"
)


def _output(row: tuple[str, Digest, Digest, int, int, int, int, int]) -> tuple[str, RecordedOutput]:
    path, fingerprint, digest, *stat, seen_ns = row
    return path, RecordedOutput(fingerprint, digest, Sighting(Stat(*stat), seen_ns))

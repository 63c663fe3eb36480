"""The output records of an output folder: its outputs, their inputs, and the stamp of the last build."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.files.listing import RACY_NS, FolderFingerprint, Stat, folder_fingerprint
from newsgen.store.stat_cache import FolderFingerprints, TimedStat
from newsgen.store.tables import CLAIMED, claim, split
from newsgen.store.vanished import VanishedAddresses

if TYPE_CHECKING:
    from newsgen.model.output import GroupKey, PlannedOutput

_HELD_PARTS = 500


class Stamp(NamedTuple):
    """Says that an output folder is up to date: with what, and until when.

    `key` and `generation` (of the state's records) name all that its plan was made of but
    the time. The plan holds from `as_of` until `next_due`, in seconds since 1970. `outputs`
    is their number; `report` is what `build.last_report` keeps.
    """

    key: Digest
    generation: int
    as_of: int
    next_due: int | None
    outputs: int
    report: str


class RecordedOutput(NamedTuple):
    """The record of an output that newsgen wrote.

    `fingerprint` is "" where the build was interrupted. `kind` and `origin` are those of
    the planned output, `group` is the `group_name` of its group.
    """

    fingerprint: Digest
    digest: Digest
    timed_stat: TimedStat
    kind: str
    origin: str
    group: str


class OutputRecords:
    """The records of one output folder; `dist` is its name in the state."""

    def __init__(self, connection: sqlite3.Connection, dist: str) -> None:
        self._connection = connection
        self.dist = dist
        self._held_parts: list[tuple[int, str, str, str, str, str]] = []
        self._files: dict[str, bool] = {}
        self.folder_fingerprints = FolderFingerprints(connection, dist)
        self.vanished = VanishedAddresses(connection, dist)

    def outputs(self) -> dict[str, RecordedOutput]:
        """All recorded outputs by path."""
        rows = self._connection.execute(f"{_OUTPUTS} WHERE dist = ?", (self.dist,))
        return dict(map(_output, rows))

    def outputs_in(self, folder: str) -> dict[str, RecordedOutput]:
        """The recorded outputs of one folder, without those below it, by path."""
        rows = self._connection.execute(
            f"{_OUTPUTS} WHERE dist = ? AND folder = ?", (self.dist, folder)
        )
        return dict(map(_output, rows))

    def fingerprint_in(self, folder: str) -> FolderFingerprint | None:
        """The fingerprint of the folder if it holds its recorded outputs, unchanged, and nothing else.

        None where it has no recorded outputs.
        """
        rows = self._connection.execute(
            "SELECT name, mtime_ns, ctime_ns, size_bytes, inode FROM outputs"
            " WHERE dist = ? AND folder = ? ORDER BY name",
            (self.dist, folder),
        ).fetchall()
        return folder_fingerprint(rows) if rows else None

    def unproved_in(self, folder: str) -> dict[str, RecordedOutput]:
        """The recorded outputs of one folder that an equal stat does not prove unchanged, by path."""
        rows = self._connection.execute(
            f"{_OUTPUTS} WHERE dist = ? AND folder = ?"
            " AND (max(mtime_ns, ctime_ns) >= seen_ns - ? OR fingerprint = '')",
            (self.dist, folder, RACY_NS),
        )
        return dict(map(_output, rows))

    def output(self, path: str) -> RecordedOutput | None:
        """One recorded output."""
        row = self._connection.execute(
            f"{_OUTPUTS} WHERE dist = ? AND folder = ? AND name = ?", (self.dist, *split(path))
        ).fetchone()
        return _output(row)[1] if row else None

    def size_bytes(self) -> int:
        """The size of all recorded outputs together. Visits each."""
        row = self._connection.execute(
            "SELECT total(max(size_bytes, 0)) FROM outputs WHERE dist = ?", (self.dist,)
        ).fetchone()
        return int(row[0])

    def size_bytes_of(self, path: str) -> int:
        """The size of one recorded output; 0 where there is none, or it is only claimed."""
        recorded = self.output(path)
        return max(recorded.timed_stat.stat.size_bytes, 0) if recorded else 0

    def outputs_of(self, group: GroupKey) -> list[str]:
        """The paths of the recorded outputs of this group."""
        rows = self._connection.execute(
            "SELECT folder || name FROM outputs WHERE dist = ? AND of_group = ?",
            (self.dist, group_name(group)),
        )
        return [row[0] for row in rows]

    def count_made_of(self, folder: str) -> int:
        """The number of files in this folder of the site that are origins of outputs. Visits each output."""
        row = self._connection.execute(
            "SELECT count(DISTINCT origin) FROM outputs WHERE dist = ? AND substr(origin, 1, ?) = ?",
            (self.dist, len(folder), folder),
        ).fetchone()
        return int(row[0])

    def last_as_of(self) -> int | None:
        """The `as_of` of the last build of the output folder, in seconds since 1970."""
        row = self._connection.execute(
            "SELECT as_of FROM moments WHERE dist = ?", (self.dist,)
        ).fetchone()
        return int(row[0]) if row else None

    def is_in_the_way(self, path: str) -> bool:
        """Whether a new output at this path would collide with a recorded one on some file system.

        Such a one has the same path but for its case, lies where a folder of the path would
        be, or lies below the path.
        """
        # Imported late: most builds have nothing to do.
        from newsgen.model.folders import folders_of
        from newsgen.model.folding import folded

        taken = folded(path)
        if taken != path and self.output(taken):
            return True
        if any(map(self._has_below, {path, taken})) or self._is_taken(taken):
            return True
        return any(self._is_file(folder, folded(folder)) for folder in folders_of(path))

    def _is_file(self, folder: str, taken: str) -> bool:
        """Whether a recorded output lies where this folder would be."""
        known = self._files.get(folder)
        if known is None:
            is_there = any(self.output(one) for one in {folder, taken})
            known = self._files[folder] = is_there or self._is_taken(taken)
        return known

    def _is_taken(self, path: str) -> bool:
        """Whether some file systems take the path of another output for this one."""
        row = self._connection.execute(
            "SELECT 1 FROM outputs WHERE dist = ? AND folded <> '' AND folded = ?",
            (self.dist, path),
        ).fetchone()
        return row is not None

    def _has_below(self, path: str) -> bool:
        """Whether an output lies below this path, or some file systems take it to."""
        # "0" follows "/" in the order of characters.
        for column in ("folder", "folded"):
            row = self._connection.execute(
                f"SELECT 1 FROM outputs WHERE dist = ? AND {column} <> ''"  # noqa: S608
                f" AND {column} >= ? AND {column} < ?",
                (self.dist, f"{path}/", f"{path}0"),
            ).fetchone()
            if row is not None:
                return True
        return False

    def parts(self, path: str) -> str:
        """The recorded inputs of an output; "" where there are none."""
        row = self._connection.execute(
            "SELECT parts FROM parts WHERE dist = ? AND path = ?", (self.dist, path)
        ).fetchone()
        return row[0] if row else ""

    def stamp(self) -> Stamp | None:
        """The stamp of the output folder, if the last build finished it."""
        row = self._connection.execute(
            "SELECT key, generation, as_of, next_due, outputs, report FROM stamps WHERE dist = ?",
            (self.dist,),
        ).fetchone()
        return Stamp(*row) if row else None

    def record_stamp(self, stamp: Stamp) -> None:
        """Records that the output folder is up to date, and forgets interrupted movers."""
        self._connection.execute(
            "INSERT OR REPLACE INTO stamps VALUES (?, ?, ?, ?, ?, ?, ?)", (self.dist, *stamp)
        )
        self._connection.execute("DELETE FROM movers WHERE dist = ?", (self.dist,))

    def begin(self, as_of: int) -> None:
        """Records the `as_of` of this build, and that the output folder is about to change."""
        self._connection.execute("INSERT OR REPLACE INTO moments VALUES (?, ?)", (self.dist, as_of))
        self.invalidate()

    def invalidate(self) -> None:
        """Deletes the stamp: the output folder is about to change."""
        self._connection.execute("DELETE FROM stamps WHERE dist = ?", (self.dist,))

    def refresh_stats(self, seen: Mapping[str, Stat], seen_ns: int) -> None:
        """Updates the stats of outputs whose bytes were found unchanged."""
        self._connection.executemany(
            "UPDATE outputs SET mtime_ns = ?, ctime_ns = ?, size_bytes = ?, inode = ?, seen_ns = ?"
            " WHERE dist = ? AND folder = ? AND name = ?",
            [(*stat, seen_ns, self.dist, *split(path)) for path, stat in seen.items()],
        )

    def claim(self, mover: str, files: Iterable[tuple[str, Digest]]) -> None:
        """Claims the files that are about to be moved in, by path and digest.

        Should this build be interrupted, a later one knows by the claims which files came,
        and by `mover` whose the temporary files are.
        """
        self._connection.execute("INSERT INTO movers VALUES (?, ?)", (self.dist, mover))
        claim(self._connection, ((self.dist, path, digest) for path, digest in files))

    def movers(self) -> frozenset[str]:
        """The movers of builds that were interrupted since the last stamp."""
        rows = self._connection.execute("SELECT mover FROM movers WHERE dist = ?", (self.dist,))
        return frozenset(row[0] for row in rows)

    def claims(self) -> dict[str, Digest]:
        """The claimed outputs, of which it is not known whether they came, with their digests."""
        rows = self._connection.execute(
            "SELECT folder || name, digest FROM outputs WHERE dist = ? AND size_bytes = ?",
            (self.dist, CLAIMED),
        )
        return dict(rows.fetchall())

    def of_all_folders(self) -> list[tuple[str, str, Digest]]:
        """The outputs of all output folders: the name of the folder, the path, and the digest."""
        rows = self._connection.execute("SELECT dist, folder || name, digest FROM outputs")
        return rows.fetchall()

    def hold_parts(self, number: int, output: PlannedOutput, parts: str) -> None:
        """Holds the inputs of an output in a temporary table until `record_parts`.

        Outputs are numbered from 0, in the order in which they will be recorded.
        """
        group = group_name(output.group)
        row = (number, output.path, output.kind, output.origin, group, parts)
        self._held_parts.append(row)
        if len(self._held_parts) == _HELD_PARTS:
            with self._connection:
                self._put_parts()

    def held_parts(self, kinds: Iterable[str]) -> list[tuple[str, str, str, str]]:
        """Path, kind, origin and parts of the held outputs of these kinds, by number."""
        self._put_parts()
        wanted = list(kinds)
        marks = ",".join("?" * len(wanted))
        query = (
            f"SELECT path, kind, origin, parts FROM held WHERE kind IN ({marks}) ORDER BY number"  # noqa: S608
        )
        return self._connection.execute(query, wanted).fetchall()

    def record_parts(self) -> None:
        """Records the held inputs."""
        self._put_parts()
        # `WHERE true`: without it SQLite takes the ON for that of a join.
        self._connection.execute(
            "INSERT INTO parts SELECT ?, path, parts FROM held WHERE true"
            " ON CONFLICT (dist, path) DO UPDATE SET parts = excluded.parts",
            (self.dist,),
        )

    def record(self, written: Iterable[tuple[str, Digest, Digest, TimedStat]]) -> None:
        """Records claimed outputs, after `record_parts`: path, fingerprint, digest, stat."""
        self._connection.executemany(
            "UPDATE outputs SET fingerprint = ?, digest = ?, mtime_ns = ?, ctime_ns = ?,"
            " size_bytes = ?, inode = ?, seen_ns = ?,"
            " (kind, origin, of_group) ="
            " (SELECT kind, origin, of_group FROM held WHERE number = ?)"
            " WHERE dist = ? AND folder = ? AND name = ?",
            (
                (
                    fingerprint,
                    digest,
                    *timed_stat.stat,
                    timed_stat.seen_ns,
                    number,
                    self.dist,
                    *split(path),
                )
                for number, (path, fingerprint, digest, timed_stat) in enumerate(written)
            ),
        )

    def drop(self, paths: Iterable[str]) -> None:
        """Forgets deleted outputs."""
        gone = [(self.dist, path) for path in paths]
        self._connection.executemany(
            "DELETE FROM outputs WHERE dist = ? AND folder = ? AND name = ?",
            [(dist, *split(path)) for dist, path in gone],
        )
        self._connection.executemany("DELETE FROM parts WHERE dist = ? AND path = ?", gone)

    def forget(self) -> None:
        """Forgets all records of the output folder."""
        for table in ("outputs", "parts", "stamps", "movers", "folders"):
            self._connection.execute(f"DELETE FROM {table} WHERE dist = ?", (self.dist,))  # noqa: S608

    def _put_parts(self) -> None:
        self._connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS held (number INTEGER PRIMARY KEY,"
            " path TEXT NOT NULL, kind TEXT NOT NULL, origin TEXT NOT NULL,"
            " of_group TEXT NOT NULL, parts TEXT NOT NULL)"
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?, ?)", self._held_parts
        )
        self._held_parts.clear()


_OUTPUTS = (
    "SELECT folder || name, fingerprint, digest, mtime_ns, ctime_ns, size_bytes, inode, seen_ns,"
    " kind, origin, of_group FROM outputs"
)


def _output(row: tuple[Any, ...]) -> tuple[str, RecordedOutput]:
    path, fingerprint, digest, *stat, seen_ns, kind, origin, group = row
    timed_stat = TimedStat(Stat(*stat), seen_ns)
    return path, RecordedOutput(fingerprint, digest, timed_stat, kind, origin, group)


def group_name(group: GroupKey) -> str:
    """A group as the records name it; "" for no group."""
    # Neither a kind nor a language has a space in it.
    return " ".join(group).strip()

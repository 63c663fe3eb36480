"""Stats that were taken of files and folders, and when: what they prove of the files of today."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.files.listing import RACY_NS, FolderFingerprint, Stat


class TimedStat(NamedTuple):
    """A file's stat and when it was taken, in nanoseconds since 1970."""

    stat: Stat
    seen_ns: int

    def proves_unchanged(self, now: Stat) -> bool:
        """Whether a file that has the stat `now` is the one that was seen."""
        newest = max(self.stat.mtime_ns, self.stat.ctime_ns)
        return self.stat == now and newest < self.seen_ns - RACY_NS


class SeenFolder(NamedTuple):
    """A folder's print and when it was taken; `settings` name how its files were read.

    A print without a digest proves nothing; the folder is known by it all the same.
    """

    folder: str
    settings: Digest
    print: FolderFingerprint
    seen_ns: int

    def proves_unchanged(self, now: FolderFingerprint | None, settings: Digest) -> bool:
        """Whether a folder that has the print `now` holds what it held when it was seen."""
        if now is None or self.settings != settings:
            return False
        return self.print.proves_unchanged(now, self.seen_ns)


NO_FINGERPRINT = FolderFingerprint("", 0)


class FolderFingerprints:
    """The folders that were seen: of the site, where `dist` is "", or of an output folder."""

    def __init__(self, connection: sqlite3.Connection, dist: str) -> None:
        self._connection = connection
        self._dist = dist

    def all(self) -> dict[str, SeenFolder]:
        """All of them by path."""
        rows = self._connection.execute(
            "SELECT folder, settings, digest, newest_ns, seen_ns FROM folders WHERE dist = ?",
            (self._dist,),
        )
        return {
            folder: SeenFolder(folder, settings, FolderFingerprint(digest, newest_ns), seen_ns)
            for folder, settings, digest, newest_ns, seen_ns in rows
        }

    def put(self, seen: Iterable[SeenFolder]) -> None:
        """Remembers these folders."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO folders VALUES (?, ?, ?, ?, ?, ?)",
            [(self._dist, one.folder, one.settings, *one.print, one.seen_ns) for one in seen],
        )

    def drop(self, folders: Iterable[str]) -> None:
        """Forgets these folders."""
        self._connection.executemany(
            "DELETE FROM folders WHERE dist = ? AND folder = ?",
            [(self._dist, folder) for folder in folders],
        )

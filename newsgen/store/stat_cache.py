"""The stat cache: stats of files and folders, with the times at which they were taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.files.listing import RACY_NS, FolderFingerprint, Stat


class TimedStat(NamedTuple):
    """A file's stat, and when it was taken, in nanoseconds since 1970."""

    stat: Stat
    seen_ns: int

    def proves_unchanged(self, now: Stat) -> bool:
        """Whether a file that now has the stat `now` is unchanged (the racy-clean rule)."""
        newest = max(self.stat.mtime_ns, self.stat.ctime_ns)
        return self.stat == now and newest < self.seen_ns - RACY_NS


class SeenFolder(NamedTuple):
    """A folder's fingerprint, and when it was taken; `settings` is the digest of its read settings.

    A fingerprint without a digest proves nothing. It only says that there is such a folder.
    """

    folder: str
    settings: Digest
    fingerprint: FolderFingerprint
    seen_ns: int

    def proves_unchanged(self, now: FolderFingerprint | None, settings: Digest) -> bool:
        """Whether a folder that now has the fingerprint `now` is unchanged."""
        if now is None or self.settings != settings:
            return False
        return self.fingerprint.proves_unchanged(now, self.seen_ns)


NO_FINGERPRINT = FolderFingerprint("", 0)


class FolderFingerprints:
    """The fingerprints of the site's folders, where `dist` is "", or of an output folder's."""

    def __init__(self, connection: sqlite3.Connection, dist: str) -> None:
        self._connection = connection
        self._dist = dist

    def all(self) -> dict[str, SeenFolder]:
        """All folders by path."""
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
            [(self._dist, one.folder, one.settings, *one.fingerprint, one.seen_ns) for one in seen],
        )

    def drop(self, folders: Iterable[str]) -> None:
        """Forgets these folders."""
        self._connection.executemany(
            "DELETE FROM folders WHERE dist = ? AND folder = ?",
            [(self._dist, folder) for folder in folders],
        )

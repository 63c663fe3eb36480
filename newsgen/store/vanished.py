"""The addresses of pages that were published, are not there any more, and that nothing leads on from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newsgen.model.fast_namedtuple import NamedTuple


class Vanished(NamedTuple):
    """The path of a page that went; `origin` is the file that made it, or "".

    `successor` is the file that has its text now, "" where none does.
    """

    path: str
    kind: str
    origin: str
    successor: str


class VanishedAddresses:
    """Those of one output folder; `dist` is its name in the state."""

    def __init__(self, connection: sqlite3.Connection, dist: str) -> None:
        self._connection = connection
        self._dist = dist

    def all(self) -> list[Vanished]:
        """All that are remembered, by path."""
        rows = self._connection.execute(
            "SELECT path, kind, origin, successor FROM vanished WHERE dist = ? ORDER BY path",
            (self._dist,),
        )
        return [Vanished(*row) for row in rows]

    def record(self, gone: Iterable[Vanished]) -> None:
        """Remembers these. What a file followed that went now follows its successor."""
        gone = list(gone)
        self._connection.executemany(
            "UPDATE vanished SET successor = ? WHERE dist = ? AND successor = ?",
            {(one.successor, self._dist, one.origin) for one in gone if one.successor},
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO vanished VALUES (?, ?, ?, ?, ?)",
            [(self._dist, *one) for one in gone],
        )

    def settle(self, paths: Iterable[str]) -> None:
        """Forgets these: something is there again."""
        self._connection.executemany(
            "DELETE FROM vanished WHERE dist = ? AND path = ?",
            [(self._dist, path) for path in paths],
        )

    def forget(self) -> None:
        """Forgets all."""
        self._connection.execute("DELETE FROM vanished WHERE dist = ?", (self._dist,))

"""The tables of the state file, and what becomes of one that another version wrote."""

from __future__ import annotations

import sqlite3
from pathlib import Path

SCHEMA_VERSION = 3

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
CREATE TABLE settled (
    folder TEXT PRIMARY KEY, key TEXT NOT NULL, as_of INTEGER NOT NULL, next_due INTEGER,
    report TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE checked (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, result TEXT NOT NULL
) WITHOUT ROWID;
"""

CLAIM = "INSERT OR IGNORE INTO outputs VALUES (?, ?, '', '', 0, 0, 0, 0, 0, '')"
"""Claims an output: folder and path."""


def connected(file: Path) -> sqlite3.Connection:
    """A connection to the state in `file`, made anew where another version wrote it.

    Raises `sqlite3.DatabaseError` where the file is broken.
    """
    connection = sqlite3.connect(file, timeout=60)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == SCHEMA_VERSION:
            return connection
        owned = _owned(connection)
        connection.close()
        discard(file)
        connection = sqlite3.connect(file, timeout=60)
        connection.executescript(f"{_SCHEMA}PRAGMA user_version = {SCHEMA_VERSION};")
        with connection:
            connection.executemany(CLAIM, owned)
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


def discard(file: Path) -> None:
    """Deletes a state with its journal: left alone, SQLite would play that back into the next one."""
    file.unlink()
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)

"""The tables of the state file, and what becomes of one that another version wrote."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

SCHEMA_VERSION = 8

_SCHEMA = """
-- Of every folder of the site (dist is '') and of each output folder, all stats in one print.
CREATE TABLE folders (
    dist TEXT NOT NULL, folder TEXT NOT NULL, settings TEXT NOT NULL,
    digest TEXT NOT NULL, newest_ns INTEGER NOT NULL, seen_ns INTEGER NOT NULL,
    PRIMARY KEY (dist, folder)
) WITHOUT ROWID;
CREATE TABLE files (
    folder TEXT NOT NULL, name TEXT NOT NULL,
    mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, size_bytes INTEGER NOT NULL,
    inode INTEGER NOT NULL, seen_ns INTEGER NOT NULL,
    settings TEXT NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (folder, name)
) WITHOUT ROWID;
-- Apart from the stats, which are compared by the thousand.
CREATE TABLE records (
    path TEXT PRIMARY KEY, kind TEXT NOT NULL, slug TEXT NOT NULL, digest TEXT NOT NULL,
    draft INTEGER NOT NULL, head TEXT NOT NULL, problems TEXT NOT NULL
);
CREATE INDEX records_by_slug ON records (slug) WHERE kind = 'article';
CREATE INDEX records_beside ON records (kind) WHERE kind NOT IN ('article', 'media');
CREATE TABLE texts (
    path TEXT PRIMARY KEY, article TEXT NOT NULL, body BLOB NOT NULL
);
-- Counts the changes of the records, so that one number names them all.
CREATE TABLE generation (number INTEGER NOT NULL);
INSERT INTO generation VALUES (0);
-- What tells this state from all others (see newsgen.store.seal).
CREATE TABLE origin (token TEXT NOT NULL);
INSERT INTO origin VALUES (lower(hex(randomblob(16))));
CREATE TABLE outputs (
    dist TEXT NOT NULL, folder TEXT NOT NULL, name TEXT NOT NULL,
    fingerprint TEXT NOT NULL, digest TEXT NOT NULL,
    mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, size_bytes INTEGER NOT NULL,
    inode INTEGER NOT NULL, seen_ns INTEGER NOT NULL,
    kind TEXT NOT NULL, origin TEXT NOT NULL, folded TEXT NOT NULL,
    PRIMARY KEY (dist, folder, name)
) WITHOUT ROWID;
-- Of the few that some disks take for another path: that path.
CREATE INDEX outputs_folded ON outputs (dist, folded) WHERE folded <> '';
CREATE INDEX outputs_by_origin ON outputs (origin) WHERE origin <> '';
CREATE TABLE parts (
    dist TEXT NOT NULL, path TEXT NOT NULL, parts TEXT NOT NULL, PRIMARY KEY (dist, path)
);
-- Who moves files into an output folder: theirs are the temporary files in it.
CREATE TABLE movers (
    dist TEXT NOT NULL, mover TEXT NOT NULL, PRIMARY KEY (dist, mover)
) WITHOUT ROWID;
-- What an output folder was called when it was last built into: a link may lead to another by now.
CREATE TABLE places (name TEXT PRIMARY KEY, dist TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE settled (
    dist TEXT PRIMARY KEY, key TEXT NOT NULL, generation INTEGER NOT NULL,
    as_of INTEGER NOT NULL, next_due INTEGER, outputs INTEGER NOT NULL, report TEXT NOT NULL
) WITHOUT ROWID;
-- As of when each output folder was built last.
CREATE TABLE moments (dist TEXT PRIMARY KEY, as_of INTEGER NOT NULL) WITHOUT ROWID;
-- The catalogue of one output folder (see newsgen.store.catalog_index).
CREATE TABLE ledger (dist TEXT NOT NULL, views TEXT NOT NULL);
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, seconds INTEGER NOT NULL,
    year INTEGER NOT NULL, digest TEXT NOT NULL, slug TEXT NOT NULL,
    groups BLOB NOT NULL, names BLOB NOT NULL
);
CREATE TABLE groups (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, lang TEXT NOT NULL, id TEXT NOT NULL,
    name TEXT NOT NULL, size INTEGER NOT NULL, members BLOB NOT NULL,
    UNIQUE (kind, lang, id)
);
CREATE TABLE names (
    name INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE TABLE listed (path TEXT PRIMARY KEY, url TEXT NOT NULL, alternates TEXT NOT NULL);
CREATE TABLE dues (path TEXT PRIMARY KEY, seconds INTEGER NOT NULL);
CREATE TABLE touched (path TEXT PRIMARY KEY);
CREATE TABLE checked (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, result TEXT NOT NULL
) WITHOUT ROWID;
"""

_OWN = "INSERT OR IGNORE INTO outputs VALUES (?, ?, ?, '', ?, 0, 0, ?, 0, 0, '', '', ?)"

CLAIMED = -1
"""As the size of an output: it was about to be moved in, and nobody knows yet whether it was."""


def split(path: str) -> tuple[str, str]:
    """A path as the tables have it: its folder, which ends in "/" or is "", and its name."""
    folder, slash, name = path.rpartition("/")
    return folder + slash, name


def claim(connection: sqlite3.Connection, outputs: Iterable[tuple[str, str, str]]) -> None:
    """Claims outputs: each an output folder, a path in it, and the digest of what will lie there.

    Of what may be one of several, their digests with a space between them.
    """
    _own(connection, outputs, CLAIMED)


def _own(
    connection: sqlite3.Connection, outputs: Iterable[tuple[str, str, str]], size_bytes: int
) -> None:
    # By need: most builds find nothing to do.
    from newsgen.model.folding import folded

    connection.executemany(
        _OWN,
        (
            (dist, *split(path), digest, size_bytes, "" if path == (to := folded(path)) else to)
            for dist, path, digest in outputs
        ),
    )


def connected(file: Path) -> sqlite3.Connection:
    """A connection to the state in `file`, made anew where another version wrote it.

    Raises `sqlite3.DatabaseError` where the file is broken.
    """
    connection = _opened(file)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == SCHEMA_VERSION:
            return connection
        owned = _owned(connection)
        connection.close()
        discard(file)
        connection = _opened(file)
        connection.executescript(f"{_SCHEMA}PRAGMA user_version = {SCHEMA_VERSION};")
        with connection:
            connection.executemany(_OWN, [(dist, *split(path)) for dist, path in owned])
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=60)
    try:
        # Three waits for the disk in each transaction instead of four, and no file made and
        # deleted. For a killed process this is as safe; where the power fails, a state may in
        # rare cases break, and its loss costs one full build.
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def connected_to_read(file: Path) -> sqlite3.Connection:
    """A connection to a state of this version that cannot change it."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", timeout=60, uri=True)


def _owned(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The outputs that a state of another version knows as newsgen's own.

    They stay so: what an older newsgen published must not outlive its article.
    """
    for columns in ("dist, folder || name", "folder, path"):
        try:
            return connection.execute(f"SELECT {columns} FROM outputs").fetchall()  # noqa: S608
        except sqlite3.DatabaseError:
            continue
    return []


def discard(file: Path) -> None:
    """Deletes a state with its journal: left alone, SQLite would play that back into the next one."""
    file.unlink(missing_ok=True)
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)

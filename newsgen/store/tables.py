"""The tables of the state file; replaces a file of another schema version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

SCHEMA_VERSION = 11

_SCHEMA = """
-- The fingerprint of each folder of the site (dist is '') and of each output folder.
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
-- Kept apart from the stats, which are compared by the thousand.
CREATE TABLE records (
    path TEXT PRIMARY KEY, kind TEXT NOT NULL, slug TEXT NOT NULL, digest TEXT NOT NULL,
    draft INTEGER NOT NULL, head TEXT NOT NULL, problems TEXT NOT NULL
);
CREATE INDEX records_by_slug ON records (slug) WHERE kind IN ('article', 'withdrawn');
CREATE INDEX records_beside ON records (kind) WHERE kind NOT IN ('article', 'media');
CREATE TABLE texts (
    path TEXT PRIMARY KEY, article TEXT NOT NULL, body BLOB NOT NULL
);
-- Counts the changes of records, so that one number names a set of them.
CREATE TABLE generation (number INTEGER NOT NULL);
INSERT INTO generation VALUES (0);
-- A token unique to this state (see newsgen.store.seal).
CREATE TABLE origin (token TEXT NOT NULL);
INSERT INTO origin VALUES (lower(hex(randomblob(16))));
CREATE TABLE outputs (
    dist TEXT NOT NULL, folder TEXT NOT NULL, name TEXT NOT NULL,
    fingerprint TEXT NOT NULL, digest TEXT NOT NULL,
    mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, size_bytes INTEGER NOT NULL,
    inode INTEGER NOT NULL, seen_ns INTEGER NOT NULL,
    kind TEXT NOT NULL, origin TEXT NOT NULL, of_group TEXT NOT NULL, folded TEXT NOT NULL,
    PRIMARY KEY (dist, folder, name)
) WITHOUT ROWID;
-- Set for the few outputs whose path some file systems take for another: that path.
CREATE INDEX outputs_folded ON outputs (dist, folded) WHERE folded <> '';
CREATE INDEX outputs_by_group ON outputs (dist, of_group);
CREATE TABLE parts (
    dist TEXT NOT NULL, path TEXT NOT NULL, parts TEXT NOT NULL, PRIMARY KEY (dist, path)
);
-- The builds that are moving files in: temporary files in the output folder bear their names.
CREATE TABLE movers (
    dist TEXT NOT NULL, mover TEXT NOT NULL, PRIMARY KEY (dist, mover)
) WITHOUT ROWID;
-- The name of each output folder by the path it was last named with, which may be a link.
CREATE TABLE places (name TEXT PRIMARY KEY, dist TEXT NOT NULL) WITHOUT ROWID;
-- The stamp of each output folder that is up to date.
CREATE TABLE stamps (
    dist TEXT PRIMARY KEY, key TEXT NOT NULL, generation INTEGER NOT NULL,
    as_of INTEGER NOT NULL, next_due INTEGER, outputs INTEGER NOT NULL, report TEXT NOT NULL
) WITHOUT ROWID;
-- The `as_of` of the last build of each output folder.
CREATE TABLE moments (dist TEXT PRIMARY KEY, as_of INTEGER NOT NULL) WITHOUT ROWID;
-- Pages that went, and that nothing leads on from (see newsgen.store.vanished).
CREATE TABLE vanished (
    dist TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, origin TEXT NOT NULL,
    successor TEXT NOT NULL, PRIMARY KEY (dist, path)
) WITHOUT ROWID;
-- The catalogue index of one output folder, which `indexed_folder` names (see newsgen.store.catalog_index).
CREATE TABLE indexed_folder (dist TEXT NOT NULL, views TEXT NOT NULL);
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, seconds INTEGER NOT NULL,
    year INTEGER NOT NULL, digest TEXT NOT NULL, slug TEXT NOT NULL,
    groups BLOB NOT NULL, names BLOB NOT NULL
);
CREATE TABLE groups (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, lang TEXT NOT NULL, id TEXT NOT NULL,
    name TEXT NOT NULL, members BLOB NOT NULL,
    UNIQUE (kind, lang, id)
);
CREATE TABLE names (
    name INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE TABLE sitemap_pages (path TEXT PRIMARY KEY, url TEXT NOT NULL, alternates TEXT NOT NULL);
-- The pictures in the texts of articles, by the articles' paths.
CREATE TABLE sitemap_pictures (path TEXT PRIMARY KEY, routes TEXT NOT NULL);
CREATE TABLE dues (path TEXT PRIMARY KEY, seconds INTEGER NOT NULL);
CREATE TABLE touched (path TEXT PRIMARY KEY);
CREATE TABLE checked (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, result TEXT NOT NULL
) WITHOUT ROWID;
"""

_OWN = "INSERT OR IGNORE INTO outputs VALUES (?, ?, ?, '', ?, 0, 0, ?, 0, 0, '', '', '', ?)"

CLAIMED = -1
"""The size of a claimed output: it is not known yet whether it was moved in."""


def split(path: str) -> tuple[str, str]:
    """The folder of a path, which ends in "/" or is "", and the name: two columns of the tables."""
    folder, slash, name = path.rpartition("/")
    return folder + slash, name


def claim(connection: sqlite3.Connection, outputs: Iterable[tuple[str, str, str]]) -> None:
    """Claims outputs, each with its output folder, its path there, and its digest.

    Where there are several possible digests, they are separated by a space.
    """
    _own(connection, outputs, CLAIMED)


def _own(
    connection: sqlite3.Connection, outputs: Iterable[tuple[str, str, str]], size_bytes: int
) -> None:
    # Imported late: most builds have nothing to do.
    from newsgen.model.folding import folded

    connection.executemany(
        _OWN,
        (
            (dist, *split(path), digest, size_bytes, "" if path == (to := folded(path)) else to)
            for dist, path, digest in outputs
        ),
    )


def connected(file: Path) -> sqlite3.Connection:
    """A connection to the state in `file`, which is replaced where it has another schema version.

    Raises `sqlite3.DatabaseError` where the file is damaged.
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
            claim(connection, owned)
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=60)
    try:
        # A transaction waits for the disk three times instead of four, and makes and deletes no
        # file. After a kill this is as safe. After a power failure a state may in rare cases be
        # damaged; that costs one full build.
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def connected_to_read(file: Path) -> sqlite3.Connection:
    """A read-only connection to a state of this schema version."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", timeout=60, uri=True)


def _owned(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """The outputs in a state of another schema version, to be claimed.

    They stay newsgen's own where their bytes are the recorded ones: what an older newsgen
    published must not outlive its article.
    """
    for columns in ("dist, folder || name, digest", "folder, path, digest"):
        try:
            return connection.execute(f"SELECT {columns} FROM outputs").fetchall()  # noqa: S608
        except sqlite3.DatabaseError:
            continue
    return []


def discard(file: Path) -> None:
    """Deletes a state and its journal, which SQLite would play back into the next state."""
    file.unlink(missing_ok=True)
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)

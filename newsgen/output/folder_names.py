"""Finds the name of an output folder in the state, also after it was moved and a link put in its place."""

from __future__ import annotations

import os
import time
from pathlib import Path

from newsgen.output.folder import folder_name
from newsgen.store.database import State
from newsgen.store.output_records import OutputRecords
from newsgen.store.tables import split


def recorded_name(output: Path, site: Path, state: State) -> str:
    """The name under which the outputs of the folder are recorded.

    Links are followed, so that a folder has one set of records whatever path leads to it.
    Where the same path led to another folder at the last build, the records of that one are
    taken over for the files that are here too. Otherwise they would count as somebody else's,
    and stay when their articles are deleted. Costs a digest of each file, once.
    """
    name, given = folder_name(output, site), _given_path(output, site)
    connection = state.connection
    row = connection.execute("SELECT dist FROM places WHERE name = ?", (given,)).fetchone()
    before = row[0] if row else given
    if row and before == name:
        return name
    with state.transaction():
        if before != name and not _has_record(state, name):
            _take_over(output, state, before, name)
            if not os.path.isdir(site / before) or folder_name(site / before, site) == name:
                OutputRecords(connection, before).forget()
        connection.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (given, name))
    return name


def _given_path(output: Path, site: Path) -> str:
    """The path of the folder as it was given, relative to the site if it lies there."""
    path, root = Path(os.path.abspath(output)), Path(os.path.abspath(site))
    return path.relative_to(root).as_posix() if root in path.parents else str(path)


def _has_record(state: State, name: str) -> bool:
    row = state.connection.execute("SELECT 1 FROM outputs WHERE dist = ?", (name,)).fetchone()
    return row is not None


def _take_over(output: Path, state: State, before: str, name: str) -> None:
    """Copies the records under `before` to `name`, of files that are here as they were written."""
    # Imported late: an output folder is seldom moved.
    from newsgen.model.folding import folded
    from newsgen.output.claims import stat_if_written

    now_ns = time.time_ns()
    rows = []
    known = OutputRecords(state.connection, before).outputs()
    for path, one in known.items():
        stat = stat_if_written(output / path, one.digest)
        if stat is not None:
            taken = folded(path)
            other = "" if taken == path else taken
            row = (*one[:2], *stat, now_ns, one.kind, one.origin, one.group, other)
            rows.append((name, *split(path), *row))
    put = state.connection.executemany
    put("INSERT INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    put(
        "INSERT OR REPLACE INTO parts SELECT ?, path, parts FROM parts WHERE dist = ? AND path = ?",
        [(name, before, folder + one) for _, folder, one, *_ in rows],
    )

"""What an output folder is called in the state, also after it was moved and a link put in its place."""

from __future__ import annotations

import os
import time
from pathlib import Path

from newsgen.output.folder import folder_name
from newsgen.store.database import State
from newsgen.store.output_records import OutputRecords
from newsgen.store.schema import split


def recorded_name(output: Path, site: Path, state: State) -> str:
    """The name that the outputs of the folder are recorded under.

    It follows links, so that a folder has one record whatever it is called.
    Where the same words named another folder at the last build, what was
    recorded of that one holds for this one, as far as the same files are here:
    else what newsgen wrote would be taken for somebody's, and stay when its
    article goes. Costs a digest of each file, once.
    """
    name, called = folder_name(output, site), _called(output, site)
    connection = state.connection
    row = connection.execute("SELECT dist FROM places WHERE name = ?", (called,)).fetchone()
    before = row[0] if row else called
    if row and before == name:
        return name
    with state.transaction():
        if before != name and not _has_record(state, name):
            _take_over(output, state, before, name)
            if not os.path.isdir(site / before) or folder_name(site / before, site) == name:
                OutputRecords(connection, before).forget()
        connection.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (called, name))
    return name


def _called(output: Path, site: Path) -> str:
    """The folder by its words, relative to the site where they lie there."""
    words, root = Path(os.path.abspath(output)), Path(os.path.abspath(site))
    return words.relative_to(root).as_posix() if root in words.parents else str(words)


def _has_record(state: State, name: str) -> bool:
    row = state.connection.execute("SELECT 1 FROM outputs WHERE dist = ?", (name,)).fetchone()
    return row is not None


def _take_over(output: Path, state: State, before: str, name: str) -> None:
    """Records in the name what is recorded of files that lie in the output folder as they were written."""
    # By need: no folder is moved on most days.
    from newsgen.model.folding import folded
    from newsgen.output.claims import came_with

    now_ns = time.time_ns()
    rows = []
    known = OutputRecords(state.connection, before).outputs()
    for path, one in known.items():
        stat = came_with(output / path, one.digest)
        if stat is not None:
            taken = folded(path)
            other = "" if taken == path else taken
            row = (*one[:2], *stat, now_ns, one.kind, one.origin, other)
            rows.append((name, *split(path), *row))
    put = state.connection.executemany
    put("INSERT INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    put(
        "INSERT OR REPLACE INTO parts SELECT ?, path, parts FROM parts WHERE dist = ? AND path = ?",
        [(name, before, folder + one) for _, folder, one, *_ in rows],
    )

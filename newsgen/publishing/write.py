"""Staged outputs into the output folder, in an order that a crash at any point leaves mendable.

First the state claims the new files, so that a later build knows them as its
own; then files are deleted and moved in, each by one rename; then what was
written is recorded. A build that is killed in between leaves whole files only,
and records that do not fit them, which the next build finds and mends.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsgen.model.digest import Digest
from newsgen.planning.diff import Changes, Recorded
from newsgen.publishing.folder import delete, move_in
from newsgen.publishing.stage import Staged
from newsgen.publishing.state import RecordedOutput, Settled, Sighting, State
from newsgen.reading.read import digest_file
from newsgen.reading.scan import Stat


def write(
    state: State,
    name: str,
    folder: Path,
    staging: Path,
    staged: Sequence[Staged],
    changes: Changes,
    known: Mapping[str, RecordedOutput],
    recorded: Mapping[str, Recorded],
    present: Mapping[str, Stat],
    settled: Settled,
) -> None:
    """Makes the output folder what the plan says. `name` is the folder's name in the state."""
    with state.transaction():
        state.unsettle(name)
        state.claim(name, (one.path for one in staged))
    for path in changes.deleted:
        delete(folder, path)
    written: list[tuple[str, Digest, Stat]] = []
    for one in staged:
        stat = present.get(one.path)
        if stat is None or not _is_same(folder, one, known, recorded, stat, staging):
            stat = move_in(staging / str(one.number), folder, one.path)
        written.append((one.path, one.digest, stat))
    seen_ns = time.time_ns()
    with state.transaction():
        state.settle(name, settled)
        state.drop(name, changes.deleted)
        state.record(
            name,
            (
                (path, changes.stale[path], digest, Sighting(stat, seen_ns))
                for path, digest, stat in written
            ),
        )


def _is_same(
    folder: Path,
    staged: Staged,
    known: Mapping[str, RecordedOutput],
    recorded: Mapping[str, Recorded],
    stat: Stat,
    staging: Path,
) -> bool:
    """Whether the file in place has the bytes: it keeps its time, and a deploy passes it over."""
    before = recorded.get(staged.path)
    if before is not None and before.standing == "same":
        return known[staged.path].digest == staged.digest
    size = (staging / str(staged.number)).stat().st_size
    return stat.size_bytes == size and digest_file(folder / staged.path) == staged.digest

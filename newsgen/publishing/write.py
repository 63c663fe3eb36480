"""Staged outputs into the output folder, in an order that a crash at any point leaves mendable.

First the state claims the new files, so that a later build knows them as its
own; then files are deleted and moved in, each by one rename; then what was
written is recorded. A build that is killed in between leaves whole files only,
and records that do not fit them, which the next build finds and mends.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from newsgen.model.digest import Digest
from newsgen.planning.diff import Changes, Recorded
from newsgen.publishing.clock import seen_from
from newsgen.publishing.folder import delete, move_in
from newsgen.publishing.press import Printed
from newsgen.publishing.published import Published, RecordedOutput, Settled
from newsgen.publishing.schema import split
from newsgen.publishing.sighting import SeenFolder, Sighting
from newsgen.publishing.state import State
from newsgen.reading.file_bytes import digest_file
from newsgen.reading.listing import Stat


def write(
    state: State,
    published: Published,
    folder: Path,
    staging: Path,
    printed: Printed,
    changes: Changes,
    known: Mapping[str, RecordedOutput],
    recorded: Mapping[str, Recorded],
    present: Mapping[str, Stat],
    settled: Settled,
    amend_ledger: Callable[[], None],
) -> None:
    """Makes the output folder what the plan says; `amend_ledger` is called in the last transaction."""
    with state.transaction():
        published.unsettle()
        published.claim(printed.paths)
    for path in changes.deleted:
        delete(folder, path)
    # Of a large site these numbers alone, as objects, would fill a hundred megabytes.
    stats = array("q")
    source, target = str(staging), str(folder)
    for number, (path, digest) in enumerate(zip(printed.paths, printed.digests, strict=True)):
        stat, staged = present.get(path), os.path.join(source, str(number))
        if stat is None or not _is_same(folder, path, digest, known, recorded, stat, staged):
            stat = move_in(staged, target, path)
        stats.extend(stat)
    newest_ns = max(max(times, default=0) for times in (stats[0::4], stats[1::4]))
    folders = {split(path)[0] for path in printed.paths}
    seen_ns = seen_from(source, [os.path.join(target, one) for one in folders], newest_ns)
    with state.transaction():
        published.settle(settled)
        published.drop(changes.deleted)
        fields = iter(stats)
        published.record(
            (path, changes.stale[path], digest, Sighting(Stat(*stat), seen_ns))
            for path, digest, *stat in zip(
                printed.paths, printed.digests, fields, fields, fields, fields, strict=True
            )
        )
        _print(published, folders.union(split(path)[0] for path in changes.deleted), seen_ns)
        amend_ledger()


def _print(published: Published, folders: Iterable[str], seen_ns: int) -> None:
    """Remembers what these folders will look like for as long as nobody else writes into them."""
    for folder in folders:
        left = published.print_in(folder)
        if left is not None:
            published.prints.put([SeenFolder(folder, "", left, seen_ns)])
        else:
            published.prints.drop([folder])


def _is_same(
    folder: Path,
    path: str,
    digest: Digest,
    known: Mapping[str, RecordedOutput],
    recorded: Mapping[str, Recorded],
    stat: Stat,
    staged: str,
) -> bool:
    """Whether the file in place has the bytes: it keeps its time, and a deploy passes it over."""
    before = recorded.get(path)
    if before is not None and before.standing == "same":
        return known[path].digest == digest
    is_as_long = stat.size_bytes == os.stat(staged).st_size
    return is_as_long and digest_file(folder / path) == digest

"""Staged outputs into the output folder, in an order that a crash at any point leaves mendable.

First the state claims the new files by their bytes, so that a later build knows
its own among what it finds; then files are deleted and moved in, each in one step; then what was
written is recorded. A build that is killed in between leaves whole files only,
and records that do not fit them, which the next build finds and mends.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from newsgen.build.render_stage import RenderedFiles, RenderStage
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.output.atomic_exchange import exchange
from newsgen.output.filesystem_clock import seen_from
from newsgen.output.folder import Present, delete, move_in, tidy
from newsgen.output.parallel_moves import Moves
from newsgen.planning.diff import Changes, Recorded
from newsgen.reading.files.file_bytes import digest_file
from newsgen.reading.files.listing import Stat, stat_of
from newsgen.store.output_records import OutputRecords, RecordedOutput, Stamp
from newsgen.store.schema import split
from newsgen.store.stat_cache import SeenFolder, TimedStat

_THREADS = 2
"""The file system makes two moves at once, and Python does something else meanwhile."""


class Release(NamedTuple):
    """What is to be done to the output folder, and what is known of it.

    `planned` are the paths of the outputs in scope, `known` and `recorded` its
    recorded outputs, `present` what lies in it, as far as the changes touch it;
    `foreign` are all its files that newsgen did not write. `settled` is how it
    will be left; `update_index` is called when that is recorded.
    """

    planned: Collection[str]
    changes: Changes
    known: Mapping[str, RecordedOutput]
    recorded: Mapping[str, Recorded]
    present: Present
    foreign: Sequence[str]
    settled: Stamp
    update_index: Callable[[], None] = lambda: None


def write(release: Release, printed: RenderedFiles, press: RenderStage) -> None:
    """Makes the output folder what the release says.

    What can be recorded without the files' stats is recorded while they are moved in.
    """
    output, state, published = press.request.output, press.place.state, press.published
    owned, deeds = press.place.custody.owned, press.deeds
    come = dict(zip(printed.paths, printed.digests, strict=True))
    with state.transaction():
        published.begin(release.settled.as_of)
        published.claim(press.folder.name, come.items())
    owned.add(published.dist, come, (), published.of_all_folders)
    # Where a file of that name is no more, a folder may be that somebody put there.
    there = release.present.files.keys() & release.changes.deleted
    deeds.begin(len(release.planned), len(there), len(printed.paths))
    for path in release.changes.deleted:
        if path in there:
            delete(output, path)
            deeds.deleted()
        tidy(output, path)
    owned.add(published.dist, {}, release.changes.deleted, published.of_all_folders)
    with _moves(release, printed, press) as moves, state.transaction():
        # None of it is true before the transaction ends, and that is after the last move.
        published.settle(release.settled)
        published.drop(release.changes.deleted)
        published.record_parts()
        release.update_index()
        _record(moves.stats(), release, printed, press)


def _moves(release: Release, printed: RenderedFiles, press: RenderStage) -> Moves:
    """The staged files on their way; those that are in place already, byte for byte, stay there."""
    request, count = press.request, len(printed.paths)
    source, target = str(press.folder), str(request.output)
    is_shared = request.jobs > 1 and count >= request.processes_from
    files, deeds = release.present.files, press.deeds
    exchanging = exchange() if is_shared and files else None

    def moved(number: int) -> Stat:
        path, staged = printed.paths[number], os.path.join(source, str(number))
        file, stat = os.path.join(target, path), files.get(path)
        if stat is not None and _is_same(file, staged, printed.digests[number], path, release):
            deeds.kept(number)
            return stat
        move_in(staged, target, path, exchanging if stat is not None else None)
        deeds.moved(number)
        return stat_of(os.stat(file))

    return Moves(count, moved, _THREADS if is_shared else 0)


def _record(
    stats: array[int], release: Release, printed: RenderedFiles, press: RenderStage
) -> None:
    """Records what was moved in, and what its folders look like; `stats` as `Moves` has them."""
    published, target = press.published, str(press.request.output)
    folders = {split(path)[0] for path in printed.paths}
    newest_ns = max(max(times, default=0) for times in (stats[0::4], stats[1::4]))
    places = [os.path.join(target, one) for one in folders]
    seen_ns = seen_from(str(press.folder), places, newest_ns)
    fields = iter(stats)
    rows = zip(printed.paths, printed.digests, fields, fields, fields, fields, strict=True)
    published.record(
        (path, release.changes.stale[path], digest, TimedStat(Stat(*stat), seen_ns))
        for path, digest, *stat in rows
    )
    _print(published, folders.union(split(path)[0] for path in release.changes.deleted), seen_ns)


def _print(published: OutputRecords, folders: Iterable[str], seen_ns: int) -> None:
    """Remembers what these folders will look like for as long as nobody else writes into them."""
    for folder in folders:
        left = published.print_in(folder)
        if left is not None:
            published.prints.put([SeenFolder(folder, "", left, seen_ns)])
        else:
            published.prints.drop([folder])


def _is_same(target: str, staged: str, digest: Digest, path: str, release: Release) -> bool:
    """Whether the file in place has the bytes: it keeps its time, and a deploy passes it over."""
    before = release.recorded.get(path)
    if before is not None and before.standing == "same":
        return release.known[path].digest == digest
    is_as_long = release.present.files[path].size_bytes == os.stat(staged).st_size
    return is_as_long and digest_file(Path(target)) == digest

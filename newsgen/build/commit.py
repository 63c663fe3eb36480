"""Commits staged outputs to the output folder, in an order that survives a crash at any point.

1. The state claims the new files by their digests, so that a later build recognises its own.
2. Files no longer planned are deleted, and staged files move in, each in one step.
3. The state records what was written, and the stamp.

A build that is killed in between leaves whole files whose records do not match. The
next build sees that and repairs it.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from newsgen.build.render_stage import RenderedFiles, RenderStage
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.site import Site
from newsgen.output.atomic_exchange import exchange
from newsgen.output.filesystem_clock import seen_from
from newsgen.output.folder import Present, delete, move_in, tidy
from newsgen.output.parallel_moves import Moves
from newsgen.output.worker_moves import IN_PLACE, KEPT, NEW, MoveFolders, WorkerMoves
from newsgen.planning.diff import Changes, Recorded
from newsgen.reading.files.file_bytes import digest_file
from newsgen.reading.files.listing import Stat, stat_of
from newsgen.store.output_records import OutputRecords, RecordedOutput, Stamp
from newsgen.store.stat_cache import SeenFolder, TimedStat
from newsgen.store.tables import split

_THREADS = 2
"""The file system carries out two moves at once, and Python records outputs meanwhile."""


class PendingCommit(NamedTuple):
    """What a commit will change in the output folder, and what is known of the folder.

    `site` are the site's settings. `planned` are the paths of the outputs in scope. `known` and
    `recorded` are the recorded outputs by path. `present` is what lies in the folder, as far as
    the changes touch it. `foreign` are the files that newsgen did not write. `stamp` is recorded
    with the commit; `update_index` is called in the same transaction.
    """

    site: Site
    planned: Collection[str]
    changes: Changes
    known: Mapping[str, RecordedOutput]
    recorded: Mapping[str, Recorded]
    present: Present
    foreign: Sequence[str]
    stamp: Stamp
    update_index: Callable[[], None] = lambda: None


def commit(pending: PendingCommit, rendered: RenderedFiles, render_stage: RenderStage) -> None:
    """Carries out a commit.

    Workers or threads move the files in; what does not need their stats is recorded meanwhile.
    """
    output, state, output_records = (
        render_stage.request.output,
        render_stage.session.state,
        render_stage.output_records,
    )
    owned, changes_made = render_stage.session.keeper.owned_outputs, render_stage.changes_made
    written = dict(zip(rendered.paths, rendered.digests, strict=True))
    with state.transaction():
        output_records.begin(pending.stamp.as_of)
        output_records.claim(render_stage.folder.name, written.items())
    owned.add(output_records.dist, written, (), output_records.of_all_folders)
    # Only files are deleted: somebody may have put a folder in the place of one.
    present_paths = pending.present.files.keys() & pending.changes.deleted
    changes_made.begin(len(pending.planned), len(present_paths), len(rendered.paths))
    for path in pending.changes.deleted:
        if path in present_paths:
            delete(output, path)
            changes_made.deleted()
        tidy(output, path)
    owned.add(output_records.dist, {}, pending.changes.deleted, output_records.of_all_folders)
    with _moves(pending, rendered, render_stage) as moves, state.transaction():
        # This becomes true when the transaction ends, and that is after the last move.
        output_records.record_stamp(pending.stamp)
        output_records.drop(pending.changes.deleted)
        output_records.record_parts()
        pending.update_index()
        _record(moves.stats(), pending, rendered, render_stage)


def _moves(
    pending: PendingCommit, rendered: RenderedFiles, render_stage: RenderStage
) -> Moves | WorkerMoves:
    """The moves of the staged files. A file that is in place already, byte for byte, is kept."""
    request, count = render_stage.request, len(rendered.paths)
    folders = MoveFolders(str(render_stage.folder), str(request.output))
    is_shared = request.jobs > 1 and count >= request.processes_from
    files, changes_made = pending.present.files, render_stage.changes_made
    workers = render_stage.session.workers

    def kept(number: int) -> Stat | None:
        path = rendered.paths[number]
        stat = files.get(path)
        if stat is None or not _is_same(folders, number, rendered.digests[number], path, pending):
            return None
        changes_made.kept(number)
        return stat

    if is_shared and workers.hold_lock:
        places = bytes(
            NEW if path not in files else KEPT if kept(number) else IN_PLACE
            for number, path in enumerate(rendered.paths)
        )
        return WorkerMoves(
            rendered.paths,
            places,
            folders,
            workers,
            lambda number: files[rendered.paths[number]],
            changes_made.moved,
        )
    # Whoever watches waits for the page.
    is_worth_it = is_shared or request.watched is not None
    exchanging = exchange() if is_worth_it and files else None

    def moved(number: int) -> Stat:
        if stat := kept(number):
            return stat
        path = rendered.paths[number]
        staged = os.path.join(folders.source, str(number))
        move_in(staged, folders.target, path, exchanging if path in files else None)
        changes_made.moved(number)
        return stat_of(os.stat(os.path.join(folders.target, path)))

    return Moves(count, moved, _THREADS if is_shared else 0)


def _record(
    stats: array[int], pending: PendingCommit, rendered: RenderedFiles, render_stage: RenderStage
) -> None:
    """Records the moved files and the fingerprints of their folders; `stats` are those of `Moves`."""
    output_records, target = render_stage.output_records, str(render_stage.request.output)
    folders = {split(path)[0] for path in rendered.paths}
    newest_ns = max(max(times, default=0) for times in (stats[0::4], stats[1::4]))
    target_folders = [os.path.join(target, one) for one in folders]
    seen_ns = seen_from(str(render_stage.folder), target_folders, newest_ns)
    fields = iter(stats)
    rows = zip(rendered.paths, rendered.digests, fields, fields, fields, fields, strict=True)
    output_records.record(
        (path, pending.changes.stale[path], digest, TimedStat(Stat(*stat), seen_ns))
        for path, digest, *stat in rows
    )
    _remember_folders(
        output_records, folders.union(split(path)[0] for path in pending.changes.deleted), seen_ns
    )


def _remember_folders(output_records: OutputRecords, folders: Iterable[str], seen_ns: int) -> None:
    """Records the fingerprints that these folders have until somebody else writes into them."""
    for folder in folders:
        fingerprint = output_records.fingerprint_in(folder)
        if fingerprint is not None:
            output_records.folder_fingerprints.put([SeenFolder(folder, "", fingerprint, seen_ns)])
        else:
            output_records.folder_fingerprints.drop([folder])


def _is_same(
    folders: MoveFolders, number: int, digest: Digest, path: str, pending: PendingCommit
) -> bool:
    """Whether the file in place has the new bytes. Then it keeps its time, and a deploy skips it."""
    before = pending.recorded.get(path)
    if before is not None and before.file_status == "same":
        return pending.known[path].digest == digest
    staged_size = os.stat(os.path.join(folders.source, str(number))).st_size
    is_as_long = pending.present.files[path].size_bytes == staged_size
    return is_as_long and digest_file(Path(folders.target, path)) == digest

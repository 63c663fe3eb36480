"""Loads the records of a site's files: from the state where a file is unchanged, else by reading it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.parallel.gc_tuning import uncollected
from newsgen.parallel.pool import Workers
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.file_bytes import digest_file
from newsgen.reading.files.scan import Found, Scan
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.store.database import RememberedFile, State
from newsgen.store.file_changes import FileChanges
from newsgen.store.stat_cache import NO_FINGERPRINT, SeenFolder
from newsgen.store.tables import split

if TYPE_CHECKING:
    from newsgen.model.records import FileRecord
    from newsgen.store.record_rows import FileRow

_BATCH = 500
"""The state is given the records of this many files in one transaction."""


def find_file_changes(
    scan: Scan, settings: ReadSettings, state: State, now_ns: int, *, paranoid: bool
) -> FileChanges:
    """Compares the scan with the stat cache.

    Folder fingerprints come first. Where one differs, the stats of its files are compared, and a
    file whose stat proves nothing is hashed. With `paranoid` every file is hashed.
    """
    known = state.folder_fingerprints.all()
    changed: list[Found] = []
    same: list[Found] = []
    gone: list[str] = []
    folders: list[SeenFolder] = []
    for folder in scan.folders:
        before = known.pop(folder.path, None)
        if before and before.proves_unchanged(folder.fingerprint, settings.digest) and not paranoid:
            continue
        remembered = state.files(folder.path) if before else {}
        for found in folder.found():
            remembered_file = remembered.pop(found.path, None)
            if remembered_file is None or remembered_file.settings != settings.digest:
                changed.append(found)
            elif remembered_file.timed_stat.proves_unchanged(found.stat) and not paranoid:
                pass
            elif has_same_bytes(found, remembered_file):
                same.append(found)
            else:
                changed.append(found)
        gone += remembered
        current = SeenFolder(
            folder.path, settings.digest, folder.fingerprint or NO_FINGERPRINT, now_ns
        )
        if before is None or folder.fingerprint or before.settings != settings.digest:
            folders.append(current)
    gone += [path for folder in known for path in state.files(folder)]
    if same:
        with state.transaction():
            state.refresh_stats(same, now_ns)
    file_changes = FileChanges(changed, gone, folders, list(known), settings, now_ns)
    if not changed and not gone and (folders or known):
        with state.transaction():
            _see_folders(file_changes, state)
    return file_changes


def load_records(
    file_changes: FileChanges,
    state: State,
    workers: Workers,
    on_progress: Callable[[int, int], None],
) -> dict[str, FileRecord]:
    """The record of every file but the configuration, in the order of their paths."""
    read_changed(file_changes, state, workers, on_progress)
    with uncollected():
        records = state.records()
    records.pop(CONFIG, None)
    return records


def read_changed(
    file_changes: FileChanges,
    state: State,
    workers: Workers,
    on_progress: Callable[[int, int], None],
) -> None:
    """Reads the changed files into the state, and has it forget the deleted ones.

    Empties `file_changes` as it goes, since on a large site it takes much memory.
    """
    total = len(file_changes.changed)
    file_changes.changed.reverse()
    taken: deque[Found] = deque()

    def taking() -> Iterator[Found]:
        while file_changes.changed:
            taken.append(file_changes.changed.pop())
            yield taken[-1]

    is_begun = False
    unsure: set[str] = set()

    def remember(rows: Sequence[tuple[FileRow, Found]]) -> None:
        nonlocal is_begun
        unsure.update(split(row.path)[0] for row, _ in rows if not row.is_lasting)
        if not is_begun:
            # First, so that a later scan knows each folder of which the state has a file.
            state.folder_fingerprints.put(
                one._replace(fingerprint=NO_FINGERPRINT) for one in file_changes.folders
            )
            state.forget(file_changes.gone)
            file_changes.gone.clear()
            is_begun = True
        state.remember(rows, file_changes.settings.digest, file_changes.now_ns)

    batch = []
    for done, row in enumerate(workers.run(read_rows, taking(), file_changes.settings), 1):
        batch.append((row, taken.popleft()))
        if len(batch) == _BATCH:
            with state.transaction():
                remember(batch)
            batch = []
        on_progress(done, total)
    with state.transaction():
        remember(batch)
        # Last, since a fingerprint says that every file of the folder is remembered.
        _see_folders(file_changes, state, unsure)


def read_rows(found: Sequence[Found], settings: ReadSettings) -> list[FileRow]:
    """Reads these files; the rows are for the state, in their order."""
    # Imported late, here and below: most builds read nothing.
    from newsgen.reading.content.read import read_file
    from newsgen.store.record_rows import row_of

    if settings.plugins:
        from newsgen.plugins.registry import plugged_settings

        settings = plugged_settings(settings)
    return [row_of(read_file(one, settings)) for one in found]


def load_record(
    found: Found,
    settings_of: Callable[[FileRecord | None], ReadSettings],
    state: State,
    now_ns: int,
    *,
    paranoid: bool,
) -> FileRecord:
    """The record of one file, read where it changed.

    `settings_of` gives the settings by which a file with this record is read.
    """
    known = state.files("").get(found.path)
    record = state.record(found.path) if known else None
    if known is not None and record and known.settings == settings_of(record).digest:
        is_proved = known.timed_stat.proves_unchanged(found.stat) and not paranoid
        if is_proved or has_same_bytes(found, known):
            if not is_proved:
                with state.transaction():
                    state.refresh_stats([found], now_ns)
            return record
    from newsgen.reading.content.read import read_file
    from newsgen.store.record_rows import row_of

    read = read_file(found, settings_of(None))
    settings = settings_of(read.record)
    with state.transaction():
        state.remember([(row_of(read), found)], settings.digest, now_ns)
    return read.record


def _see_folders(file_changes: FileChanges, state: State, unsure: Collection[str] = ()) -> None:
    """Remembers folder fingerprints; an `unsure` folder, with a file to read again, gets none that proves."""
    state.folder_fingerprints.put(
        one._replace(fingerprint=NO_FINGERPRINT) if one.folder in unsure else one
        for one in file_changes.folders
    )
    state.folder_fingerprints.drop(file_changes.gone_folders)


def has_same_bytes(found: Found, known: RememberedFile) -> bool:
    """Whether the file has the bytes that were read then. Reads it, where its size is the same."""
    if found.stat.size_bytes != known.timed_stat.stat.size_bytes:
        return False
    try:
        return digest_file(Path(found.file)) == known.digest
    except OSError:
        # Reading it again will report what is wrong.
        return False

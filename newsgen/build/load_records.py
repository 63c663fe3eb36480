"""The records of all files of a site: remembered where nothing changed, read where it did."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.parallel.pool import Workers
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.file_bytes import digest_file
from newsgen.reading.files.scan import Found, Scan
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.store.database import RememberedFile, State
from newsgen.store.file_changes import FileChanges
from newsgen.store.schema import split
from newsgen.store.stat_cache import NO_FINGERPRINT, SeenFolder

if TYPE_CHECKING:
    from newsgen.model.records import FileRecord
    from newsgen.store.record_rows import FileRow

_BATCH = 500
"""Texts of so many files are held at once before they go to the state."""


def look(
    scan: Scan, settings: ReadSettings, state: State, now_ns: int, *, paranoid: bool
) -> FileChanges:
    """Compares prints of folders, then stats of files, and hashes a file where its stat proves nothing.

    With `paranoid` every file is hashed.
    """
    known = state.prints.all()
    changed: list[Found] = []
    same: list[Found] = []
    gone: list[str] = []
    folders: list[SeenFolder] = []
    for folder in scan.folders:
        before = known.pop(folder.path, None)
        if before and before.proves_unchanged(folder.print, settings.digest) and not paranoid:
            continue
        remembered = state.files(folder.path) if before else {}
        for found in folder.found():
            one = remembered.pop(found.path, None)
            if one is None or one.settings != settings.digest:
                changed.append(found)
            elif one.sighting.proves_unchanged(found.stat) and not paranoid:
                pass
            elif _has_same_bytes(found, one):
                same.append(found)
            else:
                changed.append(found)
        gone += remembered
        seen = SeenFolder(folder.path, settings.digest, folder.print or NO_FINGERPRINT, now_ns)
        if before is None or folder.print or before.settings != settings.digest:
            folders.append(seen)
    gone += [path for folder in known for path in state.files(folder)]
    if same:
        with state.transaction():
            state.see(same, now_ns)
    looked = FileChanges(changed, gone, folders, list(known), settings, now_ns)
    if not changed and not gone and (folders or known):
        with state.transaction():
            _see_folders(looked, state)
    return looked


def gather(
    looked: FileChanges, state: State, workers: Workers, on_progress: Callable[[int, int], None]
) -> dict[str, FileRecord]:
    """The record of every file but the configuration, in the order of their paths."""
    read_changed(looked, state, workers, on_progress)
    records = state.records()
    records.pop(CONFIG, None)
    return records


def read_changed(
    looked: FileChanges, state: State, workers: Workers, on_progress: Callable[[int, int], None]
) -> None:
    """Reads what changed; the state remembers it, and forgets what is gone.

    What is read is taken out of `looked`, for of a large site it takes much room.
    """
    total = len(looked.changed)
    looked.changed.reverse()
    taken: deque[Found] = deque()

    def taking() -> Iterator[Found]:
        while looked.changed:
            taken.append(looked.changed.pop())
            yield taken[-1]

    is_begun = False
    unsure: set[str] = set()

    def remember(rows: Sequence[tuple[FileRow, Found]]) -> None:
        nonlocal is_begun
        unsure.update(split(row.path)[0] for row, _ in rows if not row.is_lasting)
        if not is_begun:
            # First: whatever is remembered of a folder's files, a later look knows that there is the folder.
            state.prints.put(one._replace(print=NO_FINGERPRINT) for one in looked.folders)
            state.forget(looked.gone)
            looked.gone.clear()
            is_begun = True
        state.remember(rows, looked.settings.digest, looked.now_ns)

    batch = []
    for done, row in enumerate(workers.run(read_rows, taking(), looked.settings), 1):
        batch.append((row, taken.popleft()))
        if len(batch) == _BATCH:
            with state.transaction():
                remember(batch)
            batch = []
        on_progress(done, total)
    with state.transaction():
        remember(batch)
        # Last: a print says that every file of the folder is remembered.
        _see_folders(looked, state, unsure)


def read_rows(found: Sequence[Found], settings: ReadSettings) -> list[FileRow]:
    """What the state is to keep of these files, in their order."""
    # By need, here and below: most builds find nothing to read.
    from newsgen.reading.content.read import read_file
    from newsgen.store.record_rows import row_of

    return [row_of(read_file(one, settings)) for one in found]


def look_at(
    found: Found,
    settings_of: Callable[[FileRecord | None], ReadSettings],
    state: State,
    now_ns: int,
    *,
    paranoid: bool,
) -> FileRecord:
    """The record of one file, which the state remembers.

    `settings_of` are the settings by which it is read that gives this record.
    """
    known = state.files("").get(found.path)
    record = state.record(found.path) if known else None
    if known is not None and record and known.settings == settings_of(record).digest:
        is_proved = known.sighting.proves_unchanged(found.stat) and not paranoid
        if is_proved or _has_same_bytes(found, known):
            if not is_proved:
                with state.transaction():
                    state.see([found], now_ns)
            return record
    from newsgen.reading.content.read import read_file
    from newsgen.store.record_rows import row_of

    read = read_file(found, settings_of(None))
    settings = settings_of(read.record)
    with state.transaction():
        state.remember([(row_of(read), found)], settings.digest, now_ns)
    return read.record


def _see_folders(looked: FileChanges, state: State, unsure: Collection[str] = ()) -> None:
    """Remembers the prints of folders; those with a file that must be read again prove nothing."""
    state.prints.put(
        one._replace(print=NO_FINGERPRINT) if one.folder in unsure else one
        for one in looked.folders
    )
    state.prints.drop(looked.gone_folders)


def _has_same_bytes(found: Found, known: RememberedFile) -> bool:
    if found.stat.size_bytes != known.sighting.stat.size_bytes:
        return False
    try:
        return digest_file(Path(found.file)) == known.digest
    except OSError:
        # Reading it again tells the user what is wrong.
        return False

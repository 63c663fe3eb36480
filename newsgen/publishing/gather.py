"""The records of all files of a site: remembered where nothing changed, read where it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from newsgen.model.content import FileRecord
from newsgen.publishing.state import RememberedFile, State
from newsgen.publishing.workers import Workers
from newsgen.reading.read import digest_file, read_files
from newsgen.reading.scan import Found
from newsgen.reading.settings import ReadSettings

_BATCH = 500
"""Texts of so many files are held at once before they go to the state."""


def gather(
    found: Mapping[str, Found],
    settings: ReadSettings,
    state: State,
    workers: Workers,
    now_ns: int,
    *,
    paranoid: bool,
    on_progress: Callable[[int, int], None],
) -> dict[str, FileRecord]:
    """The record of every file, in the order of `found`; the state remembers what was read.

    Costs a comparison for a file that has not changed. `now_ns` is when the
    stats were taken. With `paranoid` every file is hashed.
    """
    settings_digest = settings.digest
    remembered = state.files(settings_digest)
    records: dict[str, FileRecord] = {}
    changed: list[Found] = []
    same: list[Found] = []
    for path, one in found.items():
        known = remembered.get(path)
        if known is None:
            changed.append(one)
        elif not paranoid and known.sighting.proves_unchanged(one.stat):
            records[path] = known.record
        elif _has_same_bytes(one, known):
            records[path] = known.record
            same.append(one)
        else:
            changed.append(one)
    with state.transaction():
        state.see(same, now_ns)
        state.forget(path for path in state.paths() if path not in found)
    batch = []
    for done, read in enumerate(workers.run(read_files, changed, settings), 1):
        records[read.record.path] = read.record
        batch.append((read, found[read.record.path]))
        if len(batch) == _BATCH:
            with state.transaction():
                state.remember(batch, settings_digest, now_ns)
            batch = []
        on_progress(done, len(changed))
    with state.transaction():
        state.remember(batch, settings_digest, now_ns)
    return {path: records[path] for path in found}


def _has_same_bytes(found: Found, known: RememberedFile) -> bool:
    if found.stat.size_bytes != known.sighting.stat.size_bytes:
        return False
    try:
        return digest_file(Path(found.file)) == known.record.digest
    except OSError:
        # Reading it again tells the user what is wrong.
        return False

"""The records of all files of a site: remembered where nothing changed, read where it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from newsgen.model.content import FileRecord
from newsgen.model.digest import Digest
from newsgen.publishing.state import RememberedFile, State
from newsgen.publishing.workers import Workers
from newsgen.reading.places import CONFIG
from newsgen.reading.read import digest_file, read_files
from newsgen.reading.scan import Found
from newsgen.reading.settings import ReadSettings

_BATCH = 500
"""Texts of so many files are held at once before they go to the state."""


class Look(NamedTuple):
    """The files of a site beside what the state remembers of them; no record is loaded yet.

    `unchanged` are the digests of those that need not be read; `now_ns` is when
    the stats were taken.
    """

    found: Mapping[str, Found]
    unchanged: dict[str, Digest]
    changed: list[Found]
    settings: ReadSettings
    now_ns: int


def look(
    found: Mapping[str, Found],
    settings: ReadSettings,
    state: State,
    now_ns: int,
    *,
    paranoid: bool,
) -> Look:
    """Compares stats, and hashes a file where its stat proves nothing; with `paranoid` every one."""
    remembered = state.files(settings.digest)
    unchanged: dict[str, Digest] = {}
    changed: list[Found] = []
    same: list[Found] = []
    for path, one in found.items():
        known = remembered.get(path)
        if known is None:
            changed.append(one)
        elif not paranoid and known.sighting.proves_unchanged(one.stat):
            unchanged[path] = known.digest
        elif _has_same_bytes(one, known):
            unchanged[path] = known.digest
            same.append(one)
        else:
            changed.append(one)
    if same:
        with state.transaction():
            state.see(same, now_ns)
    return Look(found, unchanged, changed, settings, now_ns)


def gather(
    looked: Look, state: State, workers: Workers, *, on_progress: Callable[[int, int], None]
) -> dict[str, FileRecord]:
    """The record of every file, in the order they were found; the state remembers what was read."""
    found, changed = looked.found, looked.changed
    settings_digest = looked.settings.digest
    records = state.records(settings_digest, looked.unchanged)
    with state.transaction():
        state.forget(path for path in state.paths() if path not in found and path != CONFIG)
    batch = []
    for done, read in enumerate(workers.run(read_files, changed, looked.settings, len(changed)), 1):
        records[read.record.path] = read.record
        batch.append((read, found[read.record.path]))
        if len(batch) == _BATCH:
            with state.transaction():
                state.remember(batch, settings_digest, looked.now_ns)
            batch = []
        on_progress(done, len(changed))
    with state.transaction():
        state.remember(batch, settings_digest, looked.now_ns)
    return {path: records[path] for path in found}


def _has_same_bytes(found: Found, known: RememberedFile) -> bool:
    if found.stat.size_bytes != known.sighting.stat.size_bytes:
        return False
    try:
        return digest_file(Path(found.file)) == known.digest
    except OSError:
        # Reading it again tells the user what is wrong.
        return False

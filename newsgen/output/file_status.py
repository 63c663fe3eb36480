"""Compares files of the output folder with their records: same, changed or missing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.planning.diff import FileStatus, Recorded
from newsgen.reading.files.file_bytes import digest_file
from newsgen.reading.files.listing import Stat
from newsgen.store.output_records import RecordedOutput


class FileStatuses(NamedTuple):
    """The status of each recorded output; `proved` are stats of files proved the same by their bytes."""

    recorded: dict[str, Recorded]
    proved: dict[str, Stat]


def file_statuses(
    folder: Path,
    known: Mapping[str, RecordedOutput],
    present: Mapping[str, Stat],
    *,
    is_paranoid: bool,
) -> FileStatuses:
    """Compares stats, and hashes each file whose stat proves nothing; if paranoid, every file."""
    recorded: dict[str, Recorded] = {}
    proved: dict[str, Stat] = {}
    for path, one in known.items():
        stat = present.get(path)
        status: FileStatus = "changed"
        if stat is None:
            status = "missing"
        elif one.timed_stat.proves_unchanged(stat) and not is_paranoid:
            status = "same"
        elif _has_same_bytes(folder / path, one, stat):
            status = "same"
            proved[path] = stat
        recorded[path] = Recorded(one.fingerprint, status)
    return FileStatuses(recorded, proved)


def _has_same_bytes(file: Path, known: RecordedOutput, stat: Stat) -> bool:
    if stat.size_bytes != known.timed_stat.stat.size_bytes:
        return False
    return digest_file(file) == known.digest

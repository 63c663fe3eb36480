"""How the files of the output folder compare with those that were recorded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.planning.diff import Recorded, Standing
from newsgen.reading.files.file_bytes import digest_file
from newsgen.reading.files.listing import Stat
from newsgen.store.output_records import RecordedOutput


class FileStatuses(NamedTuple):
    """Each recorded output with its standing; `proved` are those that only their bytes proved the same."""

    recorded: dict[str, Recorded]
    proved: dict[str, Stat]


def file_statuses(
    folder: Path,
    known: Mapping[str, RecordedOutput],
    present: Mapping[str, Stat],
    *,
    is_paranoid: bool,
) -> FileStatuses:
    """Compares stats, and hashes a file where its stat proves nothing; if paranoid every one."""
    recorded: dict[str, Recorded] = {}
    proved: dict[str, Stat] = {}
    for path, one in known.items():
        stat = present.get(path)
        standing: Standing = "changed"
        if stat is None:
            standing = "missing"
        elif one.sighting.proves_unchanged(stat) and not is_paranoid:
            standing = "same"
        elif _has_same_bytes(folder / path, one, stat):
            standing = "same"
            proved[path] = stat
        recorded[path] = Recorded(one.fingerprint, standing)
    return FileStatuses(recorded, proved)


def _has_same_bytes(file: Path, known: RecordedOutput, stat: Stat) -> bool:
    if stat.size_bytes != known.sighting.stat.size_bytes:
        return False
    return digest_file(file) == known.digest

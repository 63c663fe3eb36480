"""How the files of the output folder compare with those that were recorded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newsgen.model.named import NamedTuple
from newsgen.planning.diff import Recorded, Standing
from newsgen.publishing.published import RecordedOutput
from newsgen.reading.file_bytes import digest_file
from newsgen.reading.listing import Stat


class Standings(NamedTuple):
    """Each recorded output with its standing; `proved` are those that only their bytes proved the same."""

    recorded: dict[str, Recorded]
    proved: dict[str, Stat]


def standings(
    folder: Path,
    known: Mapping[str, RecordedOutput],
    present: Mapping[str, Stat],
    *,
    is_paranoid: bool,
) -> Standings:
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
    return Standings(recorded, proved)


def _has_same_bytes(file: Path, known: RecordedOutput, stat: Stat) -> bool:
    if stat.size_bytes != known.sighting.stat.size_bytes:
        return False
    return digest_file(file) == known.digest

"""How the files of the output folder compare with those that were recorded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newsgen.planning.diff import Recorded, Standing
from newsgen.publishing.state import RecordedOutput
from newsgen.reading.read import digest_file
from newsgen.reading.scan import Stat


def recorded_outputs(
    folder: Path,
    known: Mapping[str, RecordedOutput],
    present: Mapping[str, Stat],
    *,
    is_paranoid: bool,
) -> dict[str, Recorded]:
    """Each recorded output with its standing on disk; a file is hashed only where its stat proves nothing."""
    return {
        path: Recorded(one.fingerprint, _standing(folder, path, one, present, is_paranoid))
        for path, one in known.items()
    }


def _standing(
    folder: Path,
    path: str,
    known: RecordedOutput,
    present: Mapping[str, Stat],
    is_paranoid: bool,
) -> Standing:
    stat = present.get(path)
    if stat is None:
        return "missing"
    if known.sighting.proves_unchanged(stat) and not is_paranoid:
        return "same"
    if stat.size_bytes != known.sighting.stat.size_bytes:
        return "changed"
    return "same" if digest_file(folder / path) == known.digest else "changed"

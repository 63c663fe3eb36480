"""Resolves the claims of an interrupted build: of the files it was to move in, which came?

Those are newsgen's own. Any other file under a claimed path is somebody else's.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from stat import S_ISREG

from newsgen.model.digest import Digest
from newsgen.reading.files.file_bytes import digest_file
from newsgen.reading.files.listing import Stat, stat_of
from newsgen.store.database import State
from newsgen.store.output_records import OutputRecords


def resolve_claims(output: Path, output_records: OutputRecords, state: State) -> None:
    """Keeps the claims of files that have the claimed digest, and drops all others."""
    now_ns = time.time_ns()
    claims = output_records.claims()
    if not claims:
        return
    arrived = {
        path: stat
        for path, digest in claims.items()
        if (stat := stat_if_written(output / path, *digest.split())) is not None
    }
    with state.transaction():
        output_records.refresh_stats(arrived, now_ns)
        output_records.drop(path for path in claims if path not in arrived)


def stat_if_written(file: Path, *digests: Digest) -> Stat | None:
    """The stat of the file if it has one of these digests; else None."""
    try:
        stat = os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not S_ISREG(stat.st_mode) or digest_file(file) not in digests:
        return None
    return stat_of(stat)

"""What an interrupted build meant to move in: what came is newsgen's own, and nothing else is.

A file that lay under such a name before, or was put there since, is somebody's.
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


def resolve_claims(output: Path, published: OutputRecords, state: State) -> None:
    """Keeps the claims of files that came, told by their bytes, and drops all others."""
    now_ns = time.time_ns()
    claims = published.claims()
    if not claims:
        return
    came = {
        path: stat
        for path, digest in claims.items()
        if (stat := came_with(output / path, *digest.split())) is not None
    }
    with state.transaction():
        published.see(came, now_ns)
        published.drop(path for path in claims if path not in came)


def came_with(file: Path, *digests: Digest) -> Stat | None:
    """The stat of a file that has one of these digests; None where there is no such file."""
    try:
        stat = os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not S_ISREG(stat.st_mode) or digest_file(file) not in digests:
        return None
    return stat_of(stat)

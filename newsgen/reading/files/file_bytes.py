"""Reads the bytes of one file, as far as a text may go, and digests them."""

from __future__ import annotations

from hashlib import blake2b
from io import FileIO
from pathlib import Path

from newsgen.model.digest import DIGEST_SIZE_BYTES, Digest, digest_bytes

MAX_TEXT_BYTES = 5 * 1024 * 1024
"""The most that a text file may have."""

_BLOCK_BYTES = 1 << 20
_TEXT_BLOCK_BYTES = 1 << 16


def text_bytes(file: str | Path) -> bytes:
    """The bytes of a text file; of one over the limit only so many that the limit is seen."""
    # Asking for five megabytes at once would have Python make room for as many, for each file.
    blocks = []
    wanted = MAX_TEXT_BYTES + 1
    with FileIO(file) as stream:
        while block := stream.read(min(wanted, _TEXT_BLOCK_BYTES)):
            blocks.append(block)
            wanted -= len(block)
    return b"".join(blocks)


def digest_file(file: Path) -> Digest:
    """The digest of a file of any size, read in blocks."""
    with file.open("rb") as stream:
        block = stream.read(_BLOCK_BYTES)
        if len(block) < _BLOCK_BYTES:
            return digest_bytes(block)
        running = blake2b(digest_size=DIGEST_SIZE_BYTES)
        while block:
            running.update(block)
            block = stream.read(_BLOCK_BYTES)
    return running.hexdigest()

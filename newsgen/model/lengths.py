"""How long names and paths of the output folder may be, in bytes: file systems count nothing else."""

from __future__ import annotations

from newsgen.model.digest import digest_text

NAME_BYTES = 255
"""What a name may have on almost every file system."""

PATH_BYTES = 1000
"""What a path below the output folder may have; systems allow 4,096 or 1,024 with the folder's own."""

_MOST_BYTES_A_LETTER = 4
_HASH_LENGTH = 10


def bounded(stem: str, room: int) -> str:
    """The stem of a name that newsgen makes. One of more than `room` bytes is cut and ends in a hash.

    The hash is of the whole stem, so two long stems with one beginning stay different.
    """
    if len(stem) * _MOST_BYTES_A_LETTER <= room or len(stem.encode()) <= room:
        return stem
    kept = stem.encode()[: max(0, room - _HASH_LENGTH - 1)].decode("utf-8", "ignore")
    return f"{kept.rstrip('-.')}-{digest_text(stem)[:_HASH_LENGTH]}".lstrip("-")


def length_fault(path: str) -> str | None:
    """Why no file can have this path, as the end of a sentence; None where a file can."""
    if len(path) * _MOST_BYTES_A_LETTER <= NAME_BYTES:
        return None
    encoded = path.encode()
    if len(encoded) > PATH_BYTES:
        return f"is longer than {PATH_BYTES:,} bytes"
    if len(encoded) > NAME_BYTES and max(map(len, encoded.split(b"/"))) > NAME_BYTES:
        return f"has a name longer than {NAME_BYTES} bytes"
    return None

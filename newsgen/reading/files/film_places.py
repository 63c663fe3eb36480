"""Tells whether a film or a sound in MP4 or QuickTime says where it was taken."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

_CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
_TELLING = (b"udta", b"meta", b"uuid", b"stsd")
"""The boxes that cameras, phones and programs write words into, and the one that names what a track holds."""

_PLACES = (
    b"\xa9xyz", b"loci", b"quicktime.location", b"location.ISO6709", b"GPSLatitude", b"GPSCoordinates",
    b"gpmd", b"camm",
)  # fmt: skip
"""What announces a place, or a track of places."""

_MOST_BYTES = 8 << 20
_MOST_BOXES = 10_000


def says_place(file: Path) -> bool:
    """Whether one of its boxes does. Pictures and sound are not read."""
    with file.open("rb") as stream:
        return _Walk(stream, stream.seek(0, os.SEEK_END)).says_place()


class _Walk:
    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._size = size
        self._left = _MOST_BOXES

    def says_place(self) -> bool:
        waiting = [(0, self._size)]
        while waiting:
            at, end = waiting.pop()
            while at + 8 <= end:
                self._left -= 1
                if self._left < 0:
                    # No film has so many; whoever made it has something to hide.
                    return True
                name, inside, after = self._box(at, end)
                if name in _CONTAINERS:
                    waiting.append((inside, after))
                elif name in _TELLING and self._tells(inside, after):
                    return True
                at = after
        return False

    def _box(self, at: int, end: int) -> tuple[bytes, int, int]:
        """The box's name, where its inside begins, and where it ends (ISO/IEC 14496-12, 4.2)."""
        self._stream.seek(at)
        head = self._stream.read(16)
        size, name, inside = int.from_bytes(head[:4], "big"), head[4:8], at + 8
        if size == 1:
            size, inside = int.from_bytes(head[8:16], "big"), at + 16
        if size == 0 or at + size > end or size < inside - at:
            # To the end of what it lies in; a size that cannot be is taken so, too.
            return name, inside, end
        return name, inside, at + size

    def _tells(self, at: int, end: int) -> bool:
        self._stream.seek(at)
        content = self._stream.read(min(max(0, end - at), _MOST_BYTES))
        return any(place in content for place in _PLACES)

"""Walks through the parts of a picture file to its end, and notices one that was cut off."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from newsgen.model.fast_namedtuple import NamedTuple


class CutOffError(ValueError):
    """The file ends before its picture does."""


class NotBareError(ValueError):
    """The picture has a part that cannot be written anew without its pixels."""


class Structure(NamedTuple):
    """`frames` are the pictures that are shown one after the other, `area` all pixels in them.

    `scans` are the passes in which a JPEG is decoded.
    """

    frames: int = 1
    area: int = 0
    scans: int = 1


PNG_START = b"\x89PNG\r\n\x1a\n"

# Between two markers of a JPEG: in a scan 0xFF stands before 0 or the number of a restart alone,
# and a marker may have fill bytes before it (ISO/IEC 10918-1, B.1.1).
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_END, _START_OF_SCAN = 0xD9, 0xDA

GIF_IMAGE, GIF_EXTENSION, GIF_END = 0x2C, 0x21, 0x3B


def structure(content: bytes, form: str) -> Structure:
    """The structure of the picture. Raises `CutOffError` where the file is not whole.

    Nothing is decoded. Of types without an end that could be looked for, it is that of any picture.
    """
    try:
        match form:
            case "jpeg":
                return Structure(scans=_jpeg_scans(content))
            case "png":
                return _moving(
                    struct.unpack_from(">II", content, start + 4)
                    for name, start, _ in png_chunks(content)
                    if name == b"fcTL"
                )
            case "webp":
                return _moving(
                    _webp_frame(content, start)
                    for name, start, _ in webp_chunks(content)
                    if name == b"ANMF"
                )
            case "gif":
                return _moving(
                    struct.unpack_from("<HH", content, start + 5)
                    for mark, start, _ in gif_blocks(content)
                    if mark == GIF_IMAGE
                )
            case _:
                return Structure()
    except (IndexError, struct.error) as error:
        raise CutOffError from error


def _moving(sizes: Iterator[tuple[int, ...]]) -> Structure:
    areas = [size[0] * size[1] for size in sizes]
    return Structure(frames=max(1, len(areas)), area=sum(areas))


def _jpeg_scans(content: bytes) -> int:
    at, scans = 2, 0
    while True:
        if content[at] == 0xFF and content[at + 1] not in (0, 0xFF):
            marker, at = content[at + 1], at + 2
        elif scans or content[at] == 0xFF:
            found = _MARKER.search(content, at)
            if found is None:
                raise CutOffError
            marker, at = found.group(1)[0], found.end()
        else:
            raise CutOffError
        if marker == _END:
            if not scans:
                raise CutOffError
            return scans
        (length,) = struct.unpack_from(">H", content, at)
        at += length
        if marker == _START_OF_SCAN:
            scans += 1
            found = _MARKER.search(content, at)
            if found is None:
                raise CutOffError
            at = found.end() - 2


def png_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a PNG to its last one: name, and where the content begins and ends."""
    at = len(PNG_START)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 8 + length
        if end + 4 > len(content):
            raise CutOffError
        yield name, at + 8, end
        if name == b"IEND":
            return
        at = end + 4


def webp_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a WebP, in the same way."""
    (size,) = struct.unpack_from("<I", content, 4)
    if size + 8 > len(content):
        raise CutOffError
    at = 12
    while at + 8 <= size + 8:
        name, length = struct.unpack_from("<4sI", content, at)
        end = at + 8 + length
        if end > size + 8:
            raise CutOffError
        yield name, at + 8, end
        # Each has an even length.
        at = end + length % 2


def _webp_frame(content: bytes, start: int) -> tuple[int, int]:
    across, down = content[start + 6 : start + 9], content[start + 9 : start + 12]
    return int.from_bytes(across, "little") + 1, int.from_bytes(down, "little") + 1


def webp_durations(content: bytes) -> list[int]:
    """How long each frame of an animation is shown, in milliseconds."""
    return [
        int.from_bytes(content[start + 12 : start + 15], "little")
        for name, start, _ in webp_chunks(content)
        if name == b"ANMF"
    ]


def gif_blocks(content: bytes) -> Iterator[tuple[int, int, int]]:
    """The blocks of a GIF to its last one: what each begins with, and where it begins and ends."""
    at = 13 + gif_colours(content[10])
    while True:
        mark = content[at]
        if mark == GIF_END:
            return
        if mark == GIF_IMAGE:
            data = at + 10 + gif_colours(content[at + 9]) + 1
        elif mark == GIF_EXTENSION:
            data = at + 2
        else:
            raise CutOffError
        while content[data]:
            data += 1 + content[data]
        yield mark, at, data + 1
        at = data + 1


def gif_colours(flags: int) -> int:
    """The size of a colour table in bytes; 0 where there is none."""
    return 3 * (2 << (flags & 7)) if flags & 0x80 else 0

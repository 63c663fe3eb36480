"""The bytes of a picture without what it hides: place, camera, programs, comments, thumbnails.

Nothing is decoded, so nothing of the picture itself is lost. What is kept is a
list of the parts that change how the picture looks; whatever is not on it goes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from zlib import crc32


class CutOffError(ValueError):
    """The file ends before its picture does."""


def bare(content: bytes, form: str, orientation: int = 1) -> bytes:
    """The picture alone. `form` is one of `BARE`; `orientation` as in Exif, kept where it is not 1.

    Raises `CutOffError` where the file is not whole.
    """
    try:
        match form:
            case "jpeg":
                return _jpeg(content, orientation)
            case "png":
                return _png(content, orientation)
            case "webp":
                return _webp(content)
            case _:
                return _gif(content)
    except (IndexError, struct.error) as error:
        raise CutOffError from error


BARE = ("jpeg", "png", "webp", "gif")
"""The types whose hidden parts can be taken out without decoding them."""

# JPEG: the markers of segments that carry no picture (ISO/IEC 10918-1, B.1.1.3).
_APP0, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_START_OF_SCAN = 0xDA
_END = b"\xff\xd9"
_PROFILE = b"ICC_PROFILE\0"

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"cICP", b"pHYs", b"acTL", b"fcTL", b"fdAT",
))  # fmt: skip

_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_FLAGS = 0x08 | 0x04
"""Of VP8X: that there is Exif, that there is XMP."""

_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def _jpeg(content: bytes, orientation: int) -> bytes:
    kept = [content[:2]]
    if orientation != 1:
        exif = b"Exif\0\0" + _exif(orientation)
        kept.append(b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    at = 2
    while True:
        if content[at] != 0xFF:
            raise CutOffError
        marker = content[at + 1]
        if marker == 0xFF:
            # A marker may have fill bytes before it.
            at += 1
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        if marker == _START_OF_SCAN:
            # In the scans 0xFF stands before 0 or a restart alone, so this is the picture's own end.
            # What cameras put behind it, further pictures with their Exif, goes.
            end = content.find(_END, at)
            if end < 0:
                raise CutOffError
            return b"".join((*kept, content[at:end], _END))
        if marker == _APP0 and segment[4:9] == b"JFIF\0":
            # Version and density stay; its thumbnail may show what was cut off the picture.
            kept.append(b"\xff\xe0\0\x10" + segment[4:16].ljust(12, b"\0") + b"\0\0")
        elif _is_kept(marker, segment):
            kept.append(segment)
        at += 2 + length


def _is_kept(marker: int, segment: bytes) -> bool:
    if marker == _APP2:
        return segment[4:].startswith(_PROFILE)
    if marker == _APP14:
        # How the colours are to be read.
        return segment[4:9] == b"Adobe"
    return not (_APP0 <= marker <= _APP15 or marker == _COMMENT)


def _exif(orientation: int) -> bytes:
    """Exif that says how the picture is to be turned, and nothing else."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def _png(content: bytes, orientation: int) -> bytes:
    kept = [_PNG_START]
    at = len(_PNG_START)
    while True:
        (length,) = struct.unpack_from(">I", content, at)
        name = content[at + 4 : at + 8]
        chunk = content[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise CutOffError
        if name in _PNG_KEPT:
            kept.append(chunk)
        if name == b"IHDR" and orientation != 1:
            kept.append(_png_chunk(b"eXIf", _exif(orientation)))
        if name == b"IEND":
            return b"".join(kept)
        at += len(chunk)


def _png_chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc32(name + content))
    )


def _webp(content: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", content, 4)
    if size + 8 > len(content):
        raise CutOffError
    kept = []
    for name, chunk in _riff(content[12 : size + 8]):
        if name == b"VP8X":
            chunk = chunk[:8] + bytes((chunk[8] & ~_WEBP_FLAGS,)) + chunk[9:]
        if name in _WEBP_KEPT:
            kept.append(chunk)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _riff(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks with their names; each has an even length."""
    at = 0
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        end = at + 8 + size + size % 2
        if at + 8 + size > len(content):
            raise CutOffError
        yield name, content[at:end].ljust(end - at, b"\0")
        at = end


def _gif(content: bytes) -> bytes:
    at = 13 + _gif_colours(content[10])
    kept = [content[:at]]
    while True:
        mark = content[at]
        if mark == 0x3B:
            return b"".join((*kept, b";"))
        if mark == 0x2C:
            data = at + 10 + _gif_colours(content[at + 9]) + 1
        elif mark == 0x21:
            data = at + 2
        else:
            raise CutOffError
        end = _gif_blocks_end(content, data)
        is_shown = mark == 0x2C or content[at + 1] == 0xF9
        is_loop = content[at + 1] == 0xFF and content[at + 3 : at + 14] in _GIF_LOOPS
        if is_shown or is_loop:
            kept.append(content[at:end])
        at = end


def _gif_colours(flags: int) -> int:
    """The size of a colour table in bytes; 0 where there is none."""
    return 3 * (2 << (flags & 7)) if flags & 0x80 else 0


def _gif_blocks_end(content: bytes, at: int) -> int:
    while content[at]:
        at += 1 + content[at]
    return at + 1

"""Writes a PNG anew: the chunks that change how it looks, its pixels packed again."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

from newsgen.reading.images.file_parts import PNG_START, CutOffError, NotBareError, png_chunks
from newsgen.reading.images.profiles import is_srgb

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_TRANSPARENCY_BYTES = {0: 2, 2: 6}
_ADAM7 = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
)  # fmt: skip
"""Of each pass: the first column and row, and the steps to the next ones."""

_COLOURS = {
    b"sRGB": (b"\0", b"\1", b"\2", b"\3"),
    # 45455, 45454, 45450, 50000, 55556 and 100000 of a hundred thousand; then those of sRGB.
    b"gAMA": (
        b"\0\0\xb1\x8f", b"\0\0\xb1\x8e", b"\0\0\xb1\x8a", b"\0\0\xc3\x50", b"\0\0\xd9\x04",
        b"\0\1\x86\xa0",
    ),
    b"cHRM": (
        b"\0\0\x7a\x26\0\0\x80\x84\0\0\xfa\0\0\0\x80\xe8\0\0\x75\x30\0\0\xea\x60\0\0\x3a\x98\0\0\x17\x70",
    ),
}  # fmt: skip
"""What a PNG may say of its colours in numbers: those that programs write. Others have room to hide in."""

_PIECE = 1 << 16
_LAST_FILTER = 4


def bare_png(content: bytes, orientation: int) -> bytes:
    """The picture alone, every pixel as it was. `orientation` as in Exif, kept where it is not 1."""
    chunks = list(png_chunks(content))
    if chunks[0][0] != b"IHDR":
        raise NotBareError
    width, height, depth, kind, *methods, interlace = struct.unpack_from(
        ">IIBBBBB", content, chunks[0][1]
    )
    if depth not in _DEPTHS.get(kind, ()) or methods != [0, 0] or interlace > 1:
        raise NotBareError
    bits = depth * _CHANNELS[kind]
    frames = [start for name, start, _ in chunks if name == b"fcTL"]
    kept = [PNG_START, _chunk(b"IHDR", content[chunks[0][1] : chunks[0][1] + 13])]
    if orientation != 1:
        kept.append(_chunk(b"eXIf", _exif(orientation)))
    once: set[bytes] = set()
    sequence, size, colours = 0, (width, height), 0
    waiting: list[memoryview] = []
    view = memoryview(content)

    def written(name: bytes) -> bytes:
        """The pixels that came in the last chunks, as one."""
        nonlocal sequence
        pixels = b"".join(_recompressed(waiting, list(_rows(*size, bits, bool(interlace)))))
        waiting.clear()
        if name == b"fdAT":
            sequence += 1
            pixels = struct.pack(">I", sequence - 1) + pixels
        return _chunk(name, pixels)

    last = b""
    for name, start, end in chunks:
        if waiting and name != last:
            kept.append(written(last))
        last = name
        part = content[start:end] if name not in (b"IDAT", b"fdAT") else b""
        if name == b"IDAT":
            if name in once and not waiting:
                raise NotBareError
            waiting.append(view[start:end])
        elif name == b"fdAT":
            waiting.append(view[start + 4 : end])
        elif name == b"fcTL":
            _, across, down, left, top, delay, parts, dispose, blend = struct.unpack(
                ">IIIIIHHBB", part
            )
            is_inside = 0 < across <= width - left and 0 < down <= height - top
            if not is_inside or dispose > 2 or blend > 1:
                raise NotBareError
            size = (across, down)
            again = struct.pack(
                ">IIIIIHHBB", sequence, *size, left, top, delay, parts, dispose, blend
            )
            kept.append(_chunk(name, again))
            sequence += 1
        elif name not in once:
            colours, again = _described(name, part, kind, depth, colours, len(frames))
            if again:
                kept.append(_chunk(name, again))
        once.add(name)
    return b"".join((*kept, _chunk(b"IEND", b"")))


def _described(
    name: bytes, part: bytes, kind: int, depth: int, colours: int, frames: int
) -> tuple[int, bytes]:
    """How many colours the palette has, and what is kept of a chunk that says how the pixels are meant."""
    if name == b"PLTE" and kind == 3:
        if len(part) % 3 or not 0 < len(part) // 3 <= 1 << depth:
            raise NotBareError
        return len(part) // 3, part
    if name == b"tRNS":
        is_whole = len(part) == _TRANSPARENCY_BYTES.get(kind, -1)
        return colours, part if is_whole or (kind == 3 and 0 < len(part) <= colours) else b""
    if name == b"acTL" and frames and len(part) == 8:
        (plays,) = struct.unpack_from(">I", part, 4)
        return colours, struct.pack(">II", frames, min(plays, 0xFFFF))
    if name == b"iCCP":
        profile = _inflated(part.partition(b"\0")[2][1:])
        if not is_srgb(profile):
            raise NotBareError
    if name == b"cICP" and len(part) == 4:
        # An HDR picture would be darker without it. The code points are those of H.273.
        return colours, part if part[0] < 23 and part[1] < 19 and not part[2] and part[
            3
        ] < 2 else b""
    return colours, part if part in _COLOURS.get(name, ()) else b""


def _inflated(part: bytes) -> bytes:
    """A colour profile; "" where it is damaged or larger than any that is known."""
    try:
        return zlib.decompressobj().decompress(part, _PIECE)
    except zlib.error:
        return b""


def _rows(width: int, height: int, bits: int, is_interlaced: bool) -> Iterator[tuple[int, int]]:
    """How many bytes a row has, and how many of them there are, for each pass."""
    if not is_interlaced:
        yield (width * bits + 7) // 8, height
        return
    for left, top, across, down in _ADAM7:
        columns, rows = -((left - width) // across), -((top - height) // down)
        if columns > 0 and rows > 0:
            yield (columns * bits + 7) // 8, rows


def _recompressed(parts: Iterable[memoryview], passes: list[tuple[int, int]]) -> Iterator[bytes]:
    """The pixels packed anew: as many as there are, and nothing behind them.

    A piece at a time: unpacked, a large picture takes a gigabyte.
    """
    unpack, pack = zlib.decompressobj(), zlib.compressobj(6)
    rest = sum(rows * (1 + length) for length, rows in passes)
    filters = _filters(passes)
    next_filter, at = next(filters), 0
    try:
        for part in parts:
            given: memoryview | bytes = part
            while rest and not unpack.eof:
                wanted = min(_PIECE, rest)
                piece = unpack.decompress(given, wanted)
                given = unpack.unconsumed_tail
                while next_filter < at + len(piece):
                    if piece[next_filter - at] > _LAST_FILTER:
                        raise NotBareError
                    next_filter = next(filters)
                at += len(piece)
                rest -= len(piece)
                yield pack.compress(piece)
                if len(piece) < wanted and not given:
                    break
    except zlib.error as error:
        raise CutOffError from error
    if rest:
        raise CutOffError
    yield pack.flush()


def _filters(passes: list[tuple[int, int]]) -> Iterator[int]:
    """Where in the pixels a byte says how its row is packed."""
    at = 0
    for length, rows in passes:
        for _ in range(rows):
            yield at
            at += 1 + length
    yield at + _PIECE


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(content, zlib.crc32(name))
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def _exif(orientation: int) -> bytes:
    """Exif that says how the picture is to be turned, and nothing else."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)

"""The bytes of a PNG or a GIF without what they hide: place, camera, programs, comments, thumbnails.

Nothing of the picture itself is lost. Each file is written anew from the parts
that change how the picture looks, and of each part every byte is known: there
is no room in a part, behind it, or between two of them. The other types have
room where only their decoders could tell it from the picture, such as behind
the last pixel of a scan; those are made anew from pixels.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

from newsgen.reading.profiles import is_srgb
from newsgen.reading.structure import (
    GIF_IMAGE,
    PNG_START,
    CutOffError,
    gif_blocks,
    gif_colours,
    png_chunks,
)

BARE = ("png", "gif")
"""The types whose hidden parts can be taken out without decoding them."""


class NotBareError(ValueError):
    """The picture has a part that cannot be written anew without its pixels."""


def bare(content: bytes, form: str, orientation: int = 1) -> bytes:
    """The picture alone. `form` is one of `BARE`; `orientation` as in Exif, kept where it is not 1.

    Raises `CutOffError` where the file is not whole, and `NotBareError`.
    """
    try:
        return _png(content, orientation) if form == "png" else _gif(content)
    except (IndexError, struct.error) as error:
        raise CutOffError from error


# PNG

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_TRANSPARENCY_BYTES = {0: 2, 2: 6}
_ADAM7 = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
)  # fmt: skip
"""Of each pass: the first column and row, and the steps to the next ones."""

_COLOURS = {
    b"sRGB": tuple(bytes((intent,)) for intent in range(4)),
    b"gAMA": tuple(struct.pack(">I", one) for one in (45455, 45454, 45450, 50000, 55556, 100000)),
    b"cHRM": (struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000),),
}
"""What a PNG may say of its colours in numbers: those that programs write. Others have room to hide in."""

_PIECE = 1 << 16
_LAST_FILTER = 4


def _png(content: bytes, orientation: int) -> bytes:
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


# GIF

_CONTROL = b"\x21\xf9\x04"
_LOOPS = (b"\x21\xff\x0bNETSCAPE2.0\x03\x01", b"\x21\xff\x0bANIMEXTS1.0\x03\x01")
_CODE_BITS = 12


def _gif(content: bytes) -> bytes:
    # The two bytes behind the flags are a colour that no browser shows and a ratio that none knows.
    kept = [content[:11], b"\0\0", content[13 : 13 + gif_colours(content[10])]]
    control, has_loop = b"", False
    for mark, start, end in gif_blocks(content):
        block = content[start:end]
        if mark == GIF_IMAGE:
            kept += (control, _gif_image(block))
            control = b""
        elif block.startswith(_CONTROL) and len(block) == 8:
            control = block
        elif block.startswith(_LOOPS) and len(block) == 19 and not has_loop:
            kept.append(block)
            has_loop = True
    return b"".join((*kept, b";"))


def _gif_image(block: bytes) -> bytes:
    width, height = struct.unpack_from("<HH", block, 5)
    at = 10 + gif_colours(block[9])
    bits = block[at]
    if not 1 <= bits <= 11:
        raise NotBareError
    packed = bytearray()
    head = block[: at + 1]
    at += 1
    while block[at]:
        packed += block[at + 1 : at + 1 + block[at]]
        at += 1 + block[at]
    codes = _codes(packed, bits, width * height)
    blocks = (codes[start : start + 255] for start in range(0, len(codes), 255))
    return head + b"".join(bytes((len(one),)) + one for one in blocks) + b"\0"


def _codes(packed: bytearray, bits: int, pixels: int) -> bytes:
    """The codes of so many pixels with the one that ends them, and nothing behind it.

    Only how long each code's row of pixels is has to be known to count them.
    """
    clear, end = 1 << bits, (1 << bits) + 1
    fresh = [1] * clear + [0, 0]
    lengths = fresh.copy()
    size = bits + 1
    waiting = has = at = drawn = before = 0
    while drawn < pixels:
        while has < size and at < len(packed):
            waiting |= packed[at] << has
            has += 8
            at += 1
        if has < size:
            # Some programs leave the end out.
            break
        code = waiting & ((1 << size) - 1)
        if code == end:
            break
        waiting >>= size
        has -= size
        if code == clear:
            lengths, size, before = fresh.copy(), bits + 1, 0
            continue
        known = len(lengths)
        if code > known or (code == known and not before):
            raise NotBareError
        length = lengths[code] if code < known else before + 1
        drawn += length
        if before and known < 1 << _CODE_BITS:
            lengths.append(before + 1)
            if known + 1 == 1 << size and size < _CODE_BITS:
                size += 1
        before = length
    # What is read of the last byte and not of a code goes, and the end comes in its place.
    used = 8 * at - has if has >= 0 else 0
    whole, part = divmod(used, 8)
    rest = (packed[whole] & ((1 << part) - 1)) if part else 0
    rest |= end << part
    return bytes(packed[:whole]) + rest.to_bytes((part + size + 7) // 8, "little")

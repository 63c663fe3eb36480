"""Writes a GIF anew: its frames, each with as many codes as it has pixels."""

from __future__ import annotations

import struct

from newsgen.reading.images.file_parts import GIF_IMAGE, NotBareError, gif_blocks, gif_colours

_CONTROL = b"\x21\xf9\x04"
_LOOPS = (b"\x21\xff\x0bNETSCAPE2.0\x03\x01", b"\x21\xff\x0bANIMEXTS1.0\x03\x01")
_CODE_BITS = 12


def bare_gif(content: bytes) -> bytes:
    """The frames alone, with their times and how often they are shown."""
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

"""Reads a picture that a drawing holds in itself: a PNG alone, without what it hides.

It loads nothing, and the other types have room that only a decoder can tell from the picture.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct

from newsgen.reading.images.file_parts import PNG_START, CutOffError, NotBareError, structure
from newsgen.reading.images.strip_metadata import bare

MAX_PIXELS = 16_000_000
"""Of all pictures in a drawing together: a browser has them in memory at once."""

_DATA = re.compile(r"data:image/png;(?:charset=utf-8;)?base64,", re.IGNORECASE)
_START = 64
"""Characters of base64 that surely hold the size, which stands in the first 24 bytes."""


def pixels(href: str) -> int:
    """How many pixels the picture at this address says it has; 0 where it is no PNG in itself."""
    start = _DATA.match(href)
    if start is None:
        return 0
    content = _decoded("".join(href[start.end() : start.end() + 2 * _START].split())[:_START])
    if len(content) < 24 or not content.startswith(PNG_START):
        return 0
    width, height = struct.unpack_from(">II", content, 16)
    return int(width) * int(height)


def embedded(href: str) -> str:
    """The address with the picture written anew; "" where it leads elsewhere or has something to hide."""
    start = _DATA.match(href)
    if start is None or not 0 < pixels(href) <= MAX_PIXELS:
        return ""
    content = _decoded("".join(href[start.end() :].split()))
    try:
        if structure(content, "png").frames > 1:
            return ""
        made = bare(content, "png")
    except (CutOffError, NotBareError):
        return ""
    # Without its pixels a browser shows nothing.
    return f"data:image/png;base64,{base64.b64encode(made).decode()}" if b"IDAT" in made else ""


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""

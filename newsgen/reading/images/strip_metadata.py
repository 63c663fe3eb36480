"""Strips PNG and GIF of what they hide: place, camera, programs, comments, thumbnails.

Nothing of the picture itself is lost. Each file is written anew from the parts
that change how the picture looks, and of each part every byte is known: there
is no room in a part, behind it, or between two of them. The other types have
room where only their decoders could tell it from the picture, such as behind
the last pixel of a scan; those are made anew from pixels.
"""

from __future__ import annotations

import struct

from newsgen.reading.images.file_parts import CutOffError
from newsgen.reading.images.strip_gif import bare_gif
from newsgen.reading.images.strip_png import bare_png

BARE = ("png", "gif")
"""The types whose hidden parts can be taken out without decoding them."""


def bare(content: bytes, form: str, orientation: int = 1) -> bytes:
    """The picture alone. `form` is one of `BARE`; `orientation` as in Exif, kept where it is not 1.

    Raises `CutOffError` where the file is not whole, and `NotBareError` where
    a part of it cannot be written anew without its pixels.
    """
    try:
        return bare_png(content, orientation) if form == "png" else bare_gif(content)
    except (IndexError, struct.error) as error:
        raise CutOffError from error

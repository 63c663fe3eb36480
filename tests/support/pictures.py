"""Small pictures for tests, made of nothing."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image


def png(colour: tuple[int, int, int] = (200, 30, 30), width: int = 8, height: int = 6) -> bytes:
    """A PNG of one colour, the same bytes with every Pillow."""
    row = b"\0" + bytes(colour) * width
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            png_chunk(b"IDAT", zlib.compress(row * height)),
            png_chunk(b"IEND", b""),
        )
    )


def png_chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def told_png(**words: str) -> bytes:
    """A PNG that says of itself, in XMP, its `caption`, `creator`, `credit` or `rights`."""
    packet = xmp(**words)
    chunk = png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet)
    whole = png()
    return whole[:33] + chunk + whole[33:]


def xmp(caption: str = "", creator: str = "", credit: str = "", rights: str = "") -> bytes:
    """An XMP packet, with a place beside the words."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="50,27.0N"'
        f' photoshop:Credit="{credit}">'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt>'
        "</dc:description>"
        f"<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>"
        f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt>'
        "</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def painted(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture with an edge and a run of shades in it, so that no two crops are alike."""
    shades = Image.linear_gradient("L").resize((width, height))
    other = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (shades, other, shades.rotate(180))).convert(mode)


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    """The picture as a file."""
    stream = BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def jpeg(width: int = 1000, height: int = 600, **options: Any) -> bytes:
    """A JPEG of this size."""
    return encoded(painted(width, height), "JPEG", **options)


def animated_gif(width: int = 20, height: int = 10) -> bytes:
    """A GIF of two frames that repeats."""
    frames = [Image.new("RGB", (width, height), colour) for colour in ("red", "blue")]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], loop=0, duration=100)

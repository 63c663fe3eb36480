"""Tells what a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

from newsgen.model.documents import LOCKED_NAMES

START_BYTES = 1 << 14
"""So many of a file's first bytes tell what it is."""

_LOCKED_STARTS = (
    b"\0\0\0\x0cjP  ", b"\0\0\0\x0cjP\x1a\x1a", b"\xff\x4f\xff\x51",  # JPEG 2000
    b"\xff\x0a", b"\0\0\0\x0cJXL ",  # JPEG XL
    b"II\xbc", b"8BPS", b"gimp xcf",  # JPEG XR, Photoshop, GIMP
    b"II+\0", b"MM\0+",  # TIFF of more than 4 GB
    b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"FUJIFILMCCD-RAW", b"\0MRM", b"FOVb",  # cameras
)  # fmt: skip
_LOCKED_BRANDS = frozenset((
    b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"mif2", b"msf1",
    b"crx ", b"jp2 ", b"jpx ", b"jxl ", b"avci", b"avcs", b"jpeg", b"jpgs",
))  # fmt: skip
_TIFF = (b"II*\0", b"MM\0*")

_FILM_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
"""The boxes that a film may begin with; before QuickTime 7 there was no `ftyp`."""

_PROGRAMS = (
    b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe",
    b"\0asm", b"CWS", b"FWS", b"ZWS",
)  # fmt: skip

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_FIRST_MARKS = 1024
"""Browsers of old looked so far into a text for what makes it a page."""
_ACTIVE = re.compile(
    r"<(?:!doctype|!--|html|head|body|script|style|title|i?frame|object|embed|svg|math|meta|link|base|\?|%)",
    re.IGNORECASE,
)


def picture_form(start: bytes, suffix: str) -> str:
    """The type of picture that begins so; "" where it is none."""
    if suffix == ".svg":
        # A browser takes it for a drawing by its name alone.
        return "svg"
    if start.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start[4:12] in (b"ftypavif", b"ftypavis"):
        return "avif"
    if start.startswith(_TIFF) and suffix not in LOCKED_NAMES and start[8:10] != b"CR":
        return "tiff"
    return "bmp" if start.startswith(b"BM") and suffix == ".bmp" else ""


def is_locked(start: bytes) -> bool:
    """Whether it is a picture whose hidden data cannot be taken out here; `picture_form` is asked first."""
    if start.startswith((*_LOCKED_STARTS, *_TIFF)):
        return True
    if start[4:8] != b"ftyp":
        return False
    # The brands it is compatible with stand behind its own and a version.
    end = min(int.from_bytes(start[:4], "big"), len(start))
    brands = {start[8:12], *(start[at : at + 4] for at in range(16, end, 4))}
    return not brands.isdisjoint(_LOCKED_BRANDS)


def is_of_kind(start: bytes, kind: str) -> bool:
    """Whether a file that begins so can be a document of this kind, one of those in `DOCUMENTS`."""
    match kind:
        case "text":
            return is_plain_text(start)
        case "pdf":
            return start.startswith(b"%PDF")
        case "rich-text":
            return start.startswith(rb"{\rtf")
        case "compound":
            return start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        case "office" | "zip":
            return start.startswith(b"PK\x03\x04") or (
                kind == "zip" and start.startswith(b"PK\x05\x06")
            )
        case "open-document":
            return _first_member(start).startswith(b"application/vnd.oasis.opendocument.")
        case "book":
            return _first_member(start).startswith(b"application/epub+zip")
        case "film":
            return start[4:8] in _FILM_BOXES
        case "matroska":
            return start.startswith(b"\x1a\x45\xdf\xa3")
        case "mp3":
            return start.startswith(b"ID3") or (start[:1] == b"\xff" and start[1:2] >= b"\xe0")
        case "ogg":
            return start.startswith(b"OggS")
        case "wave":
            return start[:4] == b"RIFF" and start[8:12] == b"WAVE"
        case _:
            return start.startswith(b"fLaC")


def text_of(start: bytes) -> str:
    """The bytes as a text, as far as they are one; ASCII is right in every encoding that is in use."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[: len(start) & ~1].decode("utf-16", "replace")
    return start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def is_plain_text(start: bytes) -> bool:
    """Whether it is a text that no browser takes for a page and no host for a program."""
    text = text_of(start)
    if _CONTROL.search(text) or text.lstrip().startswith("<"):
        return False
    return not start.startswith(_PROGRAMS) and _ACTIVE.search(text[:_FIRST_MARKS]) is None


def is_markup(start: bytes) -> bool:
    """Whether a browser may take it for XML or for a page, if nothing tells it what it is."""
    return text_of(start).lstrip().startswith("<")


def is_program(start: bytes) -> bool:
    """Whether a system could run it, or a host may."""
    return start.startswith(_PROGRAMS) or "<?php" in text_of(start).lower()


def _first_member(start: bytes) -> bytes:
    """What the first file of an archive holds where it is stored under the name `mimetype`."""
    is_stored = start[8:10] == b"\0\0"
    is_named = start.startswith(b"PK\x03\x04") and start[30:38] == b"mimetype"
    if not (is_stored and is_named):
        return b""
    at = 38 + int.from_bytes(start[28:30], "little")
    return start[at : at + 60]

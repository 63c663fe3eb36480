"""A file among the content to its record: a picture by its bytes, whatever it is called."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from newsgen.model.content import FileRecord
from newsgen.model.digest import digest_bytes
from newsgen.model.picture import NO_PICTURE, PICTURE_NAMES, PictureHead
from newsgen.reading.file_bytes import digest_file
from newsgen.reading.pictures import MAX_PICTURE_BYTES, NOT_BARE, TOO_LARGE, read_picture
from newsgen.reading.svg import read_svg

_LOCKED = frozenset({
    ".heic", ".heif", ".hif", ".jp2", ".j2k", ".jxl", ".jxr", ".psd", ".dng", ".cr2", ".cr3",
    ".nef", ".arw", ".orf", ".rw2", ".raf", ".raw",
})  # fmt: skip
"""Pictures whose hidden data cannot be taken out here."""

_START_BYTES = 16


def read_media(path: str, file: Path) -> FileRecord:
    """The record of a picture or another file; of one that is no picture, the digest is all."""
    suffix = PurePosixPath(path).suffix.lower()
    with file.open("rb") as stream:
        form = form_of(stream.read(_START_BYTES), suffix)
    if not form:
        return FileRecord(path=path, kind="media", digest=digest_file(file), head=_unread(suffix))
    if file.stat().st_size > MAX_PICTURE_BYTES:
        head = PictureHead(form, fault=TOO_LARGE)
        return FileRecord(path=path, kind="media", digest=digest_file(file), head=head)
    content = file.read_bytes()
    head = read_svg(content) if form == "svg" else read_picture(content, form)
    return FileRecord(path=path, kind="media", digest=digest_bytes(content), head=head)


def form_of(start: bytes, suffix: str) -> str:
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
    if start.startswith((b"II*\0", b"MM\0*")) and suffix not in _LOCKED:
        return "tiff"
    return "bmp" if start.startswith(b"BM") and suffix == ".bmp" else ""


def _unread(suffix: str) -> PictureHead | None:
    if suffix in _LOCKED:
        return PictureHead("", fault=NOT_BARE)
    return PictureHead("", fault=NO_PICTURE) if suffix in PICTURE_NAMES else None

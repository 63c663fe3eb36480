"""Reads a media file to its record: a picture by its bytes, whatever it is called, or a document."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from newsgen.model.digest import digest_bytes
from newsgen.model.documents import LIKE_AN_ARTICLE, LOCKED_NAMES
from newsgen.model.picture import NO_PICTURE, PICTURE_NAMES, Fault, PictureHead
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.model.records import FileRecord
from newsgen.reading.files.documents import document_fault
from newsgen.reading.files.file_bytes import digest_file
from newsgen.reading.files.file_kinds import room_of
from newsgen.reading.files.file_type import START_BYTES, is_locked, picture_form
from newsgen.reading.images.pictures import NOT_BARE, max_bytes, read_picture, too_large
from newsgen.reading.images.svg import read_svg


def read_media(path: str, file: Path) -> FileRecord:
    """The record of a picture or another file; of a document, the digest is all.

    A file that is neither has a head with a fault, and no form.
    """
    suffix = PurePosixPath(path).suffix.lower()
    with file.open("rb") as stream:
        start = stream.read(START_BYTES)
    form = picture_form(start, suffix)
    if not form:
        return _other(path, file, _fault(path, suffix, file, start))
    if form != "svg" and file.stat().st_size > max_bytes(form):
        head = PictureHead(form, fault=too_large(form))
        return FileRecord(path=path, kind="media", digest=digest_file(file), head=head)
    content = file.read_bytes()
    head = read_svg(content) if form == "svg" else read_picture(content, form)
    return FileRecord(path=path, kind="media", digest=digest_bytes(content), head=head)


def _fault(path: str, suffix: str, file: Path, start: bytes) -> Fault | None:
    if suffix in LOCKED_NAMES or is_locked(start):
        return NOT_BARE
    return NO_PICTURE if suffix in PICTURE_NAMES else document_fault(path, file, start)


def _other(path: str, file: Path, fault: Fault | None) -> FileRecord:
    """The record of a file that is no picture. Among the articles, one that is like them is named."""
    problems: tuple[Problem, ...] = ()
    if fault == LIKE_AN_ARTICLE and room_of(path):
        named = Problem.at(
            path,
            WHOLE_FILE,
            fault.code,
            "The file looks like an article, and is none by its name: it is not published.",
            "Give it a name that ends in .md, or move it out of content/.",
            severity="warning",
        )
        problems = (named,)
    head = PictureHead("", fault=fault) if fault else None
    return FileRecord(
        path=path, kind="media", digest=digest_file(file), head=head, problems=problems
    )

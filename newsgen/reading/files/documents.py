"""Tells what keeps a file from being published as a document: its name, its place, its bytes."""

from __future__ import annotations

import os
from pathlib import Path

from newsgen.model.documents import (
    DOCUMENTS,
    LIKE_AN_ARTICLE,
    MAY_BE_HELD,
    NOT_WHAT_IT_SAYS,
    SAYS_PLACE,
    can_be_allowed,
    ending_of,
    unlisted,
)
from newsgen.model.picture import Fault
from newsgen.reading.files.file_type import (
    is_markup,
    is_of_kind,
    is_plain_text,
    is_program,
    text_of,
)
from newsgen.reading.files.film_places import says_place
from newsgen.reading.files.held_text import is_like_article, may_hold_text

_ZIPS = ("zip", "office", "open-document", "book")

_END = b"PK\x05\x06"
_END_BYTES = 22
_LONGEST_COMMENT = 65_535
_CONTENTS = b"[Content_Types].xml"
_MOST_DIRECTORY_BYTES = 4 << 20


def document_fault(path: str, file: Path, start: bytes) -> Fault | None:
    """Why this file, which is no picture, is no document; None where it is one.

    `start` are its first bytes. A fault with the code `UNLISTED` may be lifted
    by the site's settings; of such a file too it is known that nothing else
    is wrong.
    """
    ending = ending_of(path)
    if is_like_article(path, start):
        return LIKE_AN_ARTICLE
    kind = DOCUMENTS.get(ending)
    if kind is None:
        return _unlisted_fault(ending, file, start)
    if not is_of_kind(start, kind) or (kind in _ZIPS and not _is_whole_zip(file, kind)):
        return NOT_WHAT_IT_SAYS
    if may_hold_text(path):
        return MAY_BE_HELD
    return SAYS_PLACE if kind == "film" and says_place(file) else None


def _unlisted_fault(ending: str, file: Path, start: bytes) -> Fault:
    if can_be_allowed(ending):
        if is_program(start):
            return NOT_WHAT_IT_SAYS
        if is_markup(start):
            # By need: hardly any site has such files.
            from newsgen.reading.files.passive_xml import is_passive_xml

            if not is_passive_xml(file):
                return NOT_WHAT_IT_SAYS
        elif "\0" not in text_of(start) and not is_plain_text(start):
            return NOT_WHAT_IT_SAYS
    return unlisted(ending)


def _is_whole_zip(file: Path, kind: str) -> bool:
    """Whether the archive begins with the file and ends with it, and lists what such a file holds."""
    with file.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        tail_at = max(0, size - _END_BYTES - _LONGEST_COMMENT)
        stream.seek(tail_at)
        tail = stream.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) < at + _END_BYTES:
            return False
        length, start = (int.from_bytes(tail[at + i : at + i + 4], "little") for i in (12, 16))
        comment = int.from_bytes(tail[at + 20 : at + 22], "little")
        if tail_at + at + _END_BYTES + comment != size:
            return False
        # Of an archive of more than 4 GB the numbers stand elsewhere.
        if 0xFFFFFFFF not in (length, start) and start + length != tail_at + at:
            return False
        if kind != "office":
            return True
        stream.seek(start)
        return _CONTENTS in stream.read(min(length, _MOST_DIRECTORY_BYTES))

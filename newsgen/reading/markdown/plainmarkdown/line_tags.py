"""Reads HTML within a line, and addresses in pointed brackets."""

from __future__ import annotations

import re

from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError, LineDeclinedError
from newsgen.reading.markdown.plainmarkdown.html_tags import (
    ADDRESS,
    BLOCK_LEVEL,
    LITERAL,
    TAG,
    is_tag_in,
    tag_name,
)
from newsgen.reading.markdown.plainmarkdown.marks import GT, LT, Marks, with_references

_TAG = re.compile(rf"{LT}({TAG}){GT}")
_ADDRESS = re.compile(rf"{LT}([a-zA-Z][a-zA-Z0-9+.-]*+://[^\s<>\"'`{LT}{GT}]*+){GT}")
_MAIL = re.compile(f"{LT}{ADDRESS}{GT}")
_MAIL_LIKE = re.compile(rf"{LT}[^<> !{LT}{GT}@]++@[^@<> {LT}{GT}]++{GT}")
_COMMENT = re.compile(rf"{LT}!--((?:(?!--)[^\n<>{LT}{GT}])*+)--{GT}")
_TAG_LIKE = re.compile(rf"{LT}[a-zA-Z/!?]")
_SIGNS = frozenset((
    "br", "cite", "code", "img", "kbd", "math", "samp", "sup", "svg", "tt", "var", "wbr",
)) | BLOCK_LEVEL  # fmt: skip
"""Elements that typography does not look through."""


def without_tags(text: str, marks: Marks, whole: str) -> str:
    """The text with a mark for each tag, comment and address in pointed brackets; `whole` is all of it."""
    alone = _TAG.fullmatch(text) if text[0] == LT else None
    if alone and tag_name(alone[1]) in BLOCK_LEVEL:
        # A block is in no paragraph.
        raise DeclinedError
    read = _Reader(marks)
    if "://" in text:
        text = _ADDRESS.sub(read.address, text)
    if "@" in text:
        text = _MAIL.sub(read.mail, text)
        if _MAIL_LIKE.search(text):
            raise LineDeclinedError
    text = _TAG.sub(read.tag, text)
    if "!--" in text:
        text = _COMMENT.sub(read.comment, text)
    like = _TAG_LIKE.search(text)
    if like is not None:
        # Its end is in another block: no tag is read then.
        beginning = text[like.start() :].replace(LT, "<").replace(GT, ">")
        if "<!" in beginning or "<@" in beginning or not is_tag_in(whole, beginning):
            raise DeclinedError
    return text


class _Reader:
    """Gives the mark of each."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def tag(self, match: re.Match[str]) -> str:
        name = tag_name(match[1])
        _refuse_signs(match[1])
        if name in LITERAL and name not in ("script", "style"):
            raise DeclinedError
        tag = f"<{match[1].replace(GT, '>')}>"
        # Nobody knows whether its element ends.
        self._marks.is_clean = False
        if name not in _SIGNS:
            return self._marks.seen_through(tag)
        self._marks.has_signs = True
        return self._marks.sign(tag, is_clean=False)

    def address(self, match: re.Match[str]) -> str:
        self._marks.has_signs = True
        url = with_references(match[1])
        # It may stand in the words of a link.
        return self._marks.sign(f'<a href="{url}">{url}</a>', is_clean=False)

    def mail(self, match: re.Match[str]) -> str:
        self._marks.has_signs = True
        url, shown = _references("mailto:" + match[1]), _references(match[1])
        return self._marks.sign(f'<a href="{url}">{shown}</a>', is_clean=False)

    def comment(self, match: re.Match[str]) -> str:
        _refuse_signs(match[1])
        return self._marks.sign(f"<!--{match[1]}-->", is_clean=False)


def _refuse_signs(written: str) -> None:
    """Declines HTML that would be named as Markdown that nobody reads."""
    if "**" in written or "](" in written:
        raise DeclinedError


def _references(text: str) -> str:
    """Each character as a reference, as Python-Markdown writes an address of mail."""
    return "".join(f"&#{ord(sign)};" for sign in text)

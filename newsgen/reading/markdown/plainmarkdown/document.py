"""Turns a plain text into HTML, and declines all others."""

from __future__ import annotations

import re
from html import unescape
from typing import NoReturn

from newsgen.model.site import Dialect
from newsgen.reading.libraries.verified import is_verified
from newsgen.reading.markdown.heading_ids import UniqueIds
from newsgen.reading.markdown.plainmarkdown import classic_blocks
from newsgen.reading.markdown.plainmarkdown.blocks import blocks
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError
from newsgen.reading.markdown.plainmarkdown.spans import MARK, Spans
from newsgen.reading.markdown.replacing import replaced
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml, is_clean_tag
from newsgen.reading.markdown.typography import Rules, rules_of
from newsgen.reading.markdown.typography.everyday import CLOSING, OPENING, in_marks
from newsgen.reading.markdown.typography.html_pass import finished

_ODD = "<\\`|{\t\r\x02\x03"
"""What begins HTML, an escape, code, a table, attributes, or has a meaning of its own."""

_ENTITY = re.compile(r"&(?:#|\w+;)")
_NOT_IN_NAMES = re.compile(r"[^\w\s-]")
_MARK = re.compile(rf"{MARK}(h?)(\d+)>")
_COMMON_MARKS = f"'\"’“”,:?{OPENING}{CLOSING}"
_GAPS = re.compile(r"[\s-]+")


def plain_html(text: str, lang: str = "en", dialect: Dialect = "commonmark") -> RawHtml | None:
    """What Python-Markdown and `typographic` make of the text; None where it is not plain.

    It holds no control characters, and is in the language `lang`.
    Its elements are well-known ones in their places, and texts are escaped in it: all that the
    sanitiser might change is what is written into tags, and no-break spaces.
    """
    if not is_verified("markdown"):
        return None
    try:
        return _html(text.strip("\n"), rules_of(lang), dialect)
    except DeclinedError:
        return None


def _html(text: str, rules: Rules, dialect: Dialect) -> RawHtml:
    if not text or any(map(text.__contains__, _ODD)):
        raise DeclinedError
    # A quotation's sign stands at the beginning of a line.
    at = text.find(">")
    while at >= 0:
        if at and text[at - 1] != "\n":
            raise DeclinedError
        at = text.find(">", at + 1)
    # What may begin a box, or end a definition's name.
    if "!" in text and "!!!" in text:
        raise DeclinedError
    at = text.find("]")
    while at >= 0:
        if text.startswith((":", " :"), at + 1):
            raise DeclinedError
        at = text.find("]", at + 1)
    if "&" in text:
        text = replaced(text, "&", _ENTITY, _declined).replace("&", "&amp;")
    # What strikes words through, or begins code.
    if "~" in text and "~~" in text and dialect == "commonmark":
        raise DeclinedError
    spans = Spans()
    read_blocks = blocks if dialect == "commonmark" else classic_blocks.blocks
    written = "\n".join(read_blocks(spans.marked(text), spans))
    if "*" in written:
        raise DeclinedError
    is_clean = "\u00a0" not in text and all(map(is_clean_tag, spans.tags))
    html = replaced(written, MARK, _MARK, _Tags(spans.tags))
    if not spans.is_finished:
        html = finished(html, rules)
    return RawHtml(in_marks(html, rules), is_clean)


def _declined(_match: re.Match[str]) -> NoReturn:
    raise DeclinedError


class _Tags:
    """Gives the tag for each mark in a text; headings have an `id` as `toc` gives them."""

    def __init__(self, tags: list[str]) -> None:
        self._tags = tags
        self._ids = UniqueIds()

    def __call__(self, match: re.Match[str]) -> str:
        if not match[1]:
            return self._tags[int(match[2])]
        written, start = match.string, match.end()
        words = written[start : written.index("</h", start)]
        slug = self._ids.unique(_slug(replaced(words, MARK, _MARK, self)))
        return f'<h{match[2]} id="{slug}">'


def _slug(heading: str) -> str:
    if "<" in heading or "&" in heading:
        # By need: most headings are plain.
        from markdown.extensions.toc import strip_tags

        heading = unescape(strip_tags(heading))
    heading = heading.strip()
    words = heading.replace("-", " ").split()
    if not "".join(words).isalnum():
        for mark in _COMMON_MARKS:
            heading = heading.replace(mark, "")
        heading = heading.strip()
        words = heading.replace("-", " ").split()
    if "".join(words).isalnum() and heading[0] != "-" != heading[-1]:
        return " ".join(words).lower().replace(" ", "-")
    # The same for any heading, in three times the time.
    name = _NOT_IN_NAMES.sub("", " ".join(heading.split())).strip()
    return _GAPS.sub("-", name.lower())

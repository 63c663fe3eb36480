"""Turns a plain text into HTML, and declines all others."""

from __future__ import annotations

import re
from typing import NoReturn

from newsgen.model.site import Dialect
from newsgen.reading.libraries.verified import is_verified
from newsgen.reading.markdown.heading_ids import UniqueIds
from newsgen.reading.markdown.plainmarkdown import classic_blocks
from newsgen.reading.markdown.plainmarkdown.blocks import blocks
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError
from newsgen.reading.markdown.plainmarkdown.slugs import slug
from newsgen.reading.markdown.plainmarkdown.spans import MARK, Spans
from newsgen.reading.markdown.replacing import replaced
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml, is_clean_tag
from newsgen.reading.markdown.typography import Rules, rules_of
from newsgen.reading.markdown.typography.everyday import in_marks
from newsgen.reading.markdown.typography.html_pass import finished
from newsgen.reading.markdown.work import TooMuchWorkError, TooSlowError

_ODD = "<\\`|{\t\r\x02\x03"
"""What begins HTML, an escape, code, a table, attributes, or has a meaning of its own."""

_BLANK_LINE = re.compile(r"\n +(?=\n)")

_ENTITY = re.compile(r"&(?:#|\w+;)")
_MARK = re.compile(rf"{MARK}(h?)(\d+)>")


def plain_html(text: str, lang: str = "en", dialect: Dialect = "commonmark") -> RawHtml | None:
    """What Python-Markdown and `typographic` make of the text; None where it is not plain.

    It holds no control characters, and is in the language `lang`.
    Its elements are well-known ones in their places, and texts are escaped in it: all that the
    sanitiser might change is what is written into tags, and no-break spaces.
    """
    if not is_verified("markdown"):
        return None
    if "\n " in text:
        # As if a line ended behind it.
        text = _BLANK_LINE.sub("\n", text + "\n")
    text = text.strip("\n")
    rules = rules_of(lang)
    try:
        return _html(text, rules, dialect)
    except DeclinedError:
        if dialect != "commonmark":
            return None
    # By need: a text of everyday Markdown is read without it.
    from newsgen.reading.markdown.plainmarkdown.written import written_html

    try:
        return written_html(text, rules)
    except (DeclinedError, RecursionError, TooMuchWorkError, TooSlowError):
        # What makes too much work is told of where the whole text is converted.
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
    return RawHtml(in_marks(html, rules), is_clean or None, is_plain=True)


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
        name = self._ids.unique(slug(replaced(words, MARK, _MARK, self)))
        return f'<h{match[2]} id="{name}">'

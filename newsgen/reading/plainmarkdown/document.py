"""A plain text to HTML, or nothing."""

from __future__ import annotations

import html
import re

from newsgen.reading.clean_html import RawHtml, is_clean_tag
from newsgen.reading.installed import is_verified_markdown
from newsgen.reading.plainmarkdown.blocks import HEADING, blocks
from newsgen.reading.plainmarkdown.declined import DeclinedError
from newsgen.reading.plainmarkdown.punctuation import typographic
from newsgen.reading.plainmarkdown.spans import Spans

_ODD = "<\\`|{\t\r\x02\x03"
"""What begins HTML, an escape, code, a table, attributes, or has a meaning of its own."""

_ENTITY = re.compile(r"&(?:#|\w+;)")
_NOT_IN_NAMES = re.compile(r"[^\w\s-]")
_GAPS = re.compile(r"[\s-]+")


def plain_html(text: str) -> RawHtml | None:
    """What Python-Markdown makes of the text, which holds no control characters; None where it is not plain.

    Its elements are well-known ones in their places, and texts are escaped in it: all that the
    sanitiser might change is what is written into tags, and no-break spaces.
    """
    if not is_verified_markdown():
        return None
    try:
        return _html(text.strip("\n"))
    except DeclinedError:
        return None


def _html(text: str) -> RawHtml:
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
        if _ENTITY.search(text):
            raise DeclinedError
        text = text.replace("&", "&amp;")
    spans = Spans()
    written = typographic("\n".join(blocks(spans.marked(text), spans)))
    if "*" in written:
        raise DeclinedError
    is_clean = "\u00a0" not in text and all(map(is_clean_tag, spans.tags))
    return RawHtml(_with_names(spans.with_tags(written)), is_clean)


def _with_names(written: str) -> str:
    """The text with headings that have an `id` as `toc` gives them, in the place of their marks."""
    before, *headings = written.split(HEADING)
    pieces, used = [before], set[str]()
    for heading in headings:
        slug = _slug(heading[2 : heading.index("</h")])
        if not slug or slug in used:
            # By need, here and below: most headings are plain, and no two the same.
            from markdown.extensions.toc import unique

            slug = unique(slug, used)
        used.add(slug)
        pieces.append(f'<h{heading[0]} id="{slug}">{heading[2:]}')
    return "".join(pieces)


def _slug(heading: str) -> str:
    if "<" in heading or "&" in heading:
        from markdown.extensions.toc import strip_tags

        heading = html.unescape(strip_tags(heading))
    words = heading.split()
    if "".join(words).isalnum():
        return " ".join(words).lower().replace(" ", "-")
    name = _NOT_IN_NAMES.sub("", " ".join(words)).strip()
    return _GAPS.sub("-", name.lower())

"""A plain text to HTML, or nothing."""

from __future__ import annotations

import html
import re

from newsgen.reading.installed import is_verified_markdown
from newsgen.reading.plainmarkdown.blocks import blocks
from newsgen.reading.plainmarkdown.declined import DeclinedError
from newsgen.reading.plainmarkdown.punctuation import typographic
from newsgen.reading.plainmarkdown.spans import Spans

_ODD = b"<\\`|{\t\r\x02\x03"
"""What begins HTML, an escape, code, a table, attributes, or has a meaning of its own."""

_ENTITY = re.compile(r"&(?:#|\w+;)")
_NOT_IN_NAMES = re.compile(r"[^\w\s-]")
_GAPS = re.compile(r"[\s-]+")
_MARK = re.compile(r"<@(h?)(\d+)>")


def plain_html(text: str) -> str | None:
    """What Python-Markdown makes of the text; None where it is not plain."""
    if not is_verified_markdown():
        return None
    try:
        return _html(text.strip("\n"))
    except DeclinedError:
        return None


def _html(text: str) -> str:
    # Bytes are searched several times as fast as a text with one character beyond Latin-1.
    content = text.encode("utf-8", "surrogatepass")
    if not content or len(content.translate(None, _ODD)) != len(content):
        raise DeclinedError
    # Of quotation marks side by side, `smarty` knows more than their neighbours tell.
    if b'""' in content.replace(b"'", b'"'):
        raise DeclinedError
    # A quotation's sign stands at the beginning of a line.
    if b">" in content and content.count(b">") != content.count(b"\n>") + (text[0] == ">"):
        raise DeclinedError
    # What may begin a box, or end a definition's name.
    if b"!" in content and b"!!!" in content:
        raise DeclinedError
    if b"]" in content and any(rest.startswith((b":", b" :")) for rest in content.split(b"]")):
        raise DeclinedError
    if b"&" in content:
        if _ENTITY.search(text):
            raise DeclinedError
        text = text.replace("&", "&amp;")
    spans = Spans()
    written = "\n".join(blocks(spans.marked(text), spans))
    written = typographic(written)
    if "*" in written:
        raise DeclinedError
    return _MARK.sub(_Tags(written, spans.tags), written)


class _Tags:
    """Gives the tag for each mark in a text; headings have an `id` as `toc` gives them.

    No function within a function: one that calls itself would hold the text
    until the next search for cycles, thousands of texts later.
    """

    def __init__(self, written: str, tags: list[str]) -> None:
        self._written = written
        self._tags = tags
        self._used: set[str] = set()

    def __call__(self, match: re.Match[str]) -> str:
        if not match[1]:
            return self._tags[int(match[2])]
        written, used = self._written, self._used
        words = written[match.end() : written.index("</h", match.end())]
        slug = _slug(_MARK.sub(self, words) if "<" in words else words)
        if not slug or slug in used:
            # By need, here and below: most headings are plain, and no two the same.
            from markdown.extensions.toc import unique

            slug = unique(slug, used)
        used.add(slug)
        return f'<h{match[2]} id="{slug}">'


def _slug(heading: str) -> str:
    if "<" in heading or "&" in heading:
        from markdown.extensions.toc import strip_tags

        heading = html.unescape(strip_tags(heading))
    name = _NOT_IN_NAMES.sub("", " ".join(heading.split())).strip()
    return _GAPS.sub("-", name.lower())

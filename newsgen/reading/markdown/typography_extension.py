"""Extends Python-Markdown so that the typography of a body finds what it needs.

What becomes typographic does so in the HTML, see `reading.markdown.typography`. Two things must happen
before: an escaped mark is written as a reference, which stays, and the dashes of a heading are made
before its id is, which holds none of them.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown, util
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from newsgen.reading.markdown.heading_ids import with_dashes

# Before the contents (5), which give headings their ids.
_BEFORE_IDS = 6
# Behind the contents, and before escapes are forgotten (0).
_BEFORE_UNESCAPING = 3

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ESCAPED = tuple((f"{util.STX}{ord(sign)}{util.ETX}", f"&#{ord(sign)};") for sign in "\"'-.")


class TypographyExtension(Extension):
    """Keeps escaped marks as they are, and makes dashes in headings."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.ESCAPED_CHARS.extend(['"', "'"])
        md.treeprocessors.register(_HeadingDashes(md), "newsgen-heading-dashes", _BEFORE_IDS)
        md.treeprocessors.register(_KeptEscapes(md), "newsgen-escapes", _BEFORE_UNESCAPING)


class _HeadingDashes(Treeprocessor):
    """Makes the dashes of headings."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in _HEADINGS:
                for part in element.iter():
                    text, tail = part.text, part.tail
                    if text and "--" in text and not isinstance(text, util.AtomicString):
                        part.text = with_dashes(text)
                    if tail and "--" in tail and part is not element:
                        part.tail = with_dashes(tail)


class _KeptEscapes(Treeprocessor):
    """Writes an escaped mark as a reference."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            text, tail = element.text, element.tail
            if text and util.STX in text and element.tag != "code":
                element.text = _with_references(text)
            if tail and util.STX in tail:
                element.tail = _with_references(tail)


def _with_references(text: str) -> str:
    for escaped, reference in _ESCAPED:
        text = text.replace(escaped, reference)
    return text

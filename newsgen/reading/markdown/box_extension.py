"""Extends Python-Markdown so that it reads boxes.

Only a text with `!!!` in it is read with it, so that every other is read exactly as before.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

# Before admonitions (105), which would take every kind.
_PRIORITY = 106

_OPENING = re.compile(
    r'(?:^|\n)!!! ?(fact|method|quote)(?: +"([^"\n]*)")? *(?:\n|$)', re.IGNORECASE
)


class BoxExtension(Extension):
    """Reads boxes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.parser.blockprocessors.register(_BoxProcessor(md.parser), "newsgen-box", _PRIORITY)


class _BoxProcessor(BlockProcessor):
    """Takes the line that opens a box and every indented block behind it."""

    def test(self, parent: Element, block: str) -> bool:
        return _OPENING.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = _OPENING.search(block)
        assert match is not None
        if match.start():
            self.parser.parseBlocks(parent, [block[: match.start()]])
        first, rest = self._indented(block[match.end() :])
        held = [first]
        while not rest and blocks and blocks[0].lstrip("\n").startswith(" " * self.tab_length):
            indented, rest = self.detab(blocks.pop(0).lstrip("\n"))
            held.append(indented)
        if rest:
            blocks.insert(0, rest)
        kind, title = match.group(1).lower(), match.group(2)
        text = "\n\n".join(held)
        if kind == "quote":
            self._quote(parent, title, text)
        else:
            self._box(parent, kind, title, text)

    def _indented(self, text: str) -> tuple[str, str]:
        """The indented lines that the text begins with, and the others."""
        first = text.partition("\n")[0]
        if first.strip() and not first.startswith(" " * self.tab_length):
            # Not taken apart, for what follows may be thousands of boxes.
            return "", text
        return self.detab(text)

    def _box(self, parent: Element, kind: str, title: str | None, text: str) -> None:
        box = SubElement(parent, "aside", {"class": f"box {kind}"})
        if title:
            SubElement(box, "p", {"class": "box-title"}).text = title
        self.parser.parseChunk(box, text)

    def _quote(self, parent: Element, who: str | None, text: str) -> None:
        box = SubElement(parent, "aside", {"class": "pull-quote"})
        self.parser.parseChunk(SubElement(box, "blockquote"), text)
        if who:
            SubElement(box, "p", {"class": "quote-by"}).text = who

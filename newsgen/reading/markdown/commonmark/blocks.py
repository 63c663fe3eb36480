"""Makes elements of the blocks that CommonMark reads otherwise than Python-Markdown does."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import blockprocessors as builtin
from markdown import util
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.tables import TableProcessor

from newsgen.reading.markdown.commonmark import line_starts
from newsgen.reading.markdown.commonmark.containers import List, take_list, take_quotation
from newsgen.reading.markdown.commonmark.table_heads import begins_table, cells

MAX_DEPTH = 100
"""Lists and quotations around a list; more are refused."""

_BOX_SIGNS = ("!!!", "???")

_CANDIDATE = re.compile(rf"\n(?= {{0,3}}(?:[-+*#_>|:={util.STX}]|1[.)]))")
"""Before a line that may begin another block than a paragraph."""


class Interruption(BlockProcessor):
    """Ends a paragraph, or a table, at a line that begins another block."""

    def test(self, parent: Element, block: str) -> bool:
        return _CANDIDATE.search(block) is not None or (block[0] == util.STX and "\n" in block)

    def run(self, parent: Element, blocks: list[str]) -> bool:
        block = blocks[0]
        at = _interrupted_at(block)
        if at is None:
            return False
        blocks[0:1] = [block[: at - 1], block[at:]]
        return True


def _interrupted_at(block: str) -> int | None:
    """Where the line begins with which another block begins than the one on the first line."""
    first = block.partition("\n")[0]
    if line_starts.is_stashed(first):
        return len(first) + 1
    is_table = False
    for match in _CANDIDATE.finditer(block):
        start = match.end()
        line = _line_at(block, start)
        above = block.rfind("\n", 0, start - 1) + 1
        if not is_table and begins_table(block[above : start - 1], line):
            if above:
                return above
            is_table = True
            continue
        if not is_table and line_starts.is_underline(line):
            # A heading, unless what stands above it is a definition and no text.
            return start if line_starts.is_definition(first) else None
        if (
            line_starts.heading(line) is not None
            or line_starts.quoted(line) is not None
            or line_starts.is_rule(line)
            or line_starts.interrupts(line)
            or line_starts.is_stashed(line)
        ):
            return start
    return None


def _line_at(block: str, start: int) -> str:
    end = block.find("\n", start)
    return block[start:] if end < 0 else block[start:end]


class Tables(TableProcessor):
    """Reads a table by GitHub's rules: each row may leave its outer pipes out, or have them."""

    def test(self, parent: Element, block: str) -> bool:
        head, _, below = block.partition("\n")
        delimiters = below.partition("\n")[0]
        if not begins_table(head, delimiters):
            return False
        self.border = True
        self.separator = cells(delimiters)  # type: ignore[assignment]
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        has_rows = blocks[0].count("\n") > 1
        super().run(parent, blocks)
        if not has_rows:
            table = parent[-1]
            table.remove(table[-1])


class Headings(builtin.HashHeaderProcessor):
    """Reads `## A heading`; `#word` is text."""

    def test(self, parent: Element, block: str) -> bool:
        return line_starts.heading(block.partition("\n")[0]) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        line, _, rest = blocks.pop(0).partition("\n")
        found = line_starts.heading(line)
        assert found is not None
        level, words = found
        SubElement(parent, f"h{level}").text = words
        if rest:
            blocks.insert(0, rest)


class UnderlinedHeadings(builtin.SetextHeaderProcessor):
    """Reads a heading over a line of `=` or `-`; the text may take more than one line."""

    def test(self, parent: Element, block: str) -> bool:
        return _underline(block.split("\n")) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        index = _underline(lines)
        assert index is not None
        heading = SubElement(parent, "h1" if "=" in lines[index] else "h2")
        heading.text = "\n".join(line.strip(" ") for line in lines[:index])
        if lines[index + 1 :]:
            blocks.insert(0, "\n".join(lines[index + 1 :]))


def _underline(lines: list[str]) -> int | None:
    """The index of the line that makes a heading of those above it."""
    if line_starts.is_definition(lines[0]):
        return None
    return next((n for n in range(1, len(lines)) if line_starts.is_underline(lines[n])), None)


class Rules(builtin.HRProcessor):
    """Reads a thematic break on the first line of a block."""

    def test(self, parent: Element, block: str) -> bool:
        return line_starts.is_rule(block.partition("\n")[0])

    def run(self, parent: Element, blocks: list[str]) -> None:
        rest = blocks.pop(0).partition("\n")[2]
        SubElement(parent, "hr")
        if rest:
            blocks.insert(0, rest)


class Quotations(builtin.BlockQuoteProcessor):
    """Reads a quotation; the next one behind a blank line is another."""

    def test(self, parent: Element, block: str) -> bool:
        return line_starts.quoted(block) is not None and not util.nearing_recursion_limit()

    def run(self, parent: Element, blocks: list[str]) -> None:
        text = take_quotation(blocks)
        self.parser.state.set("blockquote")
        self.parser.parseChunk(SubElement(parent, "blockquote"), text)
        self.parser.state.reset()


class Lists(BlockProcessor):
    """Reads a list: an item holds what is indented as far as its first word."""

    def test(self, parent: Element, block: str) -> bool:
        return line_starts.item(block.partition("\n")[0]) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        if len(self.parser.state) > MAX_DEPTH:
            raise RecursionError
        found = take_list(blocks)
        self.parser.state.set("looselist" if found.is_loose else "list")
        element = _list_element(parent, found)
        for one in found.items:
            content = map(_flush, "\n".join(one.lines).split("\n\n"))
            self.parser.parseBlocks(SubElement(element, "li"), [*content])
        self.parser.state.reset()


def _flush(block: str) -> str:
    """The block; one that begins a box begins at the left, where alone extensions know it."""
    if block[:1] != " " or not block.lstrip(" ").startswith(_BOX_SIGNS):
        return block
    indent = line_starts.indent_of(block)
    if indent >= line_starts.CODE_INDENT:
        return block
    return block[indent:].replace("\n" + " " * indent, "\n")


class DefinitionContent(BlockProcessor):
    """Reads what is indented below a definition, all of it at once, so that lists in it stay whole."""

    def test(self, parent: Element, block: str) -> bool:
        return (
            block.startswith(" " * self.tab_length)
            and len(parent) > 0
            and parent[-1].tag == "dl"
            and len(parent[-1]) > 0
            and parent[-1][-1].tag == "dd"
        )

    def run(self, parent: Element, blocks: list[str]) -> None:
        definition = parent[-1][-1]
        below: list[str] = []
        while blocks and blocks[0].lstrip("\n").startswith(" " * self.tab_length):
            indented, rest = self.detab(blocks.pop(0))
            below.append(indented)
            if rest:
                blocks.insert(0, rest)
                break
        if definition.text:
            # What was the whole of it is a paragraph now.
            first = Element("p")
            first.text, definition.text = definition.text, ""
            definition.insert(0, first)
        self.parser.state.set("definition")
        self.parser.parseBlocks(definition, below)
        self.parser.state.reset()


def _list_element(parent: Element, found: List) -> Element:
    if found.start is None:
        return SubElement(parent, "ul")
    return SubElement(parent, "ol", {} if found.start == 1 else {"start": str(found.start)})

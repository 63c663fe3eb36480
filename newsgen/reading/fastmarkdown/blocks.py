"""The block parser: offers a block only to the block processors that could take it.

All built-in block processors know their blocks by what a line begins with. So the marks at the
beginnings of a block's lines say which processors could take it; most blocks of an article have
no mark at all and are paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, ElementTree

from markdown import blockprocessors as builtin
from markdown.blockparser import BlockParser
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.md_in_html import MarkdownInHtmlProcessor
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableProcessor
from markdown.util import STX

EMPTY, INDENTED, PIPED, DIGIT = "\n", " ", "|", "0"

_MARKS: dict[type, str] = {
    MarkdownInHtmlProcessor: STX,
    builtin.EmptyBlockProcessor: EMPTY,
    builtin.ListIndentProcessor: INDENTED,
    DefListIndentProcessor: INDENTED,
    builtin.CodeBlockProcessor: INDENTED,
    TableProcessor: PIPED,
    builtin.HashHeaderProcessor: "#",
    builtin.SetextHeaderProcessor: "=-",
    builtin.HRProcessor: "-_*",
    builtin.OListProcessor: DIGIT,
    SaneOListProcessor: DIGIT,
    builtin.UListProcessor: "*+-",
    SaneUListProcessor: "*+-",
    DefListProcessor: ":",
    builtin.BlockQuoteProcessor: ">",
    FootnoteBlockProcessor: "[",
    AbbrBlockprocessor: "*",
    builtin.ReferenceProcessor: "[",
}
"""For each known type, the marks of which a block has at least one if the processor takes it."""

_FIRST_LINE = re.compile(rf" *(?:([-#_*+>:\[={STX}\n])|(\d))")
_LATER_LINE = re.compile(r"\n *([-#_*+>:\[=])")

_MOST_COMBINATIONS = 500
"""How many combinations of marks are remembered; ordinary text has about twenty."""


def marks_of(block: str) -> str:
    """What the lines of the block begin with, spaces aside; empty for plain prose.

    A line that begins with no mark adds nothing. The block's own beginning may also be `EMPTY`,
    `INDENTED` or a `DIGIT`; `PIPED` is a pipe anywhere in a block of more than one line.
    """
    if not block:
        return EMPTY
    marks = ""
    first = _FIRST_LINE.match(block)
    if first:
        marks = first.group(1) or DIGIT
    if block[0] == " ":
        marks += INDENTED
    if "\n" in block:
        marks += "".join(sorted(set(_LATER_LINE.findall(block))))
        if "|" in block:
            marks += PIPED
    return marks


class MarkedBlockParser(BlockParser):
    """In the place of a `BlockParser`, whose registry and state it shares.

    Quotations nest until the stack is nearly full, so how deep they nest depends on how many
    frames a level takes. `parseBlocks` calls the processors itself, as the original does, and so
    takes as many.
    """

    def __init__(self, replaced: BlockParser) -> None:
        super().__init__(replaced.md)
        self.blockprocessors = replaced.blockprocessors
        self.state = replaced.state
        self._processors: tuple[Any, ...] = ()
        self._candidates: dict[str, tuple[Any, ...]] = {}

    def parseDocument(self, lines: Iterable[str]) -> ElementTree[Any]:  # noqa: N802
        processors = tuple(self.blockprocessors)
        if processors != self._processors:
            self._processors = processors
            self._candidates.clear()
        self.root = Element(self.md.doc_tag)
        self.parseChunk(self.root, "\n".join(lines))
        return ElementTree(self.root)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        while blocks:
            block = blocks[0]
            marks = marks_of(block)
            candidates = self._candidates.get(marks)
            if candidates is None:
                candidates = self._candidates_for(marks)
            for processor in candidates:
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break
                if blocks[0] is not block and blocks[0] != block:
                    # A processor of a third party declined the block, but changed it.
                    self._offer(parent, blocks, after=processor)
                    break

    def _offer(self, parent: Element, blocks: list[str], *, after: Any) -> None:
        processors = self._processors[self._processors.index(after) + 1 :]
        for processor in processors:
            if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                break

    def _candidates_for(self, marks: str) -> tuple[Any, ...]:
        if not self._processors:
            self._processors = tuple(self.blockprocessors)
        if len(self._candidates) >= _MOST_COMBINATIONS:
            self._candidates.clear()
        has = frozenset(marks)
        candidates = tuple(
            processor
            for processor in self._processors
            if type(processor) not in _MARKS or not has.isdisjoint(_MARKS[type(processor)])
        )
        self._candidates[marks] = candidates
        return candidates


def use_marked_parser(replaced: BlockParser) -> None:
    """Replace the instance's parser and tell all that hold the old one in the usual attribute.

    Whoever holds the old parser elsewhere can go on using it: both share registry and state.
    """
    parser = MarkedBlockParser(replaced)
    parser.md.parser = parser
    for holder in (*parser.blockprocessors, *parser.md.registeredExtensions):
        if getattr(holder, "parser", None) is replaced:
            holder.parser = parser

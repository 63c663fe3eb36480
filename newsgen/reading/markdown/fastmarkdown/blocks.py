"""Parses blocks: offers each only to the block processors that could take it.

All built-in block processors know their blocks by what a line begins with. So the marks at the
beginnings of a block's lines say which processors could take it; most blocks of an article have
no mark at all and are paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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

from newsgen.reading.markdown.commonmark import blocks as commonmark
from newsgen.reading.markdown.work import Work

EMPTY, INDENTED, PIPED, DIGIT, FIRST = "\n", " ", "|", "0", "1"

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
    commonmark.Rules: "-_*",
    commonmark.Headings: "#",
    commonmark.Tables: PIPED,
    commonmark.Lists: f"*+-{DIGIT}",
    commonmark.Quotations: ">",
    commonmark.Interruption: f"-+*#_>:={FIRST}{PIPED}{STX}",
    commonmark.UnderlinedHeadings: "=-",
    commonmark.DefinitionContent: INDENTED,
}
"""For each known type, the marks of which a block has at least one if the processor takes it."""

_EFFORT = 10
"""What it takes to look at a character of a block, in nanoseconds; of one that was looked at, 1."""

_EFFORTS: dict[type, int] = {
    builtin.HashHeaderProcessor: 1,
    builtin.HRProcessor: 1,
    builtin.ReferenceProcessor: 1,
    FootnoteBlockProcessor: 1,
    AbbrBlockprocessor: 1,
    MarkdownInHtmlProcessor: 1,
    builtin.EmptyBlockProcessor: 1,
    builtin.ParagraphProcessor: 1,
    commonmark.Rules: 1,
    commonmark.Headings: 1,
    commonmark.Interruption: 2,
}
"""What a processor does with a character: these search and cut, the others take lines apart."""

_EFFORT_OF_OTHERS = 30

_EFFORT_OF_A_CELL = 3000
"""A table has all cells of its widest row in each row, written or not."""

_LONG = 2000
"""Characters of a block whose end is remembered: the next block may be just that end."""

_FIRST_LINE = re.compile(rf" *(?:([-#_*+>:\[={STX}\n])|(\d))")
_LATER_LINE = re.compile(rf"\n *([-#_*+>:\[={STX}]|{FIRST}(?=[.)]))")

_MOST_COMBINATIONS = 500
"""How many combinations of marks are remembered; ordinary text has about twenty."""


class _Ends:
    """The marks of later lines in what is left of a long block while its lines are taken off.

    A heading takes the first line of a block and gives the others back as a block. To look at all
    of their beginnings each time takes a time that grows with the square of their number.
    """

    def __init__(self, block: str) -> None:
        self._block = block
        # The last line with a mark tells for each end whether the mark is in it.
        self._last = {match[1]: len(block) - match.start() for match in _LATER_LINE.finditer(block)}

    def marks(self, block: str) -> str | None:
        """The marks of the block's later lines, sorted; None where it is no end of the long one."""
        size = len(block)
        if size > len(self._block) or not self._block.endswith(block):
            return None
        return "".join(sorted(mark for mark, place in self._last.items() if place <= size))


def marks_of(block: str, later: Callable[[str], str] | None = None) -> str:
    """What the lines of the block begin with, spaces aside; empty for plain prose.

    A line that begins with no mark adds nothing. The block's own beginning may also be `EMPTY`,
    `INDENTED` or a `DIGIT`; `PIPED` is a pipe anywhere in a block of more than one line, and `FIRST`
    the number of a later line that may be the first item of a list.
    `later` tells of the later lines' marks what is known already.
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
        marks += later(block) if later else "".join(sorted(set(_LATER_LINE.findall(block))))
        if "|" in block:
            marks += PIPED
    return marks


class MarkedBlockParser(BlockParser):
    """In the place of a `BlockParser`, whose registry and state it shares.

    Quotations nest until the stack is nearly full, so how deep they nest depends on how many
    frames a level takes. `parseBlocks` calls the processors itself, as the original does, and so
    takes as many.
    """

    def __init__(self, replaced: BlockParser, work: Work) -> None:
        super().__init__(replaced.md)
        self._work = work
        self._ends: _Ends | None = None
        self.blockprocessors = replaced.blockprocessors
        self.state = replaced.state
        self._processors: tuple[Any, ...] = ()
        self._candidates: dict[str, tuple[tuple[Any, ...], int]] = {}

    def parseDocument(self, lines: Iterable[str]) -> ElementTree[Any]:  # noqa: N802
        self._ends = None
        processors = tuple(self.blockprocessors)
        if processors != self._processors:
            self._processors = processors
            self._candidates.clear()
        self.root = Element(self.md.doc_tag)
        self.parseChunk(self.root, "\n".join(lines))
        return ElementTree(self.root)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        work = self._work
        while blocks:
            block = blocks[0]
            size = len(block)
            marks = marks_of(block, self._later_marks if size > _LONG else None)
            found = self._candidates.get(marks)
            if found is None:
                found = self._candidates_for(marks)
            candidates, effort = found
            # The first of many blocks is taken away by moving all the others.
            work.add(size * effort + len(blocks) // 2)
            if PIPED in marks:
                rows, cells = block.count("\n"), block.partition("\n")[0].count("|")
                work.add(rows * cells * _EFFORT_OF_A_CELL)
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

    def _later_marks(self, block: str) -> str:
        marks = self._ends.marks(block) if self._ends else None
        if marks is None:
            self._work.add(len(block) * _EFFORT)
            self._ends = _Ends(block)
            marks = self._ends.marks(block)
            assert marks is not None
        return marks

    def _candidates_for(self, marks: str) -> tuple[tuple[Any, ...], int]:
        """The processors to ask of a block with these marks, and what they do with a character of it."""
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
        effort = max((_EFFORTS.get(type(one), _EFFORT_OF_OTHERS) for one in candidates), default=1)
        self._candidates[marks] = candidates, effort
        return candidates, effort


def use_marked_parser(replaced: BlockParser, work: Work) -> None:
    """Replace the instance's parser and tell all that hold the old one in the usual attribute.

    Whoever holds the old parser elsewhere can go on using it: both share registry and state.
    """
    parser = MarkedBlockParser(replaced, work)
    parser.md.parser = parser
    for holder in (*parser.blockprocessors, *parser.md.registeredExtensions):
        if getattr(holder, "parser", None) is replaced:
            holder.parser = parser

"""Finds lines that were meant as a heading, a table or code and are read as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Position, Problem, warning
from newsgen.reading.markdown.commonmark.fence_lines import Fence, fences
from newsgen.reading.markdown.commonmark.line_starts import CODE_INDENT, begins_block, indent_of
from newsgen.reading.markdown.commonmark.table_heads import begins_table, cells, is_delimiters

MOST = 10
"""Of a text at most so many are named."""

_HEADING = re.compile(r" {0,3}(?:> ?)*+(#{2,6})(?=[^\W\d_])(.{1,30})")


_OPTION = re.compile(
    r"\{[^{}]*+\}|(?<!\S)(?!(?:title|caption|name)=)[\w-]++=(?:\"[^\"\s]*+\"|\"[^\"]{0,80}+\"|\S*+)"
)
"""An option of the code behind its language; one that is words of the author's is none."""


class NearMiss(NamedTuple):
    """A line, by its index in the text and a column from 1, and what is wrong with it."""

    line: int
    column: int
    code: str
    message: str
    hint: str


def near_misses(text: str, first_line: int, path: str) -> list[Problem]:
    """A warning for each of the first of them; the text begins on line `first_line` of the file.

    A text without signs of any costs a look for those.
    """
    return [
        warning(
            Problem.at(
                path, Position(first_line + one.line, one.column), one.code, one.message, one.hint
            )
        )
        for one in _found(text)
    ]


def _found(text: str) -> list[NearMiss]:
    has_fence = "```" in text or "~~~" in text
    if not has_fence and "##" not in text and "|" not in text:
        return []
    written = text.split("\n")
    lines = [line.expandtabs(CODE_INDENT) if "\t" in line else line for line in written]
    found: list[NearMiss] = []
    if has_fence:
        for fence in fences(lines):
            found += _behind_language(fence, written[fence.first])
            if not fence.is_closed:
                ends_early = fence.end < len(lines)
                found.append(_unclosed(fence.first, written[fence.first], ends_early=ends_early))
            # What is code is looked at no more.
            lines[fence.first : fence.end] = [""] * (fence.end - fence.first)
    if "##" in text:
        found += _headings(lines, written)
    if "|" in text:
        found += _tables(lines, written)
    return sorted(found)[:MOST]


def _unclosed(index: int, line: str, *, ends_early: bool) -> NearMiss:
    column = max(line.find("```"), line.find("~~~")) + 1
    if ends_early:
        message = "The code that begins here ends with its item or quotation, before it is closed."
        hint = "Indent the code and the signs below it as far as the item's text."
    else:
        message = "The code that begins here is closed nowhere, so all that follows is code."
        hint = "Write a line with as many of the same signs below the code."
    return NearMiss(index, column, "NG331", message, hint)


def _behind_language(fence: Fence, line: str) -> Iterator[NearMiss]:
    """What stands behind the code's language and is no option of how to show it."""
    language, _, rest = fence.info.partition(" ")
    words = _OPTION.sub("", rest).strip(" ")
    if words and not language.startswith("{"):
        yield NearMiss(
            fence.first,
            line.rfind(words.split(" ")[0]) + 1,
            "NG330",
            f"`{words[:60]}` is shown nowhere: behind the signs stands the code's language alone.",
            "Write it on a line of its own, above the code or in it.",
        )


def _headings(lines: list[str], written: list[str]) -> Iterator[NearMiss]:
    for index, line in enumerate(lines):
        match = _HEADING.match(line) if "##" in line else None
        if match is not None:
            yield NearMiss(
                index,
                written[index].index("#") + 1,
                "NG330",
                f"`{match[1]}{match[2].rstrip()}` is no heading and stays as text.",
                f"Write a space behind {match[1]}.",
            )


def _tables(lines: list[str], written: list[str]) -> Iterator[NearMiss]:
    is_within = False
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else ""
        if not line.strip(" ") or indent_of(line) >= CODE_INDENT:
            is_within = False
        elif is_within:
            is_within = not begins_block(line)
        elif not is_delimiters(line):
            continue
        elif begins_table(above, line):
            is_within = True
        elif "|" in above and "|" in line and "--" in line:
            here, there = len(cells(line)), len(cells(above))
            yield NearMiss(
                index,
                len(written[index]) - len(written[index].lstrip()) + 1,
                "NG330",
                f"This is no table: the line has {here} cells, and the one above it {there}.",
                "Give both as many cells.",
            )

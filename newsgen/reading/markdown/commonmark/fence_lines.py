"""Finds code between fences, wherever a fence may stand: at the left, in items, in quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.markdown.commonmark.line_starts import CODE_INDENT, indent_of, item, quoted

_QUOTED = -1
"""Among the containers of a line: a quotation. Others are as many spaces as their content is indented by."""

_OPENING = re.compile(r"( {0,3})(?:(`{3,})([^`]*)|(~{3,})(.*))$")
_INDENTING = re.compile(r" {0,3}(?:\[\^[^\]]*+\]:|(?:!!!|\?\?\?\+?) ?\w|: )")
"""A footnote, a box or a definition, which hold what is indented by four spaces."""

_DEEPEST = 60
"""In what is nested deeper there are no fences."""


class Fence(NamedTuple):
    """Code between fences, as it stands in lines of a text."""

    first: int
    """The index of the line with the opening fence."""

    end: int
    """The index of the first line behind it all."""

    prefix: str
    """What stands before the opening fence: the signs of its quotations and items, and spaces."""

    info: str
    code: list[str]
    is_closed: bool


def fences(lines: list[str]) -> Iterator[Fence]:
    """The fences of a text whose tabs are spaces."""
    containers: list[int] = []
    index = 0
    # What stands at the left is in no item and no quotation.
    are_left = all(line[0] in "`~" for line in lines if "```" in line or "~~~" in line)
    while index < len(lines):
        line = lines[index]
        at = 0 if are_left else _entered(line, containers)
        opening = _OPENING.match(line[at:])
        index += 1
        if opening is None:
            continue
        first, code, is_closed = index - 1, [], False
        sign = opening[2] or opening[4]
        while index < len(lines):
            inner = _within(lines[index], containers)
            if inner is None:
                break
            index += 1
            if _is_closing(inner, sign):
                is_closed = True
                break
            code.append(inner[min(len(opening[1]), indent_of(inner)) :])
        while not is_closed and code and not code[-1].strip():
            code.pop()
        info = (opening[3] or opening[5] or "").strip(" ")
        yield Fence(first, index, line[:at] + opening[1], info, code, is_closed)


def _entered(line: str, containers: list[int]) -> int:
    """Where the text of the line begins; `containers` become those that hold it."""
    at = 0
    is_blank = not line.strip(" ")
    for number, one in enumerate(containers):
        inner = _inside(line[at:], one)
        if inner is None:
            del containers[number:]
            break
        at = len(line) - len(inner)
    while not is_blank and indent_of(line[at:]) < CODE_INDENT and len(containers) < _DEEPEST:
        rest = line[at:]
        inner = quoted(rest)
        marker = item(rest) if inner is None else None
        if inner is not None:
            containers.append(_QUOTED)
            at = len(line) - len(inner)
        elif marker is not None:
            containers.append(marker.least)
            at += marker.column
            if not marker.content:
                break
        else:
            if _INDENTING.match(rest):
                containers.append(CODE_INDENT)
            break
    return at


def _within(line: str, containers: list[int]) -> str | None:
    """The line without what its containers put before it; None where one of them has ended."""
    for one in containers:
        inner = _inside(line, one)
        if inner is None:
            return None
        line = inner
    return line


def _inside(line: str, container: int) -> str | None:
    if container == _QUOTED:
        return quoted(line)
    indent = indent_of(line)
    if indent >= container:
        return line[container:]
    return "" if indent == len(line) else None


def _is_closing(line: str, sign: str) -> bool:
    bare = line.strip(" ")
    return len(bare) >= len(sign) and not bare.strip(sign[0]) and indent_of(line) < CODE_INDENT

"""Tells what a line begins by CommonMark's rules: an item, a heading, a rule, a quotation."""

from __future__ import annotations

import re

from newsgen.model.fast_namedtuple import NamedTuple

# As in `markdown.util`, which plain texts are read without.
STX, ETX = "\u0002", "\u0003"

CODE_INDENT = 4
"""Spaces that make code of a line, where no paragraph goes on."""

_DEEPEST = 20
"""Signs of items and quotations on one line that are looked at for what stands behind them."""

_ITEM = re.compile(r"( {0,3})([-+*]|[0-9]{1,9}+[.)])(?: +(?=[^ ])|(?= *+$))")
_RULE = re.compile(r" {0,3}(?:(?:- *+){3,}+|(?:_ *+){3,}+|(?:\* *+){3,}+)$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?: |$)")
_UNDERLINE = re.compile(r" {0,3}(?:=++|-++) *+$")
_QUOTATION = re.compile(r" {0,3}> ?")
_MAY_BEGIN = re.compile(rf" {{0,3}}[-+*_#>0-9{STX}]")
_STASHED = re.compile(rf" {{0,3}}{STX}(?:wzxhzdk|klzzwxh):[0-9]++{ETX} *+$")
# A definition is not the text of a heading.
_DEFINITION = re.compile(r" {0,3}(?:\*?\[[^\]]*+\] ?:)")


class Marker(NamedTuple):
    """How an item begins."""

    kind: str
    """The bullet, or the sign behind the number."""

    number: int | None
    column: int
    """Where its content begins, in characters of the line."""

    least: int
    """The spaces from which on lines below are in the item: as many, but four are always enough."""

    content: str
    """What stands behind the marker; "" where nothing does."""


def item(line: str) -> Marker | None:
    """The marker with which an item begins on this line."""
    match = _ITEM.match(line)
    if match is None:
        return None
    offset, width, end = len(match[1]), match.end(2), match.end()
    content = line[end:].rstrip(" ")
    # Of a rule, the next sign is the same.
    if content[:1] == match[2] and _RULE.match(line):
        return None
    if not content or end - width > CODE_INDENT:
        # Code, or nothing yet: the content is one space behind the marker.
        end = width + 1
        content = line[end:].rstrip(" ")
    sign = match[2]
    number = None if len(sign) == 1 else int(sign[:-1])
    return Marker(sign[-1], number, end, min(end, offset + CODE_INDENT), content)


def interrupts(line: str) -> bool:
    """Whether an item on this line ends the paragraph above it: one with content, and first of its list."""
    found = item(line)
    return found is not None and found.content != "" and found.number in (None, 1)


def is_rule(line: str) -> bool:
    """Whether the line is a thematic break."""
    return _RULE.match(line) is not None


def heading(line: str) -> tuple[int, str] | None:
    """The level and the words of a heading that begins with `#`."""
    match = _HEADING.match(line)
    if match is None:
        return None
    words = line[match.end() :].strip(" ")
    bare = words.rstrip("#")
    if not bare or bare[-1] == " ":
        words = bare.rstrip(" ")
    return len(match[1]), words


def is_underline(line: str) -> bool:
    """Whether the line makes a heading of the paragraph above it."""
    return _UNDERLINE.match(line) is not None


def is_definition(line: str) -> bool:
    """Whether the line defines a link, a footnote or an abbreviation."""
    return _DEFINITION.match(line) is not None


def quoted(line: str) -> str | None:
    """What the line quotes; None where it does not begin with a quotation's sign."""
    match = _QUOTATION.match(line)
    return line[match.end() :] if match else None


def is_stashed(line: str) -> bool:
    """Whether the line stands for a block that was taken out: code between fences, or HTML."""
    return _STASHED.match(line) is not None


def indent_of(line: str) -> int:
    """The number of spaces before the line's text."""
    return len(line) - len(line.lstrip(" "))


def begins_block(line: str) -> bool:
    """Whether the line is no more of the paragraph above it, whatever holds the paragraph."""
    return _MAY_BEGIN.match(line) is not None and (
        heading(line) is not None
        or quoted(line) is not None
        or item(line) is not None
        or is_rule(line)
        or is_stashed(line)
    )


def goes_on(line: str) -> bool:
    """Whether a paragraph is open behind this line, so that the next one may be more of it.

    The line is the first of its item or quotation, or more of a text there.
    """
    for _ in range(_DEEPEST):
        if not line.strip(" ") or indent_of(line) >= CODE_INDENT:
            return False
        inner = quoted(line)
        if inner is None:
            found = item(line)
            if found is None:
                break
            inner = found.content
        line = inner
    return heading(line) is None and not is_rule(line) and not is_stashed(line)

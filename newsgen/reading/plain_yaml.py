"""The YAML that most front matter is written in, to values without a YAML parser.

One `key: value` a line, lists in brackets or with dashes, keys below keys, quotes without escapes,
texts folded with `>-`: for these, what libyaml says can be read off the lines, in a third of the
time. Whatever is not surely of this kind (a comment, a key that stands twice) is declined as a
whole, and `yaml_values` gives it to libyaml.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsgen.reading.yaml_values import Entry, Items, Keys, Scalar, Value

_MAX_CHARACTERS = 20_000
"""Longer texts may hold more values than a document may."""

_FIRST = r"[^ \-?:,\[\]{}#&*!|>'\"%@`]"
"""What a value without quotes may begin with; some that YAML allows in places are left out."""

_LINE = re.compile(
    r"( *)(- +)?(?:([A-Za-z_][A-Za-z0-9_]{0,60}):(?: +|$))?"
    rf"(?:({_FIRST}.*)|\"([^\"\\]*)\"|'([^']*)'|\[([^\[\]{{}}]*)\]|{{([^\[\]{{}}]*)}}"
    r"|(>-))?"
)
_PLAIN, _LIST, _MAPPING, _FOLDED = 4, 7, 8, 9

_ITEM = re.compile(rf" *(?:({_FIRST}[^,:#?&*!|>%@`\"']*)|\"([^\"\\]*)\" *|'([^']*)' *)(?:, *|$)")

_PAIR = re.compile(r" *([A-Za-z_][A-Za-z0-9_]{0,60}): +")


class _Row(NamedTuple):
    """A line with something on it; columns are from 0, that of the dash -1 where there is none."""

    line: int
    dash: int
    column: int
    key: str | None
    value: Value | None


class _NotPlainError(Exception):
    """The text is not of the plain kind."""


def plain_yaml(text: str, first_line: int) -> Keys | None:
    """The mapping in `text`, just as libyaml would tell it; None where a YAML parser must look."""
    if len(text) > _MAX_CHARACTERS:
        return None
    try:
        rows = _rows(text.split("\n"), first_line)
        if not rows or rows[0].key is None or rows[0].dash >= 0:
            return None
        keys, end = _keys(rows, 0)
    except _NotPlainError:
        return None
    return keys if end == len(rows) else None


def _rows(lines: list[str], first_line: int) -> list[_Row]:
    rows: list[_Row] = []
    fullmatch = _LINE.fullmatch
    index, count = 0, len(lines)
    while index < count:
        line, number = lines[index], first_line + index
        index += 1
        if not line:
            continue
        match = fullmatch(line)
        # What cannot be printed is left to libyaml: it ends lines, is refused, or counts as space.
        if match is None or not line.isprintable():
            raise _NotPlainError
        kind = match.lastindex or 0
        dash = -1 if match[2] is None else match.end(1)
        column = match.end(1) if match[2] is None else match.end(2)
        value: Value | None = None
        if kind == _PLAIN:
            text = match[_PLAIN]
            if text[-1] in ": " or ": " in text or " #" in text:
                raise _NotPlainError
            value = Scalar(text, number, match.start(_PLAIN) + 1)
        elif kind == _LIST:
            start = match.start(_LIST)
            value = Items(_items(match[_LIST], number, start), number, start)
        elif kind == _MAPPING:
            start = match.start(_MAPPING)
            value = Keys(_pairs(match[_MAPPING], number, start), number, start)
        elif kind == _FOLDED:
            text, index = _folded(lines, index, column)
            value = Scalar(text, number, match.start(_FOLDED) + 1, plain=False)
        elif kind > _PLAIN:
            value = Scalar(match[kind], number, match.start(kind), plain=False)
        rows.append(_Row(number, dash, column, match[3], value))
    return rows


def _folded(lines: list[str], index: int, column: int) -> tuple[str, int]:
    """The text that begins on this line, indented deeper than `column`, and the index behind it."""
    words = []
    first = lines[index] if index < len(lines) else ""
    indent = len(first) - len(first.lstrip(" "))
    while index < len(lines):
        line = lines[index]
        if line[: column + 1].strip(" "):
            break
        text = line[indent:]
        # A line that is empty or indented further keeps its line breaks, and spaces at ends stay.
        if indent <= column or line[:indent].strip(" ") or text.strip(" ") != text or not text:
            raise _NotPlainError
        if not text.isprintable():
            raise _NotPlainError
        words.append(text)
        index += 1
    if not words:
        raise _NotPlainError
    return " ".join(words), index


def _items(text: str, line: int, start: int) -> tuple[Scalar, ...]:
    """The texts between brackets, which begin at the column `start`, from 0."""
    found = []
    position = 0
    while position < len(text):
        item, position = _item(text, position, line, start)
        found.append(item)
    return tuple(found)


def _pairs(text: str, line: int, start: int) -> dict[str, Entry]:
    """The keys and values between braces, which begin at the column `start`, from 0."""
    entries: dict[str, Entry] = {}
    position = 0
    while position < len(text):
        match = _PAIR.match(text, position)
        if match is None or match[1] in entries:
            raise _NotPlainError
        item, position = _item(text, match.end(), line, start)
        entries[match[1]] = Entry(line, start + match.start(1) + 1, item)
    return entries


def _item(text: str, position: int, line: int, start: int) -> tuple[Scalar, int]:
    """The text that begins here between brackets, and where the next one does."""
    match = _ITEM.match(text, position)
    # YAML allows a comma behind the last one; such a list is left to it.
    if match is None or match.lastindex is None or (match.end() == len(text) and text[-1] in ", "):
        raise _NotPlainError
    kind = match.lastindex
    if kind == 1:
        return Scalar(match[1].rstrip(" "), line, start + match.start(1) + 1), match.end()
    return Scalar(match[kind], line, start + match.start(kind), plain=False), match.end()


def _keys(rows: list[_Row], index: int) -> tuple[Keys, int]:
    """The mapping that begins with this row, and the index of the first row behind it."""
    entries: dict[str, Entry] = {}
    first = rows[index]
    column = first.column
    while True:
        line, _, _, key, value = rows[index]
        index += 1
        if key is None or key in entries:
            raise _NotPlainError
        if value is None:
            value, index = _below(rows, index, column)
        entries[key] = Entry(line, column + 1, value)
        if index == len(rows) or rows[index].dash >= 0 or rows[index].column != column:
            return Keys(entries, first.line, column + 1), index


def _below(rows: list[_Row], index: int, column: int) -> tuple[Value, int]:
    """What stands below a key of that column and has nothing behind it."""
    if index < len(rows):
        dash = rows[index].dash
        if dash >= column:
            return _list(rows, index)
        if dash < 0 and rows[index].column > column:
            return _keys(rows, index)
    raise _NotPlainError


def _list(rows: list[_Row], index: int) -> tuple[Items, int]:
    """The list of which this row is the first item, and the index of the first row behind it."""
    line, dash, _, _, _ = rows[index]
    items: list[Value] = []
    while index < len(rows) and rows[index].dash == dash:
        value = rows[index].value
        if rows[index].key is not None:
            value, index = _keys(rows, index)
        else:
            index += 1
        if value is None:
            raise _NotPlainError
        items.append(value)
    return Items(tuple(items), line, dash + 1), index

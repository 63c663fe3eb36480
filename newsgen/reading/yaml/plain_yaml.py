"""Reads the YAML that most front matter is written in, without a YAML parser.

One `key: value` a line, lists in brackets or with dashes, keys below keys, quotes without escapes,
texts folded with `>-`: for these, what libyaml says can be read off the lines, in a third of the
time. Whatever is not surely of this kind (a comment, a key that stands twice) is declined as a
whole, and `yaml_values` gives it to libyaml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from newsgen.reading.yaml.yaml_values import Entry, Items, Keys, Scalar, Value

_MAX_CHARACTERS = 20_000
"""Longer texts may hold more values than a document may."""

_KEY = r"[A-Za-z_][A-Za-z0-9_]{0,60}"

_START = re.compile(rf"( *)(- +)?({_KEY})")
_DASH = re.compile(r"( *)- +")

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
"""What no value without quotes begins with; some that YAML allows in places are among them."""

_ITEM = re.compile(
    r" *(?:([^ \-?:,\[\]{}#&*!|>'\"%@`][^,:#?&*!|>%@`\"'\[\]{}]*)|\"([^\"\\]*)\" *|'([^']*)' *)(?:, *|$)"
)

_PAIR = re.compile(rf" *({_KEY}): +")

_UNPRINTABLE = bytes(0 if one < 0x20 or one > 0x7E else one for one in range(256))
"""Translates what ASCII text cannot be printed of but line breaks, which are taken away before."""

_REMEMBERED = 1000
"""The keys of an article stand in the same columns in all others."""

# A line with something on it: its number, the columns of the dash and of what follows, from 0, the
# key and the value. The column of a dash that is not there is -1.
_Row: TypeAlias = tuple[int, int, int, str | None, Value | None]


# A record with all its fields, in half the time of calling its type.
_new = tuple.__new__


class _NotPlainError(Exception):
    """The text is not of the plain kind."""


def plain_yaml(text: str, first_line: int) -> Keys | None:
    """The mapping in `text`, just as libyaml would tell it; None where a YAML parser must look."""
    lines = text.split("\n")
    if len(text) > _MAX_CHARACTERS or not _is_printable("".join(lines)):
        return None
    try:
        rows = _rows(lines, first_line)
        if not rows or rows[0][3] is None or rows[0][1] >= 0:
            return None
        keys, end = _keys(rows, 0)
    except _NotPlainError:
        return None
    return keys if end == len(rows) else None


def _is_printable(text: str) -> bool:
    """What cannot be printed is left to libyaml: it ends lines, is refused, or counts as space."""
    if text.isascii():
        # A third of the time of `isprintable`.
        content = text.encode()
        return content.translate(_UNPRINTABLE) == content
    return text.isprintable()


def _rows(lines: list[str], first_line: int) -> list[_Row]:
    rows: list[_Row] = []
    index, count = 0, len(lines)
    while index < count:
        line, number = lines[index], first_line + index
        index += 1
        if not line:
            continue
        before, colon, text = line.partition(": ")
        if not colon and line[-1] == ":":
            before, colon = line[:-1], ":"
        start = _start(before) if colon else None
        if start:
            dash, column, key = start
            if text and text[0] == " ":
                text = text.lstrip(" ")
        else:
            dash, column = _dash(line)
            key, text = None, line[column:]
        at = len(line) - len(text) + 1
        value: Value | None = None
        if not text:
            pass
        elif text == ">-":
            text, index = _folded(lines, index, column)
            value = Scalar(text, number, at, plain=False)
        elif text[0] in _INDICATORS:
            value = _marked(text, number, at)
        # One character is looked for in a tenth of the time of two.
        elif text[-1] in ": " or (":" in text and ": " in text) or ("#" in text and " #" in text):
            raise _NotPlainError
        else:
            value = _new(Scalar, (text, number, at, True))
        rows.append((number, dash, column, key, value))
    return rows


@lru_cache(_REMEMBERED)
def _start(before: str) -> tuple[int, int, str] | None:
    """The columns of the dash and of the key, and the key, where this is all before its colon."""
    match = _START.fullmatch(before)
    return (match.start(2), match.start(3), match[3]) if match else None


def _dash(line: str) -> tuple[int, int]:
    """The columns of the dash and of what follows, in a line without a key."""
    match = _DASH.match(line)
    if match is None:
        raise _NotPlainError
    return match.end(1), match.end()


def _marked(text: str, line: int, column: int) -> Value:
    """The text in quotes, or the list or mapping in brackets, in its column from 1."""
    inner = text[1:-1]
    match text[0] + text[-1]:
        case "[]":
            return Items(_items(inner, line, column), line, column)
        case "{}":
            return Keys(_pairs(inner, line, column), line, column)
        case "''" if "'" not in inner and len(text) > 1:
            return Scalar(inner, line, column, plain=False)
        case '""' if '"' not in inner and "\\" not in inner and len(text) > 1:
            return Scalar(inner, line, column, plain=False)
    raise _NotPlainError


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
    return _plain_items(text, line, start) or _any_items(text, line, start)


def _plain_items(text: str, line: int, start: int) -> tuple[Scalar, ...]:
    """The same of letters, digits, hyphens and spaces alone, in a third of the time; () of others."""
    if not text.replace(", ", "").replace("-", "").replace(" ", "").isalnum():
        return ()
    found = []
    column = start + 1
    for item in text.split(", "):
        if not item or item[0] in " -" or item[-1] == " ":
            return ()
        found.append(_new(Scalar, (item, line, column, True)))
        column += len(item) + len(", ")
    return tuple(found)


def _any_items(text: str, line: int, start: int) -> tuple[Scalar, ...]:
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
        place = start + match.start(1) + 1
        return _new(Scalar, (match[1].rstrip(" "), line, place, True)), match.end()
    return Scalar(match[kind], line, start + match.start(kind), plain=False), match.end()


def _keys(rows: list[_Row], index: int) -> tuple[Keys, int]:
    """The mapping that begins with this row, and the index of the first row behind it."""
    entries: dict[str, Entry] = {}
    first_line, _, column, _, _ = rows[index]
    end = len(rows)
    while True:
        line, _, _, key, value = rows[index]
        index += 1
        if key is None or key in entries:
            raise _NotPlainError
        if value is None:
            value, index = _below(rows, index, column)
        entries[key] = _new(Entry, (line, column + 1, value))
        if index == end:
            break
        _, dash, next_column, _, _ = rows[index]
        if dash >= 0 or next_column != column:
            break
    return Keys(entries, first_line, column + 1), index


def _below(rows: list[_Row], index: int, column: int) -> tuple[Value, int]:
    """What stands below a key of that column and has nothing behind it."""
    if index < len(rows):
        _, dash, next_column, _, _ = rows[index]
        if dash >= column:
            return _list(rows, index)
        if dash < 0 and next_column > column:
            return _keys(rows, index)
    raise _NotPlainError


def _list(rows: list[_Row], index: int) -> tuple[Items, int]:
    """The list of which this row is the first item, and the index of the first row behind it."""
    line, dash, _, _, _ = rows[index]
    items: list[Value] = []
    while index < len(rows) and rows[index][1] == dash:
        _, _, _, key, value = rows[index]
        if key is not None:
            value, index = _keys(rows, index)
        else:
            index += 1
        if value is None:
            raise _NotPlainError
        items.append(value)
    return Items(tuple(items), line, dash + 1), index

"""YAML text to values that know where they stand.

Scalars stay text: whether `no` is a word, a country or a refusal is decided by
the key that it is given for, not by YAML 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from newsgen.model.problem import Problem
from newsgen.reading.text import CONTROL

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML without libyaml, where no wheel was found
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

MAX_VALUES = 20_000
"""Values that a document may hold once its aliases are followed."""

MAX_DEPTH = 50

_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
"""What values have that no tag was written for."""

_SHALLOW_CHARACTERS = 2000
"""A text this short cannot be nested deeply enough to harm; longer ones are measured first."""


class Scalar(NamedTuple):
    """A text; `plain` where it stands without quotes."""

    text: str
    line: int
    column: int
    plain: bool = True


class Items(NamedTuple):
    """A list."""

    items: tuple[Value, ...]
    line: int
    column: int


class Entry(NamedTuple):
    """A key with its value; the position is the key's."""

    line: int
    column: int
    value: Value


class Keys(NamedTuple):
    """Keys and their values, in the order of the file."""

    entries: dict[str, Entry]
    line: int
    column: int


Value = Scalar | Items | Keys


class Document(NamedTuple):
    """A YAML document: None where it is empty or does not parse."""

    value: Value | None
    problems: tuple[Problem, ...]


def parse_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """The document in `text`, whose first line is line `first_line` of the file."""
    deep = _too_deep_at(text)
    if deep is not None:
        return Document(None, (_too_deep(path, deep.line + first_line, deep.column + 1),))
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        return Document(None, (_syntax_problem(error, text, path, first_line),))
    finally:
        loader.dispose()
    if node is None:
        return Document(None, ())
    if not _is_bounded(node):
        mark = _outgrowing(node).start_mark
        return Document(None, (_too_large(path, mark.line + first_line, mark.column + 1),))
    problems: list[Problem] = []
    return Document(_value(node, path, first_line, problems), tuple(problems))


def _value(node: Any, path: str, first_line: int, problems: list[Problem]) -> Value:
    mark = node.start_mark
    line, column = mark.line + first_line, mark.column + 1
    if node.tag not in _TAGS:
        problems.append(_tagged(path, line, column))
    if node.id == "scalar":
        text = node.value
        if CONTROL.search(text):
            text = CONTROL.sub("", text)
            problems.append(_control_character(path, line, column))
        return Scalar(text, line, column, not node.style)
    if node.id == "sequence":
        return Items(
            tuple(_value(item, path, first_line, problems) for item in node.value), line, column
        )
    entries: dict[str, Entry] = {}
    for key_node, value_node in node.value:
        key = key_node.value if key_node.id == "scalar" else ""
        place = key_node.start_mark
        key_line, key_column = place.line + first_line, place.column + 1
        if key in entries:
            problems.append(
                Problem(
                    path=path,
                    line=key_line,
                    column=key_column,
                    code="NG014",
                    message=f"`{key}` stands twice; it is first on line {entries[key].line}.",
                    hint="Keep one of the two.",
                )
            )
            continue
        entries[key] = Entry(key_line, key_column, _value(value_node, path, first_line, problems))
    return Keys(entries, line, column)


def _is_bounded(root: Any) -> bool:
    """Whether the tree, each alias counted as a copy, stays within the bounds and holds no loop."""
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()

    def size(node: Any, depth: int) -> int:
        if node.id == "scalar":
            return 1
        known = sizes.get(id(node))
        if known is not None:
            return known
        if id(node) in open_nodes or depth > MAX_DEPTH:
            return MAX_VALUES + 1
        open_nodes.add(id(node))
        total = 1
        for child in _children(node):
            total += size(child, depth + 1)
            if total > MAX_VALUES:
                break
        open_nodes.discard(id(node))
        sizes[id(node)] = total
        return total

    return size(root, 0) <= MAX_VALUES


def _children(node: Any) -> Iterator[Any]:
    if node.id == "sequence":
        yield from node.value
    else:
        for key, value in node.value:
            yield key
            yield value


def _too_deep_at(text: str) -> Any:
    """The mark at which the text is nested more than `MAX_DEPTH` deep; None where it nowhere is.

    libyaml's events come one by one, but PyYAML composes them by recursion in C,
    where a hundred thousand brackets end the process.
    """
    if len(text) <= _SHALLOW_CHARACTERS:
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return event.start_mark
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        # Composing it, which goes no deeper than this, tells what is wrong.
        return None
    return None


def _outgrowing(root: Any) -> Any:
    """The first key whose value alone is out of bounds, or the whole where it is only the sum."""
    if root.id == "mapping":
        for key, value in root.value:
            if not _is_bounded(value):
                return key
    return root


def _too_large(path: str, line: int, column: int) -> Problem:
    return Problem(
        path=path,
        line=line,
        column=column,
        code="NG015",
        message=f"The YAML holds more than {MAX_VALUES:,} values, or is nested more than"
        f" {MAX_DEPTH} levels deep, once its aliases are followed.",
        hint="Write the values out, without `&` and `*`.",
    )


def _too_deep(path: str, line: int, column: int) -> Problem:
    return Problem(
        path=path,
        line=line,
        column=column,
        code="NG015",
        message=f"The YAML is nested more than {MAX_DEPTH} levels deep here.",
        hint="Look for brackets that should not be there.",
    )


def _tagged(path: str, line: int, column: int) -> Problem:
    return Problem(
        path=path,
        line=line,
        column=column,
        code="NG012",
        message="To YAML, a word that begins with `!` is no part of the value.",
        hint="Put the value in quotes.",
    )


def _control_character(path: str, line: int, column: int) -> Problem:
    return Problem(
        path=path,
        line=line,
        column=column,
        code="NG027",
        message="The value holds a control character, which no page can show.",
        hint="In double quotes a backslash begins an escape: write two, or use single quotes.",
    )


def _syntax_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = mark.line if mark is not None else 0
    column = mark.column + 1 if mark is not None else 1
    lines = text.split("\n")
    tab = _tab_near(lines, index)
    if tab is not None:
        return Problem(
            path=path,
            line=tab + first_line,
            column=lines[tab].index("\t") + 1,
            code="NG013",
            message="There is a tab here, where YAML allows only spaces.",
            hint="Put spaces in its place.",
        )
    opened = _opened(error, path, first_line)
    if opened is not None:
        return opened
    what = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    plain, hint = _in_plain_words(what, lines[index] if index < len(lines) else "")
    return Problem(
        path=path,
        line=index + first_line,
        column=column,
        code="NG012",
        message=f"The YAML does not parse: {plain}.",
        hint=hint,
    )


_OPENED = {
    "while scanning a quoted scalar": (
        "the quotation mark that opens here never closes",
        "Close it, or take it away.",
    ),
    "while parsing a flow sequence": (
        "the bracket `[` that opens here never closes",
        "Close it with `]`, with a comma between items.",
    ),
    "while parsing a flow mapping": (
        "the brace `{` that opens here never closes",
        "Close it with `}`, with a comma between keys.",
    ),
    "while scanning a simple key": (
        "this line has no `key:`",
        "Write `key: value`, or indent the line under the text that it belongs to.",
    ),
}


def _opened(error: yaml.YAMLError, path: str, first_line: int) -> Problem | None:
    """The problem at what was begun, where the reader stumbled only on a later line."""
    plain, hint = _OPENED.get(getattr(error, "context", None) or "", ("", ""))
    opened, stumbled = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    if not plain or opened is None or stumbled is None or stumbled.line <= opened.line:
        return None
    return Problem(
        path=path,
        line=opened.line + first_line,
        column=opened.column + 1,
        code="NG012",
        message=f"The YAML does not parse: {plain}.",
        hint=hint,
    )


def _tab_near(lines: list[str], index: int) -> int | None:
    """The line at or just before the error whose indentation or separation holds a tab."""
    for candidate in (index, index - 1):
        if 0 <= candidate < len(lines) and re.match(r"[ ]*\t|[^\"'#]*:[ ]*\t", lines[candidate]):
            return candidate
    return None


_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "there is a second colon in the value, or the line is indented under another",
        'A value with a colon in it needs quotes: headline: "Live: the vote".',
    ),
    (
        "did not find expected key",
        "something stands behind the end of the value",
        "Look at the indentation and the quotes of this line and the one before it.",
    ),
    (
        "cannot start any token",
        "a value cannot begin with this character",
        "A value that begins with @, `, % or another special character needs quotes.",
    ),
    (
        "found undefined alias",
        "a value cannot begin with `*`",
        "Put the value in quotes.",
    ),
    (
        "unknown escape character",
        "the backslash in double quotes begins no escape that YAML knows",
        "Write two backslashes, or use single quotes.",
    ),
    (
        "did not find expected comment or line break",
        "a text that begins with `|` or `>` begins on the next line",
        "Put the value in quotes, or begin the text on a line of its own.",
    ),
)
"""What libyaml says, the same in a journalist's words, and what to do."""


def _in_plain_words(what: str, line: str) -> tuple[str, str]:
    """What libyaml says of this line in plain words, and the hint."""
    if "did not find expected key" in what and line.count('"') > 2:
        return (
            "there is a double quotation mark inside double quotes",
            "A text with double quotes in it stands between single ones: 'She said \"no\"'.",
        )
    for said, plain, hint in _PLAIN_WORDS:
        if said in what:
            return plain, hint
    return what, "Look at the quotes, brackets and indentation around this line."

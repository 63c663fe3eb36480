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

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML without libyaml, where no wheel was found
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

MAX_VALUES = 20_000
"""Values that a document may hold once its aliases are followed."""

MAX_DEPTH = 50


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
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        return Document(None, (_syntax_problem(error, text, path, first_line),))
    except RecursionError:
        return Document(None, (_too_large(path, first_line),))
    finally:
        loader.dispose()
    if node is None:
        return Document(None, ())
    if not _is_bounded(node):
        return Document(None, (_too_large(path, first_line),))
    problems: list[Problem] = []
    return Document(_value(node, path, first_line, problems), tuple(problems))


def _value(node: Any, path: str, first_line: int, problems: list[Problem]) -> Value:
    mark = node.start_mark
    line, column = mark.line + first_line, mark.column + 1
    if node.id == "scalar":
        return Scalar(node.value, line, column, not node.style)
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


def _too_large(path: str, line: int) -> Problem:
    return Problem(
        path=path,
        line=line,
        column=1,
        code="NG015",
        message=f"The YAML holds more than {MAX_VALUES:,} values or is nested too deeply"
        " once its aliases are followed.",
        hint="Write the values out, without `&` and `*`.",
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
            message="There is a tab in the front matter; YAML allows only spaces there.",
            hint="Put spaces in its place.",
        )
    what = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    return Problem(
        path=path,
        line=index + first_line,
        column=column,
        code="NG012",
        message=f"The YAML does not parse: {what}.",
        hint=_syntax_hint(what),
    )


def _tab_near(lines: list[str], index: int) -> int | None:
    """The line at or just before the error whose indentation or separation holds a tab."""
    for candidate in (index, index - 1):
        if 0 <= candidate < len(lines) and re.match(r"[ ]*\t|[^\"'#]*:[ ]*\t", lines[candidate]):
            return candidate
    return None


def _syntax_hint(what: str) -> str:
    if "mapping values are not allowed" in what:
        return 'A value with a colon in it needs quotes: headline: "Live: the vote".'
    if "could not find expected ':'" in what:
        return "Each line is `key: value`; look at this line and the one before it."
    if "expected <block end>" in what:
        return "Look at the indentation and the quotes of this line and the one before it."
    if "cannot start any token" in what:
        return "A value that begins with @, `, % or another special character needs quotes."
    return "Look at the quotes, brackets and indentation around this line."

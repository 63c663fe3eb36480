"""Parses YAML to values that know where they stand.

Scalars stay text: whether `no` is a word, a country or a refusal is decided by
the key that it is given for, not by YAML 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Position, Problem
from newsgen.reading.files.text import CONTROL

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
    # By need, here and below: most front matter is plain, and read without PyYAML.
    import yaml

    from newsgen.reading.yaml.lost_text import lost_text, may_lose_text
    from newsgen.reading.yaml.yaml_problems import syntax_problem, too_deep, too_large

    mark, is_deep = _out_of_bounds(text)
    if mark is not None:
        line, column = mark.line + first_line, mark.column + 1
        if is_deep:
            return Document(None, (too_deep(path, line, column, MAX_DEPTH),))
        return Document(None, (too_large(path, line, column, MAX_VALUES, MAX_DEPTH),))
    loader = _loader()(text)
    try:
        node: Any = loader.get_single_node()
    except yaml.YAMLError as error:
        mark, is_deep = _bounds_mark(text[: _index(error)])
        if mark is None or not is_deep:
            return Document(None, (syntax_problem(error, text, path, first_line),))
        return Document(None, (too_deep(path, mark.line + first_line, mark.column + 1, MAX_DEPTH),))
    except RecursionError:  # only without libyaml
        return Document(None, (too_deep(path, first_line, 1, MAX_DEPTH),))
    finally:
        loader.dispose()
    if node is None or (node.id == "scalar" and not node.value and not node.style):
        return Document(None, ())
    if not _is_bounded(node):
        mark = _outgrowing(node).start_mark
        return Document(
            None, (too_large(path, mark.line + first_line, mark.column + 1, MAX_VALUES, MAX_DEPTH),)
        )
    problems: list[Problem] = []
    value = _value(node, path, first_line, problems)
    if may_lose_text(text):
        problems += lost_text(node, text, path, first_line)
    return Document(value, tuple(problems))


@cache
def _loader() -> Any:
    try:
        from yaml import CBaseLoader

        return CBaseLoader
    except ImportError:  # PyYAML without libyaml, where no wheel was found
        from yaml import BaseLoader

        return BaseLoader


def _value(node: Any, path: str, first_line: int, problems: list[Problem]) -> Value:
    mark = node.start_mark
    line, column = mark.line + first_line, mark.column + 1
    if node.tag not in _TAGS:
        from newsgen.reading.yaml.yaml_problems import tagged

        problems.append(tagged(path, line, column))
    if node.id == "scalar":
        text = node.value
        if CONTROL.search(text):
            from newsgen.reading.yaml.yaml_problems import control_character

            text = CONTROL.sub("", text)
            problems.append(control_character(path, line, column))
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
                Problem.at(
                    path,
                    Position(key_line, key_column),
                    "NG014",
                    f"`{key}` stands twice; it is first on line {entries[key].line}.",
                    "Keep one of the two.",
                )
            )
            continue
        entries[key] = Entry(key_line, key_column, _value(value_node, path, first_line, problems))
    return Keys(entries, line, column)


def _is_bounded(root: Any, sizes: dict[int, int] | None = None) -> bool:
    """Whether the tree, each alias counted as a copy, stays within the bounds and holds no loop.

    `sizes` remembers those of its parts, for who asks for several trees of a document.
    """
    sizes = {} if sizes is None else sizes
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


def _out_of_bounds(text: str) -> tuple[Any, bool]:
    """The mark at which the text is too deep, or that of the key which is too large, and which of both.

    (None, False) where it is neither, aliases aside.

    libyaml's events come one by one, but PyYAML composes them by recursion in C,
    where a hundred thousand brackets end the process.
    """
    return (None, False) if len(text) <= _SHALLOW_CHARACTERS else _bounds_mark(text)


def _bounds_mark(text: str, is_whole: bool = True) -> tuple[Any, bool]:
    import yaml

    depth = values = of_root = begun = 0
    root: Any = None
    key: Any = None
    try:
        for event in yaml.parse(text, Loader=_loader()):
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.NodeEvent):
                values += 1
                root = root or event
                if depth == 1:
                    of_root += 1
                    if of_root % 2:
                        key, begun = event, values
                if values > MAX_VALUES:
                    # The key whose value takes most of it, or the whole where it is the sum.
                    is_value = isinstance(root, yaml.MappingStartEvent) and depth > 1
                    is_most = is_value and values - begun > MAX_VALUES // 2
                    return (key if is_most else root).start_mark, False
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                    if depth > MAX_DEPTH:
                        return event.start_mark, True
    except yaml.YAMLError as error:
        # It reads a thousand characters ahead of its events, and may stumble there: newer ones do
        # over brackets alone. What stands before says whether it is nested too deeply. If not,
        # composing the text, which goes no deeper than this, tells what is wrong.
        return _bounds_mark(text[: _index(error)], is_whole=False) if is_whole else (None, False)
    return None, False


def _index(error: Exception) -> int:
    """How many characters stand before what the reader stumbled over."""
    mark = getattr(error, "problem_mark", None)
    return mark.index if mark is not None else 0


def _outgrowing(root: Any) -> Any:
    """The first key whose value alone is out of bounds, or the whole where it is only the sum."""
    if root.id == "mapping":
        sizes: dict[int, int] = {}
        for key, value in root.value:
            if not _is_bounded(value, sizes):
                return key
    return root

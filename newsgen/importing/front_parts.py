"""Parts a text from the values at its head, in whichever form they are: YAML, TOML, JSON, or header lines."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.plugins.imported_pieces import Loss

_FENCED = re.compile(
    r"\s*(-{3}|\+{3}|;{3})[ \t]*(?:yaml|toml|json)?[ \t]*\n(.*?)(?:^|\n)(?:\1|\.{3})[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
_LINE = re.compile(r"([A-Za-z][\w -]{0,60}?)[ \t]*:(?:[ \t]+(.*)|)$")
_DOTTED = re.compile(r"\.\.[ ]+([\w-]{1,60}):[ \t]*(.*)$")
_MOST_VALUES = 20_000
_MOST_DEEP = 20


class Fronted(NamedTuple):
    """The values at the head of a text, and the text. `form` is "" where it has none."""

    keys: dict[str, Any]
    body: str
    form: str
    losses: tuple[Loss, ...] = ()


def parted(text: str) -> Fronted:
    """The parts of a text with front matter between fences, or as one JSON object."""
    text = text.lstrip("\ufeff")
    match = _FENCED.match(text)
    if match is not None:
        keys, losses = _values(match[2], match[1])
        return Fronted(keys, text[match.end() :], "front matter", losses)
    if text.lstrip().startswith("{"):
        try:
            value, end = json.JSONDecoder().raw_decode(text.lstrip())
        except (ValueError, RecursionError):
            return Fronted({}, text, "")
        if isinstance(value, dict) and len(value) > 0:
            return Fronted(value, text.lstrip()[end:].lstrip("\n"), "JSON")
    return Fronted({}, text, "")


def with_header_lines(text: str) -> Fronted:
    """The parts of a text that begins with lines of `Key: value`, up to the first blank one."""
    found: dict[str, Any] = {}
    lines = text.lstrip("\ufeff\n").split("\n")
    end = 0
    last = ""
    for number, line in enumerate(lines):
        end = number
        if not line.strip():
            break
        match = _LINE.match(line.rstrip())
        if match is None and line[:1] in " \t" and last:
            # A value may go on, indented, on the next lines.
            found[last] = f"{found[last]}\n{line.strip()}".strip()
            continue
        if match is None and line.startswith("#") and last:
            continue
        if match is None:
            return Fronted({}, text, "")
        last = match[1]
        found[last] = (match[2] or "").strip()
    else:
        end = len(lines)
    return Fronted(found, "\n".join(lines[end:]).lstrip("\n"), "header lines")


def with_dotted_lines(text: str) -> Fronted:
    """The parts of a text that begins with lines of `.. key: value`, in a comment or bare."""
    found: dict[str, Any] = {}
    rest = text.lstrip("\ufeff\n ")
    in_comment = rest.startswith("<!--")
    if in_comment:
        comment, mark, behind = rest[4:].partition("-->")
        if not mark:
            return Fronted({}, text, "")
        for line in comment.strip().split("\n"):
            match = _DOTTED.match(line.strip())
            if match:
                found[match[1]] = match[2].strip()
        return (
            Fronted(found, behind.lstrip("\n"), "header lines") if found else Fronted({}, text, "")
        )
    lines = rest.split("\n")
    at = 0
    while at < len(lines) and (match := _DOTTED.match(lines[at].strip())):
        found[match[1]] = match[2].strip()
        at += 1
    return Fronted(found, "\n".join(lines[at:]).lstrip("\n"), "header lines" if found else "")


def dotted_values(text: str) -> dict[str, Any]:
    """The values of a file of nothing but such lines."""
    return with_dotted_lines(text if text.lstrip().startswith(("..", "<!--")) else "").keys


def _values(text: str, fence: str) -> tuple[dict[str, Any], tuple[Loss, ...]]:
    if fence == "+++":
        try:
            return tomllib.loads(text), ()
        except (tomllib.TOMLDecodeError, RecursionError):
            return _line_by_line(text, "="), (_UNREAD,)
    if fence == ";;;":
        try:
            value = json.loads(text)
            return (value, ()) if isinstance(value, dict) else ({}, (_UNREAD,))
        except (ValueError, RecursionError):
            return {}, (_UNREAD,)
    return _yaml(text)


_UNREAD = Loss(fate="changed", what="front matter that does not parse: read line by line")


def _yaml(text: str) -> tuple[dict[str, Any], tuple[Loss, ...]]:
    for attempt in (text, text.replace("\t", "  ")):
        try:
            # All as text: what a word or a date means is decided by its key.
            loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
            value = yaml.load(attempt, loader)  # noqa: S506 - a loader of texts alone
        except (yaml.YAMLError, RecursionError, ValueError):
            continue
        if isinstance(value, dict):
            if _size(value, 0) > _MOST_VALUES:
                break
            return {str(key): one for key, one in value.items()}, ()
        if value is None or value == "":
            return {}, ()
        break
    return _line_by_line(text, ":"), (_UNREAD,)


def _size(value: object, depth: int) -> int:
    """How many values there are once aliases are followed; very many where that has no end."""
    if depth > _MOST_DEEP:
        return _MOST_VALUES + 1
    inner: Any = ()
    if isinstance(value, Mapping):
        inner = value.values()
    elif isinstance(value, list):
        inner = value
    total = 1
    for one in inner:
        total += _size(one, depth + 1)
        if total > _MOST_VALUES:
            break
    return total


def _line_by_line(text: str, sign: str) -> dict[str, Any]:
    """The simple keys of values that don't parse."""
    found: dict[str, Any] = {}
    last = ""
    for line in text.split("\n"):
        key, mark, value = line.partition(sign)
        if (
            line[:1] not in ("", " ", "\t", "-", "#")
            and mark
            and re.fullmatch(r"[\w -]+", key.strip())
        ):
            last = key.strip()
            found[last] = _unquoted(value.strip())
        elif last and line.strip().startswith("- "):
            item = _unquoted(line.strip()[2:].strip())
            before = found[last]
            found[last] = [*before, item] if isinstance(before, list) else [item]
        elif last and line.strip() and isinstance(found[last], str):
            found[last] = f"{found[last]} {line.strip()}".strip()
    return found


def _unquoted(text: str) -> Any:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(one.strip()) for one in text[1:-1].split(",") if one.strip()]
    return text

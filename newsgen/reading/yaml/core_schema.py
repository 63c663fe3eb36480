"""Reads YAML values for which no type is declared, by how they are written (YAML 1.2, core schema).

A text in quotes stays text, and so do dates and numbers with leading zeros, which are codes.
`no` and `yes` are words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from newsgen.model.values import Value as PlainValue
from newsgen.model.values import Values
from newsgen.reading.yaml.yaml_values import Items, Scalar, Value

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

MOST_DIGITS = 1_000
"""Longer numbers take more than their length to write."""

Note = Callable[[Value, str], None]
"""Is told of each number that can't be kept, with what is wrong as a sentence."""


def plain_value(value: Value, note: Note) -> PlainValue:
    """The value as templates see it; a number that can't be kept becomes nothing, and is noted."""
    if isinstance(value, Scalar):
        return _scalar(value, note)
    if isinstance(value, Items):
        return tuple([plain_value(one, note) for one in value.items])
    return Values({key: plain_value(one.value, note) for key, one in value.entries.items()})


def _scalar(value: Scalar, note: Note) -> PlainValue:
    text = value.text
    if not value.plain:
        return text
    if text in _NOTHING:
        return None
    if text in _WORDS:
        return _WORDS[text]
    if _NO_NUMBER.fullmatch(text):
        note(value, f"`{text}` is no number that a page can show.")
        return None
    if not _NUMBER.fullmatch(text):
        return text
    number = number_of(text)
    if number is None:
        note(value, f"`{text[:40]}` is too large a number.")
    return number


def number_of(text: str) -> int | float | None:
    """The number that is written so; None where it is too large. Raises `ValueError` for none."""
    if len(text) > MOST_DIGITS:
        return None
    if _INTEGER.fullmatch(text):
        return int(text)
    number = float(text)
    return number if math.isfinite(number) else None

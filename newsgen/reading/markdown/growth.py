"""Bounds how much a text may grow when it is formatted: a short one must not become megabytes."""

from __future__ import annotations

import re
from collections import Counter

from newsgen.model.body_slots import count_pictures
from newsgen.model.problem import Position, Problem, warning

MAX_ABBREVIATIONS = 200
MAX_CONTENTS = 5
MAX_CITATIONS = 2_000
MAX_PICTURES = 1_000
FEW_SLOTS = 2 * MAX_PICTURES
"""A text with no more NULs has neither too many citations nor too many pictures."""

LARGE_BYTES = 1_000_000
"""A text of more HTML than this is named, though it may be meant."""

_FREE_BYTES, _TIMES = 1_000_000, 20

_SHORT = 2_000
"""A text of fewer characters does not become a megabyte, whatever it repeats."""

# Patterns of what few texts hold are compiled when they are first used.
_ABBREVIATION = r"(?m)^[ ]*\*\[([^\]\n]*)\][ ]?:[ ]*\n?[ ]*(.*)$"
_REFERENCE = r"(?m)^[ ]{0,3}\[([^\[\]]*)\]:(.*\n?.*)$"
_USE = r"\[([^\[\]]*)\]"
_CONTENTS = r"(?m)^[ >]*\[TOC\][ ]*$"

_HINT = "Write out what is long once, or split the text."


def growth_fault(text: str, first_line: int, path: str) -> Problem | None:
    """What is defined once in the text and repeated so often that it grows without bounds.

    Costs one pass over a text that defines something, and nothing for others.
    """
    contents = list(re.finditer(_CONTENTS, text)) if "[TOC]" in text else []
    if len(contents) > MAX_CONTENTS:
        line = first_line + text.count("\n", 0, contents[MAX_CONTENTS].start())
        message = f"The text has more than {MAX_CONTENTS} tables of contents."
        return _problem(path, line, message, "One is enough.")
    if len(text) < _SHORT or ("]:" not in text and "] :" not in text):
        return None
    repeated = [
        (match, text.count(match.group(1)) if match.group(1) else 0, len(match.group(2)))
        for match in (_abbreviations(text) if "*[" in text else ())
    ]
    if len(repeated) > MAX_ABBREVIATIONS:
        line = first_line + text.count("\n", 0, repeated[-1][0].start())
        message = f"The text defines more than {MAX_ABBREVIATIONS} abbreviations."
        return _problem(path, line, message, "Define those that a reader needs.")
    references = list(re.finditer(_REFERENCE, text))
    longest = max((len(match.group(2)) for match in references), default=0)
    # Most texts have few brackets, of whatever: then it does not matter what each stands for.
    if longest * text.count("[") > _FREE_BYTES // 2:
        uses = Counter(_key(name) for name in re.findall(_USE, text))
        repeated += [
            (match, uses[_key(match.group(1))], len(match.group(2))) for match in references
        ]
    if sum(number * length for _, number, length in repeated) <= _most(text):
        return None
    largest, number, length = max(repeated, key=lambda one: one[1] * one[2])
    line = first_line + text.count("\n", 0, largest.start())
    message = f"What is defined here has {length:,} characters and is repeated {number:,} times."
    return _problem(path, line, message, _HINT)


def html_fault(html: str, text: str, first_line: int, path: str) -> Problem | None:
    """An error where the text became far more HTML than any text does; a warning where it is much."""
    size = len(html)
    message = f"The text of {len(text):,} characters becomes {size:,} of HTML."
    if size > _most(text):
        return _problem(path, first_line, message, _HINT)
    if size > LARGE_BYTES:
        problem = Problem.at(path, Position(first_line, 1), "NG363", message, _HINT)
        return warning(problem)
    return None


def count_faults(citations: int, slotted: str, first_line: int, path: str) -> list[Problem]:
    """An error for each kind of thing that a text, with its slots, has more of than it may."""
    counts = (
        ("citations", citations, MAX_CITATIONS),
        ("pictures", count_pictures(slotted), MAX_PICTURES),
    )
    return [
        _problem(
            path,
            first_line,
            f"The text has {number:,} {what}, and {most:,} are the most.",
            "Split the text.",
        )
        for what, number, most in counts
        if number > most
    ]


def _abbreviations(text: str) -> list[re.Match[str]]:
    found = []
    for match in re.finditer(_ABBREVIATION, text):
        found.append(match)
        if len(found) > MAX_ABBREVIATIONS:
            break
    return found


def _most(text: str) -> int:
    return _FREE_BYTES + _TIMES * len(text)


def _key(name: str) -> str:
    return " ".join(name.split()).lower()


def _problem(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem.at(path, Position(line, 1), "NG362", message, hint)

"""Estimates beforehand what work the HTML in a text makes for parsers."""

from __future__ import annotations

import re
from collections import Counter

_FEW = 1000
"""So few tags cannot make much work in a text of 5 MB, the most that is read."""

_EFFORT_OF_A_TAG = 70
_EFFORT_OF_A_COMMENT = 2
_EFFORT_OF_A_LEVEL = 100

_TAG = r"<(/?)([a-zA-Z][a-zA-Z0-9]*)"

_NOT_NESTED = frozenset((
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
))  # fmt: skip
"""Elements that hold nothing, or that end where the next one of their kind begins."""


def work_of_scanning(text: str) -> int:
    """What Python's parser of HTML does at most: from each sign it looks for the end of the tag.

    In nanoseconds, as all work here.
    """
    at = text.find("<")
    if at < 0 or text.count("<") < _FEW:
        return 0
    end = comment_end = -1
    work = 0
    while at >= 0:
        if end <= at:
            end = _found(text, ">", at)
        work += (end - at) * _EFFORT_OF_A_TAG
        if text.startswith("<!--", at):
            if comment_end <= at:
                comment_end = _found(text, "-->", at)
            work += (comment_end - at) * _EFFORT_OF_A_COMMENT
        at = text.find("<", at + 1)
    return work


def work_of_nesting(text: str) -> int:
    """What a browser's parser does at most: it looks at all open elements, or opens all of them anew."""
    if text.count("<") < _FEW:
        return 0
    depth = work = 0
    opened: Counter[str] = Counter()
    for match in re.finditer(_TAG, text):
        closing, name = match[1], match[2].lower()
        if not closing:
            if name not in _NOT_NESTED:
                opened[name] += 1
                depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        work += depth
    return work * _EFFORT_OF_A_LEVEL


def _found(text: str, sign: str, start: int) -> int:
    at = text.find(sign, start)
    return len(text) if at < 0 else at

"""Tells where a table begins by GitHub's rules, and what the cells of a row are."""

from __future__ import annotations

import re

_DELIMITERS = re.compile(r" {0,3}\|? *+:?-++:? *+(?:\| *+:?-++:? *+)*+\|? *+$")
_PIPES = re.compile(r"\\.|(`++)|(\|)")


def begins_table(head: str, delimiters: str) -> bool:
    """Whether the two lines are the head of a table and the line below it."""
    if not is_delimiters(delimiters):
        return False
    if "|" not in delimiters and ("|" not in head or ":" not in delimiters):
        return False
    return len(cells(head)) == len(cells(delimiters))


def is_delimiters(line: str) -> bool:
    """Whether the line is of hyphens, colons and pipes as below a table's head."""
    return line.lstrip(" ")[:1] in ("|", ":", "-") and _DELIMITERS.match(line) is not None


def cells(row: str) -> list[str]:
    """The cells of a row; a pipe within code or behind a backslash is text."""
    row = row.strip(" ")
    found, start, code = [], 0, ""
    for match in _PIPES.finditer(row):
        if match[1]:
            code = "" if code == match[1] else code or match[1]
        elif match[2] and not code:
            if match.start():
                found.append(row[start : match.start()])
            start = match.end()
    if start < len(row) or not found:
        found.append(row[start:])
    return found

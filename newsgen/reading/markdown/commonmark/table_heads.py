"""Tells where a table begins by GitHub's rules."""

from __future__ import annotations

import re

_DELIMITERS = re.compile(r" {0,3}\|? *+:?-++:? *+(?:\| *+:?-++:? *+)*+\|? *+$")
_PIPES = re.compile(r"\\.|(`++)|(\|)")


def begins_table(head: str, delimiters: str) -> bool:
    """Whether the two lines are the head of a table and the line below it."""
    if "-" not in delimiters or not _DELIMITERS.match(delimiters):
        return False
    if "|" not in delimiters and ("|" not in head or ":" not in delimiters):
        return False
    return cells(head) == cells(delimiters)


def cells(row: str) -> int:
    """The number of cells of a row; a pipe within code or behind a backslash is text."""
    row = row.strip(" ")
    pipes, code = [], ""
    for match in _PIPES.finditer(row):
        if match[1]:
            code = "" if code == match[1] else code or match[1]
        elif match[2] and not code:
            pipes.append(match.start())
    edges = (pipes[:1] == [0]) + (pipes[-1:] == [len(row) - 1] and pipes != [0])
    return len(pipes) + 1 - edges

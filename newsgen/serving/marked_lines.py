"""The line of a file that a problem is about, cut to what can be shown, with the place of its mark."""

from __future__ import annotations

from pathlib import Path

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem
from newsgen.runtime.theme_folder import file_of

_MOST = 160
_MOST_BYTES = 1 << 24


class MarkedLine(NamedTuple):
    """`text` is a part of the line, and `at` the number of its characters before the mark."""

    text: str
    at: int


def marked_line(problem: Problem, site: Path) -> MarkedLine | None:
    """The line; None where there is none, or it cannot be read or shown."""
    if problem.line <= 0:
        return None
    file = file_of(problem.path, site)
    try:
        if file.stat().st_size > _MOST_BYTES:
            return None
        lines = file.read_text("utf-8-sig", errors="replace").split("\n")
    except (OSError, ValueError):
        return None
    if problem.line > len(lines):
        return None
    line = lines[problem.line - 1].rstrip("\r")
    at = min(max(problem.column, 1), len(line) + 1) - 1
    start = max(0, at - _MOST // 2) if len(line) > _MOST else 0
    text = line[start : start + _MOST].replace("\t", " ")
    return MarkedLine(text, at - start) if text.strip() else None

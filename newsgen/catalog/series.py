"""The order of the parts of a series."""

from __future__ import annotations

from collections.abc import Iterable

from newsgen.catalog.entry import ListItem
from newsgen.model.article import Head
from newsgen.model.problem import Position, Problem

_UNNUMBERED = 1 << 30


def series_order(entry: ListItem) -> tuple[int, int, str]:
    """Sorts parts by their number; those without one come last, oldest first."""
    part = entry.head.series.part if entry.head.series else 0
    return part or _UNNUMBERED, entry.head.date.seconds, entry.head.path


def series_problems(heads: Iterable[Head]) -> list[Problem]:
    """Two articles of one language that claim one place; a draft does not claim yet."""
    taken: dict[tuple[str, str, int], str] = {}
    problems = []
    for head in sorted(heads, key=lambda one: one.path):
        series = head.series
        if series is None or not series.part or head.draft:
            continue
        other = taken.setdefault((head.lang, series.slug, series.part), head.path)
        if other != head.path:
            problems.append(
                Problem.at(
                    head.path,
                    Position(series.line, 1),
                    "NG085",
                    f"Part {series.part} of “{series.title}” is already {other}.",
                    "Give one of the two another `part:`.",
                )
            )
    return problems

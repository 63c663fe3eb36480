"""The chart for the README: bars of wall time, for light and dark pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Protocol

from benchmarks.steps import CLEAN

WIDTH = 760
_LEFT = 130
_RIGHT = 110
_BAR = 16
_GAP = 6
_HEAD = 34

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1a1a1a }
.title { font-weight: 600 }
.own { fill: #b3261e } .peer { fill: #8a8f98 }
@media (prefers-color-scheme: dark) { text { fill: #e6e6e6 } .own { fill: #ff8a80 } .peer { fill: #737985 } }
""".strip()


class Measured(Protocol):
    """What a bar is made of."""

    @property
    def articles(self) -> int: ...
    @property
    def step(self) -> str: ...
    @property
    def generator(self) -> str: ...
    @property
    def wall(self) -> float: ...


def chart(rows: Sequence[Measured], versions: Mapping[str, str]) -> str:
    """One group of bars for each step; each group has a scale of its own from nought."""
    steps = list(dict.fromkeys(row.step for row in rows))
    parts: list[str] = []
    top = 0
    for step in steps:
        members = [row for row in rows if row.step == step]
        parts.append(
            _text(0, top + 22, f"{_title(step)}, {members[0].articles:,} articles", "title")
        )
        top += _HEAD
        longest = max(row.wall for row in members)
        for row in members:
            width = max(1.0, (WIDTH - _LEFT - _RIGHT) * row.wall / longest)
            version = f"{row.generator} {versions.get(row.generator, '')}".strip()
            kind = "own" if row.generator == "newsgen" else "peer"
            parts.append(_text(0, top + 13, version, ""))
            parts.append(
                f'<rect class="{kind}" x="{_LEFT}" y="{top}" width="{width:.1f}" height="{_BAR}"/>'
            )
            parts.append(_text(_LEFT + width + 8, top + 13, f"{row.wall:.2f} s", ""))
            top += _BAR + _GAP
        top += 8
    label = f"Wall time of builds: {', '.join(versions)}"
    size = f'viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"'
    opening += f' aria-label="{escape(label)}">'
    return "\n".join([opening, f"<style>{_STYLE}</style>", *parts, "</svg>", ""])


def _title(step: str) -> str:
    return "Clean build" if step == CLEAN else step[0].upper() + step[1:]


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text x="{x:.1f}" y="{y}" class="{kind}">{escape(words)}</text>'

"""Finds the lines and columns of a Markdown text at which what its HTML holds was written."""

from __future__ import annotations

import html
from bisect import bisect_right
from functools import cached_property

from newsgen.model.problem import Position, Problem

_SHORT = 50_000
"""In a text of so many characters each search begins anew; thousands take some hundredths of a second."""

_MOST_SEARCHED = 200_000_000
"""In a longer text at most so many characters are searched in all, in some tenths of a second.

From then on only the `_NEAR` characters behind the last one found are searched.
"""

_NEAR = 20_000


class TextPlaces:
    """Finds lines and columns in a text whose first line is line `first_line` of the file at `path`."""

    def __init__(self, text: str, first_line: int, path: str) -> None:
        self.path = path
        self._text = text
        self._first_line = first_line
        self._after: dict[str, int] = {}
        self._is_short = len(text) <= _SHORT
        self._last = 0
        self._searched = 0

    def of(self, written: str) -> tuple[int, int]:
        """The line and column of the next occurrence of `written`; the first line where there is none."""
        text = self._text
        if self._is_short:
            index = text.find(written, self._after.get(written, 0))
            if index < 0:
                index = text.find(written)
        else:
            index = self._next(written)
        if index < 0:
            return self._line_with(written), 1
        self._after[written] = index + 1
        return self.at(index)

    def holds(self, written: str) -> bool:
        """Whether the text holds this very spelling."""
        return written in self._text

    def problem(self, written: str, code: str, message: str, hint: str) -> Problem:
        """A problem at the next occurrence of `written`."""
        line, column = self.of(written)
        return Problem.at(self.path, Position(line, column), code, message, hint)

    def at(self, index: int) -> tuple[int, int]:
        """The line and column of this index of the text."""
        if self._is_short:
            line_start = self._text.rfind("\n", 0, index) + 1
            return self._first_line + self._text.count("\n", 0, index), index - line_start + 1
        line = bisect_right(self._line_starts, index) - 1
        return self._first_line + line, index - self._line_starts[line] + 1

    def _next(self, written: str) -> int:
        if self._searched > _MOST_SEARCHED:
            end = self._last + _NEAR + len(written)
            index = self._text.find(written, self._last, end)
        else:
            start = self._after.get(written, 0)
            index = self._text.find(written, start)
            self._searched += (len(self._text) if index < 0 else index) - start
            if index < 0 and start:
                index = self._text.find(written)
        self._last = max(index, self._last)
        return index

    def _line_with(self, written: str) -> int:
        """The first line that holds it spelt otherwise: with escapes, references or other white space."""
        bare, lines = _squeezed(written), self._squeezed_lines
        index = -1 if self._searched > _MOST_SEARCHED else lines.find(bare)
        self._searched += len(lines) if index < 0 else index
        return self._first_line + (lines.count("\n", 0, index) if index >= 0 else 0)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        while end := self._text.find("\n", starts[-1]) + 1:
            starts.append(end)
        return starts

    @cached_property
    def _squeezed_lines(self) -> str:
        return "\n".join(_squeezed(html.unescape(line)) for line in self._text.split("\n"))


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("\\", "")

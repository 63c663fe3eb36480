"""Finds the lines and columns of a Markdown text at which what its HTML holds was written."""

from __future__ import annotations

import html
from bisect import bisect_right
from functools import cached_property

from newsgen.model.problem import Position, Problem
from newsgen.reading.markdown.destinations import destinations, key_of
from newsgen.reading.markdown.written_code import without_written_code

_SHORT = 50_000
"""In a text of so many characters each search begins anew; thousands take some hundredths of a second."""

_MOST_SEARCHED = 200_000_000
"""In a longer text at most so many characters are searched in all, in some tenths of a second.

From then on only the `_NEAR` characters behind the last one found are searched.
"""

_NEAR = 20_000

_INDENTED = "    "


class TextPlaces:
    """Finds lines and columns in a text whose first line is line `first_line` of the file at `path`."""

    def __init__(self, text: str, first_line: int, path: str) -> None:
        self.path = path
        self._text = text
        self._first_line = first_line
        self._after: dict[str, int] = {}
        self._after_urls: dict[str, int] = {}
        self._is_short = len(text) <= _SHORT
        self._last = 0
        self._searched = 0

    def of(self, written: str) -> tuple[int, int]:
        """The line and column of the next occurrence of `written`; the first line where there is none.

        One in code counts where there is no other.
        """
        if self._is_short:
            plain = self._plainly(written, 0) if self._has_no_code else None
            if plain is not None:
                return plain
            shown = self._shown
            index = shown.find(written, self._after.get(written, 0))
            if index < 0:
                index = shown.find(written)
            if index < 0 and shown is not self._text:
                index = self._text.find(written)
        else:
            index = self._next(written)
        if index < 0:
            return self._line_with(written), 1
        self._after[written] = index + 1
        return self.at(index)

    def of_url(self, url: str) -> tuple[int, int]:
        """The line and column of the next link or picture with this URL, as an attribute has it.

        Where none is written so, those of the next occurrence of the URL.
        """
        if self._is_short and self._has_no_code:
            # Most links are found so, without a look at all of them.
            plain = self._plainly(f"]({url})", 2)
            if plain is not None:
                return plain
        if self._is_short and (only := self._only(url)) >= 0:
            return self.at(only)
        key = key_of(url)
        written = self._destinations.get(key)
        if written is None:
            return self.of(url)
        number = self._after_urls.get(key, 0)
        self._after_urls[key] = number + 1
        # A definition is written once, and may be used many times.
        return self.at(written[min(number, len(written) - 1)])

    def _only(self, url: str) -> int:
        """The index of an address that stands in the text once, and so nowhere else; -1 of others."""
        text = self._text
        index = text.find(url) if url else -1
        return index if index >= 0 and text.find(url, index + 1) < 0 else -1

    def holds(self, written: str) -> bool:
        """Whether the text holds this very spelling."""
        return written in self._text

    def holds_in_words(self, url: str) -> bool:
        """Whether a link shows this URL, or its host, to its readers."""
        text = self._text
        host = url.partition("//")[2].partition("/")[0]
        return f"<{url}>" in text or f"[{url}" in text or f"[{host}" in text

    def problem(self, written: str, code: str, message: str, hint: str) -> Problem:
        """A problem at the next occurrence of `written`."""
        line, column = self.of(written)
        return Problem.at(self.path, Position(line, column), code, message, hint)

    def url_problem(self, url: str, code: str, message: str, hint: str) -> Problem:
        """A problem at the next link or picture with this URL, as an attribute has it."""
        return Problem.at(self.path, Position(*self.of_url(url)), code, message, hint)

    def at(self, index: int) -> tuple[int, int]:
        """The line and column of this index of the text."""
        if self._is_short:
            line_start = self._text.rfind("\n", 0, index) + 1
            return self._first_line + self._text.count("\n", 0, index), index - line_start + 1
        line = bisect_right(self._line_starts, index) - 1
        return self._first_line + line, index - self._line_starts[line] + 1

    def _plainly(self, written: str, offset: int) -> tuple[int, int] | None:
        """The place so many characters behind where the next one begins; None where that may be code."""
        text, after = self._text, self._after
        index = text.find(written, after.get(written, 0))
        if index < 0:
            return None
        start = text.rfind("\n", 0, index) + 1
        if text.startswith(_INDENTED, start):
            return None
        after[written] = index + 1
        return self._first_line + text.count("\n", 0, start), index - start + offset + 1

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
    def _shown(self) -> str:
        return without_written_code(self._text)

    @cached_property
    def _has_no_code(self) -> bool:
        """Whether all of the text is shown, but for what spaces indent."""
        text = self._text
        return not ("`" in text or "<" in text or "~" in text or "\\" in text or "\t" in text)

    @cached_property
    def _destinations(self) -> dict[str, list[int]]:
        return destinations(self._text)

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

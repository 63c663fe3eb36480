"""Finds what stands between an opening mark and a closing one, in one pass over a text.

An expression that says both looks for the closing mark from each opening one, to the end of the
text where there is none: the time grows by the square.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from newsgen.model.fast_namedtuple import NamedTuple


class Enclosed(NamedTuple):
    """A pair of marks, what stands between them, and where all of it begins and ends."""

    opening: re.Match[str]
    inner: str
    start: int
    end: int


class Marks:
    """Marks that come in pairs; the first closing mark behind an opening one ends it.

    `closing` may depend on the name of the opening mark, its first group in lower case.
    """

    def __init__(
        self, opening: re.Pattern[str], closing: re.Pattern[str] | Mapping[str, re.Pattern[str]]
    ) -> None:
        self._opening = opening
        self._closing = closing

    def finditer(self, text: str) -> Iterator[Enclosed]:
        """The pairs in the text, none within another. An opening mark without its end is none."""
        nearest: dict[re.Pattern[str], re.Match[str] | None] = {}
        at = 0
        while opening := self._opening.search(text, at):
            at = opening.end()
            pattern = self._closing
            if not isinstance(pattern, re.Pattern):
                pattern = pattern[opening[1].lower()]
            if pattern not in nearest:
                nearest[pattern] = pattern.search(text, at)
            closing = nearest[pattern]
            if closing is not None and closing.start() < at:
                closing = nearest[pattern] = pattern.search(text, at)
            if closing is not None:
                inner = text[at : closing.start()]
                at = closing.end()
                yield Enclosed(opening, inner, opening.start(), at)

    def sub(self, replacement: Callable[[Enclosed], str], text: str) -> str:
        """The text with a replacement for each pair."""
        parts: list[str] = []
        at = 0
        for one in self.finditer(text):
            parts += (text[at : one.start], replacement(one))
            at = one.end
        return "".join((*parts, text[at:]))


class Elements(Marks):
    """The elements of HTML with these names, each to the first end tag of its name."""

    def __init__(self, *names: str) -> None:
        opening = re.compile(rf"<({'|'.join(names)})\b[^<>]*+>", re.IGNORECASE)
        super().__init__(
            opening, {name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in names}
        )

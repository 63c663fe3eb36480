"""Stands in for finished Markdown while the text around it is converted and escaped."""

from __future__ import annotations

import re
from collections.abc import Callable

_BEGIN, _END = "\ue000", "\ue001"
_MARK = re.compile(f"{_BEGIN}([0-9]+){_END}")
_EITHER = re.compile(f"[{_BEGIN}{_END}]")


def without_marks(text: str) -> str:
    """The text without the characters that marks are made of, which no language has."""
    return _EITHER.sub("", text) if _BEGIN in text or _END in text else text


class KeptMarks:
    """Finished parts by their marks."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def mark(self, part: str) -> str:
        """A mark for this part, which stays in a line."""
        self._parts.append(part)
        return f"{_BEGIN}{len(self._parts) - 1}{_END}"

    def block(self, part: str) -> str:
        """A mark for this part, which has lines to itself."""
        return self.mark(f"\n\n{part}\n\n")

    def put_back(self, text: str, of_block: Callable[[str, str], str] | None = None) -> str:
        """The text with all parts in their places.

        `of_block` is given a part of several lines and what stands before it in its line.
        """
        # A part may hold the mark of one that was finished before it.
        for _ in range(len(self._parts)):
            filled = _MARK.sub(lambda match: self._part(match, of_block), text)
            if filled == text:
                break
            text = filled
        return text

    def _part(self, match: re.Match[str], of_block: Callable[[str, str], str] | None) -> str:
        part = self._parts[int(match[1])] if int(match[1]) < len(self._parts) else ""
        if of_block is None or "\n" not in part:
            return part
        start = match.string.rfind("\n", 0, match.start()) + 1
        return of_block(part, match.string[start : match.start()])

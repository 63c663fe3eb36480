"""Keeps each character of a text in which stars or underscores don't pair, as an extension.

Python-Markdown closes a `**` with one `*` in some of them (`*a **b*c`), and takes the character
behind it, here the c, for the second star.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import DelimiterProcessor


class EmphasisExtension(Extension):
    """Corrects the processor of emphasis, which stays the one that other extensions know."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        processor = getattr(md, "delimiters", None)
        if isinstance(processor, DelimiterProcessor):
            pairs = _Pairs(processor)
            # Views of the processor share its attributes.
            processor.get_match = pairs.get_match  # type: ignore[method-assign]
            processor.add_region = pairs.add_region  # type: ignore[method-assign]


class _Pairs:
    """Sees to it that what closes an element is made of delimiters."""

    def __init__(self, processor: DelimiterProcessor) -> None:
        self._processor = processor
        self._text = ""

    def get_match(self, data: str, start: int) -> re.Match[str] | None:
        """Asked of each text before a pair is sought in it."""
        self._text = data
        return DelimiterProcessor.get_match(self._processor, data, start)

    def add_region(self, delim: Any, a: int, b: int, c: int, d: int, size: int) -> None:
        """Adds the element between two delimiters, from a to b and from c to d."""
        there = 0
        while there < size and self._text[c + there : c + there + 1] == delim.token:
            there += 1
        if not there:
            return
        if there < size:
            # The one that is as long as what closes it; else a part of the nearest.
            start, end = next(
                (one[:2] for one in reversed(delim.stack) if one[-1] == there), (a, b)
            )
            a, b, d, size = max(start, end - there), end, c + there, there
        DelimiterProcessor.add_region(self._processor, delim, a, b, c, d, size)

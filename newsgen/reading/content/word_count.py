"""Counts the words of a body."""

from __future__ import annotations

import re

from newsgen.model.body_slots import MARK

_WITHOUT_SPACES = frozenset({"bo", "ja", "km", "lo", "my", "th", "yue", "zh"})
"""Languages that write no spaces between words."""

_WORDLESS = re.compile(r"\n(?:<[^<>]*+>)*+(?=\n|\Z)")
"""A line of tags alone."""


def word_count(body: str, lang: str) -> int:
    """How many words a stored body has, to one in a hundred; 0 where the language does not part them.

    It counts what parts words, which costs a third of what it takes to take the tags away and to
    part them: some 10 microseconds for 700 words.
    """
    if not body or lang.partition("-")[0] in _WITHOUT_SPACES:
        return 0
    # Every other part stands between two marks.
    text = "".join(body.split(MARK)[::2]) if MARK in body else body
    lines = text.count("\n") + 1 - len(_WORDLESS.findall(text))
    if text.find("\n") == text.find(">") + 1:
        lines -= 1
    # A space stands before each attribute, and few values have one. Text has no straight marks.
    return lines + text.count(" ") - text.count('"') // 2

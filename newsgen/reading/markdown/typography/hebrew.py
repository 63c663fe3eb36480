"""Tells the signs of Hebrew abbreviations from quotation marks: צה״ל, רח׳."""

from __future__ import annotations

import re

from newsgen.reading.markdown.typography.neighbours import is_hebrew

GERESH, GERSHAYIM = "׳", "״"

_PREFIXES = frozenset("והבכלמש")
_MOST_PREFIXES = 4
_CLOSES = re.compile(r'"(?![^\W_])')


def sign(text: str, index: int) -> str:
    """The geresh or gershayim that the straight mark at this index stands for; "" where it is none."""
    if not index or not is_hebrew(text[index - 1]):
        return ""
    following = text[index + 1 : index + 2]
    is_within = bool(following) and is_hebrew(following)
    if text[index] == "'":
        return GERESH if is_within else ""
    if not is_within or _quotes(text, index):
        return ""
    return GERSHAYIM


def _quotes(text: str, index: int) -> bool:
    """Whether the letters before are prefixes of what is quoted: ב"הארץ"."""
    if not is_hebrew(text[index + 2 : index + 3]):
        return False
    start = index
    while start and is_hebrew(text[start - 1]):
        start -= 1
        if text[start] not in _PREFIXES or index - start > _MOST_PREFIXES:
            return False
    closing = text.find('"', index + 1)
    return closing >= 0 and _CLOSES.match(text, closing) is not None

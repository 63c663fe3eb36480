"""Finds `smarty`'s matches from quote to quote, not from character to character.

Each of its regular expressions has a quote, dashes or dots at a known place. A search for a match
from some position on is therefore a match at the first such place where there is one, and most
places are seen to be in vain from a single character.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from markdown.extensions import smarty

Find = Callable[[str, int], "re.Match[str] | None"]
"""As the `search` of a compiled pattern: the leftmost match at or after a position."""


def _at_start(regex: re.Pattern[str], literal: str, text: str, start: int) -> re.Match[str] | None:
    """For a pattern that can match at the beginning of the text only."""
    return regex.match(text) if start == 0 and text.startswith(literal) else None


def _at_literal(
    regex: re.Pattern[str], literal: str, text: str, start: int
) -> re.Match[str] | None:
    """For a pattern whose match begins with the literal, look-behind aside."""
    match = None
    place = text.find(literal, start)
    while place != -1 and match is None:
        match = regex.match(text, place)
        place = text.find(literal, place + 1)
    return match


def _before_literal(
    regex: re.Pattern[str], literal: str, text: str, start: int
) -> re.Match[str] | None:
    """For an opening quote, whose match begins with what stands before the quote.

    That is one white-space character or dash, two hyphens, or an entity of six or seven
    characters: the last character before the quote tells which.
    """
    place = text.find(literal, start + 1)
    while place != -1:
        before = text[place - 1]
        if before in _WIDTHS or before.isspace():
            for width in _WIDTHS.get(before, (1,)):
                begin = place - width
                match = regex.match(text, begin) if begin >= start else None
                if match is not None:
                    return match
        place = text.find(literal, place + 1)
    return None


_WIDTHS = {"-": (2,), ";": (6, 7), "–": (1,), "—": (1,)}

_FINDERS: dict[str, tuple[Callable[..., re.Match[str] | None], str]] = {
    r"(?<!-)---(?!-)": (_at_literal, "---"),
    r"(?<!-)--(?!-)": (_at_literal, "--"),
    r"(?<!\.)\.{3}(?!\.)": (_at_literal, "..."),
    smarty.singleQuoteStartRe: (_at_start, "'"),
    smarty.doubleQuoteStartRe: (_at_start, '"'),
    smarty.doubleQuoteSetsRe: (_at_literal, "\"'"),
    smarty.singleQuoteSetsRe: (_at_literal, "'\""),
    smarty.doubleQuoteSetsRe2: (_at_literal, "'\""),
    smarty.singleQuoteSetsRe2: (_at_literal, "\"'"),
    smarty.decadeAbbrRe: (_at_literal, "'"),
    smarty.openingSingleQuotesRegex: (_before_literal, "'"),
    smarty.closingSingleQuotesRegex: (_at_literal, "'"),
    smarty.closingSingleQuotesRegex2: (_at_literal, "'"),
    smarty.remainingSingleQuotesRegex: (_at_literal, "'"),
    smarty.openingDoubleQuotesRegex: (_before_literal, '"'),
    smarty.closingDoubleQuotesRegex: (_at_literal, '"'),
    smarty.closingDoubleQuotesRegex2: (_at_literal, '"'),
    smarty.remainingDoubleQuotesRegex: (_at_literal, '"'),
}


def finder_of(pattern: object) -> Find | None:
    """The faster search for a pattern of `smarty`, if it is exactly a known one."""
    if type(pattern) is not smarty.SubstituteTextPattern or pattern.pattern not in _FINDERS:
        return None
    find, literal = _FINDERS[pattern.pattern]
    return partial(find, pattern.compiled_re, literal)

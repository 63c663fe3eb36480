"""Finds the address and the title of a link whose brackets have an unusual form, as Python-Markdown does.

A quotation mark begins a title, in which round brackets don't count; where none ends it in front of a
closing bracket, the link ends with the bracket that would have ended it without the mark.
"""

from __future__ import annotations

import re

from newsgen.model.fast_namedtuple import NamedTuple

_BRACKET = re.compile(r"[\[\]]")
_SIGN = re.compile(r"[()'\"]")
_OPENING = re.compile(r"\(\s*")
_SPACES = re.compile(r"\s")


class Target(NamedTuple):
    """Where a link leads, and where it ends in the text."""

    url: str
    title: str | None
    end: int


def closing_bracket(text: str, at: int) -> int:
    """Where the square bracket ends that opens before this index; -1 where it never does."""
    depth = 1
    for match in _BRACKET.finditer(text, at):
        depth += 1 if match[0] == "[" else -1
        if not depth:
            return match.start()
    return -1


def target_at(text: str, at: int) -> Target | None:
    """The target in the round bracket that opens at this index; None where it is none."""
    opening = _OPENING.match(text, at)
    if opening is None:
        return None
    start = opening.end()
    depth, fallback_depth, fallback_end = 1, 1, -1
    quote = other = ""
    quote_start = quote_end = other_start = other_end = -1
    for match in _SIGN.finditer(text, start):
        sign, place = match[0], match.start()
        last = _last_before(text, start, place)
        if sign == "(":
            if not quote:
                depth += 1
            elif fallback_depth:
                fallback_depth -= 1
        elif sign == ")":
            if (quote_end >= 0 and quote == last) or (other_end >= 0 and other == last):
                depth = 0
            elif not quote:
                depth -= 1
            elif fallback_depth:
                fallback_depth -= 1
                if not fallback_depth:
                    fallback_end = place + 1
        elif not quote:
            fallback_depth, depth, quote, quote_start = depth, 1, sign, place + 1
        elif sign == quote:
            quote_end = place + 1
        elif not other:
            other_start, other = place + 1, sign
        else:
            other_end = place + 1
        if not depth:
            if quote_end >= 0 and quote == last:
                return _target(
                    text[start : quote_start - 1], text[quote_start : quote_end - 1], place
                )
            if other_end >= 0 and other == last:
                return _target(
                    text[start : other_start - 1], text[other_start : other_end - 1], place
                )
            return _target(text[start:place], None, place)
    if not fallback_depth and fallback_end >= 0:
        return _target(text[start : fallback_end - 1], None, fallback_end - 1)
    return None


def _target(url: str, title: str | None, place: int) -> Target:
    if title is not None:
        title = title.strip()
        if title and title[0] == title[-1] and title[0] in "\"'":
            title = title[1:-1]
        title = _SPACES.sub(" ", title)
    return Target(url.strip(), title, place + 1)


def _last_before(text: str, start: int, place: int) -> str:
    """The character before this place, spaces aside; "" where there is none behind the start."""
    while place > start:
        place -= 1
        if text[place] != " ":
            return text[place]
    return ""

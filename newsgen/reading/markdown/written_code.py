"""Blanks code and comments in a Markdown text, to look for signs where they have a meaning."""

from __future__ import annotations

import re

# Patterns of what few texts hold are compiled when they are first used.
_TICKS = r"`+"
_FENCE = r"(?m)^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(`{3,}|~{3,})"
_GAP = r"(\n[ \t]*\n)"
_NOT_A_LINE_END = r"[^\n]"


def without_written_code(text: str) -> str:
    """The text with its code and its comments blanked out; it keeps its length and its lines.

    Indented code stays: whether it is code is told by what stands around it.
    """
    if "```" in text or "~~~" in text:
        text = _without_fences(text)
    if "`" in text:
        # A span is in one paragraph, where an unpaired tick has no other far away.
        text = "".join(map(_without_spans, re.split(_GAP, text)))
    if "<!--" in text:
        text = _without_comments(text)
    return text


def _without_fences(text: str) -> str:
    """A fence ends at the next line of as many of its signs, or with the text."""
    pieces, at = [], 0
    opened = ""
    start = 0
    for match in re.finditer(_FENCE, text):
        if not opened:
            opened, start = match[1], match.start()
        elif match[1][0] == opened[0] and len(match[1]) >= len(opened):
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
            if text[match.end() : end].strip():
                continue
            pieces += [text[at:start], _blank(text[start:end])]
            at, opened = end, ""
    # One that never ends is none.
    return "".join((*pieces, text[at:]))


def _without_spans(text: str) -> str:
    """A span ends with the next ticks that are as many as those it begins with."""
    if "`" not in text:
        return text
    ticks = [match.span() for match in re.finditer(_TICKS, text)]
    following: dict[int, int] = {}
    partner = [-1] * len(ticks)
    for number in range(len(ticks) - 1, -1, -1):
        start, end = ticks[number]
        partner[number] = following.get(end - start, -1)
        following[end - start] = number
    pieces, at, number = [], 0, 0
    while number < len(ticks):
        last = partner[number]
        if last < 0:
            number += 1
            continue
        start, end = ticks[number][0], ticks[last][1]
        pieces += [text[at:start], _blank(text[start:end])]
        at, number = end, last + 1
    return "".join((*pieces, text[at:]))


def _without_comments(text: str) -> str:
    pieces, at = [], 0
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        pieces += [text[at:start], _blank(text[start : end + 3])]
        at = end + 3
        start = text.find("<!--", at)
    return "".join((*pieces, text[at:]))


def _blank(text: str) -> str:
    return re.sub(_NOT_A_LINE_END, " ", text)

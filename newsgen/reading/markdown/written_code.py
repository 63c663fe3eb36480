"""Blanks out of a Markdown text what is shown as it stands: code, and comments that are not shown.

What is left keeps its places and its lines. It is told by the forms that dialects agree on, and
not by a parser: for finding where something was written, and never for what a text becomes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

_SIGNS = ("`", "~~~", "<!--", "\n    ", "\n\t", "<pre")
"""A text with none of them has nothing to blank out, but for its first line."""

_CONTAINER = r"(?:[ \t>]|[-*+][ \t]|[0-9]{1,9}[.)][ \t])*+"
"""What may stand before a block that is within a quotation or a list."""

# Patterns of what few texts hold are compiled when they are first used.
_FENCE = rf"(?m)^{_CONTAINER}(`{{3,}}|~{{3,}})([^\n]*)$"
_NO_LINE_BREAK = r"[^\n]"
_TICKS = r"\\?(`+)"
_BLANK_LINE = r"\n[ \t]*(?=\n)"
_ITEM = r" {0,3}(?:[-*+][ \t]|[0-9]{1,9}[.)][ \t]|\[\^[^\]\n]+\]:|:[ \t]|!!!|\?\?\?)"

Span = tuple[int, int]


def without_written_code(text: str) -> str:
    """The text, of the same length, with spaces for code and comments. Linear in its length."""
    if not any(sign in text for sign in _SIGNS) and not text.startswith(("    ", "\t")):
        return text
    if "```" in text or "~~~" in text:
        text = _blanked(text, _fences(text))
    # Before spaces stand for anything that a line begins with.
    text = _blanked(text, _indented(text))
    for opening, closing in (("<!--", "-->"), ("<pre", "</pre>")):
        if opening in text:
            text = _blanked(text, _between(text, opening, closing))
    if "`" in text:
        text = _blanked(text, _code_spans(text))
    return text


def _fences(text: str) -> Iterator[Span]:
    """From each fence to the next line that closes it; one that nothing closes is text."""
    opening: re.Match[str] | None = None
    for match in re.finditer(_FENCE, text):
        fence, rest = match.groups()
        if opening is None:
            if fence[0] == "~" or "`" not in rest:
                opening = match
        elif fence.startswith(opening[1]) and not rest.strip():
            yield opening.start(1), match.end()
            opening = None


def _between(text: str, opening: str, closing: str) -> Iterator[Span]:
    at = text.find(opening)
    while at >= 0:
        end = text.find(closing, at)
        if end < 0:
            return
        yield at, end + len(closing)
        at = text.find(opening, end)


def _code_spans(text: str) -> Iterator[Span]:
    """From each run of ticks to the next of the same length in its paragraph."""
    runs = [
        (match.start(1), match.end(1), match.start() < match.start(1))
        for match in re.finditer(_TICKS, text)
    ]
    ends = [match.start() for match in re.finditer(_BLANK_LINE, text)]
    following: dict[int, int] = {}
    partner = [-1] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        start, end, _ = runs[number]
        partner[number] = following.get(end - start, -1)
        following[end - start] = number
    number = 0
    while number < len(runs):
        start, end, is_escaped = runs[number]
        last = partner[number]
        if is_escaped or last < 0 or bisect_left(ends, end) != bisect_left(ends, runs[last][0]):
            number += 1
            continue
        yield start, runs[last][1]
        number = last + 1


def _indented(text: str) -> Iterator[Span]:
    """The lines that are indented code: by four spaces behind an empty line, and in no list or note."""
    is_empty, is_in_item, is_code = True, False, False
    at = 0
    for line in text.split("\n"):
        if not line.strip():
            is_empty = True
        elif line.startswith(("    ", "\t")):
            is_code = not is_in_item and (is_empty or is_code)
            if is_code:
                yield at, at + len(line)
            is_empty = False
        else:
            is_in_item = bool(re.match(_ITEM, line)) or (is_in_item and not is_empty)
            is_empty = is_code = False
        at += len(line) + 1


def _blanked(text: str, spans: Iterable[Span]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], re.sub(_NO_LINE_BREAK, " ", text[start:end])]
        at = end
    return "".join((*pieces, text[at:])) if pieces else text

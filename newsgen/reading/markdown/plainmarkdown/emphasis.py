"""Pairs stars, underscores and tildes as Python-Markdown does, where they pair in the plainest way."""

from __future__ import annotations

import re

from newsgen.reading.markdown.plainmarkdown.declined import LineDeclinedError

_RUN = re.compile(r"\*++|_++|~++")
_OPEN_UNDERSCORE = re.compile(r"_(?<![^\W_]_)|_(?![^\W_])")
_DEEPEST = 20
_STRONG = 2
_BOTH = 3
_TAGS = {
    ("*", 1): ("<em>", "</em>"),
    ("*", 2): ("<strong>", "</strong>"),
    ("*", 3): ("<strong><em>", "</em></strong>"),
    ("~", 2): ("<del>", "</del>"),
}


def emphasised(text: str) -> str:
    """The text with the elements that its delimiters make.

    Raises `LineDeclinedError` where one does not end what the last one has begun.
    """
    if "*" not in text and "_" not in text and "~~" not in text:
        return text
    opened: list[tuple[str, int, int]] = []
    made: list[tuple[int, int, str]] = []
    size = len(text)
    for match in _RUN.finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else " "
        behind = text[end] if end < size else " "
        begins, ends = not behind.isspace(), not before.isspace()
        sign, length = text[start], end - start
        if sign == "_":
            begins = begins and not (before.isalnum() or before == "_")
            ends = ends and not (behind.isalnum() or behind == "_")
        elif sign == "~" and length == 1:
            if any(one[0] == sign for one in opened):
                raise LineDeclinedError
            continue
        if not begins and not ends:
            continue
        if ends and any(one[0] == sign for one in opened):
            last, its_length, at = opened.pop()
            if last != sign or its_length != length:
                raise LineDeclinedError
            if length > (_STRONG if begins or sign == "~" else _BOTH):
                raise LineDeclinedError
            opening, closing = _TAGS["*" if sign == "_" else sign, length]
            made += ((at, at + length, opening), (start, end, closing))
        elif begins:
            if length > (_STRONG if ends or sign == "~" else _BOTH):
                raise LineDeclinedError
            if len(opened) == _DEEPEST:
                raise LineDeclinedError
            opened.append((sign, length, start))
    if not made:
        return text
    if opened:
        raise LineDeclinedError
    made.sort()
    pieces: list[str] = []
    done = 0
    for start, end, tag in made:
        pieces += (text[done:start], tag)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def is_settled(text: str) -> bool:
    """Whether no delimiter is left in it that another one outside could pair with."""
    return "*" not in text and "~~" not in text and not _OPEN_UNDERSCORE.search(text)

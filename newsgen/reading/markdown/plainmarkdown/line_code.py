"""Reads code and escapes within a line."""

from __future__ import annotations

import re

from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError, LineDeclinedError
from newsgen.reading.markdown.plainmarkdown.marks import GT, LT, Marks

_TICKS = re.compile(r"`++")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = frozenset("!\"#$%'()*+,-./:;=?@[\\]^_`{|}~")
_KEPT = frozenset("\"'-.")
"""Escaped marks that typography would change: they become references."""


def without_code(text: str, marks: Marks) -> str:
    """The text with a mark for each code between two runs of as many backticks."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    pieces: list[str] = []
    done = number = 0
    while number < len(runs):
        start, end = runs[number]
        if start and text[start - 1] == "\\":
            raise LineDeclinedError
        closing = next(
            (n for n in range(number + 1, len(runs)) if runs[n][1] - runs[n][0] == end - start),
            None,
        )
        if closing is None:
            if number + 1 < len(runs):
                raise LineDeclinedError
            break
        code = text[end : runs[closing][0]].strip()
        if LT in code and (code.count('"') % 2 or code.count("'") % 2):
            # To a parser of HTML a value may go on behind the code.
            raise DeclinedError
        code = code.replace("&", "&amp;")
        code = code.replace(LT, "&lt;").replace(GT, "&gt;")
        pieces += (text[done:start], marks.sign(f"<code>{code}</code>"))
        done = runs[closing][1]
        number = closing + 1
    pieces.append(text[done:])
    return "".join(pieces)


def without_escapes(text: str, marks: Marks) -> str:
    """The text with a mark for each sign behind a backslash."""

    def escaped(match: re.Match[str]) -> str:
        sign = match[1]
        if sign in _ESCAPED:
            return marks.sign(f"&#{ord(sign)};" if sign in _KEPT else sign)
        if sign == LT:
            raise DeclinedError
        if sign in (GT, "&", "<"):
            raise LineDeclinedError
        return match[0]

    return _ESCAPE.sub(escaped, text)

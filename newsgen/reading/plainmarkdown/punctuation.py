"""Quotation marks, dashes and ellipses, as the `smarty` extension makes them typographic.

The text is the whole document's HTML, whose tags have no attributes yet: a tag is where a text
begins or ends. No two quotation marks stand side by side. Only places at which what `smarty` does
follows from the characters beside the mark are written here; one mark that is left over has the
document declined. A pattern begins with what it replaces, so that it is searched for and not tried
at each character.
"""

from __future__ import annotations

import re

from newsgen.reading.plainmarkdown.declined import DeclinedError

_PUNCTUATION = r"[!#$%()+,./:;=?@\[\]^}~]"

# Behind "John's", and before a quotation that opens, `smarty` no longer sees the character that it
# has passed: the first pattern of each looks whether one opens before another has changed it.
_DOUBLE = (
    (re.compile(r"\"(?<=>\")(?=\s(?!['\"]))"), "”"),
    (re.compile(r'"(?<=[ \n(>—–-]")(?=\w)'), "“"),
    (re.compile(r"\"(?<=[\w.,;:!?…)%]\")(?<!'s\")"), "”"),
    (re.compile(r"\"(?<=[ \n(]\")(?=[^\w\s'\"])"), "“"),
    (re.compile(r'"(?<=>")(?=<)'), "“"),
    (re.compile(rf'"(?<=>")(?={_PUNCTUATION}\B)'), "”"),
)
_SINGLE = (
    (re.compile(r"'(?<=>')(?=\s(?!'))|'(?<=[(>]')(?=s\b)"), "’"),
    (re.compile(r"'(?<=\w')(?=[^\W\d])"), "’"),
    (re.compile(r"'(?<=[\w.,;:!?…)%]')(?=[\s.,;:!?)<…—–-]|$)"), "’"),
    (re.compile(r"'(?<=[ \n—–]')(?=\w)(?!\d{2}s)"), "‘"),
    (re.compile(r"'(?<=[(>]')(?=[^\W\d])(?!s\b)"), "‘"),
    (re.compile(r"'(?<!\w')(?=\d{2}s)"), "’"),
    (re.compile(r"'(?<=[ \n(]')(?=[^\w\s'\"])"), "‘"),
    (re.compile(r"'(?<=>')(?=<)"), "‘"),
    (re.compile(rf"'(?<=>')(?={_PUNCTUATION}\B)"), "’"),
)
_DASH = re.compile(r"--(?<!---)-?+(?!-)")
_ELLIPSIS = re.compile(r"\.\.\.(?<!\.\.\.\.)(?!\.)")


def typographic(written: str) -> str:
    """The HTML with typographic marks."""
    if '"' in written:
        written = _replaced(written, '"', _DOUBLE)
    if "'" in written:
        written = _replaced(written, "'", _SINGLE)
    if "-" in written:
        written = _DASH.sub(_dash, written)
    return _ELLIPSIS.sub("…", written)


def _dash(match: re.Match[str]) -> str:
    return "–" if len(match[0]) == 2 else "—"


def _replaced(written: str, mark: str, patterns: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in patterns:
        written = pattern.sub(replacement, written)
        if mark not in written:
            return written
    raise DeclinedError

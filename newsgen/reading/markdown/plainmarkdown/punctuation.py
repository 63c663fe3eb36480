"""Makes quotation marks, dashes and ellipses typographic, as the `smarty` extension does.

The text is the whole document's HTML, whose tags have no attributes yet: a tag is where a text
begins or ends. Only places at which what `smarty` does follows from the characters beside the mark
are written here; one other mark has the document declined, as have two marks side by side, of which
`smarty` knows more. No two patterns match at the same place, and none looks at what another changes.
"""

from __future__ import annotations

import re

from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError
from newsgen.reading.markdown.replacing import replaced

_PUNCTUATION = r"[!#$%()+,./:;=?@\[\]^}~]"

# Behind "John's", and before a quotation that opens, `smarty` no longer sees the character that it
# has passed.
_CLOSING = re.compile(
    r"\"(?:(?<=[\w.,;:!?…)%]\")(?<!'s\")"
    r"|(?<=>\")(?=\s(?!['\"]))"
    rf"|(?<=>\")(?={_PUNCTUATION}\B))"
)
_OPENING = re.compile(
    r"\"(?:(?<=[ \n>(—–-]\")(?=\w)"
    r"|(?<=[ \n(]\")(?=[^\w\s'\"])"
    r"|(?<=>\")(?=<))"
)
_SINGLE_CLOSING = re.compile(
    r"'(?:(?<=\w')(?=[^\W\d])"
    r"|(?<=[\w.,;:!?…)%]')(?=[\s.,;:!?)<…—–-]|$)"
    r"|(?<=>')(?=\s(?!'))"
    r"|(?<=[(>]')(?=s\b)"
    r"|(?<![\w”]')(?=\d{2}s)"
    rf"|(?<=>')(?={_PUNCTUATION}\B))"
)
_SINGLE_OPENING = re.compile(
    r"'(?:(?<=[ \n—–]')(?=\w)(?!\d{2}s)"
    r"|(?<=[(>]')(?=[^\W\d])(?!s\b)"
    r"|(?<=[ \n(]')(?=[^\w\s'\"])"
    r"|(?<=>')(?=<))"
)
_DASH = re.compile(r"--(?<!---)-?+(?!-)")
_ELLIPSIS = re.compile(r"\.\.\.(?<!\.\.\.\.)(?!\.)")


def typographic(written: str) -> str:
    """The HTML with typographic marks."""
    written = _curled(written, '"', (_CLOSING, "”"), (_OPENING, "“"))
    written = _curled(written, "'", (_SINGLE_CLOSING, "’"), (_SINGLE_OPENING, "‘"))
    written = replaced(written, "--", _DASH, _dash)
    return replaced(written, "...", _ELLIPSIS, _ellipsis)


def _dash(match: re.Match[str]) -> str:
    return "–" if len(match[0]) == 2 else "—"


def _ellipsis(_match: re.Match[str]) -> str:
    return "…"


def _curled(
    written: str,
    mark: str,
    closing: tuple[re.Pattern[str], str],
    opening: tuple[re.Pattern[str], str],
) -> str:
    """The text with the marks that close and those that open."""
    (closes, right), (opens, left) = closing, opening
    lefts = []
    at = written.find(mark)
    while at >= 0:
        if not closes.match(written, at):
            if not opens.match(written, at):
                raise DeclinedError
            lefts.append(at)
        at = written.find(mark, at + 1)
    written = written.replace(mark, right)
    pieces, start = [], 0
    for at in lefts:
        pieces.append(written[start:at])
        start = at + 1
    pieces.append(written[start:])
    return left.join(pieces)

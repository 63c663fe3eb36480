"""Finds where a Markdown text writes the addresses that it leads to, and the pictures that it shows.

The forms are those of links and pictures, of definitions of links, of addresses in angle brackets,
and of attributes in raw HTML. A link by reference stands at its definition: that is what to mend.
"""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from newsgen.reading.markdown.written_code import without_written_code

_NESTED = r"\((?:[^()\\]++|\\[\s\S])*+\)"
_WITHIN = rf"(?:[^()\\]++|\\[\s\S]|{_NESTED})*+"
_RAW_TAG = r"""<[A-Za-z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+"""

# Each begins with a sign of its own, and stops where what it looks for must have ended.
_PLACE = (
    rf"(?<!\\)\]\(({_WITHIN})\)"
    r"|^[ \t>]*+\[(?!\^)[^\[\]\n]++\]:([ \t]*+\n?[ \t]*+\S[^\n]*+)"
    r"|(?<!\\)<([A-Za-z][A-Za-z0-9+.-]*+:[^\s<>]*+)>"
    rf"|({_RAW_TAG})>"
)
# All are gone through, since the value of one may look like another.
_ATTRIBUTE = r"""(?<=[\s/"'])([^\s/>"'=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))"""
_WITH_URL = frozenset({"href", "src", "cite"})
_TITLES = {'"': r'\s"', "'": r"\s'"}
_ESCAPED = r"\\([!-/:-@\[-`{-~])"
_BRACKETED = r"(?s)<([^<>]*+)>"


def destinations(text: str) -> dict[str, list[int]]:
    """The places of each destination by its key (see `key_of`), in their order, as indexes of the text.

    Costs one pass over the text.
    """
    found: dict[str, list[int]] = {}
    for match in re.finditer(_PLACE, without_written_code(text), re.MULTILINE):
        kind = match.lastindex or 0
        written, start = match[kind], match.start(kind)
        if kind == 4:
            for one in re.finditer(_ATTRIBUTE, written):
                if one[1].lower() in _WITH_URL:
                    value = one.lastindex or 0
                    found.setdefault(key_of(one[value]), []).append(start + one.start(value))
        elif kind == 3:
            found.setdefault(key_of(written), []).append(start)
        else:
            _take(written, start, found)
    return found


def _take(written: str, start: int, found: dict[str, list[int]]) -> None:
    """Adds the destination of a link or a definition: what stands there without brackets and title."""
    start += len(written) - len(written.lstrip())
    written = written.strip()
    bracketed = re.match(_BRACKETED, written)
    if bracketed:
        destination, start = bracketed[1], start + 1
    else:
        title = (
            re.search(_TITLES[written[-1]], written) if written.endswith(tuple(_TITLES)) else None
        )
        destination = written[: title.start()] if title else written
    key = key_of(re.sub(_ESCAPED, r"\1", destination))
    found.setdefault(key, []).append(start)


def key_of(url: str) -> str:
    """The URL as those have it in common that one writes and that an attribute of the HTML holds."""
    if "&" in url:
        url = html.unescape(url)
    if "%" in url:
        url = unquote(url)
    return "".join(url.split())

"""Tells what stands between angle brackets from words, and what its attributes do to a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.markdown.html_names import BARE_ATTRIBUTES
from newsgen.reading.markdown.raw_tags import attributes

_WORD = re.compile(r"[^\W_][^\"'{}<]*\Z|[(\[][^\W_]")
_OF_A_PROGRAM = re.compile(r"(?i)(?:data|aria|v|x|ng)-")
_STRUCK = re.compile(r"(?i)text-decoration[^;]{0,100}line-through")
_HIDDEN = re.compile(r"(?i)(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden)")
_SRC = re.compile(r"(?i)(?:^|[\s\"'/])src\s*+=")
_OPEN_COMMENT = re.compile(r"&lt;!(?:--|[–—])")
# Of one letter, other than `p`, it may be a formula: i <b
_OPEN_TAG = re.compile(
    r"&lt;/?([a-zA-Z][a-zA-Z0-9]*)"
    r"(?:\s[^<>&\n]{0,200}=\s?[\"'“”„«»‘’‚]|(?<!&lt;[a-oq-zA-OQ-Z])(?=\s*</|\s*\Z))"
)


class Looks(NamedTuple):
    """What a tag's attributes did to the look of what it holds."""

    is_hidden: bool
    is_struck: bool


class OpenMark(NamedTuple):
    """A tag or comment without an end that is text in the HTML: its name, and where it stands."""

    name: str
    start: int
    end: int


def has_words(rest: str) -> bool:
    """Whether what stands behind the name is words, as in `<source withheld>`, and no attributes."""
    words = rest.split()
    if "=" in rest:
        return words[0][0] == "="
    return any(
        word.lower() not in BARE_ATTRIBUTES and _WORD.match(word) and not _OF_A_PROGRAM.match(word)
        for word in rest.split("/")[0].split()
    )


def looks_of(rest: str) -> Looks:
    """What the attributes of a tag hide or strike through."""
    small = rest.lower()
    if "hidden" not in small and "style" not in small:
        return Looks(is_hidden=False, is_struck=False)
    written = attributes(rest)
    style = written.get("style", "")
    is_hidden = "hidden" in written or _HIDDEN.search(style) is not None
    return Looks(is_hidden, _STRUCK.search(style) is not None)


def has_source(rest: str) -> bool:
    """Whether a picture's tag says where its file is."""
    return _SRC.search(rest) is not None


def has_open_marks(html: str) -> bool:
    """Whether `open_marks` may find any."""
    return "&lt;" in html and bool(_OPEN_COMMENT.search(html) or _OPEN_TAG.search(html))


def open_marks(html: str, start: int, end: int) -> Iterator[OpenMark]:
    """The tags and comments without an end, of which Python-Markdown has made text, in a part of the HTML.

    They may have been written as text, too.
    """
    if html.find("&lt;", start, end) < 0:
        return
    for match in _OPEN_COMMENT.finditer(html, start, end):
        yield OpenMark("!--", match.start(), match.end())
    # The end of a block is part of what is looked for.
    for match in _OPEN_TAG.finditer(html, start, end + 2):
        yield OpenMark(match[1].lower(), match.start(), match.end())

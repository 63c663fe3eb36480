"""Tells from what stands beside a straight mark what it can be."""

from __future__ import annotations

import html
import re

OPEN, CLOSE, EITHER = "open", "close", "either"

ATOM = "\ufffc"
"""Stands in a paragraph's text for what is no text: code, a picture, the number of a source."""

_STOPS = frozenset(".,;:!?)]}。，、；：！？）］｝")
_DASHES = frozenset("-‐‑‒–—―/\\|")
_OPENING = frozenset("([{<¿¡“„‟«‹‚‘「『（【〈《〔［｛")
_LEFT = _DASHES | _OPENING | frozenset("=+~#^*_@$€£")
_RIGHT = _STOPS | _DASHES | frozenset("…>”’»›」』】〉》〕*~")

_REFERENCE_BEFORE = re.compile(r"&[#\w]{1,10};\Z")
_REFERENCE = re.compile(r"&[#\w]{1,10};")
_LONGEST_REFERENCE = 12

_SPACELESS = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]"
)
_HEBREW = re.compile("[\u05d0-\u05f2]")


def before(text: str, index: int) -> str:
    """The character before this index; a line break at the beginning."""
    if not index:
        return "\n"
    character = text[index - 1]
    if character == ";":
        match = _REFERENCE_BEFORE.search(text, max(index - _LONGEST_REFERENCE, 0), index)
        return html.unescape(match[0])[-1] if match else character
    return character


def behind(text: str, index: int) -> str:
    """The character at this index; a line break at the end."""
    if index >= len(text):
        return "\n"
    character = text[index]
    if character == "&":
        match = _REFERENCE.match(text, index)
        return html.unescape(match[0])[0] if match else character
    return character


def is_ellipsis(text: str, index: int) -> bool:
    """Whether three dots or their sign stand here."""
    return text.startswith(("…", ".."), index)


def is_spaceless(character: str) -> bool:
    """Whether the character is of a script that writes quotations without spaces beside them."""
    return _SPACELESS.match(character) is not None


def is_hebrew(character: str) -> bool:
    """Whether the character is a Hebrew letter."""
    return _HEBREW.match(character) is not None


def kind_of(left: str, right: str, *, leads: bool) -> str:
    """What a mark between these characters does; `leads` where an ellipsis follows it."""
    if left.isspace():
        if right.isspace() or (right in _STOPS and not leads):
            return EITHER
        return OPEN
    if right.isspace():
        return EITHER if left in _OPENING else CLOSE
    opens, closes = left in _LEFT, right in _RIGHT
    if opens != closes:
        return OPEN if opens else CLOSE
    if not opens or (left in _DASHES and leads):
        return EITHER
    if left in _OPENING:
        return OPEN if leads or right not in _STOPS else EITHER
    return CLOSE if right in _STOPS else EITHER

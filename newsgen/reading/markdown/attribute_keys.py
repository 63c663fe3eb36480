"""Knows what an attribute list is: its form, and the keys that it may have.

Those are attributes of HTML, and `credit` of a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = r"[^\W\d][^\s{}.#=\"']*+"
KEY = r"[a-zA-Z][\w:-]*+"
VALUE = r"\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'{}=]++"
# Each part begins with another character than the one before it can go on with.
LIST = rf"\{{:?[ ]*+((?:(?:[.#]{WORD}|{KEY}=(?:{VALUE}))[ ]*+)++)\}}"
"""What has the form of an attribute list; group 1 holds its parts."""

PART = rf"([.#]){WORD}|(?<![\w:-])({KEY})=({VALUE})"
"""A part of a list: a class or an id, or a key with its value."""

_EVERYWHERE = frozenset(("class", "dir", "id", "lang", "title"))
_OF_ELEMENTS = {
    "a": frozenset(("href", "hreflang")),
    "blockquote": frozenset(("cite",)),
    "img": frozenset(("alt", "credit", "src")),
    "li": frozenset(("value",)),
    "ol": frozenset(("reversed", "start", "type")),
    "td": frozenset(("colspan", "headers", "rowspan")),
    "th": frozenset(("abbr", "colspan", "headers", "rowspan", "scope")),
}
_OF_LOOKS = frozenset((
    "align", "border", "decoding", "download", "height", "loading", "markdown", "name",
    "referrerpolicy", "rel", "role", "sizes", "srcset", "style", "tabindex", "target", "valign", "width",
))  # fmt: skip
"""Attributes of HTML that say how an element looks and works: no words of a text are lost with one."""


def is_known(element: str, key: str) -> bool:
    """Whether the key of a list is an attribute that the element can have; classes have the key "."."""
    return (
        key == "."
        or key in _EVERYWHERE
        or key in _OF_ELEMENTS.get(element, ())
        or key in _OF_LOOKS
        or key.startswith(("data-", "aria-"))
    )


def is_key(key: str) -> bool:
    """Whether any element can have the key."""
    return (
        key in _EVERYWHERE or key in _OF_LOOKS or any(key in one for one in _OF_ELEMENTS.values())
    )


def attributes_in(written: str) -> Iterator[tuple[str, str]]:
    """The keys and values of a list's parts, classes with the key "."."""
    for part in re.finditer(PART, written):
        if part[1]:
            yield "." if part[1] == "." else "id", part[0][1:]
        else:
            value = part[3]
            yield part[2], value[1:-1] if value[0] in "\"'" else value

"""Knows the keys that an attribute list may have: attributes of HTML, and `credit` of a picture."""

from __future__ import annotations

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

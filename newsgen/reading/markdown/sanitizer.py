"""Sets up the sanitiser with all that a body can hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsgen.reading.urls import LINK_SCHEMES

if TYPE_CHECKING:
    import nh3

ELEMENTS = frozenset((
    "a", "abbr", "address", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
    "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "time", "tr", "u", "ul", "var", "wbr",
))  # fmt: skip
"""The elements that every body may hold."""

_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    # No element has a credit: it is what an attribute list gives a picture, and goes into its slot.
    "img": {"alt", "credit", "height", "src", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"abbr", "colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}


def cleaner(
    elements: tuple[tuple[str, tuple[str, ...]], ...] = (),
    attribute: Callable[[str, str, str], str | None] | None = None,
) -> nh3.Cleaner:
    """The sanitiser; what it lets through is all that a body can hold.

    `elements` with their attributes are those that plugins add. `attribute` is told the
    element, the name and the value of each attribute that is allowed, and gives the value that
    it gets.
    """
    # By need: most bodies are seen to be clean.
    import nh3

    attributes = {element: {*names} for element, names in _ATTRIBUTES.items()}
    for element, names in elements:
        attributes.setdefault(element, set()).update(names)
    return nh3.Cleaner(
        tags={*ELEMENTS, *(element for element, _ in elements)},
        attributes=attributes,
        url_schemes={*LINK_SCHEMES},
        link_rel=None,
        attribute_filter=attribute,
    )

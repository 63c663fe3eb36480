"""Sets up the sanitiser with all that a body can hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from threading import local
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


Told = Callable[[str, str, str], "str | None"]
"""What is told the element, the name and the value of each attribute that is allowed, and gives its value."""


class _Filter(local):
    """Hands on what the sanitiser tells of attributes to whoever asked for this text, in each thread."""

    told: Told

    def __call__(self, element: str, name: str, value: str) -> str | None:
        return self.told(element, name, value)


@cache
def _shared(elements: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[nh3.Cleaner, _Filter]:
    # To set one up takes a third of the time that a text takes.
    asked = _Filter()
    return cleaner(elements, asked), asked


def sanitized(html: str, elements: tuple[tuple[str, tuple[str, ...]], ...], told: Told) -> str:
    """The HTML without what a body cannot hold; `elements` as for `cleaner`."""
    shared, asked = _shared(elements)
    asked.told = told
    return shared.clean(html)


def cleaner(
    elements: tuple[tuple[str, tuple[str, ...]], ...] = (),
    attribute: Told | None = None,
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

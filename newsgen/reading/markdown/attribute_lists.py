"""Reads attribute lists (`{.wide}`, `{#votes}`, `{: title="A map"}`), and leaves other braces as text.

Python-Markdown takes whatever stands in braces at the end of a heading, a cell or a block, or
behind an element, and makes attributes of its words, which nobody sees: `{provisional}` is gone.
Here a list holds classes, an id and attributes that the element can have, and nothing else.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from newsgen.reading.markdown.attribute_keys import LIST, attributes_in, is_known

# The name under which Python-Markdown has its own, and the priority.
_NAME, _PRIORITY = "attr_list", 8

_LIST = re.compile(LIST)

_ENDS = frozenset(("dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
"""The elements on whose last line, behind a space, a list may stand; in others it has a line of its own."""

_MOST = 10
"""Lists of one element. Each is taken off a text that may be long."""


class AttributeListExtension(Extension):
    """Reads attribute lists in the place of Python-Markdown's extension, which has to be there."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(_Lists(md), _NAME, _PRIORITY)


class _Lists(Treeprocessor):
    """Gives the elements of the tree their attributes."""

    def run(self, root: Element) -> None:
        if "{" not in "".join(root.itertext()) and "{" not in (root.tail or ""):
            return
        for element in root.iter():
            if self.md.is_block_level(element.tag):
                _take_at_end(element)
            elif element.tail and element.tail[0] == "{":
                element.tail = _behind(element, element.tail)


def _take_at_end(element: Element) -> None:
    last = _last_before_lists(element)
    text = element.text if last is None else last.tail
    if not text or "{" not in text:
        return
    for _ in range(_MOST):
        start = text.rfind("{")
        match = _LIST.fullmatch(text.rstrip(" \n"), start) if start > 0 else None
        before = text[:start].rstrip(" ")
        is_apart = len(before) < start if element.tag in _ENDS else before[-1:] == "\n"
        if match is None or not is_apart or not _given(element, match[1]):
            return
        text = before if element.tag in _ENDS else before[:-1]
        if element.tag[0] == "h" and element.tag in _ENDS:
            text = text.rstrip("#").rstrip()
        if last is None:
            element.text = text
        else:
            last.tail = text


def _last_before_lists(element: Element) -> Element | None:
    """The child behind which the element's own text ends; None where that is before any child."""
    if element.tag == "li":
        last = None
        for child in element:
            if child.tag in ("ul", "ol"):
                return last
            last = child
        return last
    return element[-1] if len(element) else None


def _behind(element: Element, tail: str) -> str:
    """What is left of the text behind an element that stands in a line."""
    for _ in range(_MOST):
        match = _LIST.match(tail)
        if match is None or not _given(element, match[1]):
            break
        tail = tail[match.end() :]
    return tail


def _given(element: Element, written: str) -> bool:
    """Whether the element can have these attributes, which it then has."""
    attributes = list(attributes_in(written))
    if not all(is_known(element.tag, key) for key, _ in attributes):
        return False
    for key, value in attributes:
        if key == ".":
            value = f"{element.get('class', '')} {value}".strip()
        element.set("class" if key == "." else key, value)
    return True

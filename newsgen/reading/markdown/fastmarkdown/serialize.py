"""Serializes the tree: plain elements itself, anything else by Python-Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.serializers import RE_AMP, to_html_string, to_xhtml_string

_ENDS: dict[Any, str] = {
    tag: "" if tag in HTML_EMPTY else f"</{tag}>"
    for tag in (
        *("a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code"),
        *("dd", "del", "details", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "mark", "ol", "p", "pre", "q"),
        *("s", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "u", "ul", "video"),
    )
}
"""The end tags of the elements written here; void elements have none."""

_DEEPEST = 60
"""Elements nested deeper are left to Python-Markdown, whose serialiser does not recurse."""


class Serializer:
    """Callable as `to_html_string` and `to_xhtml_string` are, with the same result."""

    def __init__(self, original: Callable[[Element], str], form: Literal["html", "xhtml"]) -> None:
        self._original = original
        self._closes_empty = form == "xhtml"

    def __call__(self, element: Element) -> str:
        parts: list[str] = []
        self._write(element, parts, 0)
        return "".join(parts)

    def _write(self, element: Element, parts: list[str], depth: int) -> None:
        tag = element.tag
        items = element.items()
        attributes = _attributes(items) if items else ""
        end = _ENDS.get(tag)
        if end is None or attributes is None or depth > _DEEPEST:
            # The original writes the element's tail too.
            parts.append(self._original(element))
            return
        if self._closes_empty and not end:
            parts.append(f"<{tag}{attributes} />")
        else:
            text = element.text
            parts.append(f"<{tag}{attributes}>{_escaped(text)}" if text else f"<{tag}{attributes}>")
            for child in element:
                self._write(child, parts, depth + 1)
            parts.append(end)
        tail = element.tail
        if tail:
            parts.append(_escaped(tail))


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def _attributes(items: Iterable[tuple[Any, Any]]) -> str | None:
    """The attributes as they stand in the tag, or `None` where they are out of the ordinary."""
    written = ""
    for name, value in sorted(items):
        if type(name) is not str or not isinstance(value, str) or name == value:
            return None
        value = _escaped(value)
        if '"' in value:
            value = value.replace('"', "&quot;")
        written += f' {name}="{value}"'
    return written


HTML = Serializer(to_html_string, "html")
XHTML = Serializer(to_xhtml_string, "xhtml")

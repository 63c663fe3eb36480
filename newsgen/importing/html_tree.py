"""Parses HTML as browsers do, whatever is wrong with it, into a tree that is looked at and changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

import nh3

VOID = frozenset({
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
_KNOWN = VOID | frozenset({
    "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
    "button", "canvas", "caption", "center", "cite", "code", "colgroup", "dd", "del", "details", "dfn",
    "dialog", "dir", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "font", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "i", "iframe", "ins", "kbd", "label", "legend",
    "li", "main", "map", "mark", "menu", "meter", "nav", "object", "ol", "optgroup", "option", "output", "p",
    "param", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "search", "section",
    "select", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video",
})  # fmt: skip
_ATTRIBUTES = {
    "align", "allow", "alt", "cite", "class", "colspan", "controls", "data", "data-src", "data-lazy-src",
    "datetime", "dir", "height", "hidden", "href", "id", "lang", "loading", "name", "open", "poster",
    "reversed", "rowspan", "scope", "src", "srcdoc", "srcset", "start", "style", "title", "type", "value",
    "width",
}  # fmt: skip
_SCHEMES = {
    "http", "https", "mailto", "tel", "ftp", "ftps", "sms", "sip", "geo", "irc", "ircs", "magnet",
    "matrix", "news", "nntp", "webcal", "xmpp", "data", "javascript", "file", "skype", "whatsapp",
}  # fmt: skip
"""All that a link may say. Which of it is kept is decided where it is written, and told there."""

MOST_DEEP = 100


class Node:
    """An element with its attributes and children, or, with no tag, the root. Texts are strings."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict[str, str] | None = None) -> None:
        self.tag = tag
        self.attributes = attributes or {}
        self.children: list[Node | str] = []

    def get(self, name: str) -> str:
        """The value of an attribute; "" where there is none."""
        return self.attributes.get(name, "")

    def text(self) -> str:
        """All words in it, with one space where there is any white space."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag == "br":
                yield " "
            else:
                yield from child._texts()
                if child.tag not in _INLINE:
                    yield " "

    def elements(self) -> Iterator[Node]:
        """All elements in it, in their order."""
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.elements()

    def html(self) -> str:
        """The element as HTML."""
        inner = "".join(
            escape(one, quote=False) if isinstance(one, str) else one.html()
            for one in self.children
        )
        if not self.tag:
            return inner
        told = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.tag}{told}>" + ("" if self.tag in VOID else f"{inner}</{self.tag}>")


_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
})  # fmt: skip

_RAW = re.compile(r"<(script|style|svg|math|template|noscript|xmp|plaintext)\b", re.IGNORECASE)


def raw_parts(html: str) -> dict[str, int]:
    """How often there are elements that hold no words for readers: scripts, styles, drawings."""
    found: dict[str, int] = {}
    for match in _RAW.finditer(html):
        name = match[1].lower()
        found[name] = found.get(name, 0) + 1
    return found


def parsed(html: str) -> Node:
    """The tree of a part of a page. What holds no words for readers, and comments, are not in it."""
    clean = nh3.clean(
        html,
        tags=set(_KNOWN),
        attributes={"*": _ATTRIBUTES},
        clean_content_tags={"script", "style", "svg", "math", "template"},
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    builder = _Builder()
    builder.feed(clean)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    """Of HTML that is well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]
        self._flat = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        # What is nested deeper than anyone writes lies flat; its words stay in their order.
        if tag in VOID:
            return
        if len(self._open) < MOST_DEEP:
            self._open.append(node)
        else:
            self._flat += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._flat:
            self._flat -= 1
        elif len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

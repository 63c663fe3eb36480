"""Keeps HTML that Markdown can't say, with what newsgen's filter lets through."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from newsgen.importing.embedded_links import embedded_link
from newsgen.importing.html_tree import Node
from newsgen.plugins.imported_pieces import Fate

KEPT_ATTRIBUTES = ("colspan", "datetime", "dir", "lang", "rowspan", "scope", "title")
EMBEDS = frozenset({"iframe", "video", "audio", "object", "embed"})
_OTHERS = {
    "acronym": "abbr", "article": "div", "big": "span", "button": "span", "center": "div", "font": "span",
    "form": "div", "label": "span", "strike": "s", "tt": "code", "footer": "div", "header": "div",
}  # fmt: skip
_VERBATIM = frozenset({"pre"})
_SPACE = re.compile(r"\s+")

Lose = Callable[[Fate, str], None]


def kept_html(node: Node, targets: Collection[str], lose: Lose) -> str:
    """The element as HTML without blank lines, which would end it in Markdown; `targets` are ids to keep."""
    return re.sub(r"[ \t]*\n\s*", "\n", _allowed(node, targets, lose).html())


def _allowed(node: Node, targets: Collection[str], lose: Lose) -> Node:
    """The element with what the filter lets through, and with embeds as links."""
    if node.tag in EMBEDS:
        address, name = embedded_link(node)
        lose("changed", f"element <{node.tag}> is a link")
        made = Node("a", {"href": address}) if address else Node("span")
        made.children = [name]
        return made
    kept = {name: value for name, value in node.attributes.items() if name in KEPT_ATTRIBUTES}
    if node.tag == "a" and node.get("href"):
        kept["href"] = node.get("href")
    if node.tag == "img":
        kept |= {"src": node.get("data-src") or node.get("src"), "alt": node.get("alt")}
    if node.get("id") and node.get("id") in targets:
        kept["id"] = node.get("id")
    made = Node(_OTHERS.get(node.tag, node.tag), kept)
    for child in node.children:
        if isinstance(child, Node):
            made.children.append(_allowed(child, targets, lose))
        else:
            made.children.append(child if node.tag in _VERBATIM else _SPACE.sub(" ", child))
    return made

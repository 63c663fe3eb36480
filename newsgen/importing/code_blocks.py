"""Makes a block of code of preformatted HTML."""

from __future__ import annotations

import re

from newsgen.importing.html_tree import Node
from newsgen.importing.markdown_escapes import fenced

_LANGUAGE = re.compile(r"(?:brush:\s*|lang(?:uage)?-|\bsource\w*\s+)([\w+#-]+)")


def code_block(node: Node) -> str:
    """The block in Markdown, with its language where the element says it."""
    return fenced(verbatim_text(node), language_of(node))


def verbatim_text(node: Node) -> str:
    return "".join(
        child if isinstance(child, str) else "\n" if child.tag == "br" else verbatim_text(child)
        for child in node.children
    ).strip("\n")


def language_of(node: Node) -> str:
    inner = [one for one in node.elements() if one.tag == "code"]
    for one in (node, *inner):
        match = _LANGUAGE.search(one.get("class"))
        if match:
            return match[1]
    return node.get("lang") if re.fullmatch(r"[\w+#-]{1,20}", node.get("lang")) else ""

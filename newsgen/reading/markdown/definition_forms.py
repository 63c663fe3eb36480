"""Tells the definitions of links in a Markdown text by their form: `[label]: address "title"`."""

from __future__ import annotations

import re
from collections import Counter

# Patterns of what few texts hold are compiled when they are first used.
_CONTAINER = r"(?m)^(?:[ \t]*+(?:>|[-*+][ ]|\d++[.)][ ]))*+"
DEFINITION = (
    _CONTAINER + r"[ ]*+\[([^\[\]\n^][^\[\]\n]*+)\]:[ ]*+\n?[ ]*+(\S++)"
    r"(?:[ ]*+(?:\n[ ]*+)?(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ ]*+$"
)
"""The forms that Python-Markdown takes for definitions, behind the signs of quotations and items."""

_ADDRESS = r"<|[a-zA-Z][\w+.-]*+:|#|\S*?/|\S*?\w\.[a-zA-Z]"
_BRACKETS = r"\[([^\[\]]*+)\]"


def is_address(target: str) -> bool:
    """Whether it looks like a scheme, a place on the page, a path, a file or a host."""
    return re.match(_ADDRESS, target) is not None


def label_of(written: str) -> str:
    """The label as definitions and their uses are compared by."""
    return " ".join(written.lower().split())


def labels_in(text: str) -> Counter[str]:
    """How often each label stands in brackets, in definitions too."""
    return Counter(map(label_of, re.findall(_BRACKETS, text)))

"""Names definitions of links that nothing in a text uses: Markdown shows nothing of them.

`[//]: # (a note)`, by which writers leave notes to themselves, is passed over.
"""

from __future__ import annotations

import re

from newsgen.model.problem import Position, Problem
from newsgen.reading.markdown.definition_forms import ADDRESS
from newsgen.reading.markdown.text_places import TextPlaces

SIGN = "]:"

# Patterns of what few texts hold are compiled when they are first used. These are the forms that
# Python-Markdown takes for definitions, after the signs of quotations and items.
_CONTAINER = r"(?m)^(?:[ \t]*+(?:>|[-*+][ ]|\d++[.)][ ]))*+"
_LINK = (
    _CONTAINER + r"[ ]*+\[([^\[\]\n^][^\[\]\n]*+)\]:[ ]*+\n?[ ]*+" + ADDRESS + r"(\S++)"
    r"(?:[ ]*+(?:\n[ ]*+)?(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ ]*+$"
)
_BRACKETS = r"\[([^\[\]]*+)\]"

_MOST = 20
"""Definitions of a text that are named one by one."""

_NOTES = frozenset(("#", "<>", "<#>"))
"""Where the definition leads that is the writer's own note."""


def unused_definitions(bare: str, places: TextPlaces) -> list[Problem]:
    """A warning for each definition of a text without its code that nothing uses."""
    if SIGN not in bare:
        return []
    links = [match for match in re.finditer(_LINK, bare) if not _is_note(match)]
    if not links:
        return []
    rest = _without(links, bare)
    used = {_label(one) for one in re.findall(_BRACKETS, rest)}
    unused = [one for one in links if _label(one[1]) not in used]
    return [
        Problem.at(
            places.path,
            Position(*places.at(one.start(1) - 1)),
            "NG439",
            f"Nothing shows the definition of `{one[1]}`.",
            "Use it, as in [the words][its name], or take it out. As text, write \\[ for its bracket.",
            severity="warning",
        )
        for one in unused[:_MOST]
    ]


def _is_note(definition: re.Match[str]) -> bool:
    """Whether it is a note of the writer's own: `[//]: # (…)`, `[comment]: <> (…)`, `[#]: (…)`."""
    label, target = definition.groups()
    return target in _NOTES or not any(map(str.isalnum, label))


def _label(written: str) -> str:
    return " ".join(written.lower().split())


def _without(matches: list[re.Match[str]], text: str) -> str:
    pieces, at = [], 0
    for match in matches:
        pieces.append(text[at : match.start()])
        at = match.end()
    return "".join((*pieces, text[at:]))

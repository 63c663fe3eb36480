"""Names definitions of links that nothing in a text uses: Markdown shows nothing of them.

`[//]: # (a note)`, by which writers leave notes to themselves, is passed over.
"""

from __future__ import annotations

import re

from newsgen.model.problem import Position, Problem
from newsgen.reading.markdown.definition_forms import (
    DEFINITION,
    is_address,
    label_of,
    labels_in,
)
from newsgen.reading.markdown.text_places import TextPlaces

SIGN = "]:"

_MOST = 20
"""Definitions of a text that are named one by one."""

_NOTES = frozenset(("#", "<>", "<#>"))
"""Where the definition leads that is the writer's own note."""


def unused_definitions(bare: str, places: TextPlaces) -> list[Problem]:
    """A warning for each definition of a text without its code that nothing uses."""
    if SIGN not in bare:
        return []
    links = [
        match
        for match in re.finditer(DEFINITION, bare)
        if is_address(match[2]) and not _is_note(match)
    ]
    if not links:
        return []
    in_brackets = labels_in(bare)
    in_brackets.subtract(label_of(match[1]) for match in links)
    unused = [match for match in links if in_brackets[label_of(match[1])] < 1]
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

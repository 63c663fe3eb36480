"""Cuts a body's HTML into pieces, each whole in itself wherever it is placed."""

from __future__ import annotations

import re

from newsgen.model.body_slots import MARK, SLOT

_VOID = frozenset({"br", "col", "hr", "img", "wbr"})

# A slot stands beside tags or within one; it may hold a "<".
_TOKEN = re.compile(rf'{SLOT}|<(/?)([a-z][a-z0-9]*+)((?:[^<>"{MARK}]++|"[^"]*+"|{SLOT})*+)>')


def closed(piece: str) -> str:
    """The piece with an end for each element that it leaves open, and without ends of others."""
    kept, open_elements, start = [], [], 0
    for match in _TOKEN.finditer(piece):
        name = match.group(2)
        if name is None or name in _VOID:
            continue
        if not match.group(1):
            open_elements.append(name)
        elif open_elements and open_elements[-1] == name:
            open_elements.pop()
        else:
            kept.append(piece[start : match.start()])
            start = match.end()
    ends = (f"</{name}>" for name in reversed(open_elements))
    return "".join((*kept, piece[start:], *ends))


def end_of_element(html: str, start: int) -> int:
    """Where the element ends whose tag begins at this index; the end of the text where it is left open."""
    depth = 0
    for match in _TOKEN.finditer(html, start):
        name = match.group(2)
        if name is None or name in _VOID:
            continue
        depth += -1 if match.group(1) else 1
        if depth == 0:
            return match.end()
    return len(html)

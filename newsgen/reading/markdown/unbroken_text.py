"""Tells a text that was pasted in, a paragraph a line and no blank line between two."""

from __future__ import annotations

import re

from newsgen.model.problem import Position, Problem
from newsgen.reading.markdown.text_places import TextPlaces

_FEWEST = 4
"""Lines that are paragraphs: fewer may be a paragraph with a sentence a line."""

_PARTS = 3
"""Parts of the beginning that are looked at: a headline or a heading may stand before what was pasted."""

_LONG = 80
"""Bytes of a line that is no verse and no address; in Chinese, a sentence of thirty characters."""

_MANY = 10
"""Lines of one sentence each that are more than a paragraph has."""

# The end of a sentence with another behind it.
_INNER_END = re.compile(r"[.!?][\"'”’»)]?[ ](?=[^\W\da-z])|[。！？](?=.)|।[ ]")
_ENDS = (*".!?:…。！？।؟۔", '"', "'", "”", "’", "»", "“", "」", "』", ")", "）", "*", "_", "]")
_BEGINS_BLOCK = ("#", ">", "- ", "* ", "+ ", "|", " ", "\t", "```", "~~~", "<", "[", ":", "{", "!")


def is_unbroken(text: str) -> bool:
    """Whether a part of the text may be one: asked of each, of which most begin with short paragraphs."""
    at = parts = 0
    lines = 1
    while parts < _PARTS:
        at = text.find("\n", at) + 1
        if not at:
            return False
        if text.startswith("\n", at):
            at, lines, parts = at + 1, 1, parts + 1
        elif at < len(text):
            lines += 1
            if lines == _FEWEST:
                return True
    return False


def unbroken_text(text: str, places: TextPlaces) -> list[Problem]:
    """A warning at the part between blank lines that is nearly all of the text, each line a paragraph.

    Who writes a sentence a line parts paragraphs by blank lines, and has one sentence in each.
    """
    most = 0.7 * sum(not line.isspace() and line != "" for line in text.split("\n"))
    at = 0
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        if len(lines) >= max(_FEWEST, most) and _are_paragraphs(lines):
            start = at + len(block) - len(block.lstrip("\n"))
            return [
                Problem.at(
                    places.path,
                    Position(*places.at(start)),
                    "NG397",
                    f"These {len(lines)} lines have no blank line between them: they are one paragraph.",
                    "Put a blank line between two paragraphs; `newsgen import --from text` does so"
                    " for a whole file.",
                    severity="warning",
                )
            ]
        at += len(block) + 2
    return []


def _are_paragraphs(lines: list[str]) -> bool:
    """Whether nearly all lines are long and end as a sentence does, and none begins a block."""
    if any(line.startswith(_BEGINS_BLOCK) or line.endswith(("  ", "\\")) for line in lines):
        return False
    ended = sum(line.rstrip().endswith(_ENDS) for line in lines)
    long = sum(len(line.encode()) > _LONG for line in lines)
    many = sum(_INNER_END.search(line) is not None for line in lines)
    return (
        ended >= 0.8 * len(lines)
        and long >= 0.6 * len(lines)
        and (many >= 0.25 * len(lines) or len(lines) >= _MANY)
    )

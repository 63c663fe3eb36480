"""Takes the definitions of links out of a text."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsgen.reading.markdown.definition_forms import is_address
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError

References = dict[str, tuple[str, str]]
"""The address and the title of each label, in lower case."""

_DEFINITION = re.compile(
    r"\[([^\[\]\n^*]++)\]: *+(<[^\s<>\"`\\]++>|[^\s<>\"`\\]++)"
    r"(?: ++(?:\"([^\"\n<\\`]*+)\"|'([^'\n<\\`]*+)'|\(([^\n<\\`]*)\)))?+ *+$"
)
# A bracket and a colon within a line, or behind them more words than an address and a title.
_IS_NO_DEFINITION = re.compile(
    r"\s*+(?:[^\W\d_]|\d++[^\W_]|[\"'“(])[^\n]*?\[[^\[\]\n]*+\]:"
    r"|\[[^\[\]\n^*]*+\]: *+[^\s\[\]]++ ++[^\s\"'(\[\]]"
)
_ABBREVIATION = re.compile(r"(?m)^(?:[ >]|[-+*][ ]|[0-9]{1,9}[.)][ ])*+\*\[")
_BARE_LABEL = re.compile(r"\[[^\[\]\n^*]*+\]: *+$")


def without_definitions(text: str, place: Callable[[str], str], references: References) -> str:
    """The text with an empty place for each definition, which `references` gets.

    `place` gives what stands for a block of the HTML it is given.
    """
    if "*[" in text and _ABBREVIATION.search(text):
        raise DeclinedError
    lines = text.split("\n")
    kept: list[str] = []
    is_apart, follows_definition, is_beside = True, False, False
    for index, line in enumerate(lines):
        match = _DEFINITION.match(line) if line[:1] == "[" else None
        if match is None:
            if "]:" in line and not _IS_NO_DEFINITION.match(line):
                below = lines[index + 1] if index + 1 < len(lines) else ""
                if below.strip() or not _BARE_LABEL.match(line):
                    raise DeclinedError
            if line and follows_definition and (is_beside or line[0] == " "):
                # What stands in one block with it, or is code that goes on behind it.
                raise DeclinedError
            follows_definition = follows_definition and not line
            is_beside = False
            kept.append(line)
            is_apart = not line
            continue
        label, url = match[1].strip().lower(), match[2].lstrip("<").rstrip(">")
        follows = lines[index + 1].lstrip(" ")[:1] if index + 1 < len(lines) else ""
        if (
            not is_apart
            or label != " ".join(label.split())
            or not is_address(match[2])
            or (follows and follows in "\"'(")
        ):
            raise DeclinedError
        references[label] = url, match[3] or match[4] or match[5] or ""
        follows_definition = is_beside = True
        # A block of its own, of which nothing is left.
        kept += ("", place(""), "")
    return "\n".join(kept)

"""Names footnotes that nobody cites, that are not there or are defined twice, and unused abbreviations."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from newsgen.model.nearest import Nearest
from newsgen.model.problem import Position, Problem
from newsgen.reading.markdown.code_elements import without_code
from newsgen.reading.markdown.text_places import TextPlaces

# Patterns of what few texts hold are compiled when they are first used.
_DEFINITION = r"(?m)^(?:[ ]{0,3}>)*[ \t]*\[\^([^\]\n]*+)\]:"
_MARK = r"(?<![\\!])\[\^([^\]\[\s\\]++)\](?!:)"
_NOTE = r'<li id="fn:([^"]*)"'
_CITED = r'href="#fn:([^"]*)"'

_ABBREVIATION = r"(?m)^(?:[ ]*+(?:>|[-*+][ ]|\d++[.)][ ]))*+[ ]*+[*]\[([^\\\n]*?)\][ ]?:"

_MOST = 20
"""Marks without a note that are named one by one."""


def footnote_problems(bare: str, raw: str, places: TextPlaces) -> list[Problem]:
    """Warnings about the footnotes of a text without its code, of which `raw` is the HTML."""
    if "[^" not in bare:
        return []
    defined: dict[str, int] = {}
    problems = []
    for match in re.finditer(_DEFINITION, bare):
        name, start = match[1], match.start(1) - 2
        if name in defined:
            line, _ = places.at(defined[name])
            problems.append(
                _problem(
                    places, start, "NG396",
                    f"The footnote `{name}` is defined on line {line} already:"
                    " this one stands behind the others.",
                    "Give it a name of its own, or put both into one.",
                )
            )  # fmt: skip
        else:
            defined[name] = start
    notes = set(map(html.unescape, re.findall(_NOTE, raw)))
    cited = set(map(html.unescape, re.findall(_CITED, raw)))
    problems += [
        _problem(
            places, start, "NG395",
            f"Nothing leads to the footnote `{name}`: it stands behind the others, without a way back.",
            f"Write `[^{name}]` where it belongs, or take it out.",
        )
        for name, start in defined.items()
        if name in notes and name not in cited
    ]  # fmt: skip
    if "[^" in raw and "[^" in without_code(raw):
        problems += _without_notes(bare, {*notes, *defined}, places)
    return problems


def unused_abbreviations(bare: str, raw: str, places: TextPlaces) -> list[Problem]:
    """A warning for each meaning that no word of the text has."""
    return [
        _problem(
            places, match.start(1) - 2, "NG395",
            f"The text has no `{match[1]}`: the meaning of the abbreviation is not published.",
            "Write it as it stands in the text, or take it out.",
        )
        for match in islice(re.finditer(_ABBREVIATION, bare), _MOST)
        if f">{html.escape(match[1], quote=False)}</abbr>" not in raw and f"*[{match[1]}" not in raw
    ]  # fmt: skip


def _without_notes(bare: str, notes: set[str], places: TextPlaces) -> Iterator[Problem]:
    near = Nearest(notes)
    missing = (match for match in re.finditer(_MARK, bare) if match[1] not in notes)
    for match in islice(missing, _MOST):
        name = match[1]
        found = near.to(name)
        yield _problem(
            places, match.start(), "NG394",
            f"There is no footnote `{name}`: `[^{name}]` stays as text.",
            f"Did you mean `[^{found}]`?" if found
            else f"Write the note on a line of its own: `[^{name}]: The note.`",
        )  # fmt: skip


def _problem(places: TextPlaces, start: int, code: str, message: str, hint: str) -> Problem:
    position = Position(*places.at(start))
    return Problem.at(places.path, position, code, message, hint, severity="warning")

"""Tells which places of a text have names that links may lead to, and which links lead to none."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from urllib.parse import unquote

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.nearest import Nearest
from newsgen.model.problem import Position, Problem
from newsgen.reading.markdown.text_places import TextPlaces

TO_OWN_PLACE = 'href="#'
"""Begins the attribute of a link to a place in the same text."""

PLACE_HINT = "A heading is named by its words, as in #what-it-means, or by {#name} behind them."

# Patterns of what few texts hold are compiled when they are first used.
_TO_ID = r' href="(#[^"]*+)"'
_OF_ENTRY = r"entry-[0-9]+_*"
"""What an entry of a live article is called whose heading has no id."""


class KnownPlaces(NamedTuple):
    """The names of the places of one text."""

    names: frozenset[str]
    nearest: Nearest


@lru_cache(64)
def known_places(named: str) -> KnownPlaces:
    """The places of these names, a line each. Remembered: many links may lead to one text."""
    names = frozenset(named.split("\n")) if named else frozenset()
    return KnownPlaces(names, Nearest(names))


def place_name(fragment: str) -> str:
    """The id that a fragment names; "" where it names the top of the page, or words of its text.

    The first is HTML's own name (WHATWG HTML, 7.4.6.4), the second a directive for browsers
    (`:~:text=`).
    """
    name = unquote(fragment.partition(":~:")[0])
    return "" if name.lower() == "top" else name


def missing_places(
    clean: str, named: str, of_page: re.Pattern[str], places: TextPlaces
) -> list[Problem]:
    """A warning for each link of the HTML to a place that is neither in it nor on the page around it.

    `named` are its ids, a line each.
    """
    known = known_places(named)
    problems = []
    for written in re.findall(_TO_ID, clean):
        url = html.unescape(written)
        name = place_name(url[1:])
        if not name or name in known.names or url[1:] in known.names:
            continue
        if of_page.fullmatch(name) or re.fullmatch(_OF_ENTRY, name):
            continue
        message = f"There is no place `{name}` in this text."
        place = Position(*places.of_url(url))
        problems.append(no_place(places.path, place, message, name, known))
    return problems


def no_place(path: str, place: Position, message: str, name: str, known: KnownPlaces) -> Problem:
    """The warning, with the nearest of the known names."""
    near = known.nearest.to(name)
    hint = f"Did you mean `#{near}`? {PLACE_HINT}" if near else PLACE_HINT
    return Problem.at(path, place, "NG419", message, hint, severity="warning")

"""Replaces straight quotation marks with those of each language."""

from __future__ import annotations

from functools import lru_cache

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.languages import fallbacks


class Marks(NamedTuple):
    """What opens and what closes a quotation, with the spaces that belong to it."""

    opening: str
    closing: str


ENGLISH = Marks("“", "”")

_ANGLES = Marks("«", "»")
_SPACED_ANGLES = Marks("«\N{NARROW NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}»")
_LOW_AND_HIGH = Marks("„", "“")
_LOW_AND_RIGHT = Marks("„", "”")
_RIGHT = Marks("”", "”")

_LANGUAGES = {
    _ANGLES: (
        "ar",
        "be",
        "de-CH",
        "el",
        "es",
        "fa",
        "fr-CH",
        "hy",
        "it",
        "kk",
        "nb",
        "no",
        "ru",
        "uk",
    ),
    _SPACED_ANGLES: ("fr",),
    _LOW_AND_HIGH: ("bg", "cs", "de", "et", "hr", "is", "ka", "lt", "sk", "sl"),
    _LOW_AND_RIGHT: ("hu", "pl", "ro"),
    _RIGHT: ("fi", "sv"),
}
_MARKS = {lang: marks for marks, languages in _LANGUAGES.items() for lang in languages}


@lru_cache(100)
def marks_of(lang: str) -> Marks:
    """The marks of the language, those of English where it is not in the table."""
    return next((_MARKS[tag] for tag in fallbacks(lang) if tag in _MARKS), ENGLISH)


def may_replace(text: str) -> bool:
    """Whether every typographic mark in the text's HTML was a straight one in the text.

    Then marks can be replaced in the HTML. A character reference may stand for one.
    """
    return not any(one in text for one in (*ENGLISH, "&"))


def in_marks(html: str, marks: Marks) -> str:
    """The HTML with these marks in the place of the English ones."""
    return html.replace(ENGLISH.opening, marks.opening).replace(ENGLISH.closing, marks.closing)

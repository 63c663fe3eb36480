"""Holds the rules of each language: its quotation marks, and the words that have an apostrophe at an end.

The marks are those of CLDR 48 but where a language's press and its own authority write others:
Spanish, Arabic, Polish inner marks. A language that is not here has those of English.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.languages import fallbacks


class Marks(NamedTuple):
    """What opens and what closes a quotation, with the spaces that belong to it."""

    opening: str
    closing: str


class Rules(NamedTuple):
    """How a language writes quotations and apostrophes.

    `outer` are for straight double marks, `inner` for single ones, and each for its own kind within
    itself. `elision` matches what stands behind an apostrophe that begins a word, and `clipped` a
    word before one that ends it, in lower case.
    """

    outer: Marks
    inner: Marks
    elision: re.Pattern[str]
    clipped: re.Pattern[str]
    has_geresh: bool


_NARROW = "\N{NARROW NO-BREAK SPACE}"

_HIGH = Marks("“", "”")
_HIGH_SINGLE = Marks("‘", "’")
_LOW_HIGH = Marks("„", "“")
_LOW_HIGH_SINGLE = Marks("‚", "‘")
_LOW_RIGHT = Marks("„", "”")
_RIGHT = Marks("”", "”")
_RIGHT_SINGLE = Marks("’", "’")
_ANGLES = Marks("«", "»")
_SPACED_ANGLES = Marks(f"«{_NARROW}", f"{_NARROW}»")
_ANGLES_SINGLE = Marks("‹", "›")
_CORNERS = Marks("「", "」")
_WHITE_CORNERS = Marks("『", "』")

MARKS: tuple[tuple[Marks, Marks, tuple[str, ...]], ...] = (
    (_HIGH, _HIGH_SINGLE, ("en", "es-419", "es-AR", "es-CL", "es-CO", "es-MX", "es-PE", "es-US",
                           "es-UY", "es-VE", "da", "ko", "lv", "nl", "pt", "tr", "zh")),
    (_HIGH, _ANGLES, ("eo",)),
    (_LOW_HIGH, _LOW_HIGH_SINGLE, ("bs-Cyrl", "cs", "de", "dsb", "et", "hr", "hsb", "is", "lb", "mk",
                                   "nds", "sk", "sl")),
    (_LOW_HIGH, _LOW_HIGH, ("bg", "lt")),
    (_LOW_HIGH, _ANGLES, ("ka",)),
    (_LOW_RIGHT, _HIGH_SINGLE, ("bs",)),
    (_LOW_RIGHT, _RIGHT_SINGLE, ("sr",)),
    (_LOW_RIGHT, _ANGLES, ("pl", "ro")),
    (_LOW_RIGHT, Marks("»", "«"), ("hu",)),
    (_RIGHT, _RIGHT_SINGLE, ("fi", "he", "se", "sv", "yi")),
    (_ANGLES, _HIGH, ("ar", "ast", "br", "ca", "el", "es", "eu", "gl", "it", "kk", "oc", "pt-AO",
                      "pt-MZ", "pt-PT")),
    (_ANGLES, _LOW_HIGH, ("be", "ky", "ru", "uk")),
    (_ANGLES, _ANGLES_SINGLE, ("am", "de-CH", "de-LI", "fa", "fr-CH", "gsw", "it-CH", "rm")),
    (_ANGLES, _HIGH_SINGLE, ("nb", "nn", "no")),
    (_ANGLES, _ANGLES, ("hy",)),
    (_SPACED_ANGLES, _HIGH, ("fr",)),
    (Marks("”", "“"), Marks("’", "‘"), ("ur",)),
    (_CORNERS, _WHITE_CORNERS, ("ja", "yue", "zh-HK", "zh-Hant", "zh-MO", "zh-TW")),
)  # fmt: skip
"""The marks of the languages: outer ones, inner ones, and whose they are."""

ELISIONS: dict[str, str] = {
    "af": "n k t",
    "ca": "n",
    "de": "s n ne nen nem ner ran raus rauf rein rum runter rüber nauf naus",
    "en": (
        "tis tisn twas twasn twere twill twould taint em im er cause cos coz cuz til till tween twixt"
        " bout round nuff neath cept fraid kay sup gainst ave ere ome ouse ello orse n nother e scuse"
        " spose"
    ),
    "fr": "tit tite tites tits",
    "it": "ndrangheta ndranghetista ndranghetisti ndrina ndrine sto sta sti ste na nu o a e l",
    "nl": "s t n k m r ns ie",
    "pt": "tá tô tava cê",
    "sv": "n na",
}
"""The words that begin with an apostrophe, without it. So do two digits of a year, everywhere."""

CLIPPED: dict[str, str] = {
    "en": r"an th ol wi lil \w\w+in",
    "es": "pa na to",
    "it": "po mo be to va fa da sta di ca de ne co fra gna su perche cioe piu",
    "pt": "pra",
}
"""Expressions for words that end with an apostrophe, without it.

So do words of one letter, and those that end with an s, x or z.
"""

_GERESH = frozenset({"he", "yi"})

_BY_LANGUAGE = {lang: (outer, inner) for outer, inner, languages in MARKS for lang in languages}
_ENGLISH = _BY_LANGUAGE["en"]


def languages() -> tuple[str, ...]:
    """Every language in the table, by its tag."""
    return tuple(sorted(_BY_LANGUAGE))


@lru_cache(100)
def rules_of(lang: str) -> Rules:
    """The rules of the language; marks of English where it is not in the table."""
    tags = fallbacks(lang)
    outer, inner = next((_BY_LANGUAGE[tag] for tag in tags if tag in _BY_LANGUAGE), _ENGLISH)
    words = "|".join(_words(ELISIONS, tags))
    return Rules(
        outer=outer,
        inner=inner,
        elision=re.compile(rf"(?i:{words})(?!\w)|\d\d(?!\d)" if words else r"\d\d(?!\d)"),
        clipped=re.compile("|".join(["[^\\W\\d_]", *_words(CLIPPED, tags)])),
        has_geresh=tags[-1] in _GERESH,
    )


def _words(table: dict[str, str], tags: tuple[str, ...]) -> list[str]:
    return next((table[tag].split() for tag in tags if tag in table), [])

"""Tells from the form of HTML that the sanitiser would change nothing, in a tenth of its time.

One expression describes documents of a few elements in their places, with few attributes of known
form, in the spelling that nh3 writes. Whatever it does not describe in full goes through nh3; it
leaves out much that is harmless and lets nothing in that nh3 would change, which the tests hold.
"""

from __future__ import annotations

import re
from functools import cache

from newsgen.model.fast_namedtuple import NamedTuple

# No-break spaces are written as a reference by nh3, carriage returns and NULs replaced.
_CHARACTERS = r"[^<>&\x00-\x09\x0b-\x1f\x7f-\xa0]++"
_TEXT = rf"(?:{_CHARACTERS}|&(?:amp|lt|gt);)"
_VALUE = r"[^<>&\"\x00-\x1f\x7f-\xa0]*+"

# Some URLs cannot be parsed, and nh3 takes those away; a name of letters, digits, single hyphens
# and dots that ends in letters is no number, no punycode and no address that could be one.
_HOST = r"(?:[a-z0-9]++(?:-[a-z0-9]++)*+\.)++[a-z]{2,}+"
_REST = r"(?:[A-Za-z0-9/._~!$()*+,;=:@?#-]++|%[0-9A-Fa-f]{2}|&amp;)*+"
_FAR = rf"https?://{_HOST}(?::[1-9][0-9]{{0,3}}+)?+(?:[/?#]{_REST})?+"
_NEAR = r"(?:\.\./)*+[A-Za-z0-9_][A-Za-z0-9/._~-]*+(?:#[A-Za-z0-9_-]*+)?+|#[A-Za-z0-9_-]++"
_STRESSED = rf"<em>{_TEXT}*+</em>|<strong>{_TEXT}*+</strong>"
_LINK = rf"<a href=\"(?:{_FAR}|{_NEAR})\">(?:{_TEXT}|{_STRESSED})*+</a>"
_STRESSED_LINK = rf"<em>{_LINK}</em>|<strong>{_LINK}</strong>"

_PICTURE = rf"<img alt=\"{_VALUE}\" src=\"(?!#)(?:{_NEAR})\">"
_CITATION = rf"<span>(?:<cite class=\"newsgen-citation\" title=\"{_VALUE}\"></cite>)++</span>"
_LINE = (
    rf"(?:{_TEXT}|{_LINK}|{_STRESSED}|{_STRESSED_LINK}|<code>{_TEXT}*+</code>|<br>"
    rf"|{_CITATION}|{_PICTURE})*+"
)

_PARAGRAPH = rf"<p>{_LINE}</p>"
_ITEM = rf"<li>(?:\n{_PARAGRAPH}\n|{_LINE})</li>"
_LIST = rf"<(?P<list>ul|ol)(?:(?<=ol) start=\"[0-9]++\")?+>\n(?:{_ITEM}\n)++</(?P=list)>"
_QUOTATION = rf"<blockquote>\n(?:{_PARAGRAPH}\n)++</blockquote>"
_HEADING = rf"<h(?P<level>[1-6]) id=\"[\w-]++\">{_LINE}</h(?P=level)>"
_BLOCK = rf"(?:{_PARAGRAPH}|{_HEADING}|{_QUOTATION}|{_LIST}|<hr>)"

# Not possessive: around groups that capture, CPython 3.11 loses count of them then.
_DOCUMENT = rf"(?:{_BLOCK}(?:\n|\Z))+"

_TITLE = rf"(?: title=\"{_VALUE}\")?+"
_TAG = re.compile(
    rf"<a href=\"(?:{_FAR}|{_NEAR})\"{_TITLE}>"
    rf"|<img alt=\"{_VALUE}\" src=\"(?!#)(?:{_NEAR})\"{_TITLE}>|{_CITATION}"
    r"|<ol start=\"[0-9]++\">"
)

PAYS_FROM = 100
"""To compile the expression takes as long as nh3 takes for so many everyday bodies."""


class RawHtml(NamedTuple):
    """HTML that the sanitiser has not seen."""

    text: str
    is_clean: bool | None = None
    """Whether the sanitiser is known to change nothing in it; None where nobody has looked."""

    is_plain: bool = False
    """Whether it is made of a text that defines nothing, and holds no code, no table and no HTML."""

    blocks: tuple[str, ...] = ()
    """Those that the author wrote as HTML, where Markdown may stand in them."""


def is_clean_tag(written: str) -> bool:
    """Whether nh3 would give back this tag with attributes, or this citation, as it is."""
    return _TAG.fullmatch(written) is not None


def is_clean(written: str) -> bool:
    """Whether nh3, set up as bodies are cleaned, would give back this very text."""
    return _document().fullmatch(written) is not None


@cache
def _document() -> re.Pattern[str]:
    return re.compile(_DOCUMENT)

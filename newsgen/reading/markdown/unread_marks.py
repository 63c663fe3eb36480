"""Names the marks in a text that nobody read: they stand on the page as the author typed them.

Nearly every text is seen to have none by a few searches for one character.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from newsgen.model.problem import Problem
from newsgen.reading.markdown.footnote_problems import footnote_problems, unused_abbreviations
from newsgen.reading.markdown.left_signs import has_signs, left_signs
from newsgen.reading.markdown.near_citations import near_citations
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml
from newsgen.reading.markdown.text_places import TextPlaces
from newsgen.reading.markdown.unbroken_text import is_unbroken, unbroken_text
from newsgen.reading.markdown.unused_definitions import SIGN, unused_definitions
from newsgen.reading.markdown.written_code import without_written_code

# One behind a letter is of an address.
_AT = r"@(?<![\w.]@)"


def unread_marks(
    text: str, made: RawHtml, places: TextPlaces, sources: Collection[str] = ()
) -> list[Problem]:
    """Warnings about the text, of which `made` is the HTML.

    `sources` are the ids of the article's sources.
    """
    raw = made.text
    problems: list[Problem] = []
    if is_unbroken(text):
        problems += unbroken_text(text, places)
    # Links and citations that were read have no sign in the HTML, and an address of mail is none.
    has_brackets = "[" in raw
    has_at = "@" in raw and (has_brackets or sources) and re.search(_AT, raw) is not None
    may_define = not made.is_plain
    has_notes = may_define and "^" in text and 'class="footnote' in raw
    has_definitions = may_define and SIGN in text
    has_meanings = has_definitions and "*[" in text
    if not (has_brackets or has_at or has_notes or has_definitions or has_signs(text, raw)):
        return problems
    bare = without_written_code(text)
    if has_at or has_brackets:
        problems += near_citations(bare, raw, places, sources)
    if has_brackets or has_notes:
        problems += footnote_problems(bare, raw, places)
    if has_definitions:
        problems += unused_definitions(bare, places)
    if has_meanings:
        problems += unused_abbreviations(bare, raw, places)
    problems += left_signs(bare, raw, places)
    return problems

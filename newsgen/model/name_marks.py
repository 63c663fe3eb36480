"""What the characters of a name beside letters and digits are worth in its slug.

Two names that differ in a vowel sign or in a sign that is part of a name have two slugs; two that
differ in what nobody sees have one. A name's slug depends on that name alone, so no other name,
whenever it comes, moves a page.
"""

from __future__ import annotations

import re
import unicodedata

_ZWNJ = "\u200c"
_DOT_ABOVE = "\u0307"

# Marks and letters that show nothing (Default_Ignorable_Code_Point), and are of no format category.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_I_WITH_MARKS = re.compile("i[\u0300-\u036f]+")
_HYPHENS = re.compile("--+")

_SIGN = re.compile("[+#♯♭*.]")
_NAMING_SIGN = re.compile(
    # C++, Canal+, 18+, C++20; but neither +44 nor A+B nor 1 + 1.
    r"(?<=[^\s!-/:-@\[-`{-~])(?P<plus>\+\++|\+(?!\w))"
    # C#, F♯, B♭; but neither #MeToo nor No#1.
    r"|(?<=[^\W\d_])(?P<sharp>[#♯])(?!\w)"
    r"|(?<=[^\W\d_])(?P<flat>♭)(?!\w)"
    # A*; but no emphasis, and no mark of a footnote behind a word.
    r"|(?:(?<=^[^\W_])|(?<=[^\w*][^\W_]))(?P<star>\*)(?![\w*])"
    # .NET; but neither node.js nor an ellipsis nor .5.
    r"|(?<!\S)(?P<dot>\.)(?=[^\W\d_])"
)


def with_signs_as_words(text: str) -> str:
    """The text with a word for each sign that tells one name from another: `C++`, `C#`, `.NET`."""
    return _NAMING_SIGN.sub(_word, text) if _SIGN.search(text) else text


def _word(match: re.Match[str]) -> str:
    if match.lastgroup == "plus":
        return "-plus" * len(match[0]) + "-"
    return f"-{match.lastgroup}-"


def with_marks_kept(text: str) -> str:
    """The lower-case text with a hyphen for all but letters, digits and the marks on them.

    Joiners and other characters that nobody sees are dropped. A zero-width non-joiner between
    two letters sets off a part of a Persian word: a hyphen, as a space would be.
    """
    if _DOT_ABOVE in text:
        text = _without_dot(text)
    kept: list[str] = []
    is_open, is_letter = False, False
    for letter in _UNSEEN.sub("", text):
        if letter.isalnum():
            kept.append(letter)
            is_open = is_letter = True
            continue
        category = unicodedata.category(letter)
        if category in ("Mn", "Mc"):
            if is_open:
                kept.append(letter)
            is_letter = False
        elif category in ("Cf", "Me") and not (letter == _ZWNJ and is_letter):
            continue
        else:
            kept.append("-")
            is_open = is_letter = False
    return _HYPHENS.sub("-", unicodedata.normalize("NFC", "".join(kept))).strip("-")


def _without_dot(text: str) -> str:
    """Without the dot above that a Turkish İ leaves behind it in lower case: i has one."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize(
        "NFC", _I_WITH_MARKS.sub(lambda match: match[0].replace(_DOT_ABOVE, ""), apart)
    )

"""Reads a value, a condition or a selector of a drawing's style: as it is, or None where it is not safe."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsgen.reading.images.css_tokens import Token, written
from newsgen.reading.images.drawing_words import FUNCTIONS, OF_CONDITIONS, OF_SELECTORS

CLOSING = {"(": ")", "[": "]", "{": "}"}
"""What closes each bracket."""

MAX_DEPTH = 30
"""Of brackets in brackets, and of rules in rules."""

_FRAGMENT = re.compile(r"#[^\s\"'()<>\\]+")
# No font's name has one of these, and no address is without.
_ADDRESS = re.compile(r"[:/\\]")
_NTH = re.compile(r"[+-]?\d+(?:n(?:-\d+)?)?", re.IGNORECASE)


def selector(given: Sequence[Token]) -> str | None:
    """The selector as text; None where it is none, or has a part that is not known."""
    brackets = 0
    for token in given:
        brackets += {"[": 1, "]": -1}.get(token.source, 0)
        is_known = (
            token.kind in ("space", "comment", "word", "hash")
            # What stands in an attribute is compared with and leads nowhere.
            or (token.kind == "text" and brackets > 0)
            or (token.kind == "function" and token.value in OF_SELECTORS)
            or (token.kind == "number" and _NTH.fullmatch(token.source))
            or (token.kind == "mark" and token.value in ".*>+~,:=[]|^$)-&")
        )
        if not is_known:
            return None
    text = written(given).strip()
    return text if text and _is_balanced(given) else None


def value(
    given: Sequence[Token], *, is_condition: bool = False, has_names: bool = False
) -> tuple[Token, ...] | None:
    """The tokens of a value, or of a condition; None where one of them is none that is known.

    With `has_names`, a text is a name and leads nowhere, whatever is in it.
    """
    functions = OF_CONDITIONS if is_condition else FUNCTIONS
    marks = "(),:<>=/*+-!.#|~&" if is_condition else "),/*+-!("
    made: list[Token] = []
    at = 0
    while at < len(given):
        token = given[at]
        at += 1
        if token.kind == "function" and token.value == "url":
            # The quoted form: a text and the bracket, and nothing else.
            inner = [one for one in given[at : at + 4] if one.kind != "space"][:2]
            if len(inner) < 2 or inner[0].kind != "text" or inner[1].source != ")":
                return None
            if not _FRAGMENT.fullmatch(inner[0].value):
                return None
            at = at + list(given[at : at + 4]).index(inner[1]) + 1
            quote = inner[0].source[0]
            is_plain = "\\" not in inner[0].source and inner[0].source.endswith(quote)
            inside = inner[0].source if is_plain else inner[0].value
            made.append(Token("url", inner[0].value, f"url({inside})"))
        elif token.kind == "url":
            if not _FRAGMENT.fullmatch(token.value):
                return None
            made.append(token._replace(source=f"url({token.value})"))
        elif token.kind == "text" and not has_names and _ADDRESS.search(token.value):
            return None
        elif (
            token.kind in ("space", "comment", "word", "hash", "number", "text")
            or (token.kind == "function" and token.value in functions)
            or (token.kind == "mark" and token.value in marks)
        ):
            made.append(token)
        else:
            return None
    return tuple(made) if any(one.kind != "space" for one in made) and _is_balanced(made) else None


def _is_balanced(given: Sequence[Token]) -> bool:
    open_: list[str] = []
    for token in given:
        if token.kind == "function":
            open_.append(")")
        elif token.kind == "mark" and token.value in CLOSING:
            open_.append(CLOSING[token.value])
        elif (
            token.kind == "mark"
            and token.value in ")]}"
            and (not open_ or open_.pop() != token.value)
        ):
            return False
        if len(open_) > MAX_DEPTH:
            return False
    return not open_

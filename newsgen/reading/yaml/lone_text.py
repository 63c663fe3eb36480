"""Tells whether a text that stands alone was meant as a list: `tags: housing, budget`."""

from __future__ import annotations

import re

_OF_NAME = frozenset({
    "bt", "cie", "corp", "dr", "esq", "gmbh", "ii", "iii", "inc", "jr", "kg", "llc", "llp", "ltd", "md",
    "phd",    "plc", "sa", "sr", "limited", "ag", "esquire", "spa", "srl", "co",
})  # fmt: skip
"""What may follow a comma within one name, in lower case and without dots."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]{2}")
_MOST_WORDS = 5
_ONE_EACH = frozenset({"authors", "sources"})


def parts_of_list(key: str, text: str) -> tuple[str, ...]:
    """The items that the text under this key was meant to be; () where it may well be one."""
    sign = ";" if ";" in text else ","
    parts = tuple(" ".join(one.split()) for one in text.split(sign))
    if len(parts) < 2 or not all(parts) or re.search(r"\d,\d{3}\b", text):
        return ()
    if any(_is_of_name(one, key) for one in parts[1:]) and sign == ",":
        return ()
    if key in _ONE_EACH:
        if any(len(one.split()) > _MOST_WORDS for one in parts):
            return ()
        # A description may follow a name: `Town council, minutes of 3 May`.
        if not all(map(_begins_like_name, parts)) and any(" " in one for one in parts):
            return ()
        if key == "authors" and len(parts) == 2 and sign == "," and all(map(_is_one_word, parts)):
            # `Doe, Jane`.
            return ()
    return parts


def _is_of_name(part: str, key: str) -> bool:
    """Whether the part belongs to a name before it: `Inc.`, `Jr.`, `D.C.`, the sign of a state."""
    bare = part.replace(".", "").lower()
    if bare in _OF_NAME:
        return True
    # `UN` and `EU` are tags and sources; `D.C.` is neither.
    return _INITIALS.fullmatch(part) is not None and ("." in part or key == "authors")


def _begins_like_name(part: str) -> bool:
    first = part[0]
    return first.isdigit() or not first.islower()


def _is_one_word(part: str) -> bool:
    """Whether it is one word as names are written: one capital letter, then small ones."""
    return part.istitle() and " " not in part

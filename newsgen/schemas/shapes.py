"""The shapes of values in YAML, as parts of a JSON Schema (2020-12).

Reading takes every scalar for text until a key asks for a type, so a text may look like a number or
a yes to YAML. Nothing behind a key says as much as no key: what is not required may be null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from re import Pattern
from typing import TypeAlias

from newsgen.model.license import licenses
from newsgen.reading.content.elsewhere import DID, FEDIVERSE, RECORD
from newsgen.reading.content.languages import LANGUAGE_TAG
from newsgen.reading.content.licenses import NO_LICENSE_WORD
from newsgen.reading.yaml.bounds import ITEM_CHARACTERS, LENGTHS, MOST_CHARACTERS, NUMBERS
from newsgen.reading.yaml.dates import DATE
from newsgen.reading.yaml.fields import FALSE_WORDS, TRUE_WORDS

Json: TypeAlias = dict[str, object]

_SCALAR = ["string", "number", "boolean"]
_URL = r"^\s*(?:[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+\S*|[Mm][Aa][Ii][Ll][Tt][Oo]:\S+)\s*$"
_WEB = r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+\S*\s*$"
_OF_PEOPLE = (
    r"[Tt][Ee][Ll]|[Ss][Mm][Ss]|[Ss][Ii][Pp][Ss]?|[Xx][Mm][Pp][Pp]|[Mm][Aa][Tt][Rr][Ii][Xx]"
)
_CONTACT = rf"{_URL}|^\s*[^\s@]+@[^\s@]+\s*$|^\s*(?:{_OF_PEOPLE}):.*$"
_WHOLE = r"^\s*[-+]?[0-9]+\s*$"


def text(about: str, key: str = "") -> Json:
    """A text on one line; `key` names its bound."""
    most = LENGTHS.get(key, MOST_CHARACTERS)
    return {"description": about, "type": [*_SCALAR, "null"], "maxLength": most}


def required_text(about: str, key: str = "") -> Json:
    """A text that must be there, and not of spaces alone."""
    return {**text(about, key), "type": _SCALAR, "pattern": r"\S"}


def texts(about: str, key: str = "") -> Json:
    """A list of texts, or one alone."""
    return {**_list(about, key), "items": _item()}


def flag(about: str) -> Json:
    """A yes or no, in any of YAML's words for it."""
    words = "|".join(sorted(map(_in_any_case, TRUE_WORDS | FALSE_WORDS)))
    return _any(about, {"type": "boolean"}, {"type": "string", "pattern": f"^(?:{words})$"})


def whole(about: str, minimum: int, maximum: int) -> Json:
    """A whole number within the bounds, in quotes or without."""
    number = {"type": "integer", "minimum": minimum, "maximum": maximum}
    return _any(about, number, {"type": "string", "pattern": _WHOLE})


def choice(about: str, words: Iterable[str]) -> Json:
    """One of these words."""
    return {"description": about, "enum": [*words, None]}


def moment(about: str) -> Json:
    """A date, or a date and time."""
    return {"description": about, "type": ["string", "null"], "pattern": _anchored(DATE)}


def required_moment(about: str) -> Json:
    """A date that must be there."""
    return {**moment(about), "type": "string"}


def language(about: str) -> Json:
    """A language tag."""
    return {"description": about, "type": ["string", "null"], "pattern": _anchored(LANGUAGE_TAG)}


def url(about: str) -> Json:
    """An absolute URL that pages may lead to."""
    return {"description": about, "type": ["string", "null"], "pattern": _URL}


def contact(about: str) -> Json:
    """An e-mail address, a URL, or a URL of a telephone or of a person in a chat."""
    return {"description": about, "type": ["string", "null"], "pattern": _CONTACT}


def urls(about: str, key: str) -> Json:
    """A list of the absolute URLs of pages, or one alone."""
    return {**_list(about, key), "pattern": _WEB, "items": {**_item(), "pattern": _WEB}}


def license_name(about: str) -> Json:
    """The name of a licence, or the URL of its words."""
    signs = {"-": r"(?:-|\s+)", ".": r"\."}
    names = "|".join(
        "".join(signs.get(one, _in_any_case(one) if one.isalpha() else one) for one in name)
        for name in (*licenses(), NO_LICENSE_WORD)
    )
    pattern = rf"{_WEB}|^\s*(?:{names})\s*$"
    return {"description": about, "type": ["string", "null"], "pattern": pattern}


def did(about: str) -> Json:
    """A decentralized identifier, or the record of a publication."""
    pattern = rf"^\s*(?:{DID}|{RECORD})\s*$"
    return {"description": about, "type": ["string", "null"], "pattern": pattern}


def fediverse(about: str) -> Json:
    """An account of the fediverse."""
    return {"description": about, "type": ["string", "null"], "pattern": rf"^\s*{FEDIVERSE}\s*$"}


def mapping(
    about: str,
    keys: Iterable[str],
    shapes: Mapping[str, Json],
    required: Iterable[str] = (),
    *more: Json,
) -> Json:
    """A mapping with these keys and no other. A key without a shape takes anything."""
    found: Json = {
        "description": about,
        "type": "object",
        "properties": {key: shapes.get(key, {}) for key in sorted(keys)},
        "additionalProperties": False,
    }
    if needed := sorted(required):
        found["required"] = needed
    if more:
        found["allOf"] = list(more)
    return found


def own_keys(about: str) -> Json:
    """A mapping with keys of the site's own."""
    return {"description": about, "type": ["object", "null"]}


def either(about: str, *shapes: Json) -> Json:
    """A value of one of these shapes, or nothing."""
    return _any(about, *shapes)


def list_of(about: str, item: Json, key: str = "") -> Json:
    """A list of such items, or one alone."""
    return _any(about, item, {**_list(about, key), "type": "array", "items": item})


def by_language(about: str, value: Json) -> Json:
    """A mapping from language tags."""
    names = {"pattern": _anchored(LANGUAGE_TAG)}
    return {
        "description": about,
        "type": ["object", "null"],
        "propertyNames": names,
        "additionalProperties": value,
    }


def one_of_keys(*keys: str) -> Json:
    """At least one of these keys is there."""
    return {"anyOf": [{"required": [key]} for key in keys]}


def _list(about: str, key: str) -> Json:
    found: Json = {"description": about, "type": [*_SCALAR, "array", "null"]}
    return {**found, "maxItems": NUMBERS[key]} if key in NUMBERS else found


def _item() -> Json:
    return {"type": [*_SCALAR, "null"], "maxLength": ITEM_CHARACTERS}


def _any(about: str, *shapes: Json) -> Json:
    return {"description": about, "anyOf": [*shapes, {"type": "null"}]}


def _anchored(pattern: Pattern[str]) -> str:
    return rf"^\s*(?:{pattern.pattern})\s*$"


def _in_any_case(word: str) -> str:
    return "".join(f"[{one.upper()}{one}]" for one in word)

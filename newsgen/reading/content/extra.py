"""Reads `extra:` in front matter: keys of the site's own, some of them declared in newsgen.yaml."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from newsgen.model.nearest import did_you_mean
from newsgen.model.site import ExtraField
from newsgen.model.values import NO_VALUES, Values
from newsgen.model.values import Value as PlainValue
from newsgen.reading.urls import absolute_url_fault, url_hint
from newsgen.reading.yaml.core_schema import number_of, plain_value
from newsgen.reading.yaml.dates import DATE_HINT, parse_moment
from newsgen.reading.yaml.fields import FALSE_WORDS, TRUE_WORDS, Fields, described, is_null
from newsgen.reading.yaml.yaml_values import Entry, Items, Keys, Scalar, Value

MOST_VALUES, MOST_DEPTH, MOST_CHARACTERS = 500, 8, 20_000
"""What all of `extra:` may hold: texts, numbers, lists and mappings; one within another; characters."""

_EXPECTED = {
    "text": "a text",
    "number": "a number",
    "integer": "a whole number",
    "date": "a date",
    "boolean": "`true` or `false`",
    "url": "a URL",
    "choice": "a word",
}


def read_extra(fields: Fields, declared: Sequence[ExtraField], *kinds: str) -> Values:
    """The values under `extra`. `kinds` are what the file is, as `ExtraField` has them.

    A declared key is always there: where the file does not say it, as nothing or an empty list.
    """
    entry = fields.entry("extra")
    if entry is None and not declared:
        return NO_VALUES
    if entry is not None and not isinstance(entry.value, Keys):
        fields.wrong_type("extra", entry, "a list of keys and values")
        return NO_VALUES
    entries = entry.value.entries if entry is not None and isinstance(entry.value, Keys) else {}
    if entry is not None and not _is_bounded(entry, fields):
        return NO_VALUES
    known = {one.name: one for one in declared}
    found: dict[str, PlainValue] = {one.name: () if one.is_list else None for one in declared}
    said: set[str] = set()
    for name, one in entries.items():
        field = known.get(name)
        if field is None:
            _look_for_slip(name, one, known, fields)
            found[name] = plain_value(one.value, _noting(fields))
        elif not field.is_of(*kinds):
            message = f"`extra` has no key `{name}` here: it is declared for others."
            hint = f"It is for: {', '.join(field.kinds)}."
            fields.note(one, "NG332", message, hint)
        elif not is_null(one.value):
            found[name] = _typed(field, one, fields)
            said.add(name)
    for field in declared:
        if field.is_required and field.is_of(*kinds) and field.name not in said:
            missing = entry.value if entry is not None else fields
            message = f"`{field.name}` is missing in `extra`."
            fields.note(missing, "NG018", message, f"It is declared as {_EXPECTED[field.type]}.")
    return Values(found)


def _look_for_slip(name: str, entry: Entry, known: dict[str, ExtraField], fields: Fields) -> None:
    near = did_you_mean(name.lower(), known)
    if near:
        message = f"No `{name}` is declared in `extra`, but a key that is nearly so called."
        fields.note(entry, "NG332", message, f"{near}Else declare `{name}` as well.")


def _noting(fields: Fields) -> Callable[[Value, str], None]:
    def note(value: Value, message: str) -> None:
        fields.note(value, "NG019", message, "Write it as text, in quotes.")

    return note


def _typed(field: ExtraField, entry: Entry, fields: Fields) -> PlainValue:
    if not field.is_list:
        return _one(field, entry.value, fields)
    values = entry.value.items if isinstance(entry.value, Items) else (entry.value,)
    return tuple([_one(field, one, fields) for one in values])


def _one(field: ExtraField, value: Value, fields: Fields) -> PlainValue:
    """The value of the declared type; what is none is noted."""
    text = value.text.strip() if isinstance(value, Scalar) else ""
    if not isinstance(value, Scalar):
        return _wrong(field, value, fields)
    match field.type:
        case "text":
            return text
        case "boolean":
            word = text.lower()
            if word in TRUE_WORDS or word in FALSE_WORDS:
                return word in TRUE_WORDS
        case "date":
            moment = parse_moment(text, fields.zone)
            if moment is None:
                message = f"`{text[:60]}` is no date for `{field.name}`."
                fields.note(value, "NG020", message, DATE_HINT)
            return moment
        case "url":
            fault = absolute_url_fault(text)
            if fault is not None:
                fields.note(value, "NG024", fault, url_hint(text))
            return text
        case "choice":
            if text not in field.choices:
                message = f"`{field.name}` cannot be `{text[:60]}`."
                near = did_you_mean(text.lower(), field.choices)
                fields.note(
                    value, "NG022", message, f"{near}It is one of: {', '.join(field.choices)}."
                )
            return text
        case _:
            number = _number(text)
            if number is not None and (field.type == "number" or isinstance(number, int)):
                return number
    return _wrong(field, value, fields)


def _number(text: str) -> int | float | None:
    try:
        number = number_of(text)
    except ValueError:
        return None
    return number if number is not None and math.isfinite(number) else None


def _wrong(field: ExtraField, value: Value, fields: Fields) -> PlainValue:
    expected = _EXPECTED[field.type]
    message = f"`{field.name}` is {expected}, not {described(value)}."
    fields.note(value, "NG019", message, f"Write {expected} behind `{field.name}:`.")
    return None


def _is_bounded(entry: Entry, fields: Fields) -> bool:
    """Whether all that stands under the key stays within the bounds; what does not is noted."""
    characters = 0
    for count, (value, depth) in enumerate(_all(entry.value, 0)):
        characters += len(value.text) if isinstance(value, Scalar) else 0
        if isinstance(value, Keys):
            characters += sum(map(len, value.entries))
        if count > MOST_VALUES or characters > MOST_CHARACTERS or depth > MOST_DEPTH:
            message = (
                f"`extra` holds too much: {MOST_VALUES} values, {MOST_CHARACTERS:,} characters and "
                f"{MOST_DEPTH} levels are the most."
            )
            fields.note(value, "NG362", message, "Put what is long into a file of content/data/.")
            return False
    return True


def _all(value: Value, depth: int) -> Iterator[tuple[Value, int]]:
    yield value, depth
    inner: Sequence[Value] = ()
    if isinstance(value, Items):
        inner = value.items
    elif isinstance(value, Keys):
        inner = [one.value for one in value.entries.values()]
    for one in inner:
        yield from _all(one, depth + 1)

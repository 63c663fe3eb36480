"""Reads `extra:` in newsgen.yaml: which keys `extra:` in front matter has, and of which types."""

from __future__ import annotations

import re

from newsgen.model.kinds import KINDS
from newsgen.model.nearest import did_you_mean
from newsgen.model.site import ExtraField, ExtraType
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Entry, Keys, Scalar

TYPES: dict[str, ExtraType] = {
    "text": "text",
    "number": "number",
    "integer": "integer",
    "date": "date",
    "boolean": "boolean",
    "url": "url",
    "choice": "choice",
}

LIST_OF = "list of "
EXTRA_FIELD_KEYS = ("type", "choices", "required", "for", "card")
EXTRA_NAME = r"[A-Za-z][A-Za-z0-9_]*"
"""What a template can write behind `extra.`; an expression."""
OWNERS = ("article", "page", *KINDS)
"""What may have a key."""


def extra_fields(fields: Fields) -> tuple[ExtraField, ...]:
    """The declared keys, by name."""
    entry = fields.entry("extra")
    if entry is None:
        return ()
    if not isinstance(entry.value, Keys):
        fields.wrong_type("extra", entry, "a list of keys and types")
        return ()
    found = [_field(fields, name, one) for name, one in entry.value.entries.items()]
    return tuple(sorted(one for one in found if one is not None))


def _field(fields: Fields, name: str, entry: Entry) -> ExtraField | None:
    if not re.fullmatch(EXTRA_NAME, name):
        message = f"`{name}` is no name that a template can write."
        fields.note(entry, "NG022", message, "Use letters, digits and underscores.")
        return None
    where = f" in `extra: {name}`"
    if isinstance(entry.value, Scalar):
        plain = Keys({"type": entry}, entry.line, entry.column)
        inner = fields.nested(plain, EXTRA_FIELD_KEYS, where)
    elif isinstance(entry.value, Keys):
        inner = fields.nested(entry.value, EXTRA_FIELD_KEYS, where)
    else:
        fields.wrong_type(name, entry, "a type, or a list of keys and values")
        return None
    word = inner.text("type")
    bare = word.removeprefix(LIST_OF)
    choices = inner.texts("choices")
    if inner.require("type", f"Write one of: {', '.join(TYPES)}.") and bare not in TYPES:
        near = did_you_mean(bare.lower(), TYPES)
        hint = f"{near}It is one of: {', '.join(TYPES)}, or `list of` one of them."
        place = inner.entry("type")
        inner.note(
            place.value if place else entry, "NG022", f"`{word}` is no type of an extra key.", hint
        )
    elif (bare == "choice") != bool(choices):
        message = f"`{name}` is a choice and has no `choices`." if bare == "choice" else (
            f"`{name}` has `choices` and is no choice."
        )  # fmt: skip
        inner.note(entry, "NG022", message, "Write {type: choice, choices: [one, other]}.")
    kinds = [one for one in inner.scalars("for") if _is_kind(inner, one)]
    field = ExtraField(
        name=name,
        type=TYPES.get(bare, "text"),
        is_list=word.startswith(LIST_OF),
        choices=choices,
        is_required=inner.flag("required"),
        kinds=tuple(sorted({one.text for one in kinds})),
        on_card=inner.flag("card"),
    )
    fields.adopt(inner)
    return field


def _is_kind(fields: Fields, kind: Scalar) -> bool:
    if kind.text in OWNERS:
        return True
    near = did_you_mean(kind.text.lower(), OWNERS)
    message = f"`{kind.text}` is nothing that has `extra`."
    fields.note(kind, "NG022", message, f"{near}It is one of: {', '.join(OWNERS)}.")
    return False

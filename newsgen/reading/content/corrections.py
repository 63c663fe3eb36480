"""Reads the corrections, updates and retractions of an article."""

from __future__ import annotations

from newsgen.model.correction import CORRECTION_LABELS, Correction
from newsgen.reading.yaml.dates import DATE_HINT
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Items, Keys

CORRECTION_KEYS = ("date", "kind", "text", "was", "now")

_HINT = "Write `- date: 2024-11-19`, and `text:` with what was wrong, on the next line."


def read_corrections(fields: Fields) -> tuple[Correction, ...]:
    """The notes under `corrections`, oldest first; one alone may stand without a dash."""
    entry = fields.entry("corrections")
    if entry is None:
        return ()
    values = entry.value.items if isinstance(entry.value, Items) else (entry.value,)
    fields.count("corrections", values)
    found = []
    for value in values:
        if not isinstance(value, Keys):
            fields.note(value, "NG019", "A correction is a list of keys and values.", _HINT)
            continue
        correction = _correction(fields, value)
        if correction is not None:
            found.append(correction)
    return tuple(sorted(found))


def _correction(fields: Fields, value: Keys) -> Correction | None:
    inner = fields.nested(value, CORRECTION_KEYS, " in a correction")
    for key, hint in (("date", DATE_HINT), ("text", "Say in plain words what was wrong.")):
        if key not in inner:
            inner.note(value, "NG084", f"The correction has no `{key}`.", hint)
    correction_kind = inner.choice("kind", tuple(CORRECTION_LABELS), "correction")
    date = inner.moment("date")
    text, was, now = inner.text("text"), inner.text("was"), inner.text("now")
    fields.adopt(inner)
    if date is None or not text:
        return None
    return Correction(date, correction_kind, text, was, now, value.line)

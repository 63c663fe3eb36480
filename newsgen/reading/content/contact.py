"""Reads an address to write to: e-mail, or a page."""

from __future__ import annotations

from newsgen.reading.urls import URL_HINT, link_fault, scheme_of
from newsgen.reading.yaml.fields import Fields


def read_contact(fields: Fields, key: str) -> str:
    """The e-mail address or URL under the key, always as a URL."""
    text = fields.text(key)
    entry = fields.entry(key)
    if entry is None or not text:
        return ""
    if scheme_of(text):
        return fields.url(key)
    if "@" in text and " " not in text and link_fault(f"mailto:{text}") is None:
        return f"mailto:{text}"
    fields.note(entry.value, "NG024", f"`{text}` is no address to write to.", URL_HINT)
    return ""

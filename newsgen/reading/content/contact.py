"""Reads an address to write to or to call: e-mail, a page, a telephone."""

from __future__ import annotations

from newsgen.reading.urls import link_fault, scheme_of, url_hint
from newsgen.reading.yaml.fields import Fields

_OF_PEOPLE = frozenset({"matrix", "sip", "sips", "sms", "tel", "xmpp"})
"""Schemes that lead to a person, beside those that lead to a page or a mailbox."""


def read_contact(fields: Fields, key: str) -> str:
    """The e-mail address or URL under the key, always as a URL."""
    text = fields.text(key)
    entry = fields.entry(key)
    if entry is None or not text:
        return ""
    if scheme_of(text) in _OF_PEOPLE and link_fault(text) is None:
        return text
    if scheme_of(text):
        return fields.url(key)
    if "@" in text and " " not in text and link_fault(f"mailto:{text}") is None:
        return f"mailto:{text}"
    fields.note(entry.value, "NG024", f"`{text}` is no address to write to.", url_hint(text))
    return ""

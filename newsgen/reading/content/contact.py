"""Reads an address to write to or to call: e-mail, a page, a telephone."""

from __future__ import annotations

from newsgen.reading.urls import absolute_url_fault, link_fault, scheme_of, url_hint
from newsgen.reading.yaml.fields import Fields

_OF_PEOPLE = frozenset({"matrix", "sip", "sips", "sms", "tel", "xmpp"})
"""Schemes that lead to a person, beside those that lead to a page or a mailbox."""


def read_contact(fields: Fields, key: str) -> str:
    """The e-mail address or URL under the key, always as a URL."""
    text = fields.text(key)
    entry = fields.entry(key)
    if entry is None or not text:
        return ""
    found = contact_of(text)
    if found:
        return found
    if scheme_of(text):
        return fields.url(key)
    fields.note(entry.value, "NG024", f"`{text}` is no address to write to.", url_hint(text))
    return ""


def contact_of(text: str) -> str:
    """The e-mail address or URL as a URL; "" where it is none."""
    if scheme_of(text) in _OF_PEOPLE:
        return text if link_fault(text) is None else ""
    if scheme_of(text):
        return text if absolute_url_fault(text) is None else ""
    is_mailbox = "@" in text and " " not in text and link_fault(f"mailto:{text}") is None
    return f"mailto:{text}" if is_mailbox else ""

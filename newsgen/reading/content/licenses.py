"""Reads under which licence the texts of a site, or one of them, may be used."""

from __future__ import annotations

from newsgen.model.license import NO_LICENSE, License, license_of, licenses
from newsgen.reading.urls import scheme_of
from newsgen.reading.yaml.fields import Fields

NO_LICENSE_WORD = "none"


def read_license(fields: Fields) -> License | None:
    """The licence under `license`: the name or URL of one, or `none`; None where nothing is said."""
    text = fields.text("license")
    entry = fields.entry("license")
    if entry is None or not text:
        return None
    if text.lower() == NO_LICENSE_WORD:
        return NO_LICENSE
    if scheme_of(text) in ("http", "https"):
        url = fields.url("license")
        return license_of(url) if url else None
    found = licenses().get("-".join(text.upper().split()))
    if found is None:
        message = f"`{text[:80]}` is no licence that newsgen knows."
        hint = f"Write the URL of its words, or one of: {', '.join(licenses())}."
        fields.note(entry.value, "NG440", message, hint)
    return found

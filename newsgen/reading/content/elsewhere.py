"""Reads where a newsroom or a person is to be found elsewhere, and who it is there."""

from __future__ import annotations

import re

from newsgen.reading.urls import absolute_url_fault, link_fault, scheme_of, url_hint
from newsgen.reading.yaml.fields import Fields

ELSEWHERE_KEYS = ("same_as", "did")
"""The keys of `newsgen.yaml` that are read here."""

MAX_NAME = 300

_NAME = r"[a-zA-Z0-9._%-]+"
DID = rf"did:[a-z]+:{_NAME}(?::{_NAME})*"
"""A decentralized identifier (W3C DID Core, 3.1), in ASCII."""

RECORD = rf"at://{DID}/site\.standard\.publication/[a-zA-Z0-9._~:-]+"
"""The address of a publication's record (standard.site)."""

FEDIVERSE = r"@?([a-zA-Z0-9_](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9_])?)@([^@/\s]+)"
"""An account as people write it: `@name@host`."""


def read_same_as(fields: Fields) -> tuple[str, ...]:
    """The URLs under `same_as` at which the same newsroom or person is to be found, each once."""
    found = []
    for scalar in fields.scalars("same_as"):
        fault = absolute_url_fault(scalar.text)
        if fault is None and scheme_of(scalar.text) == "mailto":
            fault = f"`{scalar.text}` is the address of no page."
        if fault:
            fields.note(scalar, "NG024", fault, url_hint(scalar.text))
        else:
            found.append(scalar.text)
    return tuple(dict.fromkeys(found))


def read_did(fields: Fields) -> str:
    """The identifier or the record under `did`, always as an address that begins with `at://`."""
    text = fields.text("did")
    entry = fields.entry("did")
    if entry is None or not text:
        return ""
    if len(text) <= MAX_NAME and re.fullmatch(DID, text):
        return f"at://{text}"
    if len(text) <= MAX_NAME and re.fullmatch(RECORD, text):
        return text
    message = f"`{text[:80]}` is neither an identifier nor the record of a publication."
    hint = "Write did:plc:…, or at://did:plc:…/site.standard.publication/…."
    fields.note(entry.value, "NG441", message, hint)
    return ""


def read_fediverse(fields: Fields) -> str:
    """The account under `fediverse`, always with `@` at its beginning; "" where there is none."""
    text = fields.text("fediverse")
    entry = fields.entry("fediverse")
    if entry is None or not text:
        return ""
    match = re.fullmatch(FEDIVERSE, text) if len(text) <= MAX_NAME else None
    if match and link_fault(f"https://{match.group(2)}/") is None:
        return f"@{match.group(1)}@{match.group(2)}"
    message = f"`{text[:80]}` is no account of the fediverse."
    fields.note(entry.value, "NG442", message, "Write '@name@host.example', in quotes.")
    return ""

"""Digests: short names for content, the same for the same content on every machine.

A digest is 32 hexadecimal characters (BLAKE2b with 16 bytes, RFC 7693). It names
content, it does not authenticate it.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TypeAlias

Digest: TypeAlias = str

DIGEST_SIZE_BYTES = 16


def digest_bytes(content: bytes) -> Digest:
    """The digest of these bytes."""
    return blake2b(content, digest_size=DIGEST_SIZE_BYTES).hexdigest()


def digest_text(text: str) -> Digest:
    """The digest of the text as UTF-8; a lone surrogate is kept, not an error."""
    return digest_bytes(text.encode("utf-8", "surrogatepass"))


def digest_value(value: object) -> Digest:
    """The digest of a value made of records, tuples, mappings, strings, numbers, booleans and None.

    It is taken of the value's `repr`, which for these types is written in C,
    names every field, and is the same in every process. A mapping's order
    counts, as does that of a tuple.
    """
    return digest_text(repr(value))

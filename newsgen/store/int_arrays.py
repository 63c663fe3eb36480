"""Packs names and numbers for the tables of the catalogue index, to save space."""

from __future__ import annotations

from array import array
from hashlib import blake2b


def hashed(name: str) -> int:
    """A 64-bit hash of a name. Where two names collide, a build does more than it must."""
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def unpacked(form: str, content: bytes) -> array[int]:
    """The array of this type code from its `tobytes`."""
    found = array(form)
    found.frombytes(content)
    return found

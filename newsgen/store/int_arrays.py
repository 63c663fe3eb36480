"""Names and numbers as the ledger's tables hold them: many in little room."""

from __future__ import annotations

from array import array
from hashlib import blake2b


def hashed(name: str) -> int:
    """A number for a name. Two names may have the same one, which makes a build do more than it must."""
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def unpacked(form: str, content: bytes) -> array[int]:
    """The numbers that `array.tobytes` of this form gave."""
    found = array(form)
    found.frombytes(content)
    return found

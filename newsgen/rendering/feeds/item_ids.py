"""Makes the identities of feeds and their items, by which readers know what they have seen."""

from __future__ import annotations

from hashlib import sha1

_NAMESPACE = "7b0f2c1ea94d5f5c8a7be1d3c0446f29"
"""The namespace of all identities. With another one every reader would show every archive anew."""


def identity(kind: str, name: str, site_id: str) -> str:
    """The URN of a UUID of version 5 (RFC 9562), made of a word for the kind and a name.

    `site_id` tells sites apart that use the same names; "" does not.
    """
    text = f"{site_id}\n{kind}:{name}" if site_id else f"{kind}:{name}"
    # The module `uuid` takes longer to load than a feed to make.
    digest = bytearray(
        sha1(bytes.fromhex(_NAMESPACE) + text.encode(), usedforsecurity=False).digest()[:16]
    )
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    written = digest.hex()
    parts = (written[:8], written[8:12], written[12:16], written[16:20], written[20:])
    return f"urn:uuid:{'-'.join(parts)}"

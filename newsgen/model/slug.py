"""Names in addresses: slugs, and which of them no file can have."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from newsgen.model.name_marks import with_marks_kept, with_signs_as_words

MAX_SLUG_LENGTH = 120

MAX_SLUG_BYTES = 240
"""An ending such as ".html" is added, and no file system takes more than 255."""
_MOST_NAMED = 1000
"""Characters of a text that name it. Unicode's normal forms take a time that grows with the square."""

_ORDINARY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_WORD = re.compile(r"[^\w]+")
_NOT_ASCII_WORD = re.compile(r"[^\w\x00-\x7f]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z0-9/._-]*")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*%#\\]')


@lru_cache(10_000)
def slug_of(text: str) -> str:
    """The text as a slug: lower case, letters and digits of any script with their marks, joined by hyphens.

    A sign that is part of a name becomes a word: `c-plus-plus`, `c-sharp`, `dot-net`. May be "".
    """
    if _ORDINARY.fullmatch(text):
        return text
    text = text[:_MOST_NAMED]
    if text.isascii():
        normal = with_signs_as_words(text).lower()
    else:
        normal = with_signs_as_words(unicodedata.normalize("NFKC", text)).lower()
        normal = unicodedata.normalize("NFC", normal)
    normal = normal.replace("'", "").replace("’", "").replace("_", "-")
    if _NOT_ASCII_WORD.search(normal):
        return with_marks_kept(normal)
    return _NOT_WORD.sub("-", normal).strip("-")


@lru_cache(1000)
def slug_fault(slug: str) -> str | None:
    """Why the text cannot be the name of a page, as the end of a sentence; None where it can.

    A published folder must be whole on every file system, so the names that
    Windows reserves are refused everywhere.
    """
    # The names that Windows reserves have no more than four letters where they have no dot.
    if 4 < len(slug) <= MAX_SLUG_LENGTH and _ORDINARY.fullmatch(slug):
        return None
    if not slug:
        return "is empty"
    if "/" in slug or "\\" in slug:
        return "holds a slash"
    if slug.strip(".") == "" or ".." in slug:
        return "holds `..`"
    if _UNSAFE.search(slug) or any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in slug):
        return "holds a character that no address should"
    if slug != slug.strip(" .") or slug.startswith("."):
        return "begins or ends with a dot or a space"
    if " " in slug:
        return "holds a space"
    if _RESERVED.fullmatch(slug):
        return "is a name that Windows reserves"
    if len(slug) > MAX_SLUG_LENGTH:
        return f"is longer than {MAX_SLUG_LENGTH} characters"
    if len(slug.encode()) > MAX_SLUG_BYTES:
        return f"is longer than {MAX_SLUG_BYTES} bytes"
    return None


def is_reserved(name: str) -> bool:
    """Whether Windows reserves the name, with any ending."""
    return _RESERVED.fullmatch(name) is not None


def quoted(path: str) -> str:
    """The path as part of a URL (RFC 3986): what is not ASCII, percent-encoded as UTF-8.

    A colon is encoded too: at the start of a relative URL it would end a scheme,
    and `/javascript:…` on a page at the root would become one.
    """
    if _PLAIN.fullmatch(path):
        return path
    return quote(path, safe="/-._~!$&'()*+,;=@")

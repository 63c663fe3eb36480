"""Which paths some disks take for one: those that differ in case alone, or in how accents are encoded."""

from __future__ import annotations

from unicodedata import normalize


def composed(text: str) -> str:
    """The text in the normal form that people type (NFC); macOS and its archives write names in another."""
    return text if text.isascii() else normalize("NFC", text)


def folded(path: str) -> str:
    """The same text for all paths that a disk of macOS or Windows may take for this one."""
    if path.isascii():
        return path.lower()
    # Unicode's canonical caseless match; composed again, since most paths are written so.
    return normalize("NFC", normalize("NFD", normalize("NFD", path).casefold()))

"""Reads the bytes of a text from elsewhere, whatever it was written with."""

from __future__ import annotations

import re
from pathlib import Path

from newsgen.plugins.imported_pieces import Loss

MOST_BYTES = 5_000_000
"""A text that is longer is none that newsgen could publish."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufdd0-\ufdef]")


class TooLongError(Exception):
    """The text is longer than any that newsgen reads."""


def read_text(file: Path) -> tuple[str, tuple[Loss, ...]]:
    """The text of a file, and what was changed of it. Raises `OSError`, `TooLongError`."""
    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooLongError(f"The file has more than {MOST_BYTES:,} bytes.")
    return text_of(content)


def text_of(content: bytes) -> tuple[str, tuple[Loss, ...]]:
    """The text of these bytes: UTF-8, UTF-16 with its mark, else the usual code of Windows."""
    losses: list[Loss] = []
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
            losses.append(Loss(fate="changed", what="UTF-16 is UTF-8 now"))
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        losses.append(Loss(fate="changed", what="read as Windows-1252, which it may not be"))
    clean, further = without_control(text)
    return clean, (*losses, *further)


def without_control(text: str) -> tuple[str, tuple[Loss, ...]]:
    """The text without control characters and with one kind of line break."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean, number = _CONTROL.subn("", text)
    if any("\ud800" <= one <= "\udfff" for one in clean) if not clean.isascii() else False:
        clean = clean.encode("utf-8", "replace").decode()
        number += 1
    if not number:
        return clean, ()
    return clean, (Loss(fate="dropped", what="control character", number=number),)

"""Decodes the bytes of a text file."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from newsgen.model.problem import TOP, WHOLE_FILE, Position, Problem
from newsgen.reading.files.file_bytes import MAX_TEXT_BYTES

_BUT_NUL = r"\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"

# They have no meaning in HTML, XML or YAML, and some mark the slots of a body.
CONTROL = re.compile(rf"[\x00{_BUT_NUL}]")

CONTROL_BUT_NUL = re.compile(rf"[{_BUT_NUL}]")
"""The same, for HTML in which NULs stand for slots already."""

_CONTROL_BYTES = (
    b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12"
    b"\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f"
)

# To YAML 1.1 these end a line, to editors they do not, and lines are counted as editors do.
_STRANGE_BREAK = re.compile("[\x85\u2028\u2029]")


def decode_text(content: bytes, path: str) -> str | Problem:
    """The text with "\\n" as its only line break, without a byte-order mark or control characters."""
    if len(content) > MAX_TEXT_BYTES:
        return Problem.at(
            path,
            WHOLE_FILE,
            "NG002",
            f"The file has more than {MAX_TEXT_BYTES:,} bytes, the most a text may have.",
            "Split it, or move pictures and data out of the text.",
        )
    try:
        text = content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        return _not_utf8(content, path, error)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        return Problem.at(
            path, TOP, "NG003", "The file is empty.", "Write the article, or delete the file."
        )
    if _may_hold_control(content):
        text = CONTROL.sub("", text)
    if "\x85" in text or "\u2028" in text or "\u2029" in text:
        text = _STRANGE_BREAK.sub(" ", text)
    return text


def _may_hold_control(content: bytes) -> bool:
    """Whether the bytes can hold a control character: a tenth of the time of looking for one."""
    if any(map(content.__contains__, _CONTROL_BYTES)):
        return True
    # In UTF-8 U+0080 to U+009F begin with C2, U+FFFE and U+FFFF with EF BF.
    return b"\xc2" in content or (b"\xef" in content and b"\xef\xbf" in content)


def _not_utf8(content: bytes, path: str, error: UnicodeDecodeError) -> Problem:
    # The codec counts from behind a byte-order mark.
    offset = error.start + (len(BOM_UTF8) if content.startswith(BOM_UTF8) else 0)
    before = content[:offset]
    return Problem.at(
        path,
        Position(before.count(b"\n") + 1, len(before) - (before.rfind(b"\n") + 1) + 1),
        "NG001",
        f"The file is not UTF-8: byte 0x{content[offset]:02x} at offset {offset}.",
        "Save it as UTF-8; in most editors that is a choice of “Save as”.",
    )

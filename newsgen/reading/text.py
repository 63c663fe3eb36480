"""Bytes of a text file to text."""

from __future__ import annotations

import re

from newsgen.model.problem import Problem

MAX_TEXT_BYTES = 5 * 1024 * 1024

# NUL marks the slots of a body later on; the others have no meaning in HTML, XML or YAML.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

# To YAML 1.1 these end a line, to editors they do not, and lines are counted as editors do.
_STRANGE_BREAK = re.compile("[\x85\u2028\u2029]")


def decode_text(content: bytes, path: str) -> str | Problem:
    """The text with "\\n" as its only line break, without a byte-order mark or control characters."""
    if len(content) > MAX_TEXT_BYTES:
        return Problem(
            path=path,
            code="NG002",
            message=f"The file has more than {MAX_TEXT_BYTES:,} bytes, the most a text may have.",
            hint="Split it, or move pictures and data out of the text.",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(content, path, error)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Problem(
            path=path,
            line=1,
            column=1,
            code="NG003",
            message="The file is empty.",
            hint="Write the article, or delete the file.",
        )
    return _STRANGE_BREAK.sub(" ", CONTROL.sub("", text))


def _not_utf8(content: bytes, path: str, error: UnicodeDecodeError) -> Problem:
    # With a byte-order mark the codec counts from behind it.
    offset = error.start + (3 if content.startswith(b"\xef\xbb\xbf") else 0)
    before = content[:offset]
    return Problem(
        path=path,
        line=before.count(b"\n") + 1,
        column=len(before) - (before.rfind(b"\n") + 1) + 1,
        code="NG001",
        message=f"The file is not UTF-8: byte 0x{content[offset]:02x} at offset {offset}.",
        hint="Save it as UTF-8; in most editors that is a choice of “Save as”.",
    )

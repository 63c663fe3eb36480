"""Puts marks in the place of what is read of a line, so that nothing in it is read again.

A mark is "<@3>" for a tag that typography looks through, and "<!3>" for what stands there as a sign of
its own. For other pointed brackets stand two signs that no text has.
"""

from __future__ import annotations

import re

from newsgen.reading.markdown.sanitizer_fast_path import is_clean_tag

LT, GT = "\x0e", "\x0f"
"""Stand for "<" and ">" of the text, so that all others are of marks."""

_MARK = re.compile(r"<[@!](\d+)>")
_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);)")


class Marks:
    """The marks of one line or paragraph after the other."""

    def __init__(self) -> None:
        self.is_clean = True
        """Whether the sanitiser would change none of all that was written."""
        self.has_signs = False
        """Whether typography has to look at this text itself: for code, addresses and the like."""
        self._written: list[str] = []

    def begin(self) -> None:
        """Begins another text."""
        self._written = []
        self.has_signs = False

    def seen_through(self, tag: str) -> str:
        """The mark of a tag that typography looks through."""
        if self.is_clean and not is_clean_tag(tag):
            self.is_clean = False
        self._written.append(tag)
        return f"<@{len(self._written) - 1}>"

    def sign(self, written: str, *, is_clean: bool = True) -> str:
        """The mark of what stands as a sign of its own."""
        self.is_clean = self.is_clean and is_clean
        self._written.append(written)
        return f"<!{len(self._written) - 1}>"

    def put_back(self, text: str) -> str:
        """The HTML of the text."""
        if LT in text:
            text = text.replace(LT, "&lt;")
        if GT in text:
            text = text.replace(GT, "&gt;")
        return _MARK.sub(self._at, text) if self._written else text

    def _at(self, match: re.Match[str]) -> str:
        return self._written[int(match[1])]


def with_references(text: str) -> str:
    """The text with a reference for each ampersand that begins none."""
    return _AMPERSAND.sub("&amp;", text) if "&" in text else text


def attribute(value: str) -> str:
    """The value as it stands between the quotes of an attribute."""
    value = with_references(value)
    if LT in value or GT in value:
        value = value.replace(LT, "&lt;").replace(GT, "&gt;")
    return value.replace('"', "&quot;")

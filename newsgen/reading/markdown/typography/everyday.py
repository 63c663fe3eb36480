"""Makes the marks of an everyday text typographic, in a tenth of the time, and declines all others.

Everyday are an apostrophe behind a letter, or before the two digits of a year, where no single mark
opens, and a quotation in double marks with a space before it and a stop or a space behind, which may hold
another. The tests hold that `pairing` says the same.
"""

from __future__ import annotations

import re

from newsgen.reading.markdown.typography.rules import Rules

OPENING, CLOSING, INNER_OPENING, INNER_CLOSING = "\x02", "\x03", "\x06", "\x07"
"""Stand for the marks of the language, which are not known here."""

BEGIN, END = "\x04", "\x05"
"""Stand around a text that is not everyday, until the whole HTML is there."""

# Letters of scripts that have spaces beside quotations, and not of Hebrew, where a mark may be no mark.
# As one class, with the ranges taken out of it, it takes twenty times as long to compile.
_LETTER = r"(?=[\0-\u058f\u0600-\u10ff])[^\W\d_]"
_BEHIND = r"[ \n.,;:!?)]|\Z"
_OTHER_SINGLE = re.compile(
    rf"'(?!(?<={_LETTER}')(?:(?={_LETTER})|(?={_BEHIND}))|(?<=[ \n(]')(?=\d\d(?!\d)))"
)
_ENDED = (
    rf'(?<={_LETTER}")|(?<=[.,!?]")|(?<={_LETTER}</a>")|(?<=[.,!?]</a>")|(?<={_LETTER}</em>")'
    rf'|(?<=[.,!?]</em>")|(?<={_LETTER}</strong>")|(?<=[.,!?]</strong>")'
)
_BEGIN = r'"(?<![^ \n(]")(?=[^\W_]|<(?:@\d+|em|strong)>[^\W_])'
_CLOSE = rf'"(?:{_ENDED})(?={_BEHIND})'
_DOUBLES = re.compile(
    rf'(?:[^"]*+{_BEGIN}(?:[^"]*+{_BEGIN}[^"]*+{_CLOSE})*+[^"]*+{_CLOSE})*+[^"]*+'
)
# Within a line, and so within a paragraph.
_DOUBLES_IN_LINES = re.compile(
    rf'(?:[^"]*+{_BEGIN}(?:[^"\n]*+{_BEGIN}[^"\n]*+{_CLOSE})*+[^"\n]*+{_CLOSE})*+[^"]*+'
)


def in_marks(text: str, rules: Rules) -> str:
    """The text with the marks of the language in the place of those that stand for them."""
    if OPENING in text:
        text = text.replace(OPENING, rules.outer.opening).replace(CLOSING, rules.outer.closing)
        if INNER_OPENING in text:
            text = text.replace(INNER_OPENING, rules.inner.opening)
            text = text.replace(INNER_CLOSING, rules.inner.closing)
    return text


def shows_url(text: str) -> bool:
    """Whether an address stands in a text whose tags hold none."""
    # One character is looked for in a twentieth of the time of three.
    at = text.find("/")
    while at > 0:
        if text[at - 1] == ":" and text.startswith("//", at):
            return True
        at = text.find("/", at + 1)
    return False


def everyday_document(text: str) -> str | None:
    """A text of many paragraphs, in Markdown but for tags, with its marks; None where others are in it.

    It shows no address.
    """
    parts = text.split("...")
    if len(parts) > 1:
        if not _are_apart(parts, "."):
            return None
        text = "…".join(parts)
    if "'" in text:
        if _OTHER_SINGLE.search(text):
            return None
        text = text.replace("'", "’")
    parts = text.split("--")
    if len(parts) > 1:
        # At the beginning of a line hyphens are no dash yet: they may be a rule.
        for part in parts:
            if not part or part[0] in "-\n" or part[-1] in "-\n" or part[-2:] == "xn":
                return None
        text = "–".join(parts)
    if '"' in text:
        if not _DOUBLES_IN_LINES.fullmatch(text):
            return None
        text = _with_doubles(text)
    return text


def _with_doubles(text: str) -> str:
    """The text with its double marks, which are everyday: one that opens stands behind a space."""
    before, *parts = text.split('"')
    written, is_open, is_nested = [before], False, False
    for part in parts:
        if not before or before[-1] in " \n(":
            sign, is_open, is_nested = (INNER_OPENING if is_open else OPENING), True, is_open
        else:
            sign, is_open, is_nested = (INNER_CLOSING if is_nested else CLOSING), is_nested, False
        written.append(sign)
        written.append(part)
        before = part
    return "".join(written)


def with_ellipses(text: str) -> str | None:
    """A text of one or many paragraphs with its ellipses; None where there are more dots side by side."""
    parts = text.split("...")
    if len(parts) == 1:
        return text
    return "…".join(parts) if _are_apart(parts, ".") else None


def with_apostrophes(text: str) -> str:
    """A text of one or many paragraphs with its apostrophes, where no other single mark is in it.

    It shows no address.
    """
    if "'" in text and not _OTHER_SINGLE.search(text):
        return text.replace("'", "’")
    return text


def everyday(text: str) -> str | None:
    """The text of one paragraph, with its ellipses; None where other marks are in it."""
    if "'" in text and _OTHER_SINGLE.search(text):
        return None
    if '"' in text:
        if not _DOUBLES.fullmatch(text):
            return None
        text = _with_doubles(text)
    if "'" in text:
        text = text.replace("'", "’")
    parts = text.split("--")
    if len(parts) > 1:
        if not _are_apart(parts, "-") or "xn--" in text:
            return None
        text = "–".join(parts)
    return text


def _are_apart(parts: list[str], sign: str) -> bool:
    """Whether no sign was beside those at which a text was cut into these parts."""
    return all(part[:1] != sign for part in parts) and all(parts[1:-1])

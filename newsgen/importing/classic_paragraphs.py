"""Makes the paragraphs of a classic WordPress post, which are blank lines in its text, as WordPress does."""

from __future__ import annotations

import re

_BLOCK = (
    "(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|blockquote|address"
    "|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|header|footer|nav|figure|figcaption|details|summary"
    "|iframe|video|audio|object|script)"
)
_PRE = re.compile(r"<(pre|script|style|textarea)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_DOUBLE = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
_OPENS = re.compile(rf"(<{_BLOCK}\b[^<>]*>)", re.IGNORECASE)
_CLOSES = re.compile(rf"(</{_BLOCK}\s*>|<hr\b[^<>]*>)", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BEGINS = re.compile(rf"\s*</?{_BLOCK}\b", re.IGNORECASE)
_KEPT = re.compile("\ue002(\\d+)\ue003")


def with_paragraphs(text: str) -> str:
    """The text with a `<p>` around each part between blank lines, and a `<br>` for each other line break."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\n\n\ue002{len(kept) - 1}\ue003\n\n"

    text = _PRE.sub(keep, text.replace("\r\n", "\n"))
    text = _DOUBLE.sub("\n\n", text)
    text = _OPENS.sub(r"\n\n\1", text)
    text = _CLOSES.sub(r"\1\n\n", text)
    made = [_paragraph(part.strip("\n")) for part in _BLANK.split(text) if part.strip()]
    return _KEPT.sub(lambda match: kept[int(match[1])], "\n".join(made))


def _paragraph(part: str) -> str:
    if _KEPT.fullmatch(part.strip()):
        return part
    if _BEGINS.match(part) or (_BEGINS.search(part) and _CLOSES.search(part)):
        # The words within a block of HTML are its own; line breaks among them are shown all the same.
        return part
    return (
        "<p>" + re.sub(r"(?<!<br>)(?<!<br/>)(?<!<br />)[ \t]*\n", "<br>\n", part.strip()) + "</p>"
    )

"""Makes the paragraphs of a classic WordPress post, which are blank lines in its text, as WordPress does."""

from __future__ import annotations

import re

from newsgen.importing.enclosed import Elements, Enclosed

_BLOCK = (
    "(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|blockquote|address"
    "|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|header|footer|nav|figure|figcaption|details|summary"
    "|iframe|video|audio|object|script)"
)
_VERBATIM = Elements("pre", "script", "style", "textarea")
_DOUBLE = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
_OPENS = re.compile(rf"(<{_BLOCK}\b[^<>]*>)", re.IGNORECASE)
_CLOSES = re.compile(rf"(</{_BLOCK}\s*>|<hr\b[^<>]*>)", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BEGINS = re.compile(rf"</?{_BLOCK}\b", re.IGNORECASE)
_KEPT = re.compile("\ue002(\\d+)\ue003")


def with_paragraphs(text: str) -> str:
    """The text with a `<p>` around each part between blank lines, and a `<br>` for each other line break."""
    kept: list[str] = []

    text = text.replace("\r\n", "\n")

    def keep(one: Enclosed) -> str:
        kept.append(text[one.start : one.end])
        return f"\n\n\ue002{len(kept) - 1}\ue003\n\n"

    spaced = _DOUBLE.sub("\n\n", _VERBATIM.sub(keep, text))
    spaced = _OPENS.sub(r"\n\n\1", spaced)
    spaced = _CLOSES.sub(r"\1\n\n", spaced)
    made = [_paragraph(part.strip("\n")) for part in _BLANK.split(spaced) if part.strip()]
    return _KEPT.sub(lambda match: kept[int(match[1])], "\n".join(made))


def _paragraph(part: str) -> str:
    if _KEPT.fullmatch(part.strip()):
        return part
    if _BEGINS.match(part.lstrip()) or (_BEGINS.search(part) and _CLOSES.search(part)):
        # The words within a block of HTML are its own; line breaks among them are shown all the same.
        return part
    return (
        "<p>" + re.sub(r"(?<!<br>)(?<!<br/>)(?<!<br />)[ \t]*\n", "<br>\n", part.strip()) + "</p>"
    )

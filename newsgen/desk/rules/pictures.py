"""Pictures: described for who cannot see them, explained, and credited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule

_PICTURE = re.compile(
    r"!\[(?P<alt>[^\]]*)\](?:\([^)\s]*(?:\s+(?P<mark>[\"'])(?P<title>.*?)(?P=mark))?\s*\)|\[)"
)
_ELEMENT = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ALT = re.compile(r"\salt\s*=", re.IGNORECASE)
_NOT_A_WORD = re.compile(r"\W+")


def no_alt(manuscript: Manuscript) -> Iterator[Mark]:
    """An element of HTML may say with `alt=""` that its picture only decorates."""
    image = manuscript.head.image
    if image and not image.alt:
        yield Mark(image.line, image.column, f"The picture `{image.src}` has no `alt`.")
    for match in _in_body(manuscript):
        if not match["alt"].strip():
            hint = "Write what is seen between the brackets: ![A bridge](media/bridge.jpg)."
            yield manuscript.mark(match.start(), "The picture has no alternative text.", hint)
    if "<img" not in manuscript.text:
        return
    for element in _ELEMENT.finditer(manuscript.text, manuscript.body_start):
        if not _ALT.search(element.group()):
            yield manuscript.mark(element.start(), "The picture has no `alt`.")


def no_caption(manuscript: Manuscript) -> Iterator[Mark]:
    image = manuscript.head.image
    if image and not image.caption:
        yield Mark(image.line, image.column, f"The picture `{image.src}` has no `caption`.")


def no_credit(manuscript: Manuscript) -> Iterator[Mark]:
    image = manuscript.head.image
    if image and not image.credit:
        yield Mark(image.line, image.column, f"The picture `{image.src}` has no `credit`.")


def alt_repeats(manuscript: Manuscript) -> Iterator[Mark]:
    """The same words, whatever stands between them."""
    image = manuscript.head.image
    if image and _is_same(image.alt, image.caption):
        yield Mark(image.line, image.column, "The picture's `alt` says what its `caption` says.")
    for match in _in_body(manuscript):
        if _is_same(match["alt"], match["title"] or ""):
            message = "The picture's alternative text says what its title says."
            yield manuscript.mark(match.start(), message)


def _in_body(manuscript: Manuscript) -> Iterator[re.Match[str]]:
    if "![" not in manuscript.text:
        return
    for block in manuscript.blocks:
        if block.kind != "other":
            for match in _PICTURE.finditer(manuscript.text, block.start, block.end):
                # In a span of code the prose has nothing but spaces.
                if manuscript.prose[match.start("alt") : match.end("alt")].strip() or (
                    not match["alt"].strip() and not _is_code(manuscript, block.start, match)
                ):
                    yield match


def _is_code(manuscript: Manuscript, start: int, match: re.Match[str]) -> bool:
    return manuscript.text.count("`", start, match.start()) % 2 == 1


def _is_same(alt: str, caption: str) -> bool:
    return bool(alt) and _bare(alt) == _bare(caption)


def _bare(text: str) -> str:
    return _NOT_A_WORD.sub(" ", text).strip().casefold()


RULES = (
    Rule(
        code="NG120",
        level="error",
        reason="Who cannot see a picture has its alternative text and nothing else.",
        fix="Write `alt:` and what is to be seen.",
        find=no_alt,
    ),
    Rule(
        code="NG121",
        reason="A picture without a caption does not say what it shows, when and where.",
        fix="Write `caption:`.",
        find=no_caption,
    ),
    Rule(
        code="NG122",
        reason="Who made a picture is owed a name, and readers are owed its origin.",
        fix="Write `credit:`, the photographer or artist and the agency.",
        find=no_credit,
    ),
    Rule(
        code="NG123",
        reason="A screen reader reads both, one after the other.",
        fix="Describe in `alt` what is seen, and explain in the caption what it means.",
        find=alt_repeats,
    ),
)

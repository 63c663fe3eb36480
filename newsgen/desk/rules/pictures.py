"""Rules on pictures: they are described for readers who cannot see them, explained, and credited."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule
from newsgen.model.fast_namedtuple import NamedTuple

_ADDRESS_END = re.compile(r"[)\s]")
_BEHIND_ADDRESS = re.compile(r"\s*+(?:(?P<end>\))|[\"'])")
_TITLE_END = re.compile(r"[\"'](?=\s*+\))")
_ELEMENT = re.compile(r"<img\b", re.IGNORECASE)
_ALT = re.compile(r"\salt\s*=", re.IGNORECASE)
_LONGEST_COMMENT = 2000
"""So far before a piece of HTML the comment is looked for that holds it."""

_NOT_A_WORD = re.compile(r"\W+")


def no_alt(manuscript: Manuscript) -> Iterator[Mark]:
    """An element of HTML may say with `alt=""` that its picture only decorates."""
    image = manuscript.head.image
    if image and not image.alt:
        yield Mark(image.line, image.column, f"The picture `{image.src}` has no `alt`.")
    for match in _in_body(manuscript):
        if not match.alt.strip():
            hint = "Write what is seen between the brackets: ![A bridge](media/bridge.jpg)."
            yield manuscript.mark(match.start, "The picture has no alternative text.", hint)
    text = manuscript.text
    if "<img" not in text:
        return
    end = 0
    for element in _ELEMENT.finditer(text, manuscript.body_start):
        # What begins within an element belongs to it.
        if element.start() < end:
            continue
        end = text.find(">", element.end())
        if end < 0:
            return
        if not _ALT.search(text, element.start(), end) and not _is_example(
            manuscript, element.start()
        ):
            yield manuscript.mark(element.start(), "The picture has no `alt`.")


def _is_example(manuscript: Manuscript, index: int) -> bool:
    """Whether a piece of HTML is shown as code, or is within a comment."""
    block = manuscript.block_at(index)
    if block is None:
        return True
    if block.kind != "other":
        return manuscript.is_in_code(block.start, index)
    text, start = manuscript.text, max(block.start, index - _LONGEST_COMMENT)
    if text.rfind("<!--", start, index) > text.rfind("-->", start, index):
        return True
    return not text[block.start : block.start + 40].lstrip().startswith(("<", "{{<", "{{%"))


def no_caption(manuscript: Manuscript) -> Iterator[Mark]:
    image = manuscript.head.image
    if image and not image.caption:
        yield Mark(image.line, image.column, f"The picture `{image.src}` has no `caption`.")


def no_credit(manuscript: Manuscript) -> Iterator[Mark]:
    image = manuscript.head.image
    if image and not image.credit:
        yield Mark(image.line, image.column, f"The picture `{image.src}` has no `credit`.")


def alt_repeats(manuscript: Manuscript) -> Iterator[Mark]:
    """Compares the words and not what is between them."""
    image = manuscript.head.image
    if image and _is_same(image.alt, image.caption):
        yield Mark(image.line, image.column, "The picture's `alt` says what its `caption` says.")
    for match in _in_body(manuscript):
        if _is_same(match.alt, match.title):
            message = "The picture's alternative text says what its title says."
            yield manuscript.mark(match.start, message)


class _Picture(NamedTuple):
    """A picture of the text: where it begins and ends, and what is written for it."""

    start: int
    end: int
    alt: str
    title: str = ""


def _in_body(manuscript: Manuscript) -> Iterator[_Picture]:
    if "![" not in manuscript.text:
        return
    for block in manuscript.blocks:
        if block.kind != "other":
            for one in pictures(manuscript.text, block.start, block.end):
                # In a span of code the prose has nothing but spaces.
                begin = one.start + len("![")
                if manuscript.prose[begin : begin + len(one.alt)].strip() or (
                    not one.alt.strip() and not manuscript.is_in_code(block.start, one.start)
                ):
                    yield one


def pictures(text: str, start: int, end: int) -> Iterator[_Picture]:
    """The pictures between two indexes of a text: `![alt](address "title")`, `![alt][name]`."""
    title_ends: dict[str, list[int]] | None = None
    address_end, behind = -1, None
    at = text.find("![", start, end)
    while at >= 0:
        # Of all that open before one bracket, it closes the first.
        close = text.find("]", at, end)
        if close < 0:
            return
        after, found = close + 1, None
        alt = text[at + len("![") : close]
        if text.startswith("][", close):
            after, found = close + 2, _Picture(at, close + 2, alt)
        elif text.startswith("](", close):
            if address_end < close + 2:
                # Where no address ends, all that begin before are looked at once.
                stop = _ADDRESS_END.search(text, close + 2, end)
                address_end = stop.start() if stop else end
                behind = _BEHIND_ADDRESS.match(text, address_end, end)
            if behind and behind["end"]:
                after, found = behind.end(), _Picture(at, behind.end(), alt)
            elif behind:
                if title_ends is None:
                    title_ends = {"'": [], '"': []}
                    for one in _TITLE_END.finditer(text, start, end):
                        title_ends[one.group()].append(one.start())
                last = _title_end(text, behind.end(), title_ends)
                if last is not None:
                    after = text.index(")", last) + 1
                    found = _Picture(at, after, alt, text[behind.end() : last])
        if found:
            yield found
        at = text.find("![", after, end)


def _title_end(text: str, start: int, ends: Mapping[str, list[int]]) -> int | None:
    """Where the title closes that begins here: on its line, with the mark that opened it."""
    of_mark = ends[text[start - 1]]
    number = bisect_left(of_mark, start)
    if number == len(of_mark) or "\n" in text[start : of_mark[number]]:
        return None
    return of_mark[number]


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

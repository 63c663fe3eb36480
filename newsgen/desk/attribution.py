"""Tells whether a text says whose words a quotation is: in its block, or in the blocks beside it."""

from __future__ import annotations

import re

from newsgen.desk.blocks import FILLER, Block
from newsgen.desk.manuscript import Manuscript

_NAME_BEHIND_DASH = re.compile(r"(?:—|–|―|--?|~)[ ]*(?=[^\W\d_])[^—–―\n]{1,80}+$", re.MULTILINE)
_BEFORE_DASH = ("\n", ".", "!", "?", "…", "”", "»", "“", '"', "*", "_", ">")
_SIGNED_WITHIN = re.compile(r"[.!?…][ ]*(?:—|–)[ ]?[^\W\d_][^—–\n]{1,40}\Z")
_CALLOUT = re.compile(r"[>\s]*(?:\*\*|__|<|\[!|:|\w+:)")
"""A note or a warning that is set as a block quotation begins in bold, or with "Note:"."""

_DASH = re.compile(r"[\s*_,.]*+(?:—|–|―|--?|~|\()\s*[*_]*(?=[^\W\d_])")
"""Behind a quotation: “…” — Name, “…” (Name)."""

_COMMAS = (",", "،", "，")
_LONGEST_NAME = 80
_CITATION = re.compile(r"\[\s*@[^\[\]]*\](?!\()|\[\^[^\[\]]+\]")
_MARK_UP = " \t\n*_~>[" + FILLER
_LEADING = _MARK_UP + "-+•·0123456789.)"
"""What may stand before the first word of a block, the sign of a list's item among it."""

_LINK = re.compile(r"\]\(\s*+<?(?:https?:)?//|\]\[|<a\s|https?://")
_NEAR = 3
"""So many blocks without words, such as pictures, may stand between a quotation and its attribution."""

_GOES_ON = frozenset(
    ("and", "but", "so", "then", "und", "aber", "et", "mais", "y", "pero", "і", "та", "але")
)
"""Behind a comma: the writer's sentence goes on, and nobody is named."""

_WORD = re.compile(r"[^\W\d_]+")


class Attribution:
    """Tells of an article's quotations whether they are attributed. What was found of a block is kept."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._says: dict[int, bool] = {}
        self._reached: dict[int, bool] = {}
        self._led: dict[int, bool] = {}
        self._words = [
            number
            for number, block in enumerate(manuscript.blocks)
            if block.kind not in ("heading", "other") and manuscript.prose_of(block).strip()
        ]
        self._place = {number: place for place, number in enumerate(self._words)}

    def reaches(self, number: int) -> bool:
        """Whether it is said in or beside the block of this number whose words are quoted there."""
        return self._from(number) or self._is_cited_above(number) or self._is_led_over(number)

    def _is_led_over(self, number: int) -> bool:
        """Whether who was quoted before goes on speaking, from paragraph to paragraph."""
        asked = []
        while number not in self._led:
            before = self._beside(number, -1)
            if before is None:
                self._led[number] = False
            elif self._ends_with_colon(before) or (
                self._attributes(before) and self._leads_over(before, number)
            ):
                self._led[number] = True
            elif self._opens(number) and self._opens(before):
                asked.append(number)
                number = before
            else:
                self._led[number] = False
        is_led = self._led[number]
        for one in asked:
            self._led[one] = is_led
        return is_led

    def _is_cited_above(self, number: int) -> bool:
        """Whether what is right above, and no prose, leads to where it was said or has `cite`."""
        above = self._manuscript.blocks[number - 1] if number else None
        if above is None or above.kind not in ("other", "heading"):
            return False
        text = self._manuscript.text_of(above)
        return "cite" in text or _LINK.search(text) is not None

    def _from(self, number: int) -> bool:
        """Whether the block says it, or the next, or the last of a speech that goes on, or the one behind."""
        # A speech of several paragraphs opens each of them with a mark, and closes the last alone.
        asked = []
        while number not in self._reached:
            asked.append(number)
            following = self._beside(number, 1)
            if following is None or not self._goes_on(number, following):
                self._reached[number] = self._attributes(number) or (
                    following is not None and self._attributes(following)
                )
                break
            number = following
        is_reached = self._reached[number]
        for one in reversed(asked):
            is_reached = self._reached[one] = is_reached or self._attributes(one)
        return is_reached

    def _beside(self, number: int, step: int) -> int | None:
        """The next block with words in this direction, if it is near."""
        place = self._place.get(number)
        if place is None or not 0 <= place + step < len(self._words):
            return None
        other = self._words[place + step]
        return other if abs(other - number) <= _NEAR + 1 else None

    def _attributes(self, number: int) -> bool:
        if number not in self._says:
            self._says[number] = _attributes(self._manuscript, self._manuscript.blocks[number])
        return self._says[number]

    def _opens(self, number: int) -> bool:
        """Whether the block is a quotation from its start."""
        prose = self._manuscript.prose_of(self._manuscript.blocks[number])
        first = prose.lstrip(_LEADING)[:1]
        return bool(first) and first in self._manuscript.wording.opening

    def _leads_over(self, before: int, number: int) -> bool:
        """Whether who speaks in a block goes on speaking in a later one.

        It is so where the later one is a quotation from its start, and where the block quotes somebody.
        """
        earlier = self._manuscript.blocks[before]
        return (
            self._manuscript.blocks[number].kind == "quote"
            or self._opens(number)
            or bool(self._manuscript.quotations(earlier))
        )

    def _ends_with_colon(self, number: int) -> bool:
        prose = self._manuscript.prose_of(self._manuscript.blocks[number])
        return prose.rstrip(_MARK_UP).endswith((":", "："))

    def _goes_on(self, number: int, following: int) -> bool:
        """Whether a quotation is still open at the end of a block and opens the next one anew."""
        manuscript = self._manuscript
        if manuscript.blocks[following].kind != "paragraph":
            return False
        prose = manuscript.prose_of(manuscript.blocks[number])
        first = manuscript.prose_of(manuscript.blocks[following]).lstrip(_LEADING)[:1]
        if not first or first not in manuscript.wording.opening:
            return False
        closing = [pair[1] for pair in manuscript.wording.phrases.quotes if pair[0] == first]
        last = max(prose.rfind(first), 0)
        return not any(mark in prose[last + 1 :] for mark in closing)


def is_attributed_here(manuscript: Manuscript, block: Block, start: int, end: int) -> bool:
    """Whether the words right before or behind a quotation's marks say whose it is, without a verb.

    They do before a colon or a comma, behind a dash, in brackets, and in what follows a comma
    where it has a name or a pronoun: “We were not asked,” Lee in a letter. A quotation that is
    the text of a link leads to where it was said.
    """
    prose, text = manuscript.prose, manuscript.text
    before = prose[max(block.start, start - _LONGEST_NAME) : start].rstrip(" \t\n*_" + FILLER)
    if before.endswith((":", "：", ",", "，")):
        return True
    if _DASH.match(prose, end, block.end):
        return True
    if text.startswith(("](", "]["), end) or text.startswith("</a", end):
        return True
    if _SIGNED_WITHIN.search(prose, max(start, end - _LONGEST_NAME), end):
        return True
    behind = prose[end : min(end + 3, block.end)].lstrip("*_ " + FILLER)
    if prose[end - 2 : end - 1] in _COMMAS or behind[:1] in _COMMAS:
        word = _WORD.search(prose, end, block.end)
        return word is not None and word.group() not in _GOES_ON
    return False


def is_callout(text: str) -> bool:
    """Whether a block quotation is a note of the writer's."""
    return _CALLOUT.match(text) is not None


def _attributes(manuscript: Manuscript, block: Block) -> bool:
    """Whether a block says whose words these are, by a citation or in words that are not quoted."""
    if block.kind in ("heading", "other"):
        return False
    text = manuscript.text_of(block)
    if "cite=" in text or ("[" in text and _CITATION.search(text)):
        return True
    if ("://" in text or "](" in text or "<a" in text) and _LINK.search(text):
        # A link leads to where it was said.
        return True
    prose = manuscript.prose_of(block)
    if block.kind == "quote" and _is_signed(prose):
        return True
    wording = manuscript.wording
    if block.kind == "quote":
        return False
    return wording.attributes(wording.quotation.sub(" ", prose))


def _is_signed(prose: str) -> bool:
    """Whether a line of a block quotation names its author behind a dash."""
    for match in _NAME_BEHIND_DASH.finditer(prose):
        before = prose[max(match.start() - _LONGEST_NAME, 0) : match.start()].rstrip(" ")
        if not before or before.endswith(_BEFORE_DASH):
            return True
    return False

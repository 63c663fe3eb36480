"""The rule on quotations: the text beside one says whose words they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.desk.blocks import FILLER, Block
from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule

MOST_WORDS_WITHOUT = 5

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SIGNED = re.compile(r"^[ ]*(?:—|–|--)[ ]*\w", re.MULTILINE)
"""A line of a block quotation that names its author behind a dash."""

_SHOWN = 40
_LONG_WORD = 4
_MARKED = frozenset({"paragraph", "item", "table", "note"})


def unattributed(manuscript: Manuscript) -> Iterator[Mark]:
    """Marks a quotation of more than five words without attribution or citation in its paragraph or the next.

    Words before a colon attribute what follows it. An interview is one quotation from
    beginning to end. A title of a work is no quotation: all its long words begin with capitals.
    """
    if not manuscript.wording.knows_attribution or manuscript.article.kind == "interview":
        return
    attribution = _Attribution(manuscript)
    for number, block in enumerate(manuscript.blocks):
        if block.kind == "quote":
            if _is_long(manuscript.prose_of(block)) and not attribution.reaches(number):
                yield _mark(manuscript, block.start, manuscript.prose_of(block).strip(" >\n"))
        elif block.kind in _MARKED:
            yield from _of_marks(manuscript, number, attribution)


def _of_marks(manuscript: Manuscript, number: int, attribution: _Attribution) -> Iterator[Mark]:
    """Quotations between marks, in the block of this number."""
    block, prose = manuscript.blocks[number], manuscript.prose
    if not any(mark in manuscript.prose_of(block) for mark in manuscript.wording.opening):
        return
    for start, end in manuscript.quotations(block):
        words = prose[start + 1 : end]
        if _is_behind_colon(prose, block.start, start):
            # What stands before the colon says whose words they are.
            continue
        if _is_long(words) and not _is_title(words) and not attribution.reaches(number):
            yield _mark(manuscript, start, prose[start:end])


def _is_behind_colon(prose: str, first: int, index: int) -> bool:
    index -= 1
    while index >= first and prose[index].isspace():
        index -= 1
    return index >= first and prose[index] == ":"


def _is_long(words: str) -> bool:
    return len(words) > 2 * MOST_WORDS_WITHOUT and len(_WORD.findall(words)) > MOST_WORDS_WITHOUT


def _is_title(words: str) -> bool:
    long_words = [word for word in _WORD.findall(words) if len(word) >= _LONG_WORD]
    return all(word[0].isupper() for word in long_words)


class _Attribution:
    """Tells which blocks are attributed. The answer for a block is found once and kept."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._says: dict[int, bool] = {}
        self._reached: dict[int, bool] = {}

    def reaches(self, number: int) -> bool:
        """Whether it is said in or beside the block of this number whose words are quoted there."""
        before = self._manuscript.blocks[number - 1] if number else None
        if (
            before
            and _leads_over(self._manuscript, before, number)
            and self._attributes(number - 1)
        ):
            return True
        return self._from(number)

    def _from(self, number: int) -> bool:
        """Whether the block says it, or the next, or the last of a speech that goes on, or the one behind."""
        # A speech of several paragraphs opens each of them with a mark, and closes the last alone.
        asked = []
        while number not in self._reached:
            asked.append(number)
            if not _goes_on(self._manuscript, number):
                self._reached[number] = self._attributes(number) or self._attributes(number + 1)
                break
            number += 1
        is_reached = self._reached[number]
        for one in reversed(asked):
            is_reached = self._reached[one] = is_reached or self._attributes(one)
        return is_reached

    def _attributes(self, number: int) -> bool:
        if number >= len(self._manuscript.blocks):
            return False
        if number not in self._says:
            self._says[number] = _attributes(self._manuscript, self._manuscript.blocks[number])
        return self._says[number]


def _attributes(manuscript: Manuscript, block: Block) -> bool:
    """Whether a block says whose words these are, by a citation or in words that are not quoted."""
    if block.kind in ("heading", "other"):
        return False
    if "[@" in manuscript.text_of(block):
        return True
    prose = manuscript.prose_of(block)
    if block.kind == "quote":
        return _SIGNED.search(prose) is not None
    return manuscript.wording.attributes(manuscript.wording.quotation.sub(" ", prose))


def _leads_over(manuscript: Manuscript, before: Block, number: int) -> bool:
    """Whether the block before introduces this one.

    It does before a block quotation and with a colon at its end: "He said:". Who
    was quoted in it goes on speaking where this block is a quotation from its start.
    """
    block, wording = manuscript.blocks[number], manuscript.wording
    prose = manuscript.prose_of(before)
    if block.kind == "quote" or prose.rstrip().endswith(":"):
        return True
    is_quoted = manuscript.prose_of(block).lstrip()[:1] in wording.opening
    return is_quoted and bool(manuscript.quotations(before))


def _goes_on(manuscript: Manuscript, number: int) -> bool:
    """Whether a quotation is still open at the end of a block and opens the next one anew."""
    blocks, wording = manuscript.blocks, manuscript.wording
    if number + 1 >= len(blocks) or blocks[number + 1].kind != "paragraph":
        return False
    prose = manuscript.prose_of(blocks[number])
    following = manuscript.prose_of(blocks[number + 1]).lstrip()
    if not following or following[0] not in wording.opening:
        return False
    closing = [pair[1] for pair in wording.phrases.quotes if pair[0] == following[0]]
    last = max(prose.rfind(following[0]), 0)
    return not any(mark in prose[last + 1 :] for mark in closing)


def _mark(manuscript: Manuscript, index: int, words: str) -> Mark:
    start = " ".join(words.replace(FILLER, "").split())
    shown = start if len(start) <= _SHOWN else start[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return manuscript.mark(index, f"Nothing says whose words these are: {shown}")


RULES = (
    Rule(
        code="NG110",
        reason="Words in quotation marks are somebody's, and the reader should know whose.",
        fix="Say who said it, in the same paragraph or the next, or cite the source: [@reuters].",
        find=unattributed,
    ),
)

"""The rule on quotations: the text beside one says whose words they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.desk.attribution import Attribution, is_attributed_here, is_callout
from newsgen.desk.blocks import FILLER, Block
from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule

MOST_WORDS_WITHOUT = 5

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHOWN = 40
_NEAR = 100
"""So far from a quotation its neighbours are looked for, behind what was blanked."""

_SHORT = 120
_FEWEST_IN_A_BLOCK = 0.05
"""Of the words of a block: it may be in another language than the article."""

_QUESTIONS = 3
_MOST_ASIDES = 3
"""A text with more block quotations that are nobody's sets its own asides so."""

_LONG_WORD = 4
_MARKED = frozenset({"paragraph", "item", "table", "note"})
_SENTENCE_ENDS = frozenset('.!?…,;:—–।。！？”“"»«’‘')
_MARKS = '”“"»«’‘›‹ \n' + FILLER
_BETWEEN = " \t\n*_\u00a0\u202f" + FILLER


def unattributed(manuscript: Manuscript) -> Iterator[Mark]:
    """Marks a quotation of more than five words without attribution or citation in or beside its paragraph.

    An interview is one quotation from beginning to end. A title of a work is no quotation: most
    of its long words begin with capitals. Words that begin small are a phrase within the writer's
    own sentence. A text that is not in the article's language is not judged.
    """
    wording = manuscript.wording
    if not wording.knows_attribution or _is_interview(manuscript):
        return
    attribution = Attribution(manuscript)
    found = [one for one in _quotations(manuscript) if not attribution.reaches(one[2])]
    if not found or not wording.is_written_in(manuscript.prose[manuscript.body_start :]):
        return
    blocks = manuscript.blocks
    asides = sum(blocks[number].kind == "quote" for _, _, number in found)
    for start, end, number in found:
        if blocks[number].kind == "quote" and asides > _MOST_ASIDES:
            continue
        words = manuscript.prose_of(blocks[number])
        if len(words) < _SHORT or wording.is_written_in(words, _FEWEST_IN_A_BLOCK):
            yield _mark(manuscript, start, manuscript.prose[start:end])


def _is_interview(manuscript: Manuscript) -> bool:
    """Whether the article is one by its kind, or has questions for headings."""
    if manuscript.article.kind == "interview":
        return True
    headings = [block for block in manuscript.blocks if block.kind == "heading"]
    asked = [manuscript.prose_of(one).rstrip(" #*")[-1:] for one in headings]
    return sum(one in ("?", "？") for one in asked) >= _QUESTIONS


def _quotations(manuscript: Manuscript) -> Iterator[tuple[int, int, int]]:
    """Long quotations that nothing right beside them attributes, each with the number of its block."""
    for number, block in enumerate(manuscript.blocks):
        if block.kind == "quote":
            if number and manuscript.blocks[number - 1].kind == "item":
                # An aside to a step of instructions.
                continue
            words = manuscript.prose_of(block)
            is_sentence = words.rstrip(_BETWEEN + _MARKS)[-1:] in _SENTENCE_ENDS
            if is_sentence and _is_long(words) and not is_callout(manuscript.text_of(block)):
                yield block.start, block.end, number
        elif block.kind in _MARKED:
            prose = manuscript.prose_of(block)
            if not any(mark in prose for mark in manuscript.wording.opening):
                continue
            for start, end in manuscript.quotations(block):
                words = manuscript.prose[start + 1 : end]
                if (
                    _is_long(words)
                    and not _is_phrase(manuscript.prose, block, start, end)
                    and not _is_title(words, manuscript.wording.phrases.lang)
                    and not is_attributed_here(manuscript, block, start, end)
                ):
                    yield start, end, number


def _is_long(words: str) -> bool:
    return len(words) > 2 * MOST_WORDS_WITHOUT and len(_WORD.findall(words)) > MOST_WORDS_WITHOUT


def _is_phrase(prose: str, block: Block, start: int, end: int) -> bool:
    """Whether the words are a part of the writer's own sentence: a term, a motto, the text of a button.

    What somebody said begins with a capital, at the beginning of a sentence, and ends with one.
    """
    first = _WORD.search(prose, start, end)
    if first is None or prose[first.start()].islower():
        return True
    before = prose[max(block.start, start - _NEAR) : start].rstrip(_BETWEEN)
    if before and before[-1] not in _SENTENCE_ENDS and block.kind != "table":
        is_own_item = block.kind in ("item", "note") and not _WORD.search(before)
        if not is_own_item:
            return True
    behind = prose[end : min(block.end, end + _NEAR)].lstrip(_BETWEEN)
    last = prose[start:end].rstrip(_MARKS)[-1:]
    return bool(behind) and not {last, behind[0]} & _SENTENCE_ENDS


def _is_title(words: str, lang: str) -> bool:
    """Whether two in three of the long words have capitals; in German, where nouns have them, all."""
    long_words: list[str] = [word for word in _WORD.findall(words) if len(word) >= _LONG_WORD]
    capitals = sum(word[0].isupper() for word in long_words)
    return 3 * capitals >= (3 if lang == "de" else 2) * len(long_words)


def _mark(manuscript: Manuscript, index: int, words: str) -> Mark:
    start = " ".join(words.replace(FILLER, "").strip(" >\n").split())
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

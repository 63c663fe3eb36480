"""The newsroom's own style sheet: write this, not that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.desk.blocks import Block
from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule

_SHOWN_KEYS = frozenset({
    "headline", "title", "standfirst", "summary", "kicker", "dateline", "image.alt",
    "image.caption",
})  # fmt: skip


def house_word(manuscript: Manuscript) -> Iterator[Mark]:
    """In the text and in headline, standfirst, summary and picture.

    Not in addresses and code, nor in the names of sources, nor in quotations: a
    newsroom does not change what others said or wrote.
    """
    avoided = manuscript.newsroom.avoided
    if avoided is None or manuscript.newsroom.avoided_words.isdisjoint(manuscript.words):
        return
    for match in avoided.finditer(manuscript.prose):
        if _is_own(manuscript, match):
            write = manuscript.newsroom.instead(match.group())
            words = " ".join(match.group().split())
            message = f"The house style has `{write}` for `{words}`."
            yield manuscript.mark(match.start(), message, f"Write `{write}`.")


def _is_own(manuscript: Manuscript, match: re.Match[str]) -> bool:
    """Whether the newsroom itself says it, here, in its own words."""
    if match.start() < manuscript.body_start:
        key = manuscript.written_at(match.start())
        value = manuscript.value_of(key)
        written = " ".join(match.group().split())
        return key in _SHOWN_KEYS and written in value and not _is_in_name(manuscript, match)
    block = _block_at(manuscript, match.start())
    if block is None or block.kind == "quote":
        return False
    return not _is_quoted(manuscript, block, match) and not _is_in_name(manuscript, match)


def _block_at(manuscript: Manuscript, index: int) -> Block | None:
    return next((one for one in manuscript.blocks if one.start <= index < one.end), None)


def _is_quoted(manuscript: Manuscript, block: Block, match: re.Match[str]) -> bool:
    quotations = manuscript.wording.quotation.finditer(manuscript.prose_of(block))
    start = match.start() - block.start
    return any(one.start() <= start < one.end() for one in quotations)


def _is_in_name(manuscript: Manuscript, match: re.Match[str]) -> bool:
    """Whether it is part of the name or title of a source, such as a paper's old name."""
    names = {source.name for source in manuscript.newsroom.sources}
    for source in manuscript.sources:
        names |= {source.given.name, source.given.title}
    written = match.group()
    for name in names:
        offset = name.find(written)
        if offset >= 0:
            start = match.start() - offset
            if start >= 0 and manuscript.prose.startswith(name, start):
                return True
    return False


RULES = (
    Rule(
        code="NG160",
        reason="One newsroom writes one word for one thing.",
        fix="Write what content/style.yaml says.",
        find=house_word,
    ),
)

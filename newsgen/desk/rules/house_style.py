"""The rule of the newsroom's own style sheet: write this, not that."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from newsgen.desk.avoided import TooManyError
from newsgen.desk.blocks import Block
from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule

_SHOWN_KEYS = frozenset({
    "headline", "title", "standfirst", "summary", "kicker", "dateline", "image.alt",
    "image.caption",
})  # fmt: skip


_JOINING = frozenset("@#_\\=&")
_PARTING = frozenset("./")


def house_word(manuscript: Manuscript) -> Iterator[Mark]:
    """Looks at the text, and at headline, standfirst, summary and picture.

    Addresses, code, names of sources and quotations are left out: a newsroom does not
    change what others said or wrote.
    """
    newsroom, prose = manuscript.newsroom, manuscript.prose
    own = _Own(manuscript)
    try:
        for start, end in newsroom.avoided.find(prose, manuscript.words):
            if own.says(start, prose[start:end]):
                write = newsroom.instead(prose[start:end])
                words = " ".join(prose[start:end].split())
                message = f"The house style has `{write}` for `{words}`."
                yield manuscript.mark(start, message, f"Write `{write}`.")
    except TooManyError as error:
        message = "From here on the text was not compared with the house style."
        hint = "It has too many words that entries of content/style.yaml begin with; split it."
        yield manuscript.mark(error.index, message, hint)


def _is_in_address(prose: str, start: int, end: int) -> bool:
    """Whether it is part of a file's name, a path, a domain, a handle or an identifier."""
    before, after = prose[max(start - 2, 0) : start], prose[end : end + 2]
    if before[-1:] in _JOINING or after[:1] in _JOINING:
        return True
    if after[:1] == "." and after[1:].isalnum():
        return True
    return before[-1:] in _PARTING and (
        before[:1].isalnum() if before[-1:] == "." else after[:1] in _PARTING
    )


class _Own:
    """Tells what the newsroom says in its own words, with what it remembers of a text."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._offsets: dict[str, list[tuple[str, int]]] = {}
        self._shown: dict[tuple[str, str], bool] = {}

    def says(self, index: int, written: str) -> bool:
        """Whether the newsroom itself says it, here."""
        manuscript = self._manuscript
        if _is_in_address(manuscript.prose, index, index + len(written)):
            return False
        if index < manuscript.body_start:
            key = manuscript.written_at(index)
            return self._is_shown(key, written) and not self._is_in_name(index, written)
        block = manuscript.block_at(index)
        if block is None or block.kind == "quote":
            return False
        return not self._is_quoted(block, index) and not self._is_in_name(index, written)

    def _is_shown(self, key: str, written: str) -> bool:
        if (key, written) not in self._shown:
            is_there = " ".join(written.split()) in self._manuscript.value_of(key)
            self._shown[key, written] = key in _SHOWN_KEYS and is_there
        return self._shown[key, written]

    def _is_quoted(self, block: Block, index: int) -> bool:
        quotations = self._manuscript.quotations(block)
        number = bisect_right(quotations, (index, len(self._manuscript.text))) - 1
        return number >= 0 and index < quotations[number][1]

    def _is_in_name(self, index: int, written: str) -> bool:
        """Whether it is part of the name or title of a source, such as a paper's old name."""
        if written not in self._offsets:
            found = ((name, name.find(written)) for name in self._names)
            self._offsets[written] = [(name, offset) for name, offset in found if offset >= 0]
        return any(
            index >= offset and self._manuscript.prose.startswith(name, index - offset)
            for name, offset in self._offsets[written]
        )

    @cached_property
    def _names(self) -> set[str]:
        names = {source.name for source in self._manuscript.newsroom.sources}
        for source in self._manuscript.sources:
            names |= {source.given.name, source.given.title}
        return names


RULES = (
    Rule(
        code="NG160",
        reason="One newsroom writes one word for one thing.",
        fix="Write what content/style.yaml says.",
        find=house_word,
    ),
)

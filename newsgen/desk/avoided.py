"""Finds the phrases of a list in a text. The text is gone through once, however long the list is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, lru_cache

WORD = re.compile(r"\w+")
"""A word of any language, as a text is searched for it."""

_MOST_STEPS = 100_000
"""Words and entries that are compared in one text; for everyday lists it is a few hundred."""


class TooManyError(Exception):
    """The text has too many beginnings of phrases. Holds the index up to which it was searched."""

    def __init__(self, index: int) -> None:
        self.index = index


class _Node:
    """A node of the tree of phrases: the words that may follow, and the phrases that end here."""

    __slots__ = ("following", "phrases")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.phrases: list[str] = []


class Avoided:
    """The phrases of a list. Each stands for whole words.

    One that begins with a small letter may begin a sentence; spaces are any white space.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._root = _Node()
        self._signs: dict[str, list[str]] = {}
        for phrase in filter(None, phrases):
            self._add(phrase)

    @cached_property
    def _sign(self) -> re.Pattern[str] | None:
        """What phrases begin with that do not begin with a word."""
        return re.compile(f"[{re.escape(''.join(self._signs))}]") if self._signs else None

    def find(self, text: str, words: Collection[str]) -> Iterator[tuple[int, int]]:
        """The spans of the phrases in a text, in order. Of two that overlap, the earlier counts, then the
        longer.

        `words` are those of the text. Raises `TooManyError`.
        """
        found = []
        steps = 0
        if not self._root.following.keys().isdisjoint(words):
            for place, end, taken in self._by_words(text):
                steps += taken
                if end:
                    found.append((place, -end))
                if steps > _MOST_STEPS:
                    yield from _apart(found)
                    raise TooManyError(place)
        if self._sign:
            for match in self._sign.finditer(text):
                for phrase in self._signs[match.group()]:
                    steps += 1
                    written = _pattern(phrase).match(text, match.start())
                    if written:
                        found.append((match.start(), -written.end()))
                if steps > _MOST_STEPS:
                    yield from _apart(found)
                    raise TooManyError(match.start())
        yield from _apart(found)

    def _by_words(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Where a phrase begins and ends, 0 where it is none after all, and the steps taken since."""
        root = self._root.following
        for first in WORD.finditer(text):
            node = root.get(first.group())
            if node is None:
                continue
            steps, at = 1, first.end()
            while node is not None:
                for phrase in node.phrases:
                    written = _pattern(phrase).match(text, first.start())
                    yield first.start(), written.end() if written else 0, steps + 1
                    steps = 0
                following = WORD.search(text, at) if node.following else None
                node = node.following.get(following.group()) if following else None
                at = following.end() if following else at
                steps += 1
            yield at, 0, steps

    def _add(self, phrase: str) -> None:
        words = WORD.findall(phrase)
        if not words or not phrase.startswith(words[0]):
            self._signs.setdefault(phrase[0], []).append(phrase)
            return
        for first in {words[0], words[0][0].upper() + words[0][1:]}:
            node = self._root
            for word in (first, *words[1:]):
                node = node.following.setdefault(word, _Node())
            node.phrases.append(phrase)


def _apart(found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that overlap no earlier one. The ends of the spans given are negative."""
    last = 0
    for start, end in sorted(found):
        if start >= last:
            yield start, -end
            last = -end


@lru_cache(10_000)
def _pattern(phrase: str) -> re.Pattern[str]:
    first, rest = phrase[:1], re.escape(phrase[1:]).replace(r"\ ", r"\s++")
    if first.islower() and first.upper() != first:
        # Of a letter that is two when it is large, as of "ß", the first may stand for it.
        first = f"[{re.escape(first + first.upper())}]"
    else:
        first = re.escape(first)
    return re.compile(rf"(?<!\w){first}{rest}(?!\w)")

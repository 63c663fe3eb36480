"""Finds the known word that a misspelt one was meant to be, for “Did you mean”.

A question costs some tens of microseconds, however many words are known: the first
question makes an index of their letters. The answer depends on the set of the known
words and not on their order, so an incremental build answers as a clean one does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

MOST_LETTERS = 150
"""Nobody misspells what is longer: it is something else."""

_LIKE = 0.5
"""So much of what they are made of two words must have in common."""

_SHORT = 10
"""Words with no more letters have few pairs and triples: each letter counts, too."""

_FEW = 40
"""So many words are compared one by one."""

_VISITED = 800
"""So many places in the index a question looks at."""

_WEIGHED = 8
"""So many words are weighed of those that the index names."""


class Nearest:
    """Finds the nearest of the known words."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._words: list[str] | None = None
        self._places: dict[str, list[int]] = {}

    def to(self, word: str) -> str:
        """The known word that is most like this one, the first of several; "" where none is like it."""
        if not 0 < len(word) <= MOST_LETTERS:
            return ""
        parts = _parts(word)
        best, found = 0.0, ""
        for one in self._candidates(word):
            others = _parts(one)
            like = 2 * len(parts & others) / (len(parts) + len(others))
            if like > best:
                best, found = like, one
        return found if best >= _LIKE else ""

    def _candidates(self, word: str) -> list[str]:
        """The words that may be the nearest, sorted."""
        if self._words is None:
            self._words = sorted(one for one in set(self._known) if len(one) <= MOST_LETTERS)
        words = self._words
        if len(words) <= _FEW:
            return words
        if not self._places:
            for number, known in enumerate(words):
                for piece in _pieces(known):
                    self._places.setdefault(piece, []).append(number)
        # The pieces that few words have tell most; one that most have tells nothing.
        lists = [self._places[piece] for piece in sorted(_pieces(word)) if piece in self._places]
        counts: Counter[int] = Counter()
        left = _VISITED
        for places in sorted(lists, key=len):
            counts.update(places[:left])
            left -= len(places)
            if left <= 0:
                break
        ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return [words[number] for number in sorted(number for number, _ in ranked[:_WEIGHED])]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“Did you mean …?” with a space behind it, or "". `known` are few: the words of a table."""
    near = _of(tuple(known)).to(word)
    return f"Did you mean `{near}`? " if near else ""


@lru_cache(64)
def _of(known: tuple[str, ...]) -> Nearest:
    return Nearest(known)


@lru_cache(4_000)
def _parts(word: str) -> frozenset[str]:
    """The pairs of neighbouring letters, with marks for the ends; of a short word also its letters."""
    pairs = frozenset(map("".join, zip(f"^{word}", f"{word}$", strict=True)))
    return pairs.union(word) if len(word) <= _SHORT else pairs


def _pieces(word: str) -> frozenset[str]:
    """The keys of a word in the index: its runs of three letters; of a short word also its parts."""
    whole = f"^{word}$"
    triples = frozenset(map("".join, zip(whole, whole[1:], whole[2:], strict=False)))
    return triples | _parts(word) if len(word) <= _SHORT else triples

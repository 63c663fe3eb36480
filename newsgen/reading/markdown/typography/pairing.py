"""Decides what each straight mark of one paragraph becomes.

A mark is seen with its neighbours first: most open, close or are an apostrophe by these alone. What
could be either closes the quotation that is open, and opens one where none is. A single mark that is
left over is an apostrophe, and a mark behind a digit that closes nothing a prime.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.markdown.typography import hebrew
from newsgen.reading.markdown.typography.neighbours import (
    ATOM,
    CLOSE,
    EITHER,
    OPEN,
    before,
    behind,
    is_ellipsis,
    is_hebrew,
    is_spaceless,
    kind_of,
)
from newsgen.reading.markdown.typography.rules import Rules

APOSTROPHE = "’"
_PRIME, _DOUBLE_PRIME = "′", "″"

_THOUSAND = re.compile(r"'\d{3}(?!\d)")
_LONE_S = re.compile(r"(?i:s)(?!\w)")
_OWN_N = re.compile(r"'n'(?![\w'\"])", re.IGNORECASE)
_MOST_CLIPPED = 16
_LONGEST_TITLE = 80

_SURE, _LIKELY, _UNLIKELY = 2, 1, 0
"""How sure a single mark closes: behind a stop, behind a letter, where an apostrophe is as likely."""


class _Event(NamedTuple):
    """A mark that may begin or end a quotation.

    Of a single mark that opens, `strength` is `_UNLIKELY` where a word with an apostrophe follows.
    """

    at: int
    is_double: bool
    kind: str
    strength: int


def edits(text: str, rules: Rules, next_mark: str = "") -> list[tuple[int, str]]:
    """What the straight marks of a paragraph become: the index of each, in their order, and the text for it.

    `next_mark` is the mark that the next paragraph begins with, for a speech that goes on there.
    Linear in the text.
    """
    found: list[tuple[int, str]] = []
    events: list[_Event] = []
    for start, end in _runs(text):
        # Asked first, for this is what most marks are; `_read` says the same.
        if end - start == 1:
            left, right = text[start - 1 : start], text[end : end + 1]
            if text[start] == "'":
                if (
                    left.isalpha()
                    and right.isalpha()
                    and not rules.has_geresh
                    and not is_spaceless(left)
                    and not is_spaceless(right)
                ):
                    found.append((start, APOSTROPHE))
                    continue
            elif left.isalpha() and right == " ":
                events.append(_Event(start, is_double=True, kind=CLOSE, strength=_SURE))
                continue
            elif left == " " and right.isalpha():
                events.append(_Event(start, is_double=True, kind=OPEN, strength=_SURE))
                continue
        _read(text, start, end, rules, found, events)
    if events:
        _Pairing(text, rules, events, found).run(next_mark)
        found.sort()
    return found


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where straight marks stand, those side by side together."""
    single, double = text.find("'"), text.find('"')
    while single >= 0 or double >= 0:
        start = min(single, double) if single >= 0 and double >= 0 else max(single, double)
        end = start + 1
        while text.startswith(("'", '"'), end):
            end += 1
        yield start, end
        if 0 <= single < end:
            single = text.find("'", end)
        if 0 <= double < end:
            double = text.find('"', end)


def _read(
    text: str,
    start: int,
    end: int,
    rules: Rules,
    found: list[tuple[int, str]],
    events: list[_Event],
) -> None:
    """Adds what is sure about the marks between these indexes to `found`, and the others to `events`."""
    if rules.has_geresh and end - start == 1 and (sign := hebrew.sign(text, start)):
        found.append((start, sign))
        return
    if end - start == 1 and _OWN_N.match(text, start) and not text[start - 1 : start].isalnum():
        # Rock 'n' roll.
        found.append((start, APOSTROPHE))
        events_end = start + 2
        found.append((events_end, APOSTROPHE))
        return
    if end - start == 1 and found and found[-1] == (start, APOSTROPHE):
        return
    left, right = before(text, start), behind(text, end)
    kind = kind_of(left, right, leads=is_ellipsis(text, end))
    is_tight = kind == EITHER and not left.isspace() and not right.isspace()
    is_elided = is_tight and left.isalnum() and not is_spaceless(left) and not is_spaceless(right)
    for index in range(start, end):
        if text[index] == '"':
            own = kind
            if is_elided and text[index - 1] == "'":
                # The mark before it is an apostrophe: l'"Équipe".
                own = OPEN
            is_measure = index == start and _is_measure(text, index, left)
            strength = _UNLIKELY if is_measure else _SURE
            events.append(_Event(index, is_double=True, kind=own, strength=strength))
        elif is_tight:
            _read_tight(text, index, left, right, found, events)
        elif kind == OPEN:
            is_word = index == end - 1 and rules.elision.match(text, end) is not None
            strength = _UNLIKELY if is_word else _SURE
            events.append(_Event(index, is_double=False, kind=OPEN, strength=strength))
        else:
            strength = _closing_strength(text, index, left, rules) if index == start else _SURE
            events.append(_Event(index, is_double=False, kind=kind, strength=strength))


def _read_tight(
    text: str,
    index: int,
    left: str,
    right: str,
    found: list[tuple[int, str]],
    events: list[_Event],
) -> None:
    """A single mark with no space and no sign beside it that tells."""
    if is_spaceless(left) or is_spaceless(right):
        events.append(_Event(index, is_double=False, kind=EITHER, strength=_SURE))
    elif left.isdigit() and right.isdigit():
        found.append((index, APOSTROPHE if _THOUSAND.match(text, index) else _PRIME))
    elif left.isalnum() and not right.isalnum() and text[index + 1 : index + 2] != '"':
        events.append(_Event(index, is_double=False, kind=CLOSE, strength=_LIKELY))
    elif left.isalnum() or left in ")]}”’»%" or left == ATOM or _LONE_S.match(text, index + 1):
        found.append((index, APOSTROPHE))
    else:
        events.append(_Event(index, is_double=False, kind=EITHER, strength=_SURE))


def _closing_strength(text: str, index: int, left: str, rules: Rules) -> int:
    if not left.isalnum():
        return _SURE
    if left in "sSxXzZ" or _is_measure(text, index, left):
        return _UNLIKELY
    start = index
    while start and text[start - 1].isalpha() and index - start < _MOST_CLIPPED:
        start -= 1
    if rules.clipped.fullmatch(text[start:index].lower()):
        return _UNLIKELY
    return _LIKELY


def _is_measure(text: str, index: int, left: str) -> bool:
    """Whether a mark here may be a prime. A number of four digits is a year."""
    return left.isdigit() and not (index > 3 and text[index - 4 : index].isdecimal())


class _Pairing:
    """Pairs the marks of one paragraph."""

    def __init__(
        self, text: str, rules: Rules, events: list[_Event], found: list[tuple[int, str]]
    ) -> None:
        self._text = text
        self._rules = rules
        self._events = events
        self._found = found
        self._open: list[_Event] = []
        self._doubles = 0
        self._elided: _Event | None = None
        """The last apostrophe at a word's beginning that may be an opening mark all the same."""
        self._pairs: list[tuple[int, int, bool]] = []
        self._next_double = self._next_single = (-1, False)

    def run(self, next_mark: str) -> None:
        """Adds what each mark becomes."""
        for number, event in enumerate(self._events):
            if event.is_double:
                self._double(number, event)
            else:
                self._single(number, event)
        for event in self._open:
            self._left_open(event, next_mark)
        if self._elided is not None:
            self._found.append((self._elided.at, APOSTROPHE))
        self._write_pairs()

    def _double(self, number: int, event: _Event) -> None:
        is_measure = event.strength == _UNLIKELY
        if event.kind == OPEN or (event.kind == EITHER and not self._doubles and not is_measure):
            self._forget_elided()
            self._open.append(event)
            self._doubles += 1
        elif not self._doubles:
            closing = _DOUBLE_PRIME if is_measure else self._rules.outer.closing
            self._found.append((event.at, closing))
        elif is_measure and self._closes_later(number, is_double=True):
            self._found.append((event.at, _DOUBLE_PRIME))
        else:
            self._forget_elided()
            while not self._open[-1].is_double:
                self._found.append((self._open.pop().at, APOSTROPHE))
            self._pairs.append((self._open.pop().at, event.at, True))
            self._doubles -= 1

    def _single(self, number: int, event: _Event) -> None:
        top = self._open[-1] if self._open and not self._open[-1].is_double else None
        if event.kind == OPEN or (event.kind == EITHER and top is None):
            if event.strength == _UNLIKELY:
                self._forget_elided()
                self._elided = event
            else:
                self._open.append(event)
        elif top is not None:
            if event.strength == _UNLIKELY and self._closes_later(number, is_double=False):
                self._odd(event)
            else:
                self._open.pop()
                self._pairs.append((top.at, event.at, False))
        elif self._elided is not None and self._opens(self._elided, event):
            self._pairs.append((self._elided.at, event.at, False))
            self._elided = None
        else:
            self._odd(event)

    def _opens(self, elided: _Event, event: _Event) -> bool:
        """Whether what looked like an apostrophe opens what this mark closes: 'Til Death' has a capital."""
        if event.strength == _SURE:
            return True
        quoted = self._text[elided.at + 1 : event.at]
        is_title = len(quoted) <= _LONGEST_TITLE and quoted[0].isupper() and ". " not in quoted
        return event.strength == _LIKELY and is_title

    def _odd(self, event: _Event) -> None:
        left = before(self._text, event.at)
        sign = _PRIME if _is_measure(self._text, event.at, left) else APOSTROPHE
        if self._rules.has_geresh and is_hebrew(left):
            sign = hebrew.GERESH
        self._found.append((event.at, sign))

    def _forget_elided(self) -> None:
        if self._elided is not None:
            self._found.append((self._elided.at, APOSTROPHE))
            self._elided = None

    def _closes_later(self, number: int, *, is_double: bool) -> bool:
        """Whether the next mark that is sure to do either closes, and does not open.

        For single ones up to the next double mark. What was seen is remembered for those passed.
        """
        known, answer = self._next_double if is_double else self._next_single
        if number >= known:
            known, answer = len(self._events), False
            for later in range(number + 1, len(self._events)):
                event = self._events[later]
                if event.is_double != is_double:
                    if is_double:
                        continue
                    known = later
                    break
                if event.strength != _UNLIKELY or is_double:
                    known = later
                    answer = event.strength != _UNLIKELY and event.kind == CLOSE
                    break
            if is_double:
                self._next_double = (known, answer)
            else:
                self._next_single = (known, answer)
        return answer

    def _left_open(self, event: _Event, next_mark: str) -> None:
        """A mark that nothing closes: of a speech that goes on in the next paragraph, or odd."""
        is_first = not self._text[: event.at].strip() if event.at < _MOST_CLIPPED else False
        if event.is_double:
            if is_first and next_mark == '"':
                # What is quoted within a speech is inside of it, though it ends elsewhere.
                self._pairs.append((event.at, len(self._text), True))
            else:
                self._found.append((event.at, self._rules.outer.opening))
        elif is_first and next_mark == "'":
            self._pairs.append((event.at, len(self._text), False))
        else:
            self._found.append((event.at, APOSTROPHE))

    def _write_pairs(self) -> None:
        """The marks of each pair; within a quotation of the same marks those of the other level."""
        rules, text = self._rules, self._text
        around: list[tuple[int, bool]] = []
        for start, end, is_outer in sorted(self._pairs):
            while around and around[-1][0] < start:
                around.pop()
            own = is_outer != (bool(around) and around[-1][1] == is_outer)
            around.append((end, own))
            opening, closing = rules.outer if own else rules.inner
            if len(opening) > 1 and text[start + 1 : start + 2].isspace():
                # The author has set the space.
                opening = opening[0]
            if len(closing) > 1 and text[end - 1].isspace():
                closing = closing[-1]
            self._found.append((start, opening))
            if end < len(text):
                self._found.append((end, closing))

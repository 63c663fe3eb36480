"""Bounds the work that a text makes, by a count that is the same on every machine.

Whoever does something that may take longer than the text is long says beforehand how much it is,
in nanoseconds as measured once. So whether a text is refused follows from the text alone: no
clock, no signal and no other thread decides it, and nothing is stopped from outside.

A clock stands far behind the count, for what nobody counts: the patterns of a site's own
extensions. It counts the processor time of this thread, so that a machine that slept or has much
else to do refuses nothing that it would not refuse when it is idle.
"""

from __future__ import annotations

from time import thread_time

MOST_WORK = 5_000_000_000
"""Of everyday Markdown 5 MB, the most a text may have, come to a fifth of it."""

MOST_SECONDS = 120.0
"""Of processor time. The count ends what it knows of at a tenth of this, or sooner."""

MUCH = 1000
"""Of a text or a list that is shorter, what is done for each part is not worth a count."""

_STEP = 5_000_000
"""The clock is looked at whenever so much work was done."""


class TooMuchWorkError(Exception):
    """The text makes more work than a text may, on whatever machine."""


class TooSlowError(Exception):
    """This machine took too long; another one, or another day, may not."""


class Work:
    """The work that one text after the other makes."""

    __slots__ = ("_done", "_next", "_started")

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Begins to count anew, for another text."""
        self._done = 0
        self._next = _STEP
        self._started = thread_time()

    @property
    def done(self) -> int:
        """The work of this text so far."""
        return self._done

    def add(self, amount: int) -> None:
        """Counts work that is about to be done. Raises `TooMuchWorkError`, or `TooSlowError`."""
        self._done += amount
        if self._done >= self._next:
            self._look()

    def _look(self) -> None:
        if self._done > MOST_WORK:
            raise TooMuchWorkError
        self._next = min(self._done + _STEP, MOST_WORK + 1)
        if thread_time() - self._started > MOST_SECONDS:
            raise TooSlowError

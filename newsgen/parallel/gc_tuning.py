"""Python's search for reference cycles: seldom, and switched off where it finds none."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_YOUNG, _MIDDLE, _OLD = 50_000, 1_000, 1_000


def collect_seldom() -> None:
    """Has this process search for cycles a hundredth as often as it would.

    Rendering a page leaves few cycles, and all that a build holds is looked
    through for them again and again: a quarter of the time that pages took.
    """
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Searches for cycles seldom in the block.

    A search that is due follows at its end: by then the large things should be gone.
    """
    before = gc.get_threshold()
    collect_seldom()
    _end_without_collection()
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def uncollected() -> Iterator[None]:
    """Makes no search for cycles in the block, whose values must have none.

    Records are tuples of text. With a hundred thousand of them alive every full
    search walks millions of objects, which took a third of the time of a plan.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@cache
def _end_without_collection() -> None:
    """Leaves out the searches that end a process, whose memory goes back as a whole.

    After a build of ten thousand articles they took a tenth of a second.
    """
    atexit.register(gc.freeze)

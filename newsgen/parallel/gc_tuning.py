"""Tunes Python's garbage collector: it runs seldom, and not at all where there are no cycles."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_YOUNG, _MIDDLE, _OLD = 50_000, 1_000, 1_000


def collect_seldom() -> None:
    """Has this process collect garbage a hundredth as often as by default.

    Rendering a page leaves few cycles, and each collection walks all that the build
    holds: this took a quarter of the time of rendering.
    """
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


class _Blocks:
    """How many `seldom_collected` blocks this process is in."""

    open = 0


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Collects garbage seldom in the block.

    A collection that is due follows at its end, when the large objects are gone, and sees
    what `uncollected` blocks have left out.
    """
    before, has_frozen = gc.get_threshold(), gc.get_freeze_count() > 0
    collect_seldom()
    _end_without_collection()
    _Blocks.open += 1
    try:
        yield
    finally:
        _Blocks.open -= 1
        gc.set_threshold(*before)
        if not has_frozen:
            gc.unfreeze()


@contextmanager
def uncollected() -> Iterator[None]:
    """Collects no garbage in the block, whose values must have no cycles.

    Records are tuples of text. With a hundred thousand of them alive each full
    collection walks millions of objects: this took a third of the time of a plan.
    In a `seldom_collected` block, collections leave out what is there by then, until that ends.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if _Blocks.open:
            # Elsewhere nobody would ever take it back.
            gc.freeze()
        if was_enabled:
            gc.enable()


@cache
def _end_without_collection() -> None:
    """Skips the collections at the end of the process, whose memory is freed as a whole.

    After a build of ten thousand articles they took a tenth of a second.
    """
    atexit.register(gc.freeze)

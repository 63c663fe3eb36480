"""Python's search for reference cycles, switched off where it finds none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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

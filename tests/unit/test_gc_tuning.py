"""Garbage is collected seldom while a build runs, and as before when it is over."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from newsgen.parallel.gc_tuning import collect_seldom, seldom_collected, uncollected


@pytest.fixture(autouse=True)
def _as_a_process_begins() -> Iterator[None]:
    """A command that another test ran in this process has tuned the collector for good."""
    before = gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@contextmanager
def as_before() -> Iterator[None]:
    """Expects the collector to be left as it was."""
    before = gc.get_threshold(), gc.isenabled(), gc.get_freeze_count()
    yield
    assert before == (gc.get_threshold(), gc.isenabled(), gc.get_freeze_count())


def test_what_was_made_uncollected_is_left_out_until_the_build_ends() -> None:
    with as_before(), seldom_collected():
        with uncollected():
            assert not gc.isenabled()
            made = [[number] for number in range(1_000)]
        assert gc.isenabled()
        assert gc.get_freeze_count() >= len(made)


@pytest.mark.parametrize("is_tuned", [False, True])
def test_nothing_is_left_out_where_no_build_runs(is_tuned: bool) -> None:
    if is_tuned:
        # As a command does for the whole of its process.
        collect_seldom()
    with as_before(), uncollected():
        assert not gc.isenabled()


def test_what_a_program_has_frozen_stays_frozen() -> None:
    kept = [[number] for number in range(1_000)]
    gc.freeze()
    try:
        with seldom_collected(), uncollected():
            pass
        assert gc.get_freeze_count() >= len(kept)
    finally:
        gc.unfreeze()

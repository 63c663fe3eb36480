"""Where everything wants the place of something else, a short build says and does what a clean one does."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.property.crowd import Crowd, crowded_steps, crowds
from tests.property.desk import opened_desk
from tests.property.sites import Step

PARTS = 4
"""The test is as many tests, so that processes can share it."""


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@settings(max_examples=max(1, settings.default.max_examples // (2 * PARTS)))
@given(crowds(), st.lists(st.lists(crowded_steps, min_size=1, max_size=2), min_size=4, max_size=10))
def test_a_crowded_site_is_as_a_clean_build_has_it(
    part: int, crowd: Crowd, history: list[list[Step]]
) -> None:
    with opened_desk(crowd) as desk:
        assume(desk.check_build(jobs=1, settled=True))
        for steps in history:
            for step in steps:
                step.take(desk)
            desk.check_build(jobs=1, settled=True)

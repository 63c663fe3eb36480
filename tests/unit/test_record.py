"""Records as the state file keeps them."""

from __future__ import annotations

import pytest

from newsgen.model.article import Claim
from newsgen.model.json_codec import from_text, to_text

CLAIM = Claim("The bridge is “closed”\n", "A clerk", "")


def test_a_record_comes_back_as_it_was_stored() -> None:
    assert CLAIM == from_text(Claim, to_text(CLAIM))


@pytest.mark.parametrize("text", ["", "[", "{}x", to_text(CLAIM) + "]", " " + to_text(CLAIM), "7"])
def test_a_text_that_is_not_one_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_text(Claim, text)

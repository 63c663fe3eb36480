"""The rule that says where the desk stopped: it looks at a bounded part of a text."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import MOST_CHARACTERS, Manuscript
from newsgen.desk.rule import Rule

UNSEEN = "NG371"


def unseen(manuscript: Manuscript) -> Iterator[Mark]:
    """Marks the end of the first 300,000 characters. `review` tells where a rule has made too many marks."""
    if not manuscript.is_whole:
        message = f"No rule looked at what stands behind the first {MOST_CHARACTERS:,} characters."
        yield manuscript.mark(len(manuscript.text), message)


RULES = (
    Rule(
        code=UNSEEN,
        reason="A check that takes minutes is not made, and who reads no mark believes all was read.",
        fix="Split the article.",
        find=unseen,
    ),
)

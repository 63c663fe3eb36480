"""How far the desk looked: it reads no text for ever, and says where it stopped."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import MOST_CHARACTERS, Manuscript
from newsgen.desk.rule import Rule

UNSEEN = "NG371"


def unseen(manuscript: Manuscript) -> Iterator[Mark]:
    """Of a file more than 300,000 characters; `review` says of each rule when it has marked enough."""
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

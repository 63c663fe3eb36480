"""A rule of the desk: words that the house does without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.plugins import Manuscript, Mark, Plugin, Rule, Settings


def plugin(settings: Settings) -> Plugin:
    settings.only("words")
    words = settings.texts("words", ("very",))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)

    def house_words(manuscript: Manuscript) -> Iterator[Mark]:
        # In `prose` markup and code are blanked, and each place is that of the file.
        for match in pattern.finditer(manuscript.prose, manuscript.body_start):
            yield manuscript.mark(match.start(), f"The house does without “{match.group()}”.")

    return Plugin(
        name="house-words",
        version="1.0",
        needs=">=0.1",
        rules=(
            Rule(
                code="HOUSE101",
                reason="The word says nothing that the sentence does not.",
                fix="Cut it, or say how much.",
                find=house_words,
            ),
        ),
    )

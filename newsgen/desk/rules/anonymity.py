"""Rules on anonymous sources: nothing printed may name them."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.places import at_source
from newsgen.desk.rule import Rule
from newsgen.model.source import ANONYMOUS


def named(manuscript: Manuscript) -> Iterator[Mark]:
    """Marks a source whose attribution, in the article or in the registry, is its name."""
    for source in manuscript.sources:
        registered = source.known.entry.attribution if source.known.entry else ""
        if source.kind == ANONYMOUS and not source.given.attribution and not registered:
            message = f"`{source.known.name}` is anonymous, and this name is printed."
            yield at_source(manuscript, source, message)


RULES = (
    Rule(
        code="NG361",
        reason="Whoever was promised that they are not named is named by a file that names them.",
        fix="Write `attribution:` and how the source may be described; the name is then printed nowhere.",
        find=named,
    ),
)

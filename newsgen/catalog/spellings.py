"""Tags that articles spell in several ways, told to who checks the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsgen.model.article import Head
from newsgen.model.problem import TOP, Problem
from newsgen.model.records import FileRecord
from newsgen.model.slug import slug_of


def spelling_problems(records: Iterable[FileRecord]) -> Iterator[Problem]:
    """A warning for each tag with several spellings, at an article with the rarest of them.

    `housing` and `Housing` have one page, which is called what its oldest article calls it.
    """
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for record in records:
        head = record.head
        if isinstance(head, Head) and not head.draft:
            for tag in head.tags:
                spellings = found.setdefault((head.lang, slug_of(tag)), {})
                spellings.setdefault(tag, []).append(head.path)
    for _, spellings in sorted(found.items()):
        if len(spellings) < 2:
            continue
        usual, *_, rare = sorted(spellings, key=lambda one: (-len(spellings[one]), one))
        yield Problem.at(
            min(spellings[rare]),
            TOP,
            "NG426",
            f"The tag `{rare}` is written `{usual}` in {len(spellings[usual]):,} of the site's articles.",
            "Both have one page, called what its oldest article calls it. Write the tag in one way.",
            severity="warning",
        )

"""Counts the articles whose sources nobody recorded, in one warning for the whole site."""

from __future__ import annotations

from newsgen.model.article import Head
from newsgen.model.problem import WHOLE_FILE, Problem

ARCHIVE = "content/articles"
"""Where the warning is said to stand: it is of no article by itself."""

UNRECORDED_NAME = "sources:unrecorded"
"""Names whoever says that its sources are unrecorded."""


def is_unrecorded(head: object) -> bool:
    """Whether it is the head of an article without a record of its sources."""
    return isinstance(head, Head) and head.is_unrecorded


def unrecorded_problems(number: int) -> tuple[Problem, ...]:
    """The warning about so many articles."""
    if not number:
        return ()
    articles = "1 article has" if number == 1 else f"{number:,} articles have"
    problem = Problem.at(
        ARCHIVE,
        WHOLE_FILE,
        "NG480",
        f"{articles} no record of sources.",
        "Their pages say nothing of sources. Where you know who said so, write it in the place of"
        " `sources: unrecorded`.",
        severity="warning",
    )
    return (problem,)

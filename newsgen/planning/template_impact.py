"""Which outputs an edit to templates touches: those of the templates that draw on what was edited."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from newsgen.catalog.affected import Scope, ScopeOfKinds
from newsgen.catalog.groups import ALL, AUTHOR, CORRECTED, MONTH, SECTION, SERIES, SOURCE, TAG
from newsgen.model.records import FileRecord
from newsgen.planning.templates import Templates

ARTICLES = "articles"
"""Stands for the pages of all articles, where others are groups."""

PLACES: dict[str, str | None] = {
    "article.html": ARTICLES, "text-article.html": ARTICLES, "redirect.html": ARTICLES,
    "republish.html": ARTICLES,
    "home.html": ALL, "text-home.html": ALL, "corrections.html": CORRECTED,
    "section.html": SECTION, "tag.html": TAG, "tags.html": TAG, "series.html": SERIES,
    "person.html": AUTHOR, "people.html": AUTHOR, "source.html": SOURCE, "sources.html": SOURCE,
    "archive.html": MONTH, "month.html": MONTH, "page.html": None, "404.html": None,
    "tombstone.html": None,
    "feeds.html": None,
}  # fmt: skip
"""Each template that makes pages, with what its pages are of; None where they are in every scope."""


def scope_of(
    records: Iterable[FileRecord],
    edited: Collection[str],
    data: Collection[str],
    named: Iterable[str],
) -> Scope:
    """The outputs of all templates that draw on one of those `edited`, or on one of the `data`.

    All of these exist, and are given by name. `named` are the templates that articles name. The
    catalogue and all else that outputs are made of must be as it was.
    """
    templates = Templates(records)

    def is_touched(name: str) -> bool:
        closure = templates.closure(name)
        is_edited = any(part in edited for part, _ in closure.templates)
        return is_edited or any(one in data or (data and not one) for one in closure.data)

    touched = {place for name, place in PLACES.items() if place and is_touched(name)}
    if any(map(is_touched, named)):
        touched.add(ARTICLES)
    return ScopeOfKinds(touched, has_articles=ARTICLES in touched)

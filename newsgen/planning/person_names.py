"""Tells which people have pages in an edition, and what these call them."""

from __future__ import annotations

from newsgen.catalog.edition import Edition
from newsgen.planning.context import PlanContext


def person_ids(context: PlanContext, edition: Edition) -> list[str]:
    """The people who have a page in the edition, sorted."""
    ids = set(edition.authors)
    if edition.lang == context.site.language:
        ids |= set(context.catalog.people)
    return sorted(ids)


def person_name(context: PlanContext, edition: Edition, person_id: str) -> str:
    """What the page of a person calls them."""
    person = context.catalog.people.get(person_id)
    return person.head.name if person else edition.authors[person_id].name

"""The pages of a section."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from newsgen.catalog.addresses import index_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import ListItem
from newsgen.catalog.groups import SECTION, Key
from newsgen.model.output import PlannedOutput, given
from newsgen.model.views import FeedLink, Translation
from newsgen.planning.context import PlanContext, cards
from newsgen.planning.lists import GroupList, ListPage


def lists(context: PlanContext, edition: Edition) -> Iterator[GroupList]:
    """The list of each section of the edition."""
    for slug in context.scope.ids(SECTION, edition.lang, edition.sections):
        key = Key(SECTION, edition.lang, slug)
        folder = f"{edition.prefix}{slug}"
        first = index_address(f"{folder}/", context.site.urls)
        group = edition.sections[slug]
        feeds = context.section_feeds(edition, slug)
        translations = _translations(context, slug)
        output = partial(_page, context, edition, slug, feeds, translations)
        yield GroupList(key, group.entries, first, folder, output)


def _page(
    context: PlanContext,
    edition: Edition,
    slug: str,
    feeds: tuple[FeedLink, ...],
    translations: tuple[Translation, ...],
    page: ListPage[ListItem],
) -> PlannedOutput:
    name = edition.sections[slug].name
    return context.page(
        edition,
        "section",
        page.address,
        name,
        (
            given("heading", name),
            context.section(edition, slug),
            cards("items", page.entries),
            given("pager", page.pager),
        ),
        active=slug,
        translations=translations if page.pager.number is None else (),
        feeds=feeds,
    )


def _translations(context: PlanContext, slug: str) -> tuple[Translation, ...]:
    """The section in each edition that has it."""

    def route(edition: Edition) -> str:
        if slug not in edition.sections:
            return ""
        return index_address(f"{edition.prefix}{slug}/", context.site.urls).route

    return context.counterparts(route)

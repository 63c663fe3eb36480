"""The pages of a section."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from newsgen.catalog.addresses import file_address, index_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import ListItem
from newsgen.catalog.groups import SECTION, Key
from newsgen.model.output import PlannedOutput, given
from newsgen.model.views import Link, Translation
from newsgen.planning.context import PlanContext, cards
from newsgen.planning.lists import GroupList, ListPage


def lists(sheet: PlanContext, edition: Edition) -> Iterator[GroupList]:
    """The list of each section of the edition."""
    for slug in sheet.scope.ids(SECTION, edition.lang, edition.sections):
        key = Key(SECTION, edition.lang, slug)
        folder = f"{edition.prefix}{slug}"
        first = index_address(f"{folder}/", sheet.site.urls)
        group = edition.sections[slug]
        feed = Link(group.name, file_address(f"{folder}/feed.xml").route)
        translations = _translations(sheet, slug)
        output = partial(_page, sheet, edition, slug, feed, translations)
        yield GroupList(key, group.entries, first, folder, output)


def _page(
    sheet: PlanContext,
    edition: Edition,
    slug: str,
    feed: Link,
    translations: tuple[Translation, ...],
    page: ListPage[ListItem],
) -> PlannedOutput:
    name = edition.sections[slug].name
    return sheet.page(
        edition,
        "section",
        page.address,
        name,
        (
            given("heading", name),
            sheet.section(edition, slug),
            cards("items", page.entries),
            given("pager", page.pager),
        ),
        active=slug,
        translations=translations if page.pager.number is None else (),
        feed=feed if sheet.site.url else None,
    )


def _translations(sheet: PlanContext, slug: str) -> tuple[Translation, ...]:
    """The section in each edition that has it."""

    def route(edition: Edition) -> str:
        if slug not in edition.sections:
            return ""
        return index_address(f"{edition.prefix}{slug}/", sheet.site.urls).route

    return sheet.counterparts(route)

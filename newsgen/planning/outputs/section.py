"""The pages of a section."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.addresses import file_address, index_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.groups import SECTION, Key
from newsgen.model.output import PlannedOutput, given
from newsgen.model.views import Link, Translation
from newsgen.planning.sheet import Sheet, cards


def outputs(sheet: Sheet, edition: Edition) -> Iterator[PlannedOutput]:
    """The pages of each section of the edition."""
    for slug in sheet.scope.ids(SECTION, edition.lang, edition.sections):
        key = Key(SECTION, edition.lang, slug)
        group = edition.sections.get(slug)
        if group is None:
            first = index_address(f"{edition.prefix}{slug}/", sheet.site.urls)
            sheet.retire(key, first, f"{edition.prefix}{slug}")
            continue
        link = edition.section_link(slug, sheet.site)
        folder = f"{edition.prefix}{slug}"
        feed = Link(group.name, file_address(f"{folder}/feed.xml").route)
        first = index_address(f"{folder}/", sheet.site.urls)
        translations = _translations(sheet, slug)
        for page in sheet.pages(key, group.entries, first, folder):
            yield sheet.page(
                edition,
                "section",
                page.address,
                group.name,
                (
                    given("heading", group.name),
                    given("section", link),
                    cards("items", page.entries),
                    given("pager", page.pager),
                ),
                active=slug,
                translations=translations if page.pager.number is None else (),
                feed=feed if sheet.site.url else None,
            )


def _translations(sheet: Sheet, slug: str) -> tuple[Translation, ...]:
    """The section in each edition that has it."""

    def route(edition: Edition) -> str:
        if slug not in edition.sections:
            return ""
        return index_address(f"{edition.prefix}{slug}/", sheet.site.urls).route

    return sheet.counterparts(route)

"""The pages of a section."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.addresses import file_address, index_address
from newsgen.catalog.edition import Edition
from newsgen.model.output import PlannedOutput, given
from newsgen.model.views import Link
from newsgen.planning.lists import list_pages
from newsgen.planning.sheet import Sheet, cards


def outputs(sheet: Sheet, edition: Edition) -> Iterator[PlannedOutput]:
    """The pages of each section of the edition."""
    for slug, group in edition.sections.items():
        link = edition.section_link(slug, sheet.site)
        folder = f"{edition.prefix}{slug}"
        feed = Link(group.name, file_address(f"{folder}/feed.xml").route)
        first = index_address(f"{folder}/", sheet.site.urls)
        for page in list_pages(group.entries, sheet.site.per_page, first, folder, sheet.site.urls):
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
                feed=feed if sheet.site.url else None,
            )

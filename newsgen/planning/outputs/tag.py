"""The pages of a tag, and the directory of tags."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.addresses import page_address
from newsgen.catalog.edition import Edition
from newsgen.model.output import PlannedOutput, given
from newsgen.model.titles import TITLES
from newsgen.model.views import DirectoryEntry
from newsgen.planning.lists import list_pages
from newsgen.planning.sheet import Sheet, cards


def outputs(sheet: Sheet, edition: Edition) -> Iterator[PlannedOutput]:
    """The pages of each tag that a visible article has."""
    entries = []
    for slug, group in edition.tags.items():
        stem = f"{edition.prefix}tags/{slug}"
        first = page_address(stem, sheet.site.urls)
        entries.append(DirectoryEntry(group.name, first.route, ""))
        for page in list_pages(group.entries, sheet.site.per_page, first, stem, sheet.site.urls):
            yield sheet.page(
                edition,
                "tag",
                page.address,
                group.name,
                (
                    given("heading", group.name),
                    cards("items", page.entries),
                    given("pager", page.pager),
                ),
            )
    if entries:
        address = page_address(f"{edition.prefix}tags", sheet.site.urls)
        ordered = tuple(sorted(entries, key=lambda entry: (entry.title.casefold(), entry.route)))
        yield sheet.page(edition, "tags", address, TITLES["tags"], (given("entries", ordered),))

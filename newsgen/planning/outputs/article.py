"""The page of an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgen.catalog.addresses import page_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import Entry
from newsgen.model.output import Input, PlannedOutput, StoredArticle, StoredBody, given
from newsgen.model.views import Link
from newsgen.planning.sheet import Sheet, card, cards


def outputs(sheet: Sheet, edition: Edition) -> Iterator[PlannedOutput]:
    """One page for each article; previous and next are those of its section."""
    for group in edition.sections.values():
        entries = group.entries
        for index, entry in enumerate(entries):
            newer = entries[index - 1] if index else None
            older = entries[index + 1] if index + 1 < len(entries) else None
            yield _page(sheet, edition, entry, older, newer)


def _page(
    sheet: Sheet, edition: Edition, entry: Entry, older: Entry | None, newer: Entry | None
) -> PlannedOutput:
    head = entry.head
    picked = [
        sheet.catalog.entries[path] for path in entry.read_also if path in sheet.catalog.entries
    ]
    excluded = frozenset((head.path, *(one.head.path for one in picked)))
    return sheet.page(
        edition,
        "article",
        entry.address,
        head.headline,
        (
            Input("article", ((head.path, head.record),), StoredArticle(head.path, head.record)),
            Input("body", ((head.path, head.body),), StoredBody(head.path, head.body)),
            sheet.links(entry.links),
            given("section", edition.section_link(head.section, sheet.site)),
            given("byline", tuple(author.byline for author in entry.authors)),
            given("picture", entry.card.picture),
            given("tags", _tags(sheet, edition, entry)),
            given("source_routes", _source_routes(sheet, edition, entry)),
            card("previous", older),
            card("next", newer),
            cards("read_also", picked),
            cards("related", _related(edition, entry, excluded)),
        ),
        description=head.summary,
        active=head.section,
        translations=sheet.catalog.translations.get(head.path, ()),
        origin=head.path,
    )


def _related(edition: Edition, entry: Entry, excluded: frozenset[str]) -> Sequence[Entry]:
    return edition.positions.related(entry, excluded)


def _tags(sheet: Sheet, edition: Edition, entry: Entry) -> tuple[Link, ...]:
    return tuple(
        Link(name, page_address(f"{edition.prefix}tags/{slug}", sheet.site.urls).route)
        for slug, name in entry.tags
    )


def _source_routes(sheet: Sheet, edition: Edition, entry: Entry) -> dict[str, str]:
    return {
        source.id: page_address(f"{edition.prefix}sources/{source.id}", sheet.site.urls).route
        for source in entry.head.sources
    }

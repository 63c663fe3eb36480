"""The pages of a person, and the directory of people."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.addresses import page_address
from newsgen.catalog.catalog import PersonEntry
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import Entry
from newsgen.model.output import Input, PlannedOutput, StoredBody, given
from newsgen.model.titles import TITLES
from newsgen.model.views import DirectoryEntry, PersonView
from newsgen.planning.lists import ListPage, list_pages
from newsgen.planning.sheet import Sheet, cards


def outputs(sheet: Sheet, edition: Edition) -> Iterator[PlannedOutput]:
    """Pages for each author of the edition; in the site's own language, for all of the newsroom."""
    people = sheet.catalog.people
    ids = set(edition.authors)
    if edition.lang == sheet.site.language:
        ids |= set(people)
    entries = []
    for person_id in sorted(ids):
        person = people.get(person_id)
        group = edition.authors.get(person_id)
        name = person.head.name if person else group.name if group else person_id
        stem = f"{edition.prefix}people/{person_id}"
        first = page_address(stem, sheet.site.urls)
        role = person.head.role if person else ""
        entries.append(DirectoryEntry(name, first.route, role))
        articles: tuple[Entry, ...] = group.entries if group else ()
        for page in list_pages(articles, sheet.site.per_page, first, stem, sheet.site.urls):
            yield _page(sheet, edition, name, person, page)
    if entries:
        address = page_address(f"{edition.prefix}people", sheet.site.urls)
        ordered = tuple(sorted(entries, key=lambda entry: (entry.title.casefold(), entry.route)))
        yield sheet.page(edition, "people", address, TITLES["people"], (given("entries", ordered),))


def _page(
    sheet: Sheet, edition: Edition, name: str, person: PersonEntry | None, page: ListPage[Entry]
) -> PlannedOutput:
    head = person.head if person else None
    view = PersonView(
        name,
        head.role if head else "",
        head.contact if head else "",
        "",
        person.picture if person else None,
    )
    body = (
        Input("bio", ((head.path, head.body),), StoredBody(head.path, head.body))
        if head
        else Input("bio", (), None)
    )
    return sheet.page(
        edition,
        "person",
        page.address,
        name,
        (
            given("heading", name),
            given("person", view),
            body,
            sheet.links(person.head.links, person.links) if person else sheet.links((), ()),
            cards("items", page.entries),
            given("pager", page.pager),
        ),
        origin=head.path if head else "",
    )

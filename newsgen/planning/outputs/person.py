"""The pages of a person, and the directory of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from newsgen.catalog.addresses import page_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import ListItem
from newsgen.catalog.feed_links import feed_links
from newsgen.catalog.groups import AUTHOR, EntryList, Key
from newsgen.model.output import Input, PlannedOutput, StoredBody, given
from newsgen.model.titles import TITLES
from newsgen.model.views import DirectoryEntry, PersonView
from newsgen.planning.context import PlanContext, cards, route_of
from newsgen.planning.lists import GroupList, ListPage
from newsgen.planning.person_names import person_ids, person_name


def lists(context: PlanContext, edition: Edition) -> Iterator[GroupList]:
    """The list of each author of the edition; in the site's own language, of all of the newsroom."""
    ids = person_ids(context, edition)
    for person_id in context.scope.ids(AUTHOR, edition.lang, ids):
        key = Key(AUTHOR, edition.lang, person_id)
        stem = f"{edition.prefix}people/{person_id}"
        first = page_address(stem, context.site.urls)
        group = edition.authors.get(person_id)
        entries: EntryList = group.entries if group else ()
        yield GroupList(key, entries, first, stem, partial(_page, context, edition, person_id))


def directory(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The list of all people, where there are any."""
    ids = person_ids(context, edition)
    if ids and context.scope.has(Key(AUTHOR, edition.lang, "")):
        yield _directory(context, edition, ids)


def _directory(context: PlanContext, edition: Edition, ids: Iterable[str]) -> PlannedOutput:
    people = context.catalog.people
    entries = [
        DirectoryEntry(
            person_name(context, edition, person_id),
            page_address(f"{edition.prefix}people/{person_id}", context.site.urls).route,
            people[person_id].head.role if person_id in people else "",
        )
        for person_id in ids
    ]
    address = page_address(f"{edition.prefix}people", context.site.urls)
    ordered = tuple(sorted(entries, key=lambda entry: (entry.title.casefold(), entry.route)))
    return context.page(
        edition,
        "people",
        address,
        TITLES["people"],
        (given("entries", ordered),),
        translations=context.counterparts(lambda one: route_of(one.site.people)),
        group=Key(AUTHOR, edition.lang, ""),
    )


def _page(
    context: PlanContext, edition: Edition, person_id: str, page: ListPage[ListItem]
) -> PlannedOutput:
    name = person_name(context, edition, person_id)
    person = context.catalog.people.get(person_id)
    head = person.head if person else None
    view = PersonView(
        name,
        head.role if head else "",
        head.contact if head else "",
        "",
        person.picture if person else None,
        head.same_as if head else (),
        head.fediverse if head else "",
    )
    body = (
        Input.of("bio", ((head.path, head.body),), StoredBody(head.path, head.body))
        if head
        else Input.of("bio", (), None)
    )
    return context.page(
        edition,
        "person",
        page.address,
        name,
        (
            given("heading", name),
            given("person", view),
            body,
            context.links(person.head.links, person.links) if person else context.links((), ()),
            cards("items", page.entries),
            given("pager", page.pager),
        ),
        feeds=feed_links(context.site, "people", f"{edition.prefix}people/{person_id}/", name),
        origin=head.path if head else "",
    )

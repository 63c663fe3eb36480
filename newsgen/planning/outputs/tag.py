"""The pages of a tag, and the directory of tags."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from newsgen.catalog.addresses import page_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import ListItem
from newsgen.catalog.feed_links import feed_links
from newsgen.catalog.groups import TAG, Key
from newsgen.model.output import PlannedOutput, given
from newsgen.model.titles import TITLES
from newsgen.model.views import DirectoryEntry, FeedLink
from newsgen.planning.context import PlanContext, cards, route_of
from newsgen.planning.lists import GroupList, ListPage


def lists(context: PlanContext, edition: Edition) -> Iterator[GroupList]:
    """The list of each tag that a visible article has."""
    for slug in context.scope.ids(TAG, edition.lang, edition.tags):
        key = Key(TAG, edition.lang, slug)
        stem = f"{edition.prefix}tags/{slug}"
        first = page_address(stem, context.site.urls)
        group = edition.tags[slug]
        feeds = feed_links(context.site, "tags", f"{stem}/", group.name)
        output = partial(_page, context, edition, group.name, feeds)
        yield GroupList(key, group.entries, first, stem, output)


def directory(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The list of all tags, where there are any."""
    if edition.tags and context.scope.has(Key(TAG, edition.lang, "")):
        yield _directory(context, edition)


def _page(
    context: PlanContext,
    edition: Edition,
    name: str,
    feeds: tuple[FeedLink, ...],
    page: ListPage[ListItem],
) -> PlannedOutput:
    return context.page(
        edition,
        "tag",
        page.address,
        name,
        (
            given("heading", name),
            cards("items", page.entries),
            given("pager", page.pager),
        ),
        feeds=feeds,
    )


def _directory(context: PlanContext, edition: Edition) -> PlannedOutput:
    entries = [
        DirectoryEntry(
            group.name, page_address(f"{edition.prefix}tags/{slug}", context.site.urls).route, ""
        )
        for slug, group in edition.tags.items()
    ]
    address = page_address(f"{edition.prefix}tags", context.site.urls)
    ordered = tuple(sorted(entries, key=lambda entry: (entry.title.casefold(), entry.route)))
    return context.page(
        edition,
        "tags",
        address,
        TITLES["tags"],
        (given("entries", ordered),),
        translations=context.counterparts(lambda one: route_of(one.site.tags)),
        group=Key(TAG, edition.lang, ""),
    )

"""RSS feeds: one of the edition, one of each section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgen.catalog.addresses import Address, file_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import Entry, ListItem
from newsgen.catalog.groups import ALL, SECTION, Key
from newsgen.model.output import NO_GROUP, GroupKey, Input, PlannedOutput, StoredBody, given
from newsgen.planning.context import PlanContext, cards


def outputs(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The feeds, where the site has an address: a feed's links are absolute."""
    if not context.site.url:
        return
    home = edition.site.home.route
    address = file_address(f"{edition.prefix}feed.xml")
    key = Key(ALL, edition.lang, "")
    if _is_in_scope(context, key, address):
        yield _of_group(context, edition, address, edition.site.name, home, key)
    for slug in context.scope.ids(SECTION, edition.lang, edition.sections):
        section_address = file_address(f"{edition.prefix}{slug}/feed.xml")
        key = Key(SECTION, edition.lang, slug)
        if _is_in_scope(context, key, section_address):
            link = edition.section_link(slug, context.site)
            title = f"{edition.site.name}: {link.title}"
            yield _of_group(context, edition, section_address, title, link.route, key)


def _is_in_scope(context: PlanContext, key: Key, address: Address) -> bool:
    """Whether the feed of this group may differ. A full one shows more than cards."""
    if context.site.feed_full_text:
        return context.scope.has(key)
    return context.shows_other(key, address.path, most=context.site.feed_items)


def _of_group(
    context: PlanContext, edition: Edition, address: Address, title: str, page_route: str, key: Key
) -> PlannedOutput:
    entries = context.catalog.groups.group(key).entries
    return feed_output(context, edition, address, title, page_route, entries, key)


def feed_output(
    context: PlanContext,
    edition: Edition,
    address: Address,
    title: str,
    page_route: str,
    entries: Sequence[ListItem],
    group: GroupKey = NO_GROUP,
) -> PlannedOutput:
    """The feed at this address of the newest of these articles; `page_route` is the page it is of."""
    newest = entries[: context.site.feed_items]
    inputs = [
        *context.of_edition(edition),
        given("channel", (title, page_route, address.route)),
        cards("items", newest),
    ]
    if context.site.feed_full_text:
        inputs += _full_texts(context, newest)
    return PlannedOutput(path=address.path, kind="feed", inputs=tuple(inputs), group=group)


def _cited_names(entry: Entry) -> tuple[str, ...]:
    names = {one.written: one.name for one in entry.sources}
    names |= {one.id: one.name for one in entry.sources}
    return tuple(names.get(one.key, "?") for one in entry.head.citations)


def _full_texts(context: PlanContext, newest: Sequence[ListItem]) -> list[Input]:
    entries = [context.catalog.entries[one.head.path] for one in newest]
    links = [context.links(entry.head.links, entry.links) for entry in entries]
    return [
        Input.of(
            "bodies",
            tuple((entry.head.path, entry.head.body) for entry in entries),
            tuple(StoredBody(entry.head.path, entry.head.body) for entry in entries),
        ),
        Input.of(
            "body_links",
            tuple(part for one in links for part in one.parts),
            tuple(one.value for one in links),
        ),
        given("body_citations", tuple(_cited_names(entry) for entry in entries)),
    ]

"""RSS feeds: one of the edition, one of each section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgen.catalog.addresses import Address, file_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import Entry, ListItem
from newsgen.catalog.groups import ALL, SECTION, Key
from newsgen.model.output import NO_GROUP, GroupKey, Input, PlannedOutput, StoredBody, given
from newsgen.planning.context import PlanContext, cards


def outputs(sheet: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The feeds, where the site has an address: a feed's links are absolute."""
    if not sheet.site.url:
        return
    home = edition.site.home.route
    address = file_address(f"{edition.prefix}feed.xml")
    key = Key(ALL, edition.lang, "")
    if _is_in_scope(sheet, key, address):
        yield _of_group(sheet, edition, address, edition.site.name, home, key)
    for slug in sheet.scope.ids(SECTION, edition.lang, edition.sections):
        section_address = file_address(f"{edition.prefix}{slug}/feed.xml")
        key = Key(SECTION, edition.lang, slug)
        if _is_in_scope(sheet, key, section_address):
            link = edition.section_link(slug, sheet.site)
            title = f"{edition.site.name}: {link.title}"
            yield _of_group(sheet, edition, section_address, title, link.route, key)


def _is_in_scope(sheet: PlanContext, key: Key, address: Address) -> bool:
    """Whether the feed of this group may differ. A full one shows more than cards."""
    if sheet.site.feed_full_text:
        return sheet.scope.has(key)
    return sheet.shows_other(key, address.path, most=sheet.site.feed_items)


def _of_group(
    sheet: PlanContext, edition: Edition, address: Address, title: str, page_route: str, key: Key
) -> PlannedOutput:
    entries = sheet.catalog.groups.group(key).entries
    return feed_output(sheet, edition, address, title, page_route, entries, key)


def feed_output(
    sheet: PlanContext,
    edition: Edition,
    address: Address,
    title: str,
    page_route: str,
    entries: Sequence[ListItem],
    group: GroupKey = NO_GROUP,
) -> PlannedOutput:
    """The feed at this address of the newest of these articles; `page_route` is the page it is of."""
    newest = entries[: sheet.site.feed_items]
    inputs = [
        *sheet.of_edition(edition),
        given("channel", (title, page_route, address.route)),
        cards("items", newest),
    ]
    if sheet.site.feed_full_text:
        inputs += _full_texts(sheet, newest)
    return PlannedOutput(path=address.path, kind="feed", inputs=tuple(inputs), group=group)


def _cited_names(entry: Entry) -> tuple[str, ...]:
    names = {one.written: one.name for one in entry.sources}
    names |= {one.id: one.name for one in entry.sources}
    return tuple(names.get(one.key, "?") for one in entry.head.citations)


def _full_texts(sheet: PlanContext, newest: Sequence[ListItem]) -> list[Input]:
    entries = [sheet.catalog.entries[one.head.path] for one in newest]
    links = [sheet.links(entry.head.links, entry.links) for entry in entries]
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

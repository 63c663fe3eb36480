"""RSS feeds: one of the edition, one of each section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgen.catalog.addresses import Address, file_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import Entry, Listed
from newsgen.catalog.groups import ALL, SECTION, Key
from newsgen.model.output import Input, PlannedOutput, StoredBody, given
from newsgen.planning.context import PlanContext, cards


def outputs(sheet: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The feeds, where the site has an address: a feed's links are absolute."""
    if not sheet.site.url:
        return
    home = edition.site.home.route
    address = file_address(f"{edition.prefix}feed.xml")
    if _is_in_scope(sheet, Key(ALL, edition.lang, ""), edition.entries):
        yield feed_output(sheet, edition, address, edition.site.name, home, edition.entries)
    for slug in sheet.scope.ids(SECTION, edition.lang, edition.sections):
        section_address = file_address(f"{edition.prefix}{slug}/feed.xml")
        group = edition.sections.get(slug)
        if group is None:
            sheet.scope.retired.add(section_address.path)
            continue
        if not _is_in_scope(sheet, Key(SECTION, edition.lang, slug), group.entries):
            continue
        link = edition.section_link(slug, sheet.site)
        title = f"{edition.site.name}: {group.name}"
        yield feed_output(sheet, edition, section_address, title, link.route, group.entries)


def _is_in_scope(sheet: PlanContext, key: Key, entries: Sequence[Listed]) -> bool:
    """Whether an article in the feed of this group may be another; what texts say shows in full ones."""
    if sheet.site.feed_full_text:
        return sheet.scope.span(key) is not None
    return sheet.scope.has_newest(key, len(entries), sheet.site.feed_items)


def feed_output(
    sheet: PlanContext,
    edition: Edition,
    address: Address,
    title: str,
    page_route: str,
    entries: Sequence[Listed],
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
    return PlannedOutput(path=address.path, kind="feed", inputs=tuple(inputs))


def _cited_names(entry: Entry) -> tuple[str, ...]:
    names = {one.written: one.name for one in entry.sources}
    names |= {one.id: one.name for one in entry.sources}
    return tuple(names.get(one.key, "?") for one in entry.head.citations)


def _full_texts(sheet: PlanContext, newest: Sequence[Listed]) -> list[Input]:
    entries = [sheet.catalog.entries[one.head.path] for one in newest]
    links = [sheet.links(entry.head.links, entry.links) for entry in entries]
    return [
        Input(
            "bodies",
            tuple((entry.head.path, entry.head.body) for entry in entries),
            tuple(StoredBody(entry.head.path, entry.head.body) for entry in entries),
        ),
        Input(
            "body_links",
            tuple(part for one in links for part in one.parts),
            tuple(one.value for one in links),
        ),
        given("body_citations", tuple(_cited_names(entry) for entry in entries)),
    ]

"""The front page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgen.catalog.addresses import absolute, index_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import Entry
from newsgen.model.output import Input, PlannedOutput, given
from newsgen.model.views import Block, Translation
from newsgen.planning.sheet import Sheet, card, cards

FRESH = 30
"""How many of the newest articles can lead the page; a priority does not outlive them."""

SECONDS = 4
BLOCK = 5
LATEST = 10


def outputs(sheet: Sheet, edition: Edition) -> Iterator[PlannedOutput]:
    """The edition's front page: a lead, seconds by priority, then a block for each section."""
    fresh = sorted(
        edition.entries[:FRESH],
        key=lambda one: (one.head.priority, one.head.date.seconds, one.head.path),
        reverse=True,
    )
    top = fresh[: 1 + SECONDS]
    address = index_address(edition.prefix, sheet.site.urls)
    newest = edition.entries[0].head.date if edition.entries else None
    yield sheet.page(
        edition,
        "home",
        address,
        edition.site.name,
        (
            card("lead", top[0] if top else None),
            cards("seconds", top[1:]),
            _blocks(sheet, edition, top),
            cards("latest", edition.entries[:LATEST]),
            given("edition_date", newest),
        ),
        description=edition.site.description,
        translations=_translations(sheet, edition),
    )


def _blocks(sheet: Sheet, edition: Edition, top: Sequence[Entry]) -> Input:
    """A block for each section that has articles beside those at the top of the page."""
    shown = {entry.head.path for entry in top}
    blocks, parts = [], []
    for slug, group in edition.sections.items():
        entries: list[Entry] = []
        for entry in group.entries:
            if len(entries) == BLOCK:
                break
            if entry.head.path not in shown:
                entries.append(entry)
        if entries:
            link = edition.section_link(slug, sheet.site)
            blocks.append(Block(link, tuple(entry.card for entry in entries)))
            parts.append((slug, f"{link.title} {link.route}"))
            parts += [(entry.head.path, entry.digest) for entry in entries]
    return Input("blocks", tuple(parts), tuple(blocks))


def _translations(sheet: Sheet, edition: Edition) -> tuple[Translation, ...]:
    editions = edition.site.editions
    if len(editions) < 2:
        return ()
    return tuple(
        Translation(one.lang, one.name, one.home.route, absolute(sheet.site.url, one.home.route))
        for one in editions
    )

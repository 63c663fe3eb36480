"""The front page: as the desk set it in `content/front.yaml`, by priority and date where it did not.

What was paid for, is satire or was retracted stands on it only where the desk put it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from newsgen.catalog.addresses import absolute, index_address, text_address
from newsgen.catalog.choices import to_choose_from
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import ListItem
from newsgen.catalog.front import NO_FRONT, Front, FrontBlock
from newsgen.catalog.groups import ALL, Key, order
from newsgen.model.output import Input, PlannedOutput, given
from newsgen.model.views import Block, Translation
from newsgen.planning import text_edition
from newsgen.planning.context import PlanContext, card, cards

FRESH = 30
"""How many of the newest articles can lead the page; a priority does not outlive them."""

REACH = 300
"""Among so many of the newest articles of a list those are looked for that the page may choose."""

OPINION_REACH = 300
"""Among so many of the newest articles opinion is looked for."""

SECONDS = 4
OPINION = 3
LATEST = 10

CARDS = {"large": 5, "medium": 4, "small": 5}
"""How many articles a section's block shows, by its size."""


SIXTHS = {"large": 6, "medium": 3, "small": 2}
"""How much of a row a block takes, by its size."""


def outputs(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The edition's front page, and its twin: a lead and seconds, opinion, a block for each section."""
    address = index_address(edition.prefix, context.site.urls)
    key = Key(ALL, edition.lang, "")
    paths = (address.path, text_address(address).path) if context.site.has_text else (address.path,)
    if not context.shows_other(key, *paths):
        return
    page = _Page(context, edition)
    lead, seconds = page.top()
    opinion = page.opinion()
    newest = edition.entries[0].head.date if edition.entries else None
    inputs = (
        card("lead", lead),
        cards("seconds", seconds),
        cards("opinion", opinion),
        page.blocks(),
        cards("latest", [*islice(_chosen(edition.entries), LATEST)]),
        given("edition_date", newest),
    )
    translations = _translations(context, edition)
    yield context.page(
        edition,
        "home",
        address,
        edition.site.name,
        inputs,
        description=edition.site.description,
        translations=translations,
        twin=text_edition.twin_route(context, address),
        group=key,
    )
    if context.site.has_text:
        yield text_edition.home_twin(context, edition, address, inputs, translations)


class _Page:
    """The places of a front page, filled in their order; an article stands in one of them."""

    def __init__(self, context: PlanContext, edition: Edition) -> None:
        self._context = context
        self._edition = edition
        self._front: Front = context.catalog.fronts.get(edition.lang, NO_FRONT)
        # What the desk set is kept for its own place, wherever that comes on the page.
        self._placed = {self._front.lead, *self._front.picks, *(self._front.opinion or ())}
        for block in self._front.blocks or ():
            self._placed.update(block.articles)

    def top(self) -> tuple[ListItem | None, Sequence[ListItem]]:
        """The lead and its seconds: those that are set, then by priority, then the newest."""
        newest = [*islice(_chosen(self._edition.entries), FRESH)]
        # Opinion has a place of its own, unless somebody gave it weight.
        reports = [one for one in newest if one.head.kind != "opinion" or one.head.priority > 0]
        fresh = sorted(
            reports or newest,
            key=lambda one: (one.head.priority, one.head.date.seconds, one.head.path),
            reverse=True,
        )
        rest = [one for one in fresh if one.head.path not in self._placed]
        lead = self._set((self._front.lead,)) or rest[:1]
        if lead == rest[:1]:
            rest = rest[1:]
        picks = self._set(self._front.picks)
        seconds = [*picks, *rest[: max(0, SECONDS - len(picks))]]
        self._placed.update(one.head.path for one in (*lead, *seconds))
        return (lead[0] if lead else None), seconds

    def opinion(self) -> Sequence[ListItem]:
        """The opinion that is set, else the newest that does not stand at the top."""
        if self._front.opinion is not None:
            return self._set(self._front.opinion)
        entries = self._edition.entries
        if not self._edition.opinion:
            return ()
        oldest = order(entries[min(OPINION_REACH, len(entries)) - 1])
        near = takewhile(lambda one: order(one) >= oldest, self._edition.opinion)
        found = self._newest(near, OPINION)
        self._placed.update(one.head.path for one in found)
        return found

    def blocks(self) -> Input:
        """A block for each section that is set, else for each that has articles left."""
        edition = self._edition
        wanted = self._front.blocks
        if wanted is None:
            wanted = tuple(FrontBlock(slug, "", ()) for slug in edition.sections)
        blocks: list[Block] = []
        parts: list[tuple[str, str]] = []
        for block in wanted:
            group = edition.sections.get(block.section)
            if group is None:
                continue
            picked = self._set(block.articles)
            most = CARDS[block.size or "large"]
            entries = (*picked, *self._newest(group.entries, most - len(picked)))
            if not entries:
                continue
            # The first block leads the others, where it has enough to fill the row.
            is_large = not blocks and len(entries) >= CARDS["large"] - 1
            size = block.size or ("large" if is_large else "medium")
            entries = entries[: max(len(picked), CARDS[size])]
            link = edition.section_link(block.section, self._context.site)
            blocks.append(Block(link, size, False, tuple(entry.card for entry in entries)))
            parts.append((block.section, f"{link.title} {link.route} {size}"))
            parts += [(entry.head.path, entry.digest) for entry in entries]
        return Input.of("blocks", tuple(parts), _in_rows(blocks))

    def _set(self, paths: Iterable[str]) -> list[ListItem]:
        return [self._context.catalog.entries[path] for path in paths if path]

    def _newest(self, entries: Iterable[ListItem], most: int) -> list[ListItem]:
        """The first of these that stand nowhere on the page, and that it may choose."""
        free = (one for one in _chosen(entries) if one.head.path not in self._placed)
        return [*islice(free, most)]


def _chosen(entries: Iterable[ListItem]) -> Iterator[ListItem]:
    """Those that a page may choose, among the newest of the list."""
    return to_choose_from(islice(entries, REACH))


def _in_rows(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with those marked that have a row to themselves."""
    rows: list[list[Block]] = []
    room = 0
    for block in blocks:
        share = SIXTHS[block.size]
        if share > room:
            rows.append([])
            room = 6
        rows[-1].append(block)
        room -= share
    return tuple(block._replace(is_alone=len(row) == 1) for row in rows for block in row)


def _translations(context: PlanContext, edition: Edition) -> tuple[Translation, ...]:
    editions = edition.site.editions
    if len(editions) < 2:
        return ()
    return tuple(
        Translation(one.lang, one.name, one.home.route, absolute(context.site.url, one.home.route))
        for one in editions
    )

"""The pages of a source, with every article that relies on it, and the directory of sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from newsgen.catalog.addresses import page_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import ListItem
from newsgen.catalog.groups import SOURCE, Group, Key, years
from newsgen.model.output import PlannedOutput, given
from newsgen.model.titles import TITLES
from newsgen.model.views import DirectoryEntry, SourcePageView
from newsgen.planning.context import PlanContext, cards, route_of
from newsgen.planning.lists import GroupList, ListPage


def lists(context: PlanContext, edition: Edition) -> Iterator[GroupList]:
    """The list of each source that a visible article names."""
    for source_id in context.scope.ids(SOURCE, edition.lang, edition.sources):
        key = Key(SOURCE, edition.lang, source_id)
        stem = f"{edition.prefix}sources/{source_id}"
        first = page_address(stem, context.site.urls)
        group = edition.sources[source_id]
        output = partial(_page, context, edition, group, source_id)
        yield GroupList(key, group.entries, first, stem, output)


def directory(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The list of all sources, where there are any."""
    if edition.sources and context.scope.has(Key(SOURCE, edition.lang, "")):
        yield _directory(context, edition)


def _page(
    context: PlanContext, edition: Edition, group: Group, source_id: str, page: ListPage[ListItem]
) -> PlannedOutput:
    """A page of the list. Counts by year are on the newest."""
    counts = _years(years(group.entries)) if page.pager.number is None else ()
    return context.page(
        edition,
        "source",
        page.address,
        group.name,
        (
            given("heading", group.name),
            given("source", _view(context, group, source_id)),
            given("years", counts),
            cards("items", page.entries),
            given("pager", page.pager),
        ),
    )


def _directory(context: PlanContext, edition: Edition) -> PlannedOutput:
    entries = [
        DirectoryEntry(
            group.name,
            page_address(f"{edition.prefix}sources/{source_id}", context.site.urls).route,
            _view(context, group, source_id).kind,
        )
        for source_id, group in edition.sources.items()
    ]
    address = page_address(f"{edition.prefix}sources", context.site.urls)
    ordered = tuple(sorted(entries, key=lambda entry: (entry.title.casefold(), entry.route)))
    return context.page(
        edition,
        "sources",
        address,
        TITLES["sources"],
        (given("entries", ordered),),
        translations=context.counterparts(lambda one: route_of(one.site.sources)),
        group=Key(SOURCE, edition.lang, ""),
    )


def _years(counts: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """The years from the newest to the oldest, those without an article among them."""
    return tuple((year, counts.get(year, 0)) for year in range(max(counts), min(counts) - 1, -1))


def _view(context: PlanContext, group: Group, source_id: str) -> SourcePageView:
    """The source as the registry describes it, so far as it does."""
    oldest = context.catalog.entries[group.entries[-1].head.path]
    resolved = next(one for one in oldest.sources if one.id == source_id)
    known = resolved.entry
    if known is None:
        return SourcePageView(group.name, "", "", "", "")
    return SourcePageView(group.name, known.url, known.kind, known.note, known.ownership)

"""The page of a series: its parts in their order."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.addresses import page_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.groups import SERIES, Key
from newsgen.model.output import PlannedOutput, given
from newsgen.model.views import Pager
from newsgen.planning.context import PlanContext, cards


def outputs(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """One page for each series that has a visible part."""
    for slug in context.scope.ids(SERIES, edition.lang, edition.series):
        address = page_address(f"{edition.prefix}series/{slug}", context.site.urls)
        group = edition.series[slug]
        pager = given("pager", Pager(None, None, None))
        inputs = (given("heading", group.name), cards("items", group.entries), pager)
        yield context.page(
            edition, "series", address, group.name, inputs, group=Key(SERIES, edition.lang, slug)
        )

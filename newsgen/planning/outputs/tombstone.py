"""The page at the address of an article that was withdrawn: when, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from newsgen.catalog.addresses import Address, article_address, file_address
from newsgen.catalog.alias_paths import alias_paths
from newsgen.catalog.edition import edition_prefix
from newsgen.model.article_views import WithdrawnView
from newsgen.model.output import PlannedOutput, given
from newsgen.model.records import WithdrawnHead
from newsgen.model.titles import TITLES
from newsgen.planning.context import PlanContext


def outputs(context: PlanContext, withdrawn: Sequence[WithdrawnHead]) -> Iterator[PlannedOutput]:
    """A page at the address of each of these articles, and at each of its old ones.

    They are in no group: a site withdraws few articles.
    """
    editions = {one.lang: one for one in context.catalog.editions}
    for head in withdrawn:
        # A language whose only article is withdrawn has no edition left.
        edition = editions.get(head.lang, context.catalog.editions[0])
        address = _address(context, head)
        view = given("withdrawn", WithdrawnView(head.since, head.reason))
        aliases = alias_paths(head.aliases, address.path, context.site.url)
        for one in (address, *(file_address(path) for _, path in aliases)):
            yield context.page(
                edition,
                "tombstone",
                one,
                TITLES["tombstone"],
                (view,),
                noindex=True,
                origin=head.path,
            )


def _address(context: PlanContext, head: WithdrawnHead) -> Address:
    day = datetime.fromtimestamp(head.date.seconds, context.zone)
    prefix = edition_prefix(head.lang, context.site)
    stem = f"{prefix}{head.section}/{day.year:04}/{day.month:02}/{head.slug}"
    return article_address(stem, context.site.urls)

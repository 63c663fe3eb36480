"""Old addresses of articles, each a page that leads to the new one."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.addresses import absolute, file_address
from newsgen.catalog.alias_paths import alias_paths
from newsgen.catalog.edition import Edition
from newsgen.catalog.groups import ARTICLE, Key
from newsgen.model.output import PlannedOutput, given
from newsgen.planning.context import PlanContext


def outputs(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """One page for each alias of a visible article. A static host needs no rule for it."""
    paths = context.scope.articles(edition.lang)
    entries = edition.entries if paths is None else map(context.catalog.entries.__getitem__, paths)
    for entry in entries:
        for _, path in alias_paths(entry.head.aliases, entry.address.path, context.site.url):
            yield context.page(
                edition,
                "redirect",
                file_address(path),
                entry.head.headline,
                (
                    given("title", entry.head.headline),
                    given("target_route", entry.card.route),
                    given("target_url", absolute(context.site.url, entry.card.route)),
                ),
                noindex=True,
                origin=entry.head.path,
                group=Key(ARTICLE, "", entry.head.path),
            )

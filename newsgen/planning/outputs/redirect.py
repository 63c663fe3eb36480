"""Old addresses, each a page that leads to the new one."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.addresses import absolute, file_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.groups import ARTICLE, Key
from newsgen.model.output import NO_GROUP, GroupKey, PlannedOutput, given
from newsgen.planning.context import PlanContext
from newsgen.planning.redirect_rules import Redirects, page_redirects
from newsgen.reading.files.well_known_paths import REDIRECTS


def outputs(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """One page for each alias of a visible article, and for each that it gives its series.

    A static host needs no rule for it. It does not ask search engines to leave it out: they would
    leave out what it leads to as well.
    """
    paths = context.scope.articles(edition.lang)
    entries = edition.entries if paths is None else map(context.catalog.entries.__getitem__, paths)
    for entry in entries:
        head, group = entry.head, Key(ARTICLE, "", entry.head.path)
        for path in entry.redirects:
            yield _page(context, edition, path, entry.card.route, head.headline, head.path, group)
        title = head.series.title if head.series else ""
        for path, route in entry.series_redirects:
            yield _page(context, edition, path, route, title, head.path, group)


def others(context: PlanContext, redirects: Redirects) -> Iterator[PlannedOutput]:
    """The same for aliases of other pages, and for the site's own rules for single pages."""
    edition = context.catalog.editions[0]
    for one in redirects.alias_pages:
        yield _page(context, edition, one.path, one.route, one.title, one.origin)
    for rule in page_redirects(redirects):
        is_here = "://" not in rule.target
        title = f"/{rule.target.removeprefix('./')}" if is_here else rule.target
        yield _page(context, edition, rule.source, rule.target, title, REDIRECTS)


def _page(
    context: PlanContext,
    edition: Edition,
    path: str,
    target: str,
    title: str,
    origin: str,
    group: GroupKey = NO_GROUP,
) -> PlannedOutput:
    """The page at this old address; `target` is a route, or the URL of another site's page."""
    url = target if "://" in target else absolute(context.site.url, target)
    return context.page(
        edition,
        "redirect",
        file_address(path),
        title,
        (given("title", title), given("target_route", target), given("target_url", url)),
        origin=origin,
        group=group,
    )

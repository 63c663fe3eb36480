"""Sitemaps, one for each month and one of the standing pages, their index, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsgen.catalog.addresses import absolute, file_address
from newsgen.catalog.entry import ListItem
from newsgen.catalog.groups import INDEXED, Key
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.moment import Moment
from newsgen.model.output import NO_GROUP, GroupKey, Input, PlannedOutput, given
from newsgen.model.views import PageView, Translation
from newsgen.planning.context import PlanContext

_LISTED = ("home", "section", "tag", "person", "source", "page", "archive", "month", "tags",
           "people", "sources", "corrections", "series", "plugin-page")  # fmt: skip

_PAGES = "sitemaps/pages"

MAX_URLS = 40_000
"""Below the 50,000 that the protocol allows, so that alternates fit its 50 MB too."""


class SitemapUrl(NamedTuple):
    """A page in a sitemap; `alternates` are language, or x-default, and absolute URL."""

    url: str
    modified: Moment | None
    alternates: tuple[tuple[str, str], ...]


class Pages:
    """The pages in sitemaps that are no articles, by the paths of their outputs.

    `before` are those that were there, where not all are planned anew; of `in_scope` those
    go that are neither planned nor kept.
    """

    def __init__(
        self,
        before: Mapping[str, SitemapUrl] | None = None,
        in_scope: frozenset[str] = frozenset(),
    ) -> None:
        self._before = before
        self._in_scope = in_scope
        self.planned: dict[str, SitemapUrl] = {}

    def take(self, context: PlanContext, output: PlannedOutput) -> None:
        """Takes in an output, if it is one of them."""
        if output.kind not in _LISTED:
            return
        page = next(one.value for one in output.inputs if isinstance(one.value, PageView))
        self.planned[output.path] = SitemapUrl(
            absolute(context.site.url, page.route), None, _alternates(context, page.translations)
        )

    def outputs(self, context: PlanContext, zone: Input) -> Iterator[PlannedOutput]:
        """Their sitemap; it is kept where none of them came, went or changed."""
        before, planned = self._before, self.planned
        if before is not None:
            gone = self._gone(context)
            if not gone and all(before.get(path) == url for path, url in planned.items()):
                context.keep(*self.paths(context))
                return
            planned = {path: url for path, url in before.items() if path not in gone} | planned
        urls = tuple(planned[path] for path in sorted(planned))
        yield from _outputs(_PAGES, urls, zone)

    def paths(self, context: PlanContext) -> list[str]:
        """The paths of their sitemap."""
        before = self._before or {}
        come = sum(path not in before for path in self.planned)
        return sitemap_paths(_PAGES, len(before) - len(self._gone(context)) + come)

    def _gone(self, context: PlanContext) -> set[str]:
        before = self._before or {}
        missing = self._in_scope.difference(self.planned, context.kept)
        return {path for path in missing if path in before}


def outputs(context: PlanContext, pages: Pages) -> Iterator[PlannedOutput]:
    """The sitemaps, where the site has an address."""
    if not context.site.url:
        return
    names = []
    zone = given("timezone", context.site.timezone)
    groups = context.catalog.groups
    for month in groups.ids(INDEXED, ""):
        key = Key(INDEXED, "", month)
        paths = sitemap_paths(f"sitemaps/{month}", groups.size(key))
        names += paths
        # What another edition's article says of this one is not on its card.
        has_more = len(context.catalog.editions) > 1
        if context.scope.has(key) if has_more else context.shows_other(key, *paths):
            urls = tuple(_url(context, entry) for entry in [*groups.group(key).entries][::-1])
            yield from _outputs(f"sitemaps/{month}", urls, zone, key)
    yield from pages.outputs(context, zone)
    names += pages.paths(context)
    locations = tuple(absolute(context.site.url, file_address(name).route) for name in names)
    yield PlannedOutput(
        path="sitemap.xml", kind="sitemap-index", inputs=(given("sitemaps", locations),)
    )
    if "root/robots.txt" not in context.statics.addresses:
        url = absolute(context.site.url, "sitemap.xml")
        yield PlannedOutput(path="robots.txt", kind="robots", inputs=(given("sitemap", url),))


def sitemap_paths(stem: str, count: int, limit: int = MAX_URLS) -> list[str]:
    """The sitemap's file, or as many as it takes to hold no more than `limit` URLs in each."""
    parts = max(1, -(-count // limit))
    return [f"{stem}.xml", *(f"{stem}-{number}.xml" for number in range(2, parts + 1))]


def sitemap_parts(
    stem: str, urls: tuple[SitemapUrl, ...], limit: int = MAX_URLS
) -> list[tuple[str, tuple[SitemapUrl, ...]]]:
    """What each of these files holds."""
    return [
        (path, urls[index * limit : (index + 1) * limit])
        for index, path in enumerate(sitemap_paths(stem, len(urls), limit))
    ]


def _outputs(
    stem: str, urls: tuple[SitemapUrl, ...], zone: Input, group: GroupKey = NO_GROUP
) -> Iterator[PlannedOutput]:
    for path, part in sitemap_parts(stem, urls):
        inputs = (zone, given("urls", part))
        yield PlannedOutput(path=path, kind="sitemap", inputs=inputs, group=group)


def _url(context: PlanContext, entry: ListItem) -> SitemapUrl:
    head = entry.head
    # A correction counts as an update here too.
    modified = max(head.date, entry.card.updated or head.date)
    translations = context.catalog.translations.get(head.path, ())
    return SitemapUrl(
        absolute(context.site.url, entry.card.route),
        modified,
        _alternates(context, translations),
    )


def _alternates(
    context: PlanContext, translations: tuple[Translation, ...]
) -> tuple[tuple[str, str], ...]:
    """The page in each language; who reads none of them gets it in the site's own, if it is there."""
    default = [("x-default", one.url) for one in translations if one.lang == context.site.language]
    return (*((one.lang, one.url) for one in translations), *default)

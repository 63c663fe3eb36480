"""Sitemaps: one of the articles of each month, one of all other pages, and their index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from newsgen.catalog.addresses import absolute, file_address
from newsgen.catalog.entry import ListItem
from newsgen.catalog.groups import INDEXED, Key, month_id
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.moment import Moment
from newsgen.model.output import NO_GROUP, GroupKey, Input, PlannedOutput, given
from newsgen.model.views import PageView, Picture, Translation
from newsgen.planning.context import PlanContext

_IN_NONE = frozenset({"article", "404", "plugin-file"})
"""The kinds of pages of which no sitemap of pages tells, whatever they say of themselves."""

_PAGES = "sitemaps/pages"

MAX_URLS = 40_000
"""Below the 50,000 that the protocol allows, so that alternates fit its 50 MB too."""


MAX_PICTURES = 100
"""Of one page; the extension allows 1,000, of which a sitemap could not hold many."""


class SitemapUrl(NamedTuple):
    """A page in a sitemap.

    `alternates` are language, or x-default, and absolute URL; `pictures` the URLs of pictures
    that the page shows.
    """

    url: str
    modified: Moment | None
    alternates: tuple[tuple[str, str], ...]
    pictures: tuple[str, ...] = ()


class Pages:
    """What sitemaps tell of the pages that are planned.

    `planned` are the pages that are no articles, by the paths of their outputs. `pictures` are
    the routes of those in the texts of articles, by the articles' paths; the main picture is on
    the card.
    """

    def __init__(
        self,
        before: Mapping[str, SitemapUrl] | None = None,
        in_scope: frozenset[str] = frozenset(),
        pictures_before: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """`before` and `pictures_before` are what was there, where not all is planned anew.

        Of `in_scope` those pages go that are neither planned nor kept.
        """
        self._before = before
        self._in_scope = in_scope
        self._pictures_before = pictures_before or {}
        self.planned: dict[str, SitemapUrl] = {}
        self.pictures: dict[str, tuple[str, ...]] = {}
        self._with_other_pictures: set[str] = set()

    def take(self, context: PlanContext, output: PlannedOutput) -> None:
        """Takes in an output, if sitemaps tell of it."""
        if not context.site.url:
            return
        if output.kind == "article":
            self._take_pictures(context, output)
            return
        if output.kind in _IN_NONE:
            return
        page = next((one.value for one in output.inputs if isinstance(one.value, PageView)), None)
        if page is None or page.noindex:
            return
        url = absolute(context.site.url, page.route)
        # What names another page as the one to index stays out.
        if page.canonical == url:
            alternates = _alternates(context, page.translations)
            self.planned[output.path] = SitemapUrl(url, None, alternates)

    def _take_pictures(self, context: PlanContext, output: PlannedOutput) -> None:
        shown = next(one.value for one in output.inputs if one.role == "links")
        assert isinstance(shown, tuple)
        found = dict.fromkeys(one.src for one in shown if isinstance(one, Picture))
        pictures = tuple(found)[:MAX_PICTURES]
        path = output.origin
        before = () if self._before is None else self._pictures_before.get(path, ())
        if pictures:
            self.pictures[path] = pictures
        if pictures != before:
            self.pictures[path] = pictures
            self._with_other_pictures.add(month_id(context.catalog.entries[path].month))

    def shows_other_pictures(self, month: str) -> bool:
        """Whether the texts of the month's articles show other pictures than before."""
        return month in self._with_other_pictures

    def pictures_of(self, entry: ListItem) -> tuple[str, ...]:
        """The routes of the pictures that readers of the article see, the main one first."""
        path, main = entry.head.path, entry.card.picture
        found = self.pictures.get(path)
        if found is None:
            found = self._pictures_before.get(path, ())
        if main is None or found[:1] == (main.src,):
            return found
        return (main.src, *(one for one in found if one != main.src))[:MAX_PICTURES]

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
    """The sitemaps, of a site that has an address."""
    names = []
    zone = given("timezone", context.site.timezone)
    groups = context.catalog.groups
    for month in groups.ids(INDEXED, ""):
        key = Key(INDEXED, "", month)
        paths = sitemap_paths(f"sitemaps/{month}", groups.size(key))
        names += paths
        if _is_in_scope(context, pages, key, paths):
            entries = [*groups.group(key).entries][::-1]
            urls = tuple(_url(context, entry, pages.pictures_of(entry)) for entry in entries)
            yield from _outputs(f"sitemaps/{month}", urls, zone, key)
    yield from pages.outputs(context, zone)
    names += pages.paths(context)
    locations = tuple(absolute(context.site.url, file_address(name).route) for name in names)
    yield PlannedOutput(
        path="sitemap.xml", kind="sitemap-index", inputs=(given("sitemaps", locations),)
    )


def _is_in_scope(context: PlanContext, pages: Pages, key: Key, paths: Iterable[str]) -> bool:
    """Whether the sitemap of a month may differ; where not, it is kept."""
    # What another edition's article says of this one is not on its card.
    if len(context.catalog.editions) > 1:
        return context.scope.has(key)
    return pages.shows_other_pictures(key.id) or context.shows_other(key, *paths)


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


def _url(context: PlanContext, entry: ListItem, pictures: tuple[str, ...]) -> SitemapUrl:
    head = entry.head
    # A correction counts as an update here too.
    modified = max(head.date, entry.card.updated or head.date)
    translations = context.catalog.translations.get(head.path, ())
    return SitemapUrl(
        absolute(context.site.url, entry.card.route),
        modified,
        _alternates(context, translations),
        tuple([absolute(context.site.url, one) for one in pictures]),
    )


def _alternates(
    context: PlanContext, translations: tuple[Translation, ...]
) -> tuple[tuple[str, str], ...]:
    """The page in each language; who reads none of them gets it in the site's own, if it is there."""
    default = [("x-default", one.url) for one in translations if one.lang == context.site.language]
    return (*((one.lang, one.url) for one in translations), *default)

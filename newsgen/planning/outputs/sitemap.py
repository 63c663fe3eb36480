"""Sitemaps, one for each month and one of the standing pages, their index, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsgen.catalog.addresses import absolute, file_address
from newsgen.catalog.entry import Entry
from newsgen.model.moment import Moment
from newsgen.model.output import PlannedOutput, given
from newsgen.model.views import PageView, Translation
from newsgen.planning.sheet import Sheet

_LISTED = ("home", "section", "tag", "person", "source", "page", "archive", "month", "tags",
           "people", "sources", "corrections", "series")  # fmt: skip

MAX_URLS = 40_000
"""Below the 50,000 that the protocol allows, so that alternates fit its 50 MB too."""


class SitemapUrl(NamedTuple):
    """A page in a sitemap; `alternates` are language, or x-default, and absolute URL."""

    url: str
    modified: Moment | None
    alternates: tuple[tuple[str, str], ...]


def outputs(sheet: Sheet, pages: Iterable[PageView]) -> Iterator[PlannedOutput]:
    """The sitemaps, where the site has an address. `pages` are those that are no articles."""
    if not sheet.site.url:
        return
    months: dict[tuple[int, int], list[Entry]] = {}
    for entry in sheet.catalog.entries.values():
        if entry.card.retracted:
            # Its page asks not to be indexed.
            continue
        months.setdefault(entry.month, []).append(entry)
    names = []
    zone = given("timezone", sheet.site.timezone)
    for (year, month), entries in sorted(months.items()):
        ordered = sorted(entries, key=lambda one: (one.head.date.seconds, one.head.path))
        urls = tuple(_url(sheet, entry) for entry in ordered)
        for name, part in sitemap_parts(f"sitemaps/{year:04}-{month:02}", urls):
            names.append(name)
            yield PlannedOutput(path=name, kind="sitemap", inputs=(zone, given("urls", part)))
    listed = tuple(
        SitemapUrl(
            absolute(sheet.site.url, page.route), None, _alternates(sheet, page.translations)
        )
        for page in pages
    )
    for name, part in sitemap_parts("sitemaps/pages", listed):
        names.append(name)
        yield PlannedOutput(path=name, kind="sitemap", inputs=(zone, given("urls", part)))
    locations = tuple(absolute(sheet.site.url, file_address(name).route) for name in names)
    yield PlannedOutput(
        path="sitemap.xml", kind="sitemap-index", inputs=(given("sitemaps", locations),)
    )
    if "root/robots.txt" not in sheet.statics.addresses:
        url = absolute(sheet.site.url, "sitemap.xml")
        yield PlannedOutput(path="robots.txt", kind="robots", inputs=(given("sitemap", url),))


def sitemap_parts(
    stem: str, urls: tuple[SitemapUrl, ...], limit: int = MAX_URLS
) -> list[tuple[str, tuple[SitemapUrl, ...]]]:
    """The sitemap's file, or as many as it takes to hold no more than `limit` URLs in each."""
    starts = range(0, len(urls), limit) or range(1)
    return [
        (
            f"{stem}.xml" if start == 0 else f"{stem}-{start // limit + 1}.xml",
            urls[start : start + limit],
        )
        for start in starts
    ]


def is_listed(output: PlannedOutput) -> bool:
    """Whether the page belongs into the sitemap of pages that are no articles."""
    return output.kind in _LISTED


def _url(sheet: Sheet, entry: Entry) -> SitemapUrl:
    head = entry.head
    # A correction counts as an update here too.
    modified = max(head.date, entry.card.updated or head.date)
    translations = sheet.catalog.translations.get(head.path, ())
    return SitemapUrl(
        absolute(sheet.site.url, entry.address.route),
        modified,
        _alternates(sheet, translations),
    )


def _alternates(sheet: Sheet, translations: tuple[Translation, ...]) -> tuple[tuple[str, str], ...]:
    """The page in each language; who reads none of them gets it in the site's own, if it is there."""
    default = [("x-default", one.url) for one in translations if one.lang == sheet.site.language]
    return (*((one.lang, one.url) for one in translations), *default)

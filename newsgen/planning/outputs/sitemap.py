"""Sitemaps, one for each month and one of the standing pages, their index, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsgen.catalog.addresses import absolute, file_address
from newsgen.catalog.entry import Entry
from newsgen.model.moment import Moment
from newsgen.model.output import PlannedOutput, given
from newsgen.planning.sheet import Sheet

_LISTED = ("home", "section", "tag", "person", "source", "page", "archive", "month", "tags",
           "people", "sources", "corrections", "series")  # fmt: skip


class SitemapUrl(NamedTuple):
    """A page in a sitemap; `alternates` are language and absolute URL."""

    url: str
    modified: Moment | None
    alternates: tuple[tuple[str, str], ...]


def outputs(sheet: Sheet, pages: Iterable[str]) -> Iterator[PlannedOutput]:
    """The sitemaps, where the site has an address. `pages` are the routes of pages that are no articles."""
    if not sheet.site.url:
        return
    months: dict[tuple[int, int], list[Entry]] = {}
    for entry in sheet.catalog.entries.values():
        months.setdefault(entry.month, []).append(entry)
    names = []
    zone = given("timezone", sheet.site.timezone)
    for (year, month), entries in sorted(months.items()):
        names.append(f"sitemaps/{year:04}-{month:02}.xml")
        ordered = sorted(entries, key=lambda one: (one.head.date.seconds, one.head.path))
        urls = tuple(_url(sheet, entry) for entry in ordered)
        yield PlannedOutput(path=names[-1], kind="sitemap", inputs=(zone, given("urls", urls)))
    names.append("sitemaps/pages.xml")
    listed = tuple(SitemapUrl(absolute(sheet.site.url, route), None, ()) for route in pages)
    yield PlannedOutput(path=names[-1], kind="sitemap", inputs=(zone, given("urls", listed)))
    locations = tuple(absolute(sheet.site.url, file_address(name).route) for name in names)
    yield PlannedOutput(
        path="sitemap.xml", kind="sitemap-index", inputs=(given("sitemaps", locations),)
    )
    if "root/robots.txt" not in sheet.statics.addresses:
        url = absolute(sheet.site.url, "sitemap.xml")
        yield PlannedOutput(path="robots.txt", kind="robots", inputs=(given("sitemap", url),))


def is_listed(output: PlannedOutput) -> bool:
    """Whether the page belongs into the sitemap of pages that are no articles."""
    return output.kind in _LISTED


def _url(sheet: Sheet, entry: Entry) -> SitemapUrl:
    head = entry.head
    modified = head.updated if head.updated and head.updated > head.date else head.date
    translations = sheet.catalog.translations.get(head.path, ())
    return SitemapUrl(
        absolute(sheet.site.url, entry.address.route),
        modified,
        tuple((one.lang, one.url) for one in translations),
    )

"""What a look at a whole site comes to: records, catalogue, plan, problems."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from newsgen.catalog.catalog import Catalog, catalog
from newsgen.catalog.placing import Circumstances
from newsgen.catalog.scope import Scope
from newsgen.model.content import FileRecord
from newsgen.model.named import NamedTuple
from newsgen.model.problem import Problem
from newsgen.model.site import Site
from newsgen.planning.outputs.sitemap import SitemapUrl
from newsgen.planning.plan import Plan, Planning
from newsgen.publishing.gather import gather
from newsgen.publishing.glance import Glance
from newsgen.publishing.language_data import language_data
from newsgen.publishing.workplace import Events, Workplace
from newsgen.reading.places import CONFIG
from newsgen.reading.scan import Scan
from newsgen.reading.settings import ReadSettings


class Stock(NamedTuple):
    """The files of a site and what they were read as; an unreadable configuration is the default one."""

    scan: Scan
    records: dict[str, FileRecord]
    site: Site
    settings: ReadSettings

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the files, each for itself."""
        problems = list(self.scan.problems)
        for record in self.records.values():
            problems += record.problems
        config = self.records.get(CONFIG)
        if not self.site.url and not (config and config.head is None):
            problems.append(_no_url())
        return problems


class Survey(NamedTuple):
    """What a stock comes to at one moment."""

    catalog: Catalog
    stock: Stock
    zone: ZoneInfo

    def planning(
        self, scope: Scope | None = None, listed: Mapping[str, SitemapUrl] | None = None
    ) -> Planning:
        """The plan in the making; see there for scopes."""
        records = self.stock.records.values()
        return Planning(
            self.catalog,
            records,
            self.zone,
            self.stock.settings.toolchain,
            scope,
            listed,
            language_data,
        )

    def plan(self) -> Plan:
        """The plan, of whose outputs none is wanted now."""
        planning = self.planning()
        for _ in planning.outputs():
            pass
        return planning.plan()


def read_stock(seen: Glance, place: Workplace, events: Events) -> Stock:
    """Reads what changed since the state last saw it."""
    records = gather(
        seen.looked,
        place.state,
        place.workers,
        lambda done, total: events.progress("Reading", done, total),
    )
    if seen.config:
        records = {seen.config.path: seen.config, **records}
    return Stock(scan=seen.scan, records=records, site=seen.site, settings=seen.looked.settings)


def survey(stock: Stock, as_of: int, *, with_drafts: bool) -> Survey:
    """The catalogue of a site at `as_of`, in seconds since 1970, from which its plan follows."""
    zone = ZoneInfo(stock.site.timezone)
    circumstances = Circumstances(site=stock.site, zone=zone, as_of=as_of, with_drafts=with_drafts)
    return Survey(catalog(stock.records, circumstances), stock, zone)


def _no_url() -> Problem:
    return Problem(
        path=CONFIG,
        line=1,
        column=1,
        code="NG050",
        message="`url` is not set, so there are no feeds, sitemaps and canonical links.",
        hint="Write url: https:// and the address that the site will have.",
        severity="warning",
    )

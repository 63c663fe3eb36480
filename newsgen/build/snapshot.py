"""What a look at a whole site comes to: records, catalogue, plan, problems."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from newsgen.build.change_scan import ChangeScan
from newsgen.build.load_records import gather
from newsgen.build.session import Events, Session
from newsgen.catalog.affected import Scope
from newsgen.catalog.catalog import Catalog, catalog
from newsgen.catalog.entry_builder import BuildContext
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem
from newsgen.model.records import FileRecord
from newsgen.model.site import Site
from newsgen.planning.outputs.sitemap import SitemapUrl
from newsgen.planning.plan import Plan, Planning
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.scan import Scan
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.runtime.language_data import language_data


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


class Snapshot(NamedTuple):
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


def read_stock(seen: ChangeScan, place: Session, events: Events) -> Stock:
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


def survey(stock: Stock, as_of: int, *, with_drafts: bool) -> Snapshot:
    """The catalogue of a site at `as_of`, in seconds since 1970, from which its plan follows."""
    zone = ZoneInfo(stock.site.timezone)
    context = BuildContext(site=stock.site, zone=zone, as_of=as_of, with_drafts=with_drafts)
    return Snapshot(catalog(stock.records, context), stock, zone)


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

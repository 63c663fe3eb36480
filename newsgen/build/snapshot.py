"""A whole site at one moment: its records, catalogue, plan and problems. Full builds and checks use it."""

from __future__ import annotations

from collections.abc import Container
from zoneinfo import ZoneInfo

from newsgen.build.change_scan import ChangeScan
from newsgen.build.load_records import load_records
from newsgen.build.plugin_outputs import plugged_outputs
from newsgen.build.session import Events, Session
from newsgen.catalog.affected import Scope
from newsgen.catalog.catalog import Catalog, FullCatalog, catalog
from newsgen.catalog.entry_builder import BuildContext
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import TOP, Problem
from newsgen.model.records import FileRecord
from newsgen.model.site import Site
from newsgen.planning.plan import Plan, Planning
from newsgen.planning.published import Published
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.scan import Scan
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.runtime.ai_crawlers import ai_crawlers
from newsgen.runtime.language_data import language_data


class SiteRecords(NamedTuple):
    """The files and records of a site. `site` has the defaults where the configuration is unreadable."""

    scan: Scan
    records: dict[str, FileRecord]
    site: Site
    settings: ReadSettings
    unread: tuple[str, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """The problems of the files, each by itself."""
        problems = list(self.scan.problems)
        for record in self.records.values():
            problems += record.problems
        config = self.records.get(CONFIG)
        if not self.site.url and not (config and config.head is None):
            problems.append(_no_url())
        return problems


class Snapshot(NamedTuple):
    """The catalogue of a site at one moment."""

    full: FullCatalog
    loaded: SiteRecords
    zone: ZoneInfo
    as_of: int

    @property
    def catalog(self) -> Catalog:
        """What is visible."""
        return self.full.catalog

    def planning(
        self,
        scope: Scope | None = None,
        published: Published | None = None,
        out_of_scope: Container[str] = (),
    ) -> Planning:
        """The planning of the site's outputs; the arguments are those of `Planning`."""
        records = self.loaded.records.values()
        return Planning(
            self.catalog,
            records,
            self.zone,
            self.loaded.settings.rendering_digest,
            scope,
            published,
            language_data,
            plugged=plugged_outputs(self.loaded.settings.plugins),
            as_of=self.as_of,
            ai_crawlers=ai_crawlers,
            out_of_scope=out_of_scope,
            too_large=_too_large(self.loaded.scan, self.loaded.site.host.host.max_file_bytes),
        )

    def plan(self) -> Plan:
        """The plan alone; its outputs are made and dropped."""
        planning = self.planning()
        for _ in planning.outputs():
            pass
        return planning.plan()


def _too_large(scan: Scan, limit_bytes: int) -> frozenset[str]:
    """The files of the site that its host does not take; 0 is no limit."""
    if not limit_bytes:
        return frozenset()
    files = (one for folder in scan.folders for one in folder.found())
    return frozenset(one.path for one in files if one.stat.size_bytes > limit_bytes)


def load_site(scan_result: ChangeScan, session: Session, events: Events) -> SiteRecords:
    """Reads the changed files, and loads the records of all."""
    records = load_records(
        scan_result.file_changes,
        session.state,
        session.workers,
        lambda done, total: events.progress("Reading", done, total),
    )
    if scan_result.config:
        records = {scan_result.config.path: scan_result.config, **records}
    return SiteRecords(
        scan=scan_result.scan,
        records=records,
        site=scan_result.site,
        settings=scan_result.file_changes.settings,
        unread=scan_result.unread,
    )


def take_snapshot(
    loaded: SiteRecords, as_of: int, *, with_drafts: bool, with_held: bool = False
) -> Snapshot:
    """The snapshot of a site at `as_of`, in seconds since 1970."""
    zone = ZoneInfo(loaded.site.timezone)
    context = BuildContext(
        site=loaded.site,
        zone=zone,
        as_of=as_of,
        with_drafts=with_drafts,
        with_held=with_held,
        unread=loaded.unread,
    )
    return Snapshot(catalog(loaded.records, context), loaded, zone, as_of)


def _no_url() -> Problem:
    return Problem.at(
        CONFIG,
        TOP,
        "NG050",
        "`url` is not set, so there are no feeds, sitemaps, robots.txt, canonical links, articles as data"
        " and pages to republish from.",
        "Write url: https:// and the address that the site will have.",
        severity="warning",
    )

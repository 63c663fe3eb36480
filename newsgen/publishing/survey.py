"""What every look at a site begins with: scan, configuration, records, catalogue, plan, problems."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newsgen.catalog.catalog import Catalog, catalog
from newsgen.catalog.placing import Circumstances
from newsgen.model.content import FileRecord
from newsgen.model.digest import Digest, digest_text
from newsgen.model.problem import Problem
from newsgen.model.site import Site
from newsgen.planning.plan import Plan, plan
from newsgen.publishing.gather import Look, gather, look, look_at
from newsgen.publishing.theme import package_folder, theme_folder
from newsgen.publishing.toolchain import toolchain
from newsgen.publishing.workplace import Events, Workplace
from newsgen.reading.places import CONFIG
from newsgen.reading.scan import Scan, scan_site
from newsgen.reading.settings import ReadSettings, read_settings
from newsgen.reading.urls import with_slash

NOTHING: Mapping[str, Digest] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
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
    plan: Plan

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong between the files."""
        return (*self.catalog.problems, *self.plan.problems)


class Glance(NamedTuple):
    """A site by the stats of its files, before any record is loaded."""

    scan: Scan
    config: FileRecord | None
    site: Site
    looked: Look

    @property
    def is_still(self) -> bool:
        """Whether the records that the state has are those of the files."""
        return not self.looked.changed and not self.looked.gone

    @property
    def key(self) -> Digest:
        """Names what a plan is made of beside the time and the records of the state."""
        config = self.config.digest if self.config else ""
        return digest_text(repr((toolchain(), config, self.site, self.scan.problems)))


def glance(site: Path, place: Workplace, *, base_url: str = "", paranoid: bool = False) -> Glance:
    """Looks at the files. `base_url` "" takes the site's own address."""
    now_ns = time.time_ns()
    scan = scan_site(site, theme_folder(), package_folder())
    config = _config(scan, place, now_ns, paranoid=paranoid)
    described = config.head if config and isinstance(config.head, Site) else Site()
    if base_url:
        described = replace(described, url=with_slash(base_url))
    settings = read_settings(described, toolchain())
    return Glance(
        scan, config, described, look(scan, settings, place.state, now_ns, paranoid=paranoid)
    )


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


def survey(
    stock: Stock, as_of: int, *, with_drafts: bool, recorded: Mapping[str, Digest] = NOTHING
) -> Survey:
    """The catalogue and the plan of a site at `as_of`, in seconds since 1970.

    `recorded` are the fingerprints of the outputs that are there already.
    """
    zone = ZoneInfo(stock.site.timezone)
    circumstances = Circumstances(site=stock.site, zone=zone, as_of=as_of, with_drafts=with_drafts)
    found = catalog(stock.records, circumstances)
    return Survey(found, plan(found, stock.records.values(), zone, toolchain(), recorded))


def _config(scan: Scan, place: Workplace, now_ns: int, *, paranoid: bool) -> FileRecord | None:
    """The configuration's record; it says how the other files are read, so it is had before them."""
    if scan.config is None:
        return None
    settings = read_settings(Site(), toolchain())
    return look_at(scan.config, settings, place.state, now_ns, paranoid=paranoid)


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

"""A build after a few articles or media changed: only what they touch is looked at.

It must come to what a look at everything comes to. Where that is not certain,
or something is wrong with the site, there is no such build.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from zoneinfo import ZoneInfo

from newsgen.build.change_scan import ChangeScan
from newsgen.build.commit import Release
from newsgen.build.last_report import PlanKey, stamped
from newsgen.build.release import release
from newsgen.build.render_stage import RenderSources, RenderStage, material
from newsgen.build.report import BuildReport, BuildRequest
from newsgen.catalog.entry_builder import BuildContext
from newsgen.catalog.gate import Held
from newsgen.catalog.incremental import CatalogUpdate, amended, views_digest
from newsgen.catalog.link_resolver import HINTED, output_name
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.folders import folders_of
from newsgen.model.output import LISTS, PlannedOutput
from newsgen.model.problem import Problem
from newsgen.model.records import FileRecord
from newsgen.output.compare import Comparison
from newsgen.output.folder import Present
from newsgen.planning.diff import Changes, Recorded
from newsgen.planning.plan import Plan, Planned, Planning
from newsgen.reading.files.listing import Stat, stat_of
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.runtime.language_data import language_data
from newsgen.store.catalog_index import StoredCatalogIndex
from newsgen.store.database import State
from newsgen.store.lazy_records import StoredRecords, StoredSlugs
from newsgen.store.output_records import OutputRecords, RecordedOutput
from newsgen.store.sitemap_pages import ListedPages

_MOST_STALE = 15_000
"""So many outputs are held with their inputs, some ten kilobytes each."""


class IncrementalOutcome(NamedTuple):
    """What is to be rendered and released, and the report so far.

    The release does not know yet what else lies in the output folder.
    """

    stale: list[Planned]
    material: RenderSources
    release: Release
    report: BuildReport

    def released(self, press: RenderStage, found: Comparison) -> BuildReport:
        """Renders and writes; the report with what was done. `found` is a folder that is as it was left."""
        foreign = [path for path in found.foreign if path not in self.release.planned]
        present = self.release.present._replace(links=found.links, closed=found.closed)
        to_release = self.release._replace(present=present, foreign=foreign)
        printed = press.printed(self.stale, self.material, to_release.recorded, len(self.stale))
        return release(to_release, printed, self.report, press)


class IncrementalBuild:
    """One such build; the files that changed were read before."""

    def __init__(
        self, request: BuildRequest, seen: ChangeScan, state: State, published: OutputRecords
    ) -> None:
        self._request = request
        self._seen = seen
        self._state = state
        self._published = published
        self._ledger = StoredCatalogIndex(state.connection)
        self._records = StoredRecords(state)

    def amended(self, before: BuildReport, key: PlanKey) -> IncrementalOutcome | None:
        """What comes of it; `before` is the report that the output folder was settled with."""
        request, ledger = self._request, self._ledger
        touched = {*ledger.touched(), *ledger.due(request.as_of)}
        others = self._state.other_records()
        zone = ZoneInfo(self._seen.site.timezone)
        context = BuildContext(
            site=self._seen.site, zone=zone, as_of=request.as_of, with_drafts=request.drafts
        )
        hinted = {one.path for one in before.problems if one.code in HINTED}
        amendment = amended(
            ledger, self._records, StoredSlugs(self._state), others, touched, hinted, context
        )
        if amendment is None or views_digest(amendment.catalog) != ledger.views():
            return None
        own = self._own_outputs(amendment)
        planning = Planning(
            amendment.catalog, others, zone, self._seen.looked.settings.toolchain,
            amendment.scope, ListedPages(self._state.connection), language_data,
        )  # fmt: skip
        known: dict[str, RecordedOutput] = {}
        stale: list[Planned] = []
        for made in planning.outputs():
            path = made.output.path
            if there := self._published.output(path):
                known[path] = there
            if there is None or there.fingerprint != made.fingerprint:
                stale.append(made)
                if len(stale) > _MOST_STALE:
                    return None
        planned = planning.plan(_Standing(self._published, own))
        for path in {*planned.retired, *own}.difference(planned.fingerprints):
            there = self._published.output(path)
            # A list that was never there has left nothing at its address but what is another's.
            if there and (path in own or there.kind in LISTS):
                known[path] = there
        deleted = tuple(sorted(path for path in known if path not in planned.fingerprints))
        if self._may_collide([one.output for one in stale], amendment, deleted, known):
            return None
        report = self._report(before, amendment, planned, others, touched)
        if report.failed:
            return None
        come = sum(one.output.path not in known for one in stale)
        count = before.planned + come - len(deleted)
        report = report._replace(planned=count)
        changed = {one.output.path: one.fingerprint for one in stale}
        changes = Changes(changed, deleted, count - len(changed))

        def update_index() -> None:
            ledger.amend(amendment, deleted, planned.listed)

        languages = [one.lang for one in amendment.catalog.editions]
        media = amendment.scope.media()
        opened = [*others, *(self._records[path] for path in media if path in self._records)]
        release = Release(
            planned=planned.fingerprints,
            changes=changes,
            known=known,
            recorded={path: Recorded(one.fingerprint, "same") for path, one in known.items()},
            present=_present(request.output, (*planned.fingerprints, *deleted)),
            foreign=(),
            settled=stamped(report, key, languages, self._state.generation),
            update_index=update_index,
        )
        given = material(opened, self._seen.scan.file)._replace(media=None)
        return IncrementalOutcome(stale, given, release, report)

    def _own_outputs(self, amendment: CatalogUpdate) -> frozenset[str]:
        """The recorded outputs of what was made anew, and of the media it uses or used."""
        origins = [one.path for one in amendment.replaced]
        origins += amendment.scope.media()
        return frozenset(path for origin in origins for path in self._published.outputs_of(origin))

    def _may_collide(
        self,
        stale: Iterable[PlannedOutput],
        amendment: CatalogUpdate,
        deleted: Iterable[str],
        known: Mapping[str, RecordedOutput],
    ) -> bool:
        """Whether outputs may be in each other's way, or a link may have come to lead nowhere."""
        come = []
        for output in stale:
            path = output.path
            if path in known:
                if (known[path].kind, known[path].origin) != (output.kind, output.origin):
                    return True
                continue
            # An alias may be anything.
            if output.kind == "redirect" or self._published.is_in_the_way(path):
                return True
            come.append(path)
        others = self._ledger.named(map(output_name, (*come, *deleted)))
        return bool(others.difference(one.path for one in amendment.replaced))

    def _report(
        self,
        before: BuildReport,
        amendment: CatalogUpdate,
        planned: Plan,
        others: Iterable[FileRecord],
        touched: Iterable[str],
    ) -> BuildReport:
        replaced = {one.path for one in amendment.replaced}
        again = [record for record in others if record.path != CONFIG]
        changed = {*replaced, *touched}
        anew = {*changed, *(record.path for record in again)}
        again += [self._records[path] for path in changed if path in self._records]
        problems: set[Problem] = {one for one in before.problems if one.path not in anew}
        problems |= {problem for record in again for problem in record.problems}
        problems |= {*amendment.catalog.problems, *planned.problems}
        held: list[Held] = [one for one in before.held if one.source not in replaced]
        held += [one.held for one in amendment.replaced if one.held]
        dues = [one.due for one in amendment.replaced if one.due is not None]
        next_due = self._ledger.next_due(replaced)
        return BuildReport(
            as_of=self._request.as_of,
            looked_at="changes",
            timezone=self._seen.site.timezone,
            held=tuple(sorted(held, key=lambda one: one.source)),
            next_due=min((*dues, *(() if next_due is None else (next_due,))), default=None),
            problems=tuple(sorted(problems)),
            is_strict=self._request.strict,
        )


class _Standing:
    """The outputs that are there, but for those that are made anew."""

    def __init__(self, published: OutputRecords, anew: Container[str]) -> None:
        self._published = published
        self._anew = anew

    def __contains__(self, path: object) -> bool:
        return path not in self._anew and self._published.output(str(path)) is not None


def _present(output: Path, paths: Iterable[str]) -> Present:
    """What lies at these paths, and at those of the folders that they lie in; links are not looked for."""
    files: dict[str, Stat] = {}
    folders: set[str] = set()
    wanted = {one for path in paths for one in (path, *folders_of(path))}
    for path in wanted:
        try:
            stat = os.lstat(output / path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        if S_ISREG(stat.st_mode):
            files[path] = stat_of(stat)
        elif S_ISDIR(stat.st_mode):
            folders.add(path)
    return Present(files, frozenset(), frozenset(folders), frozenset())

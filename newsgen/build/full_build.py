"""A build that looks at everything: all records, the whole plan, and all that lies in the output folder."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping

from newsgen.build.change_scan import ChangeScan
from newsgen.build.commit import Release
from newsgen.build.last_report import PlanKey, stamped
from newsgen.build.release import release
from newsgen.build.render_stage import RenderSources, RenderStage, material
from newsgen.build.report import BuildReport, BuildRequest
from newsgen.build.session import Events, Session
from newsgen.build.snapshot import Snapshot, Stock, read_stock, survey
from newsgen.catalog.affected import Scope
from newsgen.catalog.catalog import Catalog
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.records import TemplateHead
from newsgen.output.file_status import file_statuses
from newsgen.output.folder import Present, clear_temporary, present_files
from newsgen.parallel.gc_tuning import uncollected
from newsgen.planning.diff import Changes, Recorded, is_stale
from newsgen.planning.plan import Plan, Planned, Planning
from newsgen.planning.template_impact import scope_of
from newsgen.reading.files.scan import THEME, kind_of
from newsgen.store.catalog_index import StoredCatalogIndex
from newsgen.store.output_records import OutputRecords, RecordedOutput
from newsgen.store.sitemap_pages import ListedPages

_BESIDE_THE_CATALOGUE = ("template", "static", "style-sheet")
"""The kinds of files that a catalogue is not made of."""

_MANY = 20
"""So many times what processes are worth is surely worth them."""


class _Outlook(NamedTuple):
    """What is known before there is a catalogue: `is_known` where the ledger is that of the last one.

    `scope` are the outputs of templates, where nothing else changed in the
    site; None where there is more.
    """

    material: RenderSources
    is_known: bool
    scope: Scope | None


class FullBuild:
    """One such build."""

    def __init__(
        self, request: BuildRequest, events: Events, place: Session, published: OutputRecords
    ) -> None:
        self._request = request
        self._events = events
        self._place = place
        self._state = place.state
        self._published = published
        self._ledger = StoredCatalogIndex(place.state.connection)

    def released(self, seen: ChangeScan, key: PlanKey, press: RenderStage) -> BuildReport:
        """Reads, plans, renders and writes, unless something is wrong; the report with what was done."""
        request = self._request
        stock = read_stock(seen, self._place, self._events)
        outlook = self._outlook(stock, key)
        if self._is_long(outlook):
            press.prepare(outlook.material)
        with uncollected():
            found = survey(stock, request.as_of, with_drafts=request.drafts)
        report = BuildReport(
            as_of=request.as_of,
            timezone=stock.site.timezone,
            held=found.catalog.admission.held,
            next_due=found.catalog.admission.next_due,
            problems=(*stock.problems, *found.catalog.problems),
            is_strict=request.strict,
        )
        if report.failed:
            # For the mistakes that a plan finds.
            return _planned(report, found.plan())
        return self._printed(outlook, found, report, key, press)

    def _outlook(self, stock: Stock, key: PlanKey) -> _Outlook:
        is_known = self._has_ledger(key)
        given = material(stock.records.values(), stock.scan.file)
        return _Outlook(given, is_known, self._scope(stock) if is_known else None)

    def _is_long(self, outlook: _Outlook) -> bool:
        """Whether much will be rendered, as far as that can be told before there is a plan."""
        if self._place.workers.are_called:
            return True
        settled, least = self._published.settled(), _MANY * self._request.processes_from
        if settled is None or settled.outputs < least or outlook.scope is None:
            return False
        return outlook.scope.articles("") is None

    def _printed(
        self,
        outlook: _Outlook,
        found: Snapshot,
        report: BuildReport,
        key: PlanKey,
        press: RenderStage,
    ) -> BuildReport:
        stock = found.stock
        output = self._request.output
        known = self._published.outputs()
        present = present_files(output)
        left = clear_temporary(output, present.files, self._published.movers())
        recorded = self._recorded(known, present)
        as_left = all(one.standing == "same" and one.fingerprint for one in recorded.values())
        scope = outlook.scope if as_left else None
        listed = ListedPages(self._state.connection) if scope else None
        planning = found.planning(scope, listed)
        languages = [one.lang for one in found.catalog.editions]
        if not outlook.is_known:
            self._write_ledger(found.catalog, stock)
        # Of a large site these fill a third of the memory, and what is rendered needs neither.
        stock.records.clear()
        stock.scan.let_content_go()
        stale: dict[str, Digest] = {}
        coming = _stale(planning, recorded, stale)
        printed = press.printed(
            coming, outlook.material, recorded, len(known) or len(found.catalog.entries)
        )
        plan = planning.plan(recorded if scope else ())
        report = _planned(report, plan)
        planned: Collection[str] = plan.fingerprints
        if scope:
            # What is not in it was planned before, and is as it was.
            planned = recorded.keys() | planned
            report = report._replace(looked_at="templates", planned=len(planned))
        if report.failed:
            return report
        if not outlook.is_known:
            with self._state.transaction():
                self._ledger.put_listed(plan.listed)
        deleted = tuple(sorted(path for path in recorded if path not in planned))
        others = (*present.files, *present.links)
        prepared = Release(
            planned=planned,
            changes=Changes(stale, deleted, len(planned) - len(stale)),
            known=known,
            recorded=recorded,
            present=present,
            foreign=[
                path
                for path in others
                if path not in planned and path not in known and path not in left
            ],
            settled=stamped(report, key, languages, self._state.generation),
            update_index=self._ledger.settle,
        )
        return release(prepared, printed, report, press)

    def _scope(self, stock: Stock) -> Scope | None:
        """The outputs that may be other than they were, where only templates changed; None for all."""
        edited: list[str] = []
        for path in self._ledger.touched():
            record = stock.records.get(path)
            # One that is gone has no name any more; the theme's have two.
            if record is None or path.startswith(THEME):
                return None
            if not isinstance(record.head, TemplateHead):
                return None
            edited.append(record.head.name)
        return scope_of(stock.records.values(), edited)

    def _has_ledger(self, key: PlanKey) -> bool:
        """Whether the ledger is that of this catalogue, as after an edit to a template."""
        settled, as_of = self._published.settled(), self._request.as_of
        if settled is None or not key.is_of(settled) or as_of < settled.as_of:
            return False
        if settled.next_due is not None and settled.next_due <= as_of:
            return False
        return self._ledger.is_of(self._published.dist) and all(
            kind_of(path) in _BESIDE_THE_CATALOGUE for path in self._ledger.touched()
        )

    def _write_ledger(self, catalog: Catalog, stock: Stock) -> None:
        """Writes the ledger, which counts for nothing until the output folder is settled again."""
        with self._state.transaction():
            self._published.invalidate()
            self._ledger.rewrite(self._published.dist, catalog, stock.records.values())

    def _recorded(
        self, known: Mapping[str, RecordedOutput], present: Present
    ) -> dict[str, Recorded]:
        now_ns = time.time_ns()
        found = file_statuses(
            self._request.output, known, present.files, is_paranoid=self._request.paranoid
        )
        if found.proved:
            with self._state.transaction():
                self._published.see(found.proved, now_ns)
        return found.recorded


def _stale(
    planning: Planning, recorded: Mapping[str, Recorded], stale: dict[str, Digest]
) -> Iterator[Planned]:
    """The stale outputs, until an error is known; all are noted in `stale`, and all are planned."""
    for one in planning.outputs():
        path, current = one.output.path, one.fingerprint
        if is_stale(current, recorded.get(path)):
            stale[path] = current
            if not planning.has_errors:
                yield one


def _planned(report: BuildReport, plan: Plan) -> BuildReport:
    """The report with what the plan came to."""
    problems = tuple(sorted({*report.problems, *plan.problems}))
    return report._replace(planned=len(plan.fingerprints), problems=problems)

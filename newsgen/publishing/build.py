"""The spine: read, catalog, plan, diff, render, write, in this order and nowhere else."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

from newsgen.model.digest import Digest, digest_text
from newsgen.model.problem import has_errors
from newsgen.planning.diff import Recorded, diff
from newsgen.planning.plan import Plan
from newsgen.publishing.collection import uncollected
from newsgen.publishing.comparison import comparison
from newsgen.publishing.failures import as_problem
from newsgen.publishing.folder import (
    Present,
    check_links,
    check_output_folder,
    check_places,
    clear_temporary,
    folder_name,
    present_files,
)
from newsgen.publishing.foreign import foreign_problems
from newsgen.publishing.press import Press, clear_staging, distinct, material
from newsgen.publishing.published import Published, RecordedOutput, Settled
from newsgen.publishing.report import BuildReport, BuildRequest, for_all_machines
from newsgen.publishing.settled import as_settled, settled_report
from newsgen.publishing.stage import close_stage
from newsgen.publishing.standing import standings
from newsgen.publishing.survey import Glance, Stock, glance, read_stock, survey
from newsgen.publishing.walk import Walk
from newsgen.publishing.workplace import Events, Workplace, workers_for, workplace
from newsgen.publishing.write import write
from newsgen.reading.scan import overridden

_WALKED_APART = 20
"""To look at so many files costs less than to render one page."""


def build(request: BuildRequest, events: Events | None = None) -> BuildReport:
    """Builds the site. The user's mistakes and the world's failures are problems of the report."""
    try:
        return _locked_build(for_all_machines(request), events or Events())
    except Exception as error:
        problem = as_problem(error, request.site)
        if problem is None:
            raise
        return BuildReport(as_of=request.as_of, problems=(problem,), is_strict=request.strict)


def _locked_build(request: BuildRequest, events: Events) -> BuildReport:
    check_output_folder(request.output, request.site)
    workers = workers_for(request)
    timeout_seconds = request.lock_timeout_seconds
    with workplace(request.site, request.state_folder, workers, timeout_seconds, events) as place:
        try:
            return _Build(request, events, place).run()
        finally:
            workers.close()
            close_stage()
            clear_staging(place.folder)


class _Build:
    """One build, stage by stage."""

    def __init__(self, request: BuildRequest, events: Events, place: Workplace) -> None:
        self._request = request
        self._events = events
        self._state = place.state
        self._place = place
        self._published = Published(
            self._state.connection, folder_name(request.output, request.site)
        )
        self._press = Press(request, events, place, self._published)

    def run(self) -> BuildReport:
        request = self._request
        settled = self._published.settled()
        # Looked at in the meantime: most builds find it as they left it.
        outputs = settled.outputs if settled else 0
        is_apart = request.jobs > 1 and outputs >= _WALKED_APART * request.processes_from
        walk = Walk(request.output, is_apart=is_apart)
        try:
            seen = glance(
                request.site, self._place, base_url=request.base_url, paranoid=request.paranoid
            )
            if settled is not None and self._holds(settled, seen):
                report = self._unchanged(settled, walk)
                if report is not None:
                    return self._explained(report, seen)
        finally:
            walk.close()
        return self._explained(self._surveyed(seen), seen)

    def _explained(self, report: BuildReport, seen: Glance) -> BuildReport:
        if not self._request.explain:
            return report
        return replace(report, overridden=overridden(seen.scan))

    def _holds(self, settled: Settled, seen: Glance) -> bool:
        """Whether a plan made now would be the one that the output folder was left with."""
        request = self._request
        if not seen.is_still or request.paranoid:
            return False
        if settled[:2] != (self._key(seen), self._state.generation):
            return False
        return settled.as_of <= request.as_of and (
            settled.next_due is None or request.as_of < settled.next_due
        )

    def _unchanged(self, settled: Settled, walk: Walk) -> BuildReport | None:
        """The report where all outputs are as they were left; None where one is not.

        Neither a record nor a template is loaded for it, only stats are compared.
        """
        output = self._request.output
        now_ns = time.time_ns()
        found = comparison(output, self._published, walk.printed(), now_ns)
        left = clear_temporary(output, found.temporary)
        with self._state.transaction():
            self._published.see(found.proved, now_ns)
            self._published.prints.put(found.folders)
        if not found.is_same:
            return None
        report = settled_report(settled, self._request)
        foreign = foreign_problems(
            output, self._request.site, [path for path in found.foreign if path not in left]
        )
        return replace(report, problems=(*report.problems, *foreign))

    def _surveyed(self, seen: Glance) -> BuildReport:
        request = self._request
        stock = read_stock(seen, self._place, self._events)
        known = self._published.outputs()
        fingerprints = {path: one.fingerprint for path, one in known.items()}
        with uncollected():
            found = survey(stock, request.as_of, with_drafts=request.drafts, recorded=fingerprints)
        report = BuildReport(
            as_of=request.as_of,
            timezone=stock.site.timezone,
            planned=len(found.plan.fingerprints),
            held=found.catalog.admission.held,
            next_due=found.catalog.admission.next_due,
            problems=tuple(sorted({*stock.problems, *found.problems})),
            is_strict=request.strict,
        )
        if report.failed:
            return report
        settled = as_settled(report, self._key(seen), self._state.generation)
        return self._publish(report, found.plan, stock, known, settled)

    def _publish(
        self,
        report: BuildReport,
        planned: Plan,
        stock: Stock,
        known: dict[str, RecordedOutput],
        settled: Settled,
    ) -> BuildReport:
        output = self._request.output
        present = present_files(output)
        left = clear_temporary(output, present.files)
        owned = planned.fingerprints.keys() | known.keys()
        check_links(output, owned, present.links)
        with uncollected():
            recorded = self._recorded(known, present)
            changes = diff(planned.fingerprints, recorded)
        check_places(output, changes.stale, present.files, changes.deleted)
        opened = material(stock.records.values(), stock.scan.files)
        staged = self._press.staged(planned, changes, opened, recorded)
        failures = distinct(staged)
        problems = tuple(sorted((*report.problems, *failures)))
        if has_errors(failures):
            return replace(report, problems=problems)
        others = (*present.files, *present.links)
        foreign = foreign_problems(
            output,
            self._request.site,
            [path for path in others if path not in owned and path not in left],
        )
        report = replace(report, problems=(*problems, *foreign))
        if report.failed:
            return report
        write(
            self._state,
            self._published,
            output,
            self._press.folder,
            staged,
            changes,
            known,
            recorded,
            present.files,
            settled,
        )
        return replace(
            report,
            rendered=len(changes.stale),
            deleted=len(changes.deleted),
            untouched=changes.untouched,
            changes=tuple(sorted(self._press.explained)),
        )

    def _recorded(
        self, known: Mapping[str, RecordedOutput], present: Present
    ) -> dict[str, Recorded]:
        now_ns = time.time_ns()
        found = standings(
            self._request.output, known, present.files, is_paranoid=self._request.paranoid
        )
        if found.proved:
            with self._state.transaction():
                self._published.see(found.proved, now_ns)
        return found.recorded

    def _key(self, seen: Glance) -> Digest:
        return digest_text(f"{seen.key} {self._request.drafts}")

"""The spine: read, catalog, plan, diff, render, write, in this order and nowhere else."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

from newsgen.model.digest import Digest, digest_text
from newsgen.planning.diff import Recorded, diff
from newsgen.publishing.collection import seldom_collected, uncollected
from newsgen.publishing.comparison import Comparison, comparison
from newsgen.publishing.failures import as_problem
from newsgen.publishing.folder import (
    Present,
    check_output_folder,
    clear_temporary,
    folder_name,
    present_files,
)
from newsgen.publishing.foreign import foreign_problems
from newsgen.publishing.gather import read_changed
from newsgen.publishing.ledger import StoredLedger
from newsgen.publishing.press import Press, clear_staging, material
from newsgen.publishing.published import Published, RecordedOutput, Settled
from newsgen.publishing.release import Release, release
from newsgen.publishing.report import BuildReport, BuildRequest, for_all_machines
from newsgen.publishing.settled import as_settled, settled_report
from newsgen.publishing.stage import close_stage
from newsgen.publishing.standing import standings
from newsgen.publishing.survey import Glance, Stock, Survey, glance, read_stock, survey
from newsgen.publishing.walk import Walk
from newsgen.publishing.workplace import Events, Workplace, workers_for, workplace
from newsgen.reading.scan import overridden

_WALKED_APART = 20
"""To look at so many files costs less than to render one page."""


def build(request: BuildRequest, events: Events | None = None) -> BuildReport:
    """Builds the site. The user's mistakes and the world's failures are problems of the report."""
    try:
        with seldom_collected():
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
            if settled is not None and settled.key == self._key(seen):
                report = self._from_settled(settled, seen, walk)
                if report is not None:
                    return self._explained(report, seen)
        finally:
            walk.close()
        return self._explained(self._surveyed(seen), seen)

    def _explained(self, report: BuildReport, seen: Glance) -> BuildReport:
        if not self._request.explain:
            return report
        return replace(report, overridden=overridden(seen.scan))

    def _from_settled(self, settled: Settled, seen: Glance, walk: Walk) -> BuildReport | None:
        """The build from what is known of the last one; None where that does not suffice.

        Where nothing changed neither a record nor a template is loaded, only
        stats are compared.
        """
        request = self._request
        ledger = StoredLedger(self._state.connection)
        if request.paranoid or request.order_seed is not None or request.as_of < settled.as_of:
            return None
        is_due = settled.next_due is not None and request.as_of >= settled.next_due
        is_same = seen.is_still and settled.generation == self._state.generation and not is_due
        if not is_same and not ledger.can_follow(seen.looked, self._published.dist):
            return None
        found = self._compared(walk)
        if not found.is_same:
            return None
        before = settled_report(settled, request)
        if is_same:
            foreign = foreign_problems(request.output, request.site, found.foreign)
            return replace(before, problems=(*before.problems, *foreign))
        read_changed(
            seen.looked,
            self._state,
            self._place.workers,
            lambda done, total: self._events.progress("Reading", done, total),
        )
        # By need: a build that finds nothing to do makes no catalogue.
        from newsgen.publishing.amending import Amending

        with uncollected():
            amending = Amending(request, seen, self._state, self._published)
            amended = amending.amended(before, found, settled.key)
        return amended and release(amended.release, amended.report, self._press)

    def _compared(self, walk: Walk) -> Comparison:
        """The output folder beside its record, cleared of what an interrupted move left."""
        now_ns = time.time_ns()
        output = self._request.output
        found = comparison(output, self._published, walk.printed(), now_ns)
        clear_temporary(output, found.temporary)
        with self._state.transaction():
            self._published.see(found.proved, now_ns)
            self._published.prints.put(found.folders)
        return found

    def _surveyed(self, seen: Glance) -> BuildReport:
        """The build of a site of which everything is looked at."""
        prepared, report = self._prepared(seen)
        return release(prepared, report, self._press) if prepared else report

    def _prepared(self, seen: Glance) -> tuple[Release | None, BuildReport]:
        """What is to be released, unless something is wrong, and the report so far."""
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
            return None, report
        output = request.output
        present = present_files(output)
        left = clear_temporary(output, present.files)
        owned = found.plan.fingerprints.keys() | known.keys()
        with uncollected():
            recorded = self._recorded(known, present)
            changes = diff(found.plan.fingerprints, recorded)
        others = (*present.files, *present.links)
        opened = material(stock.records.values(), stock.scan.file)
        self._keep_ledger(found, stock)
        # Of a large site the records fill a third of the memory, and what is rendered needs none.
        stock.records.clear()
        return Release(
            plan=found.plan,
            changes=changes,
            known=known,
            recorded=recorded,
            files=present.files,
            links=present.links,
            foreign=[path for path in others if path not in owned and path not in left],
            material=opened,
            settled=as_settled(report, self._key(seen), self._state.generation),
        ), report

    def _keep_ledger(self, found: Survey, stock: Stock) -> None:
        """Writes the ledger, which counts for nothing until the output folder is settled again."""
        ledger = StoredLedger(self._state.connection)
        with self._state.transaction():
            self._published.unsettle()
            ledger.rewrite(
                self._published.dist, found.catalog, stock.records.values(), found.plan.listed
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

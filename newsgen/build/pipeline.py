"""The spine: read, catalog, plan, diff, render, write, in this order and nowhere else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsgen.build.change_scan import ChangeScan, scan_changes
from newsgen.build.changes_made import ChangesMade
from newsgen.build.content_loss import check_content
from newsgen.build.last_report import PlanKey, report_of_stamp
from newsgen.build.load_records import read_changed
from newsgen.build.report import BuildReport, BuildRequest, for_all_machines
from newsgen.build.session import (
    Events,
    Session,
    open_session,
    with_sound_state,
    workers_for,
)
from newsgen.build.tracked_state import tracked_problems
from newsgen.model.digest import digest_text
from newsgen.output.compare import Comparison, comparison
from newsgen.output.folder import check_output_folder
from newsgen.output.folder_names import recorded_name
from newsgen.output.unknown_files import foreign_problems
from newsgen.output.walk import Walk
from newsgen.parallel.gc_tuning import seldom_collected, uncollected
from newsgen.reading.files.scan import overridden
from newsgen.runtime.failures import as_problem
from newsgen.store.output_records import OutputRecords, Stamp

# By need, here and below: a build that finds nothing to do has no catalogue, no plan and no pages.
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsgen.build.render_stage import RenderStage

_WALKED_APART = 20
"""To look at so many files costs less than to render one page."""


def build(request: BuildRequest, events: Events | None = None) -> BuildReport:
    """Builds the site. The user's mistakes and the world's failures are problems of the report."""
    deeds = ChangesMade()
    try:
        with seldom_collected():
            return _locked_build(for_all_machines(request), events or Events(), deeds)
    except Exception as error:
        problem = as_problem(error, request.site)
        if problem is None:
            raise
        return deeds.failed(request, problem)


def _locked_build(request: BuildRequest, events: Events, deeds: ChangesMade) -> BuildReport:
    check_output_folder(request.output, request.site)
    check_content(request.site, may_be_empty=request.allow_empty)
    workers = workers_for(request)
    timeout_seconds = request.lock_timeout_seconds
    with open_session(
        request.site, request.state_folder, workers, timeout_seconds, events
    ) as place:
        return with_sound_state(place, lambda sound: _Build(request, events, sound, deeds).run())


class _Build:
    """One build, stage by stage."""

    def __init__(
        self, request: BuildRequest, events: Events, place: Session, deeds: ChangesMade
    ) -> None:
        self._request = request
        self._events = events
        self._state = place.state
        self._place = place
        self._deeds = deeds
        dist = recorded_name(request.output, request.site, place.state)
        self._published = OutputRecords(self._state.connection, dist)

    def run(self) -> BuildReport:
        last = self._published.moment()
        if last is not None and self._request.as_of < last:
            # By need: mostly time goes on.
            from newsgen.build.clock_check import not_before

            self._request = not_before(last, self._request, self._events.noted)
        request = self._request
        settled = self._published.settled()
        if settled is None:
            from newsgen.output.claims import resolve_claims

            resolve_claims(request.output, self._published, self._state)
        # Looked at in the meantime: most builds find it as they left it.
        outputs = settled.outputs if settled else 0
        is_apart = request.jobs > 1 and outputs >= _WALKED_APART * request.processes_from
        walk = Walk(request.output, is_apart=is_apart)
        try:
            seen = scan_changes(
                request.site, self._place, base_url=request.base_url, paranoid=request.paranoid
            )
            key = self._key(seen)
            if settled is not None and key.is_of(settled):
                report = self._from_settled(settled, seen, key, walk)
                if report is not None:
                    return self._explained(report, seen)
        finally:
            walk.close()
        from newsgen.build.full_build import FullBuild

        surveying = FullBuild(request, self._events, self._place, self._published)
        with self._press(seen) as press:
            report = surveying.released(seen, key, press)
        return self._explained(report, seen)

    def _explained(self, report: BuildReport, seen: ChangeScan) -> BuildReport:
        if not self._request.explain:
            return report
        return report._replace(overridden=overridden(seen.scan))

    def _from_settled(
        self, settled: Stamp, seen: ChangeScan, key: PlanKey, walk: Walk
    ) -> BuildReport | None:
        """The build from what is known of the last one; None where that does not suffice.

        Where nothing changed neither a record nor a template is loaded, only
        stats are compared.
        """
        request = self._request
        if request.paranoid or request.order_seed is not None or request.as_of < settled.as_of:
            return None
        is_due = settled.next_due is not None and request.as_of >= settled.next_due
        is_same = seen.is_still and settled.generation == self._state.generation and not is_due
        if not is_same and not self._can_follow(seen):
            return None
        if is_same:
            found = self._compared(walk)
            if not found.is_same:
                return None
            before = report_of_stamp(settled, request)
            foreign = foreign_problems(request.output, request.site, found.foreign)
            beside = (*foreign, *tracked_problems(request.site))
            return before._replace(problems=(*before.problems, *beside))
        # While the walk through the output folder goes on.
        read_changed(
            seen.looked,
            self._state,
            self._place.workers,
            lambda done, total: self._events.progress("Reading", done, total),
        )
        from newsgen.build.incremental_build import IncrementalBuild

        with uncollected(), self._state.reading():
            amending = IncrementalBuild(request, seen, self._state, self._published)
            amended = amending.amended(report_of_stamp(settled, request), key)
        if amended is None:
            return None
        found = self._compared(walk)
        if not found.is_same:
            return None
        with self._press(seen) as press:
            return amended.released(press, found)

    def _can_follow(self, seen: ChangeScan) -> bool:
        """Whether what changed is little, and of the kinds that the ledger can follow."""
        from newsgen.store.catalog_index import StoredCatalogIndex

        ledger = StoredCatalogIndex(self._state.connection)
        return ledger.can_follow(seen.looked, self._published.dist)

    def _compared(self, walk: Walk) -> Comparison:
        """The output folder beside its record."""
        output, now_ns = self._request.output, walk.began_ns
        found = comparison(output, self._published, walk.printed(), now_ns)
        if found.proved or found.folders:
            with self._state.transaction():
                self._published.see(found.proved, now_ns)
                self._published.prints.put(found.folders)
        return found

    @contextmanager
    def _press(self, seen: ChangeScan) -> Iterator[RenderStage]:
        from newsgen.build.render_stage import RenderStage

        reading = seen.looked.settings
        press = RenderStage(
            self._request, self._events, self._place, self._published, self._deeds, reading
        )
        try:
            yield press
        finally:
            press.close()

    def _key(self, seen: ChangeScan) -> PlanKey:
        return PlanKey(digest_text(f"{seen.key} {self._request.drafts}"))

"""The stages of a build, from top to bottom in their order.

0. Watched build: where the caller knows which files changed, only those are looked at
   (`watched_scan`), and the output folder is believed to be as it was left.
1. Scan: the stats of the site's files are compared with the stat cache (`change_scan`).
2. No-op build: nothing changed, so only the output folder is compared with its records.
3. Incremental build: a few articles or media changed (`incremental_build`).
4. Full build: everything else (`full_build`).

Builds 3 and 4 read, catalogue, plan and diff, then render into the staging folder
(`render_stage`) and commit (`checked_commit`). Each stage that can't vouch for its
answer returns None, and the next one takes over.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsgen.build.change_scan import ChangeScan, scan_changes
from newsgen.build.changes_made import ChangesMade
from newsgen.build.content_loss import check_content
from newsgen.build.last_report import PlanKey, plan_key, report_of_stamp
from newsgen.build.load_records import read_changed
from newsgen.build.report import BuildReport, BuildRequest, with_absolute_paths
from newsgen.build.session import (
    Events,
    Session,
    open_session,
    with_sound_state,
    workers_for,
)
from newsgen.build.site_size import too_heavy
from newsgen.build.tracked_state import tracked_problems
from newsgen.model.site import Site
from newsgen.output.compare import AS_LEFT, Comparison, comparison
from newsgen.output.folder import check_output_folder
from newsgen.output.folder_names import recorded_name
from newsgen.output.walk import Walk
from newsgen.parallel.gc_tuning import seldom_collected, uncollected
from newsgen.reading.files.scan import overridden
from newsgen.runtime.failures import as_problem
from newsgen.store.output_records import OutputRecords, Stamp

# Imported late, here and below: a no-op build loads no catalogue, no plan and no templates.
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsgen.build.render_stage import RenderStage

_WALKED_APART = 20
"""Statting so many files costs less than rendering one page."""


def build(request: BuildRequest, events: Events | None = None) -> BuildReport:
    """Builds the site. The user's mistakes and the world's failures become problems of the report."""
    changes_made = ChangesMade()
    try:
        with seldom_collected():
            return _locked_build(with_absolute_paths(request), events or Events(), changes_made)
    except Exception as error:
        problem = as_problem(error, request.site)
        if problem is None:
            raise
        return changes_made.failed(request, problem)


def _locked_build(request: BuildRequest, events: Events, changes_made: ChangesMade) -> BuildReport:
    check_output_folder(request.output, request.site)
    check_content(request.site, may_be_empty=request.allow_empty)
    workers = workers_for(request)
    timeout_seconds = request.lock_timeout_seconds
    with open_session(
        request.site, request.state_folder, workers, timeout_seconds, events,
        is_hurried=request.watched is not None,
    ) as session:  # fmt: skip
        return with_sound_state(
            session, lambda sound: _Build(request, events, sound, changes_made).run()
        )


class _Build:
    """One build, stage by stage."""

    def __init__(
        self, request: BuildRequest, events: Events, session: Session, changes_made: ChangesMade
    ) -> None:
        self._request = request
        self._events = events
        self._state = session.state
        self._session = session
        self._changes_made = changes_made
        dist = recorded_name(request.output, request.site, session.state)
        self._output_records = OutputRecords(self._state.connection, dist)

    def run(self) -> BuildReport:
        self._check_clock()
        stamp = self._output_records.stamp()
        if stamp is None:
            self._resolve_claims()
        elif self._request.watched is not None:
            report = self._watched_build(stamp, self._request.watched)
            if report is not None:
                return report
        walk = self._begin_walk(stamp)
        try:
            scan_result = self._scan()
            key = self._plan_key(scan_result)
            report = None
            if stamp is not None and key.matches(stamp):
                report = self._short_build(stamp, scan_result, key, walk)
        finally:
            walk.close()
        report = report or self._without_plugins(scan_result)
        if report is None:
            report = self._full_build(scan_result, key)
        if self._request.explain:
            report = report._replace(overridden=overridden(scan_result.scan))
        return report

    def _watched_build(self, stamp: Stamp, watched: frozenset[str]) -> BuildReport | None:
        """A build that looks at these files of the site and at no other; None where all must be looked at."""
        # Imported late: a server alone watches.
        from newsgen.build.watched_scan import scan_watched

        scan_result = scan_watched(
            self._request.site, self._session, watched, base_url=self._request.base_url
        )
        if scan_result is None:
            return None
        key = self._plan_key(scan_result)
        return self._short_build(stamp, scan_result, key, None) if key.matches(stamp) else None

    def _plan_key(self, scan_result: ChangeScan) -> PlanKey:
        request = self._request
        return plan_key(scan_result.key, drafts=request.drafts, held=request.held)

    def _check_clock(self) -> None:
        last = self._output_records.last_as_of()
        if last is not None and self._request.as_of < last and not self._request.is_preview:
            # Imported late: time seldom goes backwards.
            from newsgen.build.clock_check import not_before

            self._request = not_before(last, self._request, self._events.noted)

    def _resolve_claims(self) -> None:
        """Finds out which files an interrupted build has moved in."""
        from newsgen.output.claims import resolve_claims

        resolve_claims(self._request.output, self._output_records, self._state)

    def _begin_walk(self, stamp: Stamp | None) -> Walk:
        """Begins to stat the output folder, in a process of its own where it is large."""
        request = self._request
        outputs = stamp.outputs if stamp else 0
        is_apart = request.jobs > 1 and outputs >= _WALKED_APART * request.processes_from
        return Walk(request.output, is_apart=is_apart)

    def _scan(self) -> ChangeScan:
        request = self._request
        return scan_changes(
            request.site, self._session, base_url=request.base_url, paranoid=request.paranoid
        )

    def _short_build(
        self, stamp: Stamp, scan_result: ChangeScan, key: PlanKey, walk: Walk | None
    ) -> BuildReport | None:
        """A no-op or an incremental build; None where only a full build is certain to be right.

        `walk` is None where the output folder is known to be as it was left.
        """
        request = self._request
        if request.paranoid or request.order_seed is not None or request.as_of < stamp.as_of:
            return None
        is_due = stamp.next_due is not None and request.as_of >= stamp.next_due
        if scan_result.is_still and stamp.generation == self._state.generation and not is_due:
            return self._no_op_build(stamp, scan_result.site, walk)
        if not self._can_follow(scan_result):
            return None
        plugins = scan_result.file_changes.settings.plugins
        if plugins:
            # Imported late: few sites have plugins.
            from newsgen.build.plugin_outputs import plans_everything

            if plans_everything(plugins):
                return None
        return self._incremental_build(stamp, scan_result, key, walk)

    def _no_op_build(self, stamp: Stamp, site: Site, walk: Walk | None) -> BuildReport | None:
        """The report of the last build. Compares stats only, and loads no record and no template."""
        request = self._request
        found = self._compared(walk)
        if not found.is_same:
            return None
        report = report_of_stamp(stamp, request)
        problems = [*report.problems]
        if found.foreign:
            from newsgen.output.unknown_files import foreign_problems

            problems += foreign_problems(request.output, request.site, found.foreign)
        problems += tracked_problems(request.site)
        if not request.is_preview and self._output_records.vanished.all():
            from newsgen.build.vanished_addresses import still_gone

            problems += still_gone(request, site, self._output_records, self._state)
        problems += too_heavy(site, self._output_records)
        return report._replace(problems=tuple(problems))

    def _can_follow(self, scan_result: ChangeScan) -> bool:
        """Whether few files changed, all of kinds that the catalogue index can follow."""
        from newsgen.store.catalog_index import StoredCatalogIndex

        index = StoredCatalogIndex(self._state.connection)
        return index.can_follow(scan_result.file_changes, self._output_records.dist)

    def _incremental_build(
        self, stamp: Stamp, scan_result: ChangeScan, key: PlanKey, walk: Walk | None
    ) -> BuildReport | None:
        # Reading and planning go on while the other process walks through the output folder.
        read_changed(
            scan_result.file_changes,
            self._state,
            self._session.workers,
            lambda done, total: self._events.progress("Reading", done, total),
        )
        from newsgen.build.incremental_build import IncrementalBuild

        with uncollected(), self._state.reading():
            incremental = IncrementalBuild(
                self._request, scan_result, self._state, self._output_records
            )
            if walk is None and (report := incremental.mistakes()) is not None:
                # Whoever watches is shown these at once, and asks for all of them later.
                return report
            outcome = incremental.outcome(report_of_stamp(stamp, self._request), key)
        if outcome is None:
            return None
        found = self._compared(walk)
        if not found.is_same:
            return None
        with self._render_stage(scan_result) as render_stage:
            return outcome.render_and_commit(render_stage, found)

    def _without_plugins(self, scan_result: ChangeScan) -> BuildReport | None:
        """The report of a build whose plugins can't be loaded; None where they can.

        Nothing is read then: without a plugin the content would be read as something else.
        """
        problems = scan_result.plugin_problems()
        if not problems:
            return None
        return BuildReport(as_of=self._request.as_of, problems=problems)

    def _full_build(self, scan_result: ChangeScan, key: PlanKey) -> BuildReport:
        from newsgen.build.full_build import FullBuild

        full = FullBuild(self._request, self._events, self._session, self._output_records)
        with self._render_stage(scan_result) as render_stage:
            return full.run(scan_result, key, render_stage)

    def _compared(self, walk: Walk | None) -> Comparison:
        """The output folder against its records. What was proved by bytes is remembered."""
        if walk is None:
            return AS_LEFT
        output, now_ns = self._request.output, walk.began_ns
        found = comparison(output, self._output_records, walk.fingerprints(), now_ns)
        if found.proved or found.folders:
            with self._state.transaction():
                self._output_records.refresh_stats(found.proved, now_ns)
                self._output_records.folder_fingerprints.put(found.folders)
        return found

    @contextmanager
    def _render_stage(self, scan_result: ChangeScan) -> Iterator[RenderStage]:
        from newsgen.build.render_stage import RenderStage

        render_stage = RenderStage(
            self._request,
            self._events,
            self._session,
            self._output_records,
            self._changes_made,
            scan_result.file_changes.settings,
        )
        try:
            yield render_stage
        finally:
            render_stage.close()

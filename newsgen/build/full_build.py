"""The full build: loads all records, makes the whole plan, and stats the whole output folder.

After an edit to templates alone the plan is limited to what they render.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping

from newsgen.build.change_scan import ChangeScan
from newsgen.build.checked_commit import commit_checked
from newsgen.build.commit import PendingCommit
from newsgen.build.last_report import PlanKey, stamp_of
from newsgen.build.plugin_outputs import adds_outputs
from newsgen.build.render_stage import RenderSources, RenderStage, render_sources_of
from newsgen.build.report import BuildReport, BuildRequest, earliest
from newsgen.build.session import Events, Session
from newsgen.build.snapshot import SiteRecords, Snapshot, load_site, take_snapshot
from newsgen.catalog.affected import Scope
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.records import DataHead, TemplateHead
from newsgen.output.file_status import file_statuses
from newsgen.output.folder import Present, clear_temporary, present_files
from newsgen.parallel.gc_tuning import uncollected
from newsgen.planning.diff import Changes, Recorded, is_stale
from newsgen.planning.named_templates import named_by
from newsgen.planning.plan import Plan, Planned, Planning
from newsgen.planning.published import Published
from newsgen.planning.template_impact import scope_of
from newsgen.reading.files.file_kinds import is_own, kind_of
from newsgen.store.catalog_index import StoredCatalogIndex
from newsgen.store.output_records import OutputRecords, RecordedOutput
from newsgen.store.sitemap_pages import SitemapPages, SitemapPictures

_NOT_IN_THE_CATALOGUE = ("template", "static", "style-sheet", "data")
"""The kinds of files that no catalogue depends on."""

_MANY = 20
"""With this many times `processes_from` outputs, workers surely pay."""


class _KnownBefore(NamedTuple):
    """What is known before the catalogue is made.

    `is_index_current` where the catalogue index of the state is already that of this
    catalogue. `scope` are the outputs of the edited templates, where nothing else
    changed; None where everything is in scope.
    """

    render_sources: RenderSources
    is_index_current: bool
    scope: Scope | None


class FullBuild:
    """One full build."""

    def __init__(
        self, request: BuildRequest, events: Events, session: Session, output_records: OutputRecords
    ) -> None:
        self._request = request
        self._events = events
        self._session = session
        self._state = session.state
        self._output_records = output_records
        self._index = StoredCatalogIndex(session.state.connection)

    def run(self, scan_result: ChangeScan, key: PlanKey, render_stage: RenderStage) -> BuildReport:
        """Reads, catalogues, plans, renders and commits. An error ends it before the commit."""
        request = self._request
        loaded = load_site(scan_result, self._session, self._events)
        before = self._known_before(loaded, key)
        if self._will_render_much(before):
            render_stage.prepare(before.render_sources)
        with uncollected():
            snapshot = take_snapshot(
                loaded, request.as_of, with_drafts=request.drafts, with_held=request.held
            )
        report = BuildReport(
            as_of=request.as_of,
            timezone=loaded.site.timezone,
            held=snapshot.full.admission.held,
            next_due=snapshot.full.admission.next_due,
            problems=(*loaded.problems, *snapshot.catalog.problems),
            articles=len(snapshot.full.admission.visible),
            is_strict=request.strict,
        )
        if report.failed:
            # The plan is made all the same, for the mistakes that it finds.
            return _planned(report, snapshot.plan())
        return self._render_and_commit(before, snapshot, report, key, render_stage)

    def _known_before(self, loaded: SiteRecords, key: PlanKey) -> _KnownBefore:
        is_current = self._is_index_current(key)
        render_sources = render_sources_of(loaded.records.values(), loaded.scan.file)
        host = loaded.site.host.host
        # Whether the site passes a limit of its host is told by all of its files.
        is_whole = bool(host.max_files or host.max_file_bytes)
        is_limited = is_current and not is_whole and not adds_outputs(loaded.settings.plugins)
        return _KnownBefore(render_sources, is_current, self._scope(loaded) if is_limited else None)

    def _will_render_much(self, before: _KnownBefore) -> bool:
        """Whether much will be rendered, as far as that is known before there is a plan."""
        if self._session.workers.are_started:
            return True
        stamp, enough = self._output_records.stamp(), _MANY * self._request.processes_from
        if stamp is None or stamp.outputs < enough or before.scope is None:
            return False
        return before.scope.articles("") is None

    def _render_and_commit(
        self,
        before: _KnownBefore,
        snapshot: Snapshot,
        report: BuildReport,
        key: PlanKey,
        render_stage: RenderStage,
    ) -> BuildReport:
        loaded = snapshot.loaded
        output = self._request.output
        known = self._output_records.outputs()
        present = present_files(output)
        cleared = clear_temporary(output, present.files, self._output_records.movers())
        recorded = self._recorded(known, present)
        is_as_written = all(
            one.file_status == "same" and one.fingerprint for one in recorded.values()
        )
        scope = before.scope if is_as_written else None
        published = self._published() if scope else None
        planning = snapshot.planning(scope, published, recorded if scope else ())
        languages = [one.lang for one in snapshot.catalog.editions]
        if not before.is_index_current:
            self._write_index(snapshot)
        # On a large site these take a third of the memory, and rendering needs neither.
        loaded.records.clear()
        loaded.scan.let_content_go()
        stale: dict[str, Digest] = {}
        stale_outputs = _stale(planning, recorded, stale)
        rendered = render_stage.render(
            stale_outputs,
            before.render_sources,
            recorded,
            len(known) or len(snapshot.catalog.entries),
        )
        plan = planning.plan()
        report = _planned(report, plan)
        planned: Collection[str] = plan.fingerprints
        if scope:
            # What is out of scope was planned before, and is up to date.
            planned = recorded.keys() | planned
            report = report._replace(looked_at="templates", planned=len(planned))
        if report.failed:
            return report
        if not before.is_index_current:
            with self._state.transaction():
                self._index.put_sitemap_pages(plan.listed, plan.pictured)
        deleted = tuple(sorted(path for path in recorded if path not in planned))
        others = (*present.files, *present.links)
        pending = PendingCommit(
            site=loaded.site,
            planned=planned,
            changes=Changes(stale, deleted, len(planned) - len(stale)),
            known=known,
            recorded=recorded,
            present=present,
            foreign=[
                path
                for path in others
                if path not in planned and path not in known and path not in cleared
            ],
            stamp=stamp_of(report, key, languages, self._state.generation),
            update_index=self._index.clear_touched,
        )
        return commit_checked(pending, rendered, report, render_stage)

    def _published(self) -> Published:
        connection = self._state.connection
        return Published(SitemapPages(connection), pictures=SitemapPictures(connection))

    def _scope(self, loaded: SiteRecords) -> Scope | None:
        """The outputs that may be stale after an edit to templates or data alone; None where all may be."""
        edited: list[str] = []
        data: list[str] = []
        for path in self._index.touched():
            record = loaded.records.get(path)
            # A deleted template has no record that tells its name, and a theme's template has two names.
            if record is None or not is_own(path):
                return None
            if isinstance(record.head, DataHead):
                data.append(record.head.name)
            elif isinstance(record.head, TemplateHead):
                edited.append(record.head.name)
            else:
                return None
        records = loaded.records.values()
        return scope_of(records, edited, data, named_by(records))

    def _is_index_current(self, key: PlanKey) -> bool:
        """Whether the catalogue index is up to date, as it is after an edit to a template."""
        stamp, as_of = self._output_records.stamp(), self._request.as_of
        if stamp is None or not key.matches(stamp) or as_of < stamp.as_of:
            return False
        if stamp.next_due is not None and stamp.next_due <= as_of:
            return False
        return self._index.is_of(self._output_records.dist) and all(
            kind_of(path) in _NOT_IN_THE_CATALOGUE for path in self._index.touched()
        )

    def _write_index(self, snapshot: Snapshot) -> None:
        """Writes the catalogue index. It counts for nothing until the stamp is recorded."""
        with uncollected(), self._state.transaction():
            self._output_records.invalidate()
            self._index.rewrite(
                self._output_records.dist, snapshot.full, snapshot.loaded.records.values()
            )

    def _recorded(
        self, known: Mapping[str, RecordedOutput], present: Present
    ) -> dict[str, Recorded]:
        now_ns = time.time_ns()
        found = file_statuses(
            self._request.output, known, present.files, is_paranoid=self._request.paranoid
        )
        if found.proved:
            with self._state.transaction():
                self._output_records.refresh_stats(found.proved, now_ns)
        return found.recorded


def _stale(
    planning: Planning, recorded: Mapping[str, Recorded], stale: dict[str, Digest]
) -> Iterator[Planned]:
    """Yields stale outputs until the first error. Plans all outputs, and adds all stale ones to `stale`."""
    for one in planning.outputs():
        path, current = one.output.path, one.fingerprint
        if is_stale(current, recorded.get(path)):
            stale[path] = current
            if not planning.has_errors:
                yield one


def _planned(report: BuildReport, plan: Plan) -> BuildReport:
    """The report with the size, the problems and the next moment of the plan."""
    problems = tuple(sorted({*report.problems, *plan.problems}))
    next_due = earliest(report.next_due, plan.next_due)
    return report._replace(planned=len(plan.fingerprints), problems=problems, next_due=next_due)

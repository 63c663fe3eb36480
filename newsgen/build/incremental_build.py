"""The incremental build: after a few articles or media changed, plans only what they touch.

Its result must equal that of a full build, byte for byte. Where that is not certain, or
where the site has an error, there is no incremental build, and a full one follows.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from zoneinfo import ZoneInfo

from newsgen.build.change_scan import ChangeScan
from newsgen.build.checked_commit import commit_checked
from newsgen.build.commit import PendingCommit
from newsgen.build.last_report import PlanKey, stamp_of
from newsgen.build.plugin_outputs import plugged_outputs
from newsgen.build.render_stage import RenderSources, RenderStage, render_sources_of
from newsgen.build.report import BuildReport, BuildRequest, earliest
from newsgen.catalog.entry_builder import BuildContext
from newsgen.catalog.gate import Held
from newsgen.catalog.incremental import CatalogUpdate, catalog_update, views_digest
from newsgen.catalog.index import template_name
from newsgen.catalog.link_resolver import HINTED, output_name
from newsgen.catalog.partial import LookedAtEverything
from newsgen.catalog.replaced import Replaced
from newsgen.catalog.unrecorded import ARCHIVE
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.folders import folders_of
from newsgen.model.output import NO_GROUP, PlannedOutput
from newsgen.model.problem import Problem, has_errors
from newsgen.model.records import FileRecord
from newsgen.model.static_hosts import LIMIT
from newsgen.output.compare import Comparison
from newsgen.output.folder import Present
from newsgen.planning.diff import Changes, Recorded
from newsgen.planning.named_templates import named_by
from newsgen.planning.outputs.for_machines import CHANGES_BY_CLOCK
from newsgen.planning.plan import Plan, Planned, Planning
from newsgen.planning.published import Published
from newsgen.reading.files.listing import Stat, stat_of
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.runtime.ai_crawlers import ai_crawlers
from newsgen.runtime.language_data import language_data
from newsgen.store.catalog_index import StoredCatalogIndex
from newsgen.store.database import State
from newsgen.store.lazy_records import StoredRecords, StoredSlugs
from newsgen.store.output_records import OutputRecords, RecordedOutput, group_name
from newsgen.store.sitemap_pages import SitemapPages, SitemapPictures

_MOST_STALE = 15_000
"""With more stale outputs a full build follows: they are held with their inputs, ten kilobytes each."""


class IncrementalOutcome(NamedTuple):
    """What to render and to commit, and the report so far.

    `pending` does not know yet what else lies in the output folder.
    """

    stale: list[Planned]
    render_sources: RenderSources
    pending: PendingCommit
    report: BuildReport

    def render_and_commit(self, render_stage: RenderStage, found: Comparison) -> BuildReport:
        """Renders and commits. By `found` every recorded output is in place as it was written."""
        foreign = [path for path in found.foreign if path not in self.pending.planned]
        present = self.pending.present._replace(links=found.links, closed=found.closed)
        pending = self.pending._replace(present=present, foreign=foreign)
        rendered = render_stage.render(
            self.stale, self.render_sources, pending.recorded, len(self.stale)
        )
        return commit_checked(pending, rendered, self.report, render_stage)


class IncrementalBuild:
    """One incremental build. The changed files were read before."""

    def __init__(
        self,
        request: BuildRequest,
        scan_result: ChangeScan,
        state: State,
        output_records: OutputRecords,
    ) -> None:
        self._request = request
        self._scan_result = scan_result
        self._state = state
        self._output_records = output_records
        self._index = StoredCatalogIndex(state.connection)
        self._records = StoredRecords(state)

    def mistakes(self) -> BuildReport | None:
        """A report of the errors in the changed files by themselves; None where there is none.

        The site may have more: those that show only beside other files.
        """
        touched = self._index.touched()
        records = [self._records[path] for path in touched if path in self._records]
        problems = sorted({problem for record in records for problem in record.problems})
        if not has_errors(problems):
            return None
        return BuildReport(
            as_of=self._request.as_of,
            looked_at="changes",
            timezone=self._scan_result.site.timezone,
            problems=tuple(problems),
            is_strict=self._request.strict,
        )

    def outcome(self, before: BuildReport, key: PlanKey) -> IncrementalOutcome | None:
        """What to render and commit; None where a full build must follow. `before` is the last report."""
        try:
            return self._outcome(before, key)
        except LookedAtEverything:
            return None

    def _outcome(self, before: BuildReport, key: PlanKey) -> IncrementalOutcome | None:
        request, index = self._request, self._index
        if any(one.code == LIMIT for one in before.problems):
            return None
        touched = {*index.touched(), *index.due(request.as_of)}
        others = self._state.other_records()
        zone = ZoneInfo(self._scan_result.site.timezone)
        context = BuildContext(
            site=self._scan_result.site,
            zone=zone,
            as_of=request.as_of,
            with_drafts=request.drafts,
            with_held=request.held,
            unread=self._scan_result.unread,
        )
        hinted = {one.path for one in before.problems if one.code in HINTED}
        update = catalog_update(
            index, self._records, StoredSlugs(self._state), others, touched, hinted, context
        )
        if update is None or views_digest(update.catalog) != index.views():
            return None
        in_scope = self._in_scope(update)
        planning = Planning(
            update.catalog, others, zone, self._scan_result.file_changes.settings.rendering_digest,
            update.scope, self._published(in_scope), language_data,
            self._naming(update, others),
            plugged_outputs(self._scan_result.file_changes.settings.plugins), request.as_of,
            ai_crawlers, _OutOfScope(self._output_records, in_scope),
            self._too_large(update.scope.media()),
        )  # fmt: skip
        known: dict[str, RecordedOutput] = {}
        stale: list[Planned] = []
        for planned_output in planning.outputs():
            path = planned_output.output.path
            if there := self._output_records.output(path):
                known[path] = there
            if there is None or there.fingerprint != planned_output.fingerprint:
                stale.append(planned_output)
                if len(stale) > _MOST_STALE:
                    return None
        plan = planning.plan()
        deleted = tuple(sorted(in_scope.difference(plan.fingerprints, plan.kept)))
        for path in deleted:
            if there := self._output_records.output(path):
                known[path] = there
        if self._may_collide([one.output for one in stale], update, deleted, known):
            return None
        report = self._report(before, update, plan, others, touched)
        if report.failed:
            return None
        added = sum(one.output.path not in known for one in stale)
        count = before.planned + added - len(deleted)
        max_files = self._scan_result.site.host.host.max_files
        if max_files and count > max_files:
            return None
        report = report._replace(planned=count)
        changed = {one.output.path: one.fingerprint for one in stale}
        changes = Changes(changed, deleted, count - len(changed))

        def update_index() -> None:
            index.apply(update, deleted, plan.listed, plan.pictured)

        languages = [one.lang for one in update.catalog.editions]
        media = update.scope.media()
        opened = [*others, *(self._records[path] for path in media if path in self._records)]
        pending = PendingCommit(
            site=self._scan_result.site,
            planned=plan.fingerprints,
            changes=changes,
            known=known,
            recorded={path: Recorded(one.fingerprint, "same") for path, one in known.items()},
            present=_present(request.output, (*plan.fingerprints, *deleted)),
            foreign=(),
            stamp=stamp_of(report, key, languages, self._state.generation),
            update_index=update_index,
        )
        render_sources = render_sources_of(opened, self._scan_result.scan.file)._replace(media=None)
        return IncrementalOutcome(stale, render_sources, pending, report)

    def _published(self, in_scope: frozenset[str]) -> Published:
        connection = self._state.connection
        return Published(SitemapPages(connection), in_scope, SitemapPictures(connection))

    def _naming(self, update: CatalogUpdate, others: Iterable[FileRecord]) -> Callable[[str], bool]:
        """Tells whether an article or a page names a template."""
        replaced = {one.path for one in update.replaced}

        def is_named(template: str) -> bool:
            name = template_name(template)
            return (
                template in named_by(others)
                or any(name in one.mentions for one in update.replaced)
                or not self._index.named({name}) <= replaced
            )

        return is_named

    def _too_large(self, paths: Iterable[str]) -> frozenset[str]:
        """Those of these files that the host does not take."""
        limit, scan = self._scan_result.site.host.host.max_file_bytes, self._scan_result.scan
        there = [path for path in paths if limit and path in self._records]
        return frozenset(path for path in there if scan.file(path).stat.size_bytes > limit)

    def _in_scope(self, update: CatalogUpdate) -> frozenset[str]:
        """The recorded outputs of the groups in scope, and of no group: those not planned again go."""
        groups = (NO_GROUP, *update.scope.keys)
        return frozenset(path for key in groups for path in self._output_records.outputs_of(key))

    def _may_collide(
        self,
        stale: Iterable[PlannedOutput],
        update: CatalogUpdate,
        deleted: Iterable[str],
        known: Mapping[str, RecordedOutput],
    ) -> bool:
        """Whether two outputs may collide, or a link of an article that is not replaced may break."""
        come = []
        for output in stale:
            path = output.path
            if path in known:
                if (known[path].kind, known[path].group) != (output.kind, group_name(output.group)):
                    return True
                continue
            # An alias may be any address.
            if output.kind == "redirect" or self._output_records.is_in_the_way(path):
                return True
            come.append(path)
        others = self._index.named(map(output_name, (*come, *deleted)))
        return bool(others.difference(one.path for one in update.replaced))

    def _report(
        self,
        before: BuildReport,
        update: CatalogUpdate,
        plan: Plan,
        others: Iterable[FileRecord],
        touched: Iterable[str],
    ) -> BuildReport:
        replaced = {one.path for one in update.replaced}
        again = [record for record in others if record.path != CONFIG]
        changed = {*replaced, *touched}
        anew = {ARCHIVE, *changed, *(record.path for record in again)}
        again += [self._records[path] for path in changed if path in self._records]
        problems: set[Problem] = {
            one
            for one in before.problems
            if one.path not in anew and one.code not in CHANGES_BY_CLOCK
        }
        problems |= {problem for record in again for problem in record.problems}
        problems |= {*update.catalog.problems, *plan.problems, *self._scan_result.scan.problems}
        held: list[Held] = [one for one in before.held if one.source not in replaced]
        held += [one.held for one in update.replaced if one.held]
        dues = [one.due for one in update.replaced]
        return BuildReport(
            as_of=self._request.as_of,
            looked_at="changes",
            timezone=self._scan_result.site.timezone,
            held=tuple(sorted(held, key=lambda one: one.source)),
            next_due=earliest(*dues, self._index.next_due(replaced), plan.next_due),
            problems=tuple(sorted(problems)),
            articles=before.articles + sum(map(_more, update.replaced)),
            is_strict=self._request.strict,
        )


def _more(one: Replaced) -> int:
    """1 where the article came, -1 where it went, 0 where it stays or stays away."""
    was_visible = one.before is not None and one.before.digest != ""
    return (one.entry is not None) - was_visible


class _OutOfScope:
    """The paths of the recorded outputs that are not in scope."""

    def __init__(self, output_records: OutputRecords, in_scope: Container[str]) -> None:
        self._output_records = output_records
        self._in_scope = in_scope

    def __contains__(self, path: object) -> bool:
        return path not in self._in_scope and self._output_records.output(str(path)) is not None


def _present(output: Path, paths: Iterable[str]) -> Present:
    """The files and folders at these paths and their parents; links are not looked for."""
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

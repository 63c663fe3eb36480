"""Commits what was rendered, after the last checks: errors, lost content, obstacles, addresses."""

from __future__ import annotations

from itertools import chain

from newsgen.build.commit import PendingCommit, commit
from newsgen.build.content_loss import loss
from newsgen.build.render_stage import RenderedFiles, RenderStage
from newsgen.build.report import BuildReport
from newsgen.build.site_size import too_heavy
from newsgen.build.tracked_state import tracked_problems
from newsgen.build.vanished_addresses import gone_with, remember
from newsgen.model.problem import has_errors
from newsgen.output.obstacles import check_obstacles
from newsgen.output.unknown_files import foreign_problems
from newsgen.planning.diff import Change


def commit_checked(
    pending: PendingCommit, rendered: RenderedFiles, report: BuildReport, render_stage: RenderStage
) -> BuildReport:
    """Commits, unless something is wrong. Returns the report with what was done.

    Raises `OutputFolderError` and `PermissionError` where an obstacle is in the way.
    """
    request, changes = render_stage.request, pending.changes
    output = request.output
    lost = loss(pending, render_stage)
    problems = tuple(sorted((*report.problems, *rendered.problems, *lost)))
    if has_errors((*rendered.problems, *lost)):
        return report._replace(problems=problems)
    owned = chain(pending.planned, pending.known)
    check_obstacles(output, changes.stale, changes.deleted, owned, pending.present)
    foreign = foreign_problems(output, request.site, pending.foreign)
    tracked = tracked_problems(request.site)
    output_records = render_stage.output_records
    gone = gone_with(pending, request, output_records, render_stage.session.state, report.held)
    heavy = too_heavy(
        pending.site, output_records, rendered.paths, str(render_stage.folder), changes.deleted
    )
    report = report._replace(problems=(*problems, *foreign, *tracked, *gone.problems, *heavy))
    if report.failed:
        return report

    def update_index() -> None:
        pending.update_index()
        remember(gone, output_records)

    commit(pending._replace(update_index=update_index), rendered, render_stage)
    for note in gone.notes:
        render_stage.events.noted(note)
    render_stage.events.committed((*rendered.paths, *changes.deleted))
    explained = render_stage.explained
    if request.explain:
        explained += [Change(path, "delete", "no longer planned") for path in changes.deleted]
    return report._replace(
        rendered=len(changes.stale),
        deleted=len(changes.deleted),
        untouched=changes.untouched,
        changes=tuple(sorted(explained)),
    )

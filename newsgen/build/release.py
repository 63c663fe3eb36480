"""Changes to an output folder, made: what stands in the way, and the files written."""

from __future__ import annotations

from itertools import chain

from newsgen.build.commit import Release, write
from newsgen.build.content_loss import loss
from newsgen.build.render_stage import RenderedFiles, RenderStage
from newsgen.build.report import BuildReport
from newsgen.build.tracked_state import tracked_problems
from newsgen.model.problem import has_errors
from newsgen.output.obstacles import check_obstacles
from newsgen.output.unknown_files import foreign_problems
from newsgen.planning.diff import Change


def release(
    release: Release, printed: RenderedFiles, report: BuildReport, press: RenderStage
) -> BuildReport:
    """Writes what was rendered, unless something is wrong; the report with what was done."""
    request, changes = press.request, release.changes
    output = request.output
    lost = loss(release, press)
    problems = tuple(sorted((*report.problems, *printed.problems, *lost)))
    if has_errors((*printed.problems, *lost)):
        return report._replace(problems=problems)
    owned = chain(release.planned, release.known)
    check_obstacles(output, changes.stale, changes.deleted, owned, release.present)
    foreign = foreign_problems(output, request.site, release.foreign)
    tracked = tracked_problems(request.site)
    report = report._replace(problems=(*problems, *foreign, *tracked))
    if report.failed:
        return report
    write(release, printed, press)
    explained = press.explained
    if request.explain:
        explained += [Change(path, "delete", "no longer planned") for path in changes.deleted]
    return report._replace(
        rendered=len(changes.stale),
        deleted=len(changes.deleted),
        untouched=changes.untouched,
        changes=tuple(sorted(explained)),
    )

"""Changes to an output folder, made: what stands in the way, the pages rendered, the files written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from newsgen.model.problem import has_errors
from newsgen.planning.diff import Changes, Recorded
from newsgen.planning.plan import Plan
from newsgen.publishing.folder import check_links, check_places
from newsgen.publishing.foreign import foreign_problems
from newsgen.publishing.press import Material, Press, distinct
from newsgen.publishing.published import RecordedOutput, Settled
from newsgen.publishing.report import BuildReport
from newsgen.publishing.write import write
from newsgen.reading.listing import Stat


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What is to be done to the output folder, and what is known of it.

    `known` and `recorded` are its recorded outputs, `files` and `links` what
    lies in it, as far as the changes touch it; `foreign` are all its files that
    newsgen did not write. `settled` is how it will be left; `amend_ledger` is
    called when that is recorded.
    """

    plan: Plan
    changes: Changes
    known: Mapping[str, RecordedOutput]
    recorded: Mapping[str, Recorded]
    files: Mapping[str, Stat]
    links: frozenset[str]
    foreign: Sequence[str]
    material: Material
    settled: Settled
    amend_ledger: Callable[[], None] = lambda: None


def release(release: Release, report: BuildReport, press: Press) -> BuildReport:
    """Renders what is stale and writes it, unless something is wrong; the report with what was done."""
    request, changes, plan = press.request, release.changes, release.plan
    output = request.output
    check_links(output, plan.fingerprints.keys() | release.known.keys(), release.links)
    check_places(output, changes.stale, release.files, changes.deleted)
    staged = press.staged(plan, changes, release.material, release.recorded)
    failures = distinct(staged)
    problems = tuple(sorted((*report.problems, *failures)))
    if has_errors(failures):
        return replace(report, problems=problems)
    foreign = foreign_problems(output, request.site, release.foreign)
    report = replace(report, problems=(*problems, *foreign))
    if report.failed:
        return report
    write(
        press.place.state,
        press.published,
        output,
        press.folder,
        staged,
        changes,
        release.known,
        release.recorded,
        release.files,
        release.settled,
        release.amend_ledger,
    )
    return replace(
        report,
        rendered=len(changes.stale),
        deleted=len(changes.deleted),
        untouched=changes.untouched,
        changes=tuple(sorted(press.explained)),
    )

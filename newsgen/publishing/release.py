"""Changes to an output folder, made: what stands in the way, and the files written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain

from newsgen.model.named import NamedTuple
from newsgen.model.problem import has_errors
from newsgen.planning.diff import Change, Changes, Recorded
from newsgen.publishing.folder import check_links, check_places
from newsgen.publishing.foreign import foreign_problems
from newsgen.publishing.press import Press, Printed
from newsgen.publishing.published import RecordedOutput, Settled
from newsgen.publishing.report import BuildReport
from newsgen.publishing.write import write
from newsgen.reading.listing import Stat


class Release(NamedTuple):
    """What is to be done to the output folder, and what is known of it.

    `planned` are the paths of the outputs in scope, `known` and `recorded` its
    recorded outputs, `files` and `links` what lies in it, as far as the changes
    touch it; `foreign` are all its files that newsgen did not write. `settled`
    is how it will be left; `amend_ledger` is called when that is recorded.
    """

    planned: Collection[str]
    changes: Changes
    known: Mapping[str, RecordedOutput]
    recorded: Mapping[str, Recorded]
    files: Mapping[str, Stat]
    links: frozenset[str]
    foreign: Sequence[str]
    settled: Settled
    amend_ledger: Callable[[], None] = lambda: None


def release(release: Release, printed: Printed, report: BuildReport, press: Press) -> BuildReport:
    """Writes what was rendered, unless something is wrong; the report with what was done."""
    request, changes = press.request, release.changes
    output = request.output
    check_links(output, chain(release.planned, release.known), release.links)
    check_places(output, changes.stale, release.files, changes.deleted)
    problems = tuple(sorted((*report.problems, *printed.problems)))
    if has_errors(printed.problems):
        return report._replace(problems=problems)
    foreign = foreign_problems(output, request.site, release.foreign)
    report = report._replace(problems=(*problems, *foreign))
    if report.failed:
        return report
    write(
        press.place.state,
        press.published,
        output,
        press.folder,
        printed,
        changes,
        release.known,
        release.recorded,
        release.files,
        release.settled,
        release.amend_ledger,
    )
    explained = press.explained
    if request.explain:
        explained += [Change(path, "delete", "no longer planned") for path in changes.deleted]
    return report._replace(
        rendered=len(changes.stale),
        deleted=len(changes.deleted),
        untouched=changes.untouched,
        changes=tuple(sorted(explained)),
    )

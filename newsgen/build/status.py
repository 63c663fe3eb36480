"""The desk at a glance: what is held, due, corrected and wrong, and whether the last build is current."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from newsgen.build.change_scan import ChangeScan, scan_changes
from newsgen.build.check import examine, report_of
from newsgen.build.inspection import inspected
from newsgen.build.last_report import plan_key
from newsgen.build.report import CheckRequest, with_absolute_paths
from newsgen.build.session import (
    Events,
    Session,
)
from newsgen.catalog.gate import Admission, Why, admit
from newsgen.model.article import Head
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem, Severity
from newsgen.model.records import FileRecord
from newsgen.output.folder import folder_name
from newsgen.store.catalog_index import StoredCatalogIndex
from newsgen.store.output_records import OutputRecords

LATELY_SECONDS = 30 * 86_400
"""So old a correction may be to count as made lately."""

NEWEST = 5
"""So many of the articles published last are named."""

Freshness = Literal["current", "never", "unfinished", "content", "due", "settings", "gone"]
"""How the last build stands: `unfinished` where it failed or was stopped after it had begun to write;
`content` where files changed since, `due` where an article came or went by the clock alone,
`settings` where newsgen.yaml, newsgen or the options are others, `gone` where its folder is."""


class Listed(NamedTuple):
    """An article with the time that matters, in seconds since 1970; None where there is none.

    `headline` is "" where the file could not be read. `note` is the kind of a correction.
    """

    source: str
    headline: str
    time: int | None
    note: str = ""


class LastBuild(NamedTuple):
    """What is known of the output folder: as of when it was built, and which files changed since.

    `next_due` is when it is due again, if nothing but the clock goes on.
    """

    output: str
    as_of: int | None
    freshness: Freshness
    changed: tuple[str, ...] = ()
    next_due: int | None = None


class ProblemCount(NamedTuple):
    """How many problems there are of one kind; `first` is the file of the first."""

    severity: Severity
    code: str
    number: int
    first: str


class StatusReport(NamedTuple):
    """The state of the desk at `as_of`, in seconds since 1970.

    `articles` counts those that are visible then. Lists are in the order of their times: what comes
    next first, what was published or corrected last first. `due` are the articles that come or go
    at `next_due`. `failure` is set where the site could not be looked at.
    """

    as_of: int
    name: str = ""
    timezone: str = "UTC"
    articles: int = 0
    drafts: tuple[Listed, ...] = ()
    embargoed: tuple[Listed, ...] = ()
    expiring: tuple[Listed, ...] = ()
    expired: tuple[Listed, ...] = ()
    developing: tuple[Listed, ...] = ()
    corrected: tuple[Listed, ...] = ()
    published: tuple[Listed, ...] = ()
    next_due: int | None = None
    due: tuple[Listed, ...] = ()
    last_build: LastBuild = LastBuild("", None, "never")
    problems: tuple[ProblemCount, ...] = ()
    failure: Problem | None = None


def status(request: CheckRequest, output: Path, events: Events | None = None) -> StatusReport:
    """Looks at the site, and at the last build into `output`. Costs a check where files changed."""
    events = events or Events()
    request = with_absolute_paths(request)
    found = inspected(request, events, lambda session: _status(request, output, session, events))
    if isinstance(found, Problem):
        return StatusReport(request.as_of, failure=found)
    return found


def _status(request: CheckRequest, output: Path, session: Session, events: Events) -> StatusReport:
    # Before anything is read: afterwards no file is told from those of the last build.
    scan_result = scan_changes(request.site, session)
    last_build = last_build_of(request, output, session, scan_result)
    scan_result, examined = examine(request.site, session, events, request.as_of)
    check = report_of(request, scan_result, examined)
    records = session.state.records()
    admission = admit(records.values(), request.as_of, with_drafts=False)
    report = StatusReport(
        as_of=request.as_of,
        name=scan_result.site.name,
        timezone=scan_result.site.timezone,
        articles=len(admission.visible),
        next_due=admission.next_due,
        due=tuple(_due(admission, records)),
        last_build=last_build,
        problems=_counted(check.problems),
    )
    return _with_visible(_with_held(report, admission, records), admission.visible)


def last_build_of(
    request: CheckRequest, output: Path, session: Session, scan_result: ChangeScan
) -> LastBuild:
    """How the last build into `output` stands. The scan is one that nothing was read after."""
    dist = folder_name(output, request.site)
    records = OutputRecords(session.state.connection, dist)
    index = StoredCatalogIndex(session.state.connection)
    as_of, stamp = records.last_as_of(), records.stamp()
    shown = os.path.relpath(output, request.site).replace(os.sep, "/")

    def build(freshness: Freshness, changed: Iterable[str] = ()) -> LastBuild:
        return LastBuild(shown, as_of, freshness, tuple(sorted(set(changed))))

    if as_of is None:
        return build("never")
    if not os.path.isdir(output):
        return build("gone")
    changes = scan_result.file_changes
    changed = [*(one.path for one in changes.changed), *changes.gone]
    if index.is_of(dist):
        changed += index.touched()
    if stamp is None:
        return build("unfinished", changed)
    if changed or stamp.generation != session.state.generation:
        return build("content", changed)
    if not plan_key(scan_result.key, drafts=False).matches(stamp):
        return build("settings")
    is_due = stamp.next_due is not None and request.as_of >= stamp.next_due
    return build("due" if is_due else "current")._replace(next_due=stamp.next_due)


def _with_held(
    report: StatusReport, admission: Admission, records: Mapping[str, FileRecord]
) -> StatusReport:
    found: dict[Why, list[Listed]] = {"draft": [], "embargo": [], "expired": []}
    for held in admission.held:
        head = records[held.source].head
        time = held.until
        if isinstance(head, Head) and held.why == "expired" and head.expires:
            time = head.expires.seconds
        headline = head.headline if isinstance(head, Head) else ""
        found[held.why].append(Listed(held.source, headline, time))
    return report._replace(
        drafts=tuple(sorted(found["draft"], key=_by_time)),
        embargoed=tuple(sorted(found["embargo"], key=_by_time)),
        expired=tuple(sorted(found["expired"], key=_by_time, reverse=True)),
    )


def _with_visible(report: StatusReport, visible: Iterable[Head]) -> StatusReport:
    heads = sorted(visible, key=lambda head: (-head.date.seconds, head.path))
    expiring = [
        Listed(head.path, head.headline, head.expires.seconds) for head in heads if head.expires
    ]
    corrected = [
        Listed(head.path, head.headline, one.date.seconds, one.kind)
        for head in heads
        for one in head.corrections
        if report.as_of - LATELY_SECONDS <= one.date.seconds <= report.as_of
    ]
    dated = [(head, Listed(head.path, head.headline, head.date.seconds)) for head in heads]
    return report._replace(
        expiring=tuple(sorted(expiring, key=_by_time)),
        developing=tuple(one for head, one in dated if head.developing),
        corrected=tuple(sorted(corrected, key=_by_time, reverse=True)),
        published=tuple(one for _, one in dated[:NEWEST]),
    )


def _due(admission: Admission, records: Mapping[str, FileRecord]) -> Iterable[Listed]:
    """What comes or goes next; several articles may at once."""
    held = {one.source for one in admission.held}
    for path, seconds in sorted(admission.dues.items()):
        head = records[path].head
        if seconds == admission.next_due and isinstance(head, Head):
            note = "correction"
            if path in held:
                note = "comes out"
            elif head.expires and head.expires.seconds == seconds:
                note = "expires"
            yield Listed(path, head.headline, seconds, note)


def _by_time(one: Listed) -> tuple[int, str]:
    return (one.time or 0, one.source)


def _counted(problems: Iterable[Problem]) -> tuple[ProblemCount, ...]:
    """Errors first, then the most frequent."""
    counts: Counter[tuple[Severity, str]] = Counter()
    first: dict[tuple[Severity, str], str] = {}
    for one in problems:
        kind = (one.severity, one.code)
        counts[kind] += 1
        first.setdefault(kind, one.path)
    ranked = sorted(counts, key=lambda kind: (kind[0] != "error", -counts[kind], kind[1]))
    return tuple(ProblemCount(*kind, counts[kind], first[kind]) for kind in ranked)

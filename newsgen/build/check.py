"""The spine of a check: look, read, catalogue, review, and report; nothing is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from newsgen.build.change_scan import ChangeScan, scan_changes
from newsgen.build.inspection import inspected
from newsgen.build.report import CheckReport, CheckRequest, earliest, with_absolute_paths
from newsgen.build.review_cache import reviews
from newsgen.build.session import (
    Events,
    Session,
)
from newsgen.build.snapshot import SiteRecords, load_site, take_snapshot
from newsgen.build.tracked_state import tracked_problems
from newsgen.catalog.file_words import word_problems
from newsgen.catalog.spellings import spelling_problems
from newsgen.desk.finding import Finding
from newsgen.desk.review import Review, compared, levels, problems
from newsgen.desk.rule import Rule, Titled
from newsgen.desk.rules import RULES
from newsgen.desk.waivers import unneeded, waived
from newsgen.model.article import Head
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.json_codec import from_text, to_text
from newsgen.model.plugin import PluginUse
from newsgen.model.problem import Problem
from newsgen.model.site import Level, Site
from newsgen.model.waiver import Waived, Waiver
from newsgen.parallel.gc_tuning import uncollected
from newsgen.reading.content.config import read_config
from newsgen.reading.files.file_bytes import text_bytes
from newsgen.reading.files.file_kinds import is_own
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.runtime.failures import as_problem

_WHOLE_SITE = ""
"""Stands in the state for all that was found on the site; no file has this path."""


class Reviewed(NamedTuple):
    """An article in which the desk found something, or that has waivers."""

    path: str
    is_draft: bool
    findings: tuple[Finding, ...]
    waivers: tuple[Waiver, ...]


class Examined(NamedTuple):
    """All that was found on a site, whatever its switches, and the span of time in which it holds.

    `problems` are those that a build reports, too, and what no rule of the desk looks at.
    """

    since: int
    until: int | None
    problems: tuple[Problem, ...]
    reviewed: tuple[Reviewed, ...]

    def holds(self, as_of: int) -> bool:
        """Whether nothing comes or goes between the examination and this time."""
        return self.since <= as_of and (self.until is None or as_of < self.until)


def check(request: CheckRequest, events: Events | None = None) -> CheckReport:
    """Checks the site. The world's failures are problems of the report, as those of a build are."""
    events = events or Events()
    request = with_absolute_paths(request)
    found = inspected(
        request, events, lambda session: examine(request.site, session, events, request.as_of)
    )
    if isinstance(found, Problem):
        return CheckReport(as_of=request.as_of, problems=(found,))
    seen, examined = found
    return report_of(request, seen, examined)


def examine(site: Path, place: Session, events: Events, as_of: int) -> tuple[ChangeScan, Examined]:
    """All that is found on the site. Where no file changed since the last time, no record is loaded."""
    seen = scan_changes(site, place)
    examined = _remembered(seen, place, as_of)
    return seen, examined or _examined(seen, place, events, as_of)


class RulesInForce(NamedTuple):
    """All rules of a site with their levels by code, and what is wrong with its configuration."""

    rules: tuple[Rule, ...]
    levels: dict[str, Level]
    problems: tuple[Problem, ...]


def rules_in_force(site: Path) -> RulesInForce:
    """The rules of the desk on the site in this folder: newsgen's own, and those of its plugins."""
    file = site / CONFIG
    try:
        record = read_config(text_bytes(file) if file.is_file() else b"")
    except OSError as error:
        problem = as_problem(error, site)
        return RulesInForce(RULES, levels(()), (problem,) if problem else ())
    if not isinstance(record.head, Site) or not record.head.plugins:
        switches = record.head.check if isinstance(record.head, Site) else ()
        return RulesInForce(RULES, levels(switches), record.problems)
    from newsgen.plugins.identity import plugin_uses
    from newsgen.plugins.registry import plugin_problems, registry_of

    registry = registry_of(plugin_uses(record.head.plugins, site))
    problems = (*record.problems, *plugin_problems(registry, record.head))
    own = registry.rules
    return RulesInForce((*RULES, *own), levels(record.head.check, own), problems)


def _plugin_rules(plugins: tuple[PluginUse, ...]) -> tuple[Rule, ...]:
    if not plugins:
        return ()
    from newsgen.plugins.registry import registry_of

    return registry_of(plugins).rules


def _remembered(seen: ChangeScan, place: Session, as_of: int) -> Examined | None:
    """What the last check found, where no file has changed since: no record is loaded for it."""
    if not seen.is_still:
        return None
    key, result = place.state.checked_in(_WHOLE_SITE)
    if key != _key(seen, place):
        return None
    examined = from_text(Examined, result)
    return examined if examined.holds(as_of) else None


def _examined(seen: ChangeScan, place: Session, events: Events, as_of: int) -> Examined:
    mistakes = seen.plugin_problems()
    if mistakes:
        # Without a plugin the content would be read as something else.
        return Examined(since=as_of, until=None, problems=mistakes, reviewed=())
    loaded = load_site(seen, place, events)
    with uncollected():
        found = take_snapshot(loaded, as_of, with_drafts=False)
        planned = found.plan()
    examined = Examined(
        since=as_of,
        until=earliest(found.full.admission.next_due, planned.next_due),
        problems=tuple(
            sorted(
                {
                    *loaded.problems,
                    *found.catalog.problems,
                    *planned.problems,
                    *word_problems(loaded.records.values(), loaded.site),
                    *spelling_problems(loaded.records.values()),
                }
            )
        ),
        reviewed=_reviewed(loaded, reviews(loaded, place, events)),
    )
    with place.state.transaction():
        place.state.remember_checked([(_WHOLE_SITE, _key(seen, place), to_text(examined))])
    return examined


def _key(seen: ChangeScan, place: Session) -> str:
    return f"{seen.key} {place.state.generation}"


def _reviewed(loaded: SiteRecords, found: Mapping[str, Review]) -> tuple[Reviewed, ...]:
    """The articles in which something was found, by themselves or beside the others, or waived."""
    findings = {path: list(one.findings) for path, one in found.items()}
    for path, finding in compared(
        [*_titled(loaded, found)], _plugin_rules(loaded.settings.plugins)
    ):
        findings[path].append(finding)
    return tuple(
        Reviewed(path, loaded.records[path].draft, tuple(one), found[path].waivers)
        for path, one in findings.items()
        if one or found[path].waivers
    )


def _titled(loaded: SiteRecords, found: Mapping[str, Review]) -> Iterator[Titled]:
    """The headlines of all articles that are or will be published."""
    for path, review in found.items():
        head = loaded.records[path].head
        if isinstance(head, Head) and not head.draft:
            yield Titled(path, head.lang, head.headline, review.line, review.column)


def article_problems(
    path: str,
    findings: Sequence[Finding],
    given: Sequence[Waiver],
    level: Mapping[str, Level],
    as_of: int,
    *,
    is_draft: bool,
) -> tuple[set[Problem], set[Waived]]:
    """The findings that count in one article, and those that its waivers excuse."""
    counting = [*problems(path, findings, level, as_of, is_draft=is_draft)]
    if not given:
        return set(counting), set()
    codes = {waiver.code for waiver in given}
    found = {one for one in counting if one.code not in codes}
    return found | set(unneeded(path, findings, given, is_draft=is_draft)), set(
        waived(counting, given)
    )


def report_of(request: CheckRequest, seen: ChangeScan, examined: Examined) -> CheckReport:
    """What the request asks for of all that was found."""
    only = request.only
    level = levels(seen.site.check, _plugin_rules(seen.file_changes.settings.plugins))
    found, excused = set(examined.problems), set[Waived]()
    for path, is_draft, findings, given in examined.reviewed:
        if request.drafts or not is_draft:
            counting, excusing = article_problems(
                path, findings, given, level, request.as_of, is_draft=is_draft
            )
            found |= counting
            excused |= excusing
    found |= {*tracked_problems(request.site)}
    own = [path for path in seen.scan.paths() if is_own(path)]
    return CheckReport(
        as_of=request.as_of,
        timezone=seen.site.timezone,
        checked=len(own) if only is None else len(only.intersection(own)),
        problems=tuple(sorted(one for one in found if only is None or one.path in only)),
        waived=tuple(sorted(one for one in excused if only is None or one.path in only)),
    )

"""The review of articles by all rules, and what of it counts on a site at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsgen.desk.finding import Finding, Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule, Titled
from newsgen.desk.rules import RULES
from newsgen.desk.rules.reach import UNSEEN
from newsgen.desk.waivers import waivers
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem, Severity
from newsgen.model.site import Level, Switch
from newsgen.model.waiver import Waiver

MOST_MARKS = 1000
"""Of one rule in one article."""


class Review(NamedTuple):
    """All that the rules find in one article, whatever the site's switches and the article's waivers.

    `line` and `column` are those of its headline.
    """

    findings: tuple[Finding, ...]
    line: int
    column: int
    waivers: tuple[Waiver, ...]


def review(manuscript: Manuscript) -> Review:
    """The review of an article by every rule that looks at one article alone."""
    given = waivers(manuscript.path, manuscript.keys)
    waived = {waiver.code for waiver in given}
    findings = [
        finding
        for rule in RULES
        if rule.find
        for finding in _bounded(rule, rule.find(manuscript), is_waived=rule.code in waived)
    ]
    headline = manuscript.mark_key(
        "headline" if "headline" in manuscript.keys.entries else "title", ""
    )
    return Review(tuple(sorted(findings, key=_place)), headline.line, headline.column, given)


def _bounded(rule: Rule, marks: Iterator[Mark], *, is_waived: bool) -> Iterator[Finding]:
    """The findings of a rule; from more than `MOST_MARKS` on that there are more, if anybody asks."""
    for number, mark in enumerate(marks):
        if number == MOST_MARKS:
            if is_waived:
                return
            message = f"From here on the rule `{rule.name}` marked nothing more: it has {number:,}."
            hint = "Mend those that are marked."
            yield Finding(UNSEEN, mark.line, mark.column, message, hint, mark.since)
            return
        yield _finding(rule, mark)


def compared(articles: Sequence[Titled]) -> Iterator[tuple[str, Finding]]:
    """What the rules find that look at all articles together, with the path of each."""
    for rule in RULES:
        if rule.compare:
            for path, mark in rule.compare(articles):
                yield path, _finding(rule, mark)


def levels(switches: Iterable[Switch]) -> dict[str, Level]:
    """The level of each rule, by its code, where the site has these switches."""
    given = {switch.code: switch.level for switch in switches}
    return {rule.code: given.get(rule.code, rule.level) for rule in RULES}


def problems(
    path: str,
    findings: Iterable[Finding],
    level: Mapping[str, Level],
    as_of: int,
    *,
    is_draft: bool,
) -> Iterator[Problem]:
    """The findings that count at `as_of`, in seconds since 1970. Those of a draft are warnings at most."""
    for finding in findings:
        severity = level[finding.code]
        if severity != "off" and finding.since <= as_of:
            yield _problem(path, finding, "warning" if is_draft else severity)


def _problem(path: str, finding: Finding, severity: Severity) -> Problem:
    return Problem(
        path=path,
        line=finding.line,
        column=finding.column,
        code=finding.code,
        message=finding.message,
        hint=finding.hint,
        severity=severity,
    )


def _finding(rule: Rule, mark: Mark) -> Finding:
    return Finding(
        rule.code, mark.line, mark.column, mark.message, mark.hint or rule.fix, mark.since
    )


def _place(finding: Finding) -> tuple[int, int, str, str]:
    return finding.line, finding.column, finding.code, finding.message

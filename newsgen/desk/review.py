"""Reviews articles by all rules, and selects the findings that count on a site at a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from newsgen.desk.finding import Finding, Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule, Titled
from newsgen.desk.rules import RULES
from newsgen.desk.rules.reach import UNSEEN
from newsgen.desk.waivers import waivers
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem, Severity
from newsgen.model.raised import raised
from newsgen.model.site import Level, Switch
from newsgen.model.waiver import Waiver

MOST_MARKS = 1000
"""Of one rule in one article."""


class Review(NamedTuple):
    """All findings in one article, before the site's switches and the article's waivers apply.

    `line` and `column` are those of its headline.
    """

    findings: tuple[Finding, ...]
    line: int
    column: int
    waivers: tuple[Waiver, ...]


FAILED = "NG407"
"""The code of a finding that says of a plugin's rule that it failed."""


def review(manuscript: Manuscript, more: Sequence[Rule] = ()) -> Review:
    """The review of an article by every rule that looks at one article alone; `more` are plugins'."""
    given = waivers(manuscript.path, manuscript.keys)
    waived = {waiver.code for waiver in given}
    findings = [
        finding
        for rule in RULES
        if rule.find
        for finding in _bounded(rule, rule.find(manuscript), is_waived=rule.code in waived)
    ]
    for rule in more:
        if rule.find:
            marks = partial(rule.find, manuscript)
            findings += _of_plugin(rule, marks, manuscript, is_waived=rule.code in waived)
    headline = manuscript.mark_key(
        "headline" if "headline" in manuscript.keys.entries else "title", ""
    )
    return Review(tuple(sorted(findings, key=_place)), headline.line, headline.column, given)


def _of_plugin(
    rule: Rule,
    marks: Callable[[], Iterator[Mark]],
    manuscript: Manuscript,
    *,
    is_waived: bool,
) -> list[Finding]:
    """The findings of a plugin's rule; where it fails over the text, one that says so."""
    found = []
    try:
        for finding in _bounded(rule, _only_marks(marks()), is_waived=is_waived):
            if not _is_place(finding, manuscript):
                raise ValueError(f"line {finding.line}, column {finding.column} is no place")
            found.append(finding)
    except Exception as error:  # noqa: BLE001 - code of others, which can raise whatever it likes
        return [_failure(rule, error)]
    return found


def _only_marks(given: object) -> Iterator[Mark]:
    """What a plugin's rule gives, as long as it is marks. A mark is a tuple, and no iterator of marks."""
    if isinstance(given, Mark) or not isinstance(given, Iterable):
        raise TypeError(f"it gives a {type(given).__name__} and no marks, which `yield` gives")
    for one in given:
        if not isinstance(one, Mark):
            raise TypeError(f"it gives a {type(one).__name__} and no Mark")
        yield one


def _is_place(finding: Finding, manuscript: Manuscript) -> bool:
    is_text = isinstance(finding.message, str) and isinstance(finding.hint, str)
    return is_text and 1 <= finding.line <= manuscript.text.count("\n") + 1 and finding.column >= 1


def _failure(rule: Rule, error: Exception) -> Finding:
    message = f"The plugin's rule `{rule.code}` fails over this text: {raised(error)}."
    hint = f"Switch it off with `check: {{{rule.code}: off}}` in newsgen.yaml until it is mended."
    return Finding(FAILED, 1, 1, message, hint, 0)


def _bounded(rule: Rule, marks: Iterator[Mark], *, is_waived: bool) -> Iterator[Finding]:
    """The findings of a rule, at most `MOST_MARKS`, and then one that says that there are more."""
    for number, mark in enumerate(marks):
        if number == MOST_MARKS:
            if is_waived:
                return
            message = f"From here on the rule `{rule.name}` marked nothing more: it has {number:,}."
            hint = "Mend those that are marked."
            yield Finding(UNSEEN, mark.line, mark.column, message, hint, mark.since)
            return
        yield _finding(rule, mark)


def compared(
    articles: Sequence[Titled], more: Sequence[Rule] = ()
) -> Iterator[tuple[str, Finding]]:
    """The findings of the rules that compare articles, each with its path."""
    for rule in RULES:
        if rule.compare:
            for path, mark in rule.compare(articles):
                yield path, _finding(rule, mark)
    known = {one.path for one in articles}
    for rule in more:
        if rule.compare and articles:
            try:
                found = [(path, _finding(rule, mark)) for path, mark in rule.compare(articles)]
                if not known.issuperset(path for path, _ in found):
                    raise ValueError("it marks what is no article")
            except Exception as error:  # noqa: BLE001 - code of others, as above
                found = [(articles[0].path, _failure(rule, error))]
            yield from found


def levels(switches: Iterable[Switch], more: Sequence[Rule] = ()) -> dict[str, Level]:
    """The level of each rule, by its code, where the site has these switches."""
    given = {switch.code: switch.level for switch in switches}
    found = {rule.code: given.get(rule.code, rule.level) for rule in (*RULES, *more)}
    return found | {FAILED: "error"} if more else found


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
        if severity != "off" and finding.counts(as_of):
            yield _problem(path, finding, "warning" if is_draft else severity)


def _problem(path: str, finding: Finding, severity: Severity) -> Problem:
    return Problem.at(path, finding, finding.code, finding.message, finding.hint, severity=severity)


def _finding(rule: Rule, mark: Mark) -> Finding:
    return Finding(
        rule.code,
        mark.line,
        mark.column,
        mark.message,
        mark.hint or rule.fix,
        mark.since,
        mark.until,
    )


def _place(finding: Finding) -> tuple[int, int, str, str]:
    return finding.line, finding.column, finding.code, finding.message

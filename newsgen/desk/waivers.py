"""Applies an article's waivers to the desk's findings, and finds the waivers that nothing needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC

from newsgen.desk.finding import Finding
from newsgen.desk.rules import RULES
from newsgen.model.codes import RULE_NAMES
from newsgen.model.problem import Problem
from newsgen.model.waiver import Waived, Waiver
from newsgen.reading.content.waivers import read_waivers
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Keys

_COMPARING = frozenset([rule.code for rule in RULES if rule.compare])


def waivers(path: str, keys: Keys) -> tuple[Waiver, ...]:
    """The waivers in this front matter. Its mistakes were reported when the article was read."""
    if "check" not in keys.entries:
        return ()
    return read_waivers(Fields(keys, path, keys.entries, UTC))


def waived(problems: Iterable[Problem], given: Iterable[Waiver]) -> Iterator[Waived]:
    """The problems of an article that one of its waivers excuses."""
    reasons = {waiver.code: waiver.reason for waiver in given}
    for one in problems:
        if one.code in reasons:
            yield Waived(one.path, one.line, one.column, one.code, reasons[one.code])


def unneeded(
    path: str, findings: Sequence[Finding], given: Iterable[Waiver], *, is_draft: bool
) -> Iterator[Problem]:
    """A warning for each waiver of a rule that finds nothing in the article, now or later.

    A draft is compared with no other article until it is published.
    """
    found = {finding.code for finding in findings}
    if is_draft:
        found |= _COMPARING
    for waiver in given:
        if waiver.code not in found:
            name = RULE_NAMES.get(waiver.code, waiver.code)
            yield Problem.at(
                path,
                waiver,
                "NG381",
                f"The rule `{name}` ({waiver.code}) finds nothing here.",
                "Delete its line from `check:`.",
                severity="warning",
            )

"""A build's report, kept for the next one that finds nothing to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsgen.model.digest import Digest
from newsgen.model.problem import Problem
from newsgen.model.record import from_text, to_text
from newsgen.publishing.published import Settled
from newsgen.publishing.report import BuildReport, BuildRequest

if TYPE_CHECKING:
    from newsgen.catalog.gate import Held

_Problems = tuple[Problem, ...]


def as_settled(report: BuildReport, key: Digest, generation: int) -> Settled:
    """What is kept of a report that is about to come true; key and generation name what it was made of."""
    kept = [report.timezone, to_text(report.held), to_text(report.problems)]
    return Settled(key, generation, report.as_of, report.next_due, report.planned, json.dumps(kept))


def settled_report(settled: Settled, request: BuildRequest) -> BuildReport:
    """The report of a build that finds all its outputs as they should be."""
    timezone, held, problems = json.loads(settled.report)
    return BuildReport(
        as_of=request.as_of,
        looked_at="nothing",
        timezone=timezone,
        planned=settled.outputs,
        untouched=settled.outputs,
        held=_held(held),
        next_due=settled.next_due,
        problems=from_text(_Problems, problems),
        is_strict=request.strict,
    )


def _held(text: str) -> tuple[Held, ...]:
    if text == "[]":
        return ()
    # By need: the articles, of which most sites hold none back.
    from newsgen.catalog.gate import Held

    return from_text(tuple[Held, ...], text)

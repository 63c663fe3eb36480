"""A build's report, kept for the next one that finds nothing to do."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsgen.build.report import BuildReport, BuildRequest
from newsgen.model.digest import Digest, digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.json_codec import from_text, to_text
from newsgen.model.problem import Problem
from newsgen.runtime.language_data import language_data
from newsgen.store.output_records import Stamp

if TYPE_CHECKING:
    from newsgen.catalog.gate import Held

_Problems = tuple[Problem, ...]


class PlanKey(NamedTuple):
    """Names what a plan is made of beside the time, the records, and what is known of its languages."""

    base: Digest

    def with_languages(self, languages: Iterable[str]) -> Digest:
        """The whole key of a plan that has editions in these languages."""
        return digest_value((self.base, [(one, language_data(one)) for one in languages]))

    def is_of(self, settled: Stamp) -> bool:
        """Whether the plan that was settled with was made of the same."""
        return settled.key == self.with_languages(json.loads(settled.report)[-1])


def stamped(report: BuildReport, key: PlanKey, languages: Iterable[str], generation: int) -> Stamp:
    """What is kept of a report that is about to come true.

    Key, languages and generation name what it was made of.
    """
    editions = list(languages)
    kept = [report.timezone, to_text(report.held), to_text(report.problems), editions]
    whole = key.with_languages(editions)
    return Stamp(whole, generation, report.as_of, report.next_due, report.planned, json.dumps(kept))


def report_of_stamp(settled: Stamp, request: BuildRequest) -> BuildReport:
    """The report of a build that finds all its outputs as they should be."""
    timezone, held, problems, _ = json.loads(settled.report)
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

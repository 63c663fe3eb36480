"""Keeps a build's report in the stamp of the output folder, for the next no-op build."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsgen.build.report import BuildReport, BuildRequest
from newsgen.model.digest import Digest, digest_text, digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.json_codec import from_text, to_text
from newsgen.model.problem import Problem
from newsgen.runtime.language_data import language_data
from newsgen.store.output_records import Stamp

if TYPE_CHECKING:
    from newsgen.catalog.gate import Held

_Problems = tuple[Problem, ...]


class PlanKey(NamedTuple):
    """A digest of what a plan is made of, but for the time, the records and the data of its languages."""

    base: Digest

    def with_languages(self, languages: Iterable[str]) -> Digest:
        """The key of a plan that has editions in these languages."""
        return digest_value((self.base, [(one, language_data(one)) for one in languages]))

    def matches(self, stamp: Stamp) -> bool:
        """Whether the plan behind the stamp was made of the same."""
        return stamp.key == self.with_languages(json.loads(stamp.report)[-1])


def plan_key(scan_key: Digest, *, drafts: bool, held: bool = False) -> PlanKey:
    """The key of a build with or without drafts and what is held; `scan_key` is the `key` of its scan."""
    return PlanKey(digest_text(f"{scan_key} {drafts} {held}"))


def stamp_of(report: BuildReport, key: PlanKey, languages: Iterable[str], generation: int) -> Stamp:
    """The stamp of an output folder that this report describes, to be recorded with the commit.

    `key`, `languages` and `generation` name what the plan was made of.
    """
    editions = list(languages)
    held, problems = to_text(report.held), to_text(report.problems)
    kept = [report.timezone, held, problems, report.articles, editions]
    whole = key.with_languages(editions)
    return Stamp(whole, generation, report.as_of, report.next_due, report.planned, json.dumps(kept))


def report_of_stamp(stamp: Stamp, request: BuildRequest) -> BuildReport:
    """The report of a no-op build."""
    timezone, held, problems, articles, _ = json.loads(stamp.report)
    return BuildReport(
        as_of=request.as_of,
        looked_at="nothing",
        timezone=timezone,
        planned=stamp.outputs,
        untouched=stamp.outputs,
        held=_held(held),
        next_due=stamp.next_due,
        problems=from_text(_Problems, problems),
        articles=articles,
        is_strict=request.strict,
    )


def _held(text: str) -> tuple[Held, ...]:
    if text == "[]":
        return ()
    # Imported late: most sites hold no article back.
    from newsgen.catalog.gate import Held

    return from_text(tuple[Held, ...], text)

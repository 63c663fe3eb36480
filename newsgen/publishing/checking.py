"""The spine of a check: take stock, survey, review, and report; nothing is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from newsgen.desk.review import Review, compared, levels, problems
from newsgen.desk.rule import Titled
from newsgen.model.article import Head
from newsgen.model.content import FileRecord
from newsgen.model.digest import Digest, digest_value
from newsgen.model.problem import Problem
from newsgen.model.record import from_text, to_text
from newsgen.model.site import Level
from newsgen.publishing.failures import as_problem
from newsgen.publishing.report import CheckReport, CheckRequest
from newsgen.publishing.reviewing import reviews
from newsgen.publishing.state import State
from newsgen.publishing.survey import Stock, survey, take_stock
from newsgen.publishing.workers import Workers
from newsgen.publishing.workplace import Events, workplace
from newsgen.reading.config import CONFIG, read_config
from newsgen.reading.read import text_bytes
from newsgen.reading.scan import THEME

_WHOLE_SITE = ""
"""Stands in the state for what was found between files; no file has this path."""


class Surveyed(NamedTuple):
    """What a survey found, and the span of time in which it would find the same."""

    since: int
    until: int | None
    problems: tuple[Problem, ...]


def check(request: CheckRequest, events: Events | None = None) -> CheckReport:
    """Checks the site. The world's failures are problems of the report, as those of a build are."""
    events = events or Events()
    workers = Workers(request.jobs, request.processes_from)
    timeout_seconds = request.lock_timeout_seconds
    try:
        with workplace(
            request.site, request.state_folder, workers, timeout_seconds, events
        ) as place:
            stock = take_stock(request.site, place, events)
            between = _between_files(stock, place.state, request.as_of)
            heads = _submitted(stock, request)
            reviewed = reviews(stock, heads, place, events)
    except Exception as error:
        problem = as_problem(error, request.site)
        if problem is None:
            raise
        return CheckReport(as_of=request.as_of, problems=(problem,))
    found = {*stock.problems, *between, *_desk_problems(stock, reviewed, request.as_of)}
    only = request.only
    return CheckReport(
        as_of=request.as_of,
        timezone=stock.site.timezone,
        checked=sum(_is_asked(path, only) for path in stock.records),
        problems=tuple(sorted(one for one in found if only is None or one.path in only)),
    )


def levels_in_force(site: Path) -> tuple[dict[str, Level], tuple[Problem, ...]]:
    """The level of each rule on the site in this folder, and what is wrong with its configuration."""
    file = site / CONFIG
    try:
        record = read_config(text_bytes(file) if file.is_file() else b"")
    except OSError as error:
        problem = as_problem(error, site)
        return levels(()), (problem,) if problem else ()
    switches = getattr(record.head, "check", ())
    return levels(switches), record.problems


def _between_files(stock: Stock, state: State, as_of: int) -> tuple[Problem, ...]:
    """What a survey finds, which takes seconds on a site of ten thousand; remembered for the same files."""
    key = _digest(stock)
    known, result = state.checked_in(_WHOLE_SITE)
    if known == key:
        surveyed = from_text(Surveyed, result)
        if surveyed.since <= as_of and (surveyed.until is None or as_of < surveyed.until):
            return surveyed.problems
    found = survey(stock, as_of, with_drafts=False)
    surveyed = Surveyed(as_of, found.catalog.admission.next_due, found.problems)
    with state.transaction():
        state.remember_checked([(_WHOLE_SITE, key, to_text(surveyed))])
    return surveyed.problems


def _digest(stock: Stock) -> Digest:
    files = [(path, record.digest) for path, record in stock.records.items() if path != CONFIG]
    return digest_value((stock.settings.digest, replace(stock.site, check=()), files))


def _submitted(stock: Stock, request: CheckRequest) -> list[Head]:
    """The articles for the desk: those that could be read and that were asked for."""
    return [
        record.head
        for path, record in stock.records.items()
        if isinstance(record.head, Head)
        and (request.drafts or not record.draft)
        and (request.only is None or path in request.only)
    ]


def _desk_problems(stock: Stock, reviewed: Mapping[str, Review], as_of: int) -> Iterator[Problem]:
    level = levels(stock.site.check)
    for path, one in reviewed.items():
        if one.findings:
            is_draft = stock.records[path].draft
            yield from problems(path, one.findings, level, as_of, is_draft=is_draft)
    for path, finding in compared([*_titled(stock.records, reviewed)]):
        if path in reviewed:
            yield from problems(path, (finding,), level, as_of, is_draft=False)


def _titled(records: Mapping[str, FileRecord], reviewed: Mapping[str, Review]) -> Iterator[Titled]:
    """The headlines of all articles that are or will be published."""
    for path, record in records.items():
        head = record.head
        if isinstance(head, Head) and not head.draft:
            one = reviewed.get(path)
            line, column = (one.line, one.column) if one else (0, 0)
            yield Titled(path, head.lang, head.headline, line, column)


def _is_asked(path: str, only: frozenset[str] | None) -> bool:
    return not path.startswith(THEME) and (only is None or path in only)

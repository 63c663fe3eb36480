"""The spine: read, catalog, plan, diff, render, write, in this order and nowhere else."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

from newsgen.model.content import TemplateHead
from newsgen.model.digest import Digest, digest_text
from newsgen.model.problem import Problem, has_errors
from newsgen.planning.diff import Change, Changes, Recorded, diff, parts_text, reason
from newsgen.planning.plan import Plan
from newsgen.publishing.collection import uncollected
from newsgen.publishing.failures import as_problem
from newsgen.publishing.folder import (
    Listing,
    check_links,
    check_output_folder,
    check_places,
    clear_temporary,
    folder_name,
    listing,
)
from newsgen.publishing.foreign import foreign_problems
from newsgen.publishing.report import BuildReport, BuildRequest
from newsgen.publishing.resources import TemplateFile
from newsgen.publishing.settled import as_settled, settled_report
from newsgen.publishing.stage import (
    Numbered,
    Staged,
    StageSettings,
    close_stage,
    compiled_folder,
    stage,
)
from newsgen.publishing.standing import standings
from newsgen.publishing.state import RecordedOutput, Settled
from newsgen.publishing.survey import Glance, Stock, glance, read_stock, survey
from newsgen.publishing.workers import Workers
from newsgen.publishing.workplace import Events, Workplace, workplace
from newsgen.publishing.write import write

STAGING = "staging"


def build(request: BuildRequest, events: Events | None = None) -> BuildReport:
    """Builds the site. The user's mistakes and the world's failures are problems of the report."""
    try:
        return _locked_build(request, events or Events())
    except Exception as error:
        problem = as_problem(error, request.site)
        if problem is None:
            raise
        return BuildReport(as_of=request.as_of, problems=(problem,), is_strict=request.strict)


def _locked_build(request: BuildRequest, events: Events) -> BuildReport:
    check_output_folder(request.output, request.site)
    workers = Workers(request.jobs, request.processes_from)
    timeout_seconds = request.lock_timeout_seconds
    with workplace(request.site, request.state_folder, workers, timeout_seconds, events) as place:
        try:
            return _Build(request, events, place).run()
        finally:
            workers.close()
            close_stage()
            shutil.rmtree(place.folder / STAGING, ignore_errors=True)


class _Build:
    """One build, stage by stage."""

    def __init__(self, request: BuildRequest, events: Events, place: Workplace) -> None:
        self._request = request
        self._events = events
        self._folder, self._state, self._workers = place
        self._place = place
        self._name = folder_name(request.output, request.site)
        # A folder for each build: a worker that outlives a killed one writes into none but its own.
        self._staging = self._folder / STAGING / os.urandom(16).hex()

    def run(self) -> BuildReport:
        request = self._request
        seen = glance(
            request.site, self._place, base_url=request.base_url, paranoid=request.paranoid
        )
        return self._settled(seen) or self._surveyed(seen)

    def _settled(self, seen: Glance) -> BuildReport | None:
        """The report where the last build left nothing to do; None where that cannot be said.

        Neither a record nor a template is loaded for it, only stats are compared.
        """
        if not seen.is_still:
            return None
        settled = self._state.settled(self._name)
        as_of = self._request.as_of
        if (
            settled is None
            or settled.key != self._key(seen, seen.looked.unchanged)
            or as_of < settled.as_of
        ):
            return None
        if settled.next_due is not None and as_of >= settled.next_due:
            return None
        known = self._state.outputs(self._name)
        present, left = self._present()
        recorded = self._recorded(known, present)
        if any(one.standing != "same" or not one.fingerprint for one in recorded.values()):
            return None
        report = settled_report(settled, self._request, len(known))
        foreign = foreign_problems(self._request.output, self._request.site, present, known, left)
        return replace(report, problems=(*report.problems, *foreign))

    def _surveyed(self, seen: Glance) -> BuildReport:
        request = self._request
        stock = read_stock(seen, self._place, self._events)
        known = self._state.outputs(self._name)
        fingerprints = {path: one.fingerprint for path, one in known.items()}
        with uncollected():
            found = survey(stock, request.as_of, with_drafts=request.drafts, recorded=fingerprints)
        report = BuildReport(
            as_of=request.as_of,
            timezone=stock.site.timezone,
            planned=len(found.plan.fingerprints),
            held=found.catalog.admission.held,
            next_due=found.catalog.admission.next_due,
            problems=tuple(sorted({*stock.problems, *found.problems})),
            is_strict=request.strict,
        )
        if report.failed:
            return report
        digests = {path: stock.records[path].digest for path in seen.looked.found}
        key = self._key(seen, digests)
        return self._published(report, found.plan, stock, known, as_settled(report, key))

    def _published(
        self,
        report: BuildReport,
        planned: Plan,
        stock: Stock,
        known: dict[str, RecordedOutput],
        settled: Settled,
    ) -> BuildReport:
        output = self._request.output
        present, left = self._present()
        owned = planned.fingerprints.keys() | known.keys()
        check_links(output, owned, present.links)
        with uncollected():
            recorded = self._recorded(known, present)
            changes = diff(planned.fingerprints, recorded)
        check_places(output, changes.stale, present.files, changes.deleted)
        explained: list[Change] = []
        staged = self._staged(planned, changes, stock, recorded, explained)
        failures = _distinct(one.problem for one in staged if one.problem)
        problems = tuple(sorted((*report.problems, *failures)))
        if has_errors(failures):
            return replace(report, problems=problems)
        foreign = foreign_problems(output, self._request.site, present, owned, left)
        report = replace(report, problems=(*problems, *foreign))
        if report.failed:
            return report
        write(
            self._state,
            self._name,
            output,
            self._staging,
            staged,
            changes,
            known,
            recorded,
            present.files,
            settled,
        )
        return replace(
            report,
            rendered=len(changes.stale),
            deleted=len(changes.deleted),
            untouched=changes.untouched,
            changes=tuple(sorted(explained)),
        )

    def _present(self) -> tuple[Listing, frozenset[str]]:
        """What is in the output folder, and what was cleared from it."""
        present = listing(self._request.output)
        return present, clear_temporary(self._request.output, present.files)

    def _recorded(
        self, known: Mapping[str, RecordedOutput], present: Listing
    ) -> dict[str, Recorded]:
        now_ns = time.time_ns()
        found = standings(
            self._request.output, known, present.files, is_paranoid=self._request.paranoid
        )
        if found.proved:
            with self._state.transaction():
                self._state.see_outputs(self._name, found.proved, now_ns)
        return found.recorded

    def _key(self, seen: Glance, digests: Mapping[str, Digest]) -> Digest:
        return digest_text(f"{seen.key(digests)} {self._request.drafts}")

    def _staged(
        self,
        planned: Plan,
        changes: Changes,
        stock: Stock,
        recorded: Mapping[str, Recorded],
        explained: list[Change],
    ) -> list[Staged]:
        """Renders what is stale; adds to `explained` why, if that was asked."""
        shutil.rmtree(self._staging.parent, ignore_errors=True)
        if self._request.explain:
            explained += [Change(path, "delete", "no longer planned") for path in changes.deleted]
        if not changes.stale:
            return []
        self._staging.mkdir(parents=True)
        settings = StageSettings(
            token=self._staging.name,
            state_file=str(self._folder / "state.db"),
            folder=str(self._staging),
            compiled=str(compiled_folder(self._folder)),
            files=_published_files(stock),
            templates=_template_files(stock),
        )
        staged = []
        total = len(changes.stale)
        numbered = self._numbered(planned, changes, recorded, explained)
        for one in self._workers.run(stage, numbered, settings, total):
            staged.append(one)
            self._events.progress("Rendering", len(staged), total)
        return staged

    def _numbered(
        self,
        planned: Plan,
        changes: Changes,
        recorded: Mapping[str, Recorded],
        explained: list[Change],
    ) -> Iterator[Numbered]:
        """The stale outputs one by one; their inputs go to the state before they are let go."""
        outputs = planned.outputs(changes.stale)
        if self._request.order_seed is not None:
            # By need: only an audit shuffles, and it holds all outputs at once.
            import random

            shuffled = list(outputs)
            random.Random(self._request.order_seed).shuffle(shuffled)  # noqa: S311 - an order
            outputs = iter(shuffled)
        for number, output in enumerate(outputs):
            path = output.path
            if self._request.explain:
                before = self._state.parts(self._name, path)
                why = reason(output, changes.stale[path], recorded.get(path), before)
                explained.append(Change(path, "render", why))
            self._state.hold_parts(path, parts_text(output))
            yield Numbered(number, output)


def _published_files(stock: Stock) -> tuple[tuple[str, str], ...]:
    return tuple(
        (path, stock.scan.files[path].file)
        for path, record in stock.records.items()
        if record.kind in ("media", "static", "catalogue")
    )


def _template_files(stock: Stock) -> tuple[tuple[str, TemplateFile], ...]:
    return tuple(
        (record.head.name, TemplateFile(path, stock.scan.files[path].file, record.digest))
        for path, record in stock.records.items()
        if isinstance(record.head, TemplateHead)
    )


def _distinct(problems: object) -> list[Problem]:
    """One problem for each place, though a template fails on every page that it makes."""
    distinct: dict[tuple[str, int], Problem] = {}
    for problem in problems:  # type: ignore[attr-defined]
        distinct.setdefault((problem.path, problem.line), problem)
    return list(distinct.values())

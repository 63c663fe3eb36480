"""The spine: read, catalog, plan, diff, render, write, in this order and nowhere else."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from newsgen.catalog.catalog import Catalog, catalog
from newsgen.model.content import FileRecord, TemplateHead
from newsgen.model.problem import Problem, has_errors
from newsgen.model.site import Site
from newsgen.planning.diff import Change, Changes, Recorded, diff, parts_text, reason
from newsgen.planning.plan import Plan, plan
from newsgen.publishing.failures import as_problem, shown_path
from newsgen.publishing.folder import (
    Listing,
    check_links,
    check_output_folder,
    check_places,
    clear_temporary,
    listing,
    real_path,
)
from newsgen.publishing.gather import gather
from newsgen.publishing.lock import site_lock
from newsgen.publishing.report import BuildReport, BuildRequest
from newsgen.publishing.resources import TemplateFile
from newsgen.publishing.stage import Numbered, Staged, StageSettings, close_stage, stage
from newsgen.publishing.standing import recorded_outputs
from newsgen.publishing.state import RecordedOutput, State
from newsgen.publishing.theme import theme_folder
from newsgen.publishing.toolchain import toolchain
from newsgen.publishing.workers import Workers
from newsgen.publishing.write import write
from newsgen.reading.config import CONFIG, with_slash
from newsgen.reading.read import read_file
from newsgen.reading.scan import Scan, scan_site
from newsgen.reading.settings import ReadSettings, read_settings

STATE_FOLDER = ".newsgen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """What a build tells while it runs: `progress` has a stage's name, what is done and of how much."""

    progress: Callable[[str, int, int], None] = lambda stage, done, total: None
    waiting: Callable[[], None] = lambda: None


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
    folder = request.state_folder or request.site / STATE_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with site_lock(folder / "lock", request.lock_timeout_seconds, events.waiting):
        state = State.open(folder / "state.db")
        workers = Workers(request.jobs, request.processes_from)
        try:
            return _Build(request, events, folder, state, workers).run()
        finally:
            workers.close()
            close_stage()
            state.close()
            shutil.rmtree(folder / "staging", ignore_errors=True)


class _Build:
    """One build, stage by stage."""

    def __init__(
        self,
        request: BuildRequest,
        events: Events,
        folder: Path,
        state: State,
        workers: Workers,
    ) -> None:
        self._request = request
        self._events = events
        self._folder = folder
        self._state = state
        self._workers = workers
        self._toolchain = toolchain()

    def run(self) -> BuildReport:
        request = self._request
        now_ns = time.time_ns()
        scan = scan_site(request.site, theme_folder())
        config, site = self._site(scan)
        settings = read_settings(site, self._toolchain)
        records = self._gathered(scan, config, settings, now_ns)
        zone = ZoneInfo(site.timezone)
        found = catalog(records, site, zone, request.as_of, with_drafts=request.drafts)
        planned = plan(found, records.values(), zone)
        problems = _all_problems(scan, records, site, found, planned)
        report = BuildReport(
            as_of=request.as_of,
            timezone=site.timezone,
            planned=len(planned.outputs),
            held=found.admission.held,
            next_due=found.admission.next_due,
            problems=problems,
            is_strict=request.strict,
        )
        if report.failed:
            return report
        return self._published(report, planned, records, scan)

    def _site(self, scan: Scan) -> tuple[FileRecord | None, Site]:
        """The configuration's record, and its settings or the defaults to go on checking with."""
        found = scan.files.get(CONFIG)
        record = read_file(found, read_settings(Site(), self._toolchain)).record if found else None
        site = record.head if record and isinstance(record.head, Site) else Site()
        if self._request.base_url:
            site = replace(site, url=with_slash(self._request.base_url))
        return record, site

    def _gathered(
        self, scan: Scan, config: FileRecord | None, settings: ReadSettings, now_ns: int
    ) -> dict[str, FileRecord]:
        files = {path: found for path, found in scan.files.items() if path != CONFIG}
        records = gather(
            files,
            settings,
            self._state,
            self._workers,
            now_ns,
            paranoid=self._request.paranoid,
            on_progress=lambda done, total: self._events.progress("Reading", done, total),
        )
        return {config.path: config, **records} if config else records

    def _published(
        self,
        report: BuildReport,
        planned: Plan,
        records: Mapping[str, FileRecord],
        scan: Scan,
    ) -> BuildReport:
        output = self._request.output
        known = self._state.outputs(self._output_name())
        present = listing(output)
        check_links(output, (*planned.outputs, *known), present.links)
        left = clear_temporary(output, present.files)
        recorded = recorded_outputs(
            output, known, present.files, is_paranoid=self._request.paranoid
        )
        changes = diff(planned.outputs, recorded, self._toolchain)
        check_places(output, changes.stale, present.files, changes.deleted)
        explained = self._explained(planned, changes, recorded)
        staged = self._staged(planned, changes, records, scan)
        failures = _distinct(one.problem for one in staged if one.problem)
        problems = tuple(sorted((*report.problems, *failures)))
        if has_errors(failures):
            return replace(report, problems=problems)
        foreign = _foreign(output, self._request.site, present, planned, known, left)
        report = replace(report, problems=(*problems, *foreign))
        if report.failed:
            return report
        self._write(planned, changes, staged, known, recorded, present)
        return replace(
            report,
            rendered=len(changes.stale),
            deleted=len(changes.deleted),
            untouched=changes.untouched,
            changes=explained,
        )

    def _output_name(self) -> str:
        """The output folder's name in the state: relative where it can be, so that a site may move."""
        output, site = real_path(self._request.output), real_path(self._request.site)
        return output.relative_to(site).as_posix() if site in output.parents else str(output)

    def _explained(
        self, planned: Plan, changes: Changes, recorded: Mapping[str, Recorded]
    ) -> tuple[Change, ...]:
        if not self._request.explain:
            return ()
        name = self._output_name()
        rendered = [
            Change(
                path,
                "render",
                reason(
                    planned.outputs[path],
                    current,
                    recorded.get(path),
                    self._state.parts(name, path),
                ),
            )
            for path, current in changes.stale.items()
        ]
        deleted = [Change(path, "delete", "no longer planned") for path in changes.deleted]
        return tuple(sorted((*rendered, *deleted)))

    def _staged(
        self,
        planned: Plan,
        changes: Changes,
        records: Mapping[str, FileRecord],
        scan: Scan,
    ) -> list[Staged]:
        folder = self._folder / "staging"
        shutil.rmtree(folder, ignore_errors=True)
        if not changes.stale:
            return []
        folder.mkdir()
        numbered = [
            Numbered(number, planned.outputs[path]) for number, path in enumerate(changes.stale)
        ]
        if self._request.order_seed is not None:
            random.Random(self._request.order_seed).shuffle(numbered)  # noqa: S311 - an order
        settings = StageSettings(
            token=uuid4().hex,
            state_file=str(self._folder / "state.db"),
            folder=str(folder),
            files=_published_files(records, scan),
            templates=_template_files(records, scan),
        )
        staged = []
        for one in self._workers.run(stage, numbered, settings):
            staged.append(one)
            self._events.progress("Rendering", len(staged), len(numbered))
        return staged

    def _write(
        self,
        planned: Plan,
        changes: Changes,
        staged: list[Staged],
        known: Mapping[str, RecordedOutput],
        recorded: Mapping[str, Recorded],
        present: Listing,
    ) -> None:
        write(
            self._state,
            self._output_name(),
            self._request.output,
            self._folder / "staging",
            staged,
            changes,
            {path: parts_text(planned.outputs[path]) for path in changes.stale},
            known,
            recorded,
            present.files,
        )


def _all_problems(
    scan: Scan,
    records: Mapping[str, FileRecord],
    site: Site,
    found: Catalog,
    planned: Plan,
) -> tuple[Problem, ...]:
    problems = [*scan.problems, *found.problems, *planned.problems]
    for record in records.values():
        problems += record.problems
    config = records.get(CONFIG)
    if not site.url and not (config and config.head is None):
        problems.append(
            Problem(
                path=CONFIG,
                line=1,
                column=1,
                code="NG050",
                message="`url` is not set, so there are no feeds, sitemaps and canonical links.",
                hint="Write url: https:// and the address that the site will have.",
                severity="warning",
            )
        )
    return tuple(sorted(set(problems)))


def _published_files(records: Mapping[str, FileRecord], scan: Scan) -> tuple[tuple[str, str], ...]:
    return tuple(
        (path, scan.files[path].file)
        for path, record in records.items()
        if record.kind in ("media", "static")
    )


def _template_files(
    records: Mapping[str, FileRecord], scan: Scan
) -> tuple[tuple[str, TemplateFile], ...]:
    return tuple(
        (record.head.name, TemplateFile(path, scan.files[path].file, record.digest))
        for path, record in records.items()
        if isinstance(record.head, TemplateHead)
    )


def _distinct(problems: object) -> list[Problem]:
    """One problem for each place, though a template fails on every page that it makes."""
    distinct: dict[tuple[str, int], Problem] = {}
    for problem in problems:  # type: ignore[attr-defined]
        distinct.setdefault((problem.path, problem.line), problem)
    return list(distinct.values())


def _foreign(
    output: Path,
    site: Path,
    present: Listing,
    planned: Plan,
    known: Mapping[str, RecordedOutput],
    left: frozenset[str],
) -> list[Problem]:
    """One warning that names the files of the output folder that newsgen did not write."""
    foreign = sorted(
        path
        for path in (*present.files, *present.links)
        if path not in planned.outputs and path not in known and path not in left
    )
    if not foreign:
        return []
    shown = [os.fsencode(path).decode("utf-8", "replace") for path in foreign[:5]]
    named = ", ".join(shown) + (f" and {len(foreign) - 5} more" if len(foreign) > 5 else "")
    return [
        Problem(
            path=shown_path(str(output), site),
            code="NG071",
            message=f"Files that newsgen did not write are left alone: {named}.",
            hint="Move them to static/root/, from where they are published, or delete them.",
            severity="warning",
        )
    ]

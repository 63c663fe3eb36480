"""Carries out `newsgen build`, from its options to its exit code."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.build.report import BuildRequest
from newsgen.build.session import PREVIEW_STATE, Events
from newsgen.commands.echo import echo
from newsgen.commands.progress import progress
from newsgen.commands.spoken import say
from newsgen.commands.summary import build_json, print_summary
from newsgen.library import OUTPUT, build_site
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.output.folder import PREVIEW
from newsgen.parallel.gc_tuning import collect_seldom
from newsgen.parallel.pool import default_jobs

if TYPE_CHECKING:
    from newsgen.model.problem import Problem


class BuildOptions(NamedTuple):
    """The options of the command by their names; a time is in seconds since 1970."""

    site: Path
    output: Path | None = None
    now: int | None = None
    base_url: str = ""
    jobs: int | None = None
    executor: str = ""
    drafts: bool = False
    strict: bool = False
    paranoid: bool = False
    allow_empty: bool = False
    forget_addresses: bool = False
    audit: bool = False
    explain: bool = False
    form: str = "text"
    limit: int = 50
    lock_timeout: float = 600.0
    quiet: bool = False
    state: Path | None = None
    order_seed: int | None = None


def run_build(options: BuildOptions) -> int:
    """Builds, and says what was done. Returns the exit code."""
    began = time.monotonic()
    site, output, now, state = options.site, options.output, options.now, options.state
    is_preview = output is None and (options.drafts or now is not None)
    if is_preview:
        state = state or site / PREVIEW_STATE
    output = output or site / (PREVIEW if is_preview else OUTPUT)
    request = BuildRequest(
        site=site,
        output=output,
        as_of=int(time.time()) if now is None else now,
        by_clock=now is None,
        allow_empty=options.allow_empty,
        forget_addresses=options.forget_addresses,
        is_preview=is_preview,
        base_url=options.base_url,
        jobs=options.jobs or default_jobs(),
        executor=options.executor,
        drafts=options.drafts,
        strict=options.strict,
        paranoid=options.paranoid,
        explain=options.explain,
        lock_timeout_seconds=options.lock_timeout,
        state_folder=state,
        order_seed=options.order_seed,
    )
    # The process ends with the build: there is no later to search for cycles in.
    collect_seldom()
    form, is_quiet = options.form, options.quiet
    with progress(is_shown=form == "text" and not is_quiet and sys.stderr.isatty()) as shown:
        report = build_site(request, Events(shown, _say_waiting, say), audit=options.audit)
    seconds = time.monotonic() - began
    if form == "json":
        echo(build_json(report, seconds, output, with_changes=options.explain))
    else:
        if report.problems:
            _print_problems(report.problems, site, form, options.limit)
        if form == "text" and not is_quiet:
            print_summary(report, seconds, output, is_preview=is_preview)
    return 1 if report.failed else 0


def _print_problems(problems: Sequence[Problem], site: Path, form: str, limit: int) -> None:
    # Imported late: most builds have nothing to complain of.
    from newsgen.commands.problems import print_github, print_problems

    if form == "github":
        print_github(problems)
    else:
        print_problems(problems, site, limit, way_to_all="newsgen build --limit 0")


def _say_waiting() -> None:
    say("Another build of this site is running; waiting for it.")

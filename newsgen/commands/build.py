"""`newsgen build`."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.build.report import BuildRequest
from newsgen.build.session import PREVIEW_STATE, Events
from newsgen.commands.executor import executor_option, jobs_for
from newsgen.commands.moments import MOMENT
from newsgen.commands.options import (
    annotated_format_option,
    jobs_option,
    limit_option,
    lock_timeout_option,
    site_option,
    state_option,
)
from newsgen.commands.printable import shown
from newsgen.commands.progress import progress
from newsgen.commands.spoken import quiet_option, say
from newsgen.commands.summary import build_json, print_summary
from newsgen.library import OUTPUT, build_site
from newsgen.output.folder import PREVIEW
from newsgen.parallel.gc_tuning import collect_seldom

if TYPE_CHECKING:
    from newsgen.model.problem import Problem


def _base_url(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not value:
        return value
    # Imported late: most sites name their address themselves.
    from newsgen.reading.urls import base_url_fault

    fault = base_url_fault(value)
    if fault:
        raise click.BadParameter(shown(fault))
    return value


@click.command("build")
@site_option
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The output folder.  [default: dist; with --now or --drafts .newsgen/preview]",
)
@click.option("--now", type=MOMENT, help="Build as of this time (ISO 8601).  [default: the clock]")
@click.option(
    "--base-url", default="", callback=_base_url, help="The site's address, in place of `url`."
)
@jobs_option
@executor_option
@click.option("--drafts", is_flag=True, help="Build drafts too, to look at them.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--paranoid", is_flag=True, help="Hash every file, whatever its times say.")
@click.option(
    "--allow-empty", is_flag=True, help="Mean it that most or all of the content is gone."
)
@click.option(
    "--forget-addresses", is_flag=True, help="Mean it that published addresses lead nowhere."
)
@click.option("--audit", is_flag=True, help="Render everything again and compare the bytes.")
@click.option("--explain", is_flag=True, help="Say of each change why it is made.")
@annotated_format_option
@limit_option
@lock_timeout_option
@quiet_option
@state_option
@click.option("--order-seed", type=int, hidden=True)
def build_command(
    site: Path, output: Path | None, now: int | None, base_url: str, jobs: int | None, executor: str,
    drafts: bool, strict: bool, paranoid: bool, allow_empty: bool, forget_addresses: bool,
    audit: bool, explain: bool, form: str, limit: int, lock_timeout: float, quiet: bool,
    state: Path | None, order_seed: int | None,
) -> int:  # fmt: skip
    """Build the site into the output folder.

    Everything in dist/ is made, kept or deleted as the site says at this moment. Another moment
    (--now) or drafts are a preview, which goes to .newsgen/preview/ unless --output names a folder.
    """
    began = time.monotonic()
    is_preview = output is None and (drafts or now is not None)
    if is_preview:
        state = state or site / PREVIEW_STATE
    output = output or site / (PREVIEW if is_preview else OUTPUT)
    request = BuildRequest(
        site=site,
        output=output,
        as_of=int(time.time()) if now is None else now,
        by_clock=now is None,
        allow_empty=allow_empty,
        forget_addresses=forget_addresses,
        is_preview=is_preview,
        base_url=base_url,
        jobs=jobs_for(jobs, executor),
        executor=executor,
        drafts=drafts,
        strict=strict,
        paranoid=paranoid,
        explain=explain,
        lock_timeout_seconds=lock_timeout,
        state_folder=state,
        order_seed=order_seed,
    )
    # The process ends with the build: there is no later to search for cycles in.
    collect_seldom()
    with progress(is_shown=form == "text" and not quiet and sys.stderr.isatty()) as shown:
        report = build_site(request, Events(shown, _say_waiting, say), audit=audit)
    seconds = time.monotonic() - began
    if form == "json":
        click.echo(build_json(report, seconds, output, with_changes=explain))
    else:
        if report.problems:
            _print_problems(report.problems, site, form, limit)
        if form == "text" and not quiet:
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
    click.echo("Another build of this site is running; waiting for it.", err=True)

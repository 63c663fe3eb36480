"""`newsgen check`."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.build.report import CheckReport, CheckRequest
from newsgen.build.session import Events
from newsgen.commands.executor import executor_option, jobs_for
from newsgen.commands.moments import MOMENT
from newsgen.commands.options import (
    annotated_format_option,
    jobs_option,
    limit_option,
    lock_timeout_option,
    quiet_option,
    site_option,
    state_option,
)
from newsgen.commands.printable import shown_json
from newsgen.commands.problems import as_data, print_github, print_problems
from newsgen.commands.progress import progress
from newsgen.commands.spoken import say
from newsgen.commands.summary import counted, iso
from newsgen.library import check_site
from newsgen.model.site import Level

if TYPE_CHECKING:
    from newsgen.desk.rule import Rule


@click.command("check")
@site_option
@click.option("--now", type=MOMENT, help="Check as of this time (ISO 8601).  [default: the clock]")
@click.option("--rules", is_flag=True, help="List the rules of the desk and check nothing.")
@click.option(
    "--changed-since",
    metavar="REV",
    help="Report only on files that differ from this git revision.",
)
@click.option(
    "--drafts/--no-drafts", default=True, help="Whether drafts are looked at.", show_default=True
)
@jobs_option
@executor_option
@annotated_format_option
@limit_option
@lock_timeout_option
@quiet_option
@state_option
def check_command(
    site: Path, now: int | None, rules: bool, changed_since: str | None, drafts: bool,
    jobs: int | None, executor: str, form: str, limit: int, lock_timeout: float, quiet: bool,
    state: Path | None,
) -> int:  # fmt: skip
    """Check the site as an editor would, and write nothing.

    Reports what a build would report, and what the rules of the desk find. Ends
    with 1 where one of them is an error.
    """
    began = time.monotonic()
    if rules:
        return _print_rules(site, form)
    request = CheckRequest(
        site=site,
        as_of=int(time.time()) if now is None else now,
        jobs=jobs_for(jobs, executor),
        executor=executor,
        drafts=drafts,
        only=_changed(site, changed_since),
        lock_timeout_seconds=lock_timeout,
        state_folder=state,
    )
    with progress(is_shown=form == "text" and not quiet and sys.stderr.isatty()) as shown:
        report = check_site(request, Events(shown, _say_waiting, say))
    seconds = time.monotonic() - began
    if form == "json":
        click.echo(check_json(report, seconds))
    elif form == "github":
        print_github(report.problems)
    else:
        print_problems(report.problems, site, limit)
        if not quiet:
            click.echo(_summary(report, seconds))
    return 1 if report.failed else 0


def check_json(report: CheckReport, seconds: float) -> str:
    """The report as one JSON object; the time is ISO 8601 in the site's time zone."""
    content = {
        "as_of": iso(report.as_of, report.timezone),
        "checked": report.checked,
        "problems": [as_data(problem) for problem in report.problems],
        "waived": [one._asdict() for one in report.waived],
        "seconds": round(seconds, 3),
    }
    return shown_json(content)


def _changed(site: Path, revision: str | None) -> frozenset[str] | None:
    if revision is None:
        return None
    from newsgen.commands.changed import changed_since

    return changed_since(site, revision)


def _summary(report: CheckReport, seconds: float) -> str:
    errors = sum(problem.severity == "error" for problem in report.problems)
    warnings = len(report.problems) - errors
    files = counted(report.checked, "file")
    waived = counted(len(report.waived), "finding")
    excused = f", and {waived} waived with a reason," if report.waived else ""
    return (
        f"{files} checked: {counted(errors, 'error')}, {counted(warnings, 'warning')}{excused}"
        f" in {seconds:.2f} s."
    )


def _print_rules(site: Path, form: str) -> int:
    # By need, here and below: a check of what was checked before loads no rules.
    from newsgen.build.check import rules_in_force

    found = rules_in_force(site)
    listing = _rules_json if form == "json" else _rules_table
    click.echo(listing(found.rules, found.levels))
    print_problems(found.problems, site)
    return 1 if any(problem.severity == "error" for problem in found.problems) else 0


def _rules_table(rules: Sequence[Rule], levels: Mapping[str, Level]) -> str:
    width = max(len(rule.name) for rule in rules)
    indent = " " * (width + 18)
    return "\n".join(
        f"{rule.code}  {rule.name:<{width}}  {levels[rule.code]:<7}  {rule.reason}\n{indent}{rule.fix}"
        for rule in rules
    )


def _rules_json(rules: Sequence[Rule], levels: Mapping[str, Level]) -> str:
    listed = [
        {
            "code": rule.code,
            "name": rule.name,
            "level": levels[rule.code],
            "default": rule.level,
            "reason": rule.reason,
            "fix": rule.fix,
        }
        for rule in rules
    ]
    return shown_json(listed)


def _say_waiting() -> None:
    click.echo("A build of this site is running; waiting for it.", err=True)

"""`newsgen status`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from newsgen.build.report import CheckRequest
from newsgen.build.session import Events
from newsgen.build.status import LastBuild, Listed, StatusReport, status
from newsgen.commands.moments import MOMENT
from newsgen.commands.options import format_option, lock_timeout_option, output_option, site_option
from newsgen.commands.printable import shown, shown_json
from newsgen.commands.problems import print_problems
from newsgen.commands.progress import progress
from newsgen.commands.spoken import say
from newsgen.commands.summary import counted, iso, local
from newsgen.parallel.pool import default_jobs

_ROWS = 12
"""So many rows of a list are shown; all of them are in the JSON."""


@click.command("status")
@site_option
@output_option
@click.option("--now", type=MOMENT, help="As of this time (ISO 8601).  [default: the clock]")
@format_option
@lock_timeout_option
def status_command(
    site: Path, output: Path | None, now: int | None, form: str, lock_timeout: float
) -> int:
    """Show the desk at a glance, and publish nothing.

    What is held and until when, what expires, develops and was corrected, what comes next, how
    many problems there are of each kind, and whether the last build is older than the content.
    """
    request = CheckRequest(
        site=site,
        as_of=int(time.time()) if now is None else now,
        jobs=default_jobs(),
        lock_timeout_seconds=lock_timeout,
    )
    with progress(is_shown=form == "text" and sys.stderr.isatty()) as show:
        report = status(request, output or site / "dist", Events(show, _say_waiting, say))
    if report.failure is not None:
        print_problems([report.failure], site)
        return 1
    click.echo(status_json(report) if form == "json" else "\n".join(_screen(report)))
    return 0


def status_json(report: StatusReport) -> str:
    """The report as one JSON object; times are ISO 8601 in the site's time zone."""

    def moment(seconds: int | None) -> str | None:
        return None if seconds is None else iso(seconds, report.timezone)

    def listed(articles: Sequence[Listed], note: str = "") -> list[dict[str, str | None]]:
        return [
            {
                "source": one.source,
                "headline": one.headline,
                "time": moment(one.time),
                **({note: one.note} if note else {}),
            }
            for one in articles
        ]

    build = report.last_build
    return shown_json(
        {
            "as_of": moment(report.as_of),
            "articles": report.articles,
            "last_build": {
                "output": build.output,
                "as_of": moment(build.as_of),
                "freshness": build.freshness,
                "changed": list(build.changed),
            },
            "next_due": moment(report.next_due),
            "due": listed(report.due, "what"),
            "embargoed": listed(report.embargoed),
            "drafts": listed(report.drafts),
            "expiring": listed(report.expiring),
            "expired": listed(report.expired),
            "developing": listed(report.developing),
            "corrected": listed(report.corrected, "kind"),
            "published": listed(report.published),
            "problems": [one._asdict() for one in report.problems],
        }
    )


def lapse(seconds: int) -> str:
    """A span of time as a person says it, by its two greatest units."""
    minutes = max(0, seconds) // 60
    days, hours = minutes // 1_440, minutes // 60 % 24
    if days:
        return counted(days, "day") + (f" {hours} h" if hours and days < 10 else "")
    if hours:
        return f"{hours} h {minutes % 60} min"
    return f"{minutes} min" if minutes else "less than a minute"


def _screen(report: StatusReport) -> Iterator[str]:
    """What an editor on a deadline sees, line by line."""
    yield f"{click.style(shown(report.name), bold=True)}, {local(report.as_of, report.timezone)}"
    yield ""
    newest = report.published[0] if report.published else None
    last = f", the last one {_when(newest, report)}: {_title(newest)}" if newest else ""
    yield f"Published   {counted(report.articles, 'article')}{last}"
    yield from _last_build(report.last_build, report)
    yield f"Next        {_next(report)}"
    yield from _build_again(report)
    yield from _section("Embargoed", report.embargoed, report)
    yield from _section("Drafts", report.drafts, report)
    yield from _section("Expiring", report.expiring, report)
    yield from _section("Expired", report.expired, report)
    yield from _section("Developing", report.developing, report)
    yield from _section("Corrected lately", report.corrected, report)
    yield from _problems(report)


def _last_build(build: LastBuild, report: StatusReport) -> Iterator[str]:
    folder = shown(f"{build.output}/")
    built = "" if build.as_of is None else f" It was built as of {_local(build.as_of, report)}."
    number = len(build.changed)
    words = {
        "current": f"{folder} is up to date.{built}",
        "never": f"{folder} was never built. Build it: newsgen build",
        "gone": f"{folder} is gone.{built} Build it: newsgen build",
        "unfinished": f"{folder} is not finished: the last build failed or was stopped.",
        "content": f"{folder} is older than the content: {counted(number, 'file')} changed."
        if number
        else f"{folder} is older than the content.",
        "due": f"{folder} is behind the clock: something has come or gone since.{built}",
        "settings": f"{folder} was built with other settings, options, or another newsgen.",
    }
    sentence = words[build.freshness]
    if build.freshness == "content":
        sentence += built
    yield f"Last build  {click.style(sentence, fg=None if build.freshness == 'current' else 'yellow')}"
    yield from (f"              {shown(path)}" for path in build.changed[:_ROWS])
    if number > _ROWS:
        yield f"              and {number - _ROWS} more"


def _next(report: StatusReport) -> str:
    if report.next_due is None:
        return "Nothing is due."
    what = "; ".join(f"{_title(one)} ({one.note})" for one in report.due[:3])
    more = f" and {len(report.due) - 3} more" if len(report.due) > 3 else ""
    left = lapse(report.next_due - report.as_of)
    return f"in {left}, {_local(report.next_due, report)}: {what}{more}"


def _build_again(report: StatusReport) -> Iterator[str]:
    """When the site is due again before the next article is: the sitemap of news changes by the clock."""
    due = report.last_build.next_due
    if due is None or due <= report.as_of or due == report.next_due:
        return
    left = lapse(due - report.as_of)
    yield f"            build again in {left}, {_local(due, report)}, for what machines read"


def _section(name: str, articles: Sequence[Listed], report: StatusReport) -> Iterator[str]:
    if not articles:
        return
    yield ""
    yield click.style(f"{name} ({len(articles)})", bold=True)
    for one in articles[:_ROWS]:
        when = f"{_when(one, report)}  " if one.time is not None else ""
        note = f"{one.note}: " if one.note else ""
        yield f"  {when}{note}{_title(one)}"
        if one.headline:
            yield click.style(f"      {shown(one.source)}", dim=True)
    if len(articles) > _ROWS:
        yield f"  and {len(articles) - _ROWS} more: newsgen status --format json"


def _problems(report: StatusReport) -> Iterator[str]:
    # By need: the JSON has the codes alone.
    from newsgen.model.codes import CODES

    yield ""
    if not report.problems:
        yield "No problems."
        return
    errors = sum(one.number for one in report.problems if one.severity == "error")
    warnings = sum(one.number for one in report.problems) - errors
    counts = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    yield click.style(f"Problems: {counts}", bold=True) + " (newsgen check names each)"
    for one in report.problems[:_ROWS]:
        label = click.style(f"{one.severity:<7}", fg="red" if one.severity == "error" else "yellow")
        where = shown(one.first) + (" and others" if one.number > 1 else "")
        yield f"  {one.number:>4}  {label} {one.code}  {CODES[one.code]}: {where}"
    if len(report.problems) > _ROWS:
        yield f"        and {counted(len(report.problems) - _ROWS, 'other kind')}"


def _when(one: Listed, report: StatusReport) -> str:
    """The time of an article, and how far away it is."""
    if one.time is None:
        return ""
    left = one.time - report.as_of
    far = f"in {lapse(left)}" if left >= 0 else f"{lapse(-left)} ago"
    return f"{_local(one.time, report)} ({far})"


def _title(one: Listed) -> str:
    return f"“{shown(one.headline)}”" if one.headline else shown(one.source)


def _local(seconds: int, report: StatusReport) -> str:
    return local(seconds, report.timezone, with_zone=False)


def _say_waiting() -> None:
    click.echo("A build of this site is running; waiting for it.", err=True)

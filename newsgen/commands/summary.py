"""What a build did, for people and for machines."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path

from newsgen.build.report import BuildReport
from newsgen.commands.echo import echo
from newsgen.commands.printable import shown, shown_json

_FAILED = {
    "nothing": "Nothing was published",
    "part": "Published in part, each file whole",
    "all": "Published, but not sound",
}
_WHY = {"draft": "draft", "embargo": "comes out", "expired": "expired"}


def print_summary(
    report: BuildReport, seconds: float, output: Path, *, is_preview: bool = False
) -> None:
    """The summary on standard output; changes with their reasons where they were asked for."""
    for path in report.overridden:
        echo(f"   own {shown(path)}: in the place of the theme's")
    for change in report.changes:
        echo(f"{change.change:>6} {shown(change.output)}: {shown(change.reason)}")
    for held in report.held:
        until = f" {_local(held.until, report)}" if held.until is not None else ""
        echo(f"  held {shown(held.source)}: {_WHY[held.why]}{until}")
    errors = sum(problem.severity == "error" for problem in report.problems)
    warnings = len(report.problems) - errors
    if report.failed:
        counts = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
        echo(f"{_FAILED[report.published]}: {counts}.")
        return
    parts = [
        f"{report.rendered} rendered",
        f"{report.deleted} deleted",
        f"{report.untouched} untouched",
        f"{len(report.held)} held",
    ]
    if warnings:
        parts.append(counted(warnings, "warning"))
    echo(f"{', '.join(parts)} in {seconds:.2f} s.")
    articles = counted(report.articles, "article")
    place = shown(str(output / "index.html"))
    if is_preview:
        echo(f"A preview with {articles}: {place}. What is published stays as it was.")
        return
    echo(f"The site has {articles}: open {place}, or see it as you write: newsgen serve.")
    if report.next_due is not None:
        echo(f"Build again at {_local(report.next_due, report)}: something is due then.")


def build_json(report: BuildReport, seconds: float, output: Path, *, with_changes: bool) -> str:
    """The report as one JSON object; times are ISO 8601 in the site's time zone."""
    # Imported late: most builds report in words, and have nothing to complain of.
    from newsgen.commands.problems import as_data

    content: dict[str, object] = {
        "as_of": _iso(report.as_of, report),
        "published": report.published if report.failed else "all",
        "output": str(output),
        "articles": 0 if report.failed else report.articles,
        "planned": report.planned,
        "rendered": report.rendered,
        "deleted": report.deleted,
        "untouched": report.untouched,
        "held": [
            {"source": held.source, "why": held.why, "until": _iso(held.until, report)}
            for held in report.held
        ],
        "next_due": _iso(report.next_due, report),
        "problems": [as_data(problem) for problem in report.problems],
    }
    if with_changes:
        content["changes"] = [change._asdict() for change in report.changes]
        content["overridden"] = list(report.overridden)
    content["seconds"] = round(seconds, 3)
    return shown_json(content)


def counted(number: int, word: str) -> str:
    """A number with its word, in the plural where it is not one."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def iso(seconds: int, timezone: str) -> str:
    """The time in ISO 8601, in the zone of this name."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(_zone(timezone)).isoformat()


def _iso(seconds: int | None, report: BuildReport) -> str | None:
    return None if seconds is None else iso(seconds, report.timezone)


def local(seconds: int, timezone: str, *, with_zone: bool = True) -> str:
    """The time as people read it, in the zone of this name."""
    moment = f"{datetime.fromtimestamp(seconds, _zone(timezone)):%Y-%m-%d %H:%M}"
    return f"{moment} ({timezone})" if with_zone else moment


def _local(seconds: int, report: BuildReport) -> str:
    return local(seconds, report.timezone)


def _zone(name: str) -> tzinfo:
    # By need: most builds name no time.
    from zoneinfo import ZoneInfo

    # A report of what is wrong is given on a machine without time zones, too.
    return UTC if name == "UTC" else ZoneInfo(name)

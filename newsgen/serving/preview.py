"""What is shown: whether drafts, as of when, and what the last build said of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from newsgen.build.report import BuildReport, BuildRequest
from newsgen.model.digest import digest_bytes
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem
from newsgen.parallel.pool import default_jobs
from newsgen.reading.yaml.dates import parse_moment
from newsgen.runtime.theme_folder import file_of
from newsgen.serving.builder_messages import Built
from newsgen.serving.editors import editor_link
from newsgen.serving.marked_lines import marked_line
from newsgen.serving.preview_folders import Places
from newsgen.serving.served_files import Elsewhere, find_file

NOT_FOUND = "404.html"

_SHOWN = (".css", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
_MOST_PROBLEMS = 50
_MOST_OUTPUTS = 200


class View(NamedTuple):
    """What to look at: the site as of a time, or, where that is None, as it is, with all that is held."""

    as_of: int | None
    with_drafts: bool


class Status(NamedTuple):
    """The end of a build for all who look at its pages. `number` counts builds; 0 is before the first."""

    number: int
    built: Built | None


def request_of(places: Places, view: View, watched: frozenset[str] | None) -> BuildRequest:
    """The build that makes the view."""
    return BuildRequest(
        site=places.site,
        output=places.output,
        state_folder=places.state,
        as_of=int(time.time()) if view.as_of is None else view.as_of,
        # Most of a site may go in a preview, as with another branch; a folder that is gone is told of.
        allow_empty=os.path.isdir(places.site / "content"),
        jobs=default_jobs(),
        drafts=view.with_drafts,
        held=view.with_drafts and view.as_of is None,
        watched=watched,
    )


def page_tag(output: Path, path: str) -> str:
    """A name for the published bytes that a request for this path gets; "" where nothing is published."""
    found = find_file(output, path)
    if isinstance(found, Elsewhere):
        return "elsewhere"
    missing = ""
    if found is None:
        missing, found = "404-", find_file(output, f"/{NOT_FOUND}")
    if found is None or isinstance(found, Elsewhere):
        return ""
    with found.stream as stream:
        return missing + tag_of(stream.read())


def tag_of(content: bytes) -> str:
    """A name for these bytes."""
    return digest_bytes(content)[:24]


def status_data(status: Status, view: View, places: Places, editor: str) -> dict[str, object]:
    """What the script in a page is told of a build, as JSON has it."""
    built = status.built
    report = built.report if built else None
    problems = report.problems if report and report.failed else ()
    # Nobody has looked at anything yet when the first build ends.
    outputs = built.outputs if built and status.number > 1 else ()
    zone = report.timezone if report else "UTC"
    return {
        "build": status.number,
        "failed": bool(built and (built.crash or (report and report.failed))),
        "crash": built.crash if built else "",
        "problems": [problem_data(one, places.site, editor) for one in problems[:_MOST_PROBLEMS]],
        "more": max(0, len(problems) - _MOST_PROBLEMS),
        "warnings": len(report.problems) if report and not report.failed else 0,
        "assets": _assets(outputs),
        "zone": zone,
        "time": "" if view.as_of is None else field_time(view.as_of, zone),
        "drafts": view.with_drafts,
        "due": field_time(report.next_due, zone) if report and report.next_due else "",
    }


def problem_data(problem: Problem, site: Path, editor: str) -> dict[str, object]:
    """A problem with its line, where the mark belongs, and the link that opens the file there."""
    line = marked_line(problem, site)
    file = file_of(problem.path, site)
    is_file = file.is_file()
    return {
        **problem._asdict(),
        "text": line.text if line else "",
        "at": line.at if line else 0,
        "open": editor_link(editor, file, problem.line, problem.column) if is_file else "",
    }


def field_time(seconds: int, zone: str) -> str:
    """The time as a field of a form has it, in the site's zone."""
    return f"{datetime.fromtimestamp(seconds, _zone(zone)):%Y-%m-%dT%H:%M}"


def time_of_field(text: str, report: BuildReport | None) -> int | None:
    """The time that a form's field says, in the site's zone, in seconds since 1970; None where it is none."""
    moment = parse_moment(text, _zone(report.timezone if report else "UTC"))
    return moment.seconds if moment else None


def _zone(name: str) -> tzinfo:
    return UTC if name == "UTC" else ZoneInfo(name)


def _assets(outputs: Iterable[str]) -> list[str]:
    """What was written that pages show and that is no page itself; most builds write few of them."""
    found = [path for path in outputs if path.endswith(_SHOWN)]
    return found[:_MOST_OUTPUTS]

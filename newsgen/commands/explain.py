"""`newsgen explain`."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.build.explain import (
    BY_VALUE,
    ExplainedFile,
    ExplainedOutput,
    Explanation,
    Part,
    explain,
)
from newsgen.build.report import CheckRequest
from newsgen.build.session import Events
from newsgen.commands.moments import MOMENT
from newsgen.commands.options import format_option, lock_timeout_option, output_option, site_option
from newsgen.commands.printable import shown, shown_json
from newsgen.commands.problems import print_problems
from newsgen.commands.progress import progress
from newsgen.commands.spoken import say
from newsgen.commands.summary import counted, local
from newsgen.parallel.pool import default_jobs

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_ROWS = 40
"""So many outputs are shown; all of them are in the JSON."""

_DIGITS = 8
"""So much of a digest is shown: enough to see that it is another."""

_DIGEST = re.compile("[0-9a-f]{16,}")
_CHARACTERS = 80

_MARKS = {"same": " ", "unknown": " ", "changed": "~", "added": "+", "removed": "-"}
_COLORS = {"changed": "yellow", "added": "green", "removed": "red"}


def _files(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Has the shell complete files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


@click.command("explain")
@click.argument("what", metavar="ROUTE|FILE", shell_complete=_files)
@site_option
@output_option
@click.option("--now", type=MOMENT, help="As of this time (ISO 8601).  [default: the clock]")
@format_option
@lock_timeout_option
def explain_command(
    what: str, site: Path, output: Path | None, now: int | None, form: str, lock_timeout: float
) -> int:
    """Say what a page is made of, or what a file reaches, and what is stale and why.

    ROUTE is a page's address or its file in dist/; FILE an article, a picture, a template or
    another file of the site. Nothing is rendered, and nothing in dist/ is touched.

    \b
    newsgen explain /world/2024/11/strike.html
    newsgen explain content/articles/world/strike.md
    newsgen explain templates/article.html
    """
    request = CheckRequest(
        site=site,
        as_of=int(time.time()) if now is None else now,
        jobs=default_jobs(),
        lock_timeout_seconds=lock_timeout,
    )
    with progress(is_shown=form == "text" and sys.stderr.isatty()) as show:
        found = explain(request, output or site / "dist", what, Events(show, _say_waiting, say))
    if found.failure is not None:
        print_problems([found.failure], site)
        return 1
    if found.output is None and found.file is None:
        hint = f"Did you mean {shown(found.nearest)}?" if found.nearest else _HINT
        raise click.UsageError(f"Nothing here is called {shown(what)}. {hint}")
    click.echo(explain_json(found) if form == "json" else "\n".join(_lines(found)))
    return 0


_HINT = "Name a page by its address or its file in dist/, or a file by its path in the site."


def explain_json(found: Explanation) -> str:
    """The explanation as one JSON object: `output` or `file` is null."""
    output, file = found.output, found.file
    return shown_json(
        {
            "output": output
            and {**output._asdict(), "parts": [one._asdict() for one in output.parts]},
            "file": file
            and {
                **file._asdict(),
                "held": file.held and file.held._asdict(),
                "reached": [one._asdict() for one in file.reached],
            },
        }
    )


def _lines(found: Explanation) -> Iterator[str]:
    if found.output is not None:
        yield from _output(found.output)
    if found.file is not None:
        yield from _file(found.file, found.timezone)


def _output(output: ExplainedOutput) -> Iterator[str]:
    made = f", made of {shown(output.origin)}" if output.origin else ""
    by = f", by {output.template}" if output.template else ""
    yield f"{click.style(shown(output.path), bold=True)}: {output.kind}{made}{by}"
    if not output.is_planned:
        yield click.style("Nothing is planned there: the next build deletes it.", fg="yellow")
    elif output.reason:
        yield click.style(f"Stale: {shown(output.reason)}. The next build renders it.", fg="yellow")
    else:
        yield "Up to date: its inputs and its file are those of the last build."
    yield ""
    yield "Its inputs by role, with the digest of each (before -> now where it is another):"
    width = max((len(part.role) for part in output.parts), default=0)
    role = ""
    for part in output.parts:
        yield _part(part, "" if part.role == role else part.role, width)
        role = part.role


def _part(part: Part, role: str, width: int) -> str:
    before, now = _short(part.before), _short(part.now)
    digest = f"{before} -> {now}" if part.change == "changed" else now or before
    name = shown(part.key) or "(a value)"
    line = f"{_MARKS[part.change]} {role:<{width}}  {name}  {shown(digest)}"
    color = _COLORS.get(part.change)
    return click.style(line, fg=color) if color else line


def _short(digest: str) -> str:
    """The beginning of a digest. What is no digest stands for itself, such as the route of a link."""
    return digest[:_DIGITS] if _DIGEST.fullmatch(digest) else digest[:_CHARACTERS]


def _file(file: ExplainedFile, timezone: str) -> Iterator[str]:
    yield f"{click.style(shown(file.path), bold=True)}: {file.kind}"
    if file.held is not None:
        until = f" until {local(file.held.until, timezone)}" if file.held.until else ""
        yield click.style(f"It is held back ({file.held.why}){until}.", fg="yellow")
    if file.errors:
        mistakes = counted(file.errors, "error")
        yield click.style(f"It has {mistakes}, which `newsgen check` names.", fg="red")
    stale = [one for one in file.reached if one.reason]
    if file.kind in BY_VALUE:
        yield "Its values are inputs of pages one by one, so no page depends on the file as a whole."
        yield f"Of the site as it is now, {counted(len(stale), 'output')} would be rendered."
    elif not file.reached:
        yield "It reaches no output."
    else:
        number = counted(len(file.reached), "output")
        yield f"It reaches {number}, of which {len(stale)} would be rendered now."
    if not file.reached:
        return
    yield ""
    width = min(60, max(len(shown(one.path)) for one in file.reached[:_ROWS]))
    for one in file.reached[:_ROWS]:
        roles = f"as {', '.join(one.roles)}" if one.roles else ""
        why = click.style(f"  stale: {shown(one.reason)}", fg="yellow") if one.reason else ""
        yield f"  {shown(one.path):<{width}}  {one.kind:<8} {roles}{why}"
    if len(file.reached) > _ROWS:
        yield f"  and {len(file.reached) - _ROWS} more: --format json has all"


def _say_waiting() -> None:
    click.echo("A build of this site is running; waiting for it.", err=True)

"""Problems for people, and for machines that read annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from newsgen.commands.printable import shown
from newsgen.commands.summary import counted
from newsgen.model.problem import Problem, Severity
from newsgen.runtime.theme_folder import file_of

_MAX_LINE = 160
_COLORS = {"error": "red", "warning": "yellow"}


MOST_SHOWN = 50
"""So many problems a person reads one by one."""

_ALL_BY_CHECK = "newsgen check --limit 0"


def print_problems(
    problems: Sequence[Problem],
    site: Path,
    limit: int = MOST_SHOWN,
    *,
    way_to_all: str = _ALL_BY_CHECK,
) -> None:
    """Problems on standard error, each with its line and a caret where there is one.

    Where there are more than `limit`, 0 for no limit, the number of each kind comes first, then so
    many problems, errors before warnings, and the `way_to_all`, which is the end of a command.
    """
    shown_ones = problems
    if 0 < limit < len(problems):
        for line in _sums(problems):
            click.echo(line, err=True)
        click.echo(err=True)
        # The sort keeps the order of places.
        shown_ones = sorted(problems, key=lambda one: one.severity != "error")[:limit]
    files = _Lines(site)
    for problem in shown_ones:
        click.echo(_head(problem), err=True)
        quoted = _quoted_line(problem, files)
        if quoted:
            click.echo(quoted, err=True)
    if len(shown_ones) < len(problems):
        left = len(problems) - len(shown_ones)
        more = "1 more problem is" if left == 1 else f"{left:,} more problems are"
        click.echo(
            f"\n{more} not shown. To see all: {way_to_all}, or --format json for programs.",
            err=True,
        )


def _sums(problems: Sequence[Problem]) -> Iterator[str]:
    """A line for each kind of problem, errors first, then the most frequent."""
    # By need: most builds have few problems.
    from newsgen.model.codes import CODES

    numbers: dict[tuple[Severity, str], int] = {}
    files: dict[tuple[Severity, str], set[str]] = {}
    for one in problems:
        kind = one.severity, one.code
        numbers[kind] = numbers.get(kind, 0) + 1
        files.setdefault(kind, set()).add(one.path)
    in_all = len({one.path for one in problems})
    yield click.style(
        f"{counted(len(problems), 'problem')} in {counted(in_all, 'file')}:", bold=True
    )
    for kind in sorted(numbers, key=lambda one: (one[0] != "error", -numbers[one], one)):
        severity, code = kind
        label = click.style(f"{severity:<7}", fg=_COLORS[severity])
        what = CODES.get(code, "found by a rule of a plugin")
        yield f"{numbers[kind]:>8,}  {label}  {code}  {what} ({counted(len(files[kind]), 'file')})"


def print_github(problems: Iterable[Problem]) -> None:
    """Each problem as a workflow command of GitHub Actions, on standard output."""
    for problem in problems:
        place = f"file={_property(problem.path)}"
        if problem.line:
            place += f",line={problem.line}"
        if problem.column:
            place += f",col={problem.column}"
        text = _data(_sentences(problem))
        click.echo(f"::{problem.severity} {place},title={_property(problem.code)}::{text}")


def as_data(problem: Problem) -> dict[str, str | int]:
    """A problem as the JSON of every command has it."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def _head(problem: Problem) -> str:
    place = shown(problem.path)
    if problem.line:
        place += f":{problem.line}:{max(problem.column, 1)}"
    label = click.style(problem.severity, fg=_COLORS[problem.severity], bold=True)
    return f"{click.style(place, bold=True)}: {label} {problem.code}: {_sentences(problem)}"


def _sentences(problem: Problem) -> str:
    return shown(" ".join(filter(None, (problem.message, problem.hint))))


class _Lines:
    """The lines of the site's files. Of problems in their order each file is read once."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._path = ""
        self._lines: list[str] = []

    def of(self, path: str) -> list[str]:
        """The lines of the file at this path; none where it cannot be read."""
        if path != self._path:
            self._path, self._lines = path, self._read(path)
        return self._lines

    def _read(self, path: str) -> list[str]:
        try:
            # Lines as they are counted in reading: text mode knows the same three breaks.
            return file_of(path, self._site).read_text("utf-8-sig", errors="replace").split("\n")
        except OSError:
            return []


def _quoted_line(problem: Problem, files: _Lines) -> str:
    """The line of the file with a caret under the column; "" where it cannot be shown."""
    lines = files.of(problem.path) if problem.line else []
    if not 0 < problem.line <= len(lines):
        return ""
    line = lines[problem.line - 1]
    column = min(max(problem.column, 1), len(line) + 1)
    start = max(0, column - _MAX_LINE // 2) if len(line) > _MAX_LINE else 0
    # Cut first: many problems may stand in one line of megabytes.
    line, end = line[start : start + _MAX_LINE].rstrip("\r").replace("\t", " "), column - 1 - start
    if not line.strip():
        return ""
    before, behind = shown(line[:end]), shown(line[end:])
    number = f"{problem.line:>5} | "
    return f"{number}{before}{behind}\n{' ' * (len(number) + len(before))}^"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    # The break of a line in a file's name is part of the name; all else that is not seen is shown.
    named = "\n".join(map(shown, text.split("\n")))
    return _data(named).replace(":", "%3A").replace(",", "%2C")

"""Problems for people, and for machines that read annotations."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from newsgen.commands.printable import shown
from newsgen.model.problem import Problem
from newsgen.runtime.theme_folder import file_of

_MAX_LINE = 160


def print_problems(problems: Iterable[Problem], site: Path) -> None:
    """Each problem on standard error, with its line and a caret where there is one."""
    files = _Lines(site)
    for problem in problems:
        click.echo(_head(problem), err=True)
        quoted = _quoted_line(problem, files)
        if quoted:
            click.echo(quoted, err=True)


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
    color = "red" if problem.severity == "error" else "yellow"
    label = click.style(problem.severity, fg=color, bold=True)
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

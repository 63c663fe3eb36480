"""Problems for people, and for machines that read annotations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import click

from newsgen.model.problem import Problem
from newsgen.publishing.theme import theme_folder
from newsgen.reading.scan import THEME

_MAX_LINE = 160

# Escape sequences in a quoted text would speak to the terminal, not to the reader.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def print_problems(problems: Iterable[Problem], site: Path) -> None:
    """Each problem on standard error, with its line and a caret where there is one."""
    for problem in problems:
        click.echo(_head(problem), err=True)
        shown = _shown_line(problem, site)
        if shown:
            click.echo(shown, err=True)


def print_github(problems: Iterable[Problem]) -> None:
    """Each problem as a workflow command of GitHub Actions, on standard output."""
    for problem in problems:
        place = f"file={_property(problem.path)}"
        if problem.line:
            place += f",line={problem.line}"
        if problem.column:
            place += f",col={problem.column}"
        text = _data(_sentences(problem))
        click.echo(f"::{problem.severity} {place},title={problem.code}::{text}")


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
    place = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", problem.path)
    if problem.line:
        place += f":{problem.line}:{max(problem.column, 1)}"
    color = "red" if problem.severity == "error" else "yellow"
    label = click.style(problem.severity, fg=color, bold=True)
    text = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _sentences(problem))
    return f"{click.style(place, bold=True)}: {label} {problem.code}: {text}"


def _sentences(problem: Problem) -> str:
    return " ".join(filter(None, (problem.message, problem.hint)))


def _shown_line(problem: Problem, site: Path) -> str:
    """The line of the file with a caret under the column; "" where it cannot be shown."""
    if not problem.line:
        return ""
    if problem.path.startswith(THEME):
        file = theme_folder() / problem.path.removeprefix(THEME)
    else:
        file = site / problem.path
    try:
        # Lines as they are counted in reading: text mode knows the same three breaks.
        lines = file.read_text("utf-8-sig", errors="replace").split("\n")
        line = _UNPRINTABLE.sub(" ", lines[problem.line - 1])
    except (OSError, IndexError):
        return ""
    if not line.strip():
        return ""
    column = min(max(problem.column, 1), len(line) + 1)
    start = max(0, column - _MAX_LINE // 2) if len(line) > _MAX_LINE else 0
    line = line[start : start + _MAX_LINE]
    number = f"{problem.line:>5} | "
    return f"{number}{line}\n{' ' * (len(number) + column - 1 - start)}^"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

"""What is wrong with the input, as a value that can be collected, sorted and shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from newsgen.model.codes import CODES

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One mistake, where it is, and what to do.

    `path` is relative to the site, with "/". `line` and `column` count from 1,
    from the top of the file; 0 means that the whole file is meant.
    `message` says what is wrong, `hint` what to do; both are whole sentences.
    """

    path: str
    line: int = 0
    column: int = 0
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"{self.code} is not in the table of codes")


def warning(problem: Problem) -> Problem:
    """The same problem as a warning."""
    return replace(problem, severity="warning")


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of them is an error."""
    return any(problem.severity == "error" for problem in problems)

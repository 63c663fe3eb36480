"""What is wrong with the input, as a value that can be collected, sorted and shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from newsgen.model.fast_namedtuple import NamedTuple

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One mistake, where it is, and what to do. Problems are in the order of their places.

    `path` is relative to the site, with "/". `line` and `column` count from 1,
    from the top of the file; 0 means that the whole file is meant. `code` is
    one of `model.codes`; `message` says what is wrong, `hint` what to do, both
    in whole sentences. Who makes one names the fields, code and message
    among them.
    """

    path: str
    line: int = 0
    column: int = 0
    code: str = ""
    message: str = ""
    hint: str = ""
    severity: Severity = "error"


def warning(problem: Problem) -> Problem:
    """The same problem as a warning."""
    return problem._replace(severity="warning")


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of them is an error."""
    return any(problem.severity == "error" for problem in problems)

"""What is wrong with the input, as a value that can be collected, sorted and shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from newsgen.model.fast_namedtuple import NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    class Place(Protocol):
        """Whatever knows where it stands in a file: a value, a key, a reference."""

        @property
        def line(self) -> int: ...
        @property
        def column(self) -> int: ...


Severity = Literal["error", "warning"]


class Position(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


WHOLE_FILE = Position(0, 0)
"""Where no line of the file is to blame."""

TOP = Position(1, 1)
"""Where something is missing that the file should begin with, or where it is told of all of it."""


class Problem(NamedTuple):
    """One mistake, where it is, and what to do. Problems are in the order of their places.

    `path` is relative to the site, with "/". `line` and `column` count from 1,
    from the top of the file; 0 means that the whole file is meant. `code` is
    one of `model.codes`; `message` says what is wrong, `hint` what to do, both
    in whole sentences.
    """

    path: str
    line: int = 0
    column: int = 0
    code: str = ""
    message: str = ""
    hint: str = ""
    severity: Severity = "error"

    @classmethod
    def at(
        cls,
        path: str,
        place: Place,
        code: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = "error",
    ) -> Problem:
        """A problem at this place in the file at `path`. All problems are made here."""
        return cls(path, place.line, place.column, code, message, hint, severity)


def warning(problem: Problem) -> Problem:
    """The same problem as a warning."""
    return problem._replace(severity="warning")


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of them is an error."""
    return any(problem.severity == "error" for problem in problems)

"""Requests to a build or a check, and their reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem, has_errors
from newsgen.parallel.pool import PROCESSES_FROM

if TYPE_CHECKING:
    from newsgen.catalog.gate import Held
    from newsgen.model.waiver import Waived
    from newsgen.planning.diff import Change


class BuildRequest(NamedTuple):
    """What to build. `as_of` is in seconds since 1970; `base_url` "" takes the site's own.

    `by_clock` is true where `as_of` was read off the clock and named by nobody. `allow_empty`
    says that content is gone on purpose, `forget_addresses` that nobody needs the pages that vanish or
    did so before. `is_preview` where nobody publishes the output folder, so
    that anything may come and go in it.
    Even with several `jobs`, fewer items of work than `processes_from` are done in this process.
    `executor` is "" for processes of this machine, "dask", "dask://HOST:PORT", or the name of a
    plugin's, perhaps with "://" and an address.
    `held` shows what a date, an embargo or an expiry holds back, and is for a preview alone.
    `watched` are the site's files that may have changed since the last build of this state, by
    one who has seen every change since, and knows that nobody else writes into the output
    folder; None where nobody knows.
    """

    site: Path
    output: Path
    as_of: int
    by_clock: bool = False
    allow_empty: bool = False
    forget_addresses: bool = False
    is_preview: bool = False
    base_url: str = ""
    jobs: int = 1
    processes_from: int = PROCESSES_FROM
    executor: str = ""
    drafts: bool = False
    held: bool = False
    strict: bool = False
    paranoid: bool = False
    explain: bool = False
    lock_timeout_seconds: float = 600.0
    state_folder: Path | None = None
    order_seed: int | None = None
    watched: frozenset[str] | None = None


Breadth = Literal["everything", "templates", "changes", "nothing"]
"""What a build planned: everything, outputs of changed templates, what changed files touch, or nothing."""


Extent = Literal["nothing", "part", "all"]
"""How much of its changes a build has committed to the output folder."""


class BuildReport(NamedTuple):
    """What a build did.

    `published` says how much a failed build has committed all the same. `articles` counts those
    that are visible, as far as the build came. `changes` and
    `overridden` are filled on request; `overridden` are the theme's templates that the site replaces.
    """

    as_of: int
    looked_at: Breadth = "everything"
    timezone: str = "UTC"
    planned: int = 0
    rendered: int = 0
    deleted: int = 0
    untouched: int = 0
    held: tuple[Held, ...] = ()
    next_due: int | None = None
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    overridden: tuple[str, ...] = ()
    articles: int = 0
    is_strict: bool = False
    published: Extent = "nothing"

    @property
    def failed(self) -> bool:
        """Whether an error, or under `--strict` any problem, kept the build from its work."""
        return has_errors(self.problems) or (self.is_strict and bool(self.problems))


def earliest(*moments: int | None) -> int | None:
    """The first of these moments; None, which is never, where none comes."""
    return min((one for one in moments if one is not None), default=None)


class CheckRequest(NamedTuple):
    """What to check. `only` limits the report to these paths; without `drafts` the desk skips drafts."""

    site: Path
    as_of: int
    jobs: int = 1
    processes_from: int = PROCESSES_FROM
    executor: str = ""
    drafts: bool = True
    only: frozenset[str] | None = None
    lock_timeout_seconds: float = 600.0
    state_folder: Path | None = None


class CheckReport(NamedTuple):
    """What a check found, in the order of paths and lines; `checked` counts the site's own files.

    `waived` are the findings that the articles excuse with a reason; they are no problems.
    """

    as_of: int
    timezone: str = "UTC"
    checked: int = 0
    problems: tuple[Problem, ...] = ()
    waived: tuple[Waived, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether one of the problems is an error."""
        return has_errors(self.problems)


Request = TypeVar("Request", BuildRequest, CheckRequest)


def with_absolute_paths(request: Request) -> Request:
    """The request with absolute paths where workers of a cluster will open them."""
    if not request.executor:
        return request
    state_folder = request.state_folder and request.state_folder.absolute()
    return request._replace(site=request.site.absolute(), state_folder=state_folder)

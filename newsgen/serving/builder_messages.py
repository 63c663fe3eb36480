"""What the server asks of its builder, and what it is told."""

from __future__ import annotations

from newsgen.build.page_review import PageReview
from newsgen.build.report import BuildReport, BuildRequest
from newsgen.model.fast_namedtuple import NamedTuple


class Order(NamedTuple):
    """Build this."""

    request: BuildRequest


class Question(NamedTuple):
    """What is to be said of the page at this path of the output folder, at `as_of`?"""

    request: BuildRequest
    path: str


class Whereabouts(NamedTuple):
    """Which route has the page of this article: a path of the site, or the end of one, or a slug?"""

    request: BuildRequest
    article: str


class Built(NamedTuple):
    """The end of a build.

    `crash` is the traceback of a fault of newsgen's own; then there is no report. `outputs` are
    the paths that the build wrote or deleted.
    """

    report: BuildReport | None
    outputs: tuple[str, ...]
    crash: str
    seconds: float


class Said(NamedTuple):
    """A sentence on what the report does not show."""

    sentence: str


class Progress(NamedTuple):
    """How far a stage of the build has come."""

    stage: str
    done: int
    total: int


class Page(NamedTuple):
    """The answer to a question; None where nothing is known of the page."""

    review: PageReview | None


class Route(NamedTuple):
    """The answer to where an article is: its path in the output folder, "" where it is nowhere."""

    path: str

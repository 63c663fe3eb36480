"""A rule of the desk that an article is excused from, with the reason."""

from __future__ import annotations

from newsgen.model.fast_namedtuple import NamedTuple


class Waiver(NamedTuple):
    """An editor's statement that a rule does not apply to this article, with its place in the file."""

    code: str
    reason: str
    line: int
    column: int


class Waived(NamedTuple):
    """A finding that is not reported, where it is, and the reason of the waiver."""

    path: str
    line: int
    column: int
    code: str
    reason: str

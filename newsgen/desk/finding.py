"""What the desk finds: a mark that a rule makes at a place, and the finding that comes of it."""

from __future__ import annotations

from newsgen.model.fast_namedtuple import NamedTuple


class Mark(NamedTuple):
    """A place in a file and what is wrong there, as a sentence.

    `hint` "" takes the fix of the rule. `since` is the moment from which it is
    wrong, in seconds since 1970: a correction of the future is not yet one.
    """

    line: int
    column: int
    message: str
    hint: str = ""
    since: int = 0


class Finding(NamedTuple):
    """A mark with the code of the rule that made it; whether it counts, the site's switches say."""

    code: str
    line: int
    column: int
    message: str
    hint: str
    since: int

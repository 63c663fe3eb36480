"""What the desk finds: a rule makes marks, and a mark with the rule's code is a finding."""

from __future__ import annotations

from newsgen.model.fast_namedtuple import NamedTuple


class Mark(NamedTuple):
    """A place in a file and what is wrong there, as a sentence.

    With `hint` "" the rule's own fix is shown. The mark counts from `since`, in seconds
    since 1970: a correction of the future does not count yet.
    """

    line: int
    column: int
    message: str
    hint: str = ""
    since: int = 0


class Finding(NamedTuple):
    """A mark with the code of its rule. The site's switches say whether it is reported."""

    code: str
    line: int
    column: int
    message: str
    hint: str
    since: int

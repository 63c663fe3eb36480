"""What the desk finds: a rule makes marks, and a mark with the rule's code is a finding."""

from __future__ import annotations

from newsgen.model.fast_namedtuple import NamedTuple


class Mark(NamedTuple):
    """A place in a file and what is wrong there, as a sentence.

    With `hint` "" the rule's own fix is shown. The mark counts from `since`, in seconds
    since 1970, and until `until`: a correction of the future does not count yet, and who looks
    for news does not look at what is old.
    """

    line: int
    column: int
    message: str
    hint: str = ""
    since: int = 0
    until: int | None = None


class Finding(NamedTuple):
    """A mark with the code of its rule. The site's switches say whether it is reported."""

    code: str
    line: int
    column: int
    message: str
    hint: str
    since: int
    until: int | None = None

    def counts(self, as_of: int) -> bool:
        """Whether it is one at this time, in seconds since 1970."""
        return self.since <= as_of and (self.until is None or as_of < self.until)

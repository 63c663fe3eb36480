"""What a newsroom says of its own published text."""

from __future__ import annotations

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.moment import Moment

CORRECTION_LABELS = {
    "correction": "Correction",
    "clarification": "Clarification",
    "update": "Update",
    "editors-note": "Editor’s note",
    "retraction": "Retraction",
}
"""Each kind of note with its label, an interface word."""

RETRACTED = "Retracted"
"""The interface word that stands before the headline of a retracted article."""

TOP_KINDS = frozenset({"correction", "retraction"})
"""The kinds that a reader meets before the text; the others stand at its end."""


class Correction(NamedTuple):
    """A note with a date. `was` and `now` quote the text before and after; "" where the note quotes none."""

    date: Moment
    kind: str
    text: str
    was: str
    now: str
    line: int

"""What an import did, file by file: nothing is left out in silence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem, has_errors
from newsgen.plugins.imported_pieces import Loss

Status = Literal[
    "written", "updated", "unchanged", "edited", "deleted", "there", "failed", "passed over"
]
"""What became of a part of the source.

`edited` was changed in the site since it was imported, `deleted` taken away there, and `there` is a file
that no import wrote: they are left as they are. `failed` should have been imported. What is
written and failed is a draft.
"""


class Outcome(NamedTuple):
    """What became of one part of the source. `path` is below the site, "" where nothing was written.

    `carried` are the names of what is there as it was. `why` is a sentence where something went wrong.
    """

    origin: str
    path: str
    kind: str
    status: Status
    carried: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    why: str = ""


class ImportReport(NamedTuple):
    """What an import did. `problems` are of the site and of a plugin; one that is an error ended it.

    `unkept` are old addresses at which no page can lead on. `notes` are of the whole site.
    """

    importer: str = ""
    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[Problem, ...] = ()
    media: int = 0
    media_bytes: int = 0
    people: int = 0
    unkept: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    is_dry: bool = False

    @property
    def failed(self) -> bool:
        """Whether something that should have been imported was not, or needs a person to look at it."""
        return has_errors(self.problems) or any(one.status == "failed" for one in self.outcomes)

    def number(self, *statuses: Status) -> int:
        """How many parts of the source came to this."""
        return sum(one.status in statuses for one in self.outcomes)


def losses_in_all(outcomes: Iterable[Outcome]) -> list[tuple[str, str, int, int]]:
    """Each kind of loss: its fate, what it is, how often, and in how many files; the most frequent first."""
    numbers: Counter[tuple[str, str]] = Counter()
    files: Counter[tuple[str, str]] = Counter()
    for outcome in outcomes:
        for loss in outcome.losses:
            numbers[loss.fate, loss.what] += loss.number
            files[loss.fate, loss.what] += 1
    order = {"dropped": 0, "kept": 1, "changed": 2}
    found = [(fate, what, number, files[fate, what]) for (fate, what), number in numbers.items()]
    return sorted(found, key=lambda one: (order[one[0]], -one[2], one[1]))


def as_json(report: ImportReport) -> str:
    """The whole report for programs."""
    content = {
        "importer": report.importer,
        "dry_run": report.is_dry,
        "failed": report.failed,
        "media": {"files": report.media, "bytes": report.media_bytes},
        "people": report.people,
        "counts": dict(sorted(Counter(one.status for one in report.outcomes).items())),
        "losses": [
            {"fate": fate, "what": what, "number": number, "files": files}
            for fate, what, number, files in losses_in_all(report.outcomes)
        ],
        "unkept_addresses": [{"origin": one, "address": address} for one, address in report.unkept],
        "notes": list(report.notes),
        "files": [
            {
                "origin": one.origin,
                "path": one.path,
                "kind": one.kind,
                "status": one.status,
                "why": one.why,
                "carried": list(one.carried),
                **{
                    fate: [
                        {"what": loss.what, "number": loss.number}
                        for loss in one.losses
                        if loss.fate == fate
                    ]
                    for fate in ("changed", "kept", "dropped")
                },
            }
            for one in report.outcomes
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_text(report: ImportReport) -> str:
    """The whole report for people."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: ImportReport) -> Iterator[str]:
    yield f"Imported by `{report.importer}`{', as a trial: nothing was written' if report.is_dry else ''}."
    for status, number in sorted(Counter(one.status for one in report.outcomes).items()):
        yield f"{number:>8,}  {status}"
    yield f"{report.media:>8,}  media files, {report.media_bytes:,} bytes"
    found = losses_in_all(report.outcomes)
    if found:
        yield ""
        yield "What was not carried as it was:"
        for fate, what, number, files in found:
            yield f"{number:>8,}  {fate}: {what} (in {files:,})"
    if report.notes:
        yield ""
        yield from report.notes
    if report.unkept:
        yield ""
        yield "Old addresses at which no page can lead on:"
        yield from (f"  {address}  ({origin})" for origin, address in report.unkept)
    yield ""
    yield "File by file:"
    for one in report.outcomes:
        yield ""
        yield f"{one.origin} -> {one.path or 'nothing'}: {one.status}"
        if one.why:
            yield f"  {one.why}"
        if one.carried:
            yield f"  carried: {', '.join(one.carried)}"
        for loss in one.losses:
            yield f"  {loss.fate}: {loss.what}{f' ({loss.number:,})' if loss.number > 1 else ''}"

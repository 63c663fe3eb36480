"""Counts what a build has done to the output folder, so that a failed build reports it truly."""

from __future__ import annotations

from newsgen.build.report import BuildReport, BuildRequest, Extent
from newsgen.model.problem import Problem

_PART = "A part is published, each file of it whole; the next build finishes it."
_ALL = "All is published; the next build finishes the record of it."


_OPEN, _MOVED, _KEPT = range(3)


class ChangesMade:
    """The changes of one build. Any thread may note them."""

    def __init__(self) -> None:
        self._planned = 0
        self._deletions = 0
        self._deleted = 0
        # One open move: before `begin` nothing is done, and the extent is not "all".
        self._moves = bytearray(1)

    def begin(self, planned: int, deletions: int, moves: int) -> None:
        """Called before the first change. Moves will be numbered from 0."""
        self._planned, self._deletions = planned, deletions
        self._moves = bytearray(moves)

    def deleted(self) -> None:
        """A file was deleted."""
        self._deleted += 1

    def moved(self, number: int) -> None:
        """The move of this number has put its file in place."""
        self._moves[number] = _MOVED

    def kept(self, number: int) -> None:
        """The file of this number was in place already, byte for byte."""
        self._moves[number] = _KEPT

    @property
    def extent(self) -> Extent:
        """How much of the changes is made."""
        if self._deleted == self._deletions and all(self._moves):
            return "all"
        return "part" if self._deleted or _MOVED in self._moves else "nothing"

    def failed(self, request: BuildRequest, problem: Problem) -> BuildReport:
        """The report of a build that this problem ended."""
        extent = self.extent
        report = BuildReport(
            as_of=request.as_of, problems=(problem,), is_strict=request.strict, published=extent
        )
        if extent == "nothing":
            return report
        hint = f"{problem.hint} {_ALL if extent == 'all' else _PART}".strip()
        return report._replace(
            planned=self._planned,
            rendered=len(self._moves) - self._moves.count(_OPEN),
            deleted=self._deleted,
            problems=(problem._replace(hint=hint),),
        )

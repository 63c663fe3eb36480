"""Moves staged files in by the worker processes of this machine, while the caller goes on."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.output.atomic_exchange import exchange
from newsgen.output.folder import move_in
from newsgen.output.parallel_moves import FIELDS
from newsgen.parallel.pool import Workers
from newsgen.reading.files.listing import Stat, stat_of

NEW, IN_PLACE, KEPT = range(3)
"""Nothing lies in the place of a staged file; a file does, and goes; a file does, and stays."""

_SPAN = 200


class Span(NamedTuple):
    """Staged files with numbers from `first` on, their paths, and what lies in the place of each."""

    first: int
    paths: list[str]
    places: bytes


class MoveFolders(NamedTuple):
    """The staging folder and the output folder."""

    source: str
    target: str


def make_moves(spans: Sequence[Span], folders: MoveFolders) -> list[array[int]]:
    """Makes the moves of each span. The stats of its files, field after field; 0 for those that stay."""
    return [_moved(one, folders) for one in spans]


def _moved(span: Span, folders: MoveFolders) -> array[int]:
    exchanging = exchange()
    stats = array("q", bytes(8 * FIELDS * len(span.paths)))
    for index, (path, place) in enumerate(zip(span.paths, span.places, strict=True)):
        if place == KEPT:
            continue
        staged = os.path.join(folders.source, str(span.first + index))
        move_in(staged, folders.target, path, exchanging if place == IN_PLACE else None)
        stat = stat_of(os.stat(os.path.join(folders.target, path)))
        stats[index * FIELDS : (index + 1) * FIELDS] = array("q", stat)
    return stats


class WorkerMoves:
    """Moves that workers make. None begins after the block has ended.

    The workers must hold the site's lock: they may live a moment longer than this process.
    """

    def __init__(
        self,
        paths: list[str],
        places: bytes,
        folders: MoveFolders,
        workers: Workers,
        kept: Callable[[int], Stat],
        on_moved: Callable[[int], None],
    ) -> None:
        """The staged files by number: their paths, and what lies there.

        `kept` gives the stat of one that stays. `on_moved` is told which were moved.
        """
        self._places = places
        self._folders = folders
        self._kept = kept
        self._on_moved = on_moved
        spans = [
            Span(first, paths[first : first + _SPAN], places[first : first + _SPAN])
            for first in range(0, len(paths), _SPAN)
        ]
        try:
            self._begun = workers.begin(make_moves, spans, folders)
        except BaseException:
            self._note_moved()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._begun.stop()
        if error is not None:
            self._note_moved()

    def stats(self) -> array[int]:
        """Waits for all moves and returns the stats, field after field. Raises what a move raised."""
        stats = array("q")
        for found in self._begun.results():
            first = len(stats) // FIELDS
            stats.extend(found)
            for number in range(first, len(stats) // FIELDS):
                if self._places[number] != KEPT:
                    self._on_moved(number)
                else:
                    fields = array("q", self._kept(number))
                    stats[number * FIELDS : (number + 1) * FIELDS] = fields
        return stats

    def _note_moved(self) -> None:
        """Looks which files were moved. Of a span that failed nothing else tells how far it came."""
        for number, place in enumerate(self._places):
            staged = os.path.join(self._folders.source, str(number))
            if place != KEPT and not os.path.lexists(staged):
                self._on_moved(number)

"""Moves staged files in by the worker processes of this machine, while the caller goes on."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self, TypeAlias

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.output.atomic_exchange import exchange
from newsgen.output.folder import move_in
from newsgen.output.parallel_moves import FIELDS
from newsgen.parallel.pool import Workers
from newsgen.reading.files.listing import Stat, stat_of

Move: TypeAlias = tuple[int, str, bool]
"""The number of a staged file, its path, and whether there is a file in its place."""


class MoveFolders(NamedTuple):
    """The staging folder and the output folder."""

    source: str
    target: str


def make_moves(moves: Sequence[Move], folders: MoveFolders) -> list[array[int]]:
    """Makes these moves. Returns the stats of the moved files, field after field."""
    exchanging = exchange()
    stats = array("q")
    for number, path, is_there in moves:
        staged = os.path.join(folders.source, str(number))
        move_in(staged, folders.target, path, exchanging if is_there else None)
        stats.extend(stat_of(os.stat(os.path.join(folders.target, path))))
    return [stats]


class WorkerMoves:
    """Moves that workers make. None begins after the block has ended.

    The workers must hold the site's lock: they may live a moment longer than this process.
    """

    def __init__(
        self,
        moves: Sequence[Move],
        kept: Mapping[int, Stat],
        folders: MoveFolders,
        workers: Workers,
        on_moved: Callable[[int], None],
    ) -> None:
        """`kept` are the files that stay in place, by number. `on_moved` is told which were moved."""
        self._moves = moves
        self._kept = kept
        self._folders = folders
        self._on_moved = on_moved
        try:
            self._begun = workers.begin(make_moves, moves, folders)
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
        stats = array("q", bytes(8 * FIELDS * (len(self._moves) + len(self._kept))))
        for number, stat in self._kept.items():
            stats[number * FIELDS : (number + 1) * FIELDS] = array("q", stat)
        for chunk, (found,) in self._begun.results():
            for place, (number, _, _) in enumerate(chunk):
                fields = found[place * FIELDS : (place + 1) * FIELDS]
                stats[number * FIELDS : (number + 1) * FIELDS] = fields
                self._on_moved(number)
        return stats

    def _note_moved(self) -> None:
        """Looks which files were moved. Of a chunk that failed nothing else tells how far it came."""
        for number, _, _ in self._moves:
            if not os.path.lexists(os.path.join(self._folders.source, str(number))):
                self._on_moved(number)

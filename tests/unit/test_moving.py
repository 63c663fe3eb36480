"""Staged files move into their places whole or not at all, in threads too."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from newsgen.output.atomic_exchange import exchange
from newsgen.output.folder import move_in
from newsgen.output.parallel_moves import Moves
from newsgen.output.worker_moves import IN_PLACE, KEPT, NEW, MoveFolders, WorkerMoves
from newsgen.parallel.pool import Workers
from newsgen.reading.files.listing import Stat, stat_of
from newsgen.runtime.failures import LostWorkerError


def unable(one: str, other: str) -> None:
    """What a file system says that can exchange nothing."""
    raise OSError(errno.EINVAL, "Invalid argument", one, None, other)


def moved(number: int) -> Stat:
    return Stat(number, 2 * number, 3, -number)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges files")
def test_two_files_are_exchanged_in_one_step(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    other.write_text("2")
    exchanged = exchange()
    assert exchanged is not None
    exchanged(str(one), str(other))
    assert ("2", "1") == (one.read_text(), other.read_text())
    with pytest.raises(FileNotFoundError) as failed:
        exchanged(str(one), str(tmp_path / "missing"))
    assert (str(one), str(tmp_path / "missing")) == (failed.value.filename, failed.value.filename2)


@pytest.mark.parametrize("exchanged", [None, unable, exchange()])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_staged_file_is_moved_in_and_leaves_nothing_behind(
    tmp_path: Path, is_there: bool, exchanged: object
) -> None:
    staged, place = tmp_path / "7", tmp_path / "dist/world/page.html"
    staged.write_text("new")
    if is_there:
        place.parent.mkdir(parents=True)
        place.write_text("old and longer")
    move_in(str(staged), str(tmp_path / "dist"), "world/page.html", exchanged)  # type: ignore[arg-type]
    assert "new" == place.read_text()
    assert [tmp_path / "dist"] == list(tmp_path.iterdir())
    assert [place] == list(place.parent.iterdir())


@pytest.mark.parametrize("threads", [0, 1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 7])
def test_every_move_is_made_once_and_its_stat_stands_at_its_number(
    count: int, threads: int
) -> None:
    made: list[int] = []

    def move(number: int) -> Stat:
        made.append(number)
        return moved(number)

    with Moves(count, move, threads) as moves:
        stats = list(moves.stats())
    assert list(range(count)) == sorted(made)
    assert [field for number in range(count) for field in moved(number)] == stats


@pytest.mark.parametrize("threads", [0, 2])
def test_what_a_move_raises_is_raised_where_the_stats_are_asked_for(threads: int) -> None:
    def move(number: int) -> Stat:
        if number == 5:
            raise PermissionError("no")
        return moved(number)

    with Moves(9, move, threads) as moves, pytest.raises(PermissionError, match="no"):
        moves.stats()


def test_no_move_is_begun_after_the_block_ended_in_an_error() -> None:
    made: list[int] = []
    is_first, may_go_on = threading.Event(), threading.Event()

    def move(number: int) -> Stat:
        made.append(number)
        is_first.set()
        assert may_go_on.wait(60)
        return moved(number)

    def ends_in_an_error() -> None:
        with Moves(100, move, 1):
            assert is_first.wait(60)
            threading.Timer(1.0, may_go_on.set).start()
            raise KeyError

    with pytest.raises(KeyError):
        ends_in_an_error()
    assert [0] == made


COUNT = 500
"""More than two spans."""


@pytest.fixture
def workers() -> Iterator[Workers]:
    """Two started workers."""
    made = Workers(2, processes_from=1)
    list(made.run(process_ids, range(2), None))
    yield made
    made.close()


def process_ids(chunk: Sequence[int], shared: None) -> list[int]:
    return [os.getpid() for _ in chunk]


class StagedFiles:
    """Files in a staging folder, but for one that is kept; every other has a file in its place."""

    def __init__(self, folder: Path, workers: Workers, *, kept: int = -1) -> None:
        self.folders = MoveFolders(str(folder / "staging"), str(folder / "dist"))
        self.paths = [f"{('even', 'odd')[number % 2]}/{number}.html" for number in range(COUNT)]
        self.places = bytes(
            KEPT if number == kept else (IN_PLACE, NEW)[number % 2] for number in range(COUNT)
        )
        self.noted: list[int] = []
        self._workers = workers
        (folder / "staging").mkdir()
        (folder / "dist/even").mkdir(parents=True)
        for number, path in enumerate(self.paths):
            (folder / "staging" / str(number)).write_text(f"new {number}")
            if number % 2 == 0:
                (folder / "dist" / path).write_text("old")

    def moves(self) -> WorkerMoves:
        return WorkerMoves(
            self.paths,
            self.places,
            self.folders,
            self._workers,
            lambda number: Stat(number, 2, 3, 4),
            self.noted.append,
        )

    def come(self) -> list[int]:
        """The files that were moved in, by number."""
        places = [Path(self.folders.target, path) for path in self.paths]
        return [
            number
            for number, place in enumerate(places)
            if place.is_file() and place.read_text() == f"new {number}"
        ]


def test_workers_move_each_file_once_and_its_stat_stands_at_its_number(
    tmp_path: Path, workers: Workers
) -> None:
    files = StagedFiles(tmp_path, workers, kept=7)
    with files.moves() as begun:
        stats = list(begun.stats())
    assert [one for one in range(COUNT) if one != 7] == sorted(files.noted) == files.come()
    assert ["7"] == os.listdir(tmp_path / "staging")
    expected = [
        Stat(7, 2, 3, 4) if number == 7 else stat_of(os.stat(tmp_path / "dist" / path))
        for number, path in enumerate(files.paths)
    ]
    assert [field for stat in expected for field in stat] == stats


def test_what_came_is_known_of_a_span_that_failed(tmp_path: Path, workers: Workers) -> None:
    files = StagedFiles(tmp_path, workers)
    (tmp_path / "dist/odd").write_text("a file in the place of a folder")
    with pytest.raises(NotADirectoryError), files.moves() as begun:
        begun.stats()
    assert files.come() == sorted({*files.noted})
    assert 0 < len(files.come()) < COUNT


def test_a_lost_worker_is_named_and_what_came_is_known(tmp_path: Path, workers: Workers) -> None:
    files = StagedFiles(tmp_path, workers)
    [first, _] = workers.run(process_ids, range(2), None)
    os.kill(first, signal.SIGKILL)
    # Until its loss is seen: the other one could be done before.
    time.sleep(1)
    with pytest.raises(LostWorkerError), files.moves() as begun:
        begun.stats()
    left = {int(name) for name in os.listdir(files.folders.source)}
    assert {*range(COUNT)} - left == {*files.noted}


def test_no_span_is_begun_after_the_block_ended_in_an_error(
    tmp_path: Path, workers: Workers
) -> None:
    files = StagedFiles(tmp_path, workers)

    def ends_in_an_error() -> None:
        with files.moves():
            raise KeyError

    with pytest.raises(KeyError):
        ends_in_an_error()
    come = files.come()
    workers.close()
    assert come == files.come() == sorted({*files.noted})

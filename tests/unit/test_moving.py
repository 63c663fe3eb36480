"""Staged files move into their places whole or not at all, in threads too."""

from __future__ import annotations

import errno
import sys
import threading
from pathlib import Path

import pytest

from newsgen.output.atomic_exchange import exchange
from newsgen.output.folder import move_in
from newsgen.output.parallel_moves import Moves
from newsgen.reading.files.listing import Stat


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

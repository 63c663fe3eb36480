"""A walk finds the same whoever does it."""

from __future__ import annotations

import os
import select
import signal
import sys
from pathlib import Path

import pytest

from newsgen.output.walk import Walk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walk goes on apart on Linux")


def folder_with(tmp_path: Path, folders: int) -> Path:
    root = tmp_path / "dist"
    root.mkdir()
    (root / "index.html").write_text("front page")
    for number in range(folders):
        inner = root / f"section-{number}" / "2024/11"
        inner.mkdir(parents=True)
        for page in range(number % 5):
            (inner / f"{page}.html").write_text("x" * number)
    return root


@pytest.mark.parametrize("folders", [0, 1, 7, 300])
def test_a_walk_apart_finds_what_one_process_finds(tmp_path: Path, folders: int) -> None:
    root = folder_with(tmp_path, folders)
    if folders:
        (root / "section-0/link.html").symlink_to(root / "index.html")
    alone = Walk(root, is_apart=False).fingerprints()
    assert 1 + 3 * folders == len(alone)
    assert alone == Walk(root, is_apart=True).fingerprints()
    assert folders == 0 or alone["section-0/"] is None


def test_a_walk_whose_process_was_killed_is_made_again(tmp_path: Path) -> None:
    root = folder_with(tmp_path, 40)
    walk = Walk(root, is_apart=True)
    assert walk._shared is not None
    os.kill(walk._shared._child, signal.SIGKILL)
    assert Walk(root, is_apart=False).fingerprints() == walk.fingerprints()


def test_half_of_what_a_killed_process_found_is_not_believed(tmp_path: Path) -> None:
    root = folder_with(tmp_path, 0)
    for number in range(1500):
        (root / f"{number:04}-{'long' * 25}").mkdir()
    walk = Walk(root, is_apart=True)
    assert walk._shared is not None
    # What it found does not fit into a pipe: it waits for a reader in the middle of it.
    ready, _, _ = select.select([walk._shared._answer], [], [], 30)
    assert ready
    os.kill(walk._shared._child, signal.SIGKILL)
    assert Walk(root, is_apart=False).fingerprints() == walk.fingerprints()


def test_all_that_a_process_found_that_ended_with_an_error_is_not_believed(tmp_path: Path) -> None:
    root = folder_with(tmp_path, 40)
    walk = Walk(root, is_apart=True)
    shared = walk._shared
    assert shared is not None
    shared.close()
    # Another process that answers whole rows, wrong ones, and says that it failed.
    shared._queue, filling = os.pipe()
    os.close(filling)
    shared._answer, answering = os.pipe()
    shared._child = os.fork()
    if not shared._child:
        os.write(answering, b'[["wrong/", "digest", 1]]')
        os._exit(1)
    os.close(answering)
    assert Walk(root, is_apart=False).fingerprints() == walk.fingerprints()


def test_a_walk_that_nobody_waits_for_leaves_no_process(tmp_path: Path) -> None:
    walk = Walk(folder_with(tmp_path, 40), is_apart=True)
    assert walk._shared is not None
    child = walk._shared._child
    walk.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(child, 0)


def test_a_folder_that_is_not_there_has_no_prints(tmp_path: Path) -> None:
    assert {} == Walk(tmp_path / "dist", is_apart=True).fingerprints()

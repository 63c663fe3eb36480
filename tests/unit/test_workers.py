"""Work in chunks: who does it, and what becomes of it when they die."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsgen.build.change_scan import scan_changes
from newsgen.build.load_records import read_changed, read_rows
from newsgen.build.session import STATE_FOLDER, Events, open_session
from newsgen.model.plugin import PluginSpec
from newsgen.model.site import Site
from newsgen.parallel.dask_worker import (
    Handshake,
    begin_handshake,
    difference,
    end_handshake,
    packed,
    work,
)
from newsgen.parallel.executors import ChunkExecutor
from newsgen.parallel.pool import Workers
from newsgen.plugins.identity import plugin_uses
from newsgen.plugins.registry import registry_of
from newsgen.runtime.failures import ChangedFileError, ClusterError, LostWorkerError
from newsgen.runtime.toolchain import settings_of
from tests.support.command import Run, command, environment, into_dist, newsgen
from tests.support.plugins import plugin
from tests.support.site import SiteFolder

SECONDS = 240.0


def doubled(items: Sequence[int], shared: int) -> list[int]:
    return [2 * item + shared for item in items]


def end_at_seven(items: Sequence[int], _shared: int) -> list[int]:
    if 7 in items:
        os._exit(9)
    return list(items)


# Who does it


@pytest.mark.parametrize(
    "workers",
    [
        Workers(1),
        Workers(2, processes_from=1),
        Workers(1, 1, lambda: ChunkExecutor(ThreadPoolExecutor(1), 1)),
        Workers(1, 1, lambda: ChunkExecutor(ProcessPoolExecutor(2), 2)),
    ],
    ids=["here", "processes", "an executor with a thread", "an executor with processes"],
)
def test_results_come_in_the_order_of_the_items(workers: Workers) -> None:
    try:
        found = list(workers.run(doubled, iter(range(1000)), 1))
        assert list(range(1, 2001, 2)) == found
    finally:
        workers.close()


def test_everybody_is_prepared_before_the_work_is_known() -> None:
    done: list[Sequence[int]] = []

    def noted(items: Sequence[int], _shared: int) -> list[int]:
        done.append(items)
        return list(items)

    workers = Workers(2, 1, lambda: ChunkExecutor(ThreadPoolExecutor(1), 3))
    try:
        assert not workers.are_started
        workers.prepare(noted, 1)
        assert workers.are_started
        assert [4, 5] == list(workers.run(noted, [4, 5], 1))
    finally:
        workers.close()
    assert [(), (), (), (4, 5)] == done


def test_nobody_is_called_for_little_work() -> None:
    workers = Workers(2, 4, lambda: pytest.fail("nobody was needed"))
    assert [3, 5, 7] == list(workers.run(doubled, [1, 2, 3], 1))


def sizes(items: Sequence[int], _shared: int) -> list[int]:
    return [len(items)] * len(items)


def test_heavy_items_go_in_smaller_chunks() -> None:
    workers = Workers(1, 1, lambda: ChunkExecutor(ThreadPoolExecutor(1), 1))
    try:
        light = max(workers.run(sizes, range(2000), 0))
        heavy = max(workers.run(sizes, range(2000), 0, lambda item: 1000))
        assert [1, 1] == list(workers.run(sizes, range(2), 0, lambda item: 100_000))
    finally:
        workers.close()
    assert light > heavy > 1


def test_workers_are_called_before_the_look_at_many_files_that_were_never_read(
    tmp_path: Path,
) -> None:
    site = SiteFolder(tmp_path / "site")
    workers = Workers(2, processes_from=3)

    def called() -> bool:
        with open_session(site.root, None, workers, SECONDS, Events()) as session:
            scan_result = scan_changes(site.root, session)
            is_called = workers.are_started
            read_changed(scan_result.file_changes, session.state, workers, lambda done, total: None)
        return is_called

    site.article("first")
    assert not called()
    shutil.rmtree(site.root / STATE_FOLDER)
    site.article("second")
    site.article("third")
    assert called()
    site.article("fourth")
    assert not called()


def test_a_worker_that_ends_is_named() -> None:
    workers = Workers(2, processes_from=1)
    try:
        with pytest.raises(LostWorkerError):
            list(workers.run(end_at_seven, range(1000), 0))
    finally:
        workers.close()


# Processes that are killed


@contextmanager
def endless_build(site: SiteFolder) -> Iterator[subprocess.Popen[str]]:
    """A build that renders for ever, in two processes."""
    site.write("templates/article.html", "{% for turn in range(10 ** 12) %}{% endfor %}")
    process = subprocess.Popen(
        command(*into_dist(site.root), "--jobs", "2"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    return [
        int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="children are found by /proc")
def test_a_build_whose_worker_is_killed_says_so_and_publishes_nothing(site: SiteFolder) -> None:
    for number in range(80):
        site.article(f"world/story-{number}.md")
    with endless_build(site) as build:
        deadline = time.monotonic() + SECONDS
        while not any(site.file(".newsgen").glob("staging/*")):
            assert time.monotonic() < deadline and build.poll() is None
            time.sleep(0.01)
        while not children(build.pid):
            time.sleep(0.01)
        workers = children(build.pid)
        os.kill(workers[0], signal.SIGKILL)
        _, err = build.communicate(timeout=SECONDS)
    assert 1 == build.returncode
    assert ".: error NG077: A worker process was killed before its work was done." in err
    assert "--jobs 1" in err
    assert {} == site.tree()
    assert not any(site.file(".newsgen").glob("staging/*"))


# Clusters


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--executor", "TCP://127.0.0.1:8786"), "neither dask, dask://HOST:PORT nor"),
        (("--executor", "dask://127.0.0.1"), "neither dask, dask://HOST:PORT nor"),
        (("--executor", "dask://127.0.0.1:65536"), "neither dask, dask://HOST:PORT nor"),
        (("--executor", "dask://name@127.0.0.1:8786"), "neither dask, dask://HOST:PORT nor"),
        (("--executor", "dask://127.0.0.1:8786", "--jobs", "2"), "a scheduler has its own"),
    ],
)
@pytest.mark.parametrize("verb", ["build", "check"])
def test_an_executor_that_cannot_be_meant_is_a_wrong_command(
    site: SiteFolder, verb: str, options: tuple[str, ...], words: str
) -> None:
    run = newsgen(verb, "--site", site.root, *options)
    assert 2 == run.code
    assert words in run.err


def test_a_cluster_without_the_package_for_it_is_refused(site: SiteFolder) -> None:
    for number in range(80):
        site.article(f"world/story-{number}.md")
    code = "import sys; sys.modules['distributed'] = None; from newsgen.cli import main; main()"
    finished = subprocess.run(
        [
            sys.executable,
            "-c",
            code,
            *map(str, into_dist(site.root)),
            "--executor",
            "dask",
        ],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    run = Run(finished.returncode, finished.stdout, finished.stderr)
    assert 1 == run.code
    assert (
        "dask: error NG078: The package distributed is not installed."
        ' Install it: pip install "newsgen[cluster]".' in run.err
    )
    assert {} == site.tree()


@pytest.fixture
def handshake(tmp_path: Path) -> Iterator[Handshake]:
    made = begin_handshake("dask://127.0.0.1:8786", tmp_path)
    yield made
    end_handshake(made)


def test_a_worker_like_the_build_is_admitted(handshake: Handshake) -> None:
    assert ("", "") == difference(handshake)


def test_a_worker_with_another_plugin_does_no_work(handshake: Handshake, site: SiteFolder) -> None:
    site.write("plugins/ours.py", plugin(""))
    spec = PluginSpec("plugins/ours.py", "{}", 1, 1)
    settings = settings_of(Site(plugins=(spec,)), plugin_uses((spec,), site.root))
    assert [] == pickle.loads(work(handshake, packed(read_rows, (), settings)))
    site.write("plugins/ours.py", plugin("") + "# A word.\n")
    with pytest.raises(ClusterError, match="other rules of the time zone, extensions or plugins"):
        work(handshake, packed(read_rows, (), settings))


def test_a_process_does_not_load_a_plugin_that_has_changed_meanwhile(site: SiteFolder) -> None:
    site.write("plugins/ours.py", plugin(""))
    spec = PluginSpec("plugins/ours.py", "{}", 1, 1)
    uses = plugin_uses((spec,), site.root)
    site.write("plugins/ours.py", plugin("") + "# A word.\n")
    with pytest.raises(ChangedFileError):
        registry_of(uses)


@pytest.mark.parametrize("field", ["toolchain", "extension_code"])
def test_a_worker_with_other_zones_or_extensions_does_no_work(
    handshake: Handshake, field: str
) -> None:
    settings = settings_of(Site(markdown_extensions=("admonition",)))
    assert [] == pickle.loads(work(handshake, packed(read_rows, (), settings)))
    others = settings._replace(**{field: "0"})
    with pytest.raises(ClusterError, match="other rules of the time zone, extensions or plugins"):
        work(handshake, packed(read_rows, (), others))


def test_what_keeps_a_worker_out_is_said(handshake: Handshake, tmp_path: Path) -> None:
    (tmp_path / "other").write_text("another token")
    cases = {
        "version": (
            "newsgen 0.0.1 on Python 3.11.0",
            "and the build newsgen 0.0.1 on Python 3.11.0",
        ),
        "package": ("/elsewhere/newsgen", "and the build in /elsewhere/newsgen"),
        "toolchain": ("0", "has other versions of the libraries, or other modules of newsgen"),
        "token_file": (
            str(tmp_path / "gone" / "sign"),
            f"does not see the folder {tmp_path} of the build",
        ),
    }
    for field, (value, words) in cases.items():
        assert words in difference(handshake._replace(**{field: value}))[0]
    seen = difference(handshake._replace(token_file=str(tmp_path / "x" / ".." / "other")))
    assert "does not see the folder" in seen[0]

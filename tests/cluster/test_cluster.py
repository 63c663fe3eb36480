"""Builds on a Dask cluster publish what a build on this machine publishes, or say why they cannot."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import newsgen
from newsgen.parallel import dask_executor
from tests.support.command import NOW, Run, command, environment
from tests.support.command import newsgen as run_newsgen
from tests.support.dask import SECONDS, Process, Scheduler, need_dask, scheduler
from tests.support.everything import REPOSITORY
from tests.support.site import SiteFolder, tree

need_dask()

ARTICLES = 180

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers are killed by signals")


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduler]:
    """A scheduler with two workers."""
    with scheduler(tmp_path_factory.mktemp("dask")) as running:
        running.worker()
        running.worker()
        yield running


@pytest.fixture
def newsroom(site: SiteFolder) -> SiteFolder:
    """A site with so much to read and to render that a cluster is called for both."""
    for number in range(ARTICLES):
        section = ("world", "home", "culture")[number % 3]
        site.article(
            f"{section}/story-{number}.md",
            body=f"Text *{number}*, with [a link](../world/story-0.md).\n",
            headline=f"Story {number}",
            date=f"2024-{number % 11 + 1:02}-{number % 28 + 1:02}",
            tags=f"[tag-{number % 7}]",
        )
    return site


def make_slow(site: SiteFolder, turns: int) -> None:
    """Gives the article's template a loop, so that there is time to act while it is rendered."""
    theme = Path(newsgen.__file__).parents[1] / "templates" / "article.html"
    slow = f"{{% for turn in range({turns}) %}}{{% endfor %}}"
    site.write("templates/article.html", f"{theme.read_text('utf-8')}{slow}")


def clean_build(site: SiteFolder) -> dict[str, bytes]:
    """What a build on this machine publishes that remembers nothing."""
    folder = site.root.parent / "clean"
    assert not site.build(output=folder / "dist", state_folder=folder / "state").failed
    return tree(folder / "dist")


def on_cluster(site: SiteFolder, executor: str, *options: str) -> Run:
    """A build whose work others do."""
    arguments = ("build", "--now", NOW, "--output", "dist", "--executor", executor, *options)
    return run_newsgen(*arguments, cwd=site.root)


@contextmanager
def running_build(site: SiteFolder, executor: str) -> Iterator[Process]:
    """The same while it runs; killed at the end if it still does."""
    process = subprocess.Popen(
        command("build", "--now", NOW, "--output", "dist", "--executor", executor),
        cwd=site.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)


def wait_until(process: Process, is_time: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not is_time():
        assert process.poll() is None, "the build is over too soon"
        assert time.monotonic() < deadline, "the build hangs"
        time.sleep(0.01)


def is_rendering(site: SiteFolder) -> bool:
    """Whether both workers have begun to render: each of them has a folder for its chunk."""
    return len(list(site.file(".newsgen/staging").glob("*/tmp*"))) == 2


def refused(run: Run, words: str, site: SiteFolder) -> bool:
    """Whether the build named the cluster's failure in these words, and published nothing."""
    return run.code == 1 and f"error NG078: {words}" in run.err and site.tree() == {}


# The same bytes


def test_a_build_whose_worker_is_killed_publishes_what_a_local_one_does(
    newsroom: SiteFolder, tmp_path: Path
) -> None:
    make_slow(newsroom, 300_000)
    with scheduler(tmp_path / "dask") as crew:
        victim = crew.worker()
        crew.worker()
        with running_build(newsroom, crew.executor) as build:
            wait_until(build, lambda: is_rendering(newsroom))
            victim.kill()
            out, _ = build.communicate(timeout=SECONDS)
    assert 0 == build.returncode, out.decode()
    assert clean_build(newsroom) == newsroom.tree()
    assert {"cluster", "staging"}.isdisjoint(os.listdir(newsroom.file(".newsgen")))


def test_workers_serve_one_build_after_the_other(newsroom: SiteFolder, crew: Scheduler) -> None:
    assert 0 == on_cluster(newsroom, crew.executor).code
    newsroom.write("newsgen.yaml", "name: Another name\nurl: https://test.example/\n")
    newsroom.delete("content/articles/home/story-1.md")
    picture = REPOSITORY / "content" / "media" / "range-190-miles.png"
    newsroom.write("content/media/rings.png", picture.read_bytes())
    newsroom.article("home/added.md", image="{src: media/rings.png, alt: Rings.}")
    newsroom.write("templates/404.html", "Nothing here.\n")
    run = on_cluster(newsroom, crew.executor, "--audit", "--forget-addresses")
    assert (0, "") == (run.code, run.err)
    assert clean_build(newsroom) == newsroom.tree()


def test_a_worker_with_several_threads_does_one_thing_at_a_time(
    newsroom: SiteFolder, tmp_path: Path
) -> None:
    with scheduler(tmp_path / "dask") as crew:
        crew.worker("--nthreads", "4")
        assert 0 == on_cluster(newsroom, crew.executor).code
    assert clean_build(newsroom) == newsroom.tree()


def test_a_cluster_on_this_machine_publishes_the_same(newsroom: SiteFolder) -> None:
    assert 0 == on_cluster(newsroom, "dask", "--jobs", "2").code
    assert clean_build(newsroom) == newsroom.tree()


def test_a_cluster_on_this_machine_listens_on_the_loopback_alone(newsroom: SiteFolder) -> None:
    import psutil

    make_slow(newsroom, 300_000)
    with running_build(newsroom, "dask") as build:
        wait_until(build, lambda: is_rendering(newsroom))
        listening = _listening(psutil.Process(build.pid))
    assert {"127.0.0.1"} == {host for host, _ in listening}


def test_a_cluster_on_this_machine_answers_nobody_without_its_certificate() -> None:
    import psutil

    # The workers of other tests, which are still there, have no certificates.
    before = _listening(psutil.Process())
    with dask_executor._local_cluster(1) as local:
        local.wait_for_workers(1)
        listening = _listening(psutil.Process()) - before
        assert len(listening) >= 2
        assert [] == [place for place in listening if _answers(place, with_tls=False)]
        assert [] == [place for place in listening if _answers(place, with_tls=True)]


def _listening(process: Any) -> set[tuple[str, int]]:
    return {
        tuple(connection.laddr)
        for one in (process, *process.children(recursive=True))
        for connection in one.net_connections("inet")
        if connection.status == "LISTEN"
    }


def _answers(place: tuple[str, int], *, with_tls: bool) -> bool:
    """Whether a stranger, who has no certificate, is told anything. Dask speaks first."""
    anyone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE
    try:
        with socket.create_connection(place, timeout=3) as plain:
            if not with_tls:
                return bool(plain.recv(1))
            with anyone.wrap_socket(plain) as wrapped:
                return bool(wrapped.recv(1))
    except OSError:
        return False


def test_a_check_on_a_cluster_finds_the_same(newsroom: SiteFolder, crew: Scheduler) -> None:
    def found(*options: str) -> list[str]:
        run = run_newsgen("check", "--now", NOW, "--format", "github", *options, cwd=newsroom.root)
        assert 0 == run.code
        return run.out.splitlines()

    here = found("--jobs", "1")
    newsroom.delete(".newsgen")
    assert here == found("--executor", crew.executor)
    assert ARTICLES < len(here)


def test_a_template_s_mistake_on_a_cluster_is_named(newsroom: SiteFolder, crew: Scheduler) -> None:
    newsroom.write("templates/article.html", "{{ article.nothing }}\n")
    run = on_cluster(newsroom, crew.executor, "--format", "github")
    assert 1 == run.code
    assert "file=templates/article.html,line=1" in run.out
    assert {} == newsroom.tree()


# Clusters that cannot be used


def test_a_scheduler_that_is_not_there(
    newsroom: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_executor, "CONNECT_SECONDS", 1)
    report = newsroom.build(executor="dask://127.0.0.1:1")
    assert [("NG078", "dask://127.0.0.1:1")] == [(one.code, one.path) for one in report.problems]
    assert "No Dask scheduler answers there." == report.problems[0].message
    assert {} == newsroom.tree()


def test_a_scheduler_without_workers(
    newsroom: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_executor, "PATIENCE_SECONDS", 1)
    with scheduler(tmp_path / "dask") as crew:
        report = newsroom.build(executor=crew.executor)
    assert [("NG078", crew.executor)] == [(one.code, one.path) for one in report.problems]
    assert report.problems[0].message.startswith("The scheduler has no worker;")
    assert {} == newsroom.tree()


def test_a_scheduler_whose_workers_all_die(
    newsroom: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_executor, "PATIENCE_SECONDS", 1)
    newsroom.write("templates/article.html", "{% for turn in range(10 ** 12) %}{% endfor %}")
    with scheduler(tmp_path / "dask") as crew:
        worker = crew.worker()
        killer = subprocess.Popen(
            [sys.executable, "-c", _KILLER, str(newsroom.root), str(worker.pid)]
        )
        report = newsroom.build(executor=crew.executor)
        assert 0 == killer.wait(SECONDS)
    assert ["NG078"] == [one.code for one in report.problems]
    assert report.problems[0].message.startswith("The scheduler has no worker any more;")
    assert {} == newsroom.tree()


_KILLER = """
import os, pathlib, signal, sys, time
staging = pathlib.Path(sys.argv[1], ".newsgen", "staging")
while not list(staging.glob("*/tmp*")):
    time.sleep(0.05)
os.kill(int(sys.argv[2]), signal.SIGKILL)
"""


def test_a_scheduler_that_dies(newsroom: SiteFolder, tmp_path: Path) -> None:
    newsroom.write("templates/article.html", "{% for turn in range(10 ** 12) %}{% endfor %}")
    with scheduler(tmp_path / "dask") as crew:
        crew.worker()
        with running_build(newsroom, crew.executor) as build:
            wait_until(build, lambda: any(newsroom.file(".newsgen/staging").glob("*/tmp*")))
            crew.process.kill()
            out, _ = build.communicate(timeout=SECONDS)
    assert 1 == build.returncode
    assert "NG078: The connection to the Dask scheduler was lost." in out.decode().splitlines()[0]
    assert {} == newsroom.tree()


def test_work_that_kills_every_worker_that_takes_it(newsroom: SiteFolder, tmp_path: Path) -> None:
    deadly = tmp_path / "deadly.py"
    deadly.write_text(
        "import os\nfrom newsgen.parallel import dask_worker as remote\n"
        "remote.difference = lambda handshake: ('', '')\n"
        "remote._work = lambda handshake, call: os._exit(9)\n"
    )
    # By default Dask gives up after four workers.
    failures = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with scheduler(tmp_path / "dask", **failures) as crew:
        crew.worker("--preload", str(deadly))
        run = on_cluster(newsroom, crew.executor)
    assert 1 == run.code
    assert "error NG077: One worker after the other died over the same work." in run.err
    assert {} == newsroom.tree()


def test_a_worker_without_newsgen(newsroom: SiteFolder, tmp_path: Path) -> None:
    without = tmp_path / "without.py"
    without.write_text("import sys\nsys.modules['newsgen'] = None\n")
    with scheduler(tmp_path / "dask") as crew:
        crew.worker()
        crew.worker("--preload", str(without))
        run = on_cluster(newsroom, crew.executor)
    assert refused(run, "The worker tcp://127.0.0.1:", newsroom)
    assert "has no newsgen, or an older one." in run.err


def test_a_worker_with_a_newsgen_in_another_place(newsroom: SiteFolder, tmp_path: Path) -> None:
    package = Path(newsgen.__file__).parent
    shutil.copytree(package, tmp_path / "other" / "newsgen")
    with scheduler(tmp_path / "dask") as crew:
        crew.worker(PYTHONPATH=str(tmp_path / "other"))
        run = on_cluster(newsroom, crew.executor)
    assert refused(run, "The worker tcp://127.0.0.1:", newsroom)
    assert (
        f"has newsgen in {tmp_path / 'other' / 'newsgen'}, and the build in {package}." in run.err
    )


def test_a_worker_that_comes_late_is_held_to_the_same_terms(
    newsroom: SiteFolder, tmp_path: Path
) -> None:
    shutil.copytree(Path(newsgen.__file__).parent, tmp_path / "other" / "newsgen")
    make_slow(newsroom, 300_000)
    with scheduler(tmp_path / "dask") as crew:
        crew.worker()
        with running_build(newsroom, crew.executor) as build:
            wait_until(build, lambda: any(newsroom.file(".newsgen/staging").glob("*/tmp*")))
            crew.worker(PYTHONPATH=str(tmp_path / "other"))
            out, _ = build.communicate(timeout=SECONDS)
    assert 1 == build.returncode
    assert "NG078: The worker on " in out.decode()
    assert {} == newsroom.tree()

"""A build that is killed leaves whole files only, and the next build ends where a clean one does."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import pytest

from tests.property.sites import small_templates
from tests.support.command import command, environment, into_dist
from tests.support.site import SiteFolder, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no process groups")

KILLS = 26
ARTICLES = 200
NOW = "2025-06-01T00:00:00+00:00"
AS_OF = int(datetime.fromisoformat(NOW).timestamp())
SECONDS = 120.0
"""No build of these sites takes so long: one that does has hung."""

NOT_OURS = b"somebody else's </html>"

Tree = dict[str, bytes]
Build = subprocess.Popen[bytes]


@pytest.fixture
def newsroom(tmp_path: Path) -> SiteFolder:
    """A site of a few hundred articles that has been built."""
    site = SiteFolder(tmp_path / "site")
    for name, text in small_templates().items():
        site.write(f"templates/{name}", text)
    for number in range(ARTICLES):
        write_article(site, number, "as first written")
    finish_build(site)
    return site


def article_name(number: int) -> str:
    return f"{('world', 'home', 'culture')[number % 3]}/story-{number}.md"


def page_name(number: int) -> str:
    """Where the article's page lies."""
    section, _, stem = article_name(number).removesuffix(".md").partition("/")
    return f"{section}/2024/{number % 12 + 1:02}/{stem}.html"


def write_article(site: SiteFolder, number: int, words: str) -> None:
    """The headline is on many pages, so that the build of an edit has much to do."""
    site.article(
        article_name(number),
        body=f"Text {number}, {words}.\n",
        headline=f"Story {number} {words}",
        date=f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
        tags=f"[tag-{number % 7}]",
    )


def edit(site: SiteFolder, chance: random.Random, turn: int) -> None:
    """A day's work: many edits, some articles less, some more."""
    for number in chance.sample(range(ARTICLES), 60):
        write_article(site, number, f"as edited in turn {turn}")
    for number in chance.sample(range(ARTICLES), 10):
        site.file(f"content/articles/{article_name(number)}").unlink(missing_ok=True)
    for number in range(5):
        write_article(site, 1000 + 10 * turn + number, "as added")
    if chance.random() < 0.3:
        site.write("newsgen.yaml", f"name: Name {turn}\nurl: https://test.example/\n")


@contextmanager
def running_build(site: SiteFolder) -> Iterator[Build]:
    """A build in a process group of its own, together with its workers, all killed at the end."""
    process = subprocess.Popen(
        command(*into_dist(site.root, NOW), "--jobs", "2"),
        env=environment(),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(SECONDS)


def finish_build(site: SiteFolder) -> None:
    """A build that nobody disturbs."""
    finished = subprocess.run(
        command(*into_dist(site.root, NOW), "--jobs", "2"),
        env=environment(),
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    assert finished.returncode == 0, finished.stderr.decode()


def clean_build(site: SiteFolder, folder: Path) -> Tree:
    """What a build publishes that remembers nothing."""
    report = site.build(output=folder / "dist", state_folder=folder / "state", as_of=AS_OF)
    assert not report.failed
    return tree(folder / "dist")


def wait_until(build: Build, is_time: Callable[[], bool]) -> None:
    """Returns when it is time, or the build is over."""
    deadline = time.monotonic() + SECONDS
    while build.poll() is None and not is_time():
        assert time.monotonic() < deadline, "the build hangs"
        time.sleep(0.0002)


# The moments to strike at. What a build renders lies in the staging folder, numbered in the order
# in which it then moves into the output folder.


def after_a_while(site: SiteFolder, build: Build, chance: random.Random) -> None:
    end = time.monotonic() + chance.uniform(0.1, 1.5)
    wait_until(build, lambda: time.monotonic() > end)


def has_staged(site: SiteFolder, number: str) -> bool:
    """Whether the output of this number lies in the staging folder; "*" is any."""
    try:
        return any(site.file(".newsgen/staging").glob(f"*/{number}"))
    except FileNotFoundError:
        # Cleared away while it was being looked through.
        return False


def while_rendering(site: SiteFolder, build: Build, chance: random.Random) -> None:
    wait_until(build, lambda: has_staged(site, "0"))
    time.sleep(chance.uniform(0, 0.3))


def while_moving(site: SiteFolder, build: Build, chance: random.Random) -> None:
    wait_until(build, lambda: has_staged(site, "0"))
    wait_until(build, lambda: not has_staged(site, "0"))
    time.sleep(chance.uniform(0, 0.05))


def while_recording(site: SiteFolder, build: Build, chance: random.Random) -> None:
    wait_until(build, lambda: has_staged(site, "0"))
    wait_until(build, lambda: not has_staged(site, "0"))
    wait_until(build, lambda: not has_staged(site, "*"))
    time.sleep(chance.uniform(0, 0.005))


MOMENTS = (after_a_while, while_rendering, while_moving, while_moving, while_recording)


def assert_whole(found: Tree, before: Tree, target: Tree) -> None:
    """Each file is the one before the build or the one after it, and none that stays is missing."""
    half = [
        path
        for path, content in found.items()
        if content not in (before.get(path), target.get(path))
        or (path.endswith(".html") and not content.rstrip().endswith(b"</html>"))
    ]
    assert [] == half
    assert set() == (before.keys() & target.keys()) - found.keys()


@pytest.mark.long
def test_a_killed_build_leaves_whole_files_and_the_next_one_ends_as_a_clean_build(
    newsroom: SiteFolder, tmp_path: Path
) -> None:
    seed = random.randrange(1 << 32)
    print(f"The random moments come from the seed {seed}.")
    chance = random.Random(seed)
    kills, turn, kept = 0, 0, 0
    while kills < KILLS:
        turn += 1
        edit(newsroom, chance, turn)
        target = clean_build(newsroom, tmp_path / f"clean-{turn}")
        # Where a page will lie there is a file of somebody else's.
        withdrawn = 1000 + 10 * turn + 4
        theirs = newsroom.dist / page_name(withdrawn)
        assert page_name(withdrawn) in target
        newsroom.write(f"dist/{page_name(withdrawn)}", NOT_OURS)
        for _ in range(chance.randint(2, 4)):
            before = tree(newsroom.dist)
            with running_build(newsroom) as build:
                chance.choice(MOMENTS)(newsroom, build, chance)
            kills += build.returncode == -signal.SIGKILL
            assert_whole(tree(newsroom.dist), before, target)
        newsroom.delete(f"content/articles/{article_name(withdrawn)}")
        is_theirs = theirs.exists() and theirs.read_bytes() == NOT_OURS
        kept += is_theirs
        target = clean_build(newsroom, tmp_path / f"clean-{turn}-withdrawn")
        finish_build(newsroom)
        left = {page_name(withdrawn): NOT_OURS} if is_theirs else {}
        assert {**target, **left} == tree(newsroom.dist)
        theirs.unlink(missing_ok=True)
    print(f"Of {turn} files of somebody else's {kept} were still theirs when the article went.")


@pytest.mark.parametrize("state_is", ["there", "lost", "damaged"])
def test_a_page_that_a_killed_build_left_unrecorded_goes_with_its_article(
    newsroom: SiteFolder, tmp_path: Path, state_is: str
) -> None:
    newsroom.article("world/extra.md", date="2024-05-05", headline="Soon gone")
    newsroom.write("newsgen.yaml", "name: Another name\nurl: https://test.example/\n")
    page = newsroom.dist / "world/2024/05/extra.html"
    with running_build(newsroom) as build:
        wait_until(build, lambda: has_staged(newsroom, "0"))
        wait_until(build, lambda: not has_staged(newsroom, "0"))
        # Files are moving. Who holds the state now keeps the build from recording them.
        state = sqlite3.connect(newsroom.file(".newsgen/state.db"), isolation_level=None)
        state.execute("BEGIN IMMEDIATE")
        wait_until(build, page.exists)
        assert build.poll() is None
    state.close()
    assert page.exists()
    if state_is == "lost":
        newsroom.delete(".newsgen/state.db")
    elif state_is == "damaged":
        with open(newsroom.file(".newsgen/state.db"), "r+b") as stream:
            stream.seek(8 * 4096)
            stream.write(bytes(64 * 4096))
    newsroom.delete("content/articles/world/extra.md")
    finish_build(newsroom)
    assert not page.exists()
    assert clean_build(newsroom, tmp_path / "clean") == tree(newsroom.dist)


def test_a_build_whose_main_process_alone_is_killed_does_not_stop_the_next_one(
    newsroom: SiteFolder, tmp_path: Path
) -> None:
    newsroom.write("newsgen.yaml", "name: Another name\nurl: https://test.example/\n")
    with running_build(newsroom) as build:
        wait_until(build, lambda: has_staged(newsroom, "0"))
        build.kill()
        build.wait(SECONDS)
        finish_build(newsroom)
    assert clean_build(newsroom, tmp_path / "clean") == tree(newsroom.dist)

"""A disk that fails at one operation: each file stays whole, the build says what is so, the next mends it."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import environment
from tests.support.everything import REPOSITORY
from tests.support.needs import need

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the shim is for Linux")

PARTS = 4
EVERY = {"newsgen": 40, "ci": 12}
"""Of so many operations one fails, beginning anywhere. `NEWSGEN_DISK_EVERY=1` tries all of them."""


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, compiled."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    need("gcc", compiler is not None, "install gcc and the headers of the C library")
    target = tmp_path_factory.mktemp("shim") / "failing_disk.so"
    source = REPOSITORY / "tests/support/failing_disk.c"
    subprocess.run(
        [str(compiler), "-shared", "-fPIC", "-O1", "-o", str(target), str(source), "-ldl"],
        check=True,
    )
    return target


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder to build in, in memory where the system has such a place."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="newsgen-", dir=memory) as folder:
        yield Path(folder)


def every() -> int:
    profile = os.environ.get("NEWSGEN_HYPOTHESIS_PROFILE", "newsgen")
    return int(os.environ.get("NEWSGEN_DISK_EVERY", EVERY[profile]))


@pytest.mark.long
@pytest.mark.parametrize("scenario", ["first", "edit", "edit elsewhere"])
@pytest.mark.parametrize("part", range(PARTS))
def test_after_any_failure_of_the_disk_all_is_whole_and_told_and_mended(
    shim: Path, room: Path, tmp_path: Path, scenario: str, part: int
) -> None:
    step = every() * PARTS
    first = 1 + part + PARTS * random.randrange(every())
    variables = {"LD_PRELOAD": str(shim)}
    if scenario == "edit elsewhere":
        # Files are copied to that disk, and renamed there.
        variables["NEWSGEN_TEST_OUTPUT"] = str(tmp_path / "dist")
    run = subprocess.run(
        [sys.executable, "-m", "tests.support.failing_disk", str(shim), str(room),
         scenario.partition(" ")[0], str(first), str(step)],
        env=environment(**variables), cwd=REPOSITORY, capture_output=True, text=True, check=False,
        timeout=3600,
    )  # fmt: skip
    assert 0 == run.returncode, run.stderr
    *wrong, tried = run.stdout.splitlines()
    assert [] == wrong
    # So many operations there are at least.
    assert json.loads(tried)["tried"] >= 1000 // step

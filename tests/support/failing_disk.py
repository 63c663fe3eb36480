"""Builds on a disk that fails at one operation after the other, in a process that forks one for each.

Run as a program under the shim `failing_disk.c`; it prints a line of JSON for each fault that it
finds, and one at the end that counts what it tried. Its arguments are the shim, a folder to work
in, the scenario, which operation to begin with and how many to go on by.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
import traceback
from pathlib import Path
from typing import Any

from newsgen.build.pipeline import build
from newsgen.build.report import BuildRequest
from tests.property.sites import small_templates
from tests.support.site import AS_OF, SiteFolder, tree

Tree = dict[str, bytes]

ARTICLES = 30
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
CONFIG = "name: The Desk\nurl: https://test.example/\nformats: [html, text]\n"


class Disk:
    """The shim, as this process has it loaded."""

    def __init__(self, shim: str, *folders: Path) -> None:
        self._calls = ctypes.CDLL(shim)
        self._calls.failing_disarm.restype = ctypes.c_char_p
        self._folders = [os.fsencode(one) for one in folders]

    def fail(self, number: int, error: int) -> None:
        """Has the operation of this number, counted from 1, fail."""
        self._calls.failing_arm(ctypes.c_long(number), error, *self._folders)

    def mend(self) -> str:
        """Ends that; what failed, "" where there were not so many operations."""
        struck: bytes = self._calls.failing_disarm()
        return os.fsdecode(struck)


def write_site(site: SiteFolder, version: int) -> None:
    """One of two versions: headlines, articles, a picture and a static file are others."""
    site.write("newsgen.yaml", CONFIG)
    for number in range(ARTICLES):
        is_here = number % 10 != (3 if version else 7)
        path = f"content/articles/{('world', 'home')[number % 2]}/story-{number}.md"
        words = f"version {version if number % 6 == 0 else 0}"
        if is_here:
            site.article(
                path.removeprefix("content/articles/"),
                body=f"Text {number}.\n",
                headline=f"Story {number}, {words}",
                date=f"2024-{number % 2 + 1:02}-{number % 28 + 1:02}",
                tags=f"[tag-{number % 10}]",
            )
        elif site.file(path).exists():
            site.delete(path)
    site.write("static/root/note.txt", f"version {version}")


def attempt(site: SiteFolder, output: Path, disk: Disk | None, number: int) -> dict[str, Any]:
    """A build in a process of its own, with what became of it."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            with open(writing, "w") as stream:
                json.dump(_attempted(site, output, disk, number), stream)
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading) as stream:
        answer: dict[str, Any] = json.load(stream)
    os.waitpid(child, 0)
    return answer


def _attempted(site: SiteFolder, output: Path, disk: Disk | None, number: int) -> dict[str, Any]:
    request = BuildRequest(site=site.root, output=output, as_of=AS_OF, jobs=1)
    struck, crash = "", ""
    if disk:
        disk.fail(number, ERRORS[number % len(ERRORS)])
    try:
        report = build(request)
    except BaseException:  # noqa: BLE001 - it is told
        crash = traceback.format_exc()
    finally:
        if disk:
            struck = disk.mend()
    if crash:
        return {"struck": struck, "crash": crash}
    return {
        "struck": struck,
        "failed": report.failed,
        "published": report.published,
        "problems": [f"{one.path} {one.code} {one.message}" for one in report.problems],
    }


def faults(answer: dict[str, Any], before: Tree, after: Tree, target: Tree) -> list[str]:
    """What is wrong with what a build said of itself, and with what it left."""
    if "crash" in answer:
        return [answer["crash"]]
    found = [
        f"{path} is neither old nor new"
        for path, content in after.items()
        if content not in (before.get(path), target.get(path))
    ]
    found += [f"{path} is gone" for path in (before.keys() & target.keys()) - after.keys()]
    extent = answer["published"] if answer["failed"] else "all"
    if extent == "nothing" and after != before:
        found.append("it said that nothing was published")
    if extent == "all" and after != target:
        found.append("it said that all was published")
    if extent == "part" and after in (before, target):
        found.append("it said that a part was published")
    return found


def main(shim: str, folder: str, scenario: str, first: int, step: int) -> None:
    """Tries every operation from the first on, in steps, until a build has no more of them."""
    root = Path(folder)
    site = SiteFolder(root / "site")
    output = Path(os.environ.get("NEWSGEN_TEST_OUTPUT") or site.dist)
    for name, text in small_templates().items():
        site.write(f"templates/{name}", text)
    targets = []
    for version in (1, 0):
        write_site(site, version)
        clean = root / f"clean-{version}"
        request = BuildRequest(
            site=site.root, output=clean / "dist", as_of=AS_OF, state_folder=clean / "state"
        )
        assert not build(request).failed
        targets.insert(0, tree(clean / "dist"))
    assert targets[0].keys() - targets[1].keys() and targets[1].keys() - targets[0].keys()
    disk = Disk(shim, site.root, output)
    version, number, tried = 0, first, 0
    if scenario == "edit":
        assert not attempt(site, output, None, 0)["failed"]
    while True:
        if scenario == "edit":
            version = 1 - version
            write_site(site, version)
        else:
            shutil.rmtree(output, ignore_errors=True)
            shutil.rmtree(site.root / ".newsgen", ignore_errors=True)
        before = tree(output)
        answer = attempt(site, output, disk, number)
        wrong = faults(answer, before, tree(output), targets[version])
        next_one = attempt(site, output, None, 0)
        if next_one.get("failed", True):
            wrong.append(f"the next build failed: {next_one}")
        elif tree(output) != targets[version]:
            wrong.append("the next build did not end right")
        if wrong:
            print(json.dumps({"number": number, "answer": answer, "wrong": wrong}), flush=True)
        if not answer["struck"]:
            break
        tried += 1
        number += step
    print(json.dumps({"tried": tried}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))

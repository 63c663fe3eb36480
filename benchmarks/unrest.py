"""The development server under unrest: edits, renames, mistakes and checkouts at random, for minutes.

At the end all mistakes are mended, and the pages that are served must be those of a clean build.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from newsgen.build.pipeline import build
from newsgen.build.report import BuildRequest

_WAIT_SECONDS = 120.0
_AT_MOST_PER_SECOND = 5
_CHECKOUT = 120

_ARTICLE = (
    "---\nheadline: Headline {number}\ndate: 2024-11-{day:02}\nsources: [Reuters]\n---\n{body}\n"
)
_BROKEN = ("---\nheadline: [\n---\n", "---\nheadline: x\n", "---\ndate: never\n---\n", "\xff", "")
_TEMPLATES = (
    "{% if %}",
    "{{ nothing.at.all }}",
    "{% include 'none.html' %}",
    "<p>{{ page.title }}",
)


class Unrest(NamedTuple):
    """What came of it: steps taken, builds that the server said it made, and memory in bytes.

    `faults` are the lines of the server's own that tell of a fault of newsgen; `differing` the
    paths at which the served folder is not as a clean build makes it.
    """

    steps: int
    builds: int
    memory_before: int
    memory_after: int
    is_alive: bool
    faults: list[str]
    differing: list[str]


def unrest(site: Path, seconds: float, seed: int, settle_seconds: float = 3.0) -> Unrest:
    """Makes a site in the folder, serves it, and disturbs it for so long."""
    steps = _Steps(site, random.Random(seed))
    steps.begin()
    process = subprocess.Popen(
        [sys.executable, "-m", "newsgen", "serve", "--site", str(site), "--port", "0"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    lines: list[str] = []
    assert process.stderr is not None
    stream = process.stderr
    reader = threading.Thread(target=lambda: lines.extend(iter(stream.readline, "")), daemon=True)
    reader.start()
    try:
        _until(lambda: any(" rendered, " in line for line in lines))
        address = next(m[1] for line in lines if (m := re.search(r"Serving at (\S+)", line)))
        # What is loaded once is loaded before the memory is taken.
        for _ in range(2 * _AT_MOST_PER_SECOND):
            steps.take()
            time.sleep(1 / _AT_MOST_PER_SECOND)
        _settled(address, settle_seconds)
        before = _memory(process.pid)
        deadline = time.monotonic() + seconds
        count = 0
        while time.monotonic() < deadline and process.poll() is None:
            steps.take()
            count += 1
            time.sleep(steps.chance.uniform(1, 3) / _AT_MOST_PER_SECOND)
        steps.mend()
        _settled(address, settle_seconds)
        after = _memory(process.pid)
        is_alive = process.poll() is None
        differing = _differing(site)
    finally:
        process.terminate()
        process.wait(_WAIT_SECONDS)
        reader.join(_WAIT_SECONDS)
        stream.close()
    faults = [line for line in lines if "Traceback" in line or "fault of newsgen" in line]
    builds = sum(bool(re.match(r"\d\d:\d\d:\d\d ", line)) for line in lines)
    return Unrest(count, builds, before, after, is_alive, faults, differing)


class _Steps:
    """What people do to a site. Whatever is done can be mended."""

    def __init__(self, site: Path, chance: random.Random) -> None:
        self._site = site
        self._articles = site / "content/articles"
        self.chance = chance
        self._number = 0
        self._kept = site.parent / "kept"

    def begin(self) -> None:
        """Writes the site."""
        self._articles.mkdir(parents=True)
        (self._site / "newsgen.yaml").write_text("name: Unrest\nurl: https://unrest.example/\n")
        for number in range(40):
            self._write(self._articles / f"world/a{number}.md")

    def take(self) -> None:
        """One step, by chance."""
        steps: list[Callable[[], None]] = [
            self._edit, self._edit, self._edit, self._edit, self._save_by_rename, self._rename,
            self._add, self._delete, self._break, self._break_template, self._mend_template,
            self._check_out, self._move_folder, self._style, self._lose_content,
        ]  # fmt: skip
        weights = [1.0] * (len(steps) - 1) + [0.2]
        self.chance.choices(steps, weights)[0]()

    def mend(self) -> None:
        """Takes back all mistakes."""
        shutil.rmtree(self._site / "templates", ignore_errors=True)
        for file in self._files():
            self._write(file)

    def _files(self) -> list[Path]:
        return sorted(self._articles.rglob("*.md"))

    def _some(self) -> Path:
        return self.chance.choice(self._files() or [self._articles / "world/a0.md"])

    def _text(self) -> str:
        self._number += 1
        body = " ".join(f"word{self.chance.randrange(99)}" for _ in range(40))
        day = self.chance.randint(1, 28)
        return _ARTICLE.format(number=self._number, day=day, body=body)

    def _write(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self._text(), encoding="utf-8")

    def _edit(self) -> None:
        self._write(self._some())

    def _save_by_rename(self) -> None:
        file = self._some()
        beside = file.with_name(f".{file.name}.swp")
        self._write(beside)
        beside.replace(file)

    def _rename(self) -> None:
        file = self._some()
        if file.exists():
            file.replace(file.with_name(f"a{self.chance.randrange(60)}.md"))

    def _add(self) -> None:
        self._write(self._articles / f"europe/b{self.chance.randrange(30)}.md")

    def _delete(self) -> None:
        if len(self._files()) > 20:
            self._some().unlink()

    def _break(self) -> None:
        broken = self.chance.choice(_BROKEN)
        self._some().parent.mkdir(parents=True, exist_ok=True)
        self._some().write_text(broken, encoding="latin-1")

    def _break_template(self) -> None:
        file = self._site / "templates" / self.chance.choice(("article.html", "parts/header.html"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.chance.choice(_TEMPLATES))

    def _mend_template(self) -> None:
        shutil.rmtree(self._site / "templates", ignore_errors=True)

    def _check_out(self) -> None:
        """Another branch, which has a folder of hundreds of files, or has not."""
        folder = self._articles / "dossier"
        if folder.exists():
            shutil.rmtree(folder)
        else:
            for number in range(_CHECKOUT):
                self._write(folder / f"c{number}.md")

    def _move_folder(self) -> None:
        for one, other in (("world", "asia"), ("asia", "world")):
            if (self._articles / one).is_dir() and not (self._articles / other).exists():
                (self._articles / one).rename(self._articles / other)
                return

    def _style(self) -> None:
        file = self._site / "static/style.css"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"body {{ margin: {self.chance.randrange(9)}px }}")

    def _lose_content(self) -> None:
        (self._site / "content").rename(self._kept)
        time.sleep(self.chance.uniform(0.05, 1.5))
        self._kept.rename(self._site / "content")


def _settled(address: str, seconds: float) -> None:
    """Waits until the server has built nothing for so long, and found no mistake."""
    parts = urlsplit(address)
    number, since = -1, time.monotonic()
    deadline = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() - since < seconds and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)
        connection.request("GET", "/_newsgen/events?page=/")
        line = connection.getresponse().readline()
        connection.close()
        found = json.loads(line.removeprefix(b"data: "))["build"]
        if found != number:
            number, since = found, time.monotonic()
        time.sleep(0.2)


def _differing(site: Path) -> list[str]:
    """The paths at which what is served differs from a clean build."""
    with tempfile.TemporaryDirectory() as temporary:
        clean = Path(temporary, "dist")
        request = BuildRequest(
            site=site,
            output=clean,
            state_folder=Path(temporary, "state"),
            as_of=int(time.time()),
            allow_empty=True,
            drafts=True,
            held=True,
        )
        report = build(request)
        if report.failed:
            return [f"{one.path}: {one.message}" for one in report.problems]
        expected, found = _tree(clean), _tree(site / ".newsgen/serve/dist")
    paths = sorted(expected.keys() | found.keys())
    return [path for path in paths if expected.get(path) != found.get(path)]


def _tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def _memory(pid: int) -> int:
    """The proportional set sizes of a process and of those that it started, in bytes."""
    total = 0
    for one in (pid, *children(pid)):
        text = Path(f"/proc/{one}/smaps_rollup").read_text()
        total += 1024 * int(next(m[1] for m in [re.search(r"^Pss:\s+(\d+)", text, re.M)] if m))
    return total


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(one) for one in (task / "children").read_text().split()]
    return found


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError("the server has not built")
        time.sleep(0.05)


def main(seconds: float, seed: int) -> None:
    """Runs it in a temporary folder and prints what came of it."""
    with tempfile.TemporaryDirectory(prefix="newsgen-unrest-") as folder:
        found = unrest(Path(folder, "site"), seconds, seed)
    growth = found.memory_after / found.memory_before - 1
    print(
        f"{found.steps} steps, {found.builds} builds,"
        f" {found.memory_before / 1e6:.0f} MB before, {found.memory_after / 1e6:.0f} MB after"
        f" ({growth:+.0%}), {len(found.faults)} faults, {len(found.differing)} pages differ"
    )
    for line in (*found.faults, *found.differing[:20]):
        print(line)
    if found.faults or found.differing or not found.is_alive:
        sys.exit(1)

"""A state that a disk damaged is replaced, whatever the damage; nothing stays half done."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.build.pipeline import Events, build
from newsgen.build.report import BuildReport, BuildRequest
from tests.property.sites import small_templates
from tests.support.problems import known_anew
from tests.support.site import AS_OF, SiteFolder, seal, tree

PARTS = 4
"""The longest tests are as many tests, so that processes can share them."""

GONE = "content/articles/world/gone.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has been built."""
    site = SiteFolder(tmp_path_factory.mktemp("built") / "site")
    for name, text in small_templates().items():
        site.write(f"templates/{name}", text)
    for number in range(6):
        site.article(
            f"world/a-{number}.md",
            # A text so long that it fills pages of its own.
            body=f"Text {number}.\n\n" + "A long paragraph. " * 600,
            date=f"2024-05-0{number + 1}",
            tags="[One, Two]",
        )
    site.write(GONE, site.file("content/articles/world/a-0.md").read_text().replace("One", "Gone"))
    assert not site.build().failed
    return site.root


class Patient:
    """A copy of the built site that has been edited since, and whose state is then damaged."""

    def __init__(self, built: Path, root: Path) -> None:
        self._built = built
        self.site = SiteFolder(root, config=None)
        self.state = root / ".newsgen/state.db"
        self.heal()
        clean = root.parent / "clean"
        assert not self.site.build(output=clean / "dist", state_folder=clean / "state").failed
        self.wanted = tree(clean / "dist")
        self.before = tree(self.site.dist)
        assert self.wanted != self.before

    def heal(self) -> None:
        root = self.site.root
        shutil.rmtree(root)
        shutil.copytree(self._built, root)
        self.site.delete(GONE)
        self.site.article("world/a-2.md", date="2024-05-03", tags="[One, Three]", body="New.\n")

    def check(self, what: str, *, is_seen: bool = False) -> None:
        """Builds, and looks at what became of the site; then it is as it was before.

        Most damages are seen by the file's stat. With a seal of its own a
        damage shows by what it does, or does nothing; `is_seen` is for others.
        """
        if not is_seen:
            seal(self.state)
        notes: list[str] = []
        report = self._built_once(notes)
        assert not report.failed, (what, report.problems)
        assert self.wanted == tree(self.site.dist), what
        assert () == known_anew(report), what
        assert not is_seen or notes, what
        again = self._built_once([])
        assert (0, ()) == (again.rendered + again.deleted, known_anew(again)), what
        self.heal()

    def _built_once(self, notes: list[str]) -> BuildReport:
        request = BuildRequest(site=self.site.root, output=self.site.dist, as_of=AS_OF)
        return build(request, Events(noted=notes.append))


@pytest.fixture
def patient(built: Path, tmp_path: Path) -> Iterator[Patient]:
    return Patient(built, tmp_path / "site")


def pages(state: Path) -> tuple[int, int]:
    """How many pages the state has, and of what size."""
    with closing(sqlite3.connect(state)) as connection:
        count = connection.execute("PRAGMA page_count").fetchone()[0]
        return count, connection.execute("PRAGMA page_size").fetchone()[0]


def overwrite(file: Path, place: int, content: bytes) -> None:
    with open(file, "r+b") as stream:
        stream.seek(place)
        stream.write(content)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_a_state_with_any_page_zeroed_is_as_good_as_none(patient: Patient, part: int) -> None:
    count, size = pages(patient.state)
    assert count > 40
    for page in range(part, count, PARTS):
        overwrite(patient.state, page * size, bytes(size))
        patient.check(f"page {page} of {count}")


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_a_state_that_ends_at_any_page_is_as_good_as_none(patient: Patient, part: int) -> None:
    count, size = pages(patient.state)
    for page in range(part, count, PARTS):
        os.truncate(patient.state, page * size)
        patient.check(f"page {page} of {count}")


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_a_state_with_any_byte_changed_is_as_good_as_none(patient: Patient, part: int) -> None:
    seed = random.randrange(1 << 32)
    print(f"The random bytes come from the seed {seed}.")
    chance = random.Random(seed)
    for _ in range(8):
        place = chance.randrange(patient.state.stat().st_size)
        there = patient.state.read_bytes()[place]
        overwrite(patient.state, place, bytes([there ^ (1 << chance.randrange(8))]))
        patient.check(f"byte {place}", is_seen=True)


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\0", b"x", b"No database. " * 1000, bytes(8192)]
)
def test_what_is_no_state_at_all_is_replaced(patient: Patient, content: bytes) -> None:
    for is_seen in (True, False):
        patient.state.write_bytes(content)
        patient.check(repr(content[:20]), is_seen=is_seen)


@pytest.mark.parametrize(
    "table", ["outputs", "records", "texts", "files", "stamps", "articles", "groups", "generation"]
)
def test_a_table_that_is_missing_or_holds_what_nothing_can_read(
    patient: Patient, table: str
) -> None:
    for damage in ("DROP TABLE {}", "UPDATE {} SET {} = x'ff00'", "UPDATE {} SET {} = '['"):
        with closing(sqlite3.connect(patient.state)) as state, state:
            column = state.execute(f"PRAGMA table_info({table})").fetchall()[-1][1]
            state.execute("PRAGMA writable_schema = ON")
            state.execute(damage.format(table, column))
        patient.check(f"{damage} of {table}")

"""A newsroom's folder on disk, its builds, and the clean builds that they are held against."""

from __future__ import annotations

import copy
import os
import shutil
import sqlite3
import tempfile
import time
from array import array
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from newsgen.build.audit import audited
from newsgen.build.pipeline import Events, build
from newsgen.build.report import BuildReport, BuildRequest
from newsgen.model.digest import digest_bytes, digest_value
from newsgen.model.problem import Problem
from newsgen.output.folder import folder_name
from tests.property.hands import NOT_OURS
from tests.property.sites import INSTANTS, Newsroom
from tests.support.site import seal, tree

MOVER = "5a" * 16
"""Who moves files in a build that dies, and so what its temporary files are called."""

OBSTACLE, FOREIGN, VANISHED = "NG070", "NG071", "NG463"


class CleanBuild(NamedTuple):
    """A clean build: its report, what it published, and its catalogue index, {} where it failed."""

    report: BuildReport
    published: dict[str, bytes]
    index: dict[str, Any]


_MOST_REMEMBERED = 60
_clean_builds: dict[str, CleanBuild] = {}
"""Those made last: many histories begin alike, and go back to where they were."""


@contextmanager
def opened_desk(newsroom: Newsroom) -> Iterator[Desk]:
    """A desk in temporary folders, the site in memory where the system has such a place.

    The second output folder is on the disk, so that files cross from one file
    system to another there.
    """
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with (
        tempfile.TemporaryDirectory(prefix="newsgen-", dir=memory) as near,
        tempfile.TemporaryDirectory(prefix="newsgen-") as far,
    ):
        yield Desk(newsroom, Path(near), Path(far))


class Desk:
    """Keeps the folder what the newsroom says, and knows what the output folder must hold."""

    TEMPORARY = f".newsgen-{MOVER}-"

    def __init__(self, newsroom: Newsroom, near: Path, far: Path) -> None:
        self.newsroom = newsroom
        self.site = near / "site"
        self.as_of = INSTANTS[0]
        self.request: dict[str, Any] = {}
        self.written: dict[str, bytes] = {}
        self.output, self._other_output = self.site / "dist", far / "dist"
        self.elsewhere = near / "elsewhere"
        self.elsewhere.mkdir()
        self._clean = near / "clean"
        self._owned: dict[Path, dict[str, bytes]] = {}
        self._notes: list[str] = []
        self.may_be_made_anew = False
        self._good = copy.deepcopy(newsroom)

    def save(self) -> None:
        """Writes to disk what changed in the newsroom, and nothing else."""
        files = self.newsroom.files()
        for path in self.written.keys() - files.keys():
            (self.site / path).unlink()
        for path, content in files.items():
            if self.written.get(path) != content:
                file = self.site / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        self.written = files

    def switch_output(self) -> None:
        self.output, self._other_output = self._other_output, self.output

    def delete_output(self) -> None:
        if self.output.is_symlink():
            shutil.rmtree(self.output.resolve())
            self.output.unlink()
        shutil.rmtree(self.output, ignore_errors=True)

    def move_output(self) -> None:
        """Moves the output folder elsewhere and links it, or back; only what is as it was stays newsgen's."""
        place = self.output
        if place.is_symlink():
            real = place.resolve()
            place.unlink()
            shutil.move(real, place)
        elif place.is_dir():
            real = self.elsewhere / f"www-{place.parent.name}"
            shutil.move(place, real)
            place.symlink_to(real)
        self._owned[place] = self._proved(place)

    def _proved(self, place: Path) -> dict[str, bytes]:
        """What is newsgen's where only its bytes prove it: a file that was changed is not."""
        found = tree(place)
        return {
            path: content
            for path, content in self._owned.get(place, {}).items()
            if found.get(path) == content
        }

    @property
    def state(self) -> Path:
        """The state file. What newsgen has written is known without it, too."""
        return self.site / ".newsgen/state.db"

    def lose_all(self) -> None:
        """Deletes all that newsgen remembers."""
        shutil.rmtree(self.site / ".newsgen", ignore_errors=True)
        self._owned.clear()

    def interrupt(self) -> bool:
        """Leaves the state as a build does that dies while it moves files in; whether there is a state."""
        dist = folder_name(self.output, self.site)
        if not self.state.exists():
            return False
        try:
            with closing(sqlite3.connect(self.state)) as state, state:
                state.execute("DELETE FROM stamps WHERE dist = ?", (dist,))
                state.execute("INSERT OR IGNORE INTO movers VALUES (?, ?)", (dist, MOVER))
        except sqlite3.DatabaseError:
            # Broken by another step; the next build makes one that knows of nobody.
            return False
        seal(self.state)
        return True

    def check_refused(self, code: str, **request: Any) -> None:
        """Builds, and asserts that nothing came of it but this problem."""
        self.save()
        before = tree(self.output)
        report = self.build(**request)
        assert [code] == [one.code for one in report.problems]
        assert before == tree(self.output)

    @property
    def has_built(self) -> bool:
        """Whether it is remembered that the output folder was built, and as of when."""
        is_remembered = self.state.exists() and not self.may_be_made_anew
        return self.output in self._owned and is_remembered

    def build(self, *, jobs: int = 1, settled: bool = False, **request: Any) -> BuildReport:
        """Builds into the output folder. With `settled` the last change is ten seconds ago.

        With more than one job, everything that can be done in processes is.
        """
        with _later(10 if settled else 0):
            asked = self._asked(jobs=jobs, processes_from=2, **request)
            return build(asked, Events(noted=self._notes.append))

    def audit_problems(self) -> tuple[Problem, ...]:
        """What an audit of the output folder finds."""
        request = self._asked()
        nothing = BuildReport(as_of=self.as_of)
        return audited(request, nothing).problems

    def _asked(self, **fields: Any) -> BuildRequest:
        return BuildRequest(
            **{
                "site": self.site,
                "output": self.output,
                "as_of": self.as_of,
                # A few steps take all of the few articles away.
                "allow_empty": True,
                **self.request,
                **fields,
            }
        )

    def clean_build(self) -> CleanBuild:
        """A build that remembers nothing, in one process; made once of the same files at the same time."""
        key = digest_value((str(self.as_of), repr(self.request), self._sources()))
        found = _clean_builds.pop(key, None)
        if found is None:
            shutil.rmtree(self._clean, ignore_errors=True)
            state = self._clean / "state"
            report = self.build(output=self._clean / "dist", state_folder=state)
            index = {} if report.failed else _index(state)
            found = CleanBuild(report, tree(self._clean / "dist"), index)
        _clean_builds[key] = found
        while len(_clean_builds) > _MOST_REMEMBERED:
            del _clean_builds[next(iter(_clean_builds))]
        return found

    def _sources(self) -> list[tuple[str, str]]:
        """Every file and link of the site but for what newsgen writes, each with what is in it."""
        own = {self.output.name, ".newsgen", "__pycache__"}
        found = []
        for folder, folders, names in os.walk(self.site):
            folders[:] = [one for one in folders if one not in own]
            for name in (*names, *folders):
                file = Path(folder, name)
                if file.is_symlink():
                    found.append((str(file.relative_to(self.site)), f"-> {os.readlink(file)}"))
                elif name in names:
                    content = digest_bytes(file.read_bytes())
                    found.append((str(file.relative_to(self.site)), content))
        return sorted(found)

    def check_build(self, *, jobs: int, settled: bool) -> bool:
        """Builds, and asserts that it comes to what a clean build comes to.

        Where that is errors and an untouched folder, the newsroom goes back to
        what it was at the last good build, and the answer is False.
        """
        self.save()
        before = _without_temporary(tree(self.output))
        self._notes.clear()
        is_lost = not self.state.exists()
        proved = {one: self._proved(one) for one in self._owned}
        report = self.build(jobs=jobs, settled=settled)
        is_made_anew = any("anew" in one for one in self._notes)
        assert self.may_be_made_anew or not is_made_anew
        # A build that ends with errors, or does not look at everything, may not read what was
        # damaged, and leave it to a later one.
        if is_made_anew or (report.looked_at == "everything" and not report.failed):
            self.may_be_made_anew = False
        if is_lost or is_made_anew:
            self._owned = proved
        clean, published, index = self.clean_build()
        while report.failed and not clean.failed:
            # Whatever is in the way is told before anything is changed; then somebody takes it away.
            assert before == _without_temporary(tree(self.output))
            before = self._clear_the_way(report)
            report = self.build(jobs=jobs, settled=settled)
        if clean.failed:
            assert _outcome(clean) == _outcome(report)
            assert before == _without_temporary(tree(self.output))
            self.newsroom = copy.deepcopy(self._good)
            self.save()
            return False
        owned = self._owned.get(self.output, {})
        foreign = {
            path: content
            for path, content in before.items()
            if path not in owned and path not in published
        }
        assert {**published, **foreign} == tree(self.output)
        assert _outcome(clean) == _outcome(report)
        others = [*_dead_links(self.output)]
        assert bool(foreign or others) == any(one.code == FOREIGN for one in report.problems)
        assert clean.planned == report.rendered + report.untouched
        if report.looked_at != "nothing":
            assert index == _index(self.site / ".newsgen")
        self._owned[self.output] = published
        self._good = copy.deepcopy(self.newsroom)
        return True

    def _clear_the_way(self, report: BuildReport) -> dict[str, bytes]:
        """Deletes what the report says is in the way; what is in the output folder then."""
        (problem,) = (one for one in report.problems if one.severity == "error")
        assert (OBSTACLE, "nothing") == (problem.code, report.published)
        place = self.site / problem.path
        assert self.output in place.parents
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            assert not place.is_file() or NOT_OURS == place.read_bytes()
            place.unlink()
        return _without_temporary(tree(self.output))

    def check_nothing_to_do(self, *, settled: bool) -> None:
        """Builds again, and asserts that the build finds nothing to do."""
        before = self._stats()
        report = self.build(settled=settled)
        assert (0, 0, report.planned) == (report.rendered, report.deleted, report.untouched)
        assert before == self._stats()

    def _stats(self) -> dict[Path, int]:
        return {file: file.lstat().st_mtime_ns for file in self.output.rglob("*")}


def _dead_links(folder: Path) -> Iterator[Path]:
    """What is neither file nor folder below this one."""
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            file = os.path.join(place, name)
            if not os.path.isfile(file) and not os.path.isdir(file):
                yield Path(file)


@contextmanager
def _later(seconds: int) -> Iterator[None]:
    """The clock so many seconds ahead: files just written count as settled, as they mostly are."""
    now = time.time_ns
    with mock.patch.object(time, "time_ns", lambda: now() + seconds * 1_000_000_000):
        yield


def _outcome(report: BuildReport) -> tuple[Any, ...]:
    """What two builds of one site at one moment must agree on."""
    return (
        report.failed,
        report.planned,
        report.articles,
        report.held,
        report.next_due,
        _common(report),
    )


def _index(state_folder: Path) -> dict[str, Any]:
    """What the state has of the catalogue, without the numbers that articles and groups have in it."""
    connection = sqlite3.connect(state_folder / "state.db")

    def rows(query: str) -> list[Any]:
        return connection.execute(query).fetchall()

    def unpacked(form: str, content: bytes) -> list[int]:
        found = array(form)
        found.frombytes(content)
        return list(found)

    with closing(connection):
        paths = dict(rows("SELECT number, path FROM articles"))
        keys = {row[0]: row[1:] for row in rows("SELECT number, kind, lang, id FROM groups")}
        return {
            "articles": {
                row[0]: (
                    *row[1:5],
                    sorted(keys[number] for number in unpacked("I", row[5])),
                    sorted(unpacked("q", row[6])),
                )
                for row in rows(
                    "SELECT path, seconds, year, digest, slug, groups, names FROM articles"
                )
            },
            "groups": {
                row[:3]: (row[3], [paths[number] for number in unpacked("I", row[4])])
                for row in rows("SELECT kind, lang, id, name, members FROM groups")
            },
            "names": sorted(
                (name, paths[n]) for name, n in rows("SELECT name, article FROM names")
            ),
            "sitemap": sorted(rows("SELECT path, url, alternates FROM sitemap_pages")),
            "pictures": sorted(rows("SELECT path, routes FROM sitemap_pictures")),
            "dues": sorted(rows("SELECT path, seconds FROM dues")),
            "touched": rows("SELECT path FROM touched"),
            "views": rows("SELECT views FROM indexed_folder"),
        }


def _common(report: BuildReport) -> tuple[Problem, ...]:
    # A clean build knows nothing of what was published before.
    return tuple(one for one in report.problems if one.code not in (FOREIGN, VANISHED))


def _without_temporary(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        path: content
        for path, content in files.items()
        if not path.rpartition("/")[2].startswith(Desk.TEMPORARY)
    }

"""What lies in `.newsgen/` is data, whoever put it there: it runs nothing, and reaches nothing else."""

from __future__ import annotations

import marshal
import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen.build.pipeline import Events, build
from newsgen.build.report import BuildReport, BuildRequest
from newsgen.model.digest import digest_bytes
from newsgen.runtime.user_folder import VARIABLE
from tests.support.command import build as run_build
from tests.support.pictures import png
from tests.support.problems import known_anew
from tests.support.site import AS_OF, SiteFolder, tree

HELD = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp())
EMBARGOED = "world/2025/01/secret.html"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A site that has been built, with an article that is held."""
    site.write("content/media/a.png", png())
    site.article("world/one.md", "![A](media/a.png)\n\nThe text of one.\n", image="media/a.png")
    site.article("world/two.md")
    site.article("world/secret.md", date="2025-01-01", headline="A secret")
    assert not site.build().failed
    return site


class Told:
    """A build in this process, and what it noted."""

    def __init__(self, site: SiteFolder, **request: object) -> None:
        self.notes: list[str] = []
        asked = {"site": site.root, "output": site.dist, "as_of": AS_OF, **request}
        self.report: BuildReport = build(
            BuildRequest(**asked),  # type: ignore[arg-type]
            Events(noted=self.notes.append),
        )


def clean(site: SiteFolder) -> dict[str, bytes]:
    folder = site.root.parent / "clean"
    shutil.rmtree(folder, ignore_errors=True)
    assert not site.build(output=folder / "dist", state_folder=folder / "state").failed
    return tree(folder / "dist")


class _Bomb:
    def __init__(self, target: Path) -> None:
        self._target = target

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return os.mkdir, (str(self._target),)


def test_code_that_was_planted_among_what_is_remembered_is_not_run(
    desk: SiteFolder, tmp_path: Path
) -> None:
    went_off = tmp_path / "went-off"
    code = marshal.dumps(compile(f"import os; os.mkdir({str(went_off)!r})", "x", "exec"))
    bombs = [pickle.dumps(_Bomb(went_off)), b"j2\x05\x00" + pickle.dumps(_Bomb(went_off)) + code]
    for bomb in bombs:
        for file in [*desk.file(".newsgen").rglob("*"), desk.file(".newsgen/templates/x/page_1")]:
            if not file.is_dir():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(bomb)
        desk.write("templates/article.html", "{{ article.headline }}")
        assert not desk.build().failed
        desk.delete("templates/article.html")
        assert not desk.build().failed
    assert not went_off.exists()
    assert clean(desk) == desk.tree()


def test_no_code_is_kept_in_the_site(desk: SiteFolder, own_folder: Path) -> None:
    kept = {file.name for file in desk.file(".newsgen").iterdir()}
    assert kept <= {"lock", "outputs", "pictures", "state.db", "state.db-journal"}
    assert list(own_folder.rglob("page_*"))


TAMPERINGS = {
    "an output elsewhere": "UPDATE outputs SET folder = '../', name = 'victim.txt'"
    " WHERE name = 'two.html'",
    "an output by a whole path": "UPDATE outputs SET folder = '{root}/', name = 'victim.txt'"
    " WHERE name = 'two.html'",
    "a held article's date": "UPDATE records SET head = replace(head, '{held}', '{as_of}')"
    " WHERE instr(head, '{held}')",
    "another body": "UPDATE texts SET body = CAST('<script>evil()</script>' AS BLOB)",
    "another text and its digest": "UPDATE records SET head = replace(head, 'headline', 'Evil');"
    "UPDATE outputs SET fingerprint = ''",
    "nothing due": "UPDATE stamps SET next_due = NULL; DELETE FROM dues",
    "no outputs": "DELETE FROM outputs",
    "a foreign file as an output": "INSERT INTO outputs SELECT dist, '', 'mine.txt', fingerprint,"
    " digest, 0, 0, 0, 0, 0, '', '', '', '' FROM outputs LIMIT 1",
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_a_state_that_somebody_changed_is_set_aside(desk: SiteFolder, how: str) -> None:
    desk.write("victim.txt", "Not newsgen's.")
    desk.write("dist/mine.txt", "Not newsgen's.")
    desk.delete("content/articles/world/two.md")
    later = AS_OF + 40 * 86_400
    with closing(sqlite3.connect(desk.file(".newsgen/state.db"))) as state, state:
        words = {"root": desk.root, "held": HELD, "as_of": AS_OF - 86_400}
        before = state.total_changes
        state.executescript(TAMPERINGS[how].format(**words))
        assert state.total_changes > before
    told = Told(desk)
    assert not told.report.failed
    assert 1 == len(told.notes)
    assert ["NG071"] == [one.code for one in told.report.problems]
    assert "Not newsgen's." == desk.file("victim.txt").read_text()
    assert {**clean(desk), "mine.txt": b"Not newsgen's."} == desk.tree()
    assert EMBARGOED not in desk.tree()
    desk.build(as_of=later)
    assert EMBARGOED in desk.tree()


@pytest.mark.parametrize("name", ["state.db-journal", "state.db-wal"])
def test_a_journal_that_was_put_beside_the_state_is_not_played_into_it(
    desk: SiteFolder, name: str, tmp_path: Path
) -> None:
    copy = tmp_path / "state.db"
    shutil.copyfile(desk.file(".newsgen/state.db"), copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as state:
        if name.endswith("wal"):
            state.execute("PRAGMA journal_mode = WAL")
        state.execute("PRAGMA cache_spill = 1")
        state.execute("BEGIN")
        state.execute("DELETE FROM outputs")
        planted = copy.with_name(name)
        content = planted.read_bytes() if planted.exists() else b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
        desk.file(f".newsgen/{name}").write_bytes(content)
    desk.delete("content/articles/world/two.md")
    assert () == known_anew(desk.build())
    assert clean(desk) == desk.tree()


def test_a_state_of_another_site_is_set_aside(desk: SiteFolder, tmp_path: Path) -> None:
    other = SiteFolder(tmp_path / "other")
    other.article("world/two.md", headline="Another")
    assert not other.build().failed
    shutil.copyfile(other.file(".newsgen/state.db"), desk.file(".newsgen/state.db"))
    desk.delete("content/articles/world/two.md")
    told = Told(desk)
    assert 1 == len(told.notes)
    assert clean(desk) == desk.tree()


def test_a_picture_that_was_put_in_the_place_of_a_made_one_is_not_published(
    desk: SiteFolder,
) -> None:
    whole = clean(desk)
    others = png((200, 0, 0))
    kept = [one for one in desk.file(".newsgen/pictures").rglob("*") if one.is_file()]
    assert len(kept) > 1
    genuine = [one.read_bytes() for one in kept]
    plants = [
        others + digest_bytes(others).encode(),
        others + bytes(32),
        others,
        # One that newsgen made, of another recipe.
        *genuine[:2],
    ]
    for plant in plants:
        for file, own in zip(kept, genuine, strict=True):
            if plant != own:
                file.write_bytes(plant)
        shutil.rmtree(desk.dist)
        assert not desk.build().failed
        assert whole == desk.tree()


LINKED = ["", "state.db", "lock", "staging", "pictures", "outputs", "cluster", "state.db-journal"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("name", LINKED)
@pytest.mark.parametrize("is_dangling", [False, True], ids=["", "dangling"])
def test_a_link_among_what_is_remembered_is_refused(
    desk: SiteFolder, tmp_path: Path, name: str, is_dangling: bool
) -> None:
    victim = tmp_path / "victim"
    if not is_dangling:
        victim.mkdir()
        (victim / "precious").write_text("precious")
    link = desk.file(f".newsgen/{name}".rstrip("/"))
    if link.is_dir():
        shutil.rmtree(link)
    link.unlink(missing_ok=True)
    link.symlink_to(victim)
    before = desk.tree()
    desk.delete("content/articles/world/two.md")
    report = desk.build()
    expected = f".newsgen/{name}".rstrip("/")
    assert [("NG320", expected)] == [(one.code, one.path) for one in report.problems]
    assert before == desk.tree()
    assert is_dangling or ["precious"] == os.listdir(victim)
    assert is_dangling == (not victim.exists())


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_below_the_folder_of_pictures_is_refused(desk: SiteFolder, tmp_path: Path) -> None:
    (folder,) = desk.file(".newsgen/pictures").iterdir()
    folder.rename(tmp_path / "victim")
    folder.symlink_to(tmp_path / "victim")
    report = desk.build()
    assert [("NG320", f".newsgen/pictures/{folder.name}")] == [
        (one.code, one.path) for one in report.problems
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes of this kind")
@pytest.mark.parametrize("name", ["state.db", "lock", "outputs"])
def test_what_is_no_file_where_one_belongs_is_refused(desk: SiteFolder, name: str) -> None:
    desk.file(f".newsgen/{name}").unlink()
    os.mkfifo(desk.file(f".newsgen/{name}"))
    assert ["NG320"] == [one.code for one in desk.build().problems]


def test_a_list_of_outputs_that_somebody_wrote_claims_nothing(desk: SiteFolder) -> None:
    desk.write("dist/mine.txt", "Not newsgen's.")
    file = desk.file(".newsgen/outputs")
    lines = file.read_bytes().splitlines(keepends=True)
    forged = b'00000000000000000000000000000000 ["dist",["mine.txt","../victim.txt"],[]]\n'
    desk.write("victim.txt", "Not newsgen's.")
    file.write_bytes(b"".join(lines) + forged + lines[0])
    desk.delete(".newsgen/state.db")
    desk.delete("content/articles/world/two.md")
    report = desk.build()
    assert ["NG071"] == [one.code for one in report.problems]
    assert {**clean(desk), "mine.txt": b"Not newsgen's."} == desk.tree()
    assert "Not newsgen's." == desk.file("victim.txt").read_text()


def test_what_newsgen_deleted_is_not_its_own_when_it_comes_again(desk: SiteFolder) -> None:
    page = "world/2024/11/two.html"
    desk.delete("content/articles/world/two.md")
    desk.build()
    desk.write(f"dist/{page}", "Somebody's.")
    desk.delete(".newsgen/state.db")
    report = desk.build()
    assert ["NG071"] == [one.code for one in report.problems]
    assert b"Somebody's." == desk.tree()[page]


def test_a_list_of_outputs_does_not_grow_without_end(desk: SiteFolder) -> None:
    file = desk.file(".newsgen/outputs")
    line = file.read_bytes().splitlines(keepends=True)[-1]
    file.write_bytes(line * 500)
    desk.article("world/three.md")
    desk.build()
    assert 1 == len(file.read_bytes().splitlines())
    desk.delete(".newsgen/state.db")
    desk.delete("content/articles/world/three.md")
    assert not desk.build().problems
    assert clean(desk) == desk.tree()


# The key, and the user's own folder


def copied(desk: SiteFolder, root: Path) -> SiteFolder:
    """The site on another machine: all of its files, and another folder of the user's own."""
    shutil.copytree(desk.root, root, symlinks=True)
    return SiteFolder(root)


def test_a_state_from_another_machine_costs_a_full_build(desk: SiteFolder, tmp_path: Path) -> None:
    other = copied(desk, tmp_path / "other")
    told = Told(other)
    assert 1 == len(told.notes)
    assert told.report.planned == told.report.rendered
    assert clean(desk) == other.tree()
    assert 0 == Told(other).report.rendered


def test_a_state_from_another_machine_is_good_under_the_same_key(
    desk: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "of both machines, and long enough")
    desk.article("world/three.md")
    desk.build()
    other = copied(desk, tmp_path / "other")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    other.delete("content/articles/world/two.md")
    told = Told(other)
    assert [] == told.notes
    assert told.report.rendered < told.report.planned
    assert clean(other) == other.tree()
    stranger = copied(other, tmp_path / "stranger")
    with closing(sqlite3.connect(stranger.file(".newsgen/state.db"))) as state, state:
        state.execute("DELETE FROM dues")
    assert 1 == len(Told(stranger).notes)
    monkeypatch.setenv(VARIABLE, "of a third machine, and as long as")
    assert 1 == len(Told(copied(other, tmp_path / "third")).notes)


def test_a_key_that_can_be_guessed_is_refused(
    desk: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "short")
    assert [(".newsgen", 0, "NG321")] == [
        (one.path, one.line, one.code) for one in desk.build().problems
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
@pytest.mark.parametrize("how", ["writable by others", "a link", "a file"])
def test_a_folder_that_is_not_the_user_s_alone_is_not_used(
    desk: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    caches, elsewhere = tmp_path / "caches", tmp_path / "elsewhere"
    caches.mkdir()
    elsewhere.mkdir()
    place = caches / "newsgen"
    if how == "a link":
        place.symlink_to(elsewhere)
    elif how == "a file":
        place.write_text("")
    else:
        place.mkdir()
        place.chmod(0o777)
    monkeypatch.setenv("XDG_CACHE_HOME", str(caches))
    # Nor is there another place.
    monkeypatch.setattr("newsgen.runtime.user_folder._is_own_folder", _only(place))
    whole = clean(desk)
    for _ in range(2):
        told = Told(desk)
        assert 1 == len(told.notes)
        assert told.report.planned == told.report.rendered
        assert whole == desk.tree()
    assert place.is_file() or [] == [*place.iterdir()]


def _only(place: Path) -> Callable[[str], bool]:
    from newsgen.runtime import user_folder

    is_made = user_folder._is_own_folder
    return lambda one: one == str(place) and is_made(one)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_nobody_else_may_look_into_the_user_s_own_folder(
    desk: SiteFolder, own_folder: Path
) -> None:
    assert 0o700 == own_folder.stat().st_mode & 0o777
    assert 0o600 == (own_folder / "key").stat().st_mode & 0o777


def test_a_site_that_moves_keeps_its_state(desk: SiteFolder, tmp_path: Path) -> None:
    desk.root.rename(tmp_path / "moved")
    told = Told(SiteFolder(tmp_path / "moved"))
    assert ([], 0) == (told.notes, told.report.rendered)


def test_a_state_that_is_set_aside_is_told_of_on_the_terminal(desk: SiteFolder) -> None:
    desk.file(".newsgen/state.db").touch()
    run = run_build(desk.root)
    assert 0 == run.code
    assert "everything is made anew" in run.err


# Git


def git(site: SiteFolder, *words: str) -> None:
    subprocess.run(["git", *words], cwd=site.root, check=True, capture_output=True)


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@needs_git
@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_a_folder_that_git_tracks_is_named(desk: SiteFolder, version: str) -> None:
    assert () == desk.build().problems
    git(desk, "init", "-q")
    desk.write(".newsgem/a.txt", "")
    git(desk, "add", ".newsgem", "content")
    assert () == desk.build().problems
    git(desk, "add", "-f", ".newsgen/lock", ".newsgen/state.db")
    if version == "3":
        desk.write("zz.txt", "")
        git(desk, "add", "-N", "zz.txt")
    git(desk, "update-index", "--index-version", version)
    for _ in range(2):
        assert [(".newsgen", 0, "NG325", "warning")] == [
            (one.path, one.line, one.code, one.severity) for one in desk.build().problems
        ]
    assert desk.build(strict=True).failed
    git(desk, "rm", "-rfq", "--cached", ".newsgen")
    assert () == desk.build().problems


@needs_git
def test_a_site_within_a_repository_is_looked_at_too(desk: SiteFolder) -> None:
    top = SiteFolder(desk.root.parent, config=None)
    git(top, "init", "-q")
    desk.write("other/.newsgen/x", "")
    git(top, "add", "-f", f"{desk.root.name}/other")
    assert () == desk.build().problems
    git(top, "add", "-f", f"{desk.root.name}/.newsgen/lock")
    assert ["NG325"] == [one.code for one in desk.build().problems]


def test_an_index_of_git_that_cannot_be_read_is_git_s_matter(desk: SiteFolder) -> None:
    for content in (b"", b"DIRC", b"DIRC\0\0\0\4\0\0\0\7" + b"x" * 80, b".newsgen/"):
        desk.write(".git/index", content)
        assert () == desk.build().problems

"""Other people's hands in the output folder: their files stay, and what is in the way is told in time."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgen.build.report import BuildReport
from tests.support.command import build_here
from tests.support.limits import build_under, small_disk, without_root_s_privileges
from tests.support.problems import Placed, accepted, placed
from tests.support.site import SiteFolder, tree

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs files of POSIX systems")
PAGE = "world/2024/11/strike.html"
FOREIGN = Placed("dist", 0, 0, "NG071", "warning")


@pytest.fixture
def built(site: SiteFolder) -> SiteFolder:
    """A site of two sections that was built."""
    site.article("world/strike.md")
    site.article("europe/vote.md")
    accepted(site)
    return site


def everything(folder: Path) -> dict[str, str]:
    """All that lies in a folder, by path: files, folders, links and whatever else."""
    return {
        path.relative_to(folder).as_posix(): _described(path) for path in sorted(folder.rglob("*"))
    }


def _described(path: Path) -> str:
    if path.is_symlink():
        return f"link to {os.readlink(path)}"
    if path.is_file():
        return path.read_bytes().hex()
    return "folder" if path.is_dir() else "neither"


def clean(site: SiteFolder) -> dict[str, bytes]:
    """What a clean build into a folder of its own holds."""
    folder = site.root.parent / "clean"
    shutil.rmtree(folder, ignore_errors=True)
    report = site.build(output=folder / "dist", state_folder=folder / "state")
    assert not report.failed
    return tree(folder / "dist")


def named(report: BuildReport) -> str:
    """What the report says of foreign files."""
    return " ".join(one.message for one in report.problems if one.code == "NG071")


def refuses(site: SiteFolder, path: str, code: str = "NG070") -> str:
    """Builds, and asserts that it says only this and changes nothing; the message."""
    before = everything(site.dist)
    report = site.build()
    assert [Placed(path, 0, 0, code)] == placed(report)
    assert "nothing" == report.published
    assert before == everything(site.dist)
    return report.problems[0].message


# In the way of what is to be written


@POSIX
@pytest.mark.parametrize("is_first", [True, False], ids=["first build", "later build"])
@pytest.mark.parametrize("what", ["folder", "full folder", "link", "pipe", "socket"])
def test_what_lies_where_a_page_will_lie_stops_the_build_before_it_writes(
    site: SiteFolder, what: str, is_first: bool
) -> None:
    site.article("europe/vote.md")
    if not is_first:
        accepted(site)
    site.article("world/strike.md")
    put(site.dist / PAGE, what)
    message = refuses(site, f"dist/{PAGE}")
    words = {"pipe": "neither", "socket": "neither", "link": "symbolic link"}
    assert words.get(what, "is a folder") in message


@POSIX
@pytest.mark.parametrize("what", ["folder", "full folder", "link", "pipe"])
def test_what_lies_where_a_page_lay_stops_the_build_of_another_page_too(
    built: SiteFolder, what: str
) -> None:
    built.article("europe/vote.md", headline="Another headline")
    built.delete(f"dist/{PAGE}")
    put(built.dist / PAGE, what)
    refuses(built, f"dist/{PAGE}")


def put(place: Path, what: str) -> None:
    """Puts something in a place that is no file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if what == "link":
        place.symlink_to(place.parent)
    elif what == "pipe":
        os.mkfifo(place)
    elif what == "socket":
        # The path of a socket may not be long.
        with socket.socket(socket.AF_UNIX) as opened:
            here = os.getcwd()
            os.chdir(place.parent)
            opened.bind(place.name)
            os.chdir(here)
    else:
        place.mkdir()
        if what == "full folder":
            (place / "note.txt").write_text("not ours")


@pytest.mark.parametrize("other", ["", "note.txt", "empty/"])
def test_a_folder_of_own_pages_gives_way_to_a_file_only_where_nothing_else_is_in_it(
    site: SiteFolder, other: str
) -> None:
    site.article("world/strike.md", aliases="[/old.php/]")
    accepted(site)
    assert "old.php/index.html" in site.tree()
    if other.endswith("/"):
        (site.dist / "old.php" / other).mkdir()
    elif other:
        site.write(f"dist/old.php/{other}", "not ours")
    site.article("world/strike.md", aliases="[/old.php]")
    if other:
        refuses(site, "dist/old.php")
    else:
        accepted(site)
        assert clean(site) == site.tree()


def test_an_own_file_gives_way_to_a_folder(site: SiteFolder) -> None:
    site.article("world/strike.md", aliases="[/old.php]")
    accepted(site)
    site.article("world/strike.md", aliases="[/old.php/]")
    accepted(site)
    assert clean(site) == site.tree()


@POSIX
def test_a_folder_that_may_not_be_written_stops_the_build_before_it_writes(
    built: SiteFolder,
) -> None:
    built.article("world/strike.md", headline="Another headline")
    built.article("europe/vote.md", headline="Another vote")
    before = built.tree()
    folder = built.dist / "world/2024/11"
    folder.chmod(0o555)
    run = build_under(built.root, without_root_s_privileges)
    folder.chmod(0o755)
    assert 1 == run.code
    assert "dist/world/2024/11: error NG072: " in run.err
    assert "Nothing was published: 1 error, 0 warnings." in run.out
    assert before == built.tree()
    accepted(built)
    assert clean(built) == built.tree()


@POSIX
def test_a_path_that_is_too_long_with_the_output_folder_s_own_stops_the_build(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.article("world/strike.md")
    # Each step is short enough for the system, and some folders are.
    output = tmp_path
    while len(os.fsencode(output)) < 4096 - 200:
        output = output / ("o" * 100)
    output = output / ("o" * (4096 - 12 - len(os.fsencode(output))))
    report = site.build(output=output)
    assert ["NG070"] == [one.code for one in report.problems]
    assert "is longer than the disk" in report.problems[0].message
    assert not (tmp_path / ("o" * 100)).exists()


# In the way of what is to be deleted


@pytest.mark.parametrize("what", ["file", "folder", "full folder"])
@pytest.mark.parametrize("place", ["world", "world/2024", PAGE])
def test_what_others_put_where_a_page_lay_stays_when_the_page_would_go(
    built: SiteFolder, place: str, what: str
) -> None:
    if (built.dist / place).is_dir():
        shutil.rmtree(built.dist / place)
    else:
        (built.dist / place).unlink()
    if what == "file" and place != PAGE:
        built.write(f"dist/{place}", "not ours")
    elif what == "folder":
        (built.dist / place / "empty").mkdir(parents=True)
    else:
        built.write(f"dist/{place}/note.txt", "not ours")
    built.delete("content/articles/world")
    before = everything(built.dist)
    report = built.build()
    assert not report.failed
    theirs = {path: one for path, one in before.items() if path.startswith(place)}
    after = everything(built.dist)
    assert theirs == {path: one for path, one in after.items() if path.startswith(place)}
    files = {path for path in built.tree() if path.startswith(place)}
    assert clean(built).keys() == built.tree().keys() - files
    assert all(path in named(report) for path in files)
    assert report.problems == built.build().problems


@POSIX
@pytest.mark.parametrize("what", ["link", "pipe"])
def test_a_page_is_not_deleted_through_what_lies_in_its_place(built: SiteFolder, what: str) -> None:
    built.delete(f"dist/{PAGE}")
    put(built.dist / PAGE, what)
    built.delete("content/articles/world")
    refuses(built, f"dist/{PAGE}")


@POSIX
@pytest.mark.parametrize("is_gone", [True, False], ids=["goes", "changes"])
def test_a_page_that_is_a_hard_link_leaves_the_other_file_as_it_is(
    built: SiteFolder, tmp_path: Path, is_gone: bool
) -> None:
    theirs = tmp_path / "theirs.html"
    theirs.write_text("not ours")
    built.delete(f"dist/{PAGE}")
    os.link(theirs, built.dist / PAGE)
    if is_gone:
        built.delete("content/articles/world")
    accepted(built)
    assert clean(built) == built.tree()
    assert "not ours" == theirs.read_text()


# A link in the place of the output folder


def test_an_output_folder_that_was_moved_and_linked_keeps_its_record(
    built: SiteFolder, tmp_path: Path
) -> None:
    built.dist.rename(tmp_path / "www")
    built.dist.symlink_to(tmp_path / "www")
    built.delete("content/articles/world")
    accepted(built)
    assert clean(built) == tree(tmp_path / "www")
    # And back again.
    built.dist.unlink()
    (tmp_path / "www").rename(built.dist)
    built.article("world/strike.md")
    built.delete("content/articles/europe")
    accepted(built)
    assert not built.dist.is_symlink()
    assert clean(built) == built.tree()


def test_a_folder_of_others_that_a_link_leads_to_is_left_alone(
    built: SiteFolder, tmp_path: Path
) -> None:
    theirs = tmp_path / "www"
    shutil.copytree(built.dist, theirs)
    (theirs / PAGE).write_text("not ours")
    (theirs / "note.txt").write_text("not ours")
    built.dist.rename(tmp_path / "kept")
    built.dist.symlink_to(theirs)
    built.delete("content/articles/world")
    assert [FOREIGN] == accepted(built)
    left = {"note.txt": b"not ours", PAGE: b"not ours"}
    assert {**clean(built), **left} == tree(theirs)


def test_a_new_folder_under_the_name_of_one_that_was_moved_is_another_one(
    built: SiteFolder, tmp_path: Path
) -> None:
    (tmp_path / "www").mkdir()
    shutil.move(built.dist, tmp_path / "www/dist")
    built.dist.symlink_to(tmp_path / "www/dist")
    accepted(built)
    built.dist.unlink()
    built.write(f"dist/{PAGE}", "not ours")
    built.delete("content/articles/world")
    assert [FOREIGN] == accepted(built)
    assert b"not ours" == built.tree()[PAGE]


# Folders that may not be read


@POSIX
def test_a_closed_folder_of_others_is_passed_over(site: SiteFolder) -> None:
    site.article("world/strike.md")
    folder = site.dist / "lost+found"
    folder.mkdir(parents=True)
    folder.chmod(0)
    outcomes = []
    for _ in range(2):
        run = build_under(site.root, without_root_s_privileges)
        outcomes.append((run.code, run.err, run.out.partition(" in ")[0]))
    folder.chmod(0o755)
    planned = len(site.tree())
    assert [
        (0, "", f"{planned} rendered, 0 deleted, 0 untouched, 0 held"),
        (0, "", f"0 rendered, 0 deleted, {planned} untouched, 0 held"),
    ] == outcomes


@POSIX
@pytest.mark.parametrize("is_gone", [True, False], ids=["goes", "changes"])
def test_a_closed_folder_of_pages_stops_the_build_before_it_writes(
    built: SiteFolder, is_gone: bool
) -> None:
    built.article("europe/vote.md", headline="Another vote")
    if is_gone:
        built.delete("content/articles/world")
    before = built.tree()
    folder = built.dist / "world/2024"
    folder.chmod(0)
    run = build_under(built.root, without_root_s_privileges)
    folder.chmod(0o755)
    assert "dist/world/2024: error NG072: " in run.err
    assert before == built.tree()
    accepted(built)
    assert clean(built) == built.tree()


# Names like those of temporary files


def test_a_static_file_may_be_called_as_temporary_files_are(site: SiteFolder) -> None:
    site.article("world/strike.md")
    names = [".newsgen-note", f".newsgen-{'a' * 32}-1", ".newsgen-index.html"]
    for name in names:
        site.write(f"static/root/{name}", "ours")
    for number in range(3):
        site.article("world/strike.md", headline=f"Headline {number}")
        assert [] == accepted(site)
        assert set(names) <= site.tree().keys()
        assert clean(site) == site.tree()


def test_a_file_of_others_may_be_called_as_temporary_files_are(built: SiteFolder) -> None:
    names = [".newsgen-note", f".newsgen-{'a' * 32}-1", "world/.newsgen-index.html"]
    for name in names:
        built.write(f"dist/{name}", "not ours")
    built.article("world/strike.md", headline="Another headline")
    assert [FOREIGN] == accepted(built)
    assert set(names) <= built.tree().keys()


class Killed(BaseException):
    """Nothing of ours catches it, as nothing catches a signal that kills."""


def interrupt(monkeypatch: pytest.MonkeyPatch, moves: int, error: BaseException) -> None:
    """Has the move into the output folder after so many raise, from where every move into it begins."""
    replace, made = os.replace, 0

    def replaced(one: str, other: str) -> None:
        nonlocal made
        if "staging" in str(one) and "dist" in str(other):
            made += 1
            if made > moves:
                raise error
        replace(one, other)

    monkeypatch.setattr(os, "replace", replaced)


@POSIX
def test_a_temporary_file_of_a_killed_build_goes(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("world/strike.md")
    with small_disk(tmp_path / "disk", "4m") as disk:
        output = disk / "www"
        copy = shutil.copyfile

        def half_copied(one: str, other: str) -> None:
            copy(one, other)
            if ".newsgen-" in str(other):
                raise Killed

        monkeypatch.setattr(shutil, "copyfile", half_copied)
        with pytest.raises(Killed):
            site.build(output=output)
        monkeypatch.undo()
        (left,) = tree(output)
        assert left.startswith(".newsgen-")
        assert [] == placed(site.build(output=output))
        assert clean(site) == tree(output)


# What a killed build claimed


@pytest.mark.parametrize("moves", [0, 3])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_file_of_others_that_a_killed_build_claimed_stays(
    built: SiteFolder, monkeypatch: pytest.MonkeyPatch, when: str, moves: int
) -> None:
    theirs = "europe/2024/11/zzz.html"
    if when == "before":
        built.write(f"dist/{theirs}", "not ours")
    built.article("europe/zzz.md")
    interrupt(monkeypatch, moves, Killed())
    with pytest.raises(Killed):
        built.build()
    monkeypatch.undo()
    built.write(f"dist/{theirs}", "not ours")
    built.delete("content/articles/europe/zzz.md")
    assert [FOREIGN] == accepted(built)
    assert {**clean(built), theirs: b"not ours"} == built.tree()
    # The page of that very name replaces it.
    built.article("europe/zzz.md")
    assert [] == accepted(built)
    assert clean(built) == built.tree()


def test_every_page_that_killed_builds_moved_in_goes_with_its_article(
    built: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        built.article(f"europe/story-{number}.md")
    for moves in (5, 10, 20):
        built.article("europe/story-0.md", headline=f"Headline {moves}")
        interrupt(monkeypatch, moves, Killed())
        with pytest.raises(Killed):
            built.build()
        monkeypatch.undo()
    for number in range(40):
        built.delete(f"content/articles/europe/story-{number}.md")
    assert [] == accepted(built)
    assert clean(built) == built.tree()


# What a build says that comes to no end


@pytest.mark.parametrize(
    ("moves", "extent", "words"),
    [
        (0, "nothing", "Nothing was published: 1 error, 0 warnings."),
        (3, "part", "Published in part, each file whole: 1 error, 0 warnings."),
    ],
)
def test_a_build_that_fails_says_how_much_it_published(
    built: SiteFolder, monkeypatch: pytest.MonkeyPatch, moves: int, extent: str, words: str
) -> None:
    for number, form in enumerate(("", "text", "json")):
        for name in ("world/strike.md", "europe/vote.md"):
            built.article(name, headline=f"Another headline {number}")
        before = built.tree()
        interrupt(monkeypatch, moves, OSError(errno.ENOSPC, "No space", "dist"))
        if not form:
            report = built.build()
            assert (extent, moves, 0) == (report.published, report.rendered, report.deleted)
        else:
            run = build_here(built.root, "--format", form)
            said = words if form == "text" else f'"published": "{extent}"'
            assert (1, True) == (run.code, said in run.out)
            told = run.err if form == "text" else run.out
            part = "A part is published, each file of it whole; the next build finishes it."
            assert (extent == "part") == (part in told)
        assert (extent == "nothing") == (before == built.tree())
        monkeypatch.undo()
    accepted(built)
    assert clean(built) == built.tree()
    assert '"published": "all"' in build_here(built.root, "--format", "json").out


def test_a_move_counts_also_where_the_look_behind_it_fails(
    built: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.article("world/strike.md", headline="Another headline")
    target = clean(built)
    stat: Callable[..., os.stat_result] = os.stat

    def failing(path: str, **options: object) -> os.stat_result:
        # The last thing that is asked before the record is written.
        if str(path) == str(built.dist / PAGE) and path != built.dist / PAGE:
            raise OSError(errno.EIO, "Input/output error", str(path))
        return stat(path, **options)

    moved = [path for path, content in target.items() if built.tree().get(path) != content]
    assert PAGE in moved
    monkeypatch.setattr(os, "stat", failing)
    report = built.build()
    monkeypatch.undo()
    assert report.failed
    assert report.published in ("part", "all")
    assert ("all" == report.published) == (target == built.tree())
    accepted(built)
    assert target == built.tree()

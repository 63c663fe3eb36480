"""Output folders that cannot be used, and disks that fail."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import command
from tests.support.limits import (
    build_under,
    file_size_limit,
    fill,
    remount_read_only,
    small_disk,
    without_root_s_privileges,
)
from tests.support.problems import Placed, accepted, placed, refused
from tests.support.site import SiteFolder, tree

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs limits of POSIX systems")
PAGE = "world/2024/11/strike.html"


def files(site: SiteFolder) -> dict[str, bytes]:
    """Every file of the site but its state."""
    return {
        path: content
        for path, content in tree(site.root).items()
        if not path.startswith(".newsgen/")
    }


def found(run: command.Run) -> list[Placed]:
    """The problems of a run with --format json."""
    content: dict[str, Any] = json.loads(run.out)
    return [
        Placed(one["path"], one["line"], one["column"], one["code"], one["severity"])
        for one in content["problems"]
    ]


def clean(site: SiteFolder) -> dict[str, bytes]:
    """What a clean build into a folder of its own holds."""
    folder = site.root.parent / "clean"
    assert not site.build(output=folder, state_folder=site.root.parent / "clean-state").failed
    return site.tree(folder)


# Folders that cannot be used


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        (".", "."),
        ("..", ""),
        ("content", "content"),
        ("content/new", "content/new"),
        ("content/articles/../new", "content/new"),
        ("templates", "templates"),
        ("static/out", "static/out"),
        (".newsgen", ".newsgen"),
        (".newsgen/out", ".newsgen/out"),
        (".git", ".git"),
    ],
)
def test_output_folder_that_holds_the_site_or_lies_in_it(
    site: SiteFolder, folder: str, path: str
) -> None:
    site.article("world/strike.md")
    before = files(site)
    report = site.build(output=site.file(folder))
    expected = path or str(site.file(folder))
    assert [Placed(expected, 0, 0, "NG070")] == placed(report)
    assert before == files(site)


def test_output_folder_that_is_a_link_to_the_site(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.file("dist").symlink_to(".")
    before = sorted(os.listdir(site.root))
    assert [Placed("dist", 0, 0, "NG070")] == placed(site.build())
    assert before == sorted(os.listdir(site.root))


@pytest.mark.parametrize("target", ["gone", "dist"])
def test_output_folder_that_is_a_link_to_nowhere(site: SiteFolder, target: str) -> None:
    site.article("world/strike.md")
    site.file("dist").symlink_to(target)
    assert [Placed("dist", 0, 0, "NG070")] == placed(site.build())


@pytest.mark.parametrize("folder", ["out", "out/below", "out/below/deep"])
def test_output_folder_that_is_a_file_or_lies_below_one(site: SiteFolder, folder: str) -> None:
    site.article("world/strike.md")
    site.write("out", "A file.")
    assert [Placed(folder, 0, 0, "NG070")] == placed(site.build(output=site.file(folder)))
    assert b"A file." == site.file("out").read_bytes()


def test_output_folder_beside_the_site_is_accepted(site: SiteFolder, tmp_path: Path) -> None:
    site.article("world/strike.md")
    assert [] == placed(site.build(output=tmp_path / "www"))
    assert PAGE in site.tree(tmp_path / "www")


# What others put there


def test_files_of_others_are_left_alone_and_named_once(site: SiteFolder) -> None:
    site.article("world/strike.md")
    names = ["CNAME", "notes/a.txt", "world/old.html"]
    for name in names:
        site.write(f"dist/{name}", "not ours")
    assert [Placed("dist", 0, 0, "NG071", "warning")] == accepted(site)
    (problem,) = site.build().problems
    assert (
        "Files that newsgen did not write are left alone: CNAME, notes/a.txt, world/old.html."
        == (problem.message)
    )
    assert 3 * [b"not ours"] == [site.tree()[name] for name in names]


def test_many_files_of_others_are_counted(site: SiteFolder) -> None:
    site.article("world/strike.md")
    for number in range(8):
        site.write(f"dist/{number}.txt", "not ours")
    (problem,) = site.build().problems
    assert problem.message.endswith("0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 3 more.")


def test_files_of_others_stop_a_strict_build(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.write("dist/CNAME", "not ours")
    assert site.build(strict=True).failed
    assert {"CNAME": b"not ours"} == site.tree()


def test_link_in_the_output_folder_is_not_written_through(site: SiteFolder, tmp_path: Path) -> None:
    site.article("world/strike.md")
    (tmp_path / "elsewhere").mkdir()
    site.dist.mkdir()
    (site.dist / "world").symlink_to(tmp_path / "elsewhere")
    assert [Placed("dist/world", 0, 0, "NG070")] == refused(site)
    assert [] == list((tmp_path / "elsewhere").iterdir())


def test_link_in_the_output_folder_is_not_deleted_through(site: SiteFolder, tmp_path: Path) -> None:
    site.article("europe/vote.md")
    site.article("world/strike.md")
    accepted(site)
    (site.dist / "world").rename(tmp_path / "elsewhere")
    (site.dist / "world").symlink_to(tmp_path / "elsewhere")
    site.delete("content/articles/world")
    assert [Placed("dist/world", 0, 0, "NG070")] == placed(site.build())
    assert (tmp_path / "elsewhere/2024/11/strike.html").is_file()


def test_link_in_the_output_folder_that_is_in_nobody_s_way_is_left_alone(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.dist.mkdir()
    (site.dist / "latest").symlink_to("world")
    assert [Placed("dist", 0, 0, "NG071", "warning")] == accepted(site)
    assert (site.dist / "latest").is_symlink()


def test_file_where_a_folder_belongs(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.write("dist/world", "not ours")
    assert [Placed("dist/world", 0, 0, "NG070")] == refused(site)


def test_folder_where_a_file_belongs(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.write("dist/index.html/a.txt", "not ours")
    assert [Placed("dist/index.html", 0, 0, "NG070")] == refused(site)


def test_own_file_that_others_changed_is_mended(site: SiteFolder) -> None:
    site.article("world/strike.md")
    accepted(site)
    before = site.tree()
    site.write(f"dist/{PAGE}", "half a pa")
    site.delete("dist/index.html")
    report = site.build()
    assert (2, 0) == (report.rendered, report.deleted)
    assert before == site.tree()


# The state


def test_state_that_is_a_file(site: SiteFolder) -> None:
    site.delete(".newsgen")
    site.article("world/strike.md")
    site.write(".newsgen", "A file.")
    assert [Placed(".newsgen", 0, 0, "NG074")] == refused(site)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_state_that_is_broken_is_replaced(site: SiteFolder, content: bytes) -> None:
    site.article("world/strike.md")
    accepted(site)
    before = site.tree()
    site.write(".newsgen/state.db", content)
    accepted(site)
    assert before == site.tree()


# Permissions


@POSIX
@pytest.mark.parametrize(
    "path", ["content/articles/world/strike.md", "newsgen.yaml", "static/own.css"]
)
def test_file_that_may_not_be_read(site: SiteFolder, path: str) -> None:
    site.article("world/strike.md")
    site.write("static/own.css", "a { color: red }")
    site.file(path).chmod(0)
    run = build_under(site.root, without_root_s_privileges, "--format", "json")
    assert 1 == run.code, run.err
    assert [Placed(path, 0, 0, "NG072")] == found(run)
    assert {} == site.tree()


@POSIX
def test_folder_that_may_not_be_read(site: SiteFolder) -> None:
    site.article("world/strike.md")
    folder = site.file("content/articles/world")
    folder.chmod(0)
    run = build_under(site.root, without_root_s_privileges, "--format", "json")
    folder.chmod(0o755)
    assert [Placed("content/articles/world", 0, 0, "NG072")] == found(run)
    assert {} == site.tree()


@POSIX
def test_output_folder_that_may_not_be_written(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.dist.mkdir()
    site.dist.chmod(0o555)
    run = build_under(site.root, without_root_s_privileges, "--format", "json")
    site.dist.chmod(0o755)
    assert 1 == run.code
    (problem,) = found(run)
    assert "NG072" == problem.code
    assert problem.path.startswith("dist")
    assert {} == site.tree()
    assert [] == accepted(site)
    assert clean(site) == site.tree()


@POSIX
def test_site_whose_state_may_not_be_written(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.delete(".newsgen")
    site.root.chmod(0o555)
    run = build_under(site.root, without_root_s_privileges, "--format", "json")
    site.root.chmod(0o755)
    assert [Placed(".newsgen", 0, 0, "NG072")] == found(run)


def test_disk_that_is_read_only(site: SiteFolder, tmp_path: Path) -> None:
    site.article("world/strike.md")
    with small_disk(tmp_path / "disk", "8m") as disk:
        (disk / "www").mkdir()
        remount_read_only(disk)
        run = command.build(site.root, "--output", disk / "www", "--format", "json")
        assert {} == site.tree(disk / "www")
    assert 1 == run.code
    assert ["NG072"] == [one.code for one in found(run)]


# A full disk


@POSIX
def test_file_that_the_disk_has_no_room_for(site: SiteFolder) -> None:
    site.article("world/strike.md")
    accepted(site)
    before = site.tree()
    site.write("content/media/big.pdf", b"%PDF-1.7\n" + os.urandom(1 << 20))
    site.article("world/strike.md", "[Another text.](/media/big.pdf)\n")
    run = build_under(site.root, file_size_limit(1 << 19), "--format", "json")
    assert 1 == run.code, run.err
    assert ["NG073"] == [one.code for one in found(run)]
    assert before == site.tree()
    assert [] == accepted(site)
    assert clean(site) == site.tree()


def test_disk_of_the_site_that_is_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "4m") as disk:
        site = SiteFolder(disk / "site")
        site.article("world/strike.md")
        assert 0 == command.build(site.root).code
        before = site.tree()
        site.article("world/other.md", "Another text.\n")
        filling = fill(disk)
        run = command.build(site.root, "--format", "json")
        assert 1 == run.code, run.err
        assert ["NG073"] == [one.code for one in found(run)]
        assert before == site.tree()
        filling.unlink()
        assert 0 == command.build(site.root).code
        again = command.build(
            site.root, "--output", tmp_path / "clean", "--state", tmp_path / "state"
        )
        assert 0 == again.code
        assert site.tree(tmp_path / "clean") == site.tree()


@pytest.mark.parametrize("left", [0, 20_000])
def test_disk_of_the_output_that_is_full(site: SiteFolder, tmp_path: Path, left: int) -> None:
    site.article("world/strike.md")
    site.article("world/long.md", "A long text. " * 5000 + "\n")
    expected = clean(site)
    with small_disk(tmp_path / "disk", "1m") as disk:
        output = disk / "www"
        output.mkdir()
        filling = fill(disk)
        os.truncate(filling, filling.stat().st_size - left)
        run = command.build(site.root, "--output", output, "--format", "json")
        assert 1 == run.code, run.err
        assert ["NG073"] == [one.code for one in found(run)]
        written = site.tree(output)
        assert written.items() <= expected.items()
        filling.unlink()
        assert 0 == command.build(site.root, "--output", output).code
        assert expected == site.tree(output)

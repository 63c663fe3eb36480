"""A build that is told which files changed looks at those alone, and at all where that is not enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgen.build.report import BuildReport
from tests.support.problems import known_anew
from tests.support.site import SiteFolder, tree


@pytest.fixture
def built(site: SiteFolder) -> SiteFolder:
    for name in ("world/one.md", "world/two.md", "europe/three.md"):
        site.article(name, f"Of {name}.\n")
    assert not site.build().failed
    return site


def _watched(site: SiteFolder, *paths: str) -> BuildReport:
    """A build that is told of these; what is published must be what a clean build publishes."""
    report = site.build(watched=frozenset(paths))
    clean = site.root.parent / "clean"
    again = site.build(output=clean / "dist", state_folder=clean / "state")
    assert again.failed == report.failed
    if not report.failed:
        assert tree(clean / "dist") == site.tree()
        assert known_anew(again) == known_anew(report)
    return report


def test_an_edit_an_addition_and_a_deletion_are_followed(built: SiteFolder) -> None:
    path = built.article("world/one.md", "Edited.\n")
    assert ("changes", 1) == (_watched(built, path).looked_at, 1)
    assert "Edited." in built.page("world/2024/11/one.html")
    path = built.article("africa/four.md", "New.\n")
    assert "everything" == _watched(built, path).looked_at
    path = built.article("africa/five.md", "New.\n")
    assert "changes" == _watched(built, path).looked_at
    built.delete("content/articles/world/two.md")
    assert "changes" == _watched(built, "content/articles/world/two.md").looked_at
    assert not built.file("dist/world/2024/11/two.html").exists()


def test_a_file_that_is_not_named_is_not_looked_at(built: SiteFolder) -> None:
    built.article("world/one.md", "Edited.\n")
    report = built.build(watched=frozenset())
    assert "nothing" == report.looked_at
    assert "Edited." not in built.page("world/2024/11/one.html")
    built.build()
    assert "Edited." in built.page("world/2024/11/one.html")


def test_what_does_not_count_and_what_has_its_old_bytes_is_nothing_to_do(
    built: SiteFolder,
) -> None:
    path = built.article("world/one.md", "Of world/one.md.\n")
    left = [built.write(f"content/articles/world/{name}", "x") for name in (".one.md.swp", "a~")]
    report = _watched(built, path, *left, "content/articles/world/4913")
    assert ("nothing", 0) == (report.looked_at, report.rendered)


@pytest.mark.parametrize("how", ["moved", "deleted"])
def test_a_folder_has_everything_looked_at(built: SiteFolder, how: str) -> None:
    if how == "moved":
        built.rename("content/articles/europe", "content/articles/asia")
    else:
        built.delete("content/articles/europe")
    report = _watched(built, "content/articles/europe", "content/articles/asia")
    assert "everything" == report.looked_at


def test_a_link_a_template_and_a_setting_have_everything_looked_at(
    built: SiteFolder, tmp_path: Path
) -> None:
    built.write("content/media/kept.txt", "Kept.\n")
    built.build()
    link = built.file("content/media/link.txt")
    link.symlink_to(built.file("content/media/kept.txt"))
    _watched(built, "content/media/link.txt")
    link.unlink()
    (tmp_path / "secret.txt").write_text("Secret.\n")
    link.symlink_to(tmp_path / "secret.txt")
    assert ["NG004"] == [one.code for one in _watched(built, "content/media/link.txt").problems]
    link.unlink()
    _watched(built, "content/media/link.txt")
    path = built.write("templates/home.html", "<p>Ours</p>")
    assert "nothing" != _watched(built, path).looked_at
    assert "Ours" in built.page("index.html")
    built.write("newsgen.yaml", "name: Another\nurl: https://test.example/\n")
    assert "everything" == _watched(built, "newsgen.yaml").looked_at


def test_the_mistakes_of_a_file_are_told_without_a_look_at_the_others(built: SiteFolder) -> None:
    path = built.article("world/one.md", headline="[")
    built.article("world/two.md", headline="[")
    before = built.tree()
    report = built.build(watched=frozenset({path}))
    assert ("changes", [path]) == (report.looked_at, [one.path for one in report.problems])
    everything = built.build()
    assert {*report.problems} < {*everything.problems}
    assert before == built.tree()
    for name in ("one", "two"):
        built.article(f"world/{name}.md", "Mended.\n")
    paths = [f"content/articles/world/{name}.md" for name in ("one", "two")]
    assert not _watched(built, *paths).failed
    assert "Mended." in built.page("world/2024/11/one.html")

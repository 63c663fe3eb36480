"""Files that change while the site is being built."""

from __future__ import annotations

from newsgen.build.pipeline import Events, build
from newsgen.build.report import BuildReport, BuildRequest
from tests.support.site import AS_OF, SiteFolder


def build_meanwhile(site: SiteFolder, path: str, content: str) -> BuildReport:
    """A build during which a file is written once everything is read and rendering has begun."""

    def progress(stage: str, done: int, _total: int) -> None:
        if (stage, done) == ("Rendering", 1):
            site.write(path, content)

    request = BuildRequest(site=site.root, output=site.dist, as_of=AS_OF)
    return build(request, Events(progress=progress))


def test_an_article_is_published_as_it_was_read_and_its_edit_comes_with_the_next_build(
    site: SiteFolder,
) -> None:
    path = site.article("world/one.md", body="As read.\n")
    edited = site.file(path).read_text("utf-8").replace("As read.", "Edited.")
    assert not build_meanwhile(site, path, edited).failed
    assert "As read." in site.page("world/2024/11/one.html")
    # Its page, and two feeds in three formats.
    assert 7 == site.build().rendered
    assert "Edited." in site.page("world/2024/11/one.html")


def test_a_static_file_that_changes_before_it_is_copied_is_named_and_nothing_is_published(
    site: SiteFolder,
) -> None:
    site.article("world/one.md")
    path = site.write("static/root/last.txt", "as read")
    report = build_meanwhile(site, path, "edited")
    assert [("NG006", path)] == [(one.code, one.path) for one in report.problems]
    assert {} == site.tree()
    assert not site.build().failed
    assert b"edited" == site.tree()["last.txt"]

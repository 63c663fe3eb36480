"""Mistakes that were found by looking, each held so that it does not come back."""

from __future__ import annotations

import time
from unittest import mock

import pytest

from newsgen.build.pipeline import build
from newsgen.build.report import BuildRequest
from newsgen.build.session import Events
from newsgen.planning.outputs.sitemap import SitemapUrl, sitemap_parts
from tests.support.site import AS_OF, SiteFolder


def test_a_persons_address_is_a_link_that_writes_to_them(site: SiteFolder) -> None:
    site.write("content/people/ana.md", "---\nname: Ana\ncontact: ana@desk.example\n---\n")
    site.build()
    page = site.page("people/ana.html")
    assert 1 == page.count('href="mailto:ana@desk.example"')
    assert 0 == page.count(">mailto:")


def test_a_link_to_a_hidden_file_of_the_site_is_refused(site: SiteFolder) -> None:
    site.write(".env", "SECRET=1\n")
    site.write("content/media/readme.txt", "")
    (site.root / "content/media/secret.txt").symlink_to(site.root / ".env")
    report = site.build()
    assert [("content/media/secret.txt", "NG004")] == [
        (problem.path, problem.code) for problem in report.problems
    ]


def test_a_sitemap_is_split_before_it_holds_more_than_the_protocol_allows() -> None:
    urls = tuple(SitemapUrl(f"https://a.example/{n}", None, ()) for n in range(5))
    expected = [
        ("sitemaps/pages.xml", urls[:2]),
        ("sitemaps/pages-2.xml", urls[2:4]),
        ("sitemaps/pages-3.xml", urls[4:]),
    ]
    assert expected == sitemap_parts("sitemaps/pages", urls, 2)
    assert [("sitemaps/pages.xml", ())] == sitemap_parts("sitemaps/pages", (), 2)


def test_a_retracted_article_is_in_no_sitemap(site: SiteFolder) -> None:
    site.article("world/a.md", corrections="[{date: 2024-11-19, kind: retraction, text: Wrong}]")
    site.article("world/b.md")
    site.build()
    assert 0 == site.page("sitemaps/2024-11.xml").count("/a.html")
    assert 1 == site.page("sitemaps/2024-11.xml").count("/b.html")


def test_a_picture_on_another_host_is_refused_in_a_text(site: SiteFolder) -> None:
    site.article("world/a.md", body="Text.\n\n![A cat](https://cats.example/cat.jpg)\n")
    assert [("content/articles/world/a.md", 8, "NG024")] == [
        (one.path, one.line, one.code) for one in site.build().problems
    ]


def test_two_people_of_one_id_are_named(site: SiteFolder) -> None:
    site.write("content/people/ana.md", "---\nname: Ana\n---\n")
    site.write("content/people/sports/ana.md", "---\nname: Ana B\n---\n")
    assert [("content/people/sports/ana.md", 1, "NG048")] == [
        (one.path, one.line, one.code) for one in site.build().problems
    ]


def test_a_path_of_the_site_where_nothing_is_published_is_named(site: SiteFolder) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\n---\nSee [us](/nowhere.html).\n")
    site.article("world/a.md", body="[us](/about.html), [home](/), [gone](/gone/)\n")
    assert [
        ("content/articles/world/a.md", 6, "NG047"),
        ("content/pages/about.md", 4, "NG047"),
    ] == [(one.path, one.line, one.code) for one in site.build().problems]


def test_drafts_come_and_go_with_the_option_though_no_file_changed(site: SiteFolder) -> None:
    site.article("world/a.md", draft="true")
    site.article("world/b.md")
    for with_drafts in (False, False, True, True, False, False):
        site.build(drafts=with_drafts)
        assert with_drafts == ("world/2024/11/a.html" in site.tree())


def test_an_output_that_was_changed_is_mended_after_a_build_that_failed(site: SiteFolder) -> None:
    article = site.article("world/a.md")
    site.build()
    page = site.dist / "world/2024/11/a.html"
    whole = page.read_bytes()
    page.write_bytes(b"changed")
    text = site.file(article).read_text("utf-8")
    site.write(article, text.replace("headline:", "headlin:"))
    now = time.time_ns
    # Ten seconds later stats are trusted.
    with mock.patch.object(time, "time_ns", lambda: now() + 10_000_000_000):
        assert site.build().failed
        site.write(article, text)
        assert not site.build().failed
    assert whole == page.read_bytes()


def test_an_article_read_by_a_build_that_died_goes_when_its_file_does(site: SiteFolder) -> None:
    # More than are remembered at once.
    paths = [site.article(f"world/a{number:03}.md") for number in range(501)]

    def die(stage: str, done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    request = BuildRequest(site=site.root, output=site.dist, as_of=AS_OF)
    with pytest.raises(KeyboardInterrupt):
        build(request, Events(progress=die))
    for path in paths[:400]:
        site.delete(path)
    assert not site.build().failed
    assert "world/2024/11/a399.html" not in site.tree()
    assert "world/2024/11/a400.html" in site.tree()

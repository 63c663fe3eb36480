"""Mistakes that were found by looking, each held so that it does not come back."""

from __future__ import annotations

from newsgen.planning.outputs.sitemap import SitemapUrl, sitemap_parts
from tests.support.site import SiteFolder


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

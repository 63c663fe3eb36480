"""A preview of what is held, and what a page of it is said to be."""

from __future__ import annotations

from newsgen.build.check import check
from newsgen.build.page_review import page_of_article, page_review
from newsgen.build.report import BuildRequest, CheckRequest
from newsgen.catalog.gate import Held
from newsgen.desk.rules import RULES
from tests.support.site import AS_OF, SiteFolder

LATER = 4_070_908_800


def _request(site: SiteFolder) -> BuildRequest:
    return BuildRequest(site=site.root, output=site.dist, as_of=AS_OF, drafts=True, held=True)


def test_what_a_time_holds_back_is_shown_on_request_and_then_no_more(site: SiteFolder) -> None:
    site.article("world/later.md", date="2099-01-01")
    site.article("world/gone.md", expires="2024-11-20")
    site.article("world/draft.md", draft="true", embargo="2099-01-01")
    plain = site.build()
    assert 3 == len(plain.held)
    before = site.tree()
    shown = site.build(drafts=True, held=True)
    # Two days after the last article, the sitemap of news is another.
    assert ((), 4_071_081_600) == (shown.held, shown.next_due)
    pages = {path for path in site.tree() if path.startswith("world/20")}
    assert {
        "world/2099/01/later.html",
        "world/2024/11/gone.html",
        "world/2024/11/draft.html",
    } == pages
    site.build()
    assert before == site.tree()


def test_an_article_at_the_address_of_an_expired_one_is_shown_alone(site: SiteFolder) -> None:
    site.article("world/one.md", slug="same", expires="2024-11-20", headline="Gone")
    site.article("world/two.md", slug="same", headline="Here")
    for _ in range(2):
        report = site.build(drafts=True, held=True)
        assert not report.failed
        assert "Here" in site.page("world/2024/11/same.html")
        site.article("world/two.md", slug="same", headline="Here again")


def test_a_page_is_said_to_be_held_by_what_holds_its_article(site: SiteFolder) -> None:
    path = site.article("world/later.md", date="2099-01-01")
    site.article("world/out.md")
    request = _request(site)
    site.build(drafts=True, held=True)
    review = page_review(request, "world/2099/01/later.html")
    assert review is not None
    assert (path, Held(path, "embargo", LATER)) == (review.source, review.held)
    later = page_review(request._replace(as_of=LATER), "world/2099/01/later.html")
    assert later is not None and later.held is None
    assert page_review(request, "no/such.html") is None
    home = page_review(request, "index.html")
    assert home is not None and ("", "home") == (home.source, home.kind)


def test_the_findings_of_a_page_are_those_of_a_check(site: SiteFolder) -> None:
    body = "He was very very very sure. The the text.\n"
    path = site.article("world/one.md", body, check="{one-source: it is meant}")
    site.article("world/two.md", headline="Another headline")
    site.build(drafts=True, held=True)
    review = page_review(_request(site), "world/2024/11/one.html")
    assert review is not None
    checked = check(CheckRequest(site=site.root, as_of=AS_OF, only=frozenset({path})))
    codes = {rule.code for rule in RULES if rule.find}
    assert review.findings
    assert [one for one in checked.problems if one.code in codes] == [*review.findings]


def test_an_article_is_found_by_its_file_the_end_of_its_path_and_its_slug(site: SiteFolder) -> None:
    site.article("world/one.md")
    site.article("europe/one.md", slug="another")
    site.build(drafts=True, held=True)
    request = _request(site)
    for name in ("content/articles/world/one.md", "world/one.md", "./world/one.md", "one"):
        assert "world/2024/11/one.html" == page_of_article(request, name)
    assert "europe/2024/11/another.html" == page_of_article(request, "another")
    assert "" == page_of_article(request, "nobody")

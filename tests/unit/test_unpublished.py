"""An article that says `unpublished` leaves a page that says so, and nothing else of it anywhere."""

from __future__ import annotations

import re

import pytest

from tests.support.problems import refused
from tests.support.site import CONFIG, SiteFolder
from tests.unit.test_leak import BODY, FIELDS, FILES, marks

PAGE = "world/2024/11/gone.html"
WITHDRAWN = "{date: 2024-11-20, reason: 'It was <wrong> & no more.'}"


@pytest.fixture
def paper(site: SiteFolder) -> SiteFolder:
    """A published article with an alias, and one that leads to it in every way."""
    site.write("newsgen.yaml", f"{CONFIG}formats: [html, text]\nfeed: {{full_text: true}}\n")
    site.article(
        "world/gone.md", "qzxbody\n", headline="Qzx", aliases="[/old/gone.html]", tags="[alone]"
    )
    site.article(
        "world/other.md", "See [it](gone.md#part).\n", read_also="[gone, gone.md]", tags="[a]"
    )
    assert not site.build().failed
    return site


def withdraw(paper: SiteFolder, **values: str | None) -> None:
    fields: dict[str, str | None] = {
        "headline": "Qzx",
        "aliases": "[/old/gone.html]",
        "tags": "[alone]",
    }
    fields |= {"unpublished": WITHDRAWN, **values}
    paper.article("world/gone.md", "qzxbody\n", **fields)


def test_a_page_at_each_of_its_addresses_says_when_and_why(paper: SiteFolder) -> None:
    withdraw(paper)
    report = paper.build(strict=True)
    assert () == report.problems
    for path in (PAGE, "old/gone.html"):
        text = paper.page(path)
        assert "This article was withdrawn" in text
        assert "withdrawn on November 20, 2024." in text
        assert "It was &lt;wrong&gt; &amp; no more." in text
        assert '<meta name="robots" content="noindex">' in text
        assert "qzx" not in text.lower()
    assert 'http-equiv="refresh"' not in paper.page("old/gone.html")


def test_it_is_in_no_list_feed_or_sitemap(paper: SiteFolder) -> None:
    withdraw(paper)
    paper.build()
    published = paper.tree()
    assert f"text/{PAGE}" not in published
    leading = [path for path, content in published.items() if b"gone.html" in content]
    assert {PAGE, "old/gone.html"} == {*leading, "old/gone.html"}
    assert not any(b"qzx" in content.lower() for content in published.values())
    assert "See <a>it</a>." in paper.page("world/2024/11/other.html")


def test_it_comes_back_and_goes_again(paper: SiteFolder) -> None:
    before = paper.tree()
    withdraw(paper)
    paper.build()
    withdraw(paper, unpublished=WITHDRAWN.replace("wrong", "untrue"))
    assert (1, 2) == ((report := paper.build()).looked_at == "changes", report.rendered)
    assert "untrue" in paper.page(PAGE)
    withdraw(paper, unpublished=None)
    paper.build()
    assert before == paper.tree()


def test_nothing_of_any_field_is_left(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}formats: [html, text]\nfeed: {{full_text: true}}\n")
    site.write("templates/own.html", "own")
    site.article("world/neighbour.md", "[it](qzxfile.md)\n", tags="[common]", authors="Ann Lee")
    for path, content in FILES.items():
        site.write(f"content/{path}", content)
    fields = {**FIELDS, "slug": "gone", "section": "world", "aliases": "[/old.html]"}
    site.article("world/qzxfile.md", BODY, **fields, unpublished=WITHDRAWN)
    assert not site.build().failed
    assert {"old.html", PAGE} <= site.tree().keys()
    assert set() == marks(site)


def test_a_draft_leaves_no_page(site: SiteFolder) -> None:
    site.article("world/gone.md", draft="true", unpublished=WITHDRAWN)
    site.article("world/other.md")
    site.build()
    assert PAGE not in site.tree()


def test_each_language_has_its_words(site: SiteFolder) -> None:
    for lang in ("ar", "de", "es", "fr", "pl", "uk"):
        site.article(f"world/gone-{lang}.md", lang=lang, unpublished=WITHDRAWN)
        site.article(f"world/other-{lang}.md", lang=lang)
    site.article("world/gone.md", lang="it", unpublished=WITHDRAWN)
    site.build()
    titles = {
        re.search("<h1>(.*?)</h1>", content.decode())[1]  # type: ignore[index]
        for path, content in site.tree().items()
        if "/gone" in path
    }
    assert 7 == len(titles)
    assert "This article was withdrawn" in site.page("it/world/2024/11/gone.html")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"unpublished": "{reason: It was wrong.}"}, "NG464"),
        ({"unpublished": "{date: 2024-11-20}"}, "NG464"),
        ({"unpublished": "{date: 2024-11-20, reason: A, who: B}"}, "NG017"),
        ({"unpublished": "yes"}, "NG019"),
        ({"unpublished": "{date: 2024-11-17, reason: A}"}, "NG465"),
        ({"unpublished": WITHDRAWN, "embargo": "2024-12-24"}, "NG465"),
    ],
)
def test_what_is_no_withdrawal_is_refused(
    site: SiteFolder, values: dict[str, str], code: str
) -> None:
    site.article("world/gone.md", **values)
    assert [code] == [one.code for one in refused(site)]


def test_a_published_article_at_its_address_is_refused(site: SiteFolder) -> None:
    site.article("world/gone.md", unpublished=WITHDRAWN)
    site.article("world/other.md", slug="gone")
    assert ["NG040"] == [one.code for one in refused(site)]

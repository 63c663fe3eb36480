"""A published address that vanishes is named, with the line that leads on from it, until it is mended."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from newsgen.build.pipeline import Events, build
from newsgen.build.report import BuildReport, BuildRequest
from tests.support.site import AS_OF, CONFIG, SiteFolder

OLD = "/world/2024/11/old.html"


def told(report: BuildReport) -> list[tuple[str, str]]:
    """Where and how the vanished addresses are named: the file, and the message with the hint."""
    return [
        (one.path, f"{one.message} {one.hint}") for one in report.problems if one.code == "NG463"
    ]


def the_one(report: BuildReport) -> tuple[str, str]:
    (only,) = told(report)
    return only


@pytest.fixture
def paper(site: SiteFolder) -> SiteFolder:
    """Three articles that are published."""
    site.article("world/old.md", "The text of the old one.\n", headline="The old one")
    site.article("world/other.md", "Another text.\n", headline="The other")
    site.article("sport/third.md", "A third text.\n", headline="The third")
    assert not site.build().problems
    return site


def test_a_changed_date_is_told_with_the_line_for_the_article(paper: SiteFolder) -> None:
    paper.article("world/old.md", "The text of the old one.\n", date="2024-10-02")
    path, words = the_one(paper.build())
    assert "content/articles/world/old.md" == path
    assert f"Write into content/articles/world/old.md: `aliases: [{OLD}]`." in words


@pytest.mark.parametrize(
    ("new", "body", "values"),
    [
        ("world/new.md", "The text of the old one.\n", {"headline": "The old one"}),
        ("world/new.md", "The text of the old one.\n", {"headline": "Another headline"}),
        ("sport/old.md", "An edited text.\n", {"headline": "Another headline"}),
    ],
    ids=["renamed", "with another headline", "in another folder"],
)
def test_the_successor_of_a_file_is_found(
    paper: SiteFolder, new: str, body: str, values: dict[str, str]
) -> None:
    paper.delete("content/articles/world/old.md")
    paper.article(new, body, **values)
    path, words = the_one(paper.build())
    assert f"content/articles/{new}" == path
    assert f"Write into content/articles/{new}: `aliases: [{OLD}]`." in words


def test_the_line_that_is_told_mends_it(paper: SiteFolder) -> None:
    paper.article("world/old.md", "The text of the old one.\n", slug="new")
    assert told(paper.build())
    paper.article("world/old.md", "The text of the old one.\n", slug="new", aliases=f"[{OLD}]")
    assert () == paper.build(strict=True).problems
    assert "new.html" in paper.page(OLD[1:])
    assert () == paper.build(strict=True).problems


def test_it_is_told_until_it_is_mended(paper: SiteFolder) -> None:
    paper.article("world/old.md", "The text of the old one.\n", slug="new")
    first = told(paper.build())
    assert "nothing" == (still := paper.build()).looked_at
    assert first == told(still)
    paper.article("world/other.md", "Edited.\n", headline="The other")
    assert first == told(paper.build())
    paper.article("world/old.md", "The text of the old one.\n")
    report = paper.build()
    # Now the other of the two addresses is gone.
    assert "/world/2024/11/new.html: " in the_one(report)[1]


def test_a_file_that_is_renamed_twice_is_followed(paper: SiteFolder) -> None:
    for old, new in (("old", "newer"), ("newer", "newest")):
        paper.rename(f"content/articles/world/{old}.md", f"content/articles/world/{new}.md")
        path, words = the_one(paper.build())
        assert f"content/articles/world/{new}.md" == path
    assert f"`aliases: [/world/2024/11/newer.html, {OLD}]`" in words


def test_strict_is_an_error_and_keeps_everything(paper: SiteFolder) -> None:
    before = paper.tree()
    paper.delete("content/articles/world/old.md")
    for _ in range(2):
        report = paper.build(strict=True)
        assert report.failed
        assert told(report)
        assert before == paper.tree()


def test_a_deleted_article_is_told_with_its_aliases(site: SiteFolder) -> None:
    site.article("world/old.md", aliases="[/1999/a.html, /1998/]", tags="[floods]")
    site.article("world/other.md")
    site.build()
    site.delete("content/articles/world/old.md")
    tag, (path, words) = told(site.build())
    assert "content/articles/world/old.md" == path
    assert f"`aliases: [/1998/, /1999/a.html, {OLD}]`" in words
    assert "`unpublished: {date: …, reason: …}`" in words
    assert "/tags/floods.html" in tag[1]
    assert "content/redirects.yaml" in tag[1]


def test_an_alias_that_is_taken_out_is_told(paper: SiteFolder) -> None:
    paper.article("world/old.md", "The text of the old one.\n", aliases="[/1999/a.html]")
    paper.build()
    paper.article("world/old.md", "The text of the old one.\n")
    path, words = the_one(paper.build())
    assert "content/articles/world/old.md" == path
    assert "`aliases: [/1999/a.html]`" in words


def test_pages_people_and_series_are_told(site: SiteFolder) -> None:
    site.article("world/a.md", series="The count", authors="[ann-lee]")
    site.write("content/people/ann-lee.md", "---\nname: Ann Lee\n---\nShe has a desk.\n")
    site.write("content/pages/about.md", "---\ntitle: About\n---\nWho we are.\n")
    site.build()
    site.article("world/a.md", authors="[ann-li]")
    site.rename("content/people/ann-lee.md", "content/people/ann-li.md")
    site.rename("content/pages/about.md", "content/pages/about-us.md")
    series, page, person = told(site.build())
    assert "/series/the-count.html" in series[1]
    assert ("content/pages/about-us.md", True) == (page[0], "`aliases: [/about.html]`" in page[1])
    assert "content/people/ann-li.md" == person[0]
    assert "`aliases: [/people/ann-lee.html]`" in person[1]


def test_what_nobody_was_promised_goes_without_a_word(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}per_page: 1\nformats: [html, text]\n")
    site.write("content/media/paper.pdf", b"%PDF-1.7")
    site.article("world/a.md", "[paper](/media/paper.pdf)\n", expires="2024-12-24")
    for day in range(1, 6):
        site.article(f"world/b{day}.md", date=f"2024-10-0{day}")
    site.build()
    assert "world/page-5.html" in site.tree()
    site.write("newsgen.yaml", f"{CONFIG}per_page: 9\n")
    report = site.build(as_of=AS_OF + 60 * 86_400)
    assert "world/page-5.html" not in site.tree()
    assert "world/2024/11/a.html" not in site.tree()
    assert [] == told(report)


@pytest.mark.parametrize("values", [{"draft": "true"}, {"embargo": "2024-12-24"}])
def test_an_article_that_is_held_again_is_noted_once(
    paper: SiteFolder, values: dict[str, Any]
) -> None:
    notes: list[str] = []
    paper.article("home/old.md", tags="[alone]", series="Alone")
    paper.delete("content/articles/world/old.md")
    paper.build(forget_addresses=True)
    paper.article("home/old.md", tags="[alone]", series="Alone", **values)
    # The article's own pages of tags and the section go with it.
    request = BuildRequest(site=paper.root, output=paper.dist, as_of=AS_OF, strict=True)
    for _ in range(2):
        report = build(request, Events(noted=notes.append))
        assert () == report.problems
    (note,) = notes
    assert OLD.replace("world", "home") in note
    assert "tags/alone.html" not in paper.tree()


def test_an_address_may_be_forgotten(paper: SiteFolder) -> None:
    paper.delete("content/articles/world/old.md")
    assert told(paper.build())
    assert () == paper.build(strict=True, forget_addresses=True).problems
    assert () == paper.build(strict=True).problems
    paper.delete("content/articles/world/other.md")
    assert () == paper.build(strict=True, forget_addresses=True, allow_empty=True).problems
    assert () == paper.build(strict=True).problems


def test_a_build_without_a_state_cannot_know(paper: SiteFolder) -> None:
    shutil.rmtree(paper.file(".newsgen"))
    shutil.rmtree(paper.dist)
    paper.delete("content/articles/world/old.md")
    assert () == paper.build().problems


def test_a_preview_names_none(paper: SiteFolder) -> None:
    paper.delete("content/articles/world/old.md")
    assert () == paper.build(is_preview=True).problems


def test_all_addresses_at_once_are_told(paper: SiteFolder) -> None:
    paper.write("newsgen.yaml", f"{CONFIG}urls: directory\n")
    words = dict(told(paper.build()))
    assert {
        f"content/articles/{name}.md" for name in ("sport/third", "world/old", "world/other")
    } == {*words}
    assert f"`aliases: [{OLD}]`" in words["content/articles/world/old.md"]


@pytest.mark.parametrize(
    ("host", "rule", "is_answered"),
    [
        ("", "{from: /world/2024/11/*, to: /world/index.html}", True),
        ("", "{from: /world/*, to: https://old.example/:splat}", True),
        ("", "{from: /world/2024/11/old.html, status: 410}", True),
        ("", "{from: /world/2024/*, status: 410}", True),
        ("", "{from: /world/2024/11/*, to: /nothing/:splat}", False),
        ("", "{from: /sport/*, to: /world/index.html}", False),
        ("netlify", "{from: /world/2024/11/old.html, status: 410}", True),
        ("nginx", "{from: /world/2024/11/*, to: /world/index.html}", True),
        ("cloudflare-pages", "{from: /world/2024/11/old.html, status: 410}", False),
        ("github-pages", "{from: /world/2024/11/*, to: /world/index.html}", False),
    ],
)
def test_a_rule_that_answers_for_the_address_at_the_host_settles_it(
    paper: SiteFolder, host: str, rule: str, *, is_answered: bool
) -> None:
    paper.write("newsgen.yaml", CONFIG + (f"host: {host}\n" if host else ""))
    paper.delete("content/articles/world/old.md")
    assert told(paper.build())
    paper.write("content/redirects.yaml", f"- {rule}\n")
    assert is_answered is (not told(paper.build()))
    still = paper.build()
    assert ("nothing", is_answered) == (still.looked_at, not told(still))
    # It is remembered, for the rule may go.
    paper.delete("content/redirects.yaml")
    assert told(paper.build())


def test_a_rule_that_leads_through_others_settles_the_address(paper: SiteFolder) -> None:
    paper.delete("content/articles/world/old.md")
    rules = "- {from: /world/2024/*, to: /former/:splat}\n"
    paper.write("content/redirects.yaml", rules)
    assert told(paper.build())
    paper.write("content/redirects.yaml", f"{rules}- {{from: /former/*, to: /index.html}}\n")
    assert not told(paper.build())
    # An edit of another article looks at its own pages alone.
    paper.article("sport/third.md", "Another text.\n", headline="The third")
    assert not told(paper.build())
    paper.write("content/redirects.yaml", f"{rules}- {{from: /former/*, to: /world/:splat}}\n")
    assert told(paper.build())

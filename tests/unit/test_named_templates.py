"""`template:` of an article or a standing page."""

from __future__ import annotations

import pytest

from tests.support.problems import Placed, accepted, refused
from tests.support.site import SiteFolder

NAME = "world/strike.md"
ARTICLE = f"content/articles/{NAME}"
PAGE = "world/2024/11/strike.html"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A site of two articles, one of them with a template of its own, and small templates."""
    site.article(NAME, template="long.html")
    site.article("world/other.md")
    for name in ("home", "article", "section", "source", "sources", "archive", "month", "404"):
        site.write(f"templates/{name}.html", f"{name}")
    site.write("templates/long.html", "long {{ article.headline }}")
    return site


def test_the_article_is_made_with_its_template(desk: SiteFolder) -> None:
    assert [] == accepted(desk)
    assert "long A headline" == desk.page(PAGE)
    assert "article" == desk.page("world/2024/11/other.html")


def test_a_standing_page_is_made_with_its_template(desk: SiteFolder) -> None:
    desk.write("content/pages/about.md", "---\ntitle: About\ntemplate: wide.html\n---\nText.\n")
    desk.write("templates/wide.html", "wide {{ title }}")
    assert [] == accepted(desk)
    assert "wide About" == desk.page("about.html")
    desk.write("templates/wide.html", "wider {{ title }}")
    report = desk.build(explain=True)
    assert (["about.html"], "templates") == (
        [one.output for one in report.changes], report.looked_at,
    )  # fmt: skip


def test_an_edit_of_the_template_renders_its_pages_alone(desk: SiteFolder) -> None:
    desk.build()
    desk.write("templates/long.html", "longer {{ article.headline }}")
    report = desk.build(explain=True)
    assert ([PAGE], "templates") == ([one.output for one in report.changes], report.looked_at)
    assert "longer A headline" == desk.page(PAGE)


def test_another_template_renders_the_article_and_its_lists_not(desk: SiteFolder) -> None:
    desk.build()
    desk.article(NAME, template=None)
    report = desk.build(explain=True)
    assert [PAGE] == [one.output for one in report.changes]
    assert [Placed("templates/long.html", 0, 0, "NG386", "warning")] == [
        Placed(*one[:4], one.severity) for one in report.problems
    ]
    desk.article(NAME, template="long.html")
    assert [] == accepted(desk)
    assert "long A headline" == desk.page(PAGE)


def test_another_edit_does_not_call_the_template_nobodys(desk: SiteFolder) -> None:
    desk.build()
    desk.article("world/other.md", body="Edited.\n")
    report = desk.build()
    assert ("changes", ()) == (report.looked_at, report.problems)


def test_a_held_articles_template_is_somebodys(desk: SiteFolder) -> None:
    desk.article(NAME, template="long.html", draft="true")
    assert [] == accepted(desk)
    desk.article("world/other.md", body="Edited.\n")
    report = desk.build()
    assert ("changes", ()) == (report.looked_at, report.problems)


def test_a_template_that_is_not_there_is_named_with_the_nearest(desk: SiteFolder) -> None:
    desk.article(NAME, template="lnog.html")
    assert Placed(ARTICLE, 5, 11, "NG062") in refused(desk)
    (problem,) = [one for one in desk.build().problems if one.code == "NG062"]
    assert problem.hint.startswith("Did you mean `long.html`?")


@pytest.mark.parametrize("name", ["home.html", "page.html", "base.html", "parts/header.html"])
def test_a_template_of_other_pages_is_refused(desk: SiteFolder, name: str) -> None:
    desk.article(NAME, template=name)
    assert Placed(ARTICLE, 5, 11, "NG337") in refused(desk)


def test_a_draft_with_a_template_that_is_not_there_stops_nobody(desk: SiteFolder) -> None:
    desk.build()
    desk.article(NAME, template="lnog.html", draft="true")
    report = desk.build(drafts=True)
    assert not report.failed
    assert "article" == desk.page(PAGE)
    assert Placed(ARTICLE, 6, 11, "NG062", "warning") not in [
        Placed(*one[:4], one.severity) for one in report.problems if one.severity == "error"
    ]


def test_the_themes_template_can_be_named_where_the_site_has_its_own(desk: SiteFolder) -> None:
    desk.article(NAME, template="theme:article.html")
    desk.delete("templates/long.html")
    assert [] == accepted(desk)
    assert "<!doctype html>" in desk.page(PAGE).lower()

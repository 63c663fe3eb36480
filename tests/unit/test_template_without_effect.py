"""Blocks and templates of a site's own that no page shows, and the head that every page takes up."""

from __future__ import annotations

import pytest

from tests.support.problems import Placed, accepted
from tests.support.site import CONFIG, SiteFolder

ARTICLE = "templates/article.html"
EXTENDS = '{% extends "theme:article.html" %}\n'
OWN_HEAD = '{% block head %}<meta name="own">{% endblock %}'


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    site.article("world/a.md", headline="The headline")
    return site


def no_override(path: str, line: int) -> Placed:
    return Placed(path, line, 1, "NG385", "warning")


def nobodys(path: str) -> Placed:
    return Placed(path, 0, 0, "NG386", "warning")


def test_a_block_that_overrides_none_is_named_with_the_one_that_is_nearest(
    desk: SiteFolder,
) -> None:
    desk.write(ARTICLE, EXTENDS + "{% block edn %}<p>Own</p>{% endblock %}")
    assert [no_override(ARTICLE, 2)] == accepted(desk)
    (problem,) = desk.build().problems
    assert "`edn`" in problem.message
    assert problem.hint.startswith("Did you mean `end`? ")


def test_the_block_meant_is_none_that_the_template_overrides_already(desk: SiteFolder) -> None:
    desk.write(ARTICLE, EXTENDS + "{% block end %}{% endblock %}{% block ends %}{% endblock %}")
    assert [no_override(ARTICLE, 2)] == accepted(desk)
    assert "Did you mean" not in desk.build().problems[0].hint


def test_the_template_meant_is_none_that_the_site_has_already(desk: SiteFolder) -> None:
    desk.write(ARTICLE, EXTENDS)
    path = desk.write("templates/artcle.html", EXTENDS)
    assert [nobodys(path)] == accepted(desk)
    assert "Did you mean" not in desk.build().problems[0].hint


@pytest.mark.parametrize(
    ("name", "text"),
    [
        # Of the template itself that it extends, and of that one's own.
        ("article.html", EXTENDS + "{% block end %}{% endblock %}{% block footer %}{% endblock %}"),
        # Within one that overrides.
        ("article.html", EXTENDS + "{% block main %}{% block own %}{% endblock %}{% endblock %}"),
        # Shown by name.
        (
            "article.html",
            EXTENDS + "{% block own %}{% endblock %}{% block end %}{{ self.own() }}{% endblock %}",
        ),
        # Where nothing is extended, a block is only given a name.
        ("article.html", "{% block own %}{% endblock %}"),
        ("base.html", '{% extends "theme:base.html" %}{% block policy %}{% endblock %}'),
    ],
)
def test_a_block_that_is_shown_is_not_named(desk: SiteFolder, name: str, text: str) -> None:
    desk.write(f"templates/{name}", text)
    assert [] == accepted(desk)


def test_the_blocks_of_a_template_between_count_too(desk: SiteFolder) -> None:
    frame = '{% extends "base.html" %}{% block main %}{% block own %}{% endblock %}{% endblock %}'
    desk.write("templates/frame.html", frame)
    text = '{% extends "frame.html" %}{% block own %}{% endblock %}\n{% block won %}{% endblock %}'
    desk.write(ARTICLE, text)
    assert [no_override(ARTICLE, 2)] == accepted(desk)
    assert "`own`" not in desk.build().problems[0].hint


def test_a_frame_of_the_site_s_own_says_which_blocks_there_are(desk: SiteFolder) -> None:
    desk.write("templates/base.html", "{% block main %}{% endblock %}")
    desk.write(ARTICLE, '{% extends "base.html" %}{% block footer %}{% endblock %}')
    # The theme's own templates have a `head`, and are not named.
    assert [no_override(ARTICLE, 1)] == accepted(desk)


def test_a_template_that_is_nobody_s_is_named_with_the_one_that_is_nearest(
    desk: SiteFolder,
) -> None:
    path = desk.write("templates/artcle.html", EXTENDS)
    assert [nobodys(path)] == accepted(desk)
    assert desk.build().problems[0].hint.startswith("Did you mean `article.html`? ")


def test_a_part_that_is_nobody_s_is_named(desk: SiteFolder) -> None:
    path = desk.write("templates/parts/heder.html", "")
    assert [nobodys(path)] == accepted(desk)
    assert desk.build().problems[0].hint.startswith("Did you mean `parts/header.html`? ")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        # Folder and ending say nothing of what was meant.
        ("parts/own.html", "Name it"),
        ("header.html", "Did you mean `parts/header.html`? "),
    ],
)
def test_the_template_meant_is_found_by_its_own_name(
    desk: SiteFolder, name: str, hint: str
) -> None:
    desk.write(f"templates/{name}", "")
    assert desk.build().problems[0].hint.startswith(hint)


@pytest.mark.parametrize(
    "names",
    [
        '{% include "parts/own.html" %}',
        '{% import "parts/own.html" as own %}',
        '{% from "parts/own.html" import own %}',
        '{% extends "parts/own.html" %}',
        '{{ sitewide("parts/own.html") }}',
    ],
)
def test_a_part_that_a_template_names_is_somebody_s(desk: SiteFolder, names: str) -> None:
    desk.write(ARTICLE, names)
    desk.write("templates/parts/own.html", "{% macro own() %}{% endmacro %}")
    assert [] == accepted(desk)


@pytest.mark.parametrize("name", ["redirect.html", "text-home.html", "parts/correction.html"])
def test_a_template_of_the_theme_s_name_is_somebody_s(desk: SiteFolder, name: str) -> None:
    # On a site that has no page of it, too.
    desk.write(f"templates/{name}", "")
    assert [] == accepted(desk)


def test_a_part_of_a_template_that_does_not_parse_is_not_named(desk: SiteFolder) -> None:
    desk.write(ARTICLE, '{% include "parts/own.html" %}{% if %}')
    desk.write("templates/parts/own.html", "")
    assert ["NG060"] == [one.code for one in desk.build().problems]


def test_the_warning_comes_and_goes_with_the_mistake(desk: SiteFolder) -> None:
    accepted(desk)
    path = desk.write("templates/parts/own.html", "own")
    assert [nobodys(path)] == accepted(desk)
    desk.write(ARTICLE, '{% include "parts/own.html" %}')
    assert [] == accepted(desk)
    desk.write(ARTICLE, EXTENDS + "{% block edn %}{% endblock %}")
    assert [no_override(ARTICLE, 2), nobodys(path)] == accepted(desk)
    desk.article("world/a.md", headline="Another")
    assert [no_override(ARTICLE, 2), nobodys(path)] == accepted(desk)
    desk.delete(path)
    desk.delete(ARTICLE)
    assert [] == accepted(desk)


def test_a_head_of_the_site_s_own_is_on_every_page_of_the_frame(desk: SiteFolder) -> None:
    desk.write("newsgen.yaml", CONFIG + "formats: [html, text]\n")
    desk.write("templates/base.html", '{% extends "theme:base.html" %}' + OWN_HEAD)
    desk.build()
    pages = [one for one in desk.tree() if one.endswith(".html")]
    without = [one for one in pages if '<meta name="own">' not in desk.page(one)]
    assert [one for one in pages if one.startswith("text/")] == without
    # What the article's own template puts there stays.
    assert '<script type="application/ld+json">' in desk.page("world/2024/11/a.html")


def test_the_text_edition_has_a_head_that_a_site_can_fill(desk: SiteFolder) -> None:
    desk.write("newsgen.yaml", CONFIG + "formats: [html, text]\n")
    desk.write("templates/text-base.html", '{% extends "theme:text-base.html" %}' + OWN_HEAD)
    assert [] == accepted(desk)
    pages = [one for one in desk.tree() if one.endswith(".html")]
    with_it = [one for one in pages if '<meta name="own">' in desk.page(one)]
    assert [one for one in pages if one.startswith("text/")] == with_it

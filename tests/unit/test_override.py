"""A site's templates in the place of the theme's: one file, or one block of it."""

from __future__ import annotations

import pytest

from tests.support.command import build_here
from tests.support.problems import Placed, refused
from tests.support.site import SiteFolder

PAGE = "world/2024/11/a.html"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    site.article("world/a.md", headline="The headline")
    return site


def test_a_template_can_replace_one_block_of_the_theme_s_of_the_same_name(
    desk: SiteFolder,
) -> None:
    desk.write(
        "templates/article.html",
        '{% extends "theme:article.html" %}{% block main %}<p>Before</p>{{ super() }}{% endblock %}',
    )
    assert () == desk.build().problems
    page = desk.page(PAGE)
    assert page.index("<p>Before</p>") < page.index(">The headline</h1>")
    assert '<a class="skip"' in page


def test_a_block_of_the_frame_is_replaced_on_every_page(desk: SiteFolder) -> None:
    desk.write(
        "templates/base.html",
        '{% extends "theme:base.html" %}{% block head %}<meta name="own">{{ super() }}{% endblock %}',
    )
    desk.build()
    pages = ("index.html", "world/index.html", "404.html", PAGE)
    assert all('<meta name="own">' in desk.page(one) for one in pages)


def test_a_part_can_be_taken_from_the_theme(desk: SiteFolder) -> None:
    desk.write("templates/parts/nav.html", '{% include "theme:parts/nav.html" %}<p>Own</p>')
    desk.build()
    assert "<p>Own</p>" in desk.page(PAGE) and 'class="sections"' in desk.page(PAGE)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            '{% set of = {"class": "by class", "one": 1} %}{{ of.class }}, {{ of.one }}',
            "by class, 1",
        ),
        ('{{ page.gone is defined }}, {{ article.gone|default("none") }}', "False, none"),
        ("{% block own %}twice {% endblock %}{{ self.own() }}", "twice twice "),
        ('{% from "parts/own.html" import own with context %}{{ own({"gone": 1}) }}', "[1]"),
    ],
)
def test_an_attribute_is_the_item_of_that_name_where_there_is_none(
    desk: SiteFolder, written: str, shown: str
) -> None:
    if "parts/own.html" in written:
        desk.write("templates/parts/own.html", "{% macro own(c) %}[{{ c.gone }}]{% endmacro %}")
    desk.write("templates/article.html", f"({written})")
    desk.article("world/b.md")
    assert () == desk.build().problems
    pages = [desk.page(one) for one in (PAGE, "world/2024/11/b.html")]
    assert [f"({shown})"] * 2 == pages


def test_an_attribute_that_is_nowhere_is_named_with_its_place(desk: SiteFolder) -> None:
    desk.write("templates/article.html", "{{ page.kind }}\n{{ article.gone }}")
    problem = desk.build().problems[0]
    assert ("templates/article.html", 2, "NG061") == (problem.path, problem.line, problem.code)
    assert "ArticleView object' has no attribute 'gone'" in problem.message


def test_a_template_that_draws_on_itself_is_told_of_the_theme_s(desk: SiteFolder) -> None:
    desk.write("templates/article.html", '\n{% extends "article.html" %}')
    assert [Placed("templates/article.html", 2, 1, "NG065")] == refused(desk)


def test_a_template_that_the_theme_does_not_have_is_an_error(desk: SiteFolder) -> None:
    desk.write("templates/article.html", '{% extends "theme:articel.html" %}')
    assert [Placed("templates/article.html", 1, 1, "NG062")] == refused(desk)


def test_an_edit_to_the_block_renders_its_pages_and_no_others(desk: SiteFolder) -> None:
    extending = '{{% extends "theme:article.html" %}}{{% block main %}}{}{{% endblock %}}'
    desk.write("templates/article.html", extending.format("one"))
    desk.build()
    desk.write("templates/article.html", extending.format("two"))
    changes = desk.build(explain=True).changes
    assert [(PAGE, "template article.html changed")] == [
        (one.output, one.reason) for one in changes
    ]


def test_what_is_taken_back_leaves_the_theme_s(desk: SiteFolder) -> None:
    desk.build()
    before = desk.tree()
    path = desk.write("templates/article.html", '{% extends "theme:article.html" %}')
    desk.build()
    assert before == desk.tree()
    desk.write(path, '{% extends "theme:article.html" %}{% block main %}{% endblock %}')
    desk.build()
    assert before != desk.tree()
    desk.delete(path)
    desk.build()
    assert before == desk.tree()


def test_macros_of_one_name_in_a_block_and_in_what_it_extends_stay_apart(
    desk: SiteFolder,
) -> None:
    desk.article("world/b.md", headline="Another", read_also="[a]")
    desk.write(
        "templates/parts/own.html", "{% macro line(c) %}<i>{{ c.headline }}</i>{% endmacro %}"
    )
    desk.write(
        "templates/article.html",
        '{% extends "theme:article.html" %}{% block main %}{{ super() }}'
        '{% from "parts/own.html" import line with context %}'
        "{% for c in read_also %}{{ kept(line, c) }}{% endfor %}{% endblock %}",
    )
    desk.build()
    page = desk.page("world/2024/11/b.html")
    assert "<i>The headline</i>" in page
    assert 'href="../../../world/2024/11/a.html">The headline</a></h3>' in page


def test_explain_names_the_templates_in_the_place_of_the_theme_s(desk: SiteFolder) -> None:
    desk.write("templates/article.html", '{% extends "theme:article.html" %}')
    desk.write("templates/parts/own.html", "")
    for _ in ("a build", "one with nothing to do"):
        assert ("templates/article.html",) == desk.build(explain=True).overridden
        assert () == desk.build().overridden
    run = build_here(desk.root, "--explain")
    assert "own templates/article.html: in the place of the theme's\n" in run.out


def test_two_templates_that_draw_on_each_other_fail_and_are_named(desk: SiteFolder) -> None:
    desk.write("templates/article.html", '{% include "parts/own.html" %}')
    desk.write("templates/parts/own.html", '{% include "article.html" %}')
    (problem,) = refused(desk)
    assert "NG061" == problem.code

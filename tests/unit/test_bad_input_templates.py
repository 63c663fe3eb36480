"""Templates and static files of the newsroom's own that do not hold together."""

from __future__ import annotations

import pytest

from tests.support.problems import Placed, accepted, refusal, refused
from tests.support.site import SiteFolder

TEMPLATE = "templates/article.html"
ARTICLE = "content/articles/world/strike.md"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("One.\n{% if article %}\n{{ article.headline }}\n", 3),
        ("{{ article.headline }\n", 1),
        ("One.\n\n{% endif %}\n", 3),
        ("One.\n{% nosuchtag %}\n", 2),
        ("One.\n{{ 'a }}\n", 2),
    ],
)
def test_template_that_does_not_parse(site: SiteFolder, source: str, line: int) -> None:
    site.article("world/strike.md")
    site.write(TEMPLATE, source)
    assert [Placed(TEMPLATE, line, 1, "NG060")] == refused(site)


def test_part_that_does_not_parse_is_one_problem(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.write("templates/parts/header.html", "One.\n{% if %}\n")
    assert [Placed("templates/parts/header.html", 2, 1, "NG060")] == refused(site)


@pytest.mark.parametrize(
    "source",
    [
        "One.\n\n{{ nosuchvariable }}\n",
        "One.\n\n{{ article.nosuchfield }}\n",
        "One.\n\n{% for x in nosuchlist %}{% endfor %}\n",
        "One.\n\n{{ article.date|nosuchfilter }}\n",
        "One.\n\n{{ nosuchfunction() }}\n",
        "One.\n\n{{ 1 / 0 }}\n",
        "One.\n\n{{ article.headline + 1 }}\n",
        "One.\n\n{{ lipsum() }}\n",
        "One.\n\n{{ [1, 2]|random }}\n",
        "{% block a %}{% endblock %}\n\n{% block a %}{% endblock %}\n",
    ],
)
def test_template_that_fails_is_named_with_its_line_and_the_article(
    site: SiteFolder, source: str
) -> None:
    site.article("world/strike.md")
    site.write(TEMPLATE, source)
    problem = refusal(site)
    place = (problem.path, problem.line, problem.column, problem.code, problem.severity)
    assert (TEMPLATE, 3, 1, "NG061", "error") == place
    assert problem.message.endswith(f", when rendering {ARTICLE}.")


def test_part_that_fails_is_named_itself(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.write("templates/parts/footer.html", "<footer>\n{{ nosuchvariable }}\n</footer>\n")
    assert Placed("templates/parts/footer.html", 2, 1, "NG061") in refused(site)


def test_template_that_fails_on_many_pages_is_one_problem(site: SiteFolder) -> None:
    for number in range(5):
        site.article(f"world/a{number}.md")
    site.write(TEMPLATE, "{{ nosuchvariable }}")
    assert [Placed(TEMPLATE, 1, 1, "NG061")] == refused(site)


def test_template_that_fails_leaves_the_site_as_it_was(site: SiteFolder) -> None:
    site.article("world/strike.md")
    accepted(site)
    site.write(TEMPLATE, "{{ nosuchvariable }}")
    site.article("world/other.md")
    assert [Placed(TEMPLATE, 1, 1, "NG061")] == refused(site)
    site.delete(TEMPLATE)
    assert [] == accepted(site)
    assert (site.dist / "world/2024/11/other.html").is_file()


@pytest.mark.parametrize(
    "source",
    [
        "One.\n{% include 'parts/gone.html' %}\n",
        "One.\n{% extends 'gone.html' %}\n",
        "One.\n{% from 'gone.html' import card %}\n",
        "One.\n{% import 'gone.html' as gone %}\n",
        "One.\n{{ sitewide('parts/gone.html') }}\n",
    ],
)
def test_part_that_does_not_exist(site: SiteFolder, source: str) -> None:
    site.article("world/strike.md")
    site.write(TEMPLATE, source)
    assert [Placed(TEMPLATE, 2, 1, "NG062")] == refused(site)


@pytest.mark.parametrize("function", ["asset", "inline_style"])
def test_static_file_that_does_not_exist(site: SiteFolder, function: str) -> None:
    site.article("world/strike.md")
    site.write(TEMPLATE, f"One.\n\n{{{{ {function}('gone.css') }}}}\n")
    assert [Placed(TEMPLATE, 3, 1, "NG063")] == refused(site)


def test_static_file_that_a_style_sheet_names_and_that_does_not_exist(site: SiteFolder) -> None:
    site.write("static/own.css", "a { color: red }\nb { background: url(gone.png) }\n")
    assert [Placed("static/own.css", 2, 1, "NG063")] == refused(site)


@pytest.mark.parametrize(
    "source",
    [
        "{% include article.kind ~ '.html' %}",
        "{% include ['a.html', 'b.html'] %}",
        "{% extends page.kind %}",
        "{{ asset(article.kind) }}",
        "{{ asset() }}",
        "{{ sitewide('a' ~ 'b') }}",
    ],
)
def test_name_that_is_not_written_out(site: SiteFolder, source: str) -> None:
    site.article("world/strike.md")
    site.write(TEMPLATE, f"One.\n{source}\n")
    assert [Placed(TEMPLATE, 2, 1, "NG064")] == refused(site)


def test_template_that_is_not_utf_8(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.write(TEMPLATE, b"One.\nCaf\xe9")
    assert [Placed(TEMPLATE, 2, 4, "NG001")] == refused(site)


def test_template_that_is_a_link_out_of_the_site(site: SiteFolder) -> None:
    site.article("world/strike.md")
    outside = site.root.parent / "article.html"
    outside.write_text("Not ours.")
    site.file("templates").mkdir()
    site.file(TEMPLATE).symlink_to(outside)
    assert [Placed(TEMPLATE, 0, 0, "NG004")] == refused(site)


def test_empty_template_is_accepted(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.write("templates/tags.html", "")
    site.write(TEMPLATE, "")
    assert [] == accepted(site)
    assert "" == site.page("world/2024/11/strike.html")

"""Data files, what templates see of them, and which pages they make stale."""

from __future__ import annotations

import pytest

from tests.support.problems import Placed, accepted, refused
from tests.support.site import SiteFolder

SHOWING = "templates/404.html"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A site of an article and of templates that show little."""
    site.article("world/strike.md")
    for name in ("home", "article", "section", "source", "sources", "archive", "month"):
        site.write(f"templates/{name}.html", f"{name}")
    return site


def shown(desk: SiteFolder, template: str) -> str:
    desk.write(SHOWING, template)
    assert [] == accepted(desk)
    return desk.page("404.html")


@pytest.mark.parametrize(
    ("name", "content", "is_shown"),
    [
        ("it.yaml", "a: 1\nb: [x, 2.5, true, ~]\n", "{'a': 1, 'b': ('x', 2.5, True, None)}"),
        ("it.yml", "- a\n- '1'\n", "('a', '1')"),
        ("it.yaml", "# nothing\n", "None"),
        ("it.json", '{"a": [1, {"b": null}], "c": -1.5e3}', "{'a': (1, {'b': None}), 'c': -1500.0}"),
        ("it.json", "123456789012345678901234567890", "123456789012345678901234567890"),
        ("it.json", '"\\ud83d\\ude00 NaN 1e999 [[["', "😀 NaN 1e999 [[["),
        ("it.csv", "a,b\n1,x\n2,\"y, z\"\n", "({'a': '1', 'b': 'x'}, {'a': '2', 'b': 'y, z'})"),
        ("it.csv", "a;b\r\n1,5;x\r\n\r\n", "({'a': '1,5', 'b': 'x'},)"),
        ("it.csv", "a\n", "()"),
        ("it.csv", '\ufeffa,b\n"1\n2",x\n', "({'a': '1\\n2', 'b': 'x'},)"),
    ],
)  # fmt: skip
def test_data_is_what_the_file_says(
    desk: SiteFolder, name: str, content: str, is_shown: str
) -> None:
    desk.write(f"content/data/{name}", content)
    assert is_shown == shown(desk, "{{ data.it|safe }}")


@pytest.mark.parametrize(
    ("name", "content", "line", "column", "code"),
    [
        ("it.yaml", "a: [1\nb: 2\n", 1, 4, "NG012"),
        ("it.yaml", "a: 1\na: 2\n", 2, 1, "NG014"),
        ("it.yaml", "a:\n  - .nan\n", 2, 5, "NG333"),
        ("it.yaml", "a: 1e999\n", 1, 4, "NG333"),
        ("it.json", '{"a": 1,\n "b": }', 2, 7, "NG333"),
        ("it.json", '{"NaN": 1,\n "b": NaN}', 2, 7, "NG333"),
        ("it.json", '{"b":\n -Infinity}', 2, 2, "NG333"),
        ("it.json", "[1,\n1e999]", 2, 1, "NG333"),
        ("it.json", "[" + "9" * 1001 + "]", 1, 2, "NG333"),
        ("it.json", '{"a": 1, "a": 2}', 0, 0, "NG014"),
        ("it.json", '["x",\n"a\\ud800"]', 2, 3, "NG027"),
        ("it.json", '["a\\u0000"]', 1, 4, "NG027"),
        ("it.json", "[" * 51 + "]" * 51, 1, 51, "NG333"),
        ("it.json", "[1] [2]", 1, 5, "NG333"),
        ("it.csv", "a,b\n1,2\n3\n", 3, 1, "NG333"),
        ("it.csv", 'a,b\n"1\n1",2\n3\n', 4, 1, "NG333"),
        ("it.csv", 'a,b\n"1"x,2\n', 2, 1, "NG333"),
        ("it.csv", 'a,b\n"1,2\n', 2, 1, "NG333"),
        ("it.csv", "a,a\n1,2\n", 1, 1, "NG014"),
        ("it.csv", "a,\n1,2\n", 1, 1, "NG333"),
        ("it.json", b"\xff", 1, 1, "NG001"),
        ("it.json", b" ", 1, 1, "NG003"),
        ("it.json", b"[" + b" " * (5 << 20) + b"]", 0, 0, "NG002"),
        ("it.xml", "<a/>", 0, 0, "NG335"),
        ("it-is.json", "1", 0, 0, "NG335"),
        ("in/it.json", "1", 0, 0, "NG335"),
    ],
)
def test_mistakes_are_named_where_they_are(
    desk: SiteFolder, name: str, content: str | bytes, line: int, column: int, code: str
) -> None:
    path = desk.write(f"content/data/{name}", content)
    assert [Placed(path, line, column, code)] == refused(desk)


def test_two_files_of_one_name_are_refused(desk: SiteFolder) -> None:
    desk.write("content/data/it.csv", "a\n")
    desk.write("content/data/it.json", "1")
    assert [Placed("content/data/it.json", 0, 0, "NG334")] == refused(desk)


def test_data_that_is_not_there_is_named_with_the_nearest(desk: SiteFolder) -> None:
    desk.write("content/data/results.json", "1")
    desk.write(SHOWING, "\n{{ data.reslts }}")
    assert [Placed(SHOWING, 2, 1, "NG336")] == refused(desk)
    (problem,) = desk.build().problems
    assert problem.hint.startswith("Did you mean `results`?")


def test_data_that_is_not_read_is_not_called_missing(desk: SiteFolder) -> None:
    path = desk.write("content/data/it.json", "[")
    desk.write(SHOWING, "{{ data.it }}")
    assert [Placed(path, 1, 2, "NG333")] == refused(desk)


@pytest.mark.parametrize(
    "template",
    [
        "{% if data.it is defined %}{{ data.it }}{% endif %}",
        "{{ data.it|default('') }}",
        "{% set data = {'it': ''} %}{{ data.it }}",
        "{% macro one(data) %}{{ data.it }}{% endmacro %}{{ one({'it': ''}) }}",
    ],
)
def test_data_need_not_be_there_where_the_template_asks(desk: SiteFolder, template: str) -> None:
    assert "" == shown(desk, template)


@pytest.mark.parametrize(
    "template",
    [
        "{{ data.it }}",
        "{{ data['it'] }}",
        "{% set name = 'it' %}{{ data[name] }}",
        "{% for name, one in data.items() %}{{ one }}{% endfor %}",
        "{% set all = data %}{{ all.it }}",
        "{{ data.it is defined and data.it }}",
    ],
)
def test_an_edit_of_data_renders_the_pages_that_name_it_alone(
    desk: SiteFolder, template: str
) -> None:
    desk.write("content/data/it.json", '"one"')
    desk.write("content/data/other.json", '""')
    assert "one" == shown(desk, template)
    desk.write("content/data/it.json", '"two"')
    report = desk.build(explain=True)
    assert ["404.html"] == [one.output for one in report.changes]
    assert "content/data/it.json" in report.changes[0].reason
    assert "two" == desk.page("404.html")
    desk.write("content/data/it.json", ' "two" ')
    assert 0 == desk.build().rendered


def test_an_edit_of_data_renders_whose_part_names_it(desk: SiteFolder) -> None:
    desk.write("content/data/it.json", '"one"')
    desk.write("templates/parts/ticker.html", "{{ data.it }}")
    desk.write("templates/article.html", '{{ sitewide("parts/ticker.html") }}')
    desk.build()
    page = "world/2024/11/strike.html"
    assert "one" == desk.page(page)
    desk.write("content/data/it.json", '"two"')
    report = desk.build(explain=True)
    assert [page] == [one.output for one in report.changes]
    assert ("two", "templates") == (desk.page(page), report.looked_at)


def test_data_is_escaped_and_cannot_be_changed(desk: SiteFolder) -> None:
    desk.write("content/data/it.json", '{"a": "<b>"}')
    assert "&lt;b&gt;" == shown(desk, "{{ data.it.a }}")
    desk.write(SHOWING, "{% do data.it.update(a=1) %}")
    assert [Placed(SHOWING, 1, 1, "NG061")] == refused(desk)


def test_data_is_not_published(desk: SiteFolder) -> None:
    desk.write("content/data/it.csv", "canary\n")
    desk.article("world/strike.md", body="[data](/data/it.csv)\n")
    assert [Placed("content/articles/world/strike.md", 6, 8, "NG045")] == refused(desk)
    desk.article("world/strike.md")
    assert [] == accepted(desk)
    assert not any(b"canary" in content for content in desk.tree().values())

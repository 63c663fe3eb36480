"""`extra:` in front matter, its declaration in newsgen.yaml, and what templates see of it."""

from __future__ import annotations

import pytest

from newsgen.model.moment import Moment
from newsgen.model.values import Values, value_of, values_of, values_text
from tests.support.problems import Placed, accepted, refusal, refused
from tests.support.site import SiteFolder

NAME = "world/strike.md"
ARTICLE = f"content/articles/{NAME}"
PAGE = "dist/world/2024/11/strike.html"
SHOWING = "{% for name, value in article.extra|dictsort %}[{{ name }}={{ value }}]{% endfor %}"


def shown(site: SiteFolder) -> str:
    """What the article's page shows of `extra`."""
    site.write("templates/article.html", SHOWING)
    assert [] == accepted(site)
    text = site.file(PAGE).read_text("utf-8")
    return text[text.index("[") : text.rindex("]") + 1]


def article(site: SiteFolder, extra: str, **values: str) -> None:
    site.write("newsgen.yaml", site.file("newsgen.yaml").read_text("utf-8"))
    site.article(NAME, extra=extra, **values)


def declare(site: SiteFolder, fields: str) -> None:
    config = site.file("newsgen.yaml")
    config.write_text(f"{config.read_text('utf-8')}extra:\n{fields}", "utf-8")


@pytest.mark.parametrize(
    ("written", "is_shown"),
    [
        ("a word", "a word"),
        ("'7'", "7"),
        ("7", "7"),
        ("007", "007"),
        ("1.50", "1.5"),
        ("-2e3", "-2000.0"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("true", "True"),
        ("no", "no"),
        ("~", "None"),
        ("2024-11-18", "2024-11-18"),
        ("[a, 1, [b]]", "(&#39;a&#39;, 1, (&#39;b&#39;,))"),
        ("{b: 1, a: {c: x}}", "{&#39;b&#39;: 1, &#39;a&#39;: {&#39;c&#39;: &#39;x&#39;}}"),
        ("'<b>&'", "&lt;b&gt;&amp;"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
    ],
)
def test_an_undeclared_value_is_what_it_is_written_as(
    site: SiteFolder, written: str, is_shown: str
) -> None:
    article(site, f"{{it: {written}}}")
    assert f"[it={is_shown}]" == shown(site)


@pytest.mark.parametrize("written", [".nan", "-.inf", "1e999", "9" * 1001])
def test_a_number_that_no_page_can_show_is_refused(site: SiteFolder, written: str) -> None:
    article(site, f"\n  it: {written}")
    assert [Placed(ARTICLE, 6, 7, "NG019")] == refused(site)


@pytest.mark.parametrize(
    ("declared", "written", "is_shown"),
    [
        ("text", "007", "007"),
        ("text", "no", "no"),
        ("number", "1.5", "1.5"),
        ("number", "'3'", "3"),
        ("integer", "3", "3"),
        ("boolean", "yes", "True"),
        ("boolean", "off", "False"),
        ("date", "2024-11-18", "Moment(seconds=1731888000, day_only=True)"),
        ("url", "https://a.example/", "https://a.example/"),
        ("list of integer", "[1, 2]", "(1, 2)"),
        ("list of text", "one", "(&#39;one&#39;,)"),
        ("{type: choice, choices: [low, high]}", "low", "low"),
        ("{type: list of choice, choices: [low, high]}", "[high]", "(&#39;high&#39;,)"),
    ],
)
def test_a_declared_value_has_its_type(
    site: SiteFolder, declared: str, written: str, is_shown: str
) -> None:
    declare(site, f"  it: {declared}\n")
    article(site, f"{{it: {written}}}")
    assert f"[it={is_shown}]" == shown(site)


@pytest.mark.parametrize(
    ("declared", "written", "code"),
    [
        ("text", "[a]", "NG019"),
        ("number", "many", "NG019"),
        ("number", "1e999", "NG019"),
        ("number", ".nan", "NG019"),
        ("integer", "1.5", "NG019"),
        ("boolean", "perhaps", "NG019"),
        ("date", "tomorrow", "NG020"),
        ("date", "{a: b}", "NG019"),
        ("url", "javascript:alert(1)", "NG024"),
        ("url", "/a/path", "NG024"),
        ("list of url", "['data:text/html,x']", "NG024"),
        ("list of integer", "[one]", "NG019"),
        ("{type: choice, choices: [low, high]}", "lwo", "NG022"),
    ],
)
def test_a_value_of_another_type_is_named_where_it_stands(
    site: SiteFolder, declared: str, written: str, code: str
) -> None:
    declare(site, f"  it: {declared}\n")
    article(site, f"\n  it: {written}")
    column = 7 if "[" not in written or (code == "NG019" and declared == "text") else 8
    assert [Placed(ARTICLE, 6, column, code)] == refused(site)


def test_a_declared_key_is_there_where_nothing_is_said(site: SiteFolder) -> None:
    declare(site, "  it: text\n  more: list of text\n")
    site.article(NAME)
    assert "[it=None][more=()]" == shown(site)


def test_a_required_key_that_is_missing_is_named(site: SiteFolder) -> None:
    declare(site, "  it: {type: text, required: true, for: [article]}\n")
    site.write("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
    site.article(NAME)
    assert [Placed(ARTICLE, 2, 1, "NG018")] == refused(site)
    article(site, "{other: 1}")
    assert [Placed(ARTICLE, 5, 8, "NG018")] == refused(site)
    article(site, "{it: one}")
    assert [] == accepted(site)


def test_a_key_for_others_is_refused(site: SiteFolder) -> None:
    declare(site, "  stars: {type: integer, for: [review]}\n")
    article(site, "\n  stars: 3")
    assert [Placed(ARTICLE, 6, 3, "NG332")] == refused(site)
    article(site, "\n  stars: 3", kind="review")
    assert [] == accepted(site)


def test_a_key_that_is_nearly_declared_is_taken_for_a_slip(site: SiteFolder) -> None:
    declare(site, "  location: text\n")
    article(site, "\n  loction: Kyiv")
    problem = refusal(site)
    assert (ARTICLE, 6, 3, "NG332") == problem[:4]
    assert problem.hint.startswith("Did you mean `location`?")


def test_extra_must_be_keys_and_bounded(site: SiteFolder) -> None:
    article(site, "[a]")
    assert [Placed(ARTICLE, 5, 8, "NG019")] == refused(site)
    for much in (
        "[" + ", ".join(["a"] * 501) + "]",
        "[" * 9 + "]" * 9,
        "x" * 20_001,
    ):
        article(site, f"{{it: {much}}}")
        assert ["NG362"] == [one.code for one in refused(site)]


@pytest.mark.parametrize(
    ("fields", "column", "code"),
    [
        ("  it: texts\n", 7, "NG022"),
        ("  it: {typ: text}\n", 7, "NG018"),
        ("  it: {required: true}\n", 7, "NG018"),
        ("  it: [text]\n", 7, "NG019"),
        ("  it-is: text\n", 3, "NG022"),
        ("  it: choice\n", 3, "NG022"),
        ("  it: {type: text, choices: [a]}\n", 3, "NG022"),
        ("  it: {type: text, for: [revue]}\n", 26, "NG022"),
        ("  it: {type: text, card: perhaps}\n", 26, "NG019"),
    ],
)
def test_mistakes_of_a_declaration_are_named(
    site: SiteFolder, fields: str, column: int, code: str
) -> None:
    lines = site.file("newsgen.yaml").read_text("utf-8").count("\n")
    declare(site, fields)
    site.article(NAME)
    problem = refused(site)[0]
    assert ("newsgen.yaml", lines + 2, column, code) == problem[:4]


def test_an_edit_of_extra_renders_the_articles_page_alone(site: SiteFolder) -> None:
    article(site, "{it: one}")
    site.article("world/other.md", tags="[war]")
    site.build()
    article(site, "{it: two}")
    report = site.build(explain=True)
    assert ["world/2024/11/strike.html"] == [one.output for one in report.changes]


def test_a_declared_card_key_is_on_cards_and_an_edit_renders_them(site: SiteFolder) -> None:
    declare(site, "  stars: {type: integer, card: true}\n  it: text\n")
    site.write(
        "templates/section.html",
        "{% for card in items %}[{{ card.extra }}]{% endfor %}",
    )
    article(site, "{it: one, stars: 3}")
    site.build()
    page = site.dist / "world/index.html"
    assert "[{&#39;stars&#39;: 3}]" in page.read_text("utf-8")
    article(site, "{it: one, stars: 4}")
    report = site.build(explain=True)
    assert "world/index.html" in [one.output for one in report.changes]
    assert "[{&#39;stars&#39;: 4}]" in page.read_text("utf-8")
    article(site, "{it: two, stars: 4}")
    report = site.build(explain=True)
    assert ["world/2024/11/strike.html"] == [one.output for one in report.changes]


def test_a_standing_page_has_extra(site: SiteFolder) -> None:
    site.article(NAME)
    site.write("content/pages/about.md", "---\ntitle: About\nextra: {it: <i>}\n---\nText.\n")
    site.write("templates/page.html", "[{{ page.extra.it }}]")
    assert [] == accepted(site)
    assert "[&lt;i&gt;]" == (site.dist / "about.html").read_text("utf-8")


def test_a_template_cannot_change_extra(site: SiteFolder) -> None:
    article(site, "{it: one}")
    site.write("templates/article.html", "{% do article.extra.update({'it': 2}) %}")
    assert [Placed("templates/article.html", 1, 1, "NG061")] == refused(site)


def test_a_held_articles_extra_is_nowhere(site: SiteFolder) -> None:
    declare(site, "  it: {type: text, card: true}\n")
    article(site, "{it: canary, other: canary}", embargo="2030-01-01")
    site.article("world/other.md", body=f"[to](/{ARTICLE.removeprefix('content/')})\n")
    site.build()
    assert not any(b"canary" in content for content in site.tree().values())


def test_values_survive_storage_and_no_change() -> None:
    values = Values(a=Moment(5, True), b=(1, 2.5, None, True, "x"), c=Values({"\0": "y"}), d="")
    assert values == values_of(values_text(values))
    assert isinstance(values_of(values_text(values)).a, Moment)
    assert "" == values_text(Values())
    assert (1, "a") == value_of(values_text((1, "a")))
    for change in (
        lambda: values.update(a=1),
        lambda: values.pop("a"),
        lambda: values.__setitem__("a", 1),
        lambda: values.clear(),
        lambda: values.__ior__({}),
        lambda: values.setdefault("z", 1),
        lambda: values.__delitem__("a"),
    ):
        with pytest.raises(TypeError):
            change()

"""The settings of the theme: colours, type, masthead, a style of the site's own; from file to page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsgen.model.colour import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    colour,
    contrast,
    least_contrast,
    lightened,
)
from newsgen.model.theme import Theme
from newsgen.planning.theme_css import tokens
from tests.support.problems import Placed, accepted, refused
from tests.support.site import CONFIG, SiteFolder

STYLE = Path(__file__).parents[2] / "static" / "style.css"


def themed(site: SiteFolder, theme: str) -> SiteFolder:
    site.write("newsgen.yaml", f"{CONFIG}theme: {theme}\n")
    site.article("world/a.md")
    return site


def style_of(site: SiteFolder) -> str:
    """The one style sheet that the pages load."""
    assert not site.build().failed
    (name,) = re.findall(r'rel="stylesheet" href="([^"]+)"', site.page("index.html"))
    return site.page(name)


def test_without_settings_the_style_is_the_theme_s_file(site: SiteFolder) -> None:
    site.article("world/a.md")
    assert STYLE.read_text("utf-8") == style_of(site)
    assert "" == tokens(Theme())


def test_the_grounds_that_contrast_is_held_against_are_those_of_the_style() -> None:
    rules = STYLE.read_text("utf-8")
    light, dark = rules.split("@media (prefers-color-scheme: dark)", 1)
    for text, grounds in ((light, LIGHT_GROUNDS), (dark, DARK_GROUNDS)):
        found = [re.search(rf"--{name}: (#\w+);", text) for name in ("paper", "tint")]
        assert list(grounds) == [colour(one.group(1)) for one in found if one]


@pytest.mark.parametrize("name", ["ink", "soft", "accent", "signal", "opinion"])
def test_the_theme_s_own_colours_can_be_read_on_its_grounds(name: str) -> None:
    rules = STYLE.read_text("utf-8").split("@media (prefers-color-scheme: dark)", 1)
    for text, grounds in zip(rules, (LIGHT_GROUNDS, DARK_GROUNDS), strict=True):
        found = re.search(rf"--{name}: (#\w+);", text)
        assert found is not None
        one = colour(found.group(1))
        assert one is not None
        assert 4.5 <= least_contrast(one, grounds)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#ffffff", 21), ("#777777", "#fff", 4.48), ("#abc", "#abc", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    first, second = colour(one), colour(other)
    assert first is not None and second is not None
    assert ratio == round(contrast(first, second), 2) == round(contrast(second, first), 2)


@pytest.mark.parametrize("text", ["", "red", "#12", "#12345g", "0b5a6e", "#0b5a6e80"])
def test_what_is_no_colour(text: str) -> None:
    assert colour(text) is None


def test_an_accent_becomes_the_accent_of_both_grounds(site: SiteFolder) -> None:
    rules = style_of(themed(site, "{accent: '#8A1538'}"))
    assert "@media screen {\n:root { --accent: #8a1538; --bar: #8a1538; }" in rules
    found = re.search(r"color-scheme: dark\) {\n:root { --accent: (#\w+);", rules)
    assert found is not None
    dark = colour(found.group(1))
    assert dark is not None and 7 <= least_contrast(dark, DARK_GROUNDS)


@pytest.mark.parametrize("text", ["#000", "#8a1538", "#fff", "#71c6d8"])
def test_every_colour_can_be_made_light_enough_for_a_dark_ground(text: str) -> None:
    one = colour(text)
    assert one is not None
    assert 7 <= least_contrast(lightened(one, DARK_GROUNDS, 7), DARK_GROUNDS)


def test_an_accent_for_the_dark_is_taken_as_it_is(site: SiteFolder) -> None:
    rules = style_of(themed(site, "{accent_dark: '#ffaa00'}"))
    assert rules.endswith("{\n:root { --accent: #ffaa00; --bar: #a06e09; }\n}\n")
    assert "@media screen {" not in rules


@pytest.mark.parametrize(
    ("theme", "rule"),
    [
        ("{scale: large}", ":root { --scale: 1.125; }"),
        ("{scale: small}", ":root { --scale: 0.9375; }"),
        ("{text_face: sans}", ":root { --text-face: var(--sans); }"),
        ("{headline_face: sans}", ":root { --headline-face: var(--sans); }"),
    ],
)
def test_the_type_is_set_by_tokens_that_the_style_knows(
    site: SiteFolder, theme: str, rule: str
) -> None:
    rules = style_of(themed(site, theme))
    assert rules.endswith(f"{rule}\n")
    (name,) = re.findall(r"--[\w-]+(?=:)", rule)
    assert f"var({name})" in rules


def test_a_style_of_the_site_s_own_stands_behind_the_theme_s_in_the_same_file(
    site: SiteFolder,
) -> None:
    site.write("static/own/house.css", ".kicker { background: url(../dot.png) }\n")
    site.write("static/dot.png", b"a dot")
    rules = style_of(themed(site, "{style: own/house.css, scale: large}"))
    assert re.search(r"1\.125; }\n\.kicker { background: url\(dot\.\w+\.png\) }\n$", rules)
    assert ".kicker { background" in site.page("404.html")


def test_a_change_of_the_style_or_of_a_token_gives_the_sheet_another_name(
    site: SiteFolder,
) -> None:
    def name() -> str:
        assert not site.build().failed
        return re.findall(r"assets/style\.(\w+)\.css", site.page("index.html"))[0]

    site.write("static/house.css", "a { color: red }\n")
    names = [name() for theme in ("{}", "{style: house.css}") if themed(site, theme)]
    site.write("static/house.css", "a { color: blue }\n")
    names.append(name())
    themed(site, "{style: house.css, scale: small}")
    names.append(name())
    assert 4 == len(set(names))


def test_the_masthead_can_be_a_picture_with_its_size_and_one_for_the_dark(
    site: SiteFolder,
) -> None:
    site.write("static/logo.svg", "<svg/>")
    site.write("static/night.svg", "<svg />")
    themed(site, "{logo: {file: logo.svg, dark: night.svg, width: 240, height: 40}}")
    site.build()
    page = site.page("world/2024/11/a.html")
    assert re.search(
        r'<source media="\(prefers-color-scheme: dark\)" srcset="\.\./\.\./\.\./assets/night\.\w+\.svg">'
        r'<img src="\.\./\.\./\.\./assets/logo\.\w+\.svg" alt="The Test Desk" width="240" height="40">',
        page,
    )
    assert re.search(r'<h1 class="nameplate"><a [^>]*><picture>', site.page("index.html"))


@pytest.mark.parametrize(
    ("theme", "column", "ratio"),
    [("{accent: '#ffcc00'}", 17, "1.4"), ("{accent_dark: '#333333'}", 22, "1.3")],
)
def test_a_colour_that_is_hard_to_read_is_a_warning_with_its_contrast(
    site: SiteFolder, theme: str, column: int, ratio: str
) -> None:
    themed(site, theme)
    assert [Placed("newsgen.yaml", 3, column, "NG053", "warning")] == accepted(site)
    (problem,) = site.build().problems
    assert f"a contrast of {ratio} " in problem.message


@pytest.mark.parametrize(
    ("theme", "column", "code"),
    [
        ("{accent: red}", 17, "NG022"),
        ("{scale: huge}", 16, "NG022"),
        ("{text_face: mono}", 20, "NG022"),
        ("{colour: red}", 9, "NG017"),
        ("plain", 8, "NG019"),
        ("{style: missing.css}", 16, "NG063"),
        ("{logo: {file: missing.svg, width: 1, height: 1}}", 22, "NG063"),
        ("{logo: {file: a.svg, width: 0, height: 1}}", 36, "NG019"),
        ("{logo: {width: 1, height: 1}}", 15, "NG018"),
    ],
)
def test_a_mistake_in_the_theme_is_named_with_its_place(
    site: SiteFolder, theme: str, column: int, code: str
) -> None:
    themed(site, theme)
    assert Placed("newsgen.yaml", 3, column, code) in refused(site)


def test_a_style_that_is_no_style_sheet_is_an_error(site: SiteFolder) -> None:
    site.write("static/house.txt", "text")
    themed(site, "{style: house.txt}")
    assert [Placed("newsgen.yaml", 3, 16, "NG022")] == refused(site)


def test_a_colour_that_yaml_takes_for_a_remark_is_an_error(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}theme:\n  accent: #0b5a6e\n")
    site.article("world/a.md")
    lost = Placed("newsgen.yaml", 4, 11, "NG428", "warning")
    assert [Placed("newsgen.yaml", 4, 3, "NG022"), lost] == refused(site)


def test_a_list_is_described_by_what_it_begins_with(site: SiteFolder) -> None:
    for day in range(1, 6):
        site.article(f"world/day-{day}.md", headline=f"Day {day}", date=f"2024-11-0{day}")
    assert not site.build().failed
    described = '<meta name="description" content="Day 5 · Day 4 · Day 3">'
    assert described in site.page("world/index.html")

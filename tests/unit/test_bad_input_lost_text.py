"""Text in front matter that YAML takes for something else: where it is told, and where it must not be."""

from __future__ import annotations

import pytest

from newsgen.reading.yaml.lone_text import parts_of_list
from newsgen.reading.yaml.yaml_values import parse_yaml
from tests.support.problems import Placed, accepted, placed, refused
from tests.support.site import SiteFolder, front_matter

PATH = "content/articles/world/a.md"


@pytest.mark.parametrize(
    ("text", "line", "column", "comment"),
    [
        ("headline: Team ranked #1 by readers", 1, 23, "#1 by readers"),
        ("headline: Team ranked  #1 by readers  ", 1, 24, "#1 by readers"),
        ("kicker: #MeToo", 1, 9, "#MeToo"),
        ("kicker: #Україна", 1, 9, "#Україна"),
        ("tags:\n  - #MeToo\n  - b", 2, 5, "#MeToo"),
        ("tags:\n  - Room #3\n  - b", 2, 10, "#3"),
        ("tags: [a,\n  Room #3\n  ]", 2, 8, "#3"),
        (
            "corrections:\n  - date: 2026-01-03\n    text: We gave item #3 wrongly.",
            3,
            24,
            "#3 wrongly.",
        ),
        ("image: {src: a.png,\n  alt: Bus #7\n  }", 2, 12, "#7"),
        ("standfirst: A first line\n  and a bus #7 in the second", 2, 13, "#7 in the second"),
        ("headline: Article No # 4", 1, 22, "# 4"),
        ("headline: Tab\t#1", 1, 15, "#1"),
        ("headline: We are # one of many", 1, 18, "# one of many"),
        ("theme:\n  accent: #7a1d1d", 2, 11, "#7a1d1d"),
        ("extra:\n  motto: We are #1", 2, 17, "#1"),
    ],
)
def test_a_comment_within_a_text_is_told(text: str, line: int, column: int, comment: str) -> None:
    (problem,) = parse_yaml(text, PATH).problems
    assert (problem.line, problem.column, problem.code) == (line, column, "NG428")
    assert f"`{comment}`" in problem.message and problem.severity == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "date: 2024-01-01 # embargo agreed",
        "date: 2024-01-01 #embargo",
        "draft: true # until Friday",
        "draft: true #until Friday",
        "priority: 3 #high",
        'headline: "Team" #1',
        'headline: "Team ranked #1"',
        "headline: C#, F# and a#b",
        "section: world #politics",
        "kind: news # one of six",
        "tags: [a, b] #c",
        "tags: # two of them\n  - a\n  - b",
        "# headline: Team #1\nkicker: x",
        "kicker: x\n#tags: [a]",
        "kicker: x #",
        "kicker: x ####",
        "url: https://a.example/x#1",
        "standfirst: |\n  A bus #7\n",
        "standfirst: >-\n  A bus #7\n",
        "tags: [a, b] # at most 3",
        "section: world # or business",
    ],
)
def test_a_comment_is_a_comment(text: str) -> None:
    assert parse_yaml(text, PATH).problems == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("headline: &c is a letter", 1, 11),
        ("tags: [a, &b]", 1, 11),
        ("tags:\n  - &b", 2, 5),
        ("image: {alt: &x y}", 1, 14),
    ],
)
def test_an_anchor_that_begins_a_text_is_told(text: str, line: int, column: int) -> None:
    (problem,) = parse_yaml(text, PATH).problems
    assert (problem.line, problem.column, problem.code) == (line, column, "NG429")


@pytest.mark.parametrize(
    "text",
    [
        "a: &x one\nb: *x",
        "a: &x {b: c}\nd: *x",
        "headline: AT&T & Co",
        "headline: '&c'",
        "a: [R&D]",
    ],
)
def test_an_anchor_is_an_anchor(text: str) -> None:
    assert parse_yaml(text, PATH).problems == ()


LISTS = [
    ("tags", "housing, budget", 2),
    ("tags", "housing,budget", 2),
    ("tags", "housing; budget", 2),
    ("tags", "EU, UN, NATO", 3),
    ("tags", "житло, бюджет", 2),
    ("sources", "Reuters, AFP", 2),
    ("sources", "reuters, afp", 2),
    ("sources", "The New York Times, Agence France-Presse", 2),
    ("authors", "Jane Doe, John Roe", 2),
    ("authors", "Anna Lee and Bo Chen, Jane Doe", 2),
    ("authors", "Reuters, AFP", 2),
]
ONES = [
    ("tags", "Washington, D.C."),
    ("tags", "Acme, Inc."),
    ("tags", "10,000 homes"),
    ("tags", "a,"),
    ("sources", "Town council, minutes of 3 May"),
    ("sources", "Smith & Sons, Ltd."),
    ("sources", "A spokesman for the ministry of health and welfare, Berlin"),
    ("authors", "Doe, Jane"),
    ("authors", "Jane Doe, PhD"),
    ("authors", "Martin Luther King, Jr."),
    ("authors", "Jane Doe, MD"),
]


@pytest.mark.parametrize(("key", "text", "number"), LISTS)
def test_a_text_that_was_meant_as_a_list(key: str, text: str, number: int) -> None:
    assert len(parts_of_list(key, text)) == number


@pytest.mark.parametrize(("key", "text"), ONES)
def test_a_name_with_a_comma(key: str, text: str) -> None:
    assert parts_of_list(key, text) == ()


def test_commas_in_a_lone_text_are_told_with_what_to_write(site: SiteFolder) -> None:
    path = site.article("world/a.md", sources="Reuters, AFP", tags="housing, budget",
                        author="Jane Doe, John Roe")  # fmt: skip
    site.article("world/b.md", sources='"Reuters, AFP"', tags="[housing]", headline="B")
    assert accepted(site) == [
        Placed(path, 4, 10, "NG430", "warning"),
        Placed(path, 5, 7, "NG430", "warning"),
        Placed(path, 6, 9, "NG430", "warning"),
    ]
    hints = [one.hint for one in site.build().problems]
    assert "`sources: [Reuters, AFP]`" in hints[0] and "`tags: [housing, budget]`" in hints[1]


def test_both_readers_see_a_comment_and_only_the_front_matter_is_looked_at(
    site: SiteFolder,
) -> None:
    path = site.article("world/a.md", "Bus #7, & #1.\n", headline="Team ranked #1 by readers",
                        corrections="[]\n#1 a line\nkicker: #MeToo")  # fmt: skip
    site.article("world/b.md", "Bus #7.\n", headline="Plain")
    assert accepted(site) == [
        Placed(path, 2, 23, "NG428", "warning"),
        Placed(path, 7, 9, "NG428", "warning"),
    ]
    draft = site.article("world/a.md", headline="&c", draft="true")
    assert Placed(draft, 2, 11, "NG429", "warning") in placed(site.build())


@pytest.mark.parametrize(
    "headline",
    [
        "1984",
        "3.10",
        "12:30",
        "no",
        "0x1F",
        "1_000",
        "2024-11-18",
        "007",
        "1e3",
        ".5",
        "Yes",
        "+1",
        "-7",
    ],
)
def test_a_headline_stays_what_was_written(site: SiteFolder, headline: str) -> None:
    site.article("world/a.md", headline=headline)
    accepted(site)
    assert f">{headline}</h1>" in site.page("world/2024/11/a.html")


def test_no_break_spaces_stay_in_texts_and_are_none_in_names(site: SiteFolder) -> None:
    site.write("content/people/ann.md", "---\nname: Ann Lee\n---\n")
    site.article("world/a.md", headline="\ufeff« Oui » à 10\u202f000\u00a0euros\u00a0!\u00a0",
                 authors="[Ann\u00a0Lee]", tags="[a\u00a0b, a b]")  # fmt: skip
    assert [one.code for one in accepted(site)] == []
    assert ">« Oui » à 10\u202f000\u00a0euros\u00a0!</h1>" in site.page("world/2024/11/a.html")


@pytest.mark.parametrize("key", ["standfirst\u00a0", "\u200bstandfirst", "stand\u00adfirst"])
def test_a_key_with_a_character_that_nobody_sees(site: SiteFolder, key: str) -> None:
    site.write(PATH, front_matter(**{key: "x"}))
    assert [one.code for one in refused(site)] == ["NG017"]
    hint = site.build().problems[0].hint
    assert "U+" in hint and "`standfirst`" in hint


def test_a_wide_colon_or_none_with_a_space_says_what_to_write(site: SiteFolder) -> None:
    for line, word in (("kicker：x", "："), ("kicker:x", "space")):
        site.write(PATH, f"---\nheadline: A\n{line}\ndate: 2024-11-18\nsources: [a]\n---\nx\n")
        assert refused(site) == [Placed(PATH, 3, 1, "NG012")]
        assert word in site.build().problems[0].hint

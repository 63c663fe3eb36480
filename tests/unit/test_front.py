"""The front page: what the desk sets, what priority and date decide, and the mistakes of the file."""

from __future__ import annotations

import pytest

from newsgen.planning.outputs import home
from tests.support.problems import Placed, accepted, refusal, refused
from tests.support.site import CONFIG, SiteFolder

FRONT = "content/front.yaml"

HOME = """
lead {{ lead.headline if lead }}
seconds{% for c in seconds %} {{ c.headline }}{% endfor %}

opinion{% for c in opinion %} {{ c.headline }}{% endfor %}

{% for b in blocks %}
{{ b.section.slug }} {{ b.size }}{% for c in b.cards %} {{ c.headline }}{% endfor %}

{% endfor %}
"""


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """Ten reports, w1 to w5 of the world and h1 to h5 of home, the higher number the newer."""
    site.write("newsgen.yaml", f"{CONFIG}sections: [world, home]\n")
    site.write("templates/home.html", HOME)
    for number in range(1, 6):
        site.article(f"world/w{number}.md", headline=f"w{number}", date=f"2024-11-{number:02}")
        site.article(f"home/h{number}.md", headline=f"h{number}", date=f"2024-10-{number:02}")
    return site


def page(site: SiteFolder, path: str = "index.html") -> list[str]:
    """The places of the front page, each with its articles."""
    report = site.build()
    assert not report.failed, report.problems
    return [line.strip() for line in site.page(path).splitlines() if line.strip()]


def test_without_a_front_page_of_the_desk_priority_and_then_the_date_decide(
    desk: SiteFolder,
) -> None:
    desk.article("home/h2.md", headline="h2", date="2024-10-02", priority="5")
    assert [
        "lead h2", "seconds w5 w4 w3 w2", "opinion", "world medium w1", "home medium h5 h4 h3 h1",
    ] == page(desk)  # fmt: skip


def test_the_first_block_is_large_where_its_section_has_enough(desk: SiteFolder) -> None:
    for number in range(6, 12):
        desk.article(f"world/w{number}.md", headline=f"w{number}", date=f"2024-11-{number:02}")
    assert ["world large w6 w5 w4 w3 w2", "home medium h5 h4 h3 h2"] == page(desk)[3:]


def test_what_the_desk_sets_stands_where_it_says_and_nowhere_else(desk: SiteFolder) -> None:
    desk.write(
        FRONT,
        "lead: h1\npicks: [w1, h2]\nopinion: [h3]\nblocks:\n"
        "  - {section: home, size: small, articles: [w2]}\n  - {section: world, size: large}\n",
    )
    assert [
        "lead h1", "seconds w1 h2 w5 w4", "opinion h3", "home small w2 h5 h4", "world large w3",
    ] == page(desk)  # fmt: skip


def test_more_picks_than_places_are_all_shown(desk: SiteFolder) -> None:
    desk.write(FRONT, "picks: [h1, h2, h3, h4, h5, w1]\n")
    assert ["lead w5", "seconds h1 h2 h3 h4 h5 w1"] == page(desk)[:2]


def test_opinion_has_a_place_of_its_own(desk: SiteFolder) -> None:
    for number in range(6, 11):
        date = f"2024-11-{number:02}"
        desk.article(f"world/o{number}.md", headline=f"o{number}", date=date, kind="opinion")
    assert ["lead w5", "seconds w4 w3 w2 w1", "opinion o10 o9 o8"] == page(desk)[:3]
    assert "world medium o7 o6" == page(desk)[3]


def test_opinion_of_long_ago_is_not_looked_for(
    desk: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "OPINION_REACH", 7)
    desk.article("world/o.md", headline="o", date="2024-10-04", kind="opinion")
    assert "opinion o" == page(desk)[2]
    desk.article("world/w6.md", headline="w6", date="2024-11-06")
    assert "opinion" == page(desk)[2]


def test_opinion_with_a_priority_can_lead(desk: SiteFolder) -> None:
    desk.article("world/o.md", headline="o", date="2024-11-01", kind="opinion", priority="1")
    assert ["lead o", "seconds w5 w4 w3 w2", "opinion"] == page(desk)[:3]


def test_a_desk_that_wants_no_opinion_and_no_blocks_has_none(desk: SiteFolder) -> None:
    desk.article("world/o.md", headline="o", date="2024-11-09", kind="opinion")
    desk.write(FRONT, "opinion: []\nblocks: []\n")
    assert ["lead w5", "seconds w4 w3 w2 w1", "opinion"] == page(desk)


def test_a_site_of_opinion_alone_has_a_lead(site: SiteFolder) -> None:
    site.write("templates/home.html", HOME)
    site.article("world/o.md", headline="o", kind="opinion")
    assert ["lead o", "seconds", "opinion"] == page(site)


def test_each_edition_has_a_front_page_of_its_own(desk: SiteFolder) -> None:
    for name in ("w1", "w2"):
        desk.article(f"world/{name}.uk.md", headline=f"{name}uk", date="2024-11-01")
    desk.write(FRONT, "lead: w3\n")
    desk.write("content/front.uk.yaml", "lead: w1\n")
    assert "lead w3" == page(desk)[0]
    assert ["lead w1uk", "seconds w2uk"] == page(desk, "uk/index.html")[:2]


@pytest.mark.parametrize("text", ["", "# a remark\n", "lead:\n"])
def test_a_front_page_that_says_nothing_changes_nothing(desk: SiteFolder, text: str) -> None:
    before = page(desk)
    desk.write(FRONT, text)
    assert before == page(desk)


@pytest.mark.parametrize("how", [{"draft": "true"}, {"embargo": "2024-12-24"}])
def test_an_article_that_is_not_visible_is_left_out_with_a_warning(
    desk: SiteFolder, how: dict[str, str]
) -> None:
    desk.article("world/held.md", headline="held", **how)
    desk.write(FRONT, "lead: held\npicks: [w1, held]\n")
    warned = [Placed(FRONT, 1, 7, "NG090", "warning"), Placed(FRONT, 2, 13, "NG090", "warning")]
    assert warned == accepted(desk)
    assert ["lead w5", "seconds w1 w4 w3 w2"] == page(desk)[:2]
    assert "held" not in "".join(page(desk))


def test_an_article_of_another_language_is_left_out_with_a_warning(desk: SiteFolder) -> None:
    desk.article("world/only.uk.md", lang="uk", headline="only", date="2024-11-01")
    desk.write(FRONT, "picks: [only]\n")
    assert [Placed(FRONT, 1, 9, "NG090", "warning")] == accepted(desk)


def test_an_article_that_is_named_twice_stands_in_the_first_place(desk: SiteFolder) -> None:
    desk.write(FRONT, "lead: w1\npicks: [w1]\n")
    assert [Placed(FRONT, 2, 9, "NG092", "warning")] == accepted(desk)


def test_an_article_that_does_not_exist_is_an_error_with_the_nearest_one(desk: SiteFolder) -> None:
    desk.article("world/missiles.md", headline="m")
    desk.write(FRONT, "blocks:\n  - {section: world, articles: [misiles]}\n")
    assert [Placed(FRONT, 2, 33, "NG042")] == refused(desk)
    assert "Did you mean `missiles`?" in refusal(desk).hint


def test_a_section_that_does_not_exist_is_an_error_with_the_nearest_one(desk: SiteFolder) -> None:
    desk.write(FRONT, "blocks:\n  - wold\n")
    assert [Placed(FRONT, 2, 5, "NG091")] == refused(desk)
    assert "Did you mean `world`?" in refusal(desk).hint


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("- w1\n", 1, 1, "NG016"),
        ("leed: w1\n", 1, 1, "NG017"),
        ("lead: [w1]\n", 1, 7, "NG019"),
        ("picks: {a: b}\n", 1, 8, "NG019"),
        ("blocks: world\n", 1, 9, "NG019"),
        ("blocks:\n  - [world]\n", 2, 5, "NG019"),
        ("blocks:\n  - {size: large}\n", 2, 5, "NG018"),
        ("blocks:\n  - {section: world, size: huge}\n", 2, 28, "NG022"),
        ("blocks:\n  - {section: world, sise: large}\n", 2, 22, "NG017"),
        ("blocks: [world, world]\n", 1, 17, "NG014"),
        (f"picks: [{', '.join('w1' for _ in range(13))}]\n", 1, 57, "NG019"),
        ("lead: w1\nlead: w2\n", 2, 1, "NG014"),
    ],
)
def test_a_mistake_is_named_with_its_place(
    desk: SiteFolder, text: str, line: int, column: int, code: str
) -> None:
    desk.write(FRONT, text)
    assert [Placed(FRONT, line, column, code)] == refused(desk)


def test_two_files_for_one_front_page_are_an_error(desk: SiteFolder) -> None:
    desk.write(FRONT, "lead: w1\n")
    desk.write("content/front.en.yaml", "lead: w2\n")
    assert [Placed("content/front.en.yaml", 0, 0, "NG026")] == refused(desk)


@pytest.mark.parametrize(
    ("sizes", "alone"),
    [
        (["large", "medium", "medium"], [True, False, False]),
        (["medium", "medium", "medium"], [False, False, True]),
        (["medium", "small", "small"], [False, False, True]),
        (["small", "small", "small", "large"], [False, False, False, True]),
    ],
)
def test_a_block_that_no_other_fits_beside_is_alone(
    site: SiteFolder, sizes: list[str], alone: list[bool]
) -> None:
    site.write("templates/home.html", "{% for b in blocks %}{{ b.is_alone }} {% endfor %}")
    blocks = [f"{{section: s{number}, size: {size}}}" for number, size in enumerate(sizes)]
    site.write(FRONT, f"lead: lead\nblocks: [{', '.join(blocks)}]\n")
    site.article("top/lead.md", priority="9")
    for number in range(10):
        site.article(f"top/second-{number}.md", priority="8")
    for number, _ in enumerate(sizes):
        site.article(f"s{number}/a.md", date="2024-11-01")
    assert [" ".join(map(str, alone))] == page(site)

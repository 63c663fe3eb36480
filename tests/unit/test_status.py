"""`newsgen status`: the desk at a glance."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsgen.build.report import CheckRequest
from newsgen.build.status import Listed, StatusReport, status
from newsgen.commands.status import lapse
from tests.support.command import NOW, newsgen_here
from tests.support.site import AS_OF, SiteFolder

DAY = 86_400
WORLD = "content/articles/world/"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A site with an article of each kind that a desk asks for."""
    site.article("world/one.md", headline="One")
    site.article("world/draft.md", headline="Draft", draft="true")
    site.article("world/broken.md", headline=None, draft="true")
    site.article("world/later.md", headline="Later", embargo="2024-12-03")
    site.article("world/soon.md", headline="Soon", date="2024-12-02")
    site.article("world/goes.md", headline="Goes", expires="2024-12-24")
    site.article("world/gone.md", headline="Gone", expires="2024-11-30")
    site.article("world/open.md", headline="Open", date="2024-11-30", developing="true")
    correction = "[{date: %s, text: It was wrong., kind: %s}]"
    site.article("world/c.md", corrections=correction % ("2024-11-28", "clarification"))
    site.article("world/d.md", corrections=correction % ("2024-09-28", "correction"))
    return site


def look(site: SiteFolder, as_of: int = AS_OF) -> StatusReport:
    return status(CheckRequest(site=site.root, as_of=as_of), site.dist)


def names(articles: tuple[Listed, ...]) -> list[str]:
    return [one.source.removeprefix(WORLD).removesuffix(".md") for one in articles]


def test_each_article_stands_where_a_desk_looks_for_it(desk: SiteFolder) -> None:
    report = look(desk)
    assert ["broken", "draft"] == names(report.drafts)
    assert ["soon", "later"] == names(report.embargoed)
    assert ["goes"] == names(report.expiring)
    assert ["gone"] == names(report.expired)
    assert ["open"] == names(report.developing)
    assert [("c", "clarification")] == [(names((one,))[0], one.note) for one in report.corrected]
    assert ["open", "c", "d", "goes", "one"] == names(report.published)
    assert 5 == report.articles
    assert AS_OF + DAY == report.next_due
    assert [("soon", "comes out")] == [(names((one,))[0], one.note) for one in report.due]
    assert [AS_OF + DAY, AS_OF + 2 * DAY] == [one.time for one in report.embargoed]


def test_what_goes_next_is_said_to_go(desk: SiteFolder) -> None:
    report = look(desk, AS_OF + 3 * DAY)
    assert [("goes", "expires")] == [(names((one,))[0], one.note) for one in report.due]


def test_it_works_before_the_first_build_and_writes_no_output(desk: SiteFolder) -> None:
    assert "never" == look(desk).last_build.freshness
    assert not desk.dist.exists()


def test_it_says_how_the_last_build_stands(desk: SiteFolder) -> None:
    def freshness(as_of: int = AS_OF) -> tuple[str, tuple[str, ...]]:
        build = look(desk, as_of).last_build
        return build.freshness, build.changed

    assert not desk.build().failed
    assert ("current", ()) == freshness()
    assert ("due", ()) == freshness(AS_OF + DAY)
    desk.article("world/one.md", "Another text.\n")
    desk.delete(f"{WORLD}open.md")
    expected = ("content", (f"{WORLD}one.md", f"{WORLD}open.md"))
    assert expected == freshness()
    # The first look has read the changed file, and the output folder is as old as before.
    assert expected == freshness()
    assert not desk.build().failed
    assert ("current", ()) == freshness()
    desk.write("newsgen.yaml", "name: Another name\nurl: https://test.example/\n")
    assert ("content", ("newsgen.yaml",)) == freshness()
    assert not desk.build(base_url="https://elsewhere.example/").failed
    assert ("settings", ()) == freshness()
    desk.delete("dist")
    assert "gone" == freshness()[0]


def test_a_look_does_not_make_the_next_build_do_more(desk: SiteFolder) -> None:
    desk.build()
    look(desk)
    assert "nothing" == desk.build().looked_at
    desk.article("world/one.md", "Another text.\n")
    look(desk)
    assert "changes" == desk.build().looked_at


def test_a_build_that_failed_leaves_the_one_before_it(desk: SiteFolder) -> None:
    desk.build()
    desk.write("templates/article.html", "{{ 1 / 0 }}")
    assert desk.build().failed
    build = look(desk).last_build
    assert ("content", ("templates/article.html",)) == (build.freshness, build.changed)
    desk.write("newsgen.yaml", "name: Another name\nurl: https://test.example/\n")
    assert desk.build().failed
    assert "unfinished" == look(desk).last_build.freshness


def test_problems_are_counted_by_kind_errors_first(desk: SiteFolder) -> None:
    for name in ("x", "y"):
        desk.article(f"world/{name}.md", "[x](gone.html)\n", sources="[A, B]", standfirst="S.")
    desk.article("world/z.md", soruces="[Reuters]")
    counts = look(desk).problems
    assert ("error", "NG017", 1, f"{WORLD}z.md") == counts[0]
    found = {one.code: (one.number, one.first) for one in counts}
    assert (2, f"{WORLD}x.md") == found["NG047"]


def test_the_screen_names_what_is_held_with_the_time_that_is_left(desk: SiteFolder) -> None:
    run = newsgen_here("status", "--site", desk.root, "--now", NOW)
    assert (0, "") == (run.code, run.err)
    lines = run.out.splitlines()
    assert "Published   5 articles, the last one 2024-11-30 00:00 (1 day ago): “Open”" in lines
    assert "Next        in 1 day, 2024-12-02 00:00: “Soon” (comes out)" in lines
    assert "  2024-12-03 00:00 (in 2 days)  “Later”" in lines
    assert "Drafts (2)" in lines and "Corrected lately (1)" in lines
    assert "never built" in run.out and "newsgen build" in run.out


def test_the_json_has_every_list_with_times_of_the_site_s_zone(desk: SiteFolder) -> None:
    run = newsgen_here("status", "--site", desk.root, "--now", NOW, "--format", "json")
    content: dict[str, Any] = json.loads(run.out)
    lists = [
        one for one in StatusReport._fields if isinstance(getattr(StatusReport(0), one), tuple)
    ]
    assert set(lists) <= content.keys()
    assert "2024-12-02T00:00:00+00:00" == content["next_due"] == content["embargoed"][0]["time"]
    assert [None, None] == [one["time"] for one in content["drafts"]]


def test_a_headline_does_not_speak_to_the_terminal(site: SiteFolder) -> None:
    site.article("world/a.md", headline="Turned \u202e around", draft="true")
    out = newsgen_here("status", "--site", site.root).out
    assert "\u202e" not in out and "\\u202e" in out


def test_a_folder_that_is_no_site_is_said_to_be_none(site: SiteFolder) -> None:
    folder = SiteFolder(site.root.parent / "none", config=None)
    run = newsgen_here("status", "--site", folder.root)
    assert 1 == run.code and "newsgen init" in run.err
    assert [] == [*folder.root.iterdir()]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (20, "less than a minute"),
        (60, "1 min"),
        (3_660, "1 h 1 min"),
        (DAY, "1 day"),
        (DAY + 7_200, "1 day 2 h"),
        (35 * DAY + 7_200, "35 days"),
    ],
)
def test_a_span_of_time_is_said_as_a_person_says_it(seconds: int, words: str) -> None:
    assert words == lapse(seconds)

"""Content that is gone, and a clock that falls back: nothing goes before somebody says that it is meant."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest

from newsgen.build.check import check
from newsgen.build.clock_check import TOLERANCE_SECONDS
from newsgen.build.pipeline import Events, build
from newsgen.build.report import BuildReport, BuildRequest, CheckRequest
from tests.support.command import build_here, newsgen
from tests.support.problems import known_anew
from tests.support.site import ARTICLES, AS_OF, SiteFolder

HOUR = 3600


def name(number: int) -> str:
    return f"world/story-{number:02}.md"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A site of thirty articles that has been built."""
    for number in range(30):
        site.article(name(number))
    site.write("content/pages/about.md", "---\ntitle: About\n---\nWho we are.\n")
    assert not site.build().failed
    return site


def told(report: BuildReport) -> list[tuple[str, str]]:
    # Without its configuration a site has no address either; a folder of another name is not read.
    return [
        (one.path, one.code) for one in known_anew(report) if one.code not in ("NG050", "NG433")
    ]


def delete_articles(site: SiteFolder, count: int) -> None:
    for number in range(count):
        site.delete(ARTICLES + name(number))


def make_drafts(site: SiteFolder) -> None:
    for number in range(30):
        site.article(name(number), draft="true")


LOSSES: dict[str, tuple[Callable[[SiteFolder], object], tuple[str, str]]] = {
    "no content": (lambda site: site.delete("content"), ("content", "NG323")),
    "content is a file": (
        lambda site: (site.delete("content"), site.write("content", "")),
        ("content", "NG323"),
    ),
    "no site": (
        lambda site: (site.delete("content"), site.delete("newsgen.yaml")),
        (".", "NG323"),
    ),
    "no articles": (lambda site: site.delete("content/articles"), ("content/articles", "NG324")),
    "other spelling": (
        lambda site: site.rename("content/articles", "content/Articles-old"),
        ("content/articles", "NG324"),
    ),
    "more than half": (lambda site: delete_articles(site, 16), ("content/articles", "NG324")),
    "all but one": (lambda site: delete_articles(site, 29), ("content/articles", "NG324")),
    "all drafts": (make_drafts, ("content/articles", "NG324")),
}


@pytest.mark.parametrize("how", LOSSES)
def test_a_site_whose_content_is_gone_stays_as_it_is_until_somebody_means_it(
    desk: SiteFolder, how: str
) -> None:
    take, expected = LOSSES[how]
    take(desk)
    before = desk.tree()
    for _ in range(2):
        report = desk.build()
        assert (True, [expected]) == (report.failed, told(report))
        assert before == desk.tree()
    report = desk.build(allow_empty=True)
    assert (False, []) == (report.failed, told(report))
    assert f"{name(0).removesuffix('.md')}.html".replace("world/", "world/2024/11/") not in [
        *desk.tree()
    ]
    # What was meant once need not be said again, but that there is no content.
    again = desk.build()
    assert [expected] * (expected[1] == "NG323") == told(again)


@pytest.mark.parametrize("settled", [False, True], ids=["at once", "settled"])
@pytest.mark.parametrize("count", [1, 9, 15])
def test_what_an_ordinary_day_deletes_goes(desk: SiteFolder, count: int, settled: bool) -> None:
    delete_articles(desk, count)
    now = time.time_ns
    with mock.patch.object(time, "time_ns", lambda: now() + settled * 10_000_000_000):
        report = desk.build()
    assert (False, 29 - count) == (report.failed, len(desk.tree()) and 29 - count)
    assert 30 - count == sum("/story-" in path for path in desk.tree())


def test_the_few_articles_of_a_small_site_may_go_but_for_the_last(site: SiteFolder) -> None:
    for number in range(5):
        site.article(name(number))
    site.build()
    delete_articles(site, 4)
    assert [] == told(site.build())
    site.delete(ARTICLES + name(4))
    assert [("content/articles", "NG324")] == told(site.build())
    site.article(name(4), draft="true")
    assert [] == told(site.build())


def test_articles_that_move_or_are_held_by_their_dates_are_not_lost(desk: SiteFolder) -> None:
    desk.rename("content/articles/world", "content/articles/home")
    assert [] == told(desk.build())
    for number in range(30):
        desk.article(name(number).replace("world", "home"), expires="2024-11-30")
    report = desk.build()
    assert ([], 30) == (told(report), len(report.held))


def test_drafts_that_were_shown_for_a_look_are_counted_as_they_are_shown(desk: SiteFolder) -> None:
    make_drafts(desk)
    assert [] == told(desk.build(drafts=True))
    assert [("content/articles", "NG324")] == told(desk.build())


def test_a_loss_is_seen_where_the_state_is_lost_too(desk: SiteFolder) -> None:
    desk.delete(".newsgen/state.db")
    desk.delete("content/articles")
    before = desk.tree()
    assert [("content/articles", "NG324")] == told(desk.build())
    assert before == desk.tree()


def test_the_message_says_what_was_found_and_where(desk: SiteFolder) -> None:
    desk.rename("content", "Content-elsewhere")
    run = build_here(desk.root)
    assert 1 == run.code
    assert str(desk.root) in run.err and "--allow-empty" in run.err
    assert 0 == build_here(desk.root, "--allow-empty").code


def test_a_folder_that_is_no_site_gets_nothing(site: SiteFolder) -> None:
    folder = SiteFolder(site.root.parent / "home", config=None)
    assert [(".", "NG323")] == told(folder.build())
    assert [] == [*folder.root.iterdir()]


def test_a_check_names_content_that_is_missing(desk: SiteFolder) -> None:
    desk.delete("content")
    run = newsgen("check", "--site", desk.root)
    assert 1 == run.code
    assert "NG323" in run.err
    report = check(CheckRequest(site=desk.root, as_of=AS_OF))
    assert [("content", "NG323")] == [(one.path, one.code) for one in report.problems]


# The clock


def by_clock(site: SiteFolder, as_of: int, **request: Any) -> BuildReport:
    return site.build(as_of=as_of, by_clock=True, **request)


@pytest.fixture
def clocked(site: SiteFolder) -> SiteFolder:
    """A site that was built when an article had just come out."""
    site.article("world/one.md")
    site.article("world/two.md", date="2024-11-30 23:59")
    assert not by_clock(site, AS_OF).failed
    return site


TWO = "world/2024/11/two.html"


@pytest.mark.parametrize("back", [TOLERANCE_SECONDS + 1, HOUR, 9 * 365 * 86_400])
@pytest.mark.parametrize("edit", [False, True], ids=["", "edited"])
def test_a_clock_that_falls_back_takes_nothing_away(
    clocked: SiteFolder, back: int, edit: bool
) -> None:
    if edit:
        clocked.article("world/one.md", "Another text.\n")
    before = clocked.tree()
    report = by_clock(clocked, AS_OF - back)
    assert (True, [(".", "NG322")]) == (report.failed, told(report))
    assert before == clocked.tree()
    assert not by_clock(clocked, AS_OF + 60).failed


@pytest.mark.parametrize("back", [1, TOLERANCE_SECONDS])
def test_a_clock_that_is_corrected_a_little_takes_nothing_away_either(
    clocked: SiteFolder, back: int
) -> None:
    clocked.article("world/one.md", "Another text.\n")
    report = by_clock(clocked, AS_OF - back)
    assert (False, AS_OF, 0) == (report.failed, report.as_of, report.deleted)
    assert TWO in clocked.tree()
    assert "Another text." in clocked.page("world/2024/11/one.html")


def test_a_moment_that_somebody_named_is_meant(clocked: SiteFolder) -> None:
    notes: list[str] = []
    request = BuildRequest(site=clocked.root, output=clocked.dist, as_of=AS_OF - HOUR)
    report = build(request, Events(noted=notes.append))
    assert (False, []) == (report.failed, told(report))
    assert TWO not in clocked.tree()
    assert "before the last one" in notes[0] and "/world/2024/11/two.html" in notes[1]
    # From then on the clock may go on from there.
    assert not by_clock(clocked, AS_OF - HOUR + 60).failed


def test_a_build_that_was_killed_is_remembered_by_its_moment(clocked: SiteFolder) -> None:
    clocked.article("world/one.md", "Another text.\n")

    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    with mock.patch("newsgen.build.commit.delete", kill):
        clocked.delete(ARTICLES + "world/one.md")
        with pytest.raises(Killed):
            by_clock(clocked, AS_OF + HOUR)
    assert [(".", "NG322")] == told(by_clock(clocked, AS_OF))


def test_each_output_folder_has_a_time_of_its_own(clocked: SiteFolder) -> None:
    other = clocked.root / "preview"
    assert not clocked.build(output=other, as_of=AS_OF + 365 * 86_400).failed
    assert not by_clock(clocked, AS_OF + 60).failed


def test_the_command_goes_by_the_clock_unless_a_moment_is_named(clocked: SiteFolder) -> None:
    far = ("build", "--site", clocked.root, "--jobs", "1", "--output", clocked.dist)
    clocked.article("world/one.md", "Another text.\n")
    assert 0 == newsgen(*far, "--now", "2090-01-01T00:00:00Z").code
    before = clocked.tree()
    run = newsgen(*far)
    assert 1 == run.code
    assert "NG322" in run.err and "2090-01-01T00:00:00Z" in run.err
    assert before == clocked.tree()
    assert 0 == newsgen(*far, "--now", "2030-01-01T00:00:00Z").code

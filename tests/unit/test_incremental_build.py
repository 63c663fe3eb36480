"""A build after little changed looks at what that touches, and at everything where it must."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from newsgen.build.check import check
from newsgen.build.report import Breadth, CheckRequest
from newsgen.planning.template_impact import PLACES
from newsgen.runtime.theme_folder import theme_folder
from tests.support.site import AS_OF, CONFIG, SiteFolder

SECOND = "content/articles/world/second.md"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A site that has been built."""
    site.write("newsgen.yaml", CONFIG + "sections: [world, home]\n")
    site.article("world/first.md", date="2024-01-10", tags="[war]")
    site.article("world/second.md", date="2024-02-10", tags="[war]", body="[First](first.md).\n")
    site.article("home/third.md", date="2024-03-10", sources="[The Herald]")
    site.article("home/part.md", series="{title: Long, part: 1}")
    site.article("home/embargoed.md", date="2024-12-24")
    site.write("content/pages/about.md", "---\ntitle: About\n---\nWho we are.\n")
    site.write(
        "content/people/ann.md", "---\nname: Ann Lee\n---\nA [report](../articles/home/third.md).\n"
    )
    site.write("content/media/note.txt", "A note.")
    assert not site.build().problems
    return site


class Case(NamedTuple):
    name: str
    take: Callable[[SiteFolder], object]
    expected: Breadth


def _retouch(site: SiteFolder, name: str) -> None:
    """Puts a template in the theme's place that makes other pages of it."""
    theme = (theme_folder() / "templates" / name).read_text("utf-8")
    site.write(f"templates/{name}", theme.replace("</", "<br></", 1))


def edit(old: str, new: str, path: str = SECOND) -> Callable[[SiteFolder], object]:
    def take(site: SiteFolder) -> None:
        text = site.file(path).read_text("utf-8")
        assert old in text
        site.write(path, text.replace(old, new))

    return take


CASES = [
    Case("nothing", lambda site: None, "nothing"),
    Case("a body", edit("First", "The first"), "changes"),
    Case("a date", edit("2024-02-10", "2024-01-02"), "changes"),
    Case("another tag", edit("[war]", "[war, peace]"), "changes"),
    Case("a new article", lambda site: site.article("world/new.md"), "changes"),
    Case("an article less", lambda site: site.delete("content/articles/home/part.md"), "changes"),
    Case("a new file", lambda site: site.write("content/media/new.txt", "New."), "changes"),
    Case("an alias", edit("tags:", "aliases: [old.html]\ntags:"), "everything"),
    Case("a new section", lambda site: site.article("odd/new.md"), "everything"),
    Case("a new language", lambda site: site.article("world/first.uk.md"), "everything"),
    Case("the same part", edit("tags:", "series: {title: Long, part: 1}\ntags:"), "everything"),
    Case("the address of another", edit("2024-02-10", "2024-01-10\nslug: first"), "everything"),
    Case("a page", edit("Who", "What", "content/pages/about.md"), "everything"),
    Case("a person", edit("Ann Lee", "Ann Li", "content/people/ann.md"), "everything"),
    Case("the settings", edit("name:", "description: New\nname:", "newsgen.yaml"), "everything"),
    Case("a template", lambda site: site.write("templates/x.html", "x"), "templates"),
    Case("the articles' template", lambda site: _retouch(site, "article.html"), "templates"),
    Case("a part of all pages", lambda site: _retouch(site, "parts/footer.html"), "templates"),
    Case("a style", lambda site: site.write("static/x.css", "a {}"), "everything"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_build_looks_at_no_more_than_it_must(desk: SiteFolder, case: Case) -> None:
    case.take(desk)
    assert case.expected == desk.build().looked_at


def test_the_clock_alone_touches_what_comes_out(desk: SiteFolder) -> None:
    report = desk.build(as_of=AS_OF + 60 * 86_400)
    assert "changes" == report.looked_at
    assert "home/2024/12/embargoed.html" in desk.tree()


def test_a_file_deleted_from_the_output_folder_makes_a_build_look_at_everything(
    desk: SiteFolder,
) -> None:
    (desk.dist / "world/2024/02/second.html").unlink()
    assert "everything" == desk.build().looked_at


def test_what_a_check_read_first_is_not_lost_on_the_build(desk: SiteFolder) -> None:
    edit("First", "The first")(desk)
    assert not check(CheckRequest(site=desk.root, as_of=AS_OF)).failed
    # Its page, and two feeds in three formats.
    assert ("changes", 7) == ((report := desk.build()).looked_at, report.rendered)


def test_another_output_folder_has_no_part_in_what_is_known_of_the_first(
    desk: SiteFolder,
) -> None:
    edit("First", "The first")(desk)
    assert "everything" == desk.build(output=desk.root / "other").looked_at
    edit("The first", "That first")(desk)
    assert "everything" == desk.build().looked_at
    assert "That first" in desk.page("world/2024/02/second.html")


def test_a_build_after_a_template_was_edited_leaves_an_index_for_the_next(
    desk: SiteFolder,
) -> None:
    desk.write("templates/x.html", "x")
    assert "templates" == desk.build().looked_at
    edit("First", "The first")(desk)
    assert "changes" == desk.build().looked_at
    assert "The first" in desk.page("world/2024/02/second.html")
    desk.write("templates/x.html", "y")
    edit("The first", "That first")(desk)
    assert "everything" == desk.build().looked_at
    edit("2024-02-10", "2024-01-09", "content/articles/world/second.md")(desk)
    assert "changes" == desk.build().looked_at
    assert "That first" in desk.page("world/2024/01/second.html")


@pytest.mark.parametrize(
    "take",
    [
        lambda site: site.delete("templates/x.html"),
        lambda site: _retouch(site, "home.html") or site.delete("dist/404.html"),
        lambda site: _retouch(site, "home.html") or site.write("static/x.css", "a {}"),
        lambda site: _retouch(site, "home.html") or edit("First", "The first")(site),
    ],
    ids=["one less", "an output less", "with a style", "with an article"],
)
def test_a_template_that_is_not_all_that_changed_makes_a_build_look_at_everything(
    desk: SiteFolder, take: Callable[[SiteFolder], object]
) -> None:
    desk.write("templates/x.html", "x")
    assert "templates" == desk.build().looked_at
    take(desk)
    assert "everything" == desk.build().looked_at


def test_each_template_that_makes_pages_has_its_place_in_a_scope() -> None:
    names = {file.name for file in (theme_folder() / "templates").glob("*.html")}
    assert names - {"base.html", "text-base.html"} == PLACES.keys()


def test_what_was_wrong_before_is_told_again_and_keeps_no_build_from_being_short(
    desk: SiteFolder,
) -> None:
    desk.write("content/pages/about.md", "---\ntitle: About\n---\nSee [it](/nowhere.html).\n")
    first = desk.build()
    edit("First", "The first")(desk)
    second = desk.build()
    assert ("everything", "changes") == (first.looked_at, second.looked_at)
    assert ["NG047"] == [one.code for one in second.problems]
    assert first.problems == second.problems


@pytest.mark.parametrize("from_newest", [True, False])
def test_another_headline_comes_to_every_page_that_shows_it(
    site: SiteFolder, from_newest: bool
) -> None:
    # The lists reach further than a history of a few articles does. Who is edited last is shown
    # by pages that no later edit makes anew.
    site.write("newsgen.yaml", CONFIG + "sections: [world, home, sport]\nfeed: {items: 6}\n")
    values: dict[str, dict[str, str]] = {}
    for number in range(36):
        section = "sport" if number < 5 else "home" if number % 4 == 0 else "world"
        values[f"{section}/n{number}.md"] = {
            "date": f"2024-{1 + number // 28:02}-{1 + number % 28:02}",
            "tags": "[war, odd]" if number % 3 == 0 else "[war]",
            "kind": "opinion" if number % 9 == 1 else "news",
            # What is named is not among what is related, and makes room there.
            "read_also": f"[{[*values][-2]}, {[*values][-3]}]" if number % 6 == 5 else "[]",
        }
    for name, given in values.items():
        site.article(name, **given)
    assert not site.build().problems
    for name in sorted(values, key=lambda one: values[one]["date"], reverse=from_newest):
        site.article(name, headline=f"A later headline of {name}", **values[name])
        assert "changes" == site.build().looked_at
    site.build(output=site.root / "clean")
    assert site.tree(site.root / "clean") == site.tree()


def test_a_warning_goes_when_what_it_asks_for_comes(desk: SiteFolder) -> None:
    path = "world/2024/02/new.html"
    desk.write("content/pages/about.md", f"---\ntitle: About\n---\nSee [it](/{path}).\n")
    assert ["NG047"] == [one.code for one in desk.build().problems]
    desk.article("world/new.md", date="2024-02-12")
    report = desk.build()
    assert ("changes", ()) == (report.looked_at, report.problems)

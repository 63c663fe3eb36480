"""A kind of output that knows nothing of incremental builds publishes what a clean build would."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from newsgen.catalog.addresses import page_address
from newsgen.catalog.edition import Edition
from newsgen.model.output import PlannedOutput, given
from newsgen.planning import plan
from newsgen.planning.context import PlanContext, cards
from tests.support.pictures import png
from tests.support.site import CONFIG, SiteFolder

Look = Callable[[PlanContext, Edition], Iterable[object]]

WORDS = """<html lang="{{ page.lang }}">{{ site.name }}: {{ found|join("; ") }}</html>\n"""


def _page(sheet: PlanContext, edition: Edition, name: str, words: object) -> PlannedOutput:
    address = page_address(f"{edition.prefix}words/{name}", sheet.site.urls)
    kind: Any = "words"
    return sheet.page(edition, kind, address, name, (given("found", words),))


def _edit(site: SiteFolder, body: str = "The text.\n", **values: str) -> None:
    fields = {"date": "2024-01-10", "kicker": "Slow", "tags": "[war]", **values}
    site.article("world/first.md", body, **fields)


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A site that has not been built yet, with a template of a kind that newsgen does not have."""
    site.write("newsgen.yaml", CONFIG + "sections: [world, home]\n")
    _edit(site)
    site.article("world/second.md", date="2024-02-10", kicker="Quick", body="[First](first.md).\n")
    site.article(
        "home/third.md",
        "[A note](/media/note.txt).\n\n![Shown](/media/shown.png)\n",
        date="2024-03-10",
        image="media/main.png",
    )
    site.write("content/media/shown.png", png((1, 2, 3)))
    site.write("content/media/main.png", png((3, 2, 1)))
    site.write("content/media/note.txt", "A note.")
    site.write("templates/words.html", WORDS)
    return site


def _plug_in(
    monkeypatch: pytest.MonkeyPatch, outputs: Callable[[PlanContext, Edition], Iterator[Any]]
) -> None:
    monkeypatch.setattr(plan, "PAGES", (*plan.PAGES, outputs))


LOOKS: dict[str, Look] = {
    "all entries": lambda sheet, edition: [
        one.head.headline for one in sheet.catalog.entries.values()
    ],
    "all paths": lambda sheet, edition: sorted(sheet.catalog.entries),
    "how many there are": lambda sheet, edition: [len(sheet.catalog.entries)],
    "whether there are any": lambda sheet, edition: [bool(sheet.catalog.entries)],
    "all routes": lambda sheet, edition: sorted(sheet.catalog.routes.items()),
    "how many routes there are": lambda sheet, edition: [len(sheet.catalog.routes)],
    "all translations": lambda sheet, edition: [*sheet.catalog.translations],
    "how many translations there are": lambda sheet, edition: [len(sheet.catalog.translations)],
    "all media": lambda sheet, edition: [path for path, _, _ in sheet.catalog.media.published()],
    "where a file that another article links to is": lambda sheet, edition: [
        sheet.catalog.media.route("content/media/note.txt")
    ],
    "a picture that another article shows": lambda sheet, edition: [
        sheet.catalog.media.picture("content/media/shown.png")
    ],
    "the crops of another article's picture": lambda sheet, edition: [
        sheet.catalog.media.crops("content/media/main.png", one.head.image)
        for one in edition.sections["home"].entries
    ],
    "the tags of a list": lambda sheet, edition: [
        one.tags  # type: ignore[union-attr]
        for one in edition.entries
    ],
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_at_the_whole_site_makes_a_full_build_of_an_incremental_one(
    desk: SiteFolder, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _plug_in(
        monkeypatch,
        lambda sheet, edition: iter(
            [_page(sheet, edition, "all", (*LOOKS[name](sheet, edition),))]
        ),
    )
    desk.build()
    _edit(desk, headline="An edit")
    assert "everything" == desk.build().looked_at
    desk.build(output=desk.root / "clean")
    assert desk.tree(desk.root / "clean") == desk.tree()


def test_a_kind_that_looks_at_lists_alone_keeps_builds_short(
    desk: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outputs(sheet: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
        address = page_address(f"{edition.prefix}words/all", sheet.site.urls)
        kind: Any = "words"
        words = given("found", [one.head.kicker for one in edition.entries])
        yield sheet.page(edition, kind, address, "All", (words, cards("items", edition.entries)))

    _plug_in(monkeypatch, outputs)
    desk.build()
    _edit(desk, kicker="Slower")
    assert "changes" == desk.build().looked_at
    assert "Slower" in desk.page("words/all.html")
    desk.build(output=desk.root / "clean")
    assert desk.tree(desk.root / "clean") == desk.tree()


def test_an_article_in_a_list_is_the_article_of_the_catalogue(
    desk: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outputs(sheet: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
        third = sheet.catalog.entries["content/articles/home/third.md"]
        others = [one.head.headline for one in edition.entries if one != third]
        rest = sorted(one.head.path for one in {*edition.entries} - {third})
        place = (third in edition.entries, edition.entries.index(third))
        yield _page(sheet, edition, "all", (third.head.headline, others, rest, place))

    _plug_in(monkeypatch, outputs)
    desk.build()
    # The third neither changed nor names what did: lists have another object of it than the catalogue.
    _edit(desk, headline="An edit")
    assert "changes" == desk.build().looked_at
    desk.build(output=desk.root / "clean")
    assert desk.tree(desk.root / "clean") == desk.tree()


def test_a_page_that_such_a_kind_no_more_yields_goes(
    desk: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outputs(sheet: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
        for kicker in sorted({one.head.kicker for one in edition.entries} - {""}):
            yield _page(sheet, edition, kicker.lower(), (kicker,))

    _plug_in(monkeypatch, outputs)
    desk.build()
    assert {"words/slow.html", "words/quick.html"} <= desk.tree().keys()
    _edit(desk, kicker="Late")
    assert "changes" == desk.build().looked_at
    desk.build(output=desk.root / "clean")
    assert desk.tree(desk.root / "clean") == desk.tree()
    assert "words/late.html" in desk.tree()
    assert "words/slow.html" not in desk.tree()


def test_whoever_catches_all_errors_of_a_kind_lets_a_look_at_everything_through(
    desk: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outputs(sheet: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
        try:
            words = [one.head.headline for one in sheet.catalog.entries.values()]
        except Exception:  # noqa: BLE001 - as a kind may do
            words = ["nothing"]
        yield _page(sheet, edition, "all", words)

    _plug_in(monkeypatch, outputs)
    desk.build()
    _edit(desk, headline="An edit")
    assert "everything" == desk.build().looked_at
    assert "An edit" in desk.page("words/all.html")


def test_a_page_that_is_kept_and_not_recorded_makes_a_full_build(
    desk: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outputs(sheet: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
        if sheet.scope.is_narrow:
            sheet.keep("never/made.html")
        return iter(())

    _plug_in(monkeypatch, outputs)
    desk.build()
    _edit(desk, headline="An edit")
    assert "everything" == desk.build().looked_at


def test_an_ordinary_edit_looks_at_no_more_than_it_must(desk: SiteFolder) -> None:
    desk.build()
    for body in ("Another text.\n", "[Second](second.md), [a note](/media/note.txt).\n"):
        _edit(desk, body, headline=f"About {len(body)}")
        assert "changes" == desk.build().looked_at

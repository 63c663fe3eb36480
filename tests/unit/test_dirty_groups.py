"""Of a group that changed, those outputs are planned anew that show something else, and no others."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from itertools import combinations, product

import pytest

from newsgen.catalog.addresses import page_address
from newsgen.catalog.affected import GroupDelta, beside_others
from newsgen.catalog.index import Members
from newsgen.planning.lists import PagedList, other_pages
from tests.support.site import CONFIG, SiteFolder

FIRST = page_address("tags/x", "files")


def _deltas() -> Iterator[GroupDelta]:
    """Groups of up to nine articles of which some came, went or changed."""
    for size in range(8):
        before = [*range(size, 0, -1)]
        for gone in (pair for most in range(3) for pair in combinations(before, most)):
            for came in (0, 1, 2):
                for place, changed in product((0, size // 2, size), (frozenset(), {1}, {size, 2})):
                    now = [one for one in before if one not in gone]
                    now[place:place] = range(100, 100 + came)
                    yield GroupDelta(
                        Members("A", array("I", before)),
                        Members("A", array("I", now)),
                        frozenset(changed).intersection(now),
                    )


def _shown(numbers: array[int], per_page: int) -> dict[str, object]:
    paged = PagedList(numbers, per_page, FIRST, "tags/x", "files")
    pages = map(paged.page, range(paged.numbered + 1))
    return {page.address.path: (page.pager, [*page.entries]) for page in pages}


@pytest.mark.parametrize("per_page", [1, 2, 3])
def test_the_pages_of_a_list_that_show_other_are_planned_and_beside_them_the_newest(
    per_page: int,
) -> None:
    for delta in _deltas():
        before, now = (_shown(one.numbers, per_page) for one in (delta.before, delta.now))
        paged = PagedList(delta.now.numbers, per_page, FIRST, "tags/x", "files")
        found = {paged.address(index).path for index in other_pages(paged, delta)}
        other = {
            path
            for path, shown in now.items()
            if before.get(path) != shown or not delta.changed.isdisjoint(shown[1])  # type: ignore[index]
        }
        assert found == (other | {FIRST.path} if other else set()), delta


def test_a_list_under_another_name_is_planned_as_a_whole() -> None:
    numbers = array("I", range(9, 0, -1))
    delta = GroupDelta(Members("A", numbers), Members("B", numbers), frozenset())
    paged = PagedList(numbers, 2, FIRST, "tags/x", "files")
    assert [0, 1, 2, 3] == other_pages(paged, delta)


@pytest.mark.parametrize(("later", "earlier"), [(1, 1), (1, 3), (2, 0)])
def test_the_articles_beside_which_others_are_are_found(later: int, earlier: int) -> None:
    def beside(numbers: array[int], index: int) -> tuple[list[int], list[int]]:
        return [*numbers[max(0, index - later) : index]], [*numbers[index + 1 :][:earlier]]

    for delta in _deltas():
        before = {
            number: beside(delta.before.numbers, index)
            for index, number in enumerate(delta.before.numbers)
        }
        expected = set()
        for index, number in enumerate(delta.now.numbers):
            shown = beside(delta.now.numbers, index)
            # An article that came or changed is planned for itself.
            is_other = before.get(number) != shown
            if is_other or not delta.changed.isdisjoint({number, *shown[0], *shown[1]}):
                expected.add(number)
        assert expected == beside_others(delta, later, earlier), delta


@pytest.mark.parametrize("most", [None, 2])
def test_what_shows_the_newest_shows_the_same_where_these_are_the_same(most: int | None) -> None:
    for delta in _deltas():
        shown = delta.now.numbers[:most]
        expected = shown == delta.before.numbers[:most] and delta.changed.isdisjoint(shown)
        assert expected == delta.shows_same(most)


ITEMS = 3


@pytest.mark.parametrize(
    ("take", "is_in_feed"),
    [
        (lambda site, date: site.article("world/n2.md", date=date, headline="Another"), True),
        (lambda site, date: site.article("world/n1.md", date=date, headline="Another"), False),
    ],
    ids=["the last of them", "the next"],
)
def test_a_feed_is_made_anew_for_its_own_items_and_no_others(
    site: SiteFolder, take: Callable[[SiteFolder, str], object], is_in_feed: bool
) -> None:
    # Of five articles the feed has the three newest: n2 is the last of them, n1 the next.
    site.write("newsgen.yaml", f"{CONFIG}sections: [world]\nfeed: {{items: {ITEMS}}}\n")
    for number in range(5):
        site.article(f"world/n{number}.md", date=f"2024-01-1{number}")
    site.build()
    before = site.tree()
    take(site, "2024-01-12" if is_in_feed else "2024-01-11")
    assert "changes" == site.build().looked_at
    assert is_in_feed == (before["feed.xml"] != site.tree()["feed.xml"])
    site.build(output=site.root / "clean")
    assert site.tree(site.root / "clean") == site.tree()

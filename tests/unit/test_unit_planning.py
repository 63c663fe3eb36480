"""The small functions of the catalogue and the plan: the gate, related articles, lists, reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

import pytest

from newsgen.catalog.addresses import (
    Address,
    absolute,
    file_address,
    index_address,
    page_address,
)
from newsgen.catalog.catalog import Catalog, catalog
from newsgen.catalog.entry_builder import BuildContext
from newsgen.catalog.gate import Admission, Held, admit
from newsgen.catalog.related import FOLLOW_UPS, RELATED, WINDOW
from newsgen.model.output import Input, PlannedOutput
from newsgen.model.records import FileRecord
from newsgen.model.site import Site
from newsgen.planning.diff import Recorded, fingerprint, is_stale, parts_text, reason
from newsgen.planning.lists import PagedList
from newsgen.planning.plan import Planning
from newsgen.reading.content.articles import read_article
from newsgen.reading.content.settings import read_settings
from tests.support.site import AS_OF, front_matter


def record(name: str, **values: str | None) -> FileRecord:
    text = front_matter(**values) + "The text.\n"
    settings = read_settings(Site(), "")
    return read_article(f"content/articles/world/{name}.md", text.encode(), settings).record


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def catalogued(*records: FileRecord, site: Site | None = None) -> Catalog:
    found = {one.path: one for one in records}
    context = BuildContext(site=site or Site(), zone=UTC, as_of=AS_OF, with_drafts=False)
    return catalog(found, context).catalog


# The gate


def admitted(*records: FileRecord, as_of: str, with_drafts: bool = False) -> Admission:
    return admit(records, at(as_of), with_drafts)


def test_article_comes_out_at_its_date() -> None:
    article = record("a", date="2024-11-18 14:05")
    before = admitted(article, as_of="2024-11-18T14:04:59")
    due = at("2024-11-18T14:05:00")
    assert Admission((), (Held(article.path, "embargo", due),), {article.path: due}) == before
    assert Admission((article.head,), (), {}) == admitted(article, as_of="2024-11-18T14:05:00")  # type: ignore[arg-type]


def test_embargo_holds_an_article_past_its_date() -> None:
    article = record("a", embargo="2024-11-20 06:00")
    held = Held(article.path, "embargo", at("2024-11-20T06:00:00"))
    assert (held,) == admitted(article, as_of="2024-11-19T00:00:00").held
    assert () == admitted(article, as_of="2024-11-20T06:00:00").held


def test_embargo_before_the_date_brings_nothing_forward() -> None:
    article = record("a", embargo="2024-11-10")
    (held,) = admitted(article, as_of="2024-11-17T00:00:00").held
    assert at("2024-11-18T00:00:00") == held.until


def test_article_goes_when_it_expires() -> None:
    article = record("a", expires="2024-11-20")
    assert at("2024-11-20T00:00:00") == admitted(article, as_of="2024-11-19T23:59:59").next_due
    expired = Admission((), (Held(article.path, "expired", None),), {})
    assert expired == admitted(article, as_of="2024-11-20T00:00:00")


def test_article_that_expires_before_it_comes_out_is_never_due() -> None:
    article = record("a", date="2024-12-01", expires="2024-11-20")
    assert admitted(article, as_of="2024-11-18T00:00:00").next_due is None


def test_draft_is_held_without_end() -> None:
    article = record("a", draft="true")
    assert (Held(article.path, "draft", None),) == admitted(
        article, as_of="2024-11-18T00:00:00"
    ).held
    shown = admitted(article, as_of="2024-11-18T00:00:00", with_drafts=True)
    assert ((article.head,), ()) == shown[:2]


def test_draft_that_could_not_be_read_is_held() -> None:
    article = record("a", draft="true", date=None)
    assert (Held(article.path, "draft", None),) == admitted(
        article, as_of="2024-11-18T00:00:00"
    ).held


def test_next_due_is_the_nearest() -> None:
    articles = [
        record("a", expires="2024-11-25"),
        record("b", date="2024-11-22"),
        record("c", date="2024-11-23", draft="true"),
    ]
    assert at("2024-11-22T00:00:00") == admitted(*articles, as_of="2024-11-19T00:00:00").next_due


# Related articles


def related(found: Catalog, name: str, excluded: Iterable[str] = ()) -> list[str]:
    entry = found.entries[f"content/articles/world/{name}.md"]
    own = frozenset((entry.head.path, *(f"content/articles/world/{one}.md" for one in excluded)))
    articles = found.editions[0].related.of(entry, own)
    return [one.head.slug for one in articles]


def test_articles_that_share_no_tag_are_not_related() -> None:
    found = catalogued(record("a", tags="[x]"), record("b", tags="[y]"), record("c"))
    assert [[], [], []] == [related(found, name) for name in "abc"]


def test_articles_of_a_site_without_tags_are_not_related() -> None:
    dates = {"a": "2024-11-10", "b": "2024-11-11", "c": "2024-11-12"}
    found = catalogued(*(record(name, date=date) for name, date in dates.items()))
    assert [[], [], []] == [related(found, name) for name in dates]


def test_more_tags_in_common_come_first() -> None:
    found = catalogued(
        record("a", date="2024-11-10", tags="[x, y]"),
        record("b", date="2024-11-11", tags="[x]"),
        record("c", date="2024-11-12", tags="[y]"),
        record("d", date="2024-11-18", tags="[x, y]"),
    )
    assert ["a", "c", "b"] == related(found, "d")


def test_nearest_follow_up_comes_before_what_was_earlier() -> None:
    found = catalogued(
        record("a", date="2024-11-10", tags="[x]"),
        record("b", date="2024-11-11", tags="[x]"),
        record("c", date="2024-11-12", tags="[x]"),
        record("d", date="2024-11-13", tags="[x]"),
    )
    assert ["c", "a"] == related(found, "b")


def test_picked_articles_are_not_related_once_more() -> None:
    found = catalogued(*(record(name, tags="[x]") for name in "abc"))
    assert ["a"] == related(found, "c", excluded=["b"])


def test_new_article_changes_few_old_ones() -> None:
    old = [record(f"a{day:02}", date=f"2024-10-{day:02}", tags="[x, y, z]") for day in range(1, 29)]
    before = catalogued(*old)
    after = catalogued(*old, record("new", tags="[x, y, z]"))
    names = [f"a{day:02}" for day in range(1, 29)]
    changed = [name for name in names if related(before, name) != related(after, name)]
    assert ["a28"] == changed
    assert RELATED == len(related(after, "new"))
    assert WINDOW >= RELATED > FOLLOW_UPS


# Lists


def pages(count: int, per_page: int) -> list[tuple[str, list[int]]]:
    """Each page of a list of `count`, the newest item `count`, by path."""
    items = list(range(count, 0, -1))
    first = page_address("tags/x", "files")
    paged = PagedList(items, per_page, first, "tags/x", "files")
    found = [paged.page(index) for index in range(paged.numbered + 1)]
    return [(page.address.path, list(page.entries)) for page in found]


def test_pages_count_from_the_oldest() -> None:
    expected = [
        ("tags/x/page-1.html", [2, 1]),
        ("tags/x/page-2.html", [4, 3]),
        ("tags/x.html", [7, 6, 5]),
    ]
    assert expected == pages(7, 2)


@pytest.mark.parametrize("count", range(12))
@pytest.mark.parametrize("per_page", [1, 2, 3])
def test_every_item_is_on_one_page(count: int, per_page: int) -> None:
    found = pages(count, per_page)
    assert list(range(1, count + 1)) == sorted(item for _, items in found for item in items)
    assert "tags/x.html" == found[-1][0]
    assert all(per_page == len(items) for _, items in found[:-1])
    assert 2 * per_page > len(found[-1][1])


@pytest.mark.parametrize("count", range(20))
def test_new_item_leaves_all_pages_with_numbers_alone(count: int) -> None:
    before, after = dict(pages(count, 3)), dict(pages(count + 1, 3))
    del before["tags/x.html"]
    assert before.items() <= after.items()


def test_pager_leads_both_ways() -> None:
    items = list(range(7, 0, -1))
    paged = PagedList(items, 2, index_address("world/", "files"), "world", "files")
    found = [paged.page(index) for index in range(paged.numbered + 1)]
    routes = [page.address.route for page in found]
    assert ["world/page-1.html", "world/page-2.html", "world/index.html"] == routes
    assert [1, 2, None] == [page.pager.number for page in found]
    newer = [page.pager.newer.route if page.pager.newer else None for page in found]
    older = [page.pager.older.route if page.pager.older else None for page in found]
    assert [*routes[1:], None] == newer
    assert [None, *routes[:-1]] == older


def planned(kinds: Collection[str]) -> list[list[str]]:
    """The articles that the outputs of these kinds are made of, of twelve by their days."""
    records = [
        record(
            f"a{day:02}",
            date=f"2024-10-{day:02}",
            section=("world", "science")[day % 2],
            tags=("[x, y]", "[x]", "[y, z]")[day % 3],
        )
        for day in range(1, 13)
    ]
    planning = Planning(catalogued(*records, site=Site(per_page=2)), (), UTC, "t")
    outputs = [one.output for one in planning.outputs() if one.output.kind in kinds]
    return [
        [
            key[-5:-3]
            for one in made.inputs
            if one.role in ("article", "items")
            for key, _ in one.parts
        ]
        for made in outputs
    ]


def test_articles_are_planned_in_the_order_of_time_whatever_their_section() -> None:
    assert [[f"{day:02}"] for day in range(12, 0, -1)] == planned(["article"])


def test_lists_of_all_kinds_are_planned_in_the_order_of_time() -> None:
    middles = [days[len(days) // 2] for days in planned(["section", "tag", "source"])]
    assert 10 < len(middles)
    assert sorted(middles) == middles


# Addresses


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (page_address("world/a", "files"), Address("world/a.html", "world/a.html")),
        (page_address("world/a", "directory"), Address("world/a/index.html", "world/a/")),
        (page_address("uk/ї", "files"), Address("uk/ї.html", "uk/%D1%97.html")),
        (index_address("", "files"), Address("index.html", "index.html")),
        (index_address("", "directory"), Address("index.html", "./")),
        (index_address("world/", "directory"), Address("world/index.html", "world/")),
        (file_address("feed.xml"), Address("feed.xml", "feed.xml")),
    ],
)
def test_addresses(address: Address, expected: Address) -> None:
    assert expected == address


@pytest.mark.parametrize(
    ("route", "url"),
    [
        ("./", "https://a.example/"),
        ("index.html", "https://a.example/"),
        ("world/index.html", "https://a.example/world/"),
        ("world/a.html", "https://a.example/world/a.html"),
        ("world/myindex.html", "https://a.example/world/myindex.html"),
    ],
)
def test_absolute_addresses(route: str, url: str) -> None:
    assert url == absolute("https://a.example/", route)
    assert "" == absolute("", route)


# What is stale, and why


def output(path: str = "a.html", **roles: Mapping[str, str]) -> PlannedOutput:
    inputs = tuple(Input(role, tuple(parts.items()), None) for role, parts in roles.items())
    return PlannedOutput(path=path, kind="article", inputs=inputs)


def why(old: PlannedOutput, new: PlannedOutput, toolchain: str = "t") -> str:
    before, parts = parts_text(old), parts_text(new)
    known = Recorded(fingerprint(old, before, "t"), "same")
    return reason(parts, fingerprint(new, parts, toolchain), known, before)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (None, True),
        (Recorded("now", "same"), False),
        (Recorded("now", "missing"), True),
        (Recorded("now", "changed"), True),
        (Recorded("another", "same"), True),
        (Recorded("", "same"), True),
    ],
)
def test_only_what_differs_is_stale(known: Recorded | None, expected: bool) -> None:
    assert expected is is_stale("now", known)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"body": {"a": "1"}}, {"body": {"a": "2"}}, "body a changed"),
        ({"page": {"": "1"}}, {"page": {"": "2"}}, "page changed"),
        ({"items": {"a": "1"}}, {"items": {"b": "2", "a": "1"}}, "items b added"),
        ({"items": {"a": "1", "b": "2"}}, {"items": {"a": "1"}}, "items b removed"),
        ({"body": {}}, {"body": {}, "bio": {}}, "bio added"),
        ({"body": {}, "bio": {}}, {"body": {}}, "bio removed"),
        (
            {"items": {"a": "1", "b": "2"}},
            {"items": {"b": "2", "a": "1"}},
            "the order of its inputs",
        ),
        (
            {"items": {"a": "1"}},
            {"items": {"b": "1", "c": "1", "d": "1"}},
            "items a removed; items b added; items c added and 1 more",
        ),
    ],
)
def test_reason_names_the_inputs_that_changed(
    old: dict[str, dict[str, str]], new: dict[str, dict[str, str]], expected: str
) -> None:
    assert expected == why(output(**old), output(**new))


def test_reason_of_another_toolchain() -> None:
    one = output(body={"a": "1"})
    assert "newsgen or a library it uses" == why(one, one, toolchain="another")


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (None, "new"),
        (Recorded("", "missing"), "an earlier build was interrupted"),
        (Recorded("current", "missing"), "its file is missing"),
        (Recorded("current", "changed"), "its file was changed"),
    ],
)
def test_reason_that_lies_in_the_output_folder(known: Recorded | None, expected: str) -> None:
    assert expected == reason("", "current", known, "")

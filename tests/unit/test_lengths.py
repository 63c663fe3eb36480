"""Every name and path of the output folder is bounded in bytes before anything is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.lengths import NAME_BYTES, PATH_BYTES, bounded, length_fault
from newsgen.model.slug import MAX_SLUG_BYTES, slug_fault
from tests.support.pictures import animated_gif, jpeg, png
from tests.support.problems import Placed, accepted, placed, refused
from tests.support.site import CONFIG, SiteFolder

LONG = {
    "Chinese": "名" * 80,
    "Cyrillic": "ї" * 120,
    "Latin": "a" * 240,
    "emoji": "😀a" * 40,
}


def longest(paths: object) -> int:
    return max(len(name.encode()) for path in paths for name in path.split("/"))  # type: ignore[attr-defined]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300), st.integers(30, 255))
def test_a_bounded_stem_fits_and_stays_as_it_is_where_it_fits(stem: str, room: int) -> None:
    made = bounded(stem, room)
    assert len(made.encode()) <= room
    assert made == bounded(stem, room)
    if len(stem.encode()) <= room:
        assert stem == made


def test_two_long_stems_that_begin_alike_stay_two() -> None:
    one, other = (bounded("名" * 100 + ending, 100) for ending in "ab")
    assert one != other
    assert one[:20] == other[:20] == "名" * 20


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("a" * 255, None),
        ("a" * 256, "has a name longer than 255 bytes"),
        ("x/" + "ї" * 127, None),
        ("x/" + "ї" * 128 + "/y", "has a name longer than 255 bytes"),
        ("/".join(["a" * 99] * 10), None),
        ("/".join(["a" * 99] * 10) + "/b", "is longer than 1,000 bytes"),
    ],
)
def test_a_path_has_bounds(path: str, fault: str | None) -> None:
    assert fault == length_fault(path)


def test_every_slug_leaves_room_for_an_ending() -> None:
    assert MAX_SLUG_BYTES + len(".html") <= NAME_BYTES
    assert slug_fault("ї" * 120) is None
    assert slug_fault("名" * 80) is None
    assert slug_fault("名" * 81) == "is longer than 240 bytes"


@pytest.mark.parametrize("stem", LONG.values(), ids=LONG)
def test_pictures_and_documents_with_long_names_are_published_under_shorter_ones(
    site: SiteFolder, stem: str
) -> None:
    files = {
        "one.png": png((1, 2, 3), width=900),
        "two.jpg": jpeg(1300, 20),
        "three.gif": animated_gif(),
        "four.pdf": b"%PDF-1.4\n%%EOF\n",
    }
    for number, (name, content) in enumerate(files.items()):
        suffix = name.rpartition(".")[2]
        own = stem[: -1 - number].encode()[:240].decode("utf-8", "ignore")
        site.write(f"content/media/{own}.{suffix}", content)
        use = f"[file](/media/{own}.{suffix})"
        image = None if suffix == "pdf" else f"media/{own}.{suffix}"
        body = f"{use}\n\n![shown](/media/{own}.{suffix})\n" if image else use
        site.article(f"world/story-{number}.md", body, image=image)
    assert [] == [one for one in accepted(site) if one.severity == "error"]
    paths = site.tree()
    assert longest(paths) <= NAME_BYTES
    media = {path for path in paths if path.startswith("media/")}
    assert len(media) >= 12
    # What pages lead to is there.
    for number in range(4):
        page = site.page(f"world/2024/11/story-{number}.html")
        assert any(path.removeprefix("media/")[:3] in page or "%" in page for path in media)


@pytest.mark.parametrize("urls", ["files", "directory"])
@pytest.mark.parametrize(
    "slug", ["ї" * 120, "名" * 80, "a" * 120], ids=["Cyrillic", "CJK", "Latin"]
)
def test_a_long_slug_has_its_card_and_its_twin(site: SiteFolder, slug: str, urls: str) -> None:
    site.write("newsgen.yaml", f"{CONFIG}social_cards: true\nformats: [html, text]\nurls: {urls}\n")
    for name in ("one", "two"):
        site.article(f"{name}/story.md", slug=slug)
    assert [] == accepted(site)
    paths = site.tree()
    assert longest(paths) <= NAME_BYTES
    assert 2 == sum(path.endswith("-card.png") for path in paths)


@pytest.mark.parametrize("key", ["tags", "section", "authors", "series", "sources", "slug"])
def test_a_name_too_long_for_an_address_is_the_article_s_mistake(
    site: SiteFolder, key: str
) -> None:
    name = "名" * 81
    values = {key: f"[{name}]" if key in ("tags", "authors", "sources") else name}
    path = site.article("world/strike.md", **values)
    if key == "authors":
        # It is printed, and has no page.
        accepted(site)
        assert longest(site.tree()) <= NAME_BYTES
        return
    (found,) = refused(site)
    line = 4 if key == "sources" else 5
    assert (path, line, "NG082" if key == "sources" else "NG023") == found[:2] + found[3:4]
    assert {} == site.tree()


@pytest.mark.parametrize("room", ["tags", "section", "authors", "series", "sources"])
def test_the_longest_names_that_have_addresses_can_be_written(site: SiteFolder, room: str) -> None:
    for name in ("ї" * 120, "名" * 80, "a" * 120):
        for number in range(3):
            value = f"[{name}]" if room in ("tags", "authors", "sources") else name
            site.article(f"world/{name[:20]}-{number}.md", **{room: value})
    site.write("newsgen.yaml", f"{CONFIG}per_page: 1\n")
    assert [] == [one for one in accepted(site) if one.severity == "error"]
    assert longest(site.tree()) <= NAME_BYTES


def test_an_alias_that_no_file_can_have_is_named_at_its_line(site: SiteFolder) -> None:
    alias = "/" + "/".join(["旧" * 40] * (PATH_BYTES // 121 + 1))
    path = site.article("world/strike.md", aliases=f"[/fine.html, {alias}]")
    assert [Placed(path, 5, 23, "NG310")] == refused(site)


def test_a_static_file_with_a_long_name_is_published_under_a_shorter_one(site: SiteFolder) -> None:
    name = "ї" * 120
    site.write(f"static/img/{name}.png", png())
    site.write("static/extra.css", f'b {{ background: url("img/{name}.png") }}')
    site.write(f"static/root/{name}.txt", "kept")
    site.article("world/strike.md")
    accepted(site)
    paths = site.tree()
    assert longest(paths) <= NAME_BYTES
    assert f"{name}.txt" in paths
    assert any(path.startswith("assets/img/") for path in paths)


def test_a_static_file_whose_ending_alone_is_too_long_is_named(site: SiteFolder) -> None:
    path = site.write(f"static/a.{'b' * 246}", "text")
    report = site.build()
    assert report.failed
    assert path in [one.path for one in placed(report)]
    assert {} == site.tree()

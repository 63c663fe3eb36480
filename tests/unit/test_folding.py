"""Which paths are one on some disks."""

from __future__ import annotations

import pytest

from newsgen.model.folding import folded
from tests.support.problems import Placed, accepted, refused
from tests.support.site import SiteFolder


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("world/vote.html", "World/Vote.HTML"),
        ("été", "e\u0301te\u0301"),
        ("ÉTÉ", "e\u0301te\u0301"),
        ("straße", "STRASSE"),
        ("київ", "КИЇВ"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("\u0345", "\u03b9"),
        ("K", "\u212a"),
    ],
)
def test_these_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert folded(one) == folded(folded(one))


@pytest.mark.parametrize(("one", "other"), [("a/b", "a-b"), ("ete", "été"), ("и", "й"), ("1", "¹")])
def test_these_are_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("World/2024/11/A.html", "NG041"),
        ("world/2024/11/a.html", "NG040"),
        ("WORLD", "NG041"),
        ("world/2024/11/a.html/x.txt", "NG041"),
        ("World/2024/11/A.HTML/x.txt", "NG041"),
    ],
)
def test_a_static_file_in_the_way_of_an_article_is_refused(
    site: SiteFolder, path: str, expected: str
) -> None:
    site.article("world/a.md")
    site.write(f"static/root/{path}", "x")
    assert expected in {one.code for one in refused(site)}


def test_articles_whose_accents_are_encoded_in_two_ways_are_refused(site: SiteFolder) -> None:
    site.article("world/a.md", slug="été")
    site.article("world/b.md", slug="e\u0301te\u0301")
    assert [Placed("content/articles/world/b.md", 1, 1, "NG041")] == refused(site)


def test_folders_that_differ_in_case_alone_are_one_and_in_nobodys_way(site: SiteFolder) -> None:
    site.article("world/a.md")
    site.write("static/root/World/notes.txt", "x")
    assert [] == accepted(site)

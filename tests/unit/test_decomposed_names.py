"""Files whose names on disk are decomposed, as macOS and its archives write them."""

from __future__ import annotations

import sys
from unicodedata import normalize

import pytest

from tests.support.pictures import png
from tests.support.problems import Placed, accepted, refused
from tests.support.site import ARTICLES, SiteFolder, front_matter

pytestmark = pytest.mark.skipif(
    sys.platform == "darwin", reason="the disk takes both forms of a name for one"
)


def nfd(text: str) -> str:
    return normalize("NFD", text)


def test_a_decomposed_name_is_found_by_the_composed_one_and_published_under_it(
    site: SiteFolder,
) -> None:
    results, picture = "économie/" + nfd("résultats.md"), nfd("content/media/carte-électorale.png")
    site.article(results, "[L’un](un.md)\n", headline="Résultats")
    site.write(picture, png())
    site.write(nfd("content/people/rené-côté.md"), f"---\nname: {nfd('René Côté')}\n---\nx\n")
    site.article(nfd("région/où.md"), headline="Où")
    site.write("static/root/" + nfd("dossier-été") + "/x.txt", "x")
    site.article(
        "économie/un.md",
        f"[les résultats](résultats.md), [encore]({nfd('résultats.md')}), [où](../région/o%C3%B9.md)\n\n"
        "![Carte](media/carte-électorale.png)\n",
        image="{src: media/carte-électorale.png, alt: Carte}",
        authors="[René Côté]",
        read_also=f"[résultats, {nfd('résultats.md')}]",
    )
    assert accepted(site) == []

    tree = site.tree()
    assert all(path == normalize("NFC", path) for path in tree)
    assert {
        "économie/2024/11/résultats.html", "people/rené-côté.html", "dossier-été/x.txt",
    } <= set(tree)  # fmt: skip
    shown = site.page("économie/2024/11/un.html")
    assert shown.count('r%C3%A9sultats.html"') >= 3
    assert "carte-%C3%A9lectorale" in shown

    # What is built after a change, a move to the other form, or a deletion, is what a clean build makes.
    site.write(ARTICLES + results, front_matter(headline="Résultats II") + "New.\n")
    assert accepted(site) == []
    site.rename(ARTICLES + results, ARTICLES + "économie/résultats.md")
    assert accepted(site) == []
    after = site.tree()
    clean = SiteFolder(site.root.parent / "clean")
    for path in ("content", "static"):
        for file in (site.root / path).rglob("*"):
            if file.is_file():
                clean.write(file.relative_to(site.root).as_posix(), file.read_bytes())
    clean.build()
    assert after == clean.tree()


def test_two_files_that_differ_in_the_form_of_their_names_are_both_named(site: SiteFolder) -> None:
    site.article("world/été.md")
    site.article(f"world/{nfd('été')}.md", headline="Other")
    site.write(f"content/media/{nfd('é')}/a.txt", "x")
    site.write("content/media/é/a.txt", "x")
    assert refused(site) == [
        Placed("content/articles/world/été.md", 0, 0, "NG041"),
        Placed("content/media/é", 0, 0, "NG041"),
    ]
    site.delete(f"content/articles/world/{nfd('été')}.md")
    site.delete(f"content/media/{nfd('é')}")
    assert accepted(site) == []
    assert "world/2024/11/été.html" in site.tree()


def test_a_watched_build_takes_decomposed_names_for_what_a_scan_does(site: SiteFolder) -> None:
    site.article("world/a.md", "[x](été.md)\n![Carte](media/é.png)\n")
    old = f"{ARTICLES}world/{nfd('été')}.md"
    site.write(old, front_matter(headline="One") + "x\n")
    site.write(f"content/media/{nfd('é')}.png", png())
    accepted(site)
    site.write(old, front_matter(headline="Two") + "x\n")
    report = site.build(watched=frozenset({old}))
    assert not report.failed and "Two" in site.page("world/2024/11/été.html")
    site.article("world/a.md", "New. [x](été.md)\n![Carte](media/é.png)\n")
    report = site.build(watched=frozenset({f"{ARTICLES}world/a.md"}))
    assert not report.failed and "%C3%A9t%C3%A9" in site.page("world/2024/11/a.html")
    site.delete(old)
    report = site.build(watched=frozenset({old}))
    assert [one.code for one in report.problems] == ["NG044"]

"""Names in addresses: each its own page, whatever script it is in and whatever sign it ends in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.build.check import check
from newsgen.build.report import CheckRequest
from newsgen.model.slug import slug_fault, slug_of
from tests.support.problems import Placed, accepted
from tests.support.site import AS_OF, SiteFolder

ZWJ, ZWNJ = "\u200d", "\u200c"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("काल", "कील"),
        ("मीना देवी", "मुना दावा"),
        ("কাল", "কূল"),
        ("தமிழ்", "தமழ"),
        ("ที่", "ทู"),
        ("កា", "កុ"),
        ("عَلِمَ", "عُلِمَ"),
        ("שָׁלוֹם", "שלום"),
        ("C", "C++"),
        ("C++", "C#"),
        ("C", "C#"),
        ("F", "F♯"),
        ("B", "B♭"),
        ("Canal", "Canal+"),
        ("Disney", "Disney+"),
        ("18", "18+"),
        ("Net", ".NET"),
        ("AT&T", "ATT"),
        ("Café", "Cafe"),
        ("Sagittarius A", "Sagittarius A*"),
    ],
)
def test_two_names_have_two_slugs(one: str, other: str) -> None:
    assert slug_of(one) != slug_of(other)
    assert slug_fault(slug_of(one)) is slug_fault(slug_of(other)) is None


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("मीना देवी", "मीना-देवी"),
        ("İstanbul", "istanbul"),
        ("DİYARBAKIR", "diyarbakir"),
        ("ISPARTA", "isparta"),
        # Two normal forms, and a letter with a mark that has no letter of its own.
        ("Nguye\u0302\u0303n", "nguyễn"),
        ("E\u0301conomie", "économie"),
        ("x\u030c", "x\u030c"),
        # Joiners that nobody sees, and the one that sets off a part of a Persian word.
        (f"क्{ZWJ}ष", "क्ष"),
        (f"क्{ZWNJ}ष", "क्ष"),
        (f"می{ZWNJ}خواهم", "می-خواهم"),
        ("hou\u00adsing", "housing"),
        ("hou\u200bsing", "housing"),
        ("\ufeffhousing\u200e", "housing"),
        # An emoji's variation selector and joiner, a keycap, marks without a letter.
        ("Love ❤\ufe0f", "love"),
        ("1\ufe0f\u20e3 first", "1-first"),
        ("\u0301a", "a"),
        ("\uff23\uff0b\uff0b", "c-plus-plus"),
        ("C++ and C#", "c-plus-plus-and-c-sharp"),
        ("H\u207a", "h-plus"),
        ("LGBTQ+ rights", "lgbtq-plus-rights"),
        (".NET Core", "dot-net-core"),
        # What is no part of a name stays as it was.
        ("1 + 1", "1-1"),
        ("A+B", "a-b"),
        ("+44 20", "44-20"),
        ("We are #1", "we-are-1"),
        ("#MeToo", "metoo"),
        ("node.js", "node-js"),
        ("... and on", "and-on"),
        ("2 * 3", "2-3"),
        ("**bold**", "bold"),
        ("don’t", "dont"),
        ("Q&A", "q-a"),
        ("snake_case", "snake-case"),
    ],
)
def test_slug_of_a_name(text: str, slug: str) -> None:
    assert slug_of(text) == slug
    assert slug_of(slug) == slug


@given(st.text(max_size=40))
def test_a_slug_is_one_whatever_the_normal_form_and_says_itself(text: str) -> None:
    slug = slug_of(text)
    assert slug_of(slug) == slug
    assert slug_of(unicodedata.normalize("NFD", text)) == slug_of(
        unicodedata.normalize("NFC", text)
    )
    assert unicodedata.normalize("NFC", slug) == slug
    assert slug_fault(slug) != "holds a character that no address should"


def test_names_that_differ_in_marks_or_signs_have_pages_of_their_own(site: SiteFolder) -> None:
    site.article("world/one.md", tags="[काल, Canal, Canal+]", authors="[मीना देवी]")
    site.article("world/two.md", tags="[कील, C#]", authors="[मुना दावा]", headline="Two")
    site.article("world/three.md", tags="[C++]", headline="Three")
    assert accepted(site) == []

    pages = {path for path in site.tree() if path.startswith(("tags/", "people/"))}
    assert pages == {
        "tags/काल.html", "tags/कील.html", "tags/canal.html", "tags/canal-plus.html",
        "tags/c-sharp.html", "tags/c-plus-plus.html",
        "people/मीना-देवी.html", "people/मुना-दावा.html",
    }  # fmt: skip
    shown = site.page("world/2024/11/one.html")
    assert ">Canal</a>" in shown and ">Canal+</a>" in shown


def test_two_spellings_that_meet_in_one_tag_are_both_named(site: SiteFolder) -> None:
    path = site.article("world/one.md", tags="[Yahoo, Housing, Yahoo!, housing, Yahoo]")
    assert accepted(site) == [
        Placed(path, 5, 24, "NG425", "warning"),
        Placed(path, 5, 32, "NG425", "warning"),
    ]
    first, second = (one.message for one in site.build().problems)
    assert "`Yahoo!`" in first and "`Yahoo`" in first
    assert "`housing`" in second and "`Housing`" in second


def test_a_check_names_a_tag_of_two_spellings_once_and_two_tags_never(site: SiteFolder) -> None:
    for number, tag in enumerate(("housing", "housing", "Housing", "C", "C++")):
        site.article(f"world/{number}.md", tags=f"[{tag}]", headline=f"Headline {number}")
    site.article("world/6.md", tags="[HOUSING]", draft="true")

    def told() -> list[tuple[str, int, str]]:
        report = check(CheckRequest(site=site.root, as_of=AS_OF))
        return [(one.path, one.line, one.message) for one in report.problems if one.code == "NG426"]

    message = "The tag `Housing` is written `housing` in 2 of the site's articles."
    assert told() == [("content/articles/world/2.md", 1, message)] == told()
    site.article("world/2.md", tags="[housing]")
    assert told() == []

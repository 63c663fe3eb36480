"""Quotation marks in the language of the text: exactly where English ones would be, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.reading.markdown.body import render_body
from newsgen.reading.markdown.converter import converter
from newsgen.reading.markdown.quotation_marks import ENGLISH, Marks, in_marks, marks_of, may_replace
from tests.support.site import CONFIG, SiteFolder

STRANGE = Marks("⟦", "⟧")

PIECES = (
    '"', '"', "'", '"\'', "word", "п’ять", "п'ять", " ", " ", "\n\n", "*", "**", "(", ")", ".", ",",
    "--", "`\"code\"`", "[a](b.html \"t\")", "<b title=\"x\">", "</b>", "- ", "> ", "1. ", "...", "'90s",
    "[@nyt]", "# ",
)  # fmt: skip


def converted_with(marks: Marks, text: str) -> str:
    markdown = converter(marks=marks).markdown
    markdown.reset()
    return markdown.convert(text)


def body(text: str, lang: str) -> str:
    return render_body(text, 1, "a.md", (), lang).html


@pytest.mark.parametrize(
    ("lang", "quoted"),
    [
        ("en", "“Так”"),
        ("en-GB", "“Так”"),
        ("pt-BR", "“Так”"),
        ("uk", "«Так»"),
        ("de", "„Так“"),
        ("de-CH", "«Так»"),
        ("fr", "«\u202fТак\u202f»"),
        ("pl", "„Так”"),
        ("es", "«Так»"),
        ("sv", "”Так”"),
        ("xx", "“Так”"),
    ],
)
def test_straight_marks_become_those_of_the_language(lang: str, quoted: str) -> None:
    assert f"<p>Він сказав: {quoted}.</p>" == body('Він сказав: "Так".\n', lang)


def test_an_apostrophe_is_one_in_every_language() -> None:
    assert "<p>п’ять «п’ять»</p>" == body("п'ять \"п'ять\"\n", "uk")


@pytest.mark.parametrize("own", ["“Так”", "„Так“", "«Так»", "&ldquo;Так&rdquo;"])
def test_what_the_author_set_stays(own: str) -> None:
    shown = own.replace("&ldquo;", "“").replace("&rdquo;", "”")
    assert f"<p>«Ні», {shown}</p>" == body(f'"Ні", {own}\n', "uk")


def test_code_attributes_and_html_keep_their_marks() -> None:
    assert ('<p><code>"a"</code> <a href="https://a.example/" title="b">c</a> «d»</p>') == body(
        '`"a"` [c](https://a.example/ "b") "d"\n', "uk"
    )


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_replacing_marks_comes_to_what_reading_with_them_gives(text: str) -> None:
    assert may_replace(text)
    assert converted_with(STRANGE, text) == in_marks(converted_with(ENGLISH, text), STRANGE)


@pytest.mark.parametrize("text", ["“", "a ” b", "&ldquo;", "&#8220;", "&#x201C;", "A & B"])
def test_where_a_mark_may_be_the_author_s_nothing_is_replaced(text: str) -> None:
    assert not may_replace(text)


def test_an_article_a_page_and_a_person_have_the_marks_of_their_language(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}language: de\n")
    site.article("world/a.md", '"Ja"\n')
    site.article("world/b.md", '"Yes"\n', lang="en")
    site.article("world/c.uk.md", '"Так"\n')
    site.write("content/pages/about.md", '---\ntitle: A\n---\n"Ja"\n')
    site.write("content/pages/about.uk.md", '---\ntitle: A\n---\n"Так"\n')
    site.write("content/people/ann.md", '---\nname: Ann\n---\n"Ja"\n')
    assert not site.build().failed
    assert "„Ja“" in site.page("world/2024/11/a.html")
    assert "“Yes”" in site.page("en/world/2024/11/b.html")
    assert "«Так»" in site.page("uk/world/2024/11/c.html")
    assert "„Ja“" in site.page("about.html") and "«Так»" in site.page("uk/about.html")
    assert "„Ja“" in site.page("people/ann.html")


def test_english_is_what_it_was() -> None:
    assert Marks("“", "”") == ENGLISH == marks_of("en")

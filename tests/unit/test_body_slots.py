"""The slots of a body are made on the parsed tree, and nothing that an author writes is one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.article import Reference
from newsgen.model.body_slots import (
    MARK,
    CitationSlot,
    EmbedSlot,
    FootnoteSlot,
    LinkSlot,
    PictureSlot,
    QuotationSlot,
    Slot,
    SourceNameSlot,
    encoded,
    filled_by,
)
from newsgen.reading.files.text import decode_text
from newsgen.reading.markdown.body import _cleaned, render_body
from newsgen.reading.markdown.local_links import LocalLinks, with_link_slots
from newsgen.reading.markdown.plainmarkdown import plain_html
from newsgen.reading.markdown.text_places import TextPlaces
from tests.support.plain_documents import plain_document

numbers = st.integers(0, 10**6)
html_texts = st.text(st.characters(exclude_categories=("Cc", "Cs")))
slots: st.SearchStrategy[Slot] = st.one_of(
    st.builds(LinkSlot, numbers, html_texts.map(lambda one: f"#{one}" if one else "")),
    st.builds(PictureSlot, numbers, html_texts, html_texts, html_texts, html_texts, st.booleans()),
    st.builds(CitationSlot, numbers),
    st.builds(SourceNameSlot, numbers),
    st.builds(QuotationSlot, numbers),
    st.builds(FootnoteSlot, st.from_regex(r"\A[0-9]{1,5000}\Z")),
    st.builds(EmbedSlot, html_texts),
)


def slots_of(html: str) -> list[Slot]:
    found: list[Slot] = []
    filled_by(html, lambda slot: found.append(slot) or "")  # type: ignore[func-returns-value]
    return found


def read(text: str) -> tuple[str, list[Slot], list[str]]:
    """The HTML with a "@" for each slot, the slots, and the files that they lead to."""
    body = render_body(text, 1, "a.md", ())
    shown = filled_by(body.html, lambda _: "@")
    return shown, slots_of(body.html), [one.target for one in body.links]


@given(st.lists(st.tuples(html_texts, slots)))
def test_slots_are_read_as_they_were_written(parts: list[tuple[str, Slot]]) -> None:
    body = "".join(text + encoded(slot) for text, slot in parts)
    assert [slot for _, slot in parts] == slots_of(body)
    assert "".join(text for text, _ in parts) == filled_by(body, lambda _: "")


# Links


@pytest.mark.parametrize(
    ("link", "target", "fragment"),
    [
        ('<a href="x.md">y</a>', "x.md", ""),
        ('<a href="x.md#p">y</a>', "x.md", "#p"),
        ("<A HREF='x.md'>y</A>", "x.md", ""),
        ("<a href=x.md>y</a>", "x.md", ""),
        ("<a\nhref='x.md'>y</a>", "x.md", ""),
        ("<a title='1 > 2' href='x.md'>y</a>", "x.md", ""),
        ("<a title='a < b' href='x.md'>y</a>", "x.md", ""),
        ("<a title='\"' href='x.md'>y</a>", "x.md", ""),
        ('<a title="\'" href="x.md">y</a>', "x.md", ""),
        ("<a title='<a href=\"z.md\">' href='x.md'>y</a>", "x.md", ""),
        ("<a href='x.md' href='z.md'>y</a>", "x.md", ""),
        ("<a href='a>b.md'>y</a>", "a>b.md", ""),
        ("<a href='a&gt;b.md'>y</a>", "a>b.md", ""),
        ("<a href='a&amp;b.md'>y</a>", "a&b.md", ""),
        ("<a href='a&#34;b.md'>y</a>", 'a"b.md', ""),
        ("<a href='x.md#a&quot;b'>y</a>", "x.md", "#a&quot;b"),
        ("<a href='x.md#<b>'>y</a>", "x.md", "#&lt;b&gt;"),
        ("<a href=' x.md '>y</a>", "x.md", ""),
        ("<a href='&#1;x.md'>y</a>", "x.md", ""),
        ("[y](x.md#p)", "x.md", "#p"),
        ("[y](<a b.md>)", "a b.md", ""),
        ("[y](a%20b.md?q)", "a b.md", ""),
        ("[y](x.md 'a > \"b\"')", "x.md", ""),
    ],
)
def test_a_link_is_a_slot_however_it_is_written(link: str, target: str, fragment: str) -> None:
    shown, found, targets = read(f"One {link}.")
    assert [LinkSlot(0, fragment)] == found
    assert [target] == targets
    assert re.fullmatch(r'<p>One <a(?: title="[^"]*")?@(?: title="[^"]*")?>y</a>\.</p>', shown)


@pytest.mark.parametrize("link", ["[y](#p)", "<a href=''>y</a>", "<a>y</a>", "[y](https://x.example/a.md)",
                                  "[y](mailto:a@b.example)", "<q cite='x.md'>y</q>"])  # fmt: skip
def test_a_link_that_leads_to_no_other_file_is_no_slot(link: str) -> None:
    _, found, targets = read(link)
    assert ([], []) == (found, targets)


def test_links_and_pictures_are_numbered_as_they_stand() -> None:
    _, found, targets = read("[a](x.md) ![b](media/y.png) [c](z.md) [d](x.md#e)")
    assert ["x.md", "media/y.png", "z.md"] == targets
    assert [0, 1, 2, 0] == [one.number for one in found if isinstance(one, LinkSlot | PictureSlot)]


@pytest.mark.parametrize(
    "refused",
    ["<a title='1 > 2' href='javascript:x'>y</a>", "<a href='java&#10;script:x'>y</a>",
     "<a href='/&#92;host.example/x'>y</a>", "<a title='<' href='http://u@h.example/'>y</a>",
     "<a title=\"1 > 2\" href='https://x.example:99999/'>y</a>", "<img alt='>' src='javascript:x'>",
     "<img alt='\"' src='https://x.example/a.png'>", "<p><A TITLE='>' HREF=javascript:x>y</A></p>"],
)  # fmt: skip
def test_a_url_that_is_refused_is_named_once_and_gone(refused: str) -> None:
    body = render_body(f"[x](x.md)\n\n{refused}", 1, "a.md", ())
    assert [("NG024", 3)] == [(one.code, one.line) for one in body.problems]
    assert [LinkSlot(0, "")] == slots_of(body.html)
    assert [Reference("x.md", 1, 5)] == list(body.links)


def test_what_stands_in_an_attribute_is_no_refused_url() -> None:
    body = render_body("<a title='see href=\"javascript:x\"' href='x.md'>y</a>", 1, "a.md", ())
    assert () == body.problems


# Pictures


@pytest.mark.parametrize(
    ("image", "alt", "caption"),
    [
        ("<img alt='1 > 2' src='media/a.jpg'>", "1 &gt; 2", ""),
        ("<img src='media/a.jpg' alt='<b>' title='\"c\"'>", "&lt;b&gt;", "&quot;c&quot;"),
        ("<IMG SRC=media/a.jpg ALT='it&#39;s'>", "it's", ""),
        ("<img\nsrc='media/a.jpg'\nalt='x'/>", "x", ""),
        ("<img srcset='b.jpg 1x, c.jpg 2x' src='media/a.jpg' alt='x'>", "x", ""),
        ("<img data-src='b.jpg' src='media/a.jpg' alt='x'>", "x", ""),
        ("<img alt='<img src=\"b\">' src='media/a.jpg'>", "&lt;img src=&quot;b&quot;&gt;", ""),
        ('![one "two"](media/a.jpg "a > b")', "one &quot;two&quot;", "a &gt; b"),
        ("![it's &lt;b&gt; & c](media/a.jpg)", "it's &lt;b&gt; &amp; c", ""),
        ("![](media/a.jpg)", "", ""),
    ],
)  # fmt: skip
def test_a_picture_is_a_slot_however_it_is_written(image: str, alt: str, caption: str) -> None:
    shown, found, targets = read(f"One {image}.")
    assert ("<p>One @.</p>", ["media/a.jpg"]) == (shown, targets)
    assert [PictureSlot(0, alt, caption, "", "", is_alone=False)] == found
    shown, found, _ = read(f"<p class='pair'>{image}</p>" if image[0] == "<" else image)
    attributes = ' class="pair"' if image[0] == "<" else ""
    assert [PictureSlot(0, alt, caption, "", attributes, is_alone=True)] == found
    assert "@" == shown


# What looks like a slot


@pytest.mark.parametrize(
    "written",
    ["\0h0\0", "&#0;h0&#0;", "&#x0;h0&#x0;", "\\0h0\\0", "%00h0%00", "a\x1fb", "a&#31;b"],
)
@pytest.mark.parametrize(
    "around",
    [
        "{}", "`{}`", "    {}", "<span title='{}'>x</span>", "<a href='{}' title='{}'>x</a>",
        "[x]({})", "<img alt='{}' src='media/a.jpg'>", "![{}](media/a.jpg '{}')", "# {}",
        "<cite class='newsgen-citation' title='{}'></cite>", "<p id='{}' class='{}'>x</p>",
        "| {} |\n|---|\n| {} |", "[^1]\n\n[^1]: {}",
    ],
)  # fmt: skip
def test_a_forged_slot_is_none(written: str, around: str) -> None:
    text = decode_text(around.replace("{}", written).encode(), "a.md")
    assert isinstance(text, str)
    honest = slots_of(render_body(around.replace("{}", "forged"), 1, "a.md", ()).html)
    forged = render_body(text, 1, "a.md", ()).html
    assert list(map(type, honest)) == list(map(type, slots_of(forged)))
    assert 2 * len(honest) == forged.count(MARK)


def test_the_name_of_a_footnote_is_a_slot_and_its_words_in_a_text_are_none() -> None:
    words = 'title="Jump back to footnote 7 in the text"'
    _, found, _ = read(f"One[^a] `{words}`.\n\n```\n{words}\n```\n\n[^a]: Two.")
    assert [FootnoteSlot("1")] == found


# The two ways


def test_clean_html_gets_the_slots_that_the_sanitiser_gives_it() -> None:
    links = "[a](../x.md#b) ![c](media/d.jpg) [e](f.md) [g](#h) [i](https://j.example/)"
    texts = [f"{plain_document(seed)}\n\n{links}" for seed in range(1500)]
    clean = [(one, html.text) for one in texts if (html := plain_html(one)) and html.is_clean]
    assert len(clean) > 100
    for text, html in clean:
        short, long = (LocalLinks(TextPlaces(text, 1, "a.md"), ()) for _ in range(2))
        assert with_link_slots(_cleaned(html, long)) == short.in_clean(html)
        assert long.references == short.references
        assert {"../x.md", "media/d.jpg", "f.md"} <= {one.target for one in long.references}


def test_a_fault_of_ours_in_the_sanitiser_is_raised() -> None:
    class Broken(LocalLinks):
        def attribute(self, element: str, name: str, value: str) -> str | None:
            raise ZeroDivisionError(element, name, value)

    with pytest.raises(ZeroDivisionError):
        _cleaned("<p id='x'>y</p>", Broken(TextPlaces("", 1, "a.md"), ()))

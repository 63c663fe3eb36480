"""HTML in a text: what is not on the page is named where it was written, and what is no HTML stays."""

from __future__ import annotations

import html
import re
import time

import pytest

from newsgen.reading.markdown.body import Body, render_body
from newsgen.reading.markdown.html_names import (
    NAMED,
    NOUNS,
    PARTS,
    REFUSED,
    RENAMED,
    WITH_CONTENT,
    WITHOUT_LOSS,
)
from newsgen.reading.markdown.lost_html import MOST_OF_A_KIND, with_losses
from newsgen.reading.markdown.sanitizer import ELEMENTS
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml
from newsgen.reading.markdown.text_places import TextPlaces

Found = list[tuple[int, int, str]]


def body(text: str) -> Body:
    return render_body(text, 1, "a.md", ())


def found(text: str) -> Found:
    problems = body(text).problems
    assert {"warning"} >= {one.severity for one in problems}
    return [(one.line, one.column, one.code) for one in problems]


def shown(text: str) -> str:
    """What a reader of the page sees."""
    return html.unescape(re.sub(r"<[^>]*>", "", body(text).html)).strip()


@pytest.mark.parametrize(
    "text",
    [
        "By <name withheld> and <Witness>.",
        "<redacted>",
        "<redacted> was here.\nSo was <X>.",
        "<name withheld, 34>",
        "Said <Reporter: J. Smith> of <tel:+49123>.",
        "At <time>, says <source>, in <title>.",
        "See <link to the report>, a <q from the hall>, <i think>, <video to follow>.",
        "<source withheld>",
        "Type cd <dir>, then run <command> or <object> with <output>.",
        "<address unknown> and <button>",
        "a < b and c > d, x<y, <3, <-, </3, <>, </>, <!>, <?>, a<b and c>d",
        "<x@>, <1st>, <état>, <b = c>, <o'clock>".replace("'", "’"),
        "- one <redacted>\n- two",
        "> <redacted>",
        "<div>by <name withheld></div>",
        "<div>I <3 you </3 and <!> and <?>, <</div>",
    ],
)
def test_what_is_no_html_stays_as_text(text: str) -> None:
    assert [] == found(text)
    bare = re.sub(r"(?m)^(?:- |> )|</?div>", "", text)
    assert bare == shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "<placeholder>one</placeholder>",
        "<x></x>",
        "<unverified>\none\n</unverified>",
        '<a-chart id="1">',
    ],
)
def test_an_unknown_mark_stays_as_text_and_is_named(text: str) -> None:
    assert [(1, 1, "NG389")] == found(text)
    assert text == shown(text)


def test_an_address_between_angle_brackets_is_a_link_as_ever() -> None:
    made = body("<https://a.example/b> and <j.smith@example.org>")
    assert () == made.problems
    assert '<a href="https://a.example/b">https://a.example/b</a>' in made.html
    assert '<a href="mailto:j.smith@example.org">j.smith@example.org</a>' in made.html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is <strike>no</strike> news.", "<p>It is <s>no</s> news.</p>"),
        ("<tt>a</tt> <acronym title='b'>c</acronym>", '<p><code>a</code> <abbr title="b">c</abbr></p>'),
        ("<center>a</center>", '<div class="align-center">a</div>'),
        ("<header>a</header><footer>b</footer>", "<div>a</div>\n<div>b</div>"),
        ("<menu><li>a</li></menu>", "<ul><li>a</li></ul>"),
        ("A <font color=red>b</font> <big>c</big> <nobr>d</nobr>", "<p>A b c d</p>"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
         "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>"),
        ("<bdi>a</bdi> <bdo dir='rtl'>b</bdo>", '<p><bdi>a</bdi> <bdo dir="rtl">b</bdo></p>'),
        ("<address>a</address>", "<address>a</address>"),
        ('<a name="b">c</a> [d](#b)', '<p><a id="b">c</a> <a href="#b">d</a></p>'),
        ('<a name="b" id="c">d</a>', '<p><a id="c">d</a></p>'),
        ("<a NAME=b>c</a>", '<p><a id="b">c</a></p>'),
        ('<span style="text-decoration: line-through">no</span> <span>a</span>',
         "<p><s>no</s> <span>a</span></p>"),
        ("<o:p></o:p>a<st1:place>b</st1:place>", "<p>ab</p>"),
        ("<picture><source srcset='a.webp'></picture>", "<p></p>"),
        ("a <!-- b --> c <!--more-->", "<p>a  c </p>"),
        ("\\<redacted> and \\<b>", "<p>&lt;redacted&gt; and &lt;b&gt;</p>"),
    ],
)  # fmt: skip
def test_what_means_the_same_takes_its_place_and_nothing_is_said(text: str, expected: str) -> None:
    assert [] == found(text)
    assert expected == body(text).html.strip()


@pytest.mark.parametrize("name", sorted(NAMED))
def test_an_element_that_is_left_out_is_named_at_its_place(name: str) -> None:
    text = f'One.\n\nTwo <{name} src="https://a.example/x"> three</{name}> four `<{name}>`.\n'
    assert [(3, 5, "NG387")] == found(text)
    assert f"`<{name}>`" in body(text).problems[0].message
    assert ("three" in shown(text)) == (name not in WITH_CONTENT)
    assert "Two" in shown(text)
    assert "four" in shown(text)


def test_every_element_of_html_is_of_one_kind() -> None:
    assert set() == REFUSED & ELEMENTS
    assert set() == WITHOUT_LOSS & {*RENAMED, *NAMED}
    assert REFUSED >= WITH_CONTENT
    assert {*NAMED, *RENAMED} >= set(PARTS)
    assert REFUSED | ELEMENTS >= NOUNS
    assert ELEMENTS.issuperset(RENAMED.values())


def test_places_are_those_of_tags_and_not_of_code() -> None:
    text = (
        "`<iframe src=a></iframe>`\n\n"
        "    <iframe src=a></iframe>\n\n"
        "```\n<iframe src=a></iframe>\n```\n\n"
        "&lt;iframe src=a> \\<iframe src=a>\n\n"
        "<pre>&lt;iframe src=a&gt;</pre>\n\n"
        "  <iframe src=a></iframe>\n\n"
        "- a\n\n    <IFRAME src=a></IFRAME>\n\n"
        "| a | <iframe src=b></iframe> |\n|---|---|\n| b | c |\n\n"
        "d[^1] <iframe src=c></iframe>\n\n[^1]: <iframe src=d></iframe>\n\n"
        "e <iframe src=e></iframe>\n"
    )
    lines = text.split("\n")
    places = found(text)
    assert 6 == len(places)
    assert all(
        lines[line - 1][column - 1 :].lower().startswith("<iframe") for line, column, _ in places
    )
    assert [13, 17, 19, 23, 25, 27] == sorted(line for line, _, _ in places)


def test_many_losses_are_counted() -> None:
    places = body("<iframe src=a></iframe>\n\n" * 25).problems
    assert MOST_OF_A_KIND == len(places)
    assert places[-1].message.endswith("There are 15 more of them below.")
    assert MOST_OF_A_KIND * 2 >= len(body("<e a=1></e> <f a=1></f> <meta a=1>\n\n" * 25).problems)


def test_what_is_left_out_with_its_content_says_how_far_it_goes() -> None:
    text = "One.\n\n<svg viewBox='0 0 1 1'>\n<text>12 %</text>\n<svg></svg>\n</svg>\n\nTwo."
    assert "One.Two." == shown(text).replace("\n", "")
    (problem,) = body(text).problems
    assert (3, 1, "NG387") == (problem.line, problem.column, problem.code)
    assert problem.message.endswith("It ends in line 6.")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("One.\n\n<!-- note\n\nTwo.", (3, 1)),
        ("One <!-- note.\n\nTwo.", (1, 5)),
        ("<div>\n<!-- note\n</div>\n\nTwo.", (2, 1)),
        ('One <a href="x>two</a>.', (1, 5)),
        ('<div><a href="x>one</a> <a href="y.html">two</a></div>', (1, 6)),
        ('<div><a href="x>one</a></div>', (1, 6)),
        ('<img alt="a > b" src="x.jpg"> one', None),
        ('One <span title="a < b">two</span>', None),
        ("One\n\n<div", (3, 1)),
        ("<p one <b>two</b>", (1, 1)),
        ("`<!--` and\n<!-- a", (2, 1)),
        ("<!-- a\n\nOne.\n\n<!-- b -->", (1, 1)),
        ('&lt;a href="x"&gt; and `<a href="x>`', None),
        ("One <p two and i <b", None),
        ('{{<picture src="one">}} {{<b two>}}', None),
    ],
)
def test_what_is_not_closed_is_named_and_swallows_nothing(
    text: str, place: tuple[int, int] | None
) -> None:
    at = [one for one in found(text) if one[2] not in ("NG025", "NG393")]
    assert at == ([(*place, "NG388")] if place else [])
    for word in re.findall(r"\b(?:one|two)\b", text, re.IGNORECASE):
        assert word in shown(text) or "<!-- b -->" in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!DOCTYPE html>\n\nOne.", "One."),
        ("<?php echo $a->b; ?>\n\nOne.", "One."),
        ("<![CDATA[ <b>One</b> ]]>", "<b>One</b>"),
        ("One <![CDATA[two]]>", "One two"),
    ],
)
def test_what_is_no_text_at_all_is_named(text: str, words: str) -> None:
    assert ["NG387"] == [code for _, _, code in found(text)]
    assert words == shown(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("One\n\n<p hidden>two</p>", (3, 1)),
        ('<p style="display:none">two</p>', (1, 1)),
        ("a <b style='visibility : hidden'>two</b>", (1, 3)),
        ('<p style="color: red; text-decoration: line-through;">no</p>', (1, 1)),
        ('<img data-src="a.jpg" alt="b">', (1, 1)),
        ('<p style="overflow: hidden; text-align: right">two</p>', None),
        ('<p title="a hidden thing" align="left" onclick="x()" width=3>two</p>', None),
        ("<hr hidden>", None),
        ('<a href="a.md" style="display:none"></a>', None),
        ('<del style="text-decoration:line-through">no</del>', None),
        ('<span aria-hidden="true">→</span>', None),
    ],
)
def test_an_attribute_is_named_where_its_loss_changes_what_is_read(
    text: str, place: tuple[int, int] | None
) -> None:
    assert found(text) == ([(*place, "NG391")] if place else [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("One.\n\n<div>**two**</div>", (3, 6)),
        ("<table>\n<tr><td>[a](https://b.example/)</td></tr>\n</table>", (2, 9)),
        ("<div>\n\n- one\n- two\n\n</div>", (3, 1)),
        ("<div>\n## One\n</div>", (2, 1)),
        ("<details>\n<summary>a</summary>\n![b](media/c.jpg)\n</details>", (3, 1)),
        ('<div markdown="1">\n**one** \\*\\*no\\*\\*\n<p>**two**</p>\n</div>', (3, 4)),
        ('<div markdown="1">\n**one**\n\n- two\n</div>', None),
        ("<span>**one**</span> and <b>[two](https://b.example/)</b>", None),
        ("<div><code>**a**</code><pre>\n- a\n- b\n</pre><!-- **c** --></div>", None),
        ("<div>\n- Anna, Kyiv\n</div>", None),
        ("<div>2 ** 3 ** 4, **, a[1](2), [sic] (x)\n#1 fan\n</div>", None),
        ("```\n<div>**a**</div>\n```", None),
        ("    <div>**a**</div>", None),
        ("**a** <br> **b**", None),
    ],
)  # fmt: skip
def test_markdown_in_html_is_named_where_it_would_be_markdown(
    text: str, place: tuple[int, int] | None
) -> None:
    assert found(text) == ([(*place, "NG390")] if place else [])


@pytest.mark.parametrize(
    "text", ['<!-- <a href="javascript:x"> -->', "<!-- \n<img src='ftp://x'>\n-->"]
)
def test_a_url_in_a_comment_is_no_error(text: str) -> None:
    assert [] == found(f"One {text}\n\n{text}\n\nTwo.")


@pytest.mark.parametrize(
    "piece",
    [
        "<a b='", "<!--", "<!-- ", "<?a ", "<![CDATA[", "<x>", "<x a=1>", "<svg>", "<svg><svg></svg>",
        "<title>", "<script>", "<a href=\"x>y</a> ", "</x>", "<p hidden>", "<iframe a>", "&lt;a b=",
        "<div>**a**</div>\n\n", "\\<", "{{<x>}}", "<span>", "<!doctype", "<a name=b>", "<",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "<div>\n{}"])
def test_a_text_of_many_tags_takes_time_in_proportion(piece: str, around: str) -> None:
    text = around.format(piece * (60_000 // len(piece)))
    before = time.process_time()
    with_losses(RawHtml(text), text, ELEMENTS, TextPlaces(text, 1, "a.md"))
    assert time.process_time() - before < 0.8

"""HTML to Markdown, as an import makes it."""

from __future__ import annotations

import pytest

from newsgen.importing.attributed_links import attributed
from newsgen.importing.html_in_text import without_foreign_html
from newsgen.importing.html_markdown import markdown_of
from newsgen.importing.mended_links import Kind, Meant, with_links
from newsgen.importing.written_dates import said_date


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>A *star*, under_score, a_b, x|y, 1. and # - +</p>",
            "A \\*star\\*, under_score, a_b, x|y, 1. and # - +",
        ),
        (
            "<p># no heading</p><p>1. no list</p><p>- none</p>",
            "\\# no heading\n\n1\\. no list\n\n\\- none",
        ),
        ("<p>{.x} [@a] [^1] [TOC] [sic]</p>", "\\{.x} \\[@a\\] \\[^1\\] \\[TOC\\] [sic]"),
        ("<p>Hello!<a href='/x'>there</a></p>", "Hello\\![there](/x)"),
        ("<p>un<b>believ.</b>able <b>bold</b></p>", "un<strong>believ.</strong>able **bold**"),
        (
            "<p>H<sub>2</sub>O <u>u</u> <s>s</s> <kbd>k</kbd></p>",
            "H<sub>2</sub>O <u>u</u> <s>s</s> <kbd>k</kbd>",
        ),
        (
            "<div>one<pre>two\n\n\n\nthree</pre>four</div>",
            "one\n\n```\ntwo\n\n\n\nthree\n```\n\nfour",
        ),
        ("<ul><li>a<pre>x\ny</pre></li></ul>", "- a\n\n  ```\n  x\n  y\n  ```"),
        ("<blockquote><pre>x\ny</pre></blockquote>", "> ```\n> x\n> y\n> ```"),
        ("<pre class='brush: php'>&lt;?php ```</pre>", "````php\n<?php ```\n````"),
        (
            "<table><tr><th>a</th></tr><tr><td>x|<br>y</td></tr></table>",
            "| a       |\n| ------- |\n| x\\|<br>y |",
        ),
        (
            "<table><tr><td rowspan=2>a</td></tr></table>",
            '<table><tbody><tr><td rowspan="2">a</td></tr></tbody></table>',
        ),
        (
            "<figure><a href='/big.jpg'><img src='/s.jpg' alt='A [b]'></a><figcaption>C</figcaption>",
            '![A \\[b\\]](/s.jpg "C")',
        ),
        (
            "<iframe src='//www.youtube.com/embed/abc?x=1'></iframe>",
            "[On YouTube](https://www.youtube.com/watch?v=abc)",
        ),
        ("<video src='/a.mp4'>No film</video>", "[a.mp4](/a.mp4)\n\nNo film"),
        ("<p hidden>Hidden words stay</p>", "Hidden words stay"),
        ("<span style='font-weight: bold'>x</span> <font color=red>y</font>", "**x** y"),
        ("<h2 id='a'>T</h2><p><a href='#a'>up</a></p>", "## T {#a}\n\n[up](#a)"),
        ("<script>words</script><style>p {}</style>", ""),
    ],
)
def test_what_html_becomes(html: str, expected: str) -> None:
    made = markdown_of(html)[0].strip()
    assert expected == "\n".join(line.rstrip() for line in made.split("\n")).replace(
        "| --- |", "| - |"
    )


def test_what_is_lost_is_told() -> None:
    html = (
        "<script>1</script><p style='text-align:center'>c</p><img alt='only words'><input value=x>"
    )
    told = {(one.fate, one.what) for one in markdown_of(html)[1]}
    assert {
        ("dropped", "element <script>"), ("changed", "alignment of a text"),
        ("dropped", "picture without an address; what it says of itself stays"),
        ("dropped", "element <input>; its words stay"),
    } == told  # fmt: skip


def test_html_that_is_nested_without_end_keeps_its_words() -> None:
    assert "deep" in markdown_of("<div><b>" * 3000 + "deep")[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](/x) ![b](/y 'T') <https://z.example>", '[a](L) ![b](P "T") <https://z.example>'),
        ("`[a](/x)`\n\n```\n![b](/y)\n```\n", "`[a](/x)`\n\n```\n![b](/y)\n```\n"),
        ("[![a](/far)](/x)", "[a](L)"),
        ('Wow!![a](/far "Said")', "Wow\\![a](F) Said"),
        ("[a](bad)", "a (`bad`)"),
        (
            '![a](/far "T"){credit="Who"} ![a](/x){credit="Who"}',
            '[a](F) T Who ![a](P){credit="Who"}',
        ),
        ("[@nobody] [@a](/x)", "\\[@nobody] [@a](L)"),
        ("[a][b]\n\n[b]: /x 'T'", "[a][b]\n\n[b]: L 'T'"),
        (
            "<a href='/x' onclick=y>z</a> <img src=/far alt='&amp;'>",
            '<a href="L">z</a> <a href="F">&amp;</a>',
        ),
        ("<a href='/x'><img src='/far' alt='in'></a>", '<a href="L">in</a>'),
        ("[a](/my file.pdf)", "[a](L)"),
        ("[a](<x (y) z>)", "[a](L)"),
        ("![x](data:image/png;base64,AAAA)", "x (`data:`)"),
        ("\\[a](/x)", "\\[a](/x)"),
    ],
)
def test_links_and_pictures_are_mended(text: str, expected: str) -> None:
    def resolve(address: str, kind: Kind) -> Meant:
        if address in ("bad", "data:"):
            return Meant("")
        if address == "/far":
            return Meant("F", is_link=True)
        return Meant("P" if kind == "picture" else "L")

    assert expected == with_links(text, resolve)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2019-01-02", "2019-01-02"),
        ("2019/1/2 3:04", "2019-01-02 03:04:00"),
        ("2017-08-09 10:11:12 -5", "2017-08-09 10:11:12-05:00"),
        ("2019-01-02T03:04:05.999Z", "2019-01-02 03:04:05+00:00"),
        ("2018-09-10 11:12:13 UTC+02:00", "2018-09-10 11:12:13+02:00"),
        ("January 2, 2019", "2019-01-02"),
        ("2 Jan 2019 15:04", "2019-01-02 15:04:00"),
        ("Wed, 02 Jan 2019 03:04:05 +0200", "2019-01-02 03:04:05+02:00"),
        (1546398245, "2019-01-02 03:04:05+00:00"),
        (1546398245000, "2019-01-02 03:04:05+00:00"),
        ("2019-02-30", ""),
        ("01/02/2019", ""),
        ("soon", ""),
        ("9" * 200, ""),
        ("0019-01-02", ""),
        ("2019-01-02 03:04:05+99:99", ""),
    ],
)
def test_dates_as_people_write_them(written: object, expected: str) -> None:
    assert expected == said_date(written)


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        ("a <script>x < y</script> b", "a  b", "element <script>"),
        (
            '<iframe\nsrc="https://player.vimeo.com/video/9"></iframe>',
            "\n\n[On Vimeo](https://vimeo.com/9)\n\n",
            "element <iframe> is a link",
        ),
        (
            '<div class="x" id="y" style=z>w</div>',
            '<div id="y">w</div>',
            "class, style or size of an element",
        ),
        ("<video>None</video>", "None", "element <video> without an address"),
        ("`<script>` and <b>b</b>", "`<script>` and <b>b</b>", ""),
        ("<script> never ends", "<script> never ends", ""),
    ],
)
def test_html_in_a_text_is_mended(text: str, expected: str, told: str) -> None:
    made, losses = without_foreign_html(text)
    assert (expected, [told] if told else []) == (made, [one.what for one in losses])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Closed, according to [The Harbour Times](https://t.example/1).", ["The Harbour Times"]),
        ("The [Evening Post](http://p.example/) reported that. Via [Reuters](https://r.example/).",
         ["Evening Post", "Reuters"]),
        ("See [The Harbour Times](https://t.example/1).", []),
        ("According to [this page](https://t.example/1).", []),
        ("According to The Harbour Times.", []),
        ("According to [The Harbour Times](../a.md).", []),
    ],
)  # fmt: skip
def test_sources_are_links_in_attributions_and_no_others(text: str, expected: list[str]) -> None:
    assert expected == [one["name"] for one in attributed(text)]

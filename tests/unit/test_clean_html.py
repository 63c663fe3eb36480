"""HTML that is taken for clean is what the sanitiser would give back, byte for byte."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.reading.markdown.body import with_cell_classes
from newsgen.reading.markdown.plainmarkdown import plain_html
from newsgen.reading.markdown.sanitizer import cleaner
from newsgen.reading.markdown.sanitizer_fast_path import is_clean
from tests.support.plain_documents import plain_document
from tests.support.written_documents import written_document

ARTICLE = """\
<p>The <em>council</em>’s “vote” &amp; the <a href="https://a-b.example:8080/x_y?a=1&amp;b=%20#c">budget</a>.</p>
<h2 id="what-s-next">What’s <strong>next</strong>?</h2>
<blockquote>
<p>We agreed.<span><cite class="newsgen-citation" title="minutes, page 4"></cite></span></p>
<p>— Ann</p>
</blockquote>
<ul>
<li>One <a href="../2024/x.md#part">two</a></li>
<li>
<p>Three<br>
four</p>
</li>
</ul>
<ol start="3">
<li><code>a &lt; b</code></li>
</ol>
<hr>
<p><img alt="The hall, «1»" src="../media/hall.jpg"></p>
<ol>
<li><em><a href="#part">Five</a></em></li>
</ol>"""

PIECES = (
    "<p>", "</p>", "<em>", "</em>", "<a href=\"https://a.example\">", "</a>", "<li>", "</li>", "\n", "x",
    "<h2 id=\"a\">", "</h2>", "</h3>", "<hr>", "<br>", "<ul>\n", "</ul>", "<ol start=\"3\">\n", "</ol>",
    "<ul start=\"3\">\n", "<p onclick=\"x\">", "<script>", "<!-- c -->", "&", "&amp;", "&nbsp;", "\u00a0",
    "&lt;", "<", ">", "\"", "'", "\r", "\0", "\t", "\x85", "<B>", "<style>",
    "<img alt=\"\" src=\"a.jpg\">", "<p class=\"a\">", "é", "😀",
    "<span><cite class=\"newsgen-citation\" title=\"a\"></cite></span>", "<div>", "</blockquote>",
    "<blockquote>\n", "\u2028", "\ufeff", "\ufffe", "\uffff",
)  # fmt: skip

URLS = (
    "https://a.example", "http://a.example/", "https://A.example", "https://a.example:80/x?y#z",
    "//a.example",
    "https://", "https:///x", "https://a", "https://1.2.3.4/", "https://999.999.999.999/", "https://0x7f.1/",
    "https://xn--a.example/", "https://a..example/", "https://-a.example/", "https://a.example:99999/",
    "https://a.example:0/", "https://u:p@a.example/", "https://a.example/%zz", "https://a.example/é",
    "https://é.example/", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x",
    "mailto:a@b.example",
    "x:y", "../x.md", "x.md", "./x.md", "/x", "?a", "#a", "", "a b", "a\"b", "a'b", "a&b", "a&amp;b", "a\nb",
    "https://a.example/a&amp;b", "https://a.example/[x]", "https://a.example/\\", "http:a.example", "http:/a",
    "../javascript:x", "x/y:z", "https://a.example.", "https://1a.example/", "https://a.1example/",
    "https://a.b1/", "https://a.example#", "https://a.example?", "https://a_b.example/", "x\u00a0y",
    "\u0001javascript:x",
)  # fmt: skip


def assert_unchanged_if_clean(written: str) -> bool:
    if not is_clean(written):
        return False
    assert written == cleaner().clean(written)
    return True


def test_what_everyday_markdown_is_made_into_is_clean() -> None:
    assert assert_unchanged_if_clean(ARTICLE)
    found = [plain_html(plain_document(seed)) for seed in range(1500)]
    clean = [assert_unchanged_if_clean(one.text) for one in found if one and one.is_plain]
    assert sum(clean) > 0.8 * len(clean) > 0


def assert_plain_unchanged_if_clean(text: str) -> bool:
    plain = plain_html(text)
    if plain is None or not plain.is_clean:
        return False
    written = with_cell_classes(plain.text)
    assert written == cleaner().clean(written)
    return True


def test_a_written_text_that_is_known_to_be_clean_is_kept_by_the_sanitiser() -> None:
    known = sum(assert_plain_unchanged_if_clean(written_document(seed)) for seed in range(4000))
    assert known > 150


def test_a_plain_text_that_is_known_to_be_clean_is_kept_by_the_sanitiser() -> None:
    known = sum(assert_plain_unchanged_if_clean(plain_document(seed)) for seed in range(4000))
    assert known > 150


@given(st.integers(min_value=0))
def test_documents_near_the_plain_are_kept_or_not_known_to_be_clean(seed: int) -> None:
    assert_plain_unchanged_if_clean(plain_document(seed))


@given(st.text(alphabet="ab_*#->1. \n[]()@!é&\u00a0\u2028\ufeff", max_size=40))
def test_any_plain_markdown_is_kept_or_not_known_to_be_clean(text: str) -> None:
    assert_plain_unchanged_if_clean(text)
    assert_plain_unchanged_if_clean(f"> - A {text} [b](c.md) and *d*")


@pytest.mark.parametrize("url", URLS)
def test_a_url_that_is_clean_is_kept_by_the_sanitiser(url: str) -> None:
    assert_unchanged_if_clean(f'<p><a href="{url}">x</a></p>')
    assert_unchanged_if_clean(f'<p><img alt="" src="{url}"></p>')
    assert_plain_unchanged_if_clean(f"A [link]({url}) and ![a picture]({url}).")


@pytest.mark.parametrize("scheme", ["javascript", "data", "vbscript", "file", "ftp", "x"])
def test_no_link_with_another_scheme_is_clean(scheme: str) -> None:
    for before in ("", " ", "\t", "\x01", "../", "&#1;"):
        assert not is_clean(f'<p><a href="{before}{scheme}:x">x</a></p>')
        plain = plain_html(f"A [link]({before}{scheme}:x).")
        assert plain is None or not plain.is_clean


@pytest.mark.parametrize("seed", range(300))
def test_an_article_with_something_put_in_or_left_out_is_kept_or_not_clean(seed: int) -> None:
    chance = random.Random(seed)
    text = ARTICLE
    for _ in range(chance.randint(1, 2)):
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice(PIECES) + text[place + chance.randint(0, 2) :]
    assert_unchanged_if_clean(text)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_sequence_of_tags_is_kept_or_not_clean(written: str) -> None:
    assert_unchanged_if_clean(written)
    assert_unchanged_if_clean(f"<p>{written}</p>")


@given(st.text(max_size=12))
def test_any_text_is_kept_or_not_clean(text: str) -> None:
    assert_unchanged_if_clean(f"<p>{text}</p>")
    assert_unchanged_if_clean(f'<p><a href="{text}">x</a></p>')
    assert_unchanged_if_clean(f'<p><img alt="{text}" src="{text}"></p>')
    assert_unchanged_if_clean(f'<p><img alt="{text}" src="a.jpg"></p>')
    assert_unchanged_if_clean(f'<p><a href="https://a.example/{text}">x</a></p>')
    assert_unchanged_if_clean(f'<p><a href="https://{text}.example/">x</a></p>')
    assert_unchanged_if_clean(
        f'<p><span><cite class="newsgen-citation" title="{text}"></cite></span></p>'
    )


@given(st.text(alphabet="a1-.:/?#@%&_[]~xX0", max_size=20))
def test_any_address_is_kept_or_not_clean(address: str) -> None:
    assert_unchanged_if_clean(f'<p><a href="https://{address}">x</a></p>')
    assert_unchanged_if_clean(f'<p><a href="{address}">x</a></p>')
    assert_plain_unchanged_if_clean(
        f"A [link]({address}), ![{address}]({address}) [@{address}, 1]."
    )

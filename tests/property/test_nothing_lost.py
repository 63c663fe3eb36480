"""Each word of a text with HTML of whatever kind is on the page, or on a line that a problem names."""

from __future__ import annotations

import html
import re

from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.reading.markdown.body import render_body
from newsgen.reading.markdown.html_names import REFUSED
from newsgen.reading.markdown.sanitizer import ELEMENTS

UNKNOWN = ("redacted", "x", "name", "a-chart", "src", "o'clock", "café", "path", "mi", "h7")
NAMES = st.sampled_from((*sorted(ELEMENTS | REFUSED), *UNKNOWN))
# Without `markdown="1"`: within it Python-Markdown writes each tag anew, words in it as attributes.
ATTRIBUTES = st.sampled_from((
    "", "", "", "", " a='b'", ' href="https://a.example/"', " hidden", " style='display:none'",
    ' style="text-decoration:line-through"', " checked", " /", ' title="a > b"', ' title="a < b"',
    " name=b", ' src="x', " alt='y", " =z",
))  # fmt: skip
PIECES = st.one_of(
    st.builds("<{}{}>".format, NAMES, ATTRIBUTES),
    st.builds("</{}>".format, NAMES),
    st.just("WORD"),
    st.just("WORD"),
    st.builds("<{}{}>WORD</{}>".format, NAMES, ATTRIBUTES, NAMES),
    # Words of a tag that is none.
    st.builds("<{} WORD>".format, NAMES),
    st.sampled_from((
        "<!-- -->", "<!--", "-->", "<?php", "?>", "<![CDATA[", "]]>", "<!doctype html>", "<!x>",
        "</ WORD>", "<>", "</>", "<", ">", "&lt;", "`", "**", "\\", '"', "'", "<p", "<a href=\"x",
    )),
)  # fmt: skip
GAPS = st.sampled_from((" ", " ", " ", "\n", "\n\n", "\n\n- ", "\n\n> ", "\n\n    ", "\n\n## "))


@st.composite
def texts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(PIECES, GAPS), min_size=1, max_size=14))
    return "".join(f"{piece}{gap}" for piece, gap in pieces)


def numbered(text: str) -> str:
    """The text with a word of its own in each place for one."""
    parts = text.split("WORD")
    return "".join(
        f"{part}word{number}" if number < len(parts) else part
        for number, part in enumerate(parts, 1)
    )


@given(texts())
@example("<svg> WORD <p>\n\n WORD </svg> WORD")
@example("<!-- \n\n WORD \n\n <!-- --> WORD")
@example("<select> <b WORD> WORD")
def test_each_word_is_on_the_page_or_named(text: str) -> None:
    text = numbered(text)
    body = render_body(text, 1, "a.md", ())
    seen = html.unescape(re.sub(r"\0[^\0]*\0", "", body.html))
    named = set()
    for problem in body.problems:
        assert problem.severity == "warning" or problem.code == "NG024"
        last = re.search(r"It ends in line (\d+)", problem.message)
        named.update(range(problem.line, int(last[1]) + 1 if last else problem.line + 1))
    for line, written in enumerate(text.split("\n"), 1):
        for word in re.findall(r"word\d+", written):
            assert re.search(rf"{word}(?!\d)", seen) or line in named or _is_in_comment(text, word)


def _is_in_comment(text: str, word: str) -> bool:
    """Whether a comment of the author's own holds it, which no other comment begins within."""
    return any(
        re.search(rf"{word}(?!\d)", comment) and "<!--" not in comment
        for comment in re.findall(r"<!--(.*?)--!?>", text, re.DOTALL)
    )

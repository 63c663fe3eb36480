"""The shortcut for everyday Markdown writes what Python-Markdown writes, or declines."""

from __future__ import annotations

import gc
import os
from functools import cache

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from newsgen.model.site import Dialect
from newsgen.reading.libraries.verified import is_verified
from newsgen.reading.markdown.conversion import converted
from newsgen.reading.markdown.converter import markdown_extensions
from newsgen.reading.markdown.plainmarkdown import plain_html
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml
from newsgen.reading.markdown.typography import rules_of, typographic
from newsgen.reading.markdown.unread_markdown import html_blocks
from tests.support.plain_documents import plain_document
from tests.support.written_documents import LINES, SPANS, written_document

pytestmark = pytest.mark.skipif(
    not is_verified("markdown"),
    reason=f"the shortcut is not taken with Python-Markdown {markdown.__version__}",
)

EXAMPLES = int(os.environ.get("NEWSGEN_IDENTITY_EXAMPLES", "4000"))
"""Documents that are compared; the variable makes a longer run of it."""

MOST_CHARACTERS = 400_000
MOST_SECONDS = 5.0
"""What is read in a time that grows by the square takes a minute."""

ARTICLE = """\
The council's vote *was* "settled" -- or **so it seemed** -- in the '90s... R&D aside.
The mayor said: "It isn't over," and 'nobody' [objected](https://council.example/a_b?x=1&y=2).

# What's next?

## What's "next" for [the *budget*](../2024/budget.md#part)?
A line right below a heading, with [sic] in it.

> “We agreed”, she said [@minutes, page 4; @nyt].
>
> — Ann Lee

> Another one.

- One; (two)
- *Three*

1. First

2. Second
3. Third
5. Fifth

---

## What's next?

### The ![hall](media/hall.jpg)hall, as it was [@nyt]

7. Seventh

![The hall](media/hall.jpg)

A _word_, __two words__ and a_name. She said "*yes*", '[no](n.md)' and "(perhaps)".

The *[end](x.md)*. Ціна — 5 % "так".
"""


LANGUAGES = ("de", "en", "fr", "he", "it", "ja")
WORDS = (
    "word",
    '"word',
    'word"',
    '"word"',
    "it's",
    "'90s",
    "'tis",
    "'word",
    "word'",
    "dogs'",
    '"word,"',
    "--",
    "...",
    '*"word"*',
    '"*word*',
    '[word](a.html)"',
    "'[word](a.html)",
    '"',
    "'",
    "6'2\"",
    '27"',
    'l\'"word"',
    "word",
    'word"[@nyt]',
    "a@b--c.example",
    "https://a.example/it's--x",
    "word\n\nword",
    'word\n\n"word',
    "word",
    "word\n\n'word",
    'צה"ל',
    '你"好"',
    "п'ять",
    '("word")',
)


@cache
def stock(dialect: Dialect, *, has_boxes: bool = False) -> Markdown:
    extensions = markdown_extensions(dialect=dialect, has_boxes=has_boxes)
    return Markdown(extensions=extensions, output_format="html")


def assert_same(text: str, lang: str = "en", dialect: Dialect = "commonmark") -> bool:
    plain = plain_html(text, lang, dialect)
    if plain is None:
        return False
    reference = stock(dialect, has_boxes="!!!" in text)
    written = reference.reset().convert(text)
    blocks = html_blocks(written, text, reference.htmlStash.rawHtmlBlocks) if "<" in text else ()
    assert plain.text == typographic(written, rules_of(lang))
    assert plain.is_clean or plain.blocks == blocks
    return True


@pytest.mark.parametrize("lang", ["en", "fr", "he", "uk", "zh"])
def test_an_everyday_article_is_plain(lang: str) -> None:
    assert assert_same(ARTICLE, lang)


@pytest.mark.parametrize(
    "text",
    [
        "a[^1]\n\n[^1]: b", "*[EU]: Union\n\nEU", "a {.b}", "## a {#b}", "a\n: b", "!!! note\n    a",
        "!!! fact",
        "[TOC]\n\n# a", "a <b", "<div>", "<div markdown=1>*a*</div>",
        "- a\n\n  ```\n  b\n  ```",
        "a\n\n[b]:\nc", "a &#39 b", "<!x>", "",
    ],
)  # fmt: skip
def test_what_is_not_known_is_declined(text: str) -> None:
    assert plain_html(text) is None


KNOWN = (
    "a <b>b</b> <br> c", "`code` and ``a ` b``", "a | b\n- | -\n1 | `2`", "a  \nb", "    code\n\n    more",
    "a \\* b \\[c\\]", "[a]: b/c 'd'\n\n[a] ![a]", "a\n===\nb\n---", "a &amp; b", "*a", "```python\na\n```",
    "~~~\na\n~~~", "> a\n> > b", "~~a~~", "_a_b_", "_ a _", "a\tb", "<https://a.example>",
    "<a@b.example>", "***a*** **b *c* d**", "<div>\n\n*a*\n\n</div>\n\nb", "<!-- more -->a",
    "<script>\na < b\n</script>", '[a]({{ "b" | url }})', "[a](b c)", "{{<youtube 8Gx>}}",
    "[a](x '(", "# a `b--c` -- d", "- a\n  - b\n\n    c", "a!!!",
    '!!! fact "What *we* know"\n    One.\n\n    - Two\n    - Three\n\nFour', "!!! Quote\n    a\nb",
)  # fmt: skip


@pytest.mark.parametrize("text", KNOWN)
def test_what_real_articles_hold_is_known(text: str) -> None:
    assert assert_same(text)


@pytest.mark.parametrize("dialect", ["commonmark", "classic"])
@pytest.mark.parametrize(
    "text", ["![a](x '() b and\nmore", '[a](x "() b and\nmore', "`c` [a](x '() b"]
)
def test_no_word_is_lost_behind_a_link_whose_title_never_ends(text: str, dialect: Dialect) -> None:
    made = converted(text, 1, "a.md", (), "en", dialect)
    assert isinstance(made, RawHtml)
    assert text.rpartition(")")[2] in made.text


def test_a_paragraph_alone_is_left_to_python_markdown() -> None:
    text = (
        "One *two*.\n\nA *b **c* d**.\n\n[five]: https://a.example\n\n[five] *six **seven* eight**"
    )
    assert assert_same(text)


def test_written_documents_of_a_seed_are_made_alike_or_declined() -> None:
    seeds = range(EXAMPLES)
    known = sum(assert_same(written_document(seed)) for seed in seeds)
    assert known > len(seeds) / 4


@given(st.integers(min_value=0))
def test_any_written_document_is_made_alike_or_declined(seed: int) -> None:
    assert_same(written_document(seed))


@given(
    st.lists(st.sampled_from([*KNOWN, *SPANS, *LINES]), max_size=6),
    st.sampled_from(("\n", "\n\n", " ")),
)
def test_any_pieces_of_articles_are_made_alike_or_declined(pieces: list[str], gap: str) -> None:
    assert_same(gap.join(pieces))


@pytest.mark.parametrize(("dialect", "share"), [("commonmark", 1), ("classic", 4)])
def test_documents_of_a_seed_are_written_alike_or_declined(dialect: Dialect, share: int) -> None:
    seeds = range(EXAMPLES // share)
    plain = sum(assert_same(plain_document(seed), dialect=dialect) for seed in seeds)
    # Otherwise nothing would have been compared.
    assert plain > len(seeds) / 25


@given(st.integers(min_value=0))
def test_documents_near_the_plain_are_written_alike_or_declined(seed: int) -> None:
    assert_same(plain_document(seed))


@given(st.text(alphabet="ab sS1.,-'\"*() \n>", max_size=24), st.sampled_from(LANGUAGES))
def test_any_punctuation_is_written_alike_or_declined(text: str, lang: str) -> None:
    assert_same(text, lang)
    assert_same(f"He {text} said", lang)


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join), st.sampled_from(LANGUAGES))
def test_any_quoted_words_are_written_alike(text: str, lang: str) -> None:
    assert assert_same(f"He {text} said", lang)


def test_a_text_is_let_go_when_it_is_read() -> None:
    text = "## A heading\n\nWords with [a link](https://example.org/).\n\n## A *second* one\n"
    assert plain_html(text)
    gc.collect()
    gc.disable()
    try:
        assert plain_html(text)
        assert 0 == gc.collect()
    finally:
        gc.enable()

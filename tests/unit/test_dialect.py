"""What Python-Markdown leaves as running text is what every preview shows, and not with `classic`."""

from __future__ import annotations

import re

import pytest

from newsgen.model.site import Dialect
from newsgen.reading.markdown.body import render_body
from newsgen.reading.markdown.conversion import converted
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml
from tests.support.site import CONFIG, SiteFolder


def flat(text: str, dialect: Dialect = "commonmark") -> str:
    """The HTML of a body, without ids and line breaks between tags."""
    html = render_body(text, 1, "a.md", (), dialect=dialect).html
    return re.sub(
        r">\s+<|(?<=>)\n|\n(?=<)",
        lambda m: "><" if "<" in m[0] else "",
        re.sub(r' id="[^"]*"', "", html),
    )


UNDER_A_LINE = {
    "So:\n- a\n- b": "<p>So:</p><ul><li>a</li><li>b</li></ul>",
    "So:\n* a": "<p>So:</p><ul><li>a</li></ul>",
    "So:\n   + a": "<p>So:</p><ul><li>a</li></ul>",
    "So:\n1. a\n2. b": "<p>So:</p><ol><li>a</li><li>b</li></ol>",
    "So:\n1) a": "<p>So:</p><ol><li>a</li></ol>",
    "> So:\n> - a": "<blockquote><p>So:</p><ul><li>a</li></ul></blockquote>",
    "- So:\n  1. a": "<ul><li>So:<ol><li>a</li></ol></li></ul>",
    "So:\n## H\nb": "<p>So:</p><h2>H</h2><p>b</p>",
    "So:\n***\nb": "<p>So:</p><hr><p>b</p>",
    "So:\n- - -\nb": "<p>So:</p><hr><p>b</p>",
    "So:\n> q": "<p>So:</p><blockquote><p>q</p></blockquote>",
    "So:\n```\nc\n```\nb": "<p>So:</p><pre><code>c</code></pre><p>b</p>",
    "So:\n  ~~~ sh\n  c\n  ~~~": '<p>So:</p><pre><code class="language-sh">c</code></pre>',
    "a | b\n- | -\n1 | 2\n- c": (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table><ul><li>c</li></ul>"
    ),
    "So:\n|a|b|\n|-|-|\n|1|2|": (
        "<p>So:</p><table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    ),
}

NOT_UNDER_A_LINE = (
    "It was in\n2024. Then it ended.", "It was in\n2024) Then", "It was\n-5 degrees", "It was\n*",
    "It was\n1.5 million", "It was\n+1", "It was\n1234567890. So", "It was\n#MeToo", "It was\n####### So",
    "It was\n    - not one", "It was\n2. the second", "It was\na|b", "It was\n`a | b`",
)  # fmt: skip

NESTED = {
    "- a\n  - b\n    - c\n- d": "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
    "- a\n   - b": "<ul><li>a<ul><li>b</li></ul></li></ul>",
    "- a\n    - b\n        - c": "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>",
    "- a\n\t- b\n\t\t- c": "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>",
    "1. a\n   - b\n2. c": "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
    "1. a\n    1. b": "<ol><li>a<ol><li>b</li></ol></li></ol>",
    "1. a\n  - b": "<ol><li>a</li></ol><ul><li>b</li></ul>",
    "100. a\n    - b": '<ol start="100"><li>a<ul><li>b</li></ul></li></ol>',
    "- a\n - b": "<ul><li>a</li><li>b</li></ul>",
    "- a\n\n  b": "<ul><li><p>a</p><p>b</p></li></ul>",
    "- a\n\n    b": "<ul><li><p>a</p><p>b</p></li></ul>",
    "1. a\n\n   b\n\nc": "<ol><li><p>a</p><p>b</p></li></ol><p>c</p>",
    "- a\nb": "<ul><li>a\nb</li></ul>",
    "- a\n\nb": "<ul><li>a</li></ul><p>b</p>",
    "- a\n\n- b\n- c": "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>",
    "- a\n  - b\n\n  - c\n- d": "<ul><li>a<ul><li><p>b</p></li><li><p>c</p></li></ul></li><li>d</li></ul>",
    "- a\n  > q\n- b": "<ul><li>a<blockquote><p>q</p></blockquote></li><li>b</li></ul>",
    "- a\n  # h": "<ul><li>a<h2>h</h2></li></ul>",
    "- #tag\n- #1": "<ul><li>#tag</li><li>#1</li></ul>",
    "> #tag": "<blockquote><p>#tag</p></blockquote>",
    "- a\n  ```\n  b\n\n    c\n  ```\n- d": "<ul><li>a<pre><code>b\n\n  c</code></pre></li><li>d</li></ul>",
    "1. ```sh\n   b\n   ```": '<ol><li><pre><code class="language-sh">b</code></pre></li></ol>',
    "> ~~~\n> b\n> ~~~\n> c": "<blockquote><pre><code>b</code></pre><p>c</p></blockquote>",
    "> - ```\n>   b": "<blockquote><ul><li><pre><code>b</code></pre></li></ul></blockquote>",
    "a\n: b\n\n    - c\n\n      d": "<dl><dt>a</dt><dd><p>b</p><ul><li><p>c</p><p>d</p></li></ul></dd></dl>",
}

OTHERS = {
    "a | b\n|-|-|\n|1|2": (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    ),
    "|a|\n|:-:|\nb": (
        '<table><thead><tr><th class="align-center">a</th></tr></thead>'
        '<tbody><tr><td class="align-center">b</td></tr></tbody></table>'
    ),
    "|a|b|\n--|--": "<table><thead><tr><th>a</th><th>b</th></tr></thead></table>",
    "a | b\n-- | - | -": "<p>a | b\n– | - | -</p>",
    "#MeToo is here": "<p>#MeToo is here</p>",
    "## A ##": "<h2>A</h2>",
    "## C#": "<h2>C#</h2>",
    "####### a": "<p>####### a</p>",
    "a\nb\n---\nc": "<h2>a\nb</h2><p>c</p>",
    "3. a\n4. b": '<ol start="3"><li>a</li><li>b</li></ol>',
    "003. a": '<ol start="3"><li>a</li></ol>',
    "0. a": '<ol start="0"><li>a</li></ol>',
    "- a\n+ b": "<ul><li>a</li></ul><ul><li>b</li></ul>",
    "1. a\n1) b": "<ol><li>a</li></ol><ol><li>b</li></ol>",
    "> a\n\n> b": "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>",
    "> a\nb\n- c": "<blockquote><p>a\nb</p></blockquote><ul><li>c</li></ul>",
    "~~no~~, a~~b~~c, ~d~, 3~5 and 6~8": "<p><del>no</del>, a<del>b</del>c, ~d~, 3~5 and 6~8</p>",
    "```a b\nc\n````": '<pre><code class="language-a">c</code></pre>',
    "````\n```\n````": "<pre><code>```</code></pre>",
    "```\n<b>\n- c": "<pre><code>&lt;b&gt;\n- c</code></pre>",
    "* * *": "<hr>",
    "- a\n-\n- c": "<ul><li>a</li><li></li><li>c</li></ul>",
}


@pytest.mark.parametrize("text", UNDER_A_LINE)
def test_a_block_may_stand_right_below_a_line(text: str) -> None:
    assert UNDER_A_LINE[text] == flat(text)


@pytest.mark.parametrize("text", NOT_UNDER_A_LINE)
def test_a_line_of_a_paragraph_begins_no_list_table_or_heading(text: str) -> None:
    html = flat(text)
    assert html.startswith("<p>")
    assert not re.search("<(?:[uo]l|table|h[1-6])", html)


@pytest.mark.parametrize("text", NESTED)
def test_what_is_indented_as_far_as_an_item_s_text_is_in_it(text: str) -> None:
    assert NESTED[text] == flat(text)


@pytest.mark.parametrize("text", OTHERS)
def test_it_is_what_every_preview_shows(text: str) -> None:
    assert OTHERS[text] == flat(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("So:\n- a", "<p>So:\n- a</p>"),
        ("- a\n  - b", "<ul><li>a</li><li>b</li></ul>"),
        ("#MeToo", "<h2>MeToo</h2>"),
        ("~~no~~", "<p>~~no~~</p>"),
        ("1) a", "<p>1) a</p>"),
        ("> a\n\n> b", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("- a\n\n- b\n- c", "<ul><li><p>a</p></li><li><p>b</p></li><li>c</li></ul>"),
        ("`x`\n\n- a\n  - b", "<p><code>x</code></p><ul><li>a</li><li>b</li></ul>"),
    ],
)
def test_the_classic_dialect_is_python_markdown_s_own(text: str, html: str) -> None:
    assert html == flat(text, "classic")


def test_a_site_chooses_its_dialect_and_a_build_after_the_choice_reads_anew(
    site: SiteFolder,
) -> None:
    site.article("world/a.md", "So:\n- one\n")
    site.build()
    page = next(path for path in site.tree() if path.endswith("/a.html"))
    assert "<li>one</li>" in site.page(page)
    site.write("newsgen.yaml", f"{CONFIG}markdown: {{dialect: classic}}\n")
    site.build()
    assert "So:\n- one" in site.page(page)


def test_a_dialect_that_there_is_not_is_an_error_at_its_place(site: SiteFolder) -> None:
    site.article("world/a.md")
    site.write("newsgen.yaml", f"{CONFIG}markdown:\n  dialect: commonmrk\n")
    (problem,) = site.build().problems
    assert ("newsgen.yaml", "NG022") == (problem.path, problem.code)
    assert problem.line == CONFIG.count("\n") + 2
    assert "commonmark" in problem.hint


def test_html_between_fences_of_an_item_is_not_taken_for_html() -> None:
    html = flat('- a\n  ```\n  <div class="x">\n  **b**\n  ```\n- c')
    assert '&lt;div class="x"&gt;\n**b**' in html.replace("&quot;", '"')
    assert html.endswith("<li>c</li></ul>")


def test_what_is_plain_and_what_is_not_are_read_alike() -> None:
    for text in (*UNDER_A_LINE, *NOT_UNDER_A_LINE, *NESTED, *OTHERS):
        plain = converted(text, 1, "a.md", ())
        # A span of code has Python-Markdown read all of it.
        other = converted(f"{text}\n\nx `y`", 1, "a.md", ())
        assert isinstance(plain, RawHtml)
        assert isinstance(other, RawHtml)
        if not text.startswith(("```", "> - ```")):
            assert other.text == f"{plain.text}\n<p>x <code>y</code></p>"


def missed(text: str, dialect: Dialect = "commonmark") -> list[tuple[int, int, str, str]]:
    """The line, column, code and first quoted words of each problem of a text."""
    problems = render_body(text, 6, "a.md", (), dialect=dialect).problems
    quoted = [re.findall("`([^`]*)`", one.message) for one in problems]
    return [
        (one.line, one.column, one.code, words[0] if words else "")
        for one, words in zip(problems, quoted, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n##Heading\n\nb", [(8, 1, "NG330", "##Heading")]),
        ("> ###Заголовок ###", [(6, 3, "NG330", "###Заголовок ###")]),
        ("a | b\n--- | --- | ---\n1 | 2", [(7, 1, "NG330", "")]),
        ("```The first line\nb\n```", [(6, 8, "NG330", "first line")]),
        ('- ~~~ yaml title="The settings"\n  b\n  ~~~', [(6, 12, "NG330", 'title="The settings"')]),
        ("a\n\n```sh\nb", [(8, 1, "NG331", "")]),
        ("a\n- b\n  ~~~\nc\n  ~~~", [(8, 3, "NG331", ""), (10, 3, "NG331", "")]),
    ],
)
def test_what_was_meant_as_a_heading_a_table_or_code_is_named_at_its_place(
    text: str, expected: list[tuple[int, int, str, str]]
) -> None:
    assert expected == missed(text)
    assert not missed(text, "classic")


@pytest.mark.parametrize(
    "text",
    [
        "#MeToo and #2", "## Heading\n\n###### Six\n", "```\n##no heading\na | b\n-|-|-\n```", "`##x`",
        "    ##code", "a | b\n--- | ---\n1 | 2 |\n3", "|a|b|\n|-|-|\n|1|2|three|", "a|b in a line\nand more",
        "|a|\n|-|\n|`b|c`|\n|d\\|e|", "~~~~\n~~~\n~~~~", "##", "a ##b", "## 1", "##1", "a\n---|---",
        "```python hl_lines=\"1 2\"\na\n```", "``` {.python title=\"a\"}\na\n```",
    ],
)  # fmt: skip
def test_what_is_well_written_or_plain_text_is_not_named(text: str) -> None:
    assert not missed(text)


def test_a_text_with_a_thousand_near_misses_names_the_first_ones() -> None:
    assert [6, 7, 8] == [line for line, *_ in missed("##Heading\n" * 1000)][:3]
    assert len(missed("##Heading\n" * 1000)) == 10


def test_a_backslash_makes_text_of_any_punctuation() -> None:
    written = r"\$10 \~\~no\~\~ \<link\> \@anna a\/b C:\temp"
    expected = r"<p>$10 ~~no~~ &lt;link&gt; @anna a/b C:\temp</p>"
    assert expected == render_body(written, 1, "a.md", ()).html

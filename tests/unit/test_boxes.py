"""Boxes, pull quotations, embeds, and the link to report an error: from Markdown to the page."""

from __future__ import annotations

import pytest

from newsgen.desk.blocks import blocks
from newsgen.reading.markdown.body import Body, render_body
from tests.support.problems import Placed, accepted
from tests.support.site import CONFIG, SiteFolder


def body(text: str, *extensions: str) -> Body:
    return render_body(text, 1, "a.md", extensions)


def flat(text: str, *extensions: str) -> str:
    """The body as one line."""
    return body(text, *extensions).html.replace("\n", "")


@pytest.mark.parametrize("kind", ["fact", "method"])
def test_a_box_holds_its_title_and_all_that_is_indented(kind: str) -> None:
    text = f'Before.\n\n!!! {kind} "What *we* know"\n    One.\n\n    - two\n    - three\n\nAfter.\n'
    assert (
        f'<p>Before.</p><aside class="box {kind}"><p class="box-title">What <em>we</em> know</p>'
        "<p>One.</p><ul><li>two</li><li>three</li></ul></aside><p>After.</p>"
    ) == flat(text)


def test_a_box_needs_no_title_and_no_empty_line_around_it() -> None:
    assert ('<p>Before.</p><aside class="box fact"><p>One.</p></aside><p>After.</p>') == flat(
        "Before.\n!!! FACT\n    One.\nAfter.\n"
    )


def test_a_table_and_a_citation_in_a_box_are_read_as_outside_of_it() -> None:
    made = body("!!! fact\n    | a | b |\n    |---|---|\n    | 1 | 2[@nyt] |\n")
    assert "<td>2\0c0\0</td>" in made.html
    assert ["nyt"] == [one.key for one in made.citations]


def test_two_boxes_follow_one_another() -> None:
    text = "!!! fact\n    One.\n\n!!! method\n    Two.\n"
    assert (
        '<aside class="box fact"><p>One.</p></aside><aside class="box method"><p>Two.</p></aside>'
    ) == flat(text)


def test_a_box_in_a_list_stays_in_its_item() -> None:
    assert ('<ul><li><p>item</p><aside class="box fact"><p>One.</p></aside></li></ul>') == flat(
        "- item\n\n    !!! fact\n        One.\n"
    )


def test_a_pull_quotation_says_whose_words_it_holds() -> None:
    assert (
        '<aside class="pull-quote"><blockquote><p>Words.</p></blockquote>'
        '<p class="quote-by">The author</p></aside>'
    ) == flat('!!! quote "The author"\n    Words.\n')


def test_a_pull_quotation_with_a_citation_is_attributed_to_it() -> None:
    assert "<figcaption>\0n0\0\0c0\0</figcaption>" in flat("!!! quote\n    Words.[@nyt]\n")


def test_what_a_box_may_not_hold_is_taken_out() -> None:
    assert "script" not in flat('!!! fact "<script>x</script>"\n    <script>x</script>One.\n')


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('One.\n\n!!! facts "Title"\n    Two.\n', 8),
        ("!!! fact\nNot indented.\n", 6),
        ('!!! quote "Nobody"\n\nNot indented.\n', 6),
    ],
)
def test_a_box_that_is_none_or_is_empty_is_a_warning(
    site: SiteFolder, text: str, line: int
) -> None:
    path = site.article("world/a.md", text)
    assert [Placed(path, line, 1, "NG032", "warning")] == accepted(site)


def test_three_signs_in_code_open_no_box_and_are_no_mistake() -> None:
    assert () == body("`!!! facts`\n\n```\n!!! facts\n```\n\nWell!!!\n").problems


def test_other_kinds_are_those_of_the_admonition_extension_where_a_site_has_it() -> None:
    text = '!!! warning "Mind"\n    One.\n\n!!! fact\n    Two.\n'
    assert (
        '<div class="admonition warning"><p class="admonition-title">Mind</p><p>One.</p></div>'
        '<aside class="box fact"><p>Two.</p></aside>'
    ) == flat(text, "admonition")
    assert () == body(text, "admonition").problems


def test_the_desk_reads_the_text_of_a_box_and_not_its_first_line() -> None:
    text = (
        '!!! fact "A title of many words that is no quotation"\n    Prose.\n\n    More.\n\nEnd.\n'
    )
    assert [
        ("other", text[: text.index("\n")]), ("paragraph", "    Prose."),
        ("paragraph", "    More."), ("paragraph", "End."),
    ] == [(one.kind, text[one.start : one.end]) for one in blocks(text, 0)]  # fmt: skip


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("[The film](https://www.youtube.com/watch?v=x)", "YouTube"),
        ("[The film](https://youtu.be/x)", "YouTube"),
        ('[Text](https://m.facebook.com/x "The film")', "Facebook"),
        ("[The film](https://charts.example/vote){.embed}", "charts.example"),
    ],
)
def test_a_link_alone_in_its_paragraph_to_a_known_host_or_marked_is_an_embed(
    link: str, host: str
) -> None:
    made = flat(f"Before.\n\n{link}\n")
    assert f'rel="external">The film</a> <small>\0e0#{host}\0</small></p>' in made
    assert '<p>Before.</p><p class="embed"><a href="https://' in made


@pytest.mark.parametrize(
    "text",
    [
        "[The film](https://example.org/watch)",
        "See [the film](https://youtu.be/x)",
        "[The film](https://youtu.be/x) and [another](https://youtu.be/y)",
        "[The film](https://youtube.com.example.org/x)",
        "- [The film](https://youtu.be/x)",
    ],
)
def test_any_other_link_is_no_embed(text: str) -> None:
    assert "embed" not in flat(text)


def test_an_embed_says_in_the_page_s_language_that_nothing_is_loaded(site: SiteFolder) -> None:
    text = "[Film](https://youtu.be/x)\n"
    for name in ("a.md", "a.uk.md"):
        site.article(f"world/{name}", text)
    site.build()
    assert "On YouTube. Nothing is loaded" in site.page("world/2024/11/a.html")
    assert "На YouTube. Звідти нічого" in site.page("uk/world/2024/11/a.html")


def test_a_letter_about_an_error_begins_with_headline_and_address(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}report_errors_to: errors@test.example\n")
    site.article("world/a.md", headline='"Rise & fall?"')
    site.build()
    assert (
        'href="mailto:errors@test.example?subject=Rise%20%26%20fall%3F'
        '&amp;body=https%3A//test.example/world/2024/11/a.html"'
    ) in site.page("world/2024/11/a.html")


def test_errors_can_be_reported_on_a_page(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}report_errors_to: https://test.example/form\n")
    site.article("world/a.md")
    site.build()
    assert '<a href="https://test.example/form">Report an error</a>' in site.page(
        "world/2024/11/a.html"
    )


def test_where_nothing_is_said_nobody_is_asked_to_report_errors(site: SiteFolder) -> None:
    site.article("world/a.md")
    site.build()
    assert "Report an error" not in site.page("world/2024/11/a.html")


def test_an_address_to_report_to_that_is_none_is_an_error(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}report_errors_to: javascript:alert(1)\n")
    assert ["NG024"] == [one.code for one in site.build().problems]

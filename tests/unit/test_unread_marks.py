"""What extensions of Markdown take from a text, and the marks in it that nobody reads."""

from __future__ import annotations

import html
import random
import re

import pytest

from newsgen.reading.markdown.attribute_keys import is_known
from newsgen.reading.markdown.body import Body, render_body
from newsgen.reading.markdown.conversion import converted
from newsgen.reading.markdown.sanitizer import _ATTRIBUTES
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml
from newsgen.reading.markdown.written_code import without_written_code
from tests.support.problems import Placed, accepted
from tests.support.site import SiteFolder

SOURCES = ("reuters", "nyt", "the-new-york-times")


def body(text: str) -> Body:
    return render_body(text, 1, "a.md", (), sources=SOURCES)


def raw(text: str) -> str:
    made = converted(text, 1, "a.md", ())
    assert isinstance(made, RawHtml)
    return made.text


def words(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def warned(text: str) -> list[tuple[int, int, str]]:
    problems = body(text).problems
    assert all(one.severity == "warning" for one in problems)
    return [(one.line, one.column, one.code) for one in problems]


# Attribute lists


@pytest.mark.parametrize(
    "written",
    ["{provisional}", "{estimate}", "{name withheld}", "{n=120}", "{#1}", "{a, b}", "{.}", "{votes=5}"],
)  # fmt: skip
@pytest.mark.parametrize(
    "around",
    [
        "## Results {}", "| A | B |\n|---|---|\n| North | 12 {} |", "- An item\n  {}", "A line\n{}",
        "The *word*{} and more", "Term {}\n:   What it is", "[a link](https://a.example/){} and more",
        "*One*{} two} three {four} five", "- An *item*\n    {}\n    - nested",
    ],
)  # fmt: skip
def test_what_is_no_attribute_list_stays_as_text(around: str, written: str) -> None:
    text = around.replace("{}", written)
    shown = words(raw(text))
    assert written in shown
    assert [] == warned(text)
    assert re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "]", text)) == re.findall(r"\w+", shown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Results {#votes .note}", '<h2 class="note" id="votes">Results</h2>'),
        ("## Results {: #votes } ##", '<h2 id="votes">Results</h2>'),
        (
            "A line\n{: .note title='a \"b\"' }",
            '<p class="note" title="a &quot;b&quot;">A line</p>',
        ),
        ("*a*{.note}{lang=de} b", '<p><em class="note" lang="de">a</em> b</p>'),
        ("*a*{.note} b} c {d} e", '<p><em class="note">a</em> b} c {d} e</p>'),
        ("- a\n- b\n  {.note}", '<ul>\n<li>a</li>\n<li class="note">b</li>\n</ul>'),
        (
            "[a](/b){: target=_blank rel='x y'}",
            '<p><a href="/b" rel="x y" target="_blank">a</a></p>',
        ),
        ("# A {.a.b#c}", '<h1 class="a b" id="c">A</h1>'),
    ],
)
def test_an_attribute_list_is_taken(text: str, expected: str) -> None:
    assert expected == raw(text)


@pytest.mark.parametrize(
    "text", ["## A {.note provisional}", "{.note}", "A line {: .note}", "*a* {credit='AP' title=x}"]
)
def test_an_attribute_list_that_is_not_read_is_named(text: str) -> None:
    assert [(1, text.index("{") + 1, "NG399")] == warned(text)
    assert text[text.index("{") :].replace("'", "’")[:6] in words(raw(text)).replace("‘", "’")


def test_attribute_lists_know_the_attributes_that_a_body_may_have() -> None:
    # Those of the other elements can't be written behind anything in Markdown.
    for element in ("*", "a", "blockquote", "img", "ol", "td", "th"):
        for key in _ATTRIBUTES[element]:
            assert is_known(element, key), (element, key)


# Emphasis


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a **b*c d", "<p><em>a **b</em>c d</p>"),
        ("*a **b*`c`", "<p><em>a **b</em><code>c</code></p>"),
        ("*a **b*xyz **q*rst", "<p><em>a **b</em>xyz **q*rst</p>"),
    ],
)
def test_stars_that_do_not_pair_take_no_letter_with_them(text: str, expected: str) -> None:
    assert expected == raw(text)


# Blocks


@pytest.mark.parametrize(
    "text",
    [
        "[Q]: Why?\n\n[Smith]: Yes.", "[Smith]: yes", "- [A]: no", "x\n[B]: never",
        "| a | b |\n|---|---|\n| 1 | 2 | more | still |\n| 3 |", "a | b\n--|--:\n1 | 2 | more",
    ],
)  # fmt: skip
def test_a_block_drops_no_words(text: str) -> None:
    assert re.findall(r"\w+", text) == re.findall(r"\w+", words(raw(text)))


@pytest.mark.parametrize(
    "target",
    ["https://a.example", "mailto:a@b.example", "#part", "x.md", "../a/b", "<x>", "a.example"],
)
def test_a_definition_with_an_address_is_one(target: str) -> None:
    assert f'<a href="{target.strip("<>")}" title="T">x</a>' in raw(f'[x][n]\n\n[n]: {target} "T"')


# Placeholders

_PIECES = (
    *("*", "**", "_", "`", "[", "]", "(", ")", "![", "](/x", "[^1]", "[^1]: n\n", "\\*", "\\[", "\\\\"),
    *('[ref]: /u "t\\*`c`"\n', "[a][ref]", "*[EU]: U\\*`n`\n", "EU", '{: title="a\\*b`c`" }', "{#i\\_d}"),
    *("[@r, `c`; @n\\_y]", "[@`k`]", "<b>", "</b>", "<div>", "</div>", '<span title="\\*`x`">', "&amp;"),
    *('"', "'", "--", "word", "## ", "\n\n", "\n", "- ", "> ", "| a |\n|---|\n| \\* `c` |\n", "[TOC]"),
    *("```\ncode\n```\n", '!!! fact "T\\*`i`"\n    x\n', '![a\\*`b`](x.jpg "t`c`\\*")', "<https://a.b/\\_c>"),
)  # fmt: skip
_PLACEHOLDER = re.compile("[\x02\x03]|klzzwxh|wzxhzdk|zz1337820767766393qq|qq3936677670287331zz")


def test_no_placeholder_is_left_in_any_document() -> None:
    for seed in range(800):
        chance = random.Random(seed)
        text = "".join(chance.choice(_PIECES) for _ in range(chance.randint(1, 10)))
        made = render_body(text, 1, "a.md", ())
        found = _PLACEHOLDER.search(made.html + repr(made[1:]))
        assert found is None, (text, made.html)


@pytest.mark.parametrize(
    ("text", "key", "locator"),
    [
        ("[@reuters, `code` here]", "reuters", "code here"),
        (r"[@reuters, \*starred\*]", "reuters", "*starred*"),
        (r"[@nyt\_us]", "nyt_us", ""),
        ("[@reuters, `a; b`]", "reuters", "a; b"),
    ],
)
def test_code_and_escapes_in_a_citation_are_its_text(text: str, key: str, locator: str) -> None:
    (citation,) = body(text).citations
    assert (key, locator) == (citation.key, citation.locator)


# Citations


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[@The New York Times]", "[@the-new-york-times]"),
        ("[@reuters p. 4]", "[@reuters, p. 4]"),
        ("[@reuters\np. 4]", "[@reuters, p. 4]"),
        ("[@ reuters]", "[@reuters]"),
        ("[@reuters: page 4]", "[@reuters, page 4]"),
        ("[@reuters, @nyt]", "[@reuters; @nyt]"),
        ("[@reuters, page 4, @nyt]", "[@reuters, page 4; @nyt]"),
        ("[@reuters @nyt]", "[@reuters; @nyt]"),
        ("[@reuters and @nyt]", "[@reuters; @nyt]"),
        ("[@reuters;nyt]", "[@reuters; @nyt]"),
        ("[see @reuters]", "[@reuters]"),
        ("(@reuters)", "[@reuters]"),
        ("(see @reuters)", "[@reuters]"),
        ("[-@reuters]", "[@reuters]"),
        ("[“@reuters”]", "[@reuters]"),
        ("[@reuters (p. 4)]", "[@reuters, p. 4]"),
        ("［@reuters］", "[@reuters]"),
        ("【@reuters】", "[@reuters]"),
        ("[@reuters；@nyt]", "[@reuters; @nyt]"),
        ("[@reuters，第4页]", "[@reuters, 第4页]"),
        ("[＠reuters]", "[@reuters]"),
    ],
)
def test_what_is_nearly_a_citation_is_named(text: str, hint: str) -> None:
    made = body(f"One.\n\nThey said {text}.")
    (problem,) = made.problems
    assert (3, 11, "NG392") == (problem.line, problem.column, problem.code)
    assert f"Write `{hint}`." == problem.hint
    assert () == made.citations and text.split("\n")[0] in words(made.html)


def test_a_source_in_brackets_behind_a_sentence_is_nearly_a_citation() -> None:
    assert [(1, 14, "NG392")] == warned("It is closed.[reuters] More.")


def test_a_source_that_stands_in_the_place_of_another_is_named() -> None:
    made = body("x [@reuters, page 4 and @nyt] y")
    assert ["reuters"] == [one.key for one in made.citations]
    assert [(25, "NG392")] == [(one.column, one.code) for one in made.problems]


@pytest.mark.parametrize(
    "text",
    [
        "[@anna](https://a.example/)", "[@anna](\nhttps://a.example/ )", "[@anna][ref]\n\n[ref]: https://a.example/",
        "[@reuters][]\n\n[@reuters]: https://a.example/",
        "[@anna: text](https://a.example/)", "[text @reuters](https://a.example/)",
        "[@anna, reporter](https://a.example/ 'T')",
        "Write to [desk@reuters]", "Reuters (@reuters) said", "Anna Lee ([@annalee](https://a.example/))",
        "“The [nyt] said so”", "`[@ reuters]`", "```\n[@ reuters]\n```", r"\[@ reuters]",
        "anna@nyt.example", "@reuters", "(follow @nyt)", "[via @anna]",
        "<!-- [@ reuters] -->", "![@anna](media/x.jpg)", "[reuters](https://a.example/)",
    ],
)  # fmt: skip
def test_links_handles_addresses_and_code_are_no_citations(text: str) -> None:
    made = body(text)
    assert ((), ()) == (made.citations, made.problems)


def test_a_citation_beside_another_or_before_brackets_is_one() -> None:
    made = body(
        "A.[@reuters][@nyt] (perhaps) B.[@reuters](perhaps not) [@nyt] [x][ref]\n\n[ref]: /a"
    )
    assert ["reuters", "nyt", "reuters", "nyt"] == [one.key for one in made.citations]


# Footnotes


def test_footnotes_are_numbered_as_they_are_read(site: SiteFolder) -> None:
    site.article(
        "a.md",
        "- First.[^b]\n\nSecond.[^a] Again.[^b]\n\n> Third.[^q]\n\n[^a]: Note a.\n[^q]: Note q.\n"
        "[^b]: Note b, see.[^n]\n\n    More of b.\n\n[^n]: Note n.\n",
    )
    assert [] == accepted(site)
    (path,) = (one for one in site.tree() if one.endswith("/a.html"))
    page = site.tree()[path].decode()
    assert ["1", "2", "1", "3", "4"] == re.findall(r'class="footnote-ref"[^>]*>(\d+)<', page)
    assert ["b", "a", "q", "n"] == re.findall(r'<li id="fn:(\w)"', page)
    assert ["1", "1", "2", "3", "4"] == re.findall(r"footnote (\d)", page)


def test_footnotes_that_lack_something_are_named(site: SiteFolder) -> None:
    path = site.article(
        "a.md", "One.[^typo] Two.[^a]\n\n[^a]: Note.\n[^a]: Another.\n[^c]: To be checked.\n"
    )
    expected = [(6, 5, "NG394"), (9, 1, "NG396"), (10, 1, "NG395")]
    assert [Placed(path, *one, "warning") for one in expected] == accepted(site)
    (page,) = (site.tree()[one].decode() for one in site.tree() if one.endswith("/a.html"))
    assert "[^typo]" in page and "To be checked.</p>" in page and "fnref:c" not in page


def test_a_second_definition_is_kept_the_same_whatever_was_read_before() -> None:
    text = "x[^a]\n\n[^a]: One.\n[^a]: Two\nand more.\n[^a]: Three.\n"
    first = raw(text)
    assert ["a", "a:2", "a:3"] == re.findall(r'<li id="fn:([^"]*)"', first)
    assert "and more." in first and first == raw(text)


def test_the_meaning_of_an_abbreviation_that_the_text_does_not_have_is_named() -> None:
    assert [(3, 1, "NG395")] == warned("The EU.\n\n*[UN]: United Nations\n*[EU]: European Union")
    assert [] == warned("*[a](https://a.example/)* and R&D.\n\n*[R&D]: Research")


@pytest.mark.parametrize("text", ["`[^a]` x", r"\[^a] x", "    [^a]\n", "Text.[^a]\n\n[^a]: Note."])
def test_a_footnote_in_code_and_one_that_is_there_are_no_mistake(text: str) -> None:
    assert [] == warned(text)


def test_a_thousand_footnotes_within_footnotes_are_numbered() -> None:
    text = "x[^0]\n\n" + "\n".join(f"[^{one}]: n[^{one + 1}]" for one in range(1000))
    assert [(1002, 10, "NG394")] == warned(text)


# Marks of other systems


@pytest.mark.parametrize(
    "text",
    [
        "{{< youtube abc >}}", "{{% notice %}}", "{% include x.html %}", "{{ site.title }}",
        '[caption id="a" width="3"]x[/caption]', "[gallery ids=1,2]", "[gallery]", "[youtube https://youtu.be/abc]",
        "[embed]https://a.example/[/embed]", '[my-thing size="3"]', "[b]bold[/b]", "[url=https://a.example/]x[/url]",
        ":smile: yes", "{:toc}", "{::options x=y /}", "{::comment}", "![[picture.png]]",
        "[[Another note]]", "==marked==",
        "::: warning\nx\n:::", ".. image:: x.png", 'import X from "./x"', "> [!NOTE]\n> x", "^[A note here.]",
        "{++new++}", '??? note "x"\n    y', "== History ==",
    ],
)  # fmt: skip
def test_a_mark_of_another_system_is_named_and_stays(text: str) -> None:
    signs = re.sub(r"\s", "", text.split("\n")[0])[:4]
    for before, line in (("", 1), ("Some words.\n\n", 3)):
        if before and text.startswith("import"):
            continue
        made = body(before + text)
        assert [(line, 1, "NG393")] == [(one.line, one.column, one.code) for one in made.problems]
        assert signs in re.sub(r"\s", "", words(made.html)).replace("…", "..").replace(
            "”", '"'
        ) or (text.startswith(">") and "[!NOTE]" in made.html)


def test_each_kind_of_mark_is_named_once_with_its_number() -> None:
    made = body("{{< a >}}\n\n:smile: and :heart:\n\n{{< b >}} {{< c >}}\n")
    assert [(1, "NG393"), (3, "NG393")] == sorted((one.line, one.code) for one in made.problems)
    assert {", and 1 more in this text.", ", and 2 more in this text."} == {
        one.message.partition("as text")[2] for one in made.problems
    }


@pytest.mark.parametrize(
    "text",
    [
        "At 10:30:15 a::b C::D 1:2:3 https://a.example:80/ x:y:z", "a == b and c == d", "[sic] [video] [TOC]",
        "`{{< x >}}`", "```\n{% raw %}\n```", "    {{< x >}}", "<!-- {{ x }} --> <!--more-->", "[[1]](https://a.example/)",
        r"\[gallery] \{{ x", "Watch it [video below] now", "[a = b]", "{ x | y }", "Ratio: 3:1",
        "[b] without an end",
        "a[i][j] [audio]", "| a | b |\n|:---|:---:|\n| 1 | 2 |", "The “::” operator",
        "Use [[:alnum:]-] or [:upper:]", "x: y\n\n    a :smile: b", "A line\n===\n\nx",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert [] == warned(text)


def test_what_is_left_of_front_matter_is_named() -> None:
    for text in (
        "---\ntitle: x\n---\n\nText",
        '+++\ntitle = "x"\n+++\n',
        "Title: x\nDate: 2020\n\nText",
    ):
        assert [(1, 1, "NG393")] == warned(text)
    assert [] == warned("---\n\nText") == warned("Title: x\n\nText")


# Paragraphs

SENTENCE = (
    "The council has closed the bridge, and nobody knows for how long, said one of its engineers."
)
PARAGRAPH = f"{SENTENCE} It opened in 1950."


@pytest.mark.parametrize("before", ["", "The beginning.\n\n", "## A heading\n\nThe beginning.\n\n"])
def test_a_text_without_blank_lines_is_named(before: str) -> None:
    line = before.count("\n") + 1
    assert [(line, 1, "NG397")] == warned(before + "\n".join([PARAGRAPH] * 6))


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join([PARAGRAPH] * 5), "\n".join([SENTENCE] * 5),
        "\n\n".join(["\n".join([PARAGRAPH] * 4)] * 3),
        "\n".join([PARAGRAPH] * 2),
        "A short line.\nAnother one.\nAnd more.\nAnd more.",
        "\n".join(["and the text of one paragraph goes on and on over many lines of eighty characters,"] * 9),
        "\n".join([f"- {PARAGRAPH}"] * 5), "  \n".join([PARAGRAPH] * 5), "\n".join([f"> {PARAGRAPH}"] * 5),
    ],
)  # fmt: skip
def test_paragraphs_lists_verses_and_wrapped_lines_are_none(text: str) -> None:
    assert [] == warned(text)


def test_code_is_blanked_out_and_nothing_moves() -> None:
    text = "a `b\nc` d\n\n~~~\ne\n~~~\n\n- ```\n  f\n  ```\n\n<!-- g\n-->h ` i\n\n``j` k``l"
    bare = without_written_code(text)
    assert len(bare) == len(text) and bare.count("\n") == text.count("\n")
    assert "a d - h ` i l" == " ".join(bare.split())


# Definitions


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("[Editor]: a.md", 1),
        ("Text.\n\n> [Editor]: a.md", 3),
        ('[one]: https://a.example/ "A title"', 1),
    ],
)
def test_a_definition_that_nothing_uses_is_named(text: str, column: int) -> None:
    assert [(text.count("\n", 0, text.index("[")) + 1, column, "NG439")] == warned(text)


def test_each_definition_that_nothing_uses_is_named() -> None:
    text = (
        "[one]: <https://a.example/>\n[two]: b.md\n\nHTML\n\n*[HTML]: Hypertext\n\n> *[CSS]: Style"
    )
    assert [(1, 1, "NG439"), (2, 1, "NG439"), (8, 3, "NG395")] == warned(text)


@pytest.mark.parametrize(
    "text",
    [
        '[#]: subject: "A title"',
        "See [this][one].\n\n[one]: https://a.example/",
        "See [One].\n\n[one]: https://a.example/",
        "![A  picture][]\n\n[a picture]: media/a.png",
        "HTML is old.\n\n*[HTML]: Hypertext",
        "[//]: # (a note to myself)",
        "[comment]: <> (a note to myself)",
        "[Editor]: we disagree with this",
        "[Editor]: disagrees",
        "`[a]: b`",
        "    [a]: b",
    ],
)
def test_other_definitions_are_not(text: str) -> None:
    assert "NG439" not in [code for _, _, code in warned(text)]

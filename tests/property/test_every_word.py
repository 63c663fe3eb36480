"""Nothing that was written is lost in silence: each word is published, or a problem names its lines.

Texts are made of pieces of every kind that a writer, an import or another program leaves in an
article, one within the other, each word of them its own. Whatever of a piece is neither in what
was read of the article nor named by a problem at the piece's own lines was lost in silence.
"""

from __future__ import annotations

import html
import re
from itertools import count
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.model.problem import Problem
from newsgen.reading.content.articles import read_article
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.markdown.body import Body, render_body
from tests.support.site import SiteFolder

PATH = "content/articles/a.md"
FRONT = "---\nheadline: A headline\ndate: 2024-11-18\nsources: [reuters, nyt]\n---\n"
FIRST_LINE = FRONT.count("\n") + 1
SETTINGS = ReadSettings("UTC", "en", (), (), (), "", "")

WORD = re.compile("§")
"""Stands in a piece for a word that no other place of the text has."""

IN_LINE = (
    # As everybody writes.
    "§ § §", "“§” — § …", '"§" \'§\'', "§'s", "*§*", "**§**", "***§ §***", "_§_ __§__", "`§ §`",
    "``§ ` §``", "§  \n§", "§\\\n§", "§\n§", "\\*§\\*", "§ \\[@§\\]", "&lt;§&gt; &amp; §&nbsp;§",
    # Links, pictures, citations, notes and those that are nearly one.
    "[§](§.md)", '[§](other.md "§")', "[§](<§ §.md>)", "![§](§.png)", '![§](a.png "§")',
    "[![§](a.png)](§.md)", "[§](https://e.example/§?a=§#§)", "<https://e.example/§>", "[§][§]",
    "[§](javascript:§)", "[§](tel:+1§)", "[§](mailto:§@e.example)", "[§](§@e.example)",
    "[§](//§.example/§)",
    "<§@e.example>", "[@reuters]", "[@reuters, §]", "[@reuters; @nyt, § §]", "[@§ § §]",
    "[@reuters p. §]", "[@ reuters §]", "[@reuters, @nyt §]", "[@reuters § `§`]", "[@reuters, `§`]",
    "[@reuters, \\*§]", "[@§](https://e.example/§)", "[@§][§]", "§[^§]", "[^§]", "[§]", "[§]: §", "[]{§}",
    # Braces and signs of other systems.
    "{§}", "§{§}", "*§*{§}", "§ {.§}", "§ {: §}", "{{< § \"§\" >}}", "{{% § %}}", "{{ § }}",
    "{% § §=\"§\" %}",
    "[§ id=\"§\"]", "[caption id=\"§\"]§[/caption]", ":§:", "~~§~~", "~§~", "==§==", "^§^", "++§++", "$§$",
    "[[§]]", "![[§]]", "((§))", "||§||", "<<§>>", "%%§%%",
    # HTML, whole, broken and none.
    "<b>§</b>", "<strike>§</strike>", "<ruby>§<rp>(</rp><rt>§</rt><rp>)</rp></ruby>", "<§>", "<§ §>",
    "</§>",
    "<§>§</§>", "<name §>", "<u>§", "§</u>", "<span title=\"§\">§</span>", "<a name=\"§\">§</a>",
    "§ < § > §",
    "§<§", "<3 §", "<- §", "a<b §", "<b §", "<a href=\"§", "<font color=\"red\">§</font>", "<q>§</q>",
    "<kbd>§</kbd>",
    "<abbr title=\"§\">§</abbr>", "<img src=\"a.png\" alt=\"§\">", "<br>§", "<?§?>", "<![CDATA[§]]>",
    "<!DOCTYPE §>",
    "<script>§</script>", "<style>§</style>", "<iframe src=\"https://e.example/§\">§</iframe>",
    "<svg><text>§</text></svg>",
    "<video src=\"§.mp4\">§</video>", "<object data=\"§\">§</object>", "<button>§</button>",
    "<input value=\"§\">",
    "<select><option>§</option></select>", "<textarea>§</textarea>", "<math><mi>§</mi></math>",
    "<title>§</title>",
    "<noscript>§</noscript>", "<template>§</template>", "<p>§</p>", "<h1>§</h1>", "<center>§</center>",
)  # fmt: skip
"""Pieces of a line."""

BLOCKS = (
    "- §\n- §", "- §\n  - §\n    - §", "- §\n\n  §\n- §", "* §\n+ §\n- §", "1. §\n2. §", "1) §\n2) §",
    "7. §",
    "1. §\n   - §\n   - §", "- [ ] §\n- [x] §", "§\n- §\n- §", "§\n1. §", "§\n2024. §", "-§", "1.§", "- ",
    "# §", "## § ##", "### § {#§}", "#§ §", "####### §", "§\n# §", "§\n===", "§\n---", "# ",
    "Sources\n---\n§",
    "> §\n> §", "> §\n§", "> - §\n> - §", ">§", "§\n> §", "> > §", ">\n§",
    "```\n§ §\n```", "~~~ §\n§\n~~~", "```§ §\n§\n```", "- §\n  ```\n  §\n  ```", "    § §", "\t§",
    "```\n§", "§\n```\n§\n```",
    "| § | § |\n|---|---|\n| § | {§} |", "§\n| § | § |\n|---|---|\n| § | § |",
    "§ | §\n--- | ---\n§ | § | §", "| § | § |",
    "§\n:   §", "§\n:   §\n\n    §", "*[§]: §", "[§]: https://e.example/§ \"§\"", "[§]: <§>", "[^§]: §",
    "§[^1]\n\n[^1]: §\n    §",
    "[^1]: §\n[^1]: §", "§\n[^§]: §",
    "!!! fact \"§\"\n    §", "!!! §\n    §", "!!! quote\n§", "::: §\n§\n:::", ".. §::\n\n   §",
    "{% § %}\n§\n{% end§ %}",
    "{: §}", "§\n{: .§ }", "{::§ /}", "import § from '§'", "[TOC]", "***", "---\n§\n---", "§\n***\n§",
    "<div>§</div>", "<div>\n§\n\n§\n</div>", "<div markdown=\"1\">\n**§**\n</div>", "<div>**§**\n- §</div>",
    "<table><tr><td>§</td><th>§</table>", "<ul><li>§</ul>", "<dl><dt>§<dd>§</dl>", "<pre>§</pre>",
    "<details><summary>§</summary>§</details>",
    "<§>\n§\n</§>", "<script>\n§\n</script>\n§", "<style>\n§\n\n§\n</style>",
    "<iframe\n src=\"§\">\n§</iframe>", "<form>§<input value=\"§\"></form>",
    "<figure><img src=\"a.png\" alt=\"§\"><figcaption>§</figcaption></figure>",
    "<blockquote>§</blockquote>", "<address>§</address>",
    "<!-- none -->§", "<!-- none\n -->\n§", "§ <!-- none --> §", "<p>§", "</div>§", "<div>§",
    "<section>§</section>", "<p align=\"center\">§</p>",
    "<marquee>§</marquee>", "<nav>§</nav>", "<main>§</main>", "<header>§</header>",
    "<html><body>§</body></html>", "<hr>§",
)  # fmt: skip
"""Pieces that stand in lines of their own."""

LAST = (
    "<!-- §\n§", "<script>§\n§", "<style>\n§", "<textarea>§", "<title>§\n§", "<![CDATA[§\n§", "<? §",
    "<a href=\"§\n§",
)  # fmt: skip
"""Pieces that swallow what follows: they stand at the end, so that what is lost is their own."""


class Piece(NamedTuple):
    """A piece as it stands in the text, with the index of its first line there."""

    text: str
    line: int


def _indented(text: str, sign: str) -> str:
    return sign + text.replace("\n", "\n" + " " * len(sign))


def _quoted(text: str) -> str:
    return "> " + text.replace("\n", "\n> ")


IN_LINES = st.lists(st.sampled_from(IN_LINE), min_size=1, max_size=3).map(" ".join)
PLACES = st.sampled_from((
    "{}", "## {}", "- {}", "| {} | § |\n|---|---|\n| § | § |", "> {}", "§ {}", "{} §", "**{}**",
    "<div>{}</div>", "{}\n§",
))  # fmt: skip
LINES = st.builds(lambda place, text: place.replace("{}", text), PLACES, IN_LINES)
OWN = st.sampled_from(BLOCKS)
WITHIN = st.one_of(
    OWN,
    OWN.map(_quoted),
    OWN.map(lambda text: _indented(text, "- ")),
    OWN.map(lambda text: _indented(text, "1. ")),
    OWN.map(lambda text: _indented(text, "    ")),
)
DOCUMENTS = st.tuples(
    st.lists(st.one_of(LINES, LINES, WITHIN), min_size=1, max_size=6),
    st.sampled_from(("\n\n", "\n\n", "\n\n", "\n")),
    st.one_of(st.just(""), st.just(""), st.sampled_from(LAST)),
)


def document(pieces: list[str], gap: str, last: str) -> tuple[str, list[Piece]]:
    """The text and its pieces, each word of them its own."""
    numbers = count()
    text, found = "", []
    for piece in [*pieces, *([last] if last else [])]:
        if text:
            text += gap
        filled = WORD.sub(lambda _: f"wq{next(numbers)}z", piece)
        found.append(Piece(filled, text.count("\n")))
        text += filled
    return text, found


def kept(body: Body) -> str:
    """All that is published of the body, references solved."""
    text = (
        body.html,
        *(one.target for one in body.links),
        *(f"{one.key} {one.locator}" for one in body.citations),
    )
    return unquote(html.unescape(" ".join(text))).lower()


def silent(pieces: list[Piece], whole: str, problems: tuple[Problem, ...]) -> list[str]:
    """The words of the pieces that are neither kept nor in lines that a problem names."""
    lost = []
    for piece in pieces:
        first = FIRST_LINE + piece.line
        last = first + piece.text.count("\n")
        for word in re.findall(r"wq\d+z", piece.text):
            if word not in whole and not any(
                first <= one.line <= last or word in one.message for one in problems
            ):
                lost.append(word)
    return lost


@given(DOCUMENTS)
@settings(max_examples=2 * settings().max_examples)
def test_a_body_loses_nothing_in_silence(made: tuple[list[str], str, str]) -> None:
    text, pieces = document(*made)
    read = read_article(PATH, (FRONT + text + "\n").encode(), SETTINGS)
    # The body by itself, for an article with an error has no references.
    body = render_body(text + "\n", FIRST_LINE, PATH, ())
    assert [] == silent(pieces, kept(body), read.record.problems), text


TEXTS = (
    "§ §", '"§ §"', "'§ ''§'''", "§ #§", "§ # §", "§ #1 by §", "&§ §", "*§ §", "!§ §", "[§, §]", "{§}",
    "{§: §}",
    "§: §", "§ - §", "- §", "@§ §", "%§", "`§` §", "§ & §", "§ <b>§</b>", "<§>", "**§**", "§\u00a0§",
    "\u00a0§", "§\u200b§",
    '"§" §', "“§” §", "“§”", "'§' and '§'", "#§ §", "? §", "| §", "> §", ">\n  §\n  §", "|\n  §\n  §",
    "§\n  §", "§ \\§", '"§ \\u0041§"',
    "§, §", "§; §", "§ and §", "§ | §", "§ [§]", "§ {§}", "1984", "3.10", "12:30", "null §", "yes", "~",
    "§ # §\n  §", "§\t§", "§\t# §",
)  # fmt: skip
"""Values as they stand behind a key, of which some mean something to YAML."""

NAMES = tuple(one for one in TEXTS if "# " not in one)
"""The same behind keys of names, where a sign with a space behind it begins a writer's own note."""

TEXT_KEYS = ("headline", "standfirst", "kicker", "dateline", "summary")
LIST_KEYS = ("tags", "authors", "sources")
LINES_OF_KEYS = st.dictionaries(st.sampled_from(TEXT_KEYS), st.sampled_from(TEXTS), max_size=3)
LISTS_OF_KEYS = st.dictionaries(
    st.sampled_from(LIST_KEYS),
    st.one_of(
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=2).map(
            lambda ones: "".join("\n  - " + one.replace("\n", "\n  ") for one in ones)
        ),
    ),
    max_size=2,
)
OTHER_KEYS = st.sampled_from((
    "", "", "corrections:\n  - {date: 2024-11-19, text: §, was: §, now: §}\n", "series: §\n",
    "series: {title: §, part: 1} # a note\n",
    "corrections:\n  - date: 2024-11-19\n    text: § #§\n    was: §\n    now: § #§\n", "# a note\n",
    "kind: fact-check\nclaim: § #§\nclaimant: §\n",
    "sources:\n  - name: § #§\n    note: &§ §\n    url: https://e.example/§ #§\n",
    "aliases: /§ §.html\n", "section: § §\n",
))  # fmt: skip


@pytest.fixture(scope="module")
def site_of_words(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    return SiteFolder(tmp_path_factory.mktemp("words") / "site")


@given(LINES_OF_KEYS, LISTS_OF_KEYS, OTHER_KEYS)
@settings(max_examples=settings().max_examples // 4)
def test_front_matter_loses_nothing_in_silence(
    site_of_words: SiteFolder, texts: dict[str, str], lists: dict[str, str], other: str
) -> None:
    keys = {"headline": "A headline", "date": "2024-11-18", "sources": "[reuters]"}
    keys |= texts | lists
    if other.startswith("sources"):
        del keys["sources"]
    lines = [f"{key}: {value}\n" for key, value in keys.items()]
    text, pieces = document([*lines, other], "", "")
    site_of_words.write(PATH, f"---\n{text}---\nThe text.\n")
    report = site_of_words.build()
    problems = tuple(one for one in report.problems if one.path == PATH)
    if report.failed:
        # Nothing is published: what else would be lost is said when the mistakes are mended.
        assert problems
        return
    # A redirect at an old address says it by its name.
    pages = " ".join(
        path + one.decode() for path, one in site_of_words.tree().items() if path.endswith(".html")
    )
    # The front matter begins behind its fence, and a body is numbered from its own first line.
    placed = [one._replace(line=one.line + 2 - FIRST_LINE) for one in pieces]
    assert [] == silent(placed, unquote(html.unescape(pages)).lower(), problems), text

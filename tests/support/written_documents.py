"""Makes Markdown documents of what real articles hold, set side by side in ways that nobody would."""

from __future__ import annotations

import random

WORDS = (
    "word", "a", "Words of it", "it's", '"quoted"', "1", "end.", "snake_case", "5 * 3", "x_", "_y", "a--b",
    "wait...", "R&D", "&amp;", "&nbsp;", "&#8217;", "&#39", "&copy", "a < b", "a > b", "->", "1.5", "#tag",
    "(so)", "[sic]", "e.g.", "50 %", "é", "你好", "\u00a0", "!", "?!", ":", "@name", "a@b.example", "{x}",
    "{{ x | url }}", "{% raw %}", "$5", "~5", "|", "a|b", "=", "^", "http://a.example/x_y_z",
)  # fmt: skip

SPANS = (
    "*em*", "**strong**", "_em_", "__strong__", "***both***", "**a *b* c**", "*a **b** c*", "*a", "b**",
    "**a*",
    "~~gone~~", "~~a", "`code`", "``a ` b``", "`a", "`<b>`", "`a\\`", "\\*", "\\_a\\_", "\\[a\\]", "\\\\",
    "\\`",
    "\\<b>", "\\a", "\\&amp;", "\\\"a\\\"", "\\'", "\\-\\-", "\\.", "<em>", "</em>", "<em>a</em>",
    "<i>a</i>", "<br>",
    "<br/>", "<br />", '<a href="x.html">', "</a>",
    '<a href="https://a.example/?a=1&b=2" target=_blank>a</a>',
    "<a href='x'>y</a>", "<span class=x>", '<abbr title="a > b">c</abbr>', '<i title="a>', "</span>",
    "<b", "<b a=\"1>", "<3", "< b>", "</>",
    "<a@b.example>",
    "<https://a.example/a_b*c*?x=1&y=2>", "<mailto:a@b.example>", "<!-- c -->", "<!-- c", "-->", "<!x>",
    "<?x?>",
    "<code>a</code>", '<code>"a"</code>', "<sup>2</sup>", "<div>", "</div>", "<p>",
    "<script src=x></script>",
    "<iframe src=x></iframe>", "<img src=x>", '<img alt="a" src="b.jpg" />', "{{<embed/newsletter>}}",
    '{{<youtube 8Gx0O>}}', "{{</end>}}",
    "[a](b.html)", '[a](b.html "title")', "[a](b.html 'it''s')", "[a](<b c>)", "[a](b c)", "[a](b(c)d)",
    "[a](b",
    "[a]()", "[](b)", "[a b](c)", "[*a*](b)", "[a *b](c) d*", "[a [b] c](d)", "[a [b](c) d](e)", "[`a`](b)",
    "[![a](b.jpg)](c)", "![a](b.jpg)", '![a "q" *b*](b.jpg "t")', "![a][one]", "![one]", "[one]", "[one][]",
    "[a][one]", "[a] [two]", "[a][none]", "[none]", "[One]", "[a][b][one]", "[a](b)[one]",
    '[a]({{ "x" | url }})',
    '[a](b"c)', "[a](b 'c)", "![a](x '()", "[@nyt]", "[@nyt, page 4; @a]", "[@nyt](b)", "[@nyt][one]",
    "[@ nyt]",
    "[^1]", "[a]{.b}", "![a](b){.wide}", '**a**{title="b"}', "[a](b){: .c}", "[a](b_c_d)", "[a](b)*c*",
    "*[a](b)*",
    "**[a](b)**", "_[a](b)_", '"[a](b)"', "[a](javascript:x)", "[a\nb](c)", "*a\nb*", "`a\nb`",
    "<em\nclass=x>",
    "a  \nb", "a  \n b", "a  \n ", "a   \nb", "a \nb", "a\\\nb", "a\n b", "a\n   b", "a\n     b", "  ",
)  # fmt: skip

LINES = (
    "# One", "## Two *em*", "### `code` three", "## A -- `b--c`", "##", "## a ##", "#word",
    "####### seven", "===",
    "---", "- - -", "***", "____", "* * *", "=", "-", "- item", "* item", "+ item", "1. one", "2. two",
    "10) ten",
    "- ", "  - nested", "    - deep", "      more", "- **a** `b`", "- <b>a</b>", "- [a](b)", "> quoted",
    ">quoted",
    "> > twice", "> ", ">", "> - item", "> # a", ">     code", "    code", "    <b>code</b> *a* `b`",
    "\tcode", "     code  ",
    "```", "```python", "``` js x", "~~~", "````", "  ```", "a | b", "| a | b |", "- | -",
    "| :-- | --: |", ":-:|---",
    "1 | `2`", "| 1 | 2 | 3 |", "| `a|b` | c |", "| a \\| b |", "|", "<div>", "</div>", "<div>a</div>",
    "<div>*a*",
    '<div class="x">\n<p>a "b"</p>\n</div>', "<div>\n\n*a*\n\n</div>", "<div>a</div> b",
    "<div>a</div> &amp; b",
    "<div>a</div><p>b</p>", "a <div>b</div>", " <div>a</div>", "<p>a</p>", "<hr>", "<hr/>", "<hr> a",
    "<!-- more -->",
    "<!-- more -->a", "<!-- a\n\nb -->", "<!--a-->\n<!--b-->", "a <!-- b -->", "<b>\n<!-- c -->\n</b>",
    "<table>\n<tr><td>a</td></tr>\n</table>",
    "<script>\na < b\n</script>", "<style>a{b:c}</style>", "<script>x</script><div>a</div>",
    "<iframe src=x></iframe>",
    "<iframe\nsrc=x></iframe>", "<img src=x>", "<meta name=x>", "<ul>\n<li>a\n</ul>",
    "<blockquote class=t><p>a<br>b</p></blockquote>",
    "<div markdown=1>*a*</div>", "<pre>a\n\n  b</pre>", "<center>a</center>", "<DIV>a</DIV>",
    "<figure><img src=x/></figure>",
    "[one]: https://a.example/1", '[two]: b.html "Two"', "[two]: <b.html>", "[three]: c (Three)",
    "[four]:", "[a]: b c d",
    "[Question]: Why?", "  [five]: x/y", "[^1]: A note.", "*[EU]: Union", "a [b]: c", "[one]: x 'y'",
    "[#]: via: (x)",
    ": meaning", ":   meaning", "!!! fact", '!!! fact "A *title*"\n    a\n    b',
    "!!! quote\n\n    - a\n\n    b",
    "!!!method\n    a\nb", "!!! ", "??? note", "a!!!", "[TOC]", "{: .wide}", "{.a}",
    "## a {#b}",
    "Term", "---\na: b", "+++", "::: x", "\\# a", "1986. A year", "1986\\. A year", "-5 degrees", "*a* b",
    "**a**", "_a_", "+1",
)  # fmt: skip

_GAPS = ("\n", "\n", "\n\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\n\n\n\n")


def written_document(seed: int) -> str:
    """The document with this number: always the same."""
    chance = random.Random(seed)
    rate = chance.choice((0.05, 0.2, 0.5))
    pieces: list[str] = []
    for _ in range(chance.randint(1, 9)):
        if chance.random() < 0.45:
            pieces.append(chance.choice(LINES))
        else:
            pieces.append(_text(chance, rate))
        pieces.append(chance.choice(_GAPS))
    return "".join(pieces[:-1])


def _text(chance: random.Random, rate: float) -> str:
    parts: list[str] = []
    for _ in range(chance.randint(1, 8)):
        parts.append(chance.choice(SPANS if chance.random() < rate else WORDS))
        parts.append(chance.choice((" ", " ", " ", "", "\n")))
    return "".join(parts[:-1])

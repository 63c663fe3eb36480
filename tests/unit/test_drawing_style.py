"""The style of a drawing: what draws stays, whatever else stands beside it, and what goes is named."""

from __future__ import annotations

import pytest

from newsgen.reading.images.css_tokens import tokens
from newsgen.reading.images.drawing_style import safe_declarations, safe_sheet, safe_value
from newsgen.reading.images.svg import read_svg, safe_svg
from tests.support.problems import Placed, accepted
from tests.support.site import SiteFolder

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">'
ARTICLE = "content/articles/world/strike.md"

KEPT = [
    ("/* palette */ .a{fill:#c00}", ".a { fill: #c00 }", ()),
    ('@font-face{font-family:"H";src:local("H")} .a{fill:#c00}', ".a { fill: #c00 }", ("@font-face",)),
    ("@import url(x.css); .a{fill:red}", ".a { fill: red }", ("@import",)),
    ("@charset 'utf-8'; .a{fill:red}", ".a { fill: red }", ()),
    ("@keyframes x{from{fill:red}to{fill:blue}} .a{fill:red}", ".a { fill: red }", ("@keyframes",)),
    (".a{fill:r\\65 d}", ".a { fill: red }", ()),
    (".\\31 a{fill:red}", ".\\31 a { fill: red }", ()),
    (".a{fill:red;background:url(//x);stroke:blue}", ".a { fill: red; stroke: blue }", ("`background`",)),
    (".a{fill:u\\72l(//x);stroke:blue}", ".a { stroke: blue }", ("`fill`",)),
    (".a{-inkscape-stroke:none;fill:red}", ".a { fill: red }", ()),
    (".a{fill:red!important}", ".a { fill: red!important }", ()),
    ("<!-- .a{fill:red} -->", ".a { fill: red }", ()),
    (".a{fill:red;x:'/*\n;stroke:blue}", ".a { fill: red; stroke: blue }", ("`x`",)),
    ("@media all{-->.a{fill:red}.b{fill:red}}", "@media all { .b { fill: red } }", ("a selector",)),
    (".a{fill:red", ".a { fill: red }", ()),
    (":root{--c:#fff}.a{fill:var(--c,red)}", ":root { --c: #fff } .a { fill: var(--c,red) }", ()),
    (".a > .b, text:not(.c){fill:red}", ".a > .b, text:not(.c) { fill: red }", ()),
    ("@media print{.a{fill:red}}", "@media print { .a { fill: red } }", ()),
    ("@supports (fill: red){.a{fill:red}}", "@supports (fill: red) { .a { fill: red } }", ()),
    (".a{font-family:'Open Sans', sans-serif}", ".a { font-family: 'Open Sans', sans-serif }", ()),
    (".a{font-family:'O\\'S'}", '.a { font-family: "O\'S" }', ()),
    (".a{fill:url(#x)}.b{fill:url( '#y' ) red}", ".a { fill: url(#x) } .b { fill: url('#y') red }", ()),
    (".a{fill:red;&:hover{fill:blue}}", ".a { fill: red; &:hover { fill: blue } }", ()),
    (".a{.b{fill:red} fill:blue;@media print{fill:red}}",
     ".a { .b { fill: red } fill: blue; @media print { fill: red } }", ()),
    (".a{.b{background:url(//x)} fill:blue}", ".a { fill: blue }", ("`background`",)),
    (".a{b;c:d;fill:red}", ".a { fill: red }", ("a declaration",)),
    ("@layer a, b;@layer a{.a{fill:red}}", "@layer a, b; @layer a { .a { fill: red } }", ()),
    ("@layer{.a{fill:red}}", "@layer { .a { fill: red } }", ()),
    ("@namespace s url(http://www.w3.org/2000/svg);", '@namespace s "http://www.w3.org/2000/svg";', ()),
    ("@namespace s url(//x);", "", ("@namespace",)),
    ("@-webkit-keyframes x{to{fill:red}}@keyframes x{to{fill:red}}", "", ("@keyframes",)),
    ("@page{margin:0}", "", ()),
    ("@supports selector(.a > .b){.a{fill:red}}", "@supports selector(.a > .b) { .a { fill: red } }", ()),
    (".a:nth-child(2n-1){fill:red}", ".a:nth-child(2n-1) { fill: red }", ()),
    ("[href='http://x']{fill:red}", "[href='http://x'] { fill: red }", ()),
    (":root{--a:;--b:url(//x)}", ":root { --a:  }", ("a custom property",)),
    ("svg{background:#fff;text-shadow:0 0 1px red}", "svg { background: #fff }", ("`text-shadow`",)),
    (".a{cursor:url(//x);-inkscape-font-specification:'a:b';inline-size:0}", "", ()),
    (".a{-webkit-transform:none;-ms-transform:none}", ".a { transform: none }", ()),
    (".a{font-family:'A: B'}", ".a { font-family: 'A: B' }", ()),
    ("", "", ()),
    ("}}{{", "", ("a selector",)),
]  # fmt: skip


@pytest.mark.parametrize(("css", "made", "lost"), KEPT)
def test_the_rules_beside_what_goes_stay(css: str, made: str, lost: tuple[str, ...]) -> None:
    found = safe_sheet(css)
    assert (made, lost) == (found.css, found.lost)
    # What was written anew is read as itself.
    assert made == safe_sheet(made).css


LOADS = [
    "url(//x)", "URL(//x)", "u\\72l(//x)", "\\75\\72\\6c(//x)", "url('//x')", 'url( "//x" )',
    "url(/**/'//x')", "url(#a'//x')", "url('#a' '//x')", "url(//x", "url('//x", "url(\\2f\\2f x)",
    "image('//x')", "image-set('//x' 1x)", "-webkit-image-set(url(//x) 1x)", "src('//x')",
    "src(var(--x))", "url(var(--x))", "cross-fade(url(//x), red)", "element(#x)", "paint(x)",
    "attr(x)", "env(x)", "expression(alert(1))", "local('x')", "format('x')", "url-prefix('//x')",
    "rgb(url(//x))", "var(--x, url(//x))", "calc(url(//x))", "url(#a) url(//x)", "u/**/rl(//x)",
    "url(#a\\29 url\\28 //x)", "red; fill: url(//x)", "red } * { fill: url(//x)", "{url(//x)}",
    "[url(//x)]", "javascript:alert(1)", "red\\", "url(data:image/svg+xml,x)", "url(x.svg#a)",
]  # fmt: skip


@pytest.mark.parametrize("value", LOADS)
def test_no_value_loads_anything(value: str) -> None:
    assert safe_value(value) is None
    for css in (
        safe_declarations(f"fill: {value}").css,
        safe_declarations(f"--x: {value}; mask: {value}").css,
        safe_sheet(f".a {{ fill: {value} }}").css,
        safe_sheet(f"{value} {{ fill: red }}").css,
        safe_sheet(f"@media {value} {{ a {{ fill: red }} }}").css,
        safe_sheet(f"@import {value};").css,
    ):
        assert "//" not in css and "alert" not in css, css
        names = {one.value for one in tokens(css) if one.kind == "function"}
        assert names <= {"rgb", "var", "calc"}, css


@pytest.mark.parametrize(
    "css", ["\\", "a{\\", "'", '"\\', "/*", "url(", "url('", "@", "#", "@x{", "\0", "a{b:c\\"]
)
def test_a_style_that_ends_too_early_harms_nothing(css: str) -> None:
    safe_sheet(css)
    safe_declarations(css)
    assert css == "".join(one.source for one in tokens(css))


def test_a_long_style_is_read_in_time_that_grows_with_its_length() -> None:
    for part in (
        "(",
        "[",
        "{",
        "a{",
        "@media{",
        "/*",
        "url(",
        "\\",
        "'",
        "a:b;",
        "((a",
        "a:b{",
        "a:{",
        "&{a:b;",
        "a:b c ",
        "'\n",
        "@layer a{&{",
        "a{b:[{}",
        "\\a",
        "--",
    ):
        assert len(safe_sheet(part * 3_000).css) < 60_000
        safe_declarations(part * 3_000)
        safe_value(part * 3_000)


def test_a_sheet_is_what_browsers_take_for_it_whatever_stands_within() -> None:
    inner = "<style>.a{fill:red} svg{background:u<title>x</title>rl(http://c.example/)}</style>"
    made = safe_svg(f"{OPEN}{inner}</svg>".encode())
    assert b"<style>.a { fill: red }</style>" in made and b"c.example" not in made


def test_what_a_drawing_is_published_without_is_named() -> None:
    inner = (
        "<style>@font-face{src:url(x)}</style><image href='a.png'/><foreignObject/><metadata/>"
        "<script/><rect fill='url(http://x)'/><use href='http://x#a'/><animate/><x:y xmlns:x='z'/>"
        "<path style='fill:red;mask:image-set(\"x\" 1x)'/>"
    )
    lost = read_svg(f"{OPEN}{inner}</svg>".encode()).lost
    assert (
        "@font-face", "`image`", "`foreignObject`", "`fill`", "what `use` takes from elsewhere",
        "`animate`", "`mask`",
    ) == lost  # fmt: skip
    assert () == read_svg(f"{OPEN}<style>/* x */ .a{{fill:red}}</style></svg>".encode()).lost


@pytest.mark.parametrize(
    ("inner", "lost"),
    [
        ("<script>x()</script><g onclick='x()'/>", ("scripts",)),
        ("<script/><g onclick=''/>", ()),
        ("<a href='http://x'><g/></a><a href='#a'><g/></a>", ("links",)),
        ("<linearGradient xlink:href='x.svg#a'/>", ("what `linearGradient` takes from elsewhere",)),
        ("<rect x='url(#a)'/>", ("`x`",)),
        ("<g aria-label='See the image (left)'/>", ()),
        ("<switch><g/><image href='x'/><a href='http://x'/></switch>", ()),
        ("<switch><image href='x' requiredExtensions='x'/><g/></switch>", ()),
        ("<font><glyph/></font><view/><x xmlns=''/>", ()),
        ("<animate/><animate/><animateTransform/>", ("`animate`", "`animateTransform`")),
    ],
)
def test_each_kind_of_what_goes_is_named_once(inner: str, lost: tuple[str, ...]) -> None:
    opened = OPEN.replace(" width", ' xmlns:xlink="http://www.w3.org/1999/xlink" width')
    assert lost == read_svg(f"{opened}{inner}</svg>".encode()).lost


def test_a_style_sheet_of_another_file_is_named() -> None:
    content = f"<?xml version='1.0'?><?xml-stylesheet href='a.css'?>{OPEN}<g/></svg>"
    assert ("the style sheet of another file",) == read_svg(content.encode()).lost


def test_of_a_drawing_that_loses_much_some_is_named_and_the_rest_counted() -> None:
    inner = "".join(f"<x{chr(97 + n)}/>" for n in range(23))
    lost = read_svg(f"{OPEN}{inner}</svg>".encode()).lost
    assert 21 == len(lost) and "3 more" == lost[-1]


def test_what_a_drawing_is_published_without_is_named_where_it_is_used(site: SiteFolder) -> None:
    site.write("content/media/a.svg", f"{OPEN}<image href='a.png'/></svg>")
    site.write("content/media/b.svg", f"{OPEN}<g/></svg>")
    site.article("world/strike.md", "![A](media/a.svg)\n\n[B](media/b.svg)\n", image="media/a.svg")
    named = [Placed(ARTICLE, 5, 8, "NG351", "warning"), Placed(ARTICLE, 7, 6, "NG351", "warning")]
    assert named == accepted(site)
    # A change of something else does not make it forgotten, and one of the drawing is seen.
    site.article("world/other.md")
    assert named == accepted(site)
    site.write("content/media/a.svg", f"{OPEN}<g/></svg>")
    assert [] == accepted(site)


def test_what_a_drawing_is_published_without_is_named_wherever_it_is_shown(
    site: SiteFolder,
) -> None:
    site.write("content/media/a.svg", f"{OPEN}<image href='a.png'/><script>x()</script></svg>")
    site.article("world/strike.md", "A [chart](media/a.svg), and again:\n\n![A](media/a.svg)\n")
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\n![A](media/a.svg)\n")
    site.write("content/people/jo.md", "---\nname: Jo\nimage: media/a.svg\n---\nJo.\n")
    report = site.build()
    named = [(one.path, one.line, one.column) for one in report.problems if one.code == "NG351"]
    assert [
        (ARTICLE, 6, 11), (ARTICLE, 8, 6), ("content/pages/about.md", 5, 6), ("content/people/jo.md", 3, 8),
    ] == named  # fmt: skip
    (message,) = {one.message for one in report.problems if one.code == "NG351"}
    assert message.startswith(
        "`media/a.svg` is published without `image`, scripts: of a drawing only "
    )

"""Drawings as programs write them, before and after they are made safe: a browser shows the same."""

from __future__ import annotations

import base64
import io
import random
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from newsgen.reading.images.drawing_style import safe_sheet
from newsgen.reading.images.svg import read_svg, safe_svg

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIDE = 80

ROOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:h="http://www.w3.org/1999/xhtml" width="80" height="80" viewBox="0 0 80 80"'
)
PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGM4w8DAsIqB"
    "gYHhzK8TDAAYEgQFWIMj8AAAAABJRU5ErkJggg=="
)
BARS = (
    '<g id="g"><rect id="r" class="a bar" x="5" y="10" width="30" height="60" data-n="1"/>'
    '<rect class="b bar" x="45" y="10" width="30" height="60"/></g>'
)
DEFS = (
    '<defs><linearGradient id="a1"><stop offset="0" stop-color="red"/>'
    '<stop offset="1" stop-color="blue"/></linearGradient></defs>'
)

SHEETS = (
    "/* palette */ .a{fill:#c00}.b{fill:#0a0}",
    "/* a *//* b */.a/**/{/**/fill/**/:/**/#c00/**/}/* } */.b{fill:#0a0}",
    "@charset 'utf-8';.a{fill:#c00}.b{fill:#0a0}",
    "@namespace url(http://www.w3.org/2000/svg);.a{fill:#c00}",
    "@namespace svg 'http://www.w3.org/2000/svg';svg|rect.a{fill:#c00}",
    "@media (prefers-color-scheme: dark){.a{fill:#fff}}.a{fill:#c00}",
    "@media (10px <= width <= 9000px) and (not print){.a{fill:#c00}}",
    "@media screen and (-webkit-min-device-pixel-ratio:.5), print{.a{fill:#c00}}",
    "@supports (color: rgb(0 0 0 / 50%)) and (not (fill: nothing)){.a{fill:#c00}}",
    "@supports selector(.x > :not(.y)){.a{fill:#c00}}",
    "@layer base, late;@layer late{.a{fill:#c00}}@layer base{.a{fill:#0a0}.b{fill:#00c}}",
    ".a{fill:#c00;&:hover{fill:#000}&.bar{stroke:#00f}stroke-width:4}",
    "g{.a{fill:#c00}> .b{fill:#0a0}fill:#999}",
    ".a{@media all{fill:#c00}}.b{@supports (x:y){fill:#c00}fill:#0a0}",
    ".\\61{fill:r\\65 d}#\\72{stroke:#00f}",
    ".a{fill:#c00!important}.a{fill:#0a0}",
    ":root{--c:#c00;--empty:;--héé:#0a0}.a{fill:var(--c)}.b{fill:var(--héé, red)}",
    ".a{fill:hsl(calc(1 * 10deg) 80% 50%);x:calc(5px + 5%);width:max(20px, 10px)}",
    ".a{fill:color-mix(in srgb, red 50%, blue);opacity:.5}",
    ".a{fill:url(#a1)}.b{fill:url('#a1') #0a0}",
    '.a{fill:url( "#a1" );stroke:url(#none) #0a0;stroke-width:5}',
    'rect[class~=\'a\'],rect[data-n="}"]{fill:#c00}[class$="b bar"]{fill:#0a0}',
    ".bar:nth-child(2n-1){fill:#c00}.bar:nth-child(2n + 2):not(.c, .d){fill:#0a0}",
    "#g > rect + rect, g:has(> .none) .a{fill:#0a0}",
    ".a{FILL:RED;Stroke:#00F;stroke-width:2PX}",
    ".a{fill:#c00;-inkscape-stroke:hairline;-inkscape-font-specification:'a:b';fill-rule:evenodd}",
    ".a{-webkit-transform:rotate(9deg);transform-box:fill-box;transform-origin:50% 50%}",
    ".a{transform:translate3d(3px,3px,0) scale(.8);rotate:9deg}",
    ".a{clip-path:path('M0 0L30 0L0 70z')}.b{clip-path:circle(12px at 50% 50%)}",
    ".a{stroke:#000;stroke-dasharray:4 2,6;stroke-linecap:round}",
    "svg{background:#eee;border:3px solid #00c}.a{fill:#c00}",
    "svg{background:linear-gradient(45deg, red, blue)}",
    "<!-- .a{fill:#c00} -->.b{fill:#0a0}",
    ".a{fill:#c00;;:;fill}.b{fill:#0a0;fill:;}",
    ".a{fill:#c00} .b{fill:#0a0",
    ".a{content:'}';fill:#c00}.b{fill:#0a0}",
    ".a{mask-image:linear-gradient(red,transparent)}",
    "@font-face{font-family:'H';src:local('H')}.a{fill:#c00}.b{fill:#0a0}",
    "@import url(x.css) screen;@import 'y.css';.a{fill:#c00}",
    "@keyframes none{0%{fill:red}to{fill:blue}}@-webkit-keyframes x{to{fill:red}}.a{fill:#c00}",
    "@property --x{syntax:'<color>';inherits:true;initial-value:#c00}.a{fill:#c00}",
    "@page{margin:0}@counter-style x{}.a{fill:#c00}",
)

INNERS = (
    *(
        f"<style>{sheet.replace('&', '&amp;').replace('<', '&lt;')}</style>{DEFS}{BARS}"
        for sheet in SHEETS
    ),
    f"<style type='text/css'><![CDATA[.a > .x, .a{{fill:#c00}}]]></style>{BARS}",
    f"<defs><style type='text/css; charset=utf-8'>.a{{fill:#c00}}</style></defs>{BARS}",
    f"<style>.a{{fill:#c00}}</style>{BARS}<style>.a{{fill:#0a0}}</style>",
    f"<style media='print'>.a{{fill:#c00}}</style>{BARS}",
    f"<h:style>.a{{fill:#c00}}</h:style>{BARS}",
    f"<defs xmlns='http://www.w3.org/1999/xhtml'><style>.a{{fill:#c00}}</style></defs>{BARS}",
    f"<metadata><x:y xmlns:x='urn:x'><style>.a{{fill:#c00}}</style></x:y></metadata>{BARS}",
    f"<g style='fill:#c00;cursor:url(x.cur),auto;/* ; */stroke:#0a0'>{BARS}</g>",
    f"<g style='--c: #c00; fill: var(--c); font: italic 9px/1.5 \"A: b\", serif'>{BARS}</g>",
    f"<g fill='currentColor' color='rgb(200 0 0 / .5)' opacity='50%'>{BARS}</g>",
    f"{DEFS}<g fill=\"url('#a1')\" stroke='url(#a1) none'>{BARS}</g>",
    f"<g transform-origin='20 20' transform='rotate(20)'>{BARS}</g>",
    "<g font-family='&quot;A: B&quot;, monospace' font-size='20'><text y='30'>abc</text></g>",
    "<text y='30' xml:space='preserve' font-size='12'>a    b<tspan> c </tspan></text>",
    "<text y='30' style='white-space:pre' font-size='12'>a    b</text>",
    "<a xlink:href='https://a.example/' fill='#c00'><rect width='40' height='40'/></a>",
    "<defs><g id='u'><rect width='9' height='9'/></g></defs><use href='#u' x='30' fill='#c00'/>",
    "<symbol id='s' viewBox='0 0 9 9'><circle r='9'/></symbol><use xlink:href='#s' width='40'/>",
    "<switch><g requiredFeatures='x'/><text y='30'>cannot display</text></switch>",
    "<switch><foreignObject requiredExtensions='http://x.example/'/><rect width='9' height='9'/></switch>",
    "<switch><rect systemLanguage='xx' width='9' height='9'/><circle r='20'/><rect width='60'/></switch>",
    "<rect systemLanguage='xx' width='9' height='9'/><circle r='20' requiredExtensions='x'/>",
    f"<image width='60' height='60' href='{PNG}'/>",
    (
        f"<defs><image id='i' width='9' height='9' xlink:href='{PNG}'/><pattern id='p' width='9' height='9'"
        " patternUnits='userSpaceOnUse'><use href='#i'/></pattern></defs><circle r='50' fill='url(#p)'/>"
    ),
    "<metadata><rect width='50' height='50'/></metadata><rect xmlns='' width='50' height='50'/>",
    "<script>var x = 1</script><rect width='50' height='50' onclick='x()'/>",
    (
        "<marker id='m' markerWidth='9' markerHeight='9'><rect width='9' height='9'/></marker>"
        "<path d='M9 9H50' stroke='red' style='marker-end:url(\"#m\")'/>"
    ),
    "<clipPath id='c'><circle r='40'/></clipPath><g clip-path='url(#c)'><rect width='80' height='80'/></g>",
    "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter><circle r='30' filter='url(#f)'/>",
    (
        "<pattern id='p' width='8' height='8' patternUnits='userSpaceOnUse'><circle r='4'/></pattern>"
        "<rect width='60' height='60' fill='url(#p)'/>"
    ),
)
DRAWINGS = (
    *(f"{ROOT}>{inner}</svg>" for inner in INNERS),
    f"{ROOT} style='background: white; max-width: 60px'>{BARS}</svg>",
    f"{ROOT} enable-background='new 0 0 80 80' xml:space='preserve'>{BARS}</svg>",
    (
        "<svg:svg xmlns:svg='http://www.w3.org/2000/svg' width='80' height='80'>"
        "<svg:style>circle{fill:#c00}</svg:style><svg:circle r='30.3'/></svg:svg>"
    ),
)

LOST = {
    "@font-face": ("@font-face",),
    "@import": ("@import",),
    "@keyframes": ("@keyframes",),
    "@property": ("@property",),
    "https://a.example/": ("links",),
    "<script>": ("scripts",),
    "fill:#c00;;:;fill": ("a declaration", "`fill`"),
}

EMPTY = tuple(one for one in DRAWINGS if any(part in one for part in (
    "cannot display", "requiredExtensions='x'", "<metadata><rect",
)))  # fmt: skip


def test_a_drawing_looks_as_it_did_and_what_it_loses_is_named(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 2 * SIDE, "height": len(DRAWINGS) * SIDE})
    images = ""
    for drawing in DRAWINGS:
        for content in (drawing.encode(), safe_svg(drawing.encode())):
            encoded = base64.b64encode(content).decode()
            images += f'<img src="data:image/svg+xml;base64,{encoded}">'
    page.set_content(
        f"<style>body{{margin:0;font-size:0;width:{2 * SIDE}px;background:#ffd}}"
        f"img{{width:{SIDE}px;height:{SIDE}px;object-fit:fill}}</style>{images}"
    )
    page.wait_for_function("[...document.images].every((one) => one.complete)")
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    blank = Image.new("RGB", (SIDE, SIDE), "#ffd")
    wrong: list[str] = []
    for number, drawing in enumerate(DRAWINGS):
        top = number * SIDE
        before = shown.crop((0, top, SIDE, top + SIDE))
        after = shown.crop((SIDE, top, 2 * SIDE, top + SIDE))
        if ImageChops.difference(before, after).getbbox() is not None:
            wrong.append(f"looks another: {drawing}")
        is_shown = ImageChops.difference(before, blank).getbbox() is not None
        if is_shown != (drawing not in EMPTY):
            wrong.append(f"shows something {is_shown}: {drawing}")
        expected = next((names for part, names in LOST.items() if part in drawing), ())
        if (lost := read_svg(drawing.encode()).lost) != expected:
            wrong.append(f"names {lost}: {drawing}")
    assert [] == wrong


SEED = 20_241_118
SHEETS_AT_RANDOM = 1500
PIECES = (
    "{", "}", ";", ":", ",", "(", ")", "[", "]", "/*", "*/", "/* } */", "'", '"', "'x'", '"}"', "\\",
    "\\66 ill", "\\61", "@media all", "@media print", "@supports (fill:red)", "@layer a", "@layer a,b;",
    "@font-face", "@import 'x';", "@keyframes z", "@scope (.a)", ".a", ".b", "rect", "#r", "*", "g > ",
    "&", "&:not(.x)", ":is(.a,.b)", "[class]", "~", "+", ":root", "--c:red", "--c:{a}", "var(--c,blue)",
    "fill", "fill:", "fill:red", "fill:blue;", "stroke:green!important", "opacity:calc(.1*3)", "fill:url(",
    "url('#x')", "red", "#00f", "10px", ".5", "e3", "<!--", "-->", " ", "\n", "rgb(1 2 3)", "|", "=", "%",
    "é", "2n+1", ":nth-child(2n-1)", "transform:rotate(3deg)", "all:unset", "fill:inherit", "0%",
)  # fmt: skip
RULES = (
    ".a{fill:red}", ".b{fill:blue;stroke:#0f0}", "rect{opacity:.5}", ".a{.b &{fill:#0f0}fill:#00f}",
    "g{rect{stroke:red}}", "@media all{.a{stroke:blue}}", "@layer x{.a{fill:#123}}", ":root{--c:#456}",
    ".a{fill:var(--c)}", "<!-- ", "--> ", ".a{fill:red!important}", "@media all{rect{&.b{fill:#abc}}}",
)  # fmt: skip
COMPUTED = """sheets => sheets.map(sheet => {
    document.getElementById("s").textContent = sheet;
    return [...document.querySelectorAll("rect, g")].map(one => {
        const style = getComputedStyle(one);
        return [style.fill, style.stroke, style.opacity, style.transform].join(" ");
    }).join();
})"""


def sheet_at_random(noise: random.Random) -> str:
    """Rules, each whole or of pieces in no order, with a piece anywhere or a character missing."""
    sheet = ""
    for _ in range(noise.randint(1, 5)):
        some = noise.choices(PIECES, k=noise.randint(1, 12))
        sheet += noise.choice(("".join(some), noise.choice(RULES)))
    at = noise.randrange(len(sheet) + 1)
    return (
        sheet[:at]
        + noise.choice(("", "", noise.choice(PIECES)))
        + sheet[at + noise.choice((0, 0, 1)) :]
    )


def test_a_style_sheet_of_which_nothing_is_lost_means_the_same_to_a_browser(
    browser: Browser,
) -> None:
    noise = random.Random(SEED)
    given = [sheet_at_random(noise) for _ in range(SHEETS_AT_RANDOM)]
    made = [safe_sheet(sheet) for sheet in given]
    page = browser.new_page()
    page.goto(
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><style id='s'/>"
        "<g><rect id='r' class='a'/><rect class='b'/></g></svg>"
    )
    before = page.evaluate(COMPUTED, given)
    after = page.evaluate(COMPUTED, [one.css for one in made])
    page.close()
    whole = [number for number, one in enumerate(made) if not one.lost]
    assert SHEETS_AT_RANDOM // 3 < len(whole)
    assert len(given) // 10 < sum(before[number] != before[0] for number in whole)
    assert [] == [given[number] for number in whole if before[number] != after[number]]
    assert [] == [one.css for one in made if safe_sheet(one.css).css != one.css]

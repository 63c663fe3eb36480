"""Drawings that somebody made to do harm, built and then opened in a browser: nothing is asked for or run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import served
from tests.support.site import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ELSEWHERE = "http://c.example:8099/"
RUN = "document.title='ran'"
SEED = 20_241_118
DRAWINGS = 300

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:h="http://www.w3.org/1999/xhtml" xmlns:s="http://www.w3.org/2000/svg"'
    ' xmlns:ev="http://www.w3.org/2001/xml-events" width="300" height="200"'
)

URLS = (
    "url(%)", "url('%')", 'URL( "%" )', "u\\72l(%)", "\\000075rl(%)", "u/**/rl(%)", "url(/**/%)",
    "url(%#a)", "src('%')", "src(var(--u))", "url(var(--u))", "image-set('%' 1x)",
    "-webkit-image-set(url(%) 1x)", "image('%')", "cross-fade(url(%), red)", "url(#a) url(%)",
    "url(#a'%')", "var(--u)", "u<title>x</title>rl(%)", "u<!-- -->rl(%)", "u<![CDATA[rl(%)]]>",
    "image-s<g/>et('%' 1x)", "url(\\40 %)", "&#117;rl(%)", "url('#a\\27) url(%)')",
)  # fmt: skip
PROPERTIES = (
    "fill", "stroke", "mask", "mask-image", "clip-path", "filter", "marker-start", "cursor",
    "background", "background-image", "list-style", "content", "border-image", "shape-outside",
    "offset-path", "-webkit-mask", "-webkit-box-reflect", "--u", "src", "font-family",
)  # fmt: skip
SHEETS = (
    "@import '%';", "@import url(%);", "@\\69mport '%';", "@im<title/>port '%';", "@<g/>import '%';",
    "@import/**/'%';", "@charset 'x';@import '%';", "<!-- @import '%'; -->", "@namespace svg url(%);",
    "@font-face{font-family:x;src:url(%)} text{font-family:x}",
    "@font-face{font-family:x;src:u<desc/>rl(%)} *{font-family:x}",
    "@media all{@import '%';}", "@media all{svg{background:url(%)}}", "@layer x{svg{background:url(%)}}",
    "@supports (x:y) or (fill:red){svg{background:url(%)}}", "@container (width>1px){*{background:url(%)}}",
    "svg{&{background:url(%)}}", ":root{--u:url(%)} svg{background:var(--u)}",
    "@property --u{syntax:'*';inherits:true;initial-value:url(%)} svg{background:var(--u)}",
    "svg::before{content:url(%)}", "svg{x:y}</style><style>@import '%';",
    "svg{fill:'}*{background:url(%)}", "svg{fill:\\}*{background:url(%)}",
    "/* */ /* svg{} */ svg{background:url(%)} /*",
    "svg{fill:red;.a{background:url(%)} background:url(%)}", "svg{@media all{background:url(%)}}",
    "svg{& *{fill:url(%)} > g{@import '%';}}", "@layer x{@import '%';}", "@layer x url(%);@import '%';",
    "@namespace x url(%);svg{fill:red}", ":root{--é:url(%);--e:;}svg{background:var(--é)}",
    "svg{background:linear-gradient(red,url(%))}", "svg{mask-image:linear-gradient(red,src('%'))}",
    "[x='}*{background:url(%)}']{fill:red}", "svg{font-family:'}*{background:url(%)}'}",
    "svg{font-family:'\\'}*{background:url(%)}'}", "svg{clip-path:path('%');d:path(url(%))}",
)  # fmt: skip
ELEMENTS = (
    "<script>!</script>", "<s:script>!</s:script>", "<h:script>!</h:script>", "<script href='%'/>",
    "<script xlink:href='data:text/javascript,!'/>", "<image href='%'/>", "<image xlink:href='%'/>",
    "<use href='%#a'/>", "<use xlink:href='%#a'/>", "<use href='data:image/svg+xml,x#a'/>",
    "<feImage href='%'/>", "<filter id='a'><feImage xlink:href='%'/></filter><g filter='url(#a)'/>",
    "<foreignObject><h:img src='%'/></foreignObject>", "<h:img src='%' onerror=\"!\"/>",
    "<h:link rel='stylesheet' href='%'/>", "<h:style>@import '%';</h:style>", "<h:iframe src='%'/>",
    "<h:object data='%'/>", "<h:base href='%'/>", "<h:meta http-equiv='refresh' content='0;url=%'/>",
    "<a href='%' ping='%'><text y='9'>x</text></a>", "<a href=\"javascript:!\"><text y='9'>x</text></a>",
    "<use id='q' href='#a'><set attributeName='href' to='%#a'/></use>",
    "<use href='#a'><animate attributeName='xlink:href' values='%#a'/></use>",
    "<rect><set attributeName='fill' to='url(%)'/></rect>",
    "<image><animate attributeName='href' values='%' dur='1s'/></image>",
    "<animate onbegin=\"!\" attributeName='x' dur='1s'/>", "<handler ev:event='load'>!</handler>",
    "<linearGradient id='g' href='%#a'/><rect fill='url(#g)' width='9' height='9'/>",
    "<pattern id='g' xlink:href='%#a'/><rect fill='url(#g)' width='9' height='9'/>",
    "<textPath href='%#a'>x</textPath>", "<mpath href='%#a'/>", "<audio src='%'/>", "<video poster='%'/>",
    "<tref href='%#a'/>", "<font-face-uri href='%'/>", "<color-profile href='%'/>", "<cursor href='%'/>",
    "<g xml:base='%'><use href='#a'/></g>", "<style xml:base='%'>svg{fill:url(#a)}</style>",
    "<metadata><h:style>svg{background:url(%)}</h:style></metadata>",
    "<title><style>@import '%';</style></title>", "<x xmlns='urn:x'><h:style>@import '%';</h:style></x>",
    "<switch><h:img src='%'/><a href='%'><image href='%'/></a></switch>", "<h:script href='%'>!</h:script>",
    "<g class='url(%)' aria-label='javascript:!' id='url(%)'/>", "<style href='%'/>",
    "<style type='text/css' media=\"all'\">@import '%';</style>",
    "<?xml-stylesheet href='%'?>",
    "<metadata><h:script>!</h:script></metadata>", "<title><h:script>!</h:script></title>",
    "<desc><![CDATA[<script>!</script>]]></desc>", "<text>&lt;script&gt;!&lt;/script&gt;</text>",
    "<discard href='%'/>", "<switch><foreignObject><h:body onload=\"!\"/></foreignObject></switch>",
)  # fmt: skip
ATTRIBUTES = (
    'onload="!"', 'onclick="!"', 'ONLOAD="!"', 'xml:base="%"', 'style="background:url(%)"',
    'class="a" style="fill:red;&#109;ask:url(%)"', 'xlink:href="%"', 'href="%"', 'src="%"',
    'requiredExtensions="%"', 'externalResourcesRequired="true"', 'xlink:show="embed"',
)  # fmt: skip


def drawings() -> Iterator[str]:
    """Each piece by itself, then at random some of them together."""
    noise = random.Random(SEED)
    pieces = [
        *ELEMENTS,
        *(f"<style>{sheet}</style>" for sheet in SHEETS),
        *(f"<style>svg, * {{ {noise.choice(PROPERTIES)}: {url} }}</style>" for url in URLS),
    ]
    plain = [url for url in URLS if "<" not in url]
    pieces += [f"<g {one}/>" for one in ATTRIBUTES]
    for name in PROPERTIES:
        value = noise.choice(plain).replace('"', "&quot;")
        pieces.append(f'<rect {name.lstrip("-")}="{value}" width="9" height="9"/>')
        pieces.append(f'<rect style="{name}: {value}" width="9" height="9"/>')
    yield from (f"{OPEN}>{piece}</svg>" for piece in pieces)
    yield from (f"{OPEN} {attribute}><g/></svg>" for attribute in ATTRIBUTES)
    yield f'<?xml-stylesheet href="%"?>{OPEN}/>'
    yield f'<!DOCTYPE svg [<!ENTITY x SYSTEM "%">]>{OPEN}>&x;</svg>'
    yield f'<!DOCTYPE svg PUBLIC "x" "%">{OPEN}/>'
    while True:
        some = noise.sample(pieces, 3)
        cut = noise.randrange(len(some[0]))
        wrapped = noise.choice(("{}", "<style>{}</style>", "<text>{}</text>", "<defs>{}</defs>"))
        yield f"{OPEN}>{wrapped.format(some[1])}{some[0][:cut]}{some[2]}{some[0][cut:]}</svg>"


@pytest.mark.long
def test_no_drawing_asks_another_host_or_runs_anything(
    site: SiteFolder, browser: Browser, tmp_path: Path
) -> None:
    names: list[str] = []
    for number, drawing in zip(range(DRAWINGS), drawings(), strict=False):
        content = drawing.replace("%", f"{ELSEWHERE}{number}").replace("!", RUN)
        content = content.replace(f"<{RUN}", "<!")
        names.append(f"d{number:03}.svg")
        site.write(f"content/media/{names[-1]}", content)
    body = "".join(f"[{name}](media/{name})\n\n![{name}](media/{name})\n\n" for name in names)
    site.article("world/strike.md", body)
    refused = {one.line for one in site.build().problems if one.severity == "error"}
    left = [name for at, name in enumerate(names) if 6 + 4 * at not in refused]
    assert DRAWINGS // 8 < len(left)
    body = "".join(f"[{name}](media/{name})\n\n![{name}](media/{name})\n\n" for name in left)
    site.article("world/strike.md", body)
    assert not site.build().failed
    asked: list[str] = []
    with served(site.dist) as origin:
        context = browser.new_context()
        page = context.new_page()
        context.on("request", lambda one: asked.append(one.url))
        for path in ["world/2024/11/strike.html", *sorted(site.tree())]:
            if path.endswith((".svg", "strike.html")):
                page.goto(f"{origin}{path}")
                assert "ran" != page.title(), path
        context.close()
    assert len(left) < len(asked)
    assert [] == [url for url in asked if not url.startswith((origin, "data:"))]

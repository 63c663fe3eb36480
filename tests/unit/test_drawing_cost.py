"""Drawings that lead to themselves, or again and again to the same: refused before a browser draws them."""

from __future__ import annotations

import time

import pytest

from newsgen.reading.files.xml_tree import RefusedXmlError
from newsgen.reading.images.svg import read_svg, safe_svg


def drawing(inner: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">{inner}</svg>'.encode()


SHAPES = "".join(f'<rect x="{n}" width="1" height="1" {{0}}/>' for n in range(10))


def layers(made: str, wrap: str, count: int = 8) -> str:
    """Layers of ten shapes that each lead to the layer before them, by the attributes `made`."""
    parts = ['<g id="l0"><rect width="1" height="1"/></g>']
    parts[0] = wrap.format(n=0, inner='<rect width="1" height="1"/>')
    for n in range(1, count):
        inner = SHAPES.replace("{0}", made.format(n=n - 1))
        parts.append(wrap.format(n=n, inner=inner))
    return "".join(parts) + f"<rect {made.format(n=count - 1)} width='9' height='9'/>"


PATTERN = '<pattern id="l{n}" width="9" height="9">{inner}</pattern>'
MASK = '<mask id="l{n}">{inner}</mask>'
CLIP = '<clipPath id="l{n}">{inner}</clipPath>'
MARKER = '<marker id="l{n}">{inner}</marker>'

GROWS = {
    "fill": layers('fill="url(#l{n})"', PATTERN),
    "stroke": layers('stroke="url(#l{n})"', PATTERN),
    "fill, quoted": layers("fill=\"url('#l{n}')\"", PATTERN),
    "style": layers('style="fill: url(#l{n})"', PATTERN),
    "own property": layers('style="--p: url(#l{n}); fill: var(--p)"', PATTERN),
    "mask": layers('mask="url(#l{n})"', MASK),
    "clip": layers('clip-path="url(#l{n})"', CLIP),
    "marker": layers('marker-mid="url(#l{n})"', MARKER),
    "marker in a style": layers('style="marker: url(#l{n})"', MARKER),
    "use": layers("", '<g id="l{n}">{inner}</g>').replace("<rect", "<g", 0)
    + '<g id="u0"><rect/></g>'
    + "".join(f'<g id="u{n}">' + f'<use href="#u{n - 1}"/>' * 10 + "</g>" for n in range(1, 8)),
    "symbol": '<symbol id="u0"><rect/></symbol>'
    + "".join(
        f'<symbol id="u{n}">' + f'<use href="#u{n - 1}"/>' * 10 + "</symbol>" for n in range(1, 8)
    ),
    "classes": "<style>"
    + "".join(f".c{n} {{ fill: url(#l{n}) }} " for n in range(8))
    + "</style>"
    + layers('class="c{n}"', PATTERN),
    "ids of rules in a condition": "<style>@media screen {"
    + "".join(f"g > .c{n}:hover, .c{n} {{ stroke: url('#l{n}') }} " for n in range(8))
    + "}</style>"
    + layers('class="c{n}"', PATTERN),
    "rules within rules": "<style>g { "
    + "".join(
        f"fill: red; .c{n} {{ fill: url(#l{n}) }} &amp; {{ &amp;.c{n} {{ x: 0 }} }} "
        for n in range(8)
    )
    + "}</style>"
    + layers('class="c{n}"', PATTERN),
    "before a rule within": "<style>"
    + "".join(f".c{n} {{ fill: url(#l{n}); .z {{ fill: red }} }} " for n in range(8))
    + "</style>"
    + layers('class="c{n}"', PATTERN),
    "a condition within a rule": "<style>"
    + "".join(f".c{n} {{ @media all {{ fill: url(#l{n}) }} }} " for n in range(8))
    + "</style>"
    + layers('class="c{n}"', PATTERN),
    "masks by another name": layers('style="mask-image: url(#l{n})"', MASK),
    "groups around patterns": '<pattern id="l0" width="9" height="9"><rect/></pattern>'
    + "".join(
        f'<g fill="url(#l{n - 1})">' + PATTERN.format(n=n, inner=SHAPES.replace("{0}", "")) + "</g>"
        for n in range(1, 8)
    )
    + '<rect fill="url(#l7)"/>',
    "copies that take the colour": '<pattern id="l0" width="9" height="9"><rect/></pattern>'
    f'<g id="s">{SHAPES.replace("{0}", "")}</g>'
    + "".join(
        PATTERN.format(n=n, inner=f'<use href="#s" fill="url(#l{n - 1})"/>') for n in range(1, 8)
    )
    + '<rect fill="url(#l7)"/>',
    "patterns of patterns": layers('fill="url(#l{n})"', PATTERN, 7)
    + '<pattern id="z" href="#l6"/><rect fill="url(#z)"/>' * 3,
    "many filters": '<filter id="f"><feGaussianBlur stdDeviation="9"/></filter>'
    + '<rect filter="url(#f)"/>' * 2000,
    "many blurs": '<rect style="filter: blur(9px)"/>' * 2000,
    "blurs of a sheet": "<style>rect { filter: blur(9px) }</style>" + "<rect/>" * 2000,
    "filters of what is around": "<style>svg { filter: blur(9px) } * { filter: inherit }</style>"
    + "<rect/>" * 2000,
    "filters by a property": "<style>svg { --f: blur(9px) } * { filter: var(--f) }</style>"
    + "<rect/>" * 2000,
    "paths in a style": "<style>"
    f"rect {{ clip-path: path('{'M0 0L1 1' * 2000}') }}</style>" + "<rect/>" * 2000,
    "a long path, copied": f'<path id="p" d="{"M0 0L1 1" * 10_000}"/>' + '<use href="#p"/>' * 2000,
    "markers of a long path": '<marker id="m"><rect/></marker>'
    f'<path marker-mid="url(#m)" d="{"M0 0L1 1" * 100_000}"/>',
}


@pytest.mark.parametrize("inner", GROWS.values(), ids=GROWS)
def test_a_drawing_of_too_much_is_refused(inner: str) -> None:
    began = time.process_time()
    with pytest.raises(RefusedXmlError, match=r"too much|too far"):
        safe_svg(drawing(inner))
    assert time.process_time() - began < 5


CYCLES = [
    '<g id="a"><use href="#a"/></g>',
    '<use id="a" href="#b"/><use id="b" href="#a"/>',
    '<pattern id="a"><rect fill="url(#a)"/></pattern>',
    '<pattern id="a"><rect fill="url(#b)"/></pattern><pattern id="b"><rect fill="url(#a)"/></pattern>',
    '<pattern id="a" href="#b"/><pattern id="b" href="#a"/>',
    '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>',
    '<mask id="a" mask="url(#a)"/>',
    '<mask id="a"><g style="mask:url(#a)"/></mask>',
    '<clipPath id="a"><rect clip-path="url(#a)"/></clipPath>',
    '<marker id="a"><path marker-end="url(#a)"/></marker>',
    '<filter id="a"><feFlood filter="url(#a)"/></filter>',
    "<style>.x { fill: url('#a') }</style><pattern id='a'><rect class='x'/></pattern>",
    '<g fill="url(#a)"><pattern id="a"><rect/></pattern></g>',
]


@pytest.mark.parametrize("inner", CYCLES)
def test_a_drawing_that_leads_to_itself_is_refused(inner: str) -> None:
    with pytest.raises(RefusedXmlError, match="leads to itself"):
        safe_svg(drawing(inner))
    fault = read_svg(drawing(inner)).fault
    assert fault is not None and "NG204" == fault.code


@pytest.mark.parametrize("name", ["use", "pattern", "linearGradient"])
def test_a_long_way_is_refused(name: str) -> None:
    inner = "".join(f'<{name} id="a{n}" href="#a{n + 1}"/>' for n in range(5000))
    with pytest.raises(RefusedXmlError, match=r"too much|too far"):
        safe_svg(drawing(inner))


def test_an_ordinary_drawing_is_not_too_much() -> None:
    gradients = "".join(
        f'<linearGradient id="g{n}"><stop offset="0"/><stop offset="1"/></linearGradient>'
        for n in range(50)
    )
    hatch = '<pattern id="h" width="4" height="4"><path d="M0 0L4 4"/></pattern>'
    shadow = '<filter id="s"><feGaussianBlur stdDeviation="2"/><feOffset/><feMerge/></filter>'
    arrow = '<marker id="m"><path d="M0 0L4 4L0 8z"/></marker>'
    marks = '<symbol id="d"><circle r="2"/></symbol>'
    shapes = "".join(
        f'<rect class="bar" fill="url(#g{n % 50})"/><use href="#d"/>'
        f'<path d="M0 0L{n} 1" marker-end="url(#m)"/>'
        for n in range(3000)
    )
    sheet = "<style>.bar { stroke: url(#h) } .title { filter: url(#s) }</style>"
    group = '<g clip-path="url(#c)" mask="url(#k)">'
    parts = '<clipPath id="c"><rect/></clipPath><mask id="k"><rect/></mask>'
    titles = '<text class="title">A title</text>' * 30
    safe_svg(drawing(f"{sheet}<defs>{gradients}{hatch}{shadow}{arrow}{marks}{parts}</defs>"
                     f"{group}{shapes}</g>{titles}"))  # fmt: skip


def test_what_counts_is_known_in_time_that_grows_with_the_drawing() -> None:
    rules = "".join(f".a {{ fill: url(#g{n}) }} " for n in range(3000))
    inner = f"<style>{rules}</style>" + '<rect class="a"/>' * 20_000
    began = time.process_time()
    with pytest.raises(RefusedXmlError, match="too much"):
        safe_svg(drawing(inner))
    assert time.process_time() - began < 20

"""Drawings: what draws is kept, what acts, loads or tells is not."""

from __future__ import annotations

from contextlib import suppress

import pytest

from newsgen.reading.files.xml_tree import RefusedXmlError
from newsgen.reading.images.svg import read_svg, safe_svg
from tests.support.problems import accepted, refused
from tests.support.site import SiteFolder

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="40" height="30"'
)


def safe(inner: str, attributes: str = "") -> str:
    return safe_svg(f"{OPEN}{attributes}>{inner}</svg>".encode()).decode()


HARM = [
    ("<script>alert(1)</script>", "alert"),
    ('<script href="https://a.example/x.js"/>', "a.example"),
    ('<g onclick="alert(1)"/>', "alert"),
    ('<path d="M0 0" ONLOAD="alert(1)"/>', "alert"),
    ("<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>qzx</body></foreignObject>", "qzx"),
    ('<image href="https://a.example/x.png"/>', "a.example"),
    ('<image xlink:href="data:image/png;base64,qzx"/>', "qzx"),
    ('<use href="https://a.example/x.svg#a"/>', "a.example"),
    ('<use xlink:href="data:image/svg+xml,qzx#a"/>', "qzx"),
    ('<a href="javascript:alert(1)"><text>x</text></a>', "alert"),
    ('<a xlink:href="https://a.example/"><text>x</text></a>', "a.example"),
    ('<animate attributeName="href" values="javascript:alert(1)"/>', "alert"),
    ('<set attributeName="onmouseover" to="alert(1)"/>', "alert"),
    ('<rect fill="url(https://a.example/x.svg#a)"/>', "a.example"),
    ("<rect fill=\"URL( '//a.example/x' )\"/>", "a.example"),
    ('<rect style="fill: url(https://a.example/x)"/>', "a.example"),
    ('<rect style="fill: u\\72l(https://a.example/x)"/>', "a.example"),
    ('<rect style="fill: ur/**/l(https://a.example/x)"/>', "a.example"),
    ("<style>@import 'https://a.example/x.css';</style>", "a.example"),
    ("<style>@font-face { src: url(https://a.example/x) }</style>", "a.example"),
    ("<style>rect { background: image-set('https://a.example/x' 1x) }</style>", "a.example"),
    ("<style>@IMPORT url(//a.example);</style>", "a.example"),
    ("<metadata>qzx</metadata>", "qzx"),
    ("<!-- qzx -->", "qzx"),
    ("<?xml-stylesheet href='https://a.example/x.css'?>", "a.example"),
    ('<g xmlns:i="https://i.example/" i:label="qzx"/>', "qzx"),
    ('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>', "alert"),
    ('<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>', "alert"),
    ("<iframe src='https://a.example/'/>", "a.example"),
    ("<filter><feImage href='https://a.example/x'/></filter>", "a.example"),
    ("<handler>alert(1)</handler>", "alert"),
]


@pytest.mark.parametrize(("inner", "harm"), HARM)
def test_what_acts_loads_or_tells_is_taken_out(inner: str, harm: str) -> None:
    made = safe(f'{inner}<circle id="kept" r="1"/>')
    assert harm not in made
    assert '<circle id="kept" r="1" />' in made


def test_attributes_of_the_drawing_itself_are_taken_out_too() -> None:
    assert "alert" not in safe("", ' onload="alert(1)"')


@pytest.mark.parametrize(
    "inner",
    [
        '<path d="M0 0L1 1" fill="none" stroke="#f00" stroke-width="2" />',
        '<g transform="translate(1 2)"><text x="1" y="2" font-size="9">Київ &amp; Lviv</text></g>',
        '<linearGradient id="a"><stop offset="0" stop-color="red" /></linearGradient>',
        '<rect width="1" height="1" fill="url(#a)" />',
        '<rect style="fill: url(#a); stroke: red" />',
        "<style>.a { fill: red } @media (prefers-color-scheme: dark) { .a { fill: blue } }</style>",
        "<title>A chart</title><desc>What it shows.</desc>",
        '<text>a<tspan dy="1">b</tspan>c</text>',
        '<clipPath id="c"><circle cx="1" cy="1" r="1" /></clipPath><g clip-path="url(\'#c\')" />',
    ],
)
def test_what_draws_is_kept(inner: str) -> None:
    assert inner in safe(inner)


def test_a_drawing_without_a_view_keeps_its_exact_size_as_one() -> None:
    made = safe_svg(b'<svg xmlns="http://www.w3.org/2000/svg" width="73.4275" height="2in"/>')
    assert b'viewBox="0 0 73.4275 192"' in made


def test_a_drawing_without_a_namespace_is_given_one() -> None:
    made = safe_svg(b"<svg><style>.a{fill:red}</style><g/></svg>")
    assert b"http://www.w3.org/2000/svg" in made and b".a { fill: red }</style><g />" in made


def test_of_a_choice_what_browsers_show_is_kept() -> None:
    made = safe(
        "<switch><g systemLanguage='de'/><foreignObject/><g id='a'/><text>no</text></switch>"
    )
    assert '<switch><g systemLanguage="de" /><g id="a" /></switch>' in made


def test_copies_lead_to_what_the_drawing_itself_holds() -> None:
    assert '<use href="#a" />' in safe('<g id="a"/><use xlink:href="#a"/>')


def test_text_around_what_goes_stays() -> None:
    assert "<text>onetwo</text>" in safe("<text>one<script>x</script>two</text>")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no xml", b"<svg", b"<html/>", b"<svg xmlns='http://www.w3.org/1999/xhtml'/>",
        b'<!DOCTYPE svg [<!ENTITY a "qzx">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://a.example/">%a;]><svg/>',
        b"<svg>" + b"<g>" * 500 + b"</g>" * 500 + b"</svg>",
        b'<svg xmlns="http://www.w3.org/2000/svg">&unknown;</svg>',
    ],
)  # fmt: skip
def test_what_is_no_drawing_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedXmlError):
        safe_svg(content)
    fault = read_svg(content).fault
    assert fault is not None and "NG204" == fault.code


def test_a_drawing_that_copies_its_copies_is_refused() -> None:
    layers = ['<circle id="a0" r="1"/>']
    layers += [f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)]
    with pytest.raises(RefusedXmlError, match="copies"):
        safe("".join(layers))


@pytest.mark.parametrize(
    "inner",
    [
        '<g id="a"><use href="#a"/></g>',
        '<use id="a" href="#b"/><use id="b" href="#a"/>',
        "".join(f'<use id="a{n}" href="#a{n + 1}"/>' for n in range(5000)),
    ],
)
def test_a_drawing_that_copies_itself_is_looked_at_in_bounded_time(inner: str) -> None:
    with suppress(RefusedXmlError):
        safe(inner)


def test_a_doctype_that_only_names_the_type_is_dropped() -> None:
    doctype = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://a.example/svg11.dtd">'
    made = safe_svg(b'<?xml version="1.0"?>' + doctype + f"{OPEN}/>".encode())
    assert b"a.example" not in made and made.startswith(b"<svg")


def test_what_is_safe_stays_as_it_is() -> None:
    once = safe_svg(f'{OPEN}><g fill="url(#a)">x</g></svg>'.encode())
    assert once == safe_svg(once)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="40px" height="30px" viewBox="0 0 4 3"', (40, 30)),
        ('viewBox="0 0 400 300"', (400, 300)),
        ('viewBox="0,0,400,300" width="100%"', (400, 300)),
        ('width="200" viewBox="0 0 4 3"', (200, 150)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ("", (300, 150)),
        ('width="0" height="-3"', (300, 150)),
        ('width="1e999" height="3"', (300, 150)),
    ],
)
def test_a_drawing_has_the_size_that_browsers_give_it(
    attributes: str, size: tuple[int, int]
) -> None:
    head = read_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    assert size == (head.width, head.height)


def test_a_drawing_is_published_safe_and_shown_in_its_size(site: SiteFolder) -> None:
    site.write("content/media/a.svg", f"{OPEN}><metadata>alert(1)</metadata><g/></svg>")
    site.article("world/strike.md", "![A](media/a.svg)\n", image="media/a.svg")
    assert [] == accepted(site)
    (path,) = (path for path in site.tree() if path.startswith("media/"))
    assert site.page(path).startswith("<svg ") and "alert" not in site.page(path)
    page = site.page("world/2024/11/strike.html")
    assert 2 == page.count(f'<img src="../../../{path}" alt="')
    assert 2 == page.count('width="40" height="30"')
    assert "og:image" not in page


def test_a_drawing_that_cannot_be_made_safe_is_named_where_it_is_used(site: SiteFolder) -> None:
    site.write("content/media/a.svg", "<html/>")
    site.article("world/strike.md", "![A](media/a.svg)\n")
    assert [("NG204", 6, 6)] == [(one.code, one.line, one.column) for one in refused(site)]

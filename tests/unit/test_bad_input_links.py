"""What leads from one file to another, the addresses that files ask for, and what bodies may hold."""

from __future__ import annotations

import re

import pytest

from tests.support.pictures import png
from tests.support.problems import Placed, accepted, refusal, refused, without_errors
from tests.support.site import SiteFolder

NAME = "world/strike.md"
ARTICLE = f"content/articles/{NAME}"
PAGE = "world/2024/11/strike.html"


# Routes


def test_two_articles_with_one_route(site: SiteFolder) -> None:
    site.article("world/a.md", slug="strike")
    site.article(NAME)
    problem = refusal(site)
    assert (ARTICLE, 1, 1, "NG040") == (problem.path, problem.line, problem.column, problem.code)
    expected = "It would be published as world/2024/11/strike.html, and so would content/articles/world/a.md."
    assert expected == problem.message


def test_slugs_that_differ_only_in_case(site: SiteFolder) -> None:
    site.article("world/a.md", slug="Strike")
    site.article(NAME)
    assert [Placed(ARTICLE, 1, 1, "NG041")] == refused(site)


def test_article_in_one_folder_and_one_that_names_it_as_its_section(site: SiteFolder) -> None:
    site.article("europe/strike.md", section="world")
    site.article(NAME)
    assert [Placed(ARTICLE, 1, 1, "NG040")] == refused(site)


def test_articles_of_one_name_in_other_months_are_accepted(site: SiteFolder) -> None:
    site.article("world/october/strike.md", date="2024-10-18")
    site.article(NAME)
    assert [] == accepted(site)


def test_route_of_a_draft_is_free(site: SiteFolder) -> None:
    site.article("world/a.md", slug="strike", draft="true")
    site.article(NAME)
    assert [] == accepted(site)


def test_page_in_the_place_of_the_front_page(site: SiteFolder) -> None:
    path = site.write("content/pages/index.md", "---\ntitle: Welcome\n---\n")
    assert [Placed(path, 1, 1, "NG040")] == refused(site)


def test_two_pages_with_one_route(site: SiteFolder) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\n---\n")
    site.write("content/pages/us.md", "---\ntitle: Us\nslug: About\n---\n")
    assert [Placed("content/pages/us.md", 1, 1, "NG041")] == refused(site)


def test_alias_in_the_place_of_another_page(site: SiteFolder) -> None:
    site.article(NAME, aliases="[/old, /index.html]")
    assert [Placed(ARTICLE, 5, 17, "NG040")] == refused(site)


def test_alias_that_needs_a_page_as_its_folder(site: SiteFolder) -> None:
    site.article(NAME, aliases="[/index.html/old.html]")
    assert [Placed(ARTICLE, 5, 11, "NG041")] == refused(site)


# Links


@pytest.mark.parametrize(
    "target", ["gone", "gone.md", "world/gone.md", "../gone.md", "../../../x.md"]
)
def test_read_also_that_does_not_exist(site: SiteFolder, target: str) -> None:
    site.article(NAME, read_also=f"[{target}]")
    assert [Placed(ARTICLE, 5, 13, "NG042")] == refused(site)


def test_read_also_gets_the_nearest_article(site: SiteFolder) -> None:
    site.article("world/what-atacms-are.md")
    site.article(NAME, read_also="\n  - what-atacms-ar")
    problem = refusal(site)
    assert (6, 5, "NG042") == (problem.line, problem.column, problem.code)
    assert problem.hint.startswith("Did you mean `what-atacms-are`?")


def test_read_also_that_fits_two_articles(site: SiteFolder) -> None:
    site.article("europe/vote.md")
    site.article("world/vote.md")
    site.article(NAME, read_also="[vote]")
    assert [Placed(ARTICLE, 5, 13, "NG043")] == refused(site)


@pytest.mark.parametrize(
    "target", ["gone.md", "../gone.md", "/articles/world/gone.md", "gone.md#part", "gone.markdown"]
)
def test_link_to_a_markdown_file_that_does_not_exist(site: SiteFolder, target: str) -> None:
    site.article(NAME, body=f"One.\n\nRead [this]({target}).\n")
    assert [Placed(ARTICLE, 8, 13, "NG044")] == refused(site)


def test_each_link_is_named_where_it_stands(site: SiteFolder) -> None:
    site.article(NAME, body="[a](one.md) [b](two.md)\n\n[c]: three.md\n\n[d][c]\n")
    expected = [
        Placed(ARTICLE, 6, 5, "NG044"),
        Placed(ARTICLE, 6, 17, "NG044"),
        Placed(ARTICLE, 8, 6, "NG044"),
    ]
    assert expected == refused(site)


def test_link_in_raw_html_is_followed_too(site: SiteFolder) -> None:
    site.article(NAME, body='<div>\n<a title="1 > 0" href="gone.md">x</a>\n</div>\n')
    assert [Placed(ARTICLE, 7, 24, "NG044")] == refused(site)


@pytest.mark.parametrize("target", ["../../../etc/passwd.md", "../../../../x.png", "/../../x.pdf"])
def test_link_that_leads_out_of_the_content(site: SiteFolder, target: str) -> None:
    site.article(NAME, body=f"[this]({target})\n")
    (problem,) = refused(site)
    assert (ARTICLE, 6, 8) == problem[:3]
    assert problem.code in ("NG025", "NG044", "NG045")


@pytest.mark.parametrize("image", ["media/gone.png", "gone.png"])
def test_picture_that_does_not_exist(site: SiteFolder, image: str) -> None:
    site.article(NAME, image=image, body=f"![A bridge]({image})\n")
    assert [Placed(ARTICLE, 5, 8, "NG045"), Placed(ARTICLE, 7, 13, "NG045")] == refused(site)


@pytest.mark.parametrize("name", ["a.svgz", "a.html", "a.js", "a.xml"])
def test_media_that_could_run_scripts(site: SiteFolder, name: str) -> None:
    site.write(f"content/media/{name}", "<script>alert(1)</script>")
    site.article(NAME, body=f"[x](media/{name})\n")
    assert [Placed(ARTICLE, 6, 5, "NG045")] == refused(site)


def test_link_to_a_page_of_the_published_site_that_is_none_of_ours_is_a_warning(
    site: SiteFolder,
) -> None:
    site.article(NAME, body="[x](strike.html)\n")
    assert [Placed(ARTICLE, 6, 5, "NG047", "warning")] == accepted(site)


# People


def test_unknown_person_is_a_warning_where_people_are_known(site: SiteFolder) -> None:
    site.write("content/people/noor-lindqvist.md", "---\nname: Noor Lindqvist\n---\n")
    site.article(NAME, authors="[noor-lindqvist, Noor Lindqvist, Nor Lindqvist]")
    assert [Placed(ARTICLE, 5, 43, "NG046", "warning")] == accepted(site)
    (problem,) = site.build().problems
    assert "There is no person `Nor Lindqvist` in content/people/." == problem.message
    assert problem.hint.startswith("Did you mean `noor-lindqvist`?")


def test_unknown_person_is_fine_where_nobody_is_known(site: SiteFolder) -> None:
    site.article(NAME, authors="[Noor Lindqvist]")
    assert [] == accepted(site)


# URLs in bodies


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("javascript:alert(1)", "javascript"),
        ("JaVaScRiPt:alert(1)", "javascript"),
        ("data:text/html,x", "data"),
        ("vbscript:x", "vbscript"),
        ("whatsapp://send?text=x", "whatsapp"),
        ("ms-word:ofe|u|x", "ms-word"),
        ("zz-note:this", "zz-note"),
    ],
)
@pytest.mark.parametrize("form", ["[xyz]({})", '<a href="{}">xyz</a>', "[xyz]: {}\n\n[xyz]"])
def test_url_scheme_in_a_body(site: SiteFolder, form: str, url: str, scheme: str) -> None:
    site.article(NAME, body=f"One.\n\n{form.format(url)}\n")
    column = form.index("{}") + 1
    assert [Placed(ARTICLE, 8, column, "NG024", "warning")] == accepted(site)
    (problem,) = site.build().problems
    assert f"The scheme `{scheme}:` is not allowed in a link." == problem.message
    assert problem.hint.startswith("Its words stay, and lead nowhere.")
    # What is written is on the page, and the address is not.
    assert "<p><a>xyz</a></p>" in site.page(PAGE)
    assert f"{scheme}:" not in site.page(PAGE)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:image/png;base64,AA", "tel:1"])
@pytest.mark.parametrize("form", ["![x]({})", '<img src="{}">'])
def test_url_scheme_of_a_picture(site: SiteFolder, form: str, url: str) -> None:
    site.article(NAME, body=f"One.\n\n{form.format(url)}\n")
    assert [Placed(ARTICLE, 8, form.index("{}") + 1, "NG024")] == refused(site)


@pytest.mark.parametrize("scheme", ["ttps", "hhttps", "htps", "mailo"])
def test_misspelt_scheme_gets_the_nearest(site: SiteFolder, scheme: str) -> None:
    site.article(NAME, body=f"[x]({scheme}://reuters.example/a)\n")
    assert [Placed(ARTICLE, 6, 5, "NG024", "warning")] == accepted(site)
    meant = "mailto" if scheme == "mailo" else "https"
    assert site.build().problems[0].hint.startswith(f"Did you mean `{meant}`? Its words stay")


LINKS = [
    "tel:+49-30-1234", "sms:+4930?body=Hello%20desk", "mailto:desk@test.example", "geo:52.5,13.4",
    "xmpp:a@test.example", "ftp://test.example/a.txt", "ftps://test.example/", "magnet:?xt=urn:btih:ab",
    "irc://irc.test.example/news", "webcal://test.example/a.ics", "news:comp.test", "sip:a@test.example",
    "TEL:110", "matrix:r/a:test.example", "openpgp4fpr:0123", "nntp://test.example/a",
]  # fmt: skip


@pytest.mark.parametrize("form", ["[x]({})", '<a href="{}">x</a>', "[x]: {}\n\n[x]"])
def test_links_that_are_no_pages(site: SiteFolder, form: str) -> None:
    for number, url in enumerate(LINKS):
        site.article(f"world/a{number}.md", body=f"{form.format(url)}\n")
    assert [] == accepted(site)
    for number, url in enumerate(LINKS):
        assert f'<p><a href="{url}">x</a></p>' in site.page(f"world/2024/11/a{number}.html")


@pytest.mark.parametrize(
    "url", ["ftp://evil.example\\\\@test.example/", "ftp://user@test.example/"]
)
def test_no_host_of_files_hides_another(site: SiteFolder, url: str) -> None:
    site.article(NAME, body=f"One.\n\n[x]({url})\n")
    assert [Placed(ARTICLE, 8, 5, "NG024")] == refused(site)


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("desk@test.example.org", "mailto:desk@test.example.org"),
        ("desk@example.org?subject=A", "mailto:desk@example.org"),
        ("github.com/", "https://github.com/"),
        ("github.com", "https://github.com"),
        ("www.example.org", "https://www.example.org"),
        ("www.example.museum/a.html", "https://www.example.museum/a.html"),
        ("en.example.org/wiki/A.pdf", "https://en.example.org/wiki/A.pdf"),
        ("news.example.co.uk", "https://news.example.co.uk"),
        ("example.de", "https://example.de"),
        ("example.org:8080/a", "https://example.org:8080/a"),
        ("приклад.укр/", "https://приклад.укр/"),
    ],
)
def test_link_that_lacks_its_scheme(site: SiteFolder, url: str, meant: str) -> None:
    site.article(NAME, body=f"One.\n\n[x]({url})\n")
    assert [Placed(ARTICLE, 8, 5, "NG338", "warning")] == accepted(site)
    (problem,) = site.build().problems
    assert problem.hint.startswith(f"Write {meant}.")
    assert "<p><a>x</a></p>" in site.page(PAGE)


@pytest.mark.parametrize(
    "name",
    ["setup.py", "install.sh", "main.rs", "node.js", "a.tar.gz", "report.pdf", "v1.2", "a.b/c.doc"],
)
def test_link_to_a_file_that_is_missing_is_no_host(site: SiteFolder, name: str) -> None:
    site.article(NAME, body=f"[x]({name})\n")
    (one,) = [*site.build().problems]
    assert one.code in ("NG045", "NG047")


def test_a_file_that_is_named_like_a_host_is_a_file(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "url: https://test.example/\ndocuments: {allow: [org]}\n")
    site.write("content/media/example.org", "* A list\n")
    site.article(NAME, body="[x](media/example.org)\n")
    assert [] == accepted(site)


@pytest.mark.parametrize(
    "url", ["C:/files/a.pdf", "C:\\files\\a.pdf", "file:///C:/a.pdf", "file://server/a.pdf"]
)
def test_link_to_a_file_of_one_computer(site: SiteFolder, url: str) -> None:
    site.article(NAME, body=f'One.\n\n<a href="{url}">xyz</a>\n\n[xyz]({url})\n')
    assert [
        Placed(ARTICLE, 8, 10, "NG339", "warning"),
        Placed(ARTICLE, 10, 7, "NG339", "warning"),
    ] == accepted(site)
    assert 2 == site.page(PAGE).count("<a>xyz</a>")


@pytest.mark.parametrize(
    "url", ["http://localhost:1313/a/", "http://127.0.0.1/", "http://[::1]:80/"]
)
def test_link_to_the_reader_s_own_computer(site: SiteFolder, url: str) -> None:
    site.article(NAME, body=f"[the draft]({url})\n")
    assert [Placed(ARTICLE, 6, 13, "NG339", "warning")] == accepted(site)
    # A text that shows the address means it.
    site.article(NAME, body=f"Open <{url}>, or [{url}]({url}).\n")
    assert [] == accepted(site)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<a href="&#x6A;avascript&colon;alert(1)">x</a>',
        '<a href="java&Tab;script:alert(1)">x</a>',
        '<a href="java&NewLine;script:alert(1)">x</a>',
        "<a href=' javascript:alert(1)'>x</a>",
        "<a href=javascript:alert(1)>x</a>",
        '<a href="java\tscript:alert(1)">x</a>',
        '<a\nhref="javascript:alert(1)">x</a>',
        "[x](&#106;avascript:alert(1))",
        "[x](<java script:alert(1)>)",
        '<img src="javascript:alert(1)">',
        '<q cite="javascript:alert(1)">x</q>',
    ],
)
def test_url_scheme_in_another_spelling(site: SiteFolder, html: str) -> None:
    site.article(NAME, body=f"One.\n\n{html}\n")
    report = site.build()
    (problem,) = report.problems
    assert (ARTICLE, "NG024") == (problem.path, problem.code)
    assert 8 <= problem.line <= 9
    assert report.failed == ("<img" in html)
    assert not any(b"javascript:" in page for page in site.tree().values())


@pytest.mark.parametrize("form", ["[x]({})", '<a href="{}">x</a>', "[x]: {}\n\n[x]"])
def test_a_host_alone_is_asked_by_https(site: SiteFolder, form: str) -> None:
    site.article(NAME, body=f"One.\n\n{form.format('//reuters.example/a?b=c#d')}\n")
    assert [] == accepted(site)
    assert '<a href="https://reuters.example/a?b=c#d">x</a>' in site.page(PAGE)


@pytest.mark.parametrize("urls", ["files", "directory"])
def test_no_path_becomes_a_scheme_or_a_host_on_a_page_at_the_root(
    site: SiteFolder, urls: str
) -> None:
    targets = [
        "/javascript:alert(1)", "/ javascript:alert(1)", "/%6aavascript:alert(1)", "//javascript:x",
        "/\\javascript:alert(1)", "/./javascript:alert(1)", "/%2Fhost.example/", "/\\host.example/",
        "./javascript:alert(1)", "x/../javascript:alert(1)", "/%0ajavascript:alert(1)", "/..//host/",
    ]  # fmt: skip
    site.write("newsgen.yaml", f"url: https://test.example/\nurls: {urls}\n")
    for number, target in enumerate(targets):
        text = f"---\ntitle: Page {number}\n---\n[x](<{target}>)\n"
        site.write(f"content/pages/page-{number}.md", text)
    errors = without_errors(site)
    assert {"NG024", "NG025"} >= {one.code for one in errors}
    assert len(targets) > len(errors) + 6
    for content in site.tree().values():
        assert not re.search(rb'(?:href|src)="\s*(?:javascript:|[/\\])', content)


# What bodies may hold


ACTIVE = [
    ("<script>alert(1)</script>", ["<script", "alert"]),
    ("<SCRIPT SRC=a.js></SCRIPT>", ["<script", "a.js"]),
    ("<scr<script>ipt>alert(1)</script>", ["<script"]),
    ('<p onclick="alert(1)">x</p>', ["onclick", "alert"]),
    ("<p/onclick=alert(1)>x</p>", ["onclick=", "alert(1)>"]),
    ("<img src=x.png onerror=alert(1)>", ["onerror"]),
    ("<svg onload=alert(1)><script>alert(2)</script></svg>", ["onload", "<script", "alert(2)"]),
    ('<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>', ["xlink"]),
    ("<math><mi xlink:href=data:x>x</mi></math>", ["<math", "xlink"]),
    ('<p style="position: fixed">x</p>', ["position: fixed"]),
    ("<style>body { display: none }</style>", ["display: none"]),
    ('<iframe src="https://a.example/"></iframe>', ["<iframe", "a.example"]),
    ("<iframe srcdoc='<script>alert(1)</script>'></iframe>", ["<iframe", "srcdoc"]),
    ('<object data="a.swf"></object><embed src="a.swf">', ["<object", "<embed", "a.swf"]),
    ('<base href="https://a.example/">', ["<base", "a.example"]),
    ('<meta http-equiv="refresh" content="0; url=https://a.example/">', ["refresh", "a.example"]),
    ('<link rel="stylesheet" href="https://a.example/a.css">', ["a.example"]),
    ('<form action="https://a.example/"><input name="a"><button>x</button></form>',
     ["<form", "<input", "<button", "a.example"]),
    ('<a href="https://b.example/" target="_blank" ping="https://a.example/">x</a>', ["ping", "target="]),
    ('<img srcset="https://a.example/a.png 2x" alt="">', ["srcset", "a.example"]),
    ('<video src="https://a.example/a.mp4" autoplay></video>', ["<video", "a.example"]),
    ("<template><script>alert(1)</script></template>", ["<template", "<script", "alert"]),
    ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
     ["<noscript", "<img src=x"]),
    ("<!-- a comment --><![CDATA[<script>alert(1)</script>]]>", ["a comment", "<script"]),
    ("`<script>alert(1)</script>`", ["<script"]),
    ("    <script>alert(1)</script>", ["<script"]),
    ("x { onclick=alert(1) }", ["<p onclick"]),
    ("# Title { onclick=alert(1) style=color:red }", ['onclick="', 'style="']),
]  # fmt: skip
"""What a body may hold, and what of it must be nowhere in the page."""


@pytest.mark.parametrize("place", ["{}", "One {} two.", "> {}", "- {}", "One.[^1]\n\n[^1]: {}"])
def test_active_html_does_not_reach_the_page(site: SiteFolder, place: str) -> None:
    site.write("content/articles/world/x.png", png())
    for number, (html, _) in enumerate(ACTIVE):
        site.article(f"world/a{number}.md", f"{place.format(html)}\n", tags=None)
    errors = without_errors(site)
    assert {"NG024", "NG045"} >= {one.code for one in errors}
    assert 5 > len(errors)
    for number, (html, gone) in enumerate(ACTIVE):
        if site.file(f"content/articles/world/a{number}.md").exists():
            page = site.page(f"world/2024/11/a{number}.html")
            prose = page[page.index('<div class="prose') : page.index('<section class="sources"')]
            assert [] == [one for one in gone if one.lower() in prose.lower()], html


LOST = [
    ('<iframe src="https://a.example/"></iframe>', "NG387", 1),
    ("<!-- a", "NG388", 1),
    ("<placeholder>a</placeholder>", "NG389", 1),
    ("<div>**a**</div>", "NG390", 6),
    ("<p hidden>a</p>", "NG391", 1),
]
"""What a text loses of its HTML, with its code and column."""


def test_what_a_text_loses_of_its_html_is_named_in_articles_pages_and_people(
    site: SiteFolder,
) -> None:
    expected = set()
    for number, (html, code, column) in enumerate(LOST):
        text = f"One.\n\n{html}\n"
        site.article(f"world/a{number}.md", text)
        site.write(f"content/pages/p{number}.md", f"---\ntitle: P\n---\n{text}")
        site.write(f"content/people/q{number}.md", f"---\nname: Q {number}\n---\n{text}")
        first = (
            site.file(f"content/articles/world/a{number}.md").read_text().split("\n").index("One.")
        )
        expected |= {
            Placed(f"content/articles/world/a{number}.md", first + 3, column, code, "warning"),
            Placed(f"content/pages/p{number}.md", 6, column, code, "warning"),
            Placed(f"content/people/q{number}.md", 6, column, code, "warning"),
        }
    assert expected == {one for one in accepted(site) if one.code in {code for _, code, _ in LOST}}


@pytest.mark.parametrize(
    "field",
    ["headline", "standfirst", "summary", "kicker", "dateline", "authors", "tags", "section"],
)
def test_html_in_a_field_is_text(site: SiteFolder, field: str) -> None:
    site.article(NAME, **{field: """'x<script>alert("1")</script>'"""})
    accepted(site)
    for path, content in site.tree().items():
        if path.endswith(".html"):
            assert b"<script>alert" not in content


def test_html_in_a_source_is_text(site: SiteFolder) -> None:
    site.article(
        NAME, sources="""\n  - name: x<script>alert(1)</script>\n    title: '"><script>'"""
    )
    accepted(site)
    assert "<script>alert" not in site.page(PAGE)
    assert '"><script>' not in site.page(PAGE)

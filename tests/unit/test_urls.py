"""A URL is what browsers make of it: what they and readers could read as two places is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.reading.markdown.body import render_body
from newsgen.reading.urls import (
    absolute_url_fault,
    is_of_this_computer,
    is_ordinary,
    link_fault,
    names_host_alone,
    web_host,
)
from tests.support.site import SiteFolder

DECEPTIVE = {
    "a backslash that ends the host": "https://evil.example\\@youtube.com/watch",
    "a backslash in the path": "https://a.example/b\\c",
    "a backslash and a slash": "https:/\\evil.example/",
    "a user": "https://youtube.com@evil.example/",
    "a user without a name": "https://@evil.example/",
    "a user with a password": "https://youtube.com:443@evil.example/",
    "no slashes": "https:evil.example",
    "one slash": "https:/evil.example",
    "three slashes": "https:///evil.example",
    "a tab": "https://evil\t.example/",
    "a line break": "https://evil.example\n/x",
    "a line break in the scheme": "ht\ntps://evil.example/",
    "a control character": "https://evil.example/\x1b[2J",
    "a C1 control character": "https://evil.example/\x9b2J",
    "a port that is none": "https://youtube.com:99999/",
    "a port of letters": "https://youtube.com:8o/",
    "a host in percent signs": "https://%79outube.com/",
    "a space in the host": "https://you tube.com/",
    "a full-width host": "https://ｙｏｕｔｕｂｅ.com/",
    "an ideographic full stop": "https://youtube。com/",
    "a soft hyphen": "https://you\u00adtube.com/",
    "a zero-width space": "https://you\u200btube.com/",
    "a bidirectional mark": "https://\u202eelpmaxe.live/",
    "two dots": "https://a..example/",
    "a number for a host": "https://2130706433/",
    "a hexadecimal number": "https://0x7f.1/",
    "a short address": "https://127.1/",
    "an address that ends in no bracket": "https://[::1/",
    "no address in brackets": "https://[a]/",
    "a script": "javascript:alert(1)",
    "a script with a line break": "java\nscript:alert(1)",
    "data": "data:text/html,x",
}

PLAIN = [
    "https://a.example", "HTTPS://A.example/b?c=d#e", "http://a-b.example:8080/", "https://a.example.",
    "https://a.example/?q=a\\b", "https://a.example/#a\\b", "https://a.example/@user", "https://a.example:/",
    "https://localhost:1/", "http://127.0.0.1:8000/", "http://[::1]:80/", "https://a_b.example/",
    "https://xn--80ak6aa92e.example/", "https://приклад.укр/", "https://straße.example/", "https://a--b.example/",
    "https://a.example/?next=https://b@c.example", "mailto:a@b.example",
]  # fmt: skip


@given(
    st.text(alphabet="htps:/.-@#?%[]\\ aZ019é\t", max_size=30),
    st.sampled_from(
        ("", "http://", "https://", "https://127.", "http://localhost", "https://a.localhost")
    ),
)
def test_an_ordinary_url_has_no_fault_and_leads_to_no_own_computer(rest: str, begin: str) -> None:
    for url in (begin + rest, f"{begin}a.example/{rest}", f"{begin}{rest}.example"):
        if is_ordinary(url):
            assert link_fault(url) is None
            assert not is_of_this_computer(url)


@pytest.mark.parametrize("url", DECEPTIVE.values(), ids=DECEPTIVE)
def test_a_deceptive_url_is_refused_everywhere(url: str) -> None:
    assert absolute_url_fault(url) is not None
    assert link_fault(url) is not None


@pytest.mark.parametrize("url", PLAIN)
def test_a_plain_url_is_accepted(url: str) -> None:
    assert absolute_url_fault(url) is None
    assert link_fault(url) is None


@pytest.mark.parametrize("url", ["//a", "\\\\a", "/\\a", "\\/a", " //a", "/\t/a", "\n\\\\a"])
def test_a_host_without_a_scheme_is_seen_as_browsers_see_it(url: str) -> None:
    assert names_host_alone(url)


@pytest.mark.parametrize("url", ["/a//b", "a", "a\\\\b", "#//", "../a", ""])
def test_a_path_names_no_host(url: str) -> None:
    assert not names_host_alone(url)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("HTTPS://YouTube.COM/x", "youtube.com"),
        ("https://youtube.com./", "youtube.com"),
        ("https://youtube.com:443/", "youtube.com"),
        ("http://youtube.com:80", "youtube.com"),
        ("http://youtube.com:443/", "youtube.com:443"),
        ("https://youtube.com:8443/", "youtube.com:8443"),
        ("https://уoutube.com/", "xn--outube-vrf.com"),
        ("https://evil.example/#@youtube.com/", "evil.example"),
        ("https://evil.example?@youtube.com/", "evil.example"),
        ("mailto:a@youtube.com", ""),
    ],
)
def test_the_host_is_the_one_that_a_browser_asks(url: str, host: str) -> None:
    assert host == web_host(url)


# In a body


@pytest.mark.parametrize(
    ("name", "form"),
    [
        (name, form)
        for name in DECEPTIVE
        for form in ("[Watch]({})", "[Watch](<{}>)", '<p><a href="{}">Watch</a></p>')
        # No text holds a control character, and Markdown takes an address with a space for text.
        if not set(DECEPTIVE[name]) & set("\x1b\x9b\n\t " if form[0] == "[" else "\x1b\x9b")
    ],
)
def test_a_body_leads_to_no_deceptive_url_and_says_so(name: str, form: str) -> None:
    url = DECEPTIVE[name]
    written = url.replace("\\", "\\\\") if form[0] == "[" else url
    body = render_body(f"Text.\n\n{form.format(written)}\n", 5, "a.md", ())
    assert "href" not in body.html and "\0h" not in body.html
    assert "Watch" in body.html and "\0e" not in body.html
    assert ["NG024"] == [one.code for one in body.problems]
    assert 7 == body.problems[0].line


@pytest.mark.parametrize("url", [one for one in PLAIN if not set("\\1") & set(one)])
def test_a_body_leads_to_a_plain_url(url: str) -> None:
    body = render_body(f"[Read it]({url}) now.\n", 1, "a.md", ())
    assert (f'<p><a href="{url}">Read it</a> now.</p>', ()) == (body.html, body.problems)


@pytest.mark.parametrize("url", ["\\\\\\\\a.example", "/\\\\a.example", "\\\\/a.example"])
def test_a_body_leads_to_no_host_without_a_scheme(url: str) -> None:
    body = render_body(f"[Read it]({url}) now.\n", 1, "a.md", ())
    assert "<p><a>Read it</a> now.</p>" == body.html
    assert ["NG024"] == [one.code for one in body.problems]


def test_a_space_in_a_link_stays_as_browsers_escape_it() -> None:
    body = render_body("[Read it](<https://a.example/b c>) now.\n", 1, "a.md", ())
    assert ('<p><a href="https://a.example/b c">Read it</a> now.</p>', ()) == body[0::3]


# Cards


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.YOUTUBE.com/w", "YouTube"),
        ("https://youtube.com./w", "YouTube"),
        ("https://m.youtube.com:443/w", "YouTube"),
        ("https://youtube.com:8443/w", ""),
        ("https://youtube.com.evil.example/w", ""),
        ("https://evil.example/youtube.com", ""),
        ("https://evil.example?@youtube.com/", ""),
        ("https://уoutube.com/w", ""),
    ],
)
def test_a_card_names_the_host_that_the_link_leads_to(url: str, host: str) -> None:
    body = render_body(f"[Watch]({url})\n", 1, "a.md", ())
    assert (f"\0e0#{host}\0" in body.html) == bool(host)
    assert () == body.problems


def test_a_card_shows_a_host_that_looks_like_another_in_its_own_letters() -> None:
    body = render_body("[Watch](https://уoutube.com:81/w){.embed}\n", 1, "a.md", ())
    assert "\0e0#xn--outube-vrf.com:81\0" in body.html


# In front matter and in the registry

_HEAD = "---\nheadline: A\ndate: 2024-11-18\nsources:\n"


@pytest.mark.parametrize("name", ["a backslash that ends the host", "a user", "one slash"])
@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("content/articles/a.md", f"{_HEAD}  - {{{{name: B, url: '{{}}'}}}}\n---\n", 5),
        ("content/articles/a.md", f"{_HEAD}  - {{{{name: B, archive: '{{}}'}}}}\n---\n", 5),
        ("content/sources.yaml", "- name: B\n  url: '{}'\n", 2),
        ("content/people/ann.md", "---\nname: Ann\ncontact: '{}'\n---\n", 3),
        ("newsgen.yaml", "name: N\nurl: '{}'\n", 2),
        ("newsgen.yaml", "name: N\nurl: https://a.example/\nreport_errors_to: '{}'\n", 3),
    ],
)  # fmt: skip
def test_no_key_takes_a_deceptive_url(
    site: SiteFolder, name: str, path: str, text: str, line: int
) -> None:
    site.article("world/other.md")
    site.write(path, text.format(DECEPTIVE[name]))
    report = site.build()
    assert [(path, line, "NG024")] == [(one.path, one.line, one.code) for one in report.problems]
    assert {} == site.tree()


@pytest.mark.parametrize(
    "src", ["\\\\\\\\a.example/x.png", "/\\\\a.example/x.png", "//a.example/x.png"]
)
def test_no_picture_comes_from_a_host_without_a_scheme(site: SiteFolder, src: str) -> None:
    site.article("world/a.md", image=f'"{src}"', body=f"![A]({src})\n")
    codes = [one.code for one in site.build().problems]
    assert ["NG024", "NG024"] == codes

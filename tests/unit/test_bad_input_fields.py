"""Front matter and configuration whose values are missing, unknown or not what their keys want."""

from __future__ import annotations

import pytest

from tests.support.pictures import png
from tests.support.problems import Placed, accepted, refusal, refused
from tests.support.site import SiteFolder, front_matter

NAME = "world/strike.md"
ARTICLE = f"content/articles/{NAME}"

REFUSED_URLS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "'java script:alert(1)'",
    "' javascript:alert(1)'",
    r'"java\tscript:alert(1)"',
    r'"java\nscript:alert(1)"',
    r'"\u00a0javascript:alert(1)"',
    "'javascript :alert(1)'",
    "'&#106;avascript:alert(1)'",
    "data:text/html,x",
    "vbscript:x",
    "ftp://reuters.example/a",
    "file:///etc/passwd",
    "blob:https://reuters.example/a",
    "//reuters.example/a",
    "/a/path",
    "reuters.example/a",
    "https://",
    "https:///a",
    "'https://reuters.example/a b'",
]
"""YAML values of URLs that no page may lead to, or that are none."""


# What is missing


@pytest.mark.parametrize("key", ["headline", "date", "sources"])
def test_required_key_that_is_missing(site: SiteFolder, key: str) -> None:
    site.article(NAME, **{key: None})
    problem = refusal(site)
    assert (2, 1, "NG018") == (problem.line, problem.column, problem.code)
    assert f"`{key}` is missing." == problem.message


@pytest.mark.parametrize("value", ["", "~", "null"])
@pytest.mark.parametrize("key", ["headline", "date", "sources"])
def test_required_key_with_nothing_behind_it_is_missing(
    site: SiteFolder, key: str, value: str
) -> None:
    site.article(NAME, **{key: value})
    assert [Placed(ARTICLE, 2, 1, "NG018")] == refused(site)


def test_all_missing_keys_are_named_at_once(site: SiteFolder) -> None:
    site.article(NAME, headline=None, date=None, sources=None, tags="[a]")
    assert 3 * [Placed(ARTICLE, 2, 1, "NG018")] == refused(site)


@pytest.mark.parametrize("value", ['""', '"  "', "' '"])
def test_headline_of_nothing_but_space_is_missing(site: SiteFolder, value: str) -> None:
    site.article(NAME, headline=value)
    assert [Placed(ARTICLE, 2, 11, "NG018")] == refused(site)


def test_empty_list_of_sources(site: SiteFolder) -> None:
    site.article(NAME, sources="[]")
    problem = refusal(site)
    assert (4, 10, "NG018") == (problem.line, problem.column, problem.code)
    assert "Name who says so: sources: [Reuters, The New York Times]." == problem.hint


@pytest.mark.parametrize("value", ['[""]', '["?!"]', "['  ']"])
def test_source_without_a_name(site: SiteFolder, value: str) -> None:
    site.article(NAME, sources=value)
    assert [Placed(ARTICLE, 4, 11, "NG018")] == refused(site)


def test_described_source_without_a_name(site: SiteFolder) -> None:
    site.article(NAME, sources="\n  - Reuters\n  - url: https://nyt.example/a")
    assert [Placed(ARTICLE, 6, 5, "NG018")] == refused(site)


def test_page_without_a_title_and_person_without_a_name(site: SiteFolder) -> None:
    site.write("content/pages/about.md", "---\ndescription: Us\n---\nText.\n")
    site.write("content/people/noor.md", "---\nrole: Editor\n---\nText.\n")
    expected = [
        Placed("content/pages/about.md", 2, 1, "NG018"),
        Placed("content/people/noor.md", 2, 1, "NG018"),
    ]
    assert expected == refused(site)


def test_image_without_a_source(site: SiteFolder) -> None:
    site.article(NAME, image="{alt: A bridge}")
    assert [Placed(ARTICLE, 5, 8, "NG018")] == refused(site)


# Dates


@pytest.mark.parametrize(
    "value",
    [
        "yesterday", "18.11.2024", "11/18/2024", "2024-13-01", "2024-02-30", "2024-11-18 25:00",
        "2024-11-18T14:05:00+99:00", "20241118", "2024-11", "0001-01-01", "9999-12-31", "2024-11-18x",
    ],
)  # fmt: skip
def test_date_that_is_no_date(site: SiteFolder, value: str) -> None:
    site.article(NAME, date=value)
    problem = refusal(site)
    assert (3, 7, "NG020") == (problem.line, problem.column, problem.code)
    assert f"`{value}` is no date for `date`." == problem.message


@pytest.mark.parametrize("key", ["updated", "expires", "embargo"])
def test_other_date_that_is_no_date(site: SiteFolder, key: str) -> None:
    site.article(NAME, **{key: "yesterday"})
    assert [Placed(ARTICLE, 5, len(key) + 3, "NG020")] == refused(site)


def test_date_that_is_a_list(site: SiteFolder) -> None:
    site.article(NAME, date="[2024-11-18]")
    assert [Placed(ARTICLE, 3, 7, "NG019")] == refused(site)


def test_dates_of_a_source_are_checked(site: SiteFolder) -> None:
    site.article(NAME, sources="\n  - name: Reuters\n    published: soon\n    accessed: later")
    assert [Placed(ARTICLE, 6, 16, "NG020"), Placed(ARTICLE, 7, 15, "NG020")] == refused(site)


@pytest.mark.parametrize(
    ("date", "updated"),
    [
        ("2024-11-18", "2024-11-17"),
        ("2024-11-18 14:05", "2024-11-18 14:04"),
        ("2024-11-18T14:05:00+00:00", "2024-11-18T14:05:00+02:00"),
    ],
)
def test_update_before_the_date(site: SiteFolder, date: str, updated: str) -> None:
    site.article(NAME, date=date, updated=updated)
    assert [Placed(ARTICLE, 5, 10, "NG021")] == refused(site)


@pytest.mark.parametrize("updated", ["2024-11-18", "2024-11-18 00:00", "2024-11-19"])
def test_update_on_the_day_of_the_date_is_accepted(site: SiteFolder, updated: str) -> None:
    site.article(NAME, updated=updated)
    assert [] == accepted(site)


def test_update_by_the_day_of_an_article_dated_by_the_minute_is_accepted(site: SiteFolder) -> None:
    site.article(NAME, date="2024-11-18 14:05", updated="2024-11-18")
    assert [] == accepted(site)


# Keys


@pytest.mark.parametrize(
    ("key", "near"), [("sectoin", "section"), ("Tags", "tags"), ("updatd", "updated")]
)
def test_unknown_key_is_named_with_the_nearest_known_one(
    site: SiteFolder, key: str, near: str
) -> None:
    site.article(NAME, **{key: "x"})
    problem = refusal(site)
    assert (5, 1, "NG017") == (problem.line, problem.column, problem.code)
    assert f"The key `{key}` is not known." == problem.message
    assert f"Did you mean `{near}`?" == problem.hint


def test_unknown_key_that_is_near_to_none_gets_the_list_of_keys(site: SiteFolder) -> None:
    site.article(NAME, zzz="x")
    problem = refusal(site)
    assert "NG017" == problem.code
    assert problem.hint.startswith("The keys are: aliases, author, authors,")


def test_unknown_keys_inside_a_source_and_an_image(site: SiteFolder) -> None:
    site.write("content/media/a.png", png())
    site.article(NAME, sources="[{name: Reuters, link: x}]", image="{src: media/a.png, alter: x}")
    assert [Placed(ARTICLE, 4, 27, "NG017"), Placed(ARTICLE, 5, 27, "NG017")] == refused(site)


@pytest.mark.parametrize(
    ("config", "line", "column"),
    [
        ("nam: The Desk", 1, 1),
        ("name: The Desk\ntime_zone: UTC", 2, 1),
        ("feed: {item: 3}", 1, 8),
        ("sections: [{slug: world, name: World}]", 1, 26),
    ],
)
def test_unknown_key_of_the_configuration(
    site: SiteFolder, config: str, line: int, column: int
) -> None:
    site.write("newsgen.yaml", config + "\n")
    assert [Placed("newsgen.yaml", line, column, "NG017")] == refused(site)


def test_unknown_keys_of_pages_and_people(site: SiteFolder) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\nheadline: x\n---\n")
    site.write("content/people/noor.md", "---\nname: Noor\nemail: x\n---\n")
    expected = [
        Placed("content/pages/about.md", 3, 1, "NG017"),
        Placed("content/people/noor.md", 3, 1, "NG017"),
    ]
    assert expected == refused(site)


@pytest.mark.parametrize(("alias", "key"), [("title", "headline"), ("author", "authors")])
def test_key_and_its_other_name_at_once(site: SiteFolder, alias: str, key: str) -> None:
    site.article(NAME, **{key: "One", alias: "Two"})
    assert [(ARTICLE, "NG026")] == [(one.path, one.code) for one in refused(site)]


def test_other_names_are_accepted(site: SiteFolder) -> None:
    site.article(NAME, headline=None, title="A title", author="Noor")
    assert [] == accepted(site)
    page = site.page("world/2024/11/strike.html")
    assert '<h1 class="p-name">A title</h1>' in page
    assert "Noor" in page


# Types


def test_one_tag_alone_is_a_list_of_one(site: SiteFolder) -> None:
    site.article(NAME, tags="world affairs")
    assert [] == accepted(site)
    assert (site.dist / "tags/world-affairs.html").is_file()


@pytest.mark.parametrize(
    ("key", "value", "column"),
    [
        ("tags", "{a: 1}", 7),
        ("tags", "[a, {b: 1}]", 11),
        ("tags", "[[a], b]", 8),
        ("authors", "{name: Noor}", 10),
        ("standfirst", "[a, b]", 13),
        ("section", "[a, b]", 10),
        ("kicker", "{a: b}", 9),
        ("slug", "[a]", 7),
        ("lang", "[en]", 7),
        ("read_also", "{a: b}", 12),
        ("aliases", "[{a: b}]", 11),
        ("image", "[a.png]", 8),
        ("draft", "maybe", 8),
        ("draft", "[true]", 8),
        ("priority", "high", 11),
        ("priority", "1.5", 11),
        ("priority", "101", 11),
    ],
)
def test_value_of_the_wrong_type(site: SiteFolder, key: str, value: str, column: int) -> None:
    site.article(NAME, **{key: value})
    found = [one for one in refused(site) if one.code == "NG019"]
    assert [Placed(ARTICLE, 5, column, "NG019")] == found


def test_headline_that_is_a_list(site: SiteFolder) -> None:
    site.article(NAME, headline="[one, two]")
    assert [Placed(ARTICLE, 2, 11, "NG019")] == refused(site)


@pytest.mark.parametrize("value", ["Reuters", "[Reuters, {id: nyt, name: NYT}]", "{name: Reuters}"])
def test_sources_may_be_a_name_or_a_list(site: SiteFolder, value: str) -> None:
    site.article(NAME, sources=value)
    assert [] == accepted(site)
    assert "Reuters" in site.page("world/2024/11/strike.html")


def test_source_that_is_a_list(site: SiteFolder) -> None:
    site.article(NAME, sources="[Reuters, [NYT]]")
    assert [Placed(ARTICLE, 4, 20, "NG019")] == refused(site)


def test_source_that_stands_twice(site: SiteFolder) -> None:
    site.article(NAME, sources="[Reuters, NYT, reuters]")
    assert [Placed(ARTICLE, 4, 25, "NG014")] == refused(site)


@pytest.mark.parametrize(
    ("config", "line", "column", "code"),
    [
        ("per_page: 0", 1, 11, "NG019"),
        ("per_page: many", 1, 11, "NG019"),
        ("sections: world", 1, 11, "NG019"),
        ("sections: [[world]]", 1, 12, "NG019"),
        ("sections: [{title: ''}]", 1, 12, "NG018"),
        ("feed: 10", 1, 7, "NG019"),
        ("name: [a]", 1, 7, "NG019"),
        ("urls: pretty", 1, 7, "NG022"),
        ("language: English", 1, 11, "NG022"),
        ("timezone: Kyiv", 1, 11, "NG051"),
        ("timezone: ../../../etc/passwd", 1, 11, "NG051"),
        ("markdown: {extensions: [no_such_extension]}", 1, 25, "NG300"),
        ("just words", 1, 1, "NG016"),
        ("- a\n- b", 1, 1, "NG016"),
    ],
)
def test_configuration_of_the_wrong_type(
    site: SiteFolder, config: str, line: int, column: int, code: str
) -> None:
    site.write("newsgen.yaml", config + "\n")
    assert [Placed("newsgen.yaml", line, column, code)] == refused(site)


@pytest.mark.parametrize(
    ("key", "value"), [("kind", "newz"), ("lang", "Ukrainian"), ("lang", "EN")]
)
def test_value_that_is_not_one_of_those_allowed(site: SiteFolder, key: str, value: str) -> None:
    site.article(NAME, **{key: value})
    assert [Placed(ARTICLE, 5, 7, "NG022")] == refused(site)


def test_wrong_word_gets_the_nearest_one(site: SiteFolder) -> None:
    site.article(NAME, kind="analisys")
    assert refusal(site).hint.startswith("Did you mean `analysis`? It is one of: news,")


# URLs


@pytest.mark.parametrize("url", REFUSED_URLS)
def test_url_of_a_source(site: SiteFolder, url: str) -> None:
    site.article(NAME, sources=f"\n  - name: Reuters\n    url: {url}")
    assert [(ARTICLE, 6, 10, "NG024")] == [one[:4] for one in refused(site)]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example/"])
def test_url_of_a_source_s_archive(site: SiteFolder, url: str) -> None:
    site.article(NAME, sources=f"\n  - name: Reuters\n    archive: {url}")
    assert [Placed(ARTICLE, 6, 14, "NG024")] == refused(site)


@pytest.mark.parametrize("url", REFUSED_URLS)
def test_contact_of_a_person(site: SiteFolder, url: str) -> None:
    site.write("content/people/noor.md", f"---\nname: Noor\ncontact: {url}\n---\n")
    assert [Placed("content/people/noor.md", 3, 10, "NG024")] == refused(site)


@pytest.mark.parametrize(
    "url", ["tel:+49-30-1234", "sms:+4930", "mailto:a@test.example", "a@test.example"]
)
def test_contact_that_is_no_page(site: SiteFolder, url: str) -> None:
    site.article(NAME)
    site.write("content/people/noor.md", f"---\nname: Noor\ncontact: {url}\n---\n")
    assert [] == accepted(site)
    href = url if ":" in url else f"mailto:{url}"
    shown = url.removeprefix("tel:").removeprefix("mailto:")
    assert f'<a href="{href}"><bdi>{shown}</bdi></a>' in site.page("people/noor.html")


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("www.reuters.example", "https://www.reuters.example"),
        ("reuters.com/a", "https://reuters.com/a"),
        ("//reuters.com/a", "https://reuters.com/a"),
        ("/a/path", ""),
    ],
)
def test_url_that_lacks_its_scheme(site: SiteFolder, url: str, meant: str) -> None:
    site.article(NAME, sources=f"\n  - name: Reuters\n    url: {url}")
    problem = refusal(site)
    assert (6, 10, "NG024") == (problem.line, problem.column, problem.code)
    assert problem.hint == (
        f"Write {meant}." if meant else "Write a URL that begins with https://, http:// or mailto:."
    )


@pytest.mark.parametrize("url", [*REFUSED_URLS, "mailto:desk@test.example"])
def test_address_of_the_site(site: SiteFolder, url: str) -> None:
    site.write("newsgen.yaml", f"name: The Desk\nurl: {url}\n")
    assert [Placed("newsgen.yaml", 2, 6, "NG024")] == refused(site)


@pytest.mark.parametrize("url", ["https://test.example/?a=b", "https://test.example/#top"])
def test_address_of_the_site_is_that_of_its_front_page(site: SiteFolder, url: str) -> None:
    site.write("newsgen.yaml", f"name: The Desk\nurl: '{url}'\n")
    assert [Placed("newsgen.yaml", 2, 6, "NG024")] == refused(site)


@pytest.mark.parametrize(
    "src",
    ["https://a.example/a.png", "//a.example/a.png", "data:image/png;base64,AA", "javascript:1"],
)
def test_picture_on_another_host(site: SiteFolder, src: str) -> None:
    site.article(NAME, image=src)
    assert [Placed(ARTICLE, 5, 8, "NG024")] == refused(site)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example",
        "HTTPS://A.example/b?c=d#e",
        "http://a.example:80/",
        "mailto:a@b.example",
    ],
)
def test_urls_that_pages_may_lead_to(site: SiteFolder, url: str) -> None:
    site.article(NAME, sources=f"\n  - name: Reuters\n    url: {url}")
    assert [] == accepted(site)
    assert f'href="{url}"' in site.page("world/2024/11/strike.html")


# Slugs


@pytest.mark.parametrize(
    "slug",
    [
        "..", "../a", "a/b", "/a", r"a\b", "a..b", ".a", "a.", "'a b'", r'"a\u200bb"', "a:b", "a%2fb",
        "'a?b'", "'a#b'", "a*b", "con", "CON", "nul.html", "com1", "LPT9", "aux.b", "a" * 121,
        "'<b>'",
    ],
)  # fmt: skip
def test_slug_that_no_file_should_have(site: SiteFolder, slug: str) -> None:
    site.article(NAME, slug=slug)
    assert [Placed(ARTICLE, 5, 7, "NG023")] == refused(site)


def test_slug_with_a_control_character(site: SiteFolder) -> None:
    site.article(NAME, slug=r'"a\x07b"')
    assert [Placed(ARTICLE, 5, 7, "NG027")] == refused(site)


def test_slug_of_a_page_is_checked_too(site: SiteFolder) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\nslug: ../../about\n---\n")
    assert [Placed("content/pages/about.md", 3, 7, "NG023")] == refused(site)


@pytest.mark.parametrize(
    "name", ["con.md", "NUL.md", "com1.md", "---.md", "..md", f"{'a' * 130}.md"]
)
def test_file_whose_name_gives_no_slug(site: SiteFolder, name: str) -> None:
    path = site.write(f"content/articles/world/{name}", front_matter())
    if name.startswith("."):
        assert [] == accepted(site)  # A hidden file is none of the site's.
    else:
        assert [Placed(path, 0, 0, "NG023")] == refused(site)


def test_folder_that_can_be_no_section(site: SiteFolder) -> None:
    path = site.write("content/articles/aux/a.md", front_matter())
    assert [Placed(path, 0, 0, "NG023")] == refused(site)


@pytest.mark.parametrize(("key", "column"), [("section", 10), ("tags", 7)])
def test_section_and_tag_that_can_be_no_address(site: SiteFolder, key: str, column: int) -> None:
    site.article(NAME, **{key: "'?!'"})
    assert [Placed(ARTICLE, 5, column, "NG023")] == refused(site)


@pytest.mark.parametrize("section", ["../../etc", "a/../b", "World / Europe"])
def test_section_never_leads_out_of_its_folder(site: SiteFolder, section: str) -> None:
    site.article(NAME, section=section)
    assert [] == accepted(site)
    assert not [path for path in site.tree() if ".." in path]


@pytest.mark.parametrize(
    "alias", ["../old.html", "/a/../b.html", r"/a\b.html", "/%2e%2e/b", "/a%2Fb", "/a%5Cb",
              "mailto:a@b.example", "https:///a"]
)  # fmt: skip
def test_alias_that_leaves_the_site(site: SiteFolder, alias: str) -> None:
    site.article(NAME, aliases=f"[/fine.html, '{alias}']")
    assert [Placed(ARTICLE, 5, 23, "NG025")] == refused(site)
    assert not any("b" == path.rpartition("/")[2] for path in site.tree())


@pytest.mark.parametrize(
    "alias",
    ["/con.html", "/?p=123", "/a/?p=1#x", "/tag:x/", "/a%00b", "/a%0ab", "/a​b", "/a.", "/.old/a", "/a%20/b",
     "/%ff", "https://other.example/a", "//a", "https://test.example.evil.example/a"],
)  # fmt: skip
def test_alias_at_which_no_page_can_lead_on_is_a_warning(site: SiteFolder, alias: str) -> None:
    site.article(NAME, aliases=f"[/fine.html, '{alias}']")
    assert [Placed(ARTICLE, 5, 23, "NG420", "warning")] == accepted(site)
    assert {"fine.html"} == {
        path for path in site.tree() if b'http-equiv="refresh' in site.tree()[path]
    }


def test_aliases_with_queries_are_named_once(site: SiteFolder) -> None:
    site.article(NAME, aliases="['/?p=1', '/?p=2', '/a/?p=3']")
    assert [Placed(ARTICLE, 5, 11, "NG420", "warning")] == accepted(site)


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/old", "old/index.html"),
        ("old/", "old/index.html"),
        ("/old/index.html", "old/index.html"),
        ("/Old/Name.HTML", "Old/Name.HTML"),
        ("/old name/a b.html", "old name/a b.html"),
        ("/old%20name/a", "old name/a/index.html"),
        ("/100%25", "100%/index.html"),
        ("/a%2520b", "a%20b/index.html"),
        ("/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/", "новини/index.html"),
        ("/новини/а.html", "новини/а.html"),
        ("/a//b", "a/b/index.html"),
        ("/old#part", "old/index.html"),
        ("https://test.example/old", "old/index.html"),
        ("http://www.Test.example/old.html", "old.html"),
        ("//test.example/old.html", "old.html"),
        ("/" + "a-long-name-" * 15, "a-long-name-" * 15 + "/index.html"),
        ("/" + "%E6%96%B0" * 50, "新" * 50 + "/index.html"),
    ],
)
def test_alias_of_an_old_site(site: SiteFolder, alias: str, path: str) -> None:
    site.article(NAME, aliases=f"['{alias}']")
    assert [] == accepted(site)
    assert "world/2024/11/strike.html" in site.page(path)


def test_alias_below_the_folder_of_the_site(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "name: N\nurl: https://test.example/news/\n")
    site.article(NAME, aliases="['https://test.example/news/old', 'https://test.example/other']")
    assert [Placed(ARTICLE, 5, 44, "NG420", "warning")] == accepted(site)
    assert "old/index.html" in site.tree()


@pytest.mark.parametrize(
    "alias", ["/world/2024/11/strike.html", "https://test.example/world/2024/11/strike.html"]
)
def test_an_article_s_own_address_as_its_alias_is_nothing_to_say(
    site: SiteFolder, alias: str
) -> None:
    site.article(
        NAME, aliases=f"['{alias}', /old.html, /old.html, 'https://test.example/old.html']"
    )
    assert [] == accepted(site)
    assert {"old.html"} == {
        path for path in site.tree() if b'http-equiv="refresh' in site.tree()[path]
    }


def test_two_articles_with_one_alias_are_both_named(site: SiteFolder) -> None:
    site.article("world/a.md", aliases="\n  - /older\n  - /old")
    site.article(NAME, aliases="[/fine.html, /old/]")
    (problem,) = [*site.build().problems]
    other = "content/articles/world/a.md"
    assert problem.path in (ARTICLE, other)
    assert problem[1:4] in ((5, 23, "NG040"), (7, 5, "NG040"))
    assert problem.message.startswith(
        "The alias would be published as old/index.html, which content/"
    )
    assert ({ARTICLE, other} - {problem.path}).pop() in problem.message

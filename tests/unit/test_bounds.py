"""No article makes a site grow without bounds, and one that makes it grow is named."""

from __future__ import annotations

import time

import pytest

from newsgen.reading.markdown.body import render_body
from newsgen.reading.yaml.bounds import (
    FEWEST,
    ITEM_CHARACTERS,
    LENGTHS,
    MOST_CHARACTERS,
    NUMBERS,
    SHORTEST,
)
from tests.support.site import SiteFolder

OF_ARTICLES = (
    "headline",
    "standfirst",
    "summary",
    "kicker",
    "dateline",
    "claim",
    "claimant",
    "rating",
)
LISTS = ("aliases", "authors", "read_also", "tags", "sources", "corrections")


def most(key: str) -> int:
    return LENGTHS.get(key, MOST_CHARACTERS)


def told(site: SiteFolder) -> list[tuple[str, int, str, str]]:
    return [(one.path, one.line, one.code, one.severity) for one in site.build().problems]


@pytest.mark.parametrize("key", OF_ARTICLES)
def test_a_text_that_is_too_long_is_an_error_at_its_line(site: SiteFolder, key: str) -> None:
    values = {key: "x" * (most(key) + 1)}
    path = site.article("world/a.md", **values, **({} if key == "claim" else {"claim": "It is."}))
    line = 2 if key == "headline" else 5
    assert [(path, line, "NG362", "error")] == told(site)
    site.article("world/a.md", **{key: "x" * most(key)})
    assert [] == told(site)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("image", "{src: media/a.png, alt: %s}"),
        ("image", "{src: media/a.png, caption: %s}"),
        ("image", "{src: media/a.png, credit: %s}"),
        ("series", "%s"),
        ("series", "{title: %s}"),
        ("section", "%s"),
        ("tags", "[a, %s]"),
        ("authors", "[a, %s]"),
        ("sources", "[a, %s]"),
        ("sources", "[{name: %s}]"),
        ("sources", "[{id: a, name: b, title: %s}]"),
        ("sources", "[{name: a, note: %s}]"),
        ("sources", "[{name: a, attribution: %s}]"),
        ("corrections", "[{date: 2024-11-19, text: %s}]"),
        ("corrections", "[{date: 2024-11-19, text: a, was: %s}]"),
    ],
)
def test_a_text_within_another_is_bounded_too(site: SiteFolder, key: str, value: str) -> None:
    path = site.article("world/a.md", **{key: value % ("x" * 5_001)})
    line = 4 if key == "sources" else 5
    assert (path, line, "NG362", "error") in told(site)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/pages/about.md", "---\ntitle: {}\n---\nText.\n"),
        ("content/pages/about.md", "---\ntitle: A\ndescription: {}\n---\nText.\n"),
        ("content/people/ann.md", "---\nname: {}\n---\n"),
        ("content/people/ann.md", "---\nname: A\nrole: {}\n---\n"),
        ("content/sources.yaml", "- name: {}\n"),
        ("content/sources.yaml", "- name: A\n  ownership: {}\n"),
        ("newsgen.yaml", "name: A\nurl: https://a.example/\ndescription: {}\n"),
    ],
)
def test_what_other_pages_show_of_other_files_is_bounded(
    site: SiteFolder, path: str, text: str
) -> None:
    site.article("world/a.md")
    site.write(path, text.format("x" * 5_001))
    line = text[: text.index("{}")].count("\n") + 1
    assert (path, line, "NG362", "error") in told(site)


@pytest.mark.parametrize("key", LISTS)
def test_a_list_that_is_too_long_is_an_error_at_the_first_item_too_many(
    site: SiteFolder, key: str
) -> None:
    number = NUMBERS[key] + 1
    items = {
        "corrections": [f"{{date: 2024-11-19, text: a{one}}}" for one in range(number)],
        "read_also": ["b"] * number,
    }.get(key, [f"a{one}" for one in range(number)])
    site.article("world/b.md")
    path = site.article("world/a.md", **{key: "\n" + "\n".join(f"  - {one}" for one in items)})
    first = 4 if key == "sources" else 5
    assert (path, first + number, "NG362", "error") in told(site)
    site.article("world/a.md", **{key: f"[{', '.join(items[:-1])}]"})
    assert "error" not in {severity for *_, severity in told(site)}


def test_the_bounds_are_asked_for_where_they_apply() -> None:
    assert min(*LENGTHS.values(), MOST_CHARACTERS, ITEM_CHARACTERS) >= SHORTEST
    assert min(NUMBERS.values()) >= FEWEST


def test_an_article_that_makes_many_pages_is_named(site: SiteFolder) -> None:
    path = site.article(
        "world/a.md",
        tags=f"[{', '.join(f't{one}' for one in range(50))}]",
        sources=f"[{', '.join(f's{one}' for one in range(51))}]",
    )
    assert [(path, 1, "NG363", "warning")] == told(site)


# Bodies

LONG = "x" * 50_000
GROWING = {
    "an abbreviation": (f"Text.\n\n*[ab]: {LONG}\n\n{'ab ' * 10_000}", 3),
    "an abbreviation on two lines": (f"Text.\n\n*[ab]:\n{LONG}\n\n{'ab ' * 10_000}", 3),
    "a link's title": (f'Text.\n\n[ab]: /u "{LONG}"\n\n{"[ab] " * 10_000}', 3),
    "a link's title below it": (f'Text.\n\n[ab]: /u\n  "{LONG}"\n\n{"[ab] " * 10_000}', 3),
    "a link's address": (f"Text.\n\n[ab]: /{LONG}\n\n{'[c][AB] ' * 10_000}", 3),
    "a picture's address": (f"Text.\n\n[a  b]: /{LONG}\n\n{'![][a b] ' * 10_000}", 3),
    "contents": (f"{'# a' * 1}\n\n" + "[TOC]\n\n" * 6 + "# a\n\n" * 5_000, 13),
    "many abbreviations": ("".join(f"*[a{one}]: b\n" for one in range(201)) + "\na1\n", 201),
    "citations": ("[@a]" * 2_001, 1),
    "pictures": ("![](a.png) " * 1_001, 1),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line"), GROWING.values(), ids=GROWING)
def test_a_body_that_grows_without_bounds_is_an_error_and_takes_no_time(
    text: str, line: int
) -> None:
    began = time.process_time()
    body = render_body(text, 1, "a.md", ())
    assert time.process_time() - began < 5
    assert len(body.html) < 3_000_000
    assert [("a.md", line, "NG362")] == [(one.path, one.line, one.code) for one in body.problems]


def test_a_body_of_much_html_is_named() -> None:
    body = render_body("Text of a paragraph.\n\n" * 60_000, 1, "a.md", ())
    assert len(body.html) > 1_000_000
    assert [("a.md", 1, "NG363", "warning")] == [
        (one.path, one.line, one.code, one.severity) for one in body.problems
    ]


def test_an_ordinary_body_with_definitions_is_as_it_was() -> None:
    text = '*[ab]: A meaning\n\n[c]: https://c.example/ "A title"\n\nab, [c], [d][c].\n\n[TOC]\n\n## E\n'
    body = render_body(text, 1, "a.md", ())
    assert () == body.problems
    assert 2 == body.html.count('title="A title"') and '<abbr title="A meaning">' in body.html

"""The small functions of reading: dates, slugs, URLs, YAML values, front matter."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsgen.model.moment import Moment
from newsgen.model.names import file_name
from newsgen.model.slug import quoted, slug_fault, slug_of
from newsgen.reading.content.languages import is_language
from newsgen.reading.markdown.body import render_body
from newsgen.reading.urls import absolute_url_fault, scheme_of
from newsgen.reading.yaml.dates import parse_moment
from newsgen.reading.yaml.front_matter import split_front_matter
from newsgen.reading.yaml.yaml_values import Items, Keys, Scalar, parse_yaml

KYIV = ZoneInfo("Europe/Kyiv")


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


# Dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-11-18 14:05", "2024-11-18T14:05:00+02:00"),
        ("2024-11-18T14:05:33", "2024-11-18T14:05:33+02:00"),
        ("2024-11-18 14:05:33.25", "2024-11-18T14:05:33+02:00"),
        ("2024-11-18T14:05Z", "2024-11-18T14:05:00+00:00"),
        ("2024-11-18 14:05 UTC", "2024-11-18T14:05:00+00:00"),
        ("2024-11-18T14:05:00-0500", "2024-11-18T14:05:00-05:00"),
        ("2024-11-18T14:05:00+05:30", "2024-11-18T14:05:00+05:30"),
        ("2024-11-18T14:05:00+03", "2024-11-18T14:05:00+03:00"),
        ("2024-1-8 9:05", "2024-01-08T09:05:00+02:00"),
        (" 2024-07-01 12:00 ", "2024-07-01T12:00:00+03:00"),
    ],
)
def test_time_is_in_its_zone_or_the_site_s(text: str, iso: str) -> None:
    assert Moment(seconds(iso)) == parse_moment(text, KYIV)


def test_date_alone_is_the_start_of_its_day_in_the_site_s_zone() -> None:
    expected = Moment(seconds("2024-11-18T00:00:00+02:00"), day_only=True)
    assert expected == parse_moment("2024-11-18", KYIV)


def test_time_that_the_clocks_skip_is_the_moment_after_the_change() -> None:
    expected = Moment(seconds("2024-03-31T04:30:00+03:00"))
    assert expected == parse_moment("2024-03-31 03:30", KYIV)


def test_time_that_comes_twice_is_the_first() -> None:
    assert Moment(seconds("2024-10-27T03:30:00+03:00")) == parse_moment("2024-10-27 03:30", KYIV)


@pytest.mark.parametrize(
    "text",
    ["", "today", "2024", "24-11-18", "2024-11-31", "2024-11-18 24:00", "2024-11-18T14:05+25"],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_moment(text, UTC) is None


# Slugs


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("US lets Ukraine strike", "us-lets-ukraine-strike"),
        ("It's a “test” — twice!", "its-a-test-twice"),
        ("a_b", "a-b"),
        ("Україна та ЄС", "україна-та-єс"),
        ("Ａｂｃ ﬁ", "abc-fi"),
        ("e\u0301", "é"),
        ("../../etc", "etc"),
        ("?!", ""),
    ],
)
def test_slug_of_a_text(text: str, slug: str) -> None:
    assert slug == slug_of(text)


@pytest.mark.parametrize("text", ["Ärger im Büro", "ПРИВІТ", "İstanbul", "ǅ", "ß", "x" * 300])
def test_slug_of_a_slug_is_itself(text: str) -> None:
    assert slug_of(text) == slug_of(slug_of(text))


@pytest.mark.parametrize(
    "slug", ["a", "us-lets-ukraine", "україна", "a.b", "2024", "console", "com10"]
)
def test_usable_slugs(slug: str) -> None:
    assert slug_fault(slug) is None


@pytest.mark.parametrize(
    ("slug", "fault"),
    [
        ("", "is empty"),
        ("a/b", "holds a slash"),
        ("..", "holds `..`"),
        ("a\x07", "holds a character that no address should"),
        ("a\u202eb", "holds a character that no address should"),
        ("a ", "begins or ends with a dot or a space"),
        ("a b", "holds a space"),
        ("Con", "is a name that Windows reserves"),
        ("com¹.txt", "is a name that Windows reserves"),
        ("ї" * 121, "is longer than 120 characters"),
    ],
)
def test_fault_of_a_slug(slug: str, fault: str) -> None:
    assert fault == slug_fault(slug)


def test_route_has_no_colon_that_could_end_a_scheme() -> None:
    assert "javascript%3Aalert(1)" == quoted("javascript:alert(1)")
    assert "%D1%97/a%20b" == quoted("ї/a b")


@pytest.mark.parametrize(
    ("path", "stem", "lang"),
    [
        ("content/articles/a.md", "a", ""),
        ("content/articles/a.uk.md", "a", "uk"),
        ("content/articles/a.pt-BR.md", "a", "pt-BR"),
        ("content/articles/v1.2.md", "v1.2", ""),
    ],
)
def test_parts_of_a_file_s_name(path: str, stem: str, lang: str) -> None:
    assert (stem, lang) == file_name(path, ("en", "pt-BR", "uk"))


@pytest.mark.parametrize("tag", ["en", "uk", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "ast"])
def test_language_tags(tag: str) -> None:
    assert is_language(tag)


# URLs


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("https://a.example", "https"),
        ("JAVASCRIPT:x", "javascript"),
        (" \tjava\nscript\r:x", "javascript"),
        ("\x00\x1fjavascript:x", "javascript"),
        ("view-source:x", "view-source"),
        ("a/b:c", ""),
        ("?a:b", ""),
        ("#a:b", ""),
        ("//host", ""),
        ("", ""),
    ],
)
def test_scheme_of_a_url(url: str, scheme: str) -> None:
    assert scheme == scheme_of(url)


@pytest.mark.parametrize(
    "url", ["https://a.example", "http://a", "HTTPS://a.example/?b#c", "mailto:a@b.c"]
)
def test_absolute_urls(url: str) -> None:
    assert absolute_url_fault(url) is None


# YAML


def test_values_know_where_they_stand() -> None:
    document = parse_yaml("a: b\nc:\n  - d\n  - {e: 'f'}\n", "x.md", first_line=10)
    assert () == document.problems
    keys = document.value
    assert isinstance(keys, Keys)
    assert Scalar("b", 10, 4) == keys.entries["a"].value
    assert (11, 1) == keys.entries["c"][:2]
    items = keys.entries["c"].value
    assert isinstance(items, Items)
    assert Scalar("d", 12, 5) == items.items[0]
    inner = items.items[1]
    assert isinstance(inner, Keys)
    assert Scalar("f", 13, 9, plain=False) == inner.entries["e"].value


@pytest.mark.parametrize("text", ["no", "1e3", "0x10", "2024-11-18", "1_000", "12:30:00", "NaN"])
def test_scalars_stay_what_was_written(text: str) -> None:
    document = parse_yaml(f"a: {text}\n", "x.md")
    assert isinstance(document.value, Keys)
    assert Scalar(text, 1, 4) == document.value.entries["a"].value


@pytest.mark.parametrize("text", ["", "# a comment\n", "---\n"])
def test_empty_document(text: str) -> None:
    assert (None, ()) == parse_yaml(text, "x.md")


# Front matter


@pytest.mark.parametrize(
    ("text", "body", "body_line"),
    [
        ("---\na: b\n---\nText.\n", "Text.", 4),
        ("---\na: b\n---\n\n\nText.\n", "Text.", 6),
        ("---\na: b\n---\n\n    Code.\n", "    Code.", 5),
        ("\n\n---\na: b\n---\nText.\n", "Text.", 6),
        ("-----  \na: b\n---\nText.\n", "Text.", 4),
        ("---\na: b\n---\n", "", 3),
        ("---\na: b\n---\nOne.\n\n---\n\nTwo.\n", "One.\n\n---\n\nTwo.", 4),
        ("---\na: Text.\n---\nText.\n", "Text.", 4),
        ("---\na: |\n  x\n  ---\n---\nText.\n", "Text.", 6),
    ],
)
def test_body_and_the_line_it_begins_on(text: str, body: str, body_line: int) -> None:
    front = split_front_matter(text, "x.md")
    assert (body, body_line, ()) == (front.body, front.body_line, front.problems)


def test_keys_of_front_matter_have_the_lines_of_the_file() -> None:
    front = split_front_matter("\n---\n\n# comment\na: b\n\nc: d\n---\nText.\n", "x.md")
    assert front.keys is not None
    assert {"a": 5, "c": 7} == {key: entry.line for key, entry in front.keys.entries.items()}


# Bodies


def test_first_heading_of_a_body_is_a_second_heading() -> None:
    body = render_body("# One\n\n## Two\n\n<h1 title='<h1'>Three</h1>\n", 1, "x.md", ())
    assert "<h1" not in body.html.replace("&lt;h1", "")
    assert 3 == body.html.count("</h2>")


def test_local_links_become_slots_and_others_stay() -> None:
    text = "[a](b.md#c) [d](https://e.example/f) [g](#h) ![i](media/j.png) [k](b.md)\n"
    body = render_body(text, 7, "x.md", ())
    expected = (
        '<p><a\0h0#c\0>a</a> <a href="https://e.example/f">d</a> <a href="#h">g</a>'
        " \0i1\x1fi\x1f\x1f\x1f\0 <a\0h0\0>k</a></p>"
    )
    assert expected == body.html.strip()
    expected_links = [("b.md", 7, 5, False), ("media/j.png", 7, 51, True)]
    assert expected_links == [tuple(link) for link in body.links]

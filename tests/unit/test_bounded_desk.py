"""The desk over texts that are made to take long: each rule looks once, or says where it stopped."""

from __future__ import annotations

import time

import pytest

from newsgen.desk.avoided import Avoided, TooManyError
from newsgen.desk.manuscript import MOST_CHARACTERS, Manuscript, manuscript
from newsgen.desk.newsroom import newsroom
from newsgen.desk.review import MOST_MARKS, review
from newsgen.desk.rules.pictures import pictures
from newsgen.desk.rules.structure import links
from newsgen.desk.wording import Phrases
from newsgen.model.article import Article, Head
from newsgen.model.json_codec import from_text
from newsgen.model.records import HouseWord
from newsgen.model.source import RegistrySource
from newsgen.reading.content.articles import read_article
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.yaml.front_matter import split_front_matter

FRONT = "---\nheadline: A\ndate: 2026-01-01\nsources: [Reuters]\n---\n"
SETTINGS = ReadSettings("UTC", "en", (), (), (), "toolchain", "")
MOST_CPU_SECONDS = 10.0
"""Of all rules over a text of 60 KB, on a machine with much else to do; most take a hundredth."""

ENGLISH = Phrases(
    "en", ("“”", "‘’", '""'), ("said", "according to"), ("lorem", "a"), ("according to",), ("reports",),
    ("the",), ("May",), ("05-01",), ("here",), ("read also",),
)  # fmt: skip
ROOM = newsroom(
    "https://ex.example/",
    (
        RegistrySource("nyt", "The New York Times", "", "", "", "", "", "", "", 1),
        RegistrySource("a", "a", "", "", "", "", "", "", "", 1),
    ),
    (
        *(HouseWord(write=f"w{i}", avoid=(f"bad{i}", f"very bad {i}")) for i in range(500)),
        HouseWord(write="x", avoid=("a", "a b", "lorem", "1", "…", ".com")),
    ),
    (ENGLISH,),
)

FRAGMENTS = (
    "## a\n", "## a\n\n", "a\n---\n\n", "- a\n", "1. a\n", "a\n: b\n\n", "> a\n", "a[^1] ", "[^1]: a\n",
    "`", "`a ", "``a` ", "```\n", "~~~a\n", "- - ", "-\t", "-a\n", "=a\n", "|-", "a\n|-|-\n", "a\n|- x",
    "<div>\n\n", "<div\n\n", "<!--", "<!--\n\n", "<a", "<a ", "<p1 \n\n", "&amp", "&quot;", "[", "[]",
    "[@", "[^a", "](", "](((", "](a(b)", "][", "[a](b.md) ", "[](b.md) ", "[here](b.md) ", "[a]: ",
    "| [a](b.md) [ | [a](b.md) |\n", "[![a](b.jpg)](c.md) ", "![", "![](", "![](b ", "![](b 'c",
    "![](b 'c\") ", "![a](b.jpg 'a') ", "<img ", "<img alt", "](https://ex.example/a) ",
    "<https://ex.example", "https://", "www.", "{:", "\\", "*", "_", "__a", "~", "\"", "\"a a a a a a a\" ",
    "“", "“a a a a a a a ", "“lorem lorem lorem lorem lorem lorem lorem\n\n", "‘a’a ", "‘", "’",
    "> lorem lorem lorem lorem lorem lorem\n\n", "he said: ", "according to a ", "according to the the ",
    "a reports ", "The New York Times ", "TK ", "TK", "XXX ", "X", "Lorem ", "Lorem ipsum ", "1-", "1.1.",
    "bad1 ", "very bad ", "very  bad 7 ", "a b ", "…", ".com", "Read also:\n\n", "#### b\n\n",
    "{{", "{{<\n", "{{< a\n\n", "{%", "{{<\n}}\n", "[caption", "[caption a]", "TK’s ", "(TK) ", "Tk (TK",
    "TK a ", "A XXX ", "XXX-", "“Lorem a a a a a a.”\n\n", "“Lorem a a a a a a.” ",
    "- “Lorem a a a a a a.”\n",
    "> Lorem a a a a a a.\n\n", "> A — ", "> — a\n", "<!-- <img ", "“A a a a a a,” ", "“A a a a a a” — ",
    "## A?\n\n", " ", "\t", "\n",
)  # fmt: skip


def _manuscript(body: str, front: str = FRONT) -> Manuscript:
    read = read_article("content/articles/a.md", f"{front}x".encode(), SETTINGS)
    assert isinstance(read.record.head, Head)
    text = front + body
    article = from_text(Article, read.article or "")
    return manuscript(text, split_front_matter(text, "a.md"), read.record.head, article, ROOM)


def _seconds(body: str) -> float:
    before = time.process_time()
    review(_manuscript(body))
    return time.process_time() - before


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_whatever_stands_a_thousand_times_is_looked_at_soon(fragment: str) -> None:
    assert _seconds(fragment * (60_000 // len(fragment))) < MOST_CPU_SECONDS


def test_one_bracket_that_never_closes_makes_no_link_twice_as_slow() -> None:
    row = "| [a](b.md) [c | " + "[d](e.md) " * 60
    assert _seconds(f"|a|b|\n|-|-|\n{row}|\n") < MOST_CPU_SECONDS
    assert len(links(row, 0, len(row))) == 61


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b)", ["a"]),
        ("[a][b] [c]", ["a"]),
        ("[![a](b.jpg)](c.md)", ["![a](b.jpg)"]),
        ("![a](b.jpg)", []),
        ("\\[a](b)", []),
        ("[@a](b) [^1](b)", []),
        ("[a [b](c)](d)", ["a [b](c)"]),
        ("[a [b [c](d)](e)](f)", ["b [c](d)"]),
        ("[ [a](b) ] [c](d", ["a", "c"]),
    ],
)
def test_links_are_what_stands_between_the_outer_brackets(text: str, expected: list[str]) -> None:
    assert expected == [text[start + 1 : end] for start, end in links(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![a](b.jpg) ![](c)", [("a", ""), ("", "")]),
        ("![a](b 'c d') ![a](b \"it's\")", [("a", "c d"), ("a", "it's")]),
        ("![a](b 'c\nd') ![e][f]", [("e", "")]),
        ("![a ![b](c)", [("a ![b", "")]),
        ("![a](b", []),
    ],
)
def test_pictures_are_read_with_their_titles(text: str, expected: list[tuple[str, str]]) -> None:
    assert expected == [(one.alt, one.title) for one in pictures(text, 0, len(text))]


def test_a_rule_stops_after_a_thousand_marks_and_says_so() -> None:
    found = review(_manuscript("TK \n" * 3000)).findings
    assert sum(one.code == "NG150" for one in found) == MOST_MARKS
    (last,) = [one for one in found if one.code == "NG371"]
    assert (last.line, last.column) == (1006, 1)
    assert "`placeholder`" in last.message


def test_of_a_text_that_is_too_long_the_desk_says_how_far_it_looked() -> None:
    found = review(_manuscript("Lorem. TK\n" * 200_000)).findings
    assert {one.code for one in found} >= {"NG150", "NG371"}
    assert max(one.line for one in found) <= MOST_CHARACTERS // 10 + 10


def test_front_matter_that_is_too_long_is_no_fault() -> None:
    # A comment: what a key may hold has bounds of its own.
    front = FRONT.replace("headline: A", "headline: A\n# " + "lorem " * 60_000)
    assert any(one.code == "NG371" for one in review(_manuscript("a TK", front)).findings)


def test_a_style_sheet_of_five_thousand_entries_is_looked_up_by_words() -> None:
    avoided = Avoided(f"the word {i}" for i in range(5000))
    text = "the word of the word " * 10_000 + "the word  42"
    before = time.process_time()
    assert [(len(text) - 12, len(text))] == list(avoided.find(text, {"the", "word"}))
    assert time.process_time() - before < MOST_CPU_SECONDS


def test_a_style_sheet_that_shares_too_much_with_a_text_stops_where_it_says() -> None:
    avoided = Avoided(("a " * count).strip() + " b" for count in range(1, 400))
    with pytest.raises(TooManyError) as stopped:
        list(avoided.find("a " * 50_000, {"a"}))
    assert 0 < stopped.value.index < 100_000
    signs = Avoided(f"-{number}" for number in range(5000))
    with pytest.raises(TooManyError):
        list(signs.find("-" * 50_000, set()))


def test_the_house_style_says_from_where_on_it_did_not_look() -> None:
    words = (HouseWord(write="c", avoid=tuple("a " * count + "b" for count in range(1, 400))),)
    room = newsroom("", (), words, (ENGLISH,))
    text = FRONT + "a " * 50_000
    read = read_article("content/articles/a.md", f"{FRONT}x".encode(), SETTINGS)
    assert isinstance(read.record.head, Head)
    article = from_text(Article, read.article or "")
    front = split_front_matter(text, "a.md")
    found = review(manuscript(text, front, read.record.head, article, room)).findings
    (one,) = [finding for finding in found if finding.code == "NG160"]
    assert "not compared" in one.message
    assert one.line == 6

"""Marks that come in pairs are found in one pass, whatever is open and never closed."""

from __future__ import annotations

import re
import time

from newsgen.importing.enclosed import Elements, Marks

BRACES = Marks(re.compile(r"\{(\w)"), {"a": re.compile("a}"), "b": re.compile("b}")})
SIMPLE = Marks(re.compile("<<"), re.compile(">>"))


def test_a_pair_ends_at_the_first_closing_mark_behind_it() -> None:
    found = [(one.inner, one.start, one.end) for one in SIMPLE.finditer(">> <<a<<b>> >> <<c>> <<d")]
    assert [("a<<b", 3, 11), ("c", 15, 20)] == found
    assert ">> - >> - <<d" == SIMPLE.sub(lambda one: "-", ">> <<a<<b>> >> <<c>> <<d")


def test_the_closing_mark_is_that_of_the_name() -> None:
    text = "{a one b} a} {b two b} {a three b}"
    assert [" one b} ", " two "] == [one.inner for one in BRACES.finditer(text)]


def test_an_element_ends_at_the_end_tag_of_its_name() -> None:
    found = Elements("video", "iframe").finditer("<Video a><iframe></video ></iframe><video>")
    assert ["<iframe>"] == [one.inner for one in found]


def test_what_is_opened_and_never_closed_takes_one_pass() -> None:
    for text in (
        "<<" * 200_000,
        "{a" * 100_000 + "b}" + "{b" * 100_000,
        "<<x>>" * 100_000,
        "<pre>" * 60_000,
    ):
        before = time.process_time()
        for marks in (SIMPLE, BRACES, Elements("pre", "b")):
            marks.sub(lambda one: "", text)
        assert time.process_time() - before < 2

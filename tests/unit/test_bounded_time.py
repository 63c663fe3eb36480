"""Texts that are made to take long: read in a time that grows as they do, or refused by a count."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgen.model.records import ReadFile
from newsgen.reading.content.articles import read_article
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.markdown import work as bounds
from newsgen.reading.markdown.conversion import converted
from newsgen.reading.markdown.converter import converter
from newsgen.reading.markdown.heading_ids import UniqueIds
from newsgen.reading.markdown.work import TooMuchWorkError, TooSlowError, Work

SETTINGS = ReadSettings("UTC", "en", (), (), (), "toolchain", "")
FRONT = "---\nheadline: A\ndate: 2026-01-01\nsources: [Reuters]\n---\n"

MOST_CPU_SECONDS = 20.0
"""Of a text of 30 KB, on a machine with much else to do; most take a hundredth."""

NUMBERED: dict[str, Callable[[int], str]] = {
    "footnotes": lambda i: f"a[^{i}]\n\n[^{i}]: b\n\n",
    "footnotes in one paragraph": lambda i: f"a[^{i}] ",
    "definitions of links": lambda i: f"[{i}]: b.md\n",
    "links by reference": lambda i: f"[a][{i}]\n\n[{i}]: b.md\n\n",
    "abbreviations": lambda i: f"*[A{i}]: b\n\nA{i}\n\n",
    "citations": lambda i: f"[@r{i}] ",
    "links": lambda i: f"[a](b{i}.md) ",
    "links with references": lambda i: f"[a](b&amp;{i}.md) ",
    "hosts without a scheme": lambda i: f"[a](//b{i}) ",
    "schemes in disguise": lambda i: f"<a href='j&#97;vascript:{i}'>x</a> ",
    "headings with ids": lambda i: f"## a {{#a_{i}}}\n\n## a\n\n",
}

REPEATED = (
    "## a\n", "## a\n\n", "## a_1\n\n", "## \ufdfa\n\n", "##\n\n", "a\n===\n", "* * *\n", "######\n",
    "[TOC]\n\n## a\n\n", "- a\n", "- a\n    - b\n", "1. a\n\n", "> a\n", "> > > a\n", "> - a\n> \n",
    "a\n: b\n\n", "!!! fact\n", "!!! fact \"A\"\n    a\n\n", "a\n!!! fact\n    b\n", "a[^1] ",
    "a {.b}\n\n", "{: #a }", "{: a='", "|a|b|\n|-|-|\n|1|2|\n\n", "|-", "`|", "```\na\n```\n\n",
    "```\n", "```a {b}\n", "`", "`a ", "``a` ", "<div>\n\n", "<", "<a ", "<!", "<!-- ", "<?",
    "<a \"", "<a '\"", "<p x=' href ",
    "<![CDATA[", "</div>", "<script>", "<textarea>", "<div markdown=1>\n\n", "<a b='", "<br>", "<p ",
    "<h2 id=\"", "<cite class=\"newsgen-citation\" title=\"", "<dl><dt>", "<b><p>", "&", "&#1", "&amp;",
    "\"", "'", "\"'", "'\" ", "-", "...", "--- ", "[@", "[@a; ", "[@a\n", "[ ", "> a [@reuters]\n\n",
    "[a](", "[](", "[a](<", "[a](b 'c", "[a](b(", "](", "[", "[]", "![", "[![a](b.jpg)](c.md) ",
    "<http://a", "<a@b", "*", "* ", "*a ", "a* ", "**a ", "***a* ", "*a_b ", "*a **b** c* ", "_", "__a ",
    "\\", "\\*", " ", "\t", "\n", "a", "a\n", "a\n\n", "    a\n", "=", "#", ":\n", ": a", "\u0301",
    "\ufdfa", "## 10:00 a\n\n", "- a\n  - b\n", "a\n- b\n", "- a\n+ b\n", "> - ", "- > ", "- a\n  ```\n",
    "- ```\n", "a|b\n-|-\n# h\n", "~~a", "##a\n", "- \n", "* * ", "a\nb\n===\n",
)  # fmt: skip


def _read(body: str, keys: str = "") -> ReadFile:
    front = FRONT.replace("date:", f"{keys}date:")
    return read_article("content/articles/a.md", (front + body).encode(), SETTINGS)


def _codes(read: ReadFile) -> set[str]:
    return {problem.code for problem in read.record.problems}


def _cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _work_of(body: str) -> int:
    markdown, work = converter()
    work.begin()
    try:
        markdown.reset().convert(body)
    finally:
        markdown.reset()
    return work.done


@pytest.mark.parametrize("fragment", REPEATED)
def test_whatever_stands_a_thousand_times_is_read_or_refused_soon(fragment: str) -> None:
    body = fragment * (30_000 // len(fragment))
    assert _cpu(lambda: _read(body)) < MOST_CPU_SECONDS


@pytest.mark.parametrize("numbered", NUMBERED.values(), ids=NUMBERED)
def test_whatever_stands_once_in_each_of_thousand_lines_is_read_soon(
    numbered: Callable[[int], str],
) -> None:
    count = 30_000 // len(numbered(1000))
    body = "".join(map(numbered, range(count)))
    assert _cpu(lambda: _read(body)) < MOST_CPU_SECONDS
    assert "NG031" not in _codes(_read(body))


@pytest.mark.parametrize(
    "body",
    [
        "[a](" * 10_000 + ")",
        "<a " * 20_000,
        "a|" * 1000 + "\n" + "-|" * 1000 + "\n" + "b\n" * 20_000,
        "<b id=a><i>" * 5000 + "<p>" * 20_000,
    ],
    ids=["links", "tags", "cells", "elements"],
)
def test_a_text_of_too_much_work_is_refused_at_its_first_line(body: str) -> None:
    (problem,) = _read(body).record.problems
    assert (problem.path, problem.line, problem.code) == ("content/articles/a.md", 6, "NG031")


@pytest.mark.parametrize(
    "body",
    [
        "[TOC]\n\n## a\n\n" * 2000,
        "".join(f"*[A{i}]: b\n\n" for i in range(10_000)) + "A1 b " * 100_000,
    ],
    ids=["contents", "abbreviations"],
)
def test_what_would_grow_too_much_is_refused_before_it_is_formatted(body: str) -> None:
    assert _cpu(lambda: _read(body)) < MOST_CPU_SECONDS
    assert _codes(_read(body)) == {"NG362"}


@pytest.mark.parametrize(
    "fragment",
    [
        "## lorem ipsum\n" * 5 + "\n",
        "lorem ipsum " * 9 + "\n\n",
        "*a* [b](c.md) `d`\n\n",
        "- lorem ipsum\n" * 9 + "\n",
        "|a|b|\n|-|-|\n|1|2|\n\n",
    ],
)
def test_the_work_of_everyday_text_grows_with_its_length(fragment: str) -> None:
    once, twice = _work_of(fragment * 1000), _work_of(fragment * 2000)
    assert once < twice < 3 * once


def test_twenty_thousand_equal_headings_are_read() -> None:
    for more in ("", "`code`"):
        read = _read("## a\n" * 20_000 + more)
        assert not read.record.problems
        assert b'<h2 id="a_19999">' in (read.body or b"")


def test_five_megabytes_of_everyday_markdown_are_no_tenth_of_what_a_text_may_take() -> None:
    words = 'The council said it *agreed* to [the plan](plan.md), "at last" -- and `left`. ' * 5
    part = f"## What's next\n\n{words}\n\n- one\n- two\n\n> A quotation\n\n"
    most = 5 * 1024 * 1024 // len(part) * _work_of(part * 100) // 100
    assert most < bounds.MOST_WORK // 4


def test_what_a_text_may_take_does_not_hang_on_the_thread() -> None:
    found = []

    def read() -> None:
        found.append(converted("<a " * 20_000, 1, "a.md", ()))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    read()
    assert [getattr(one, "code", "") for one in found] == ["NG031", "NG031"]


def test_a_refused_text_leaves_nothing_to_the_next_one() -> None:
    expected = converted("*a* `b`", 1, "a.md", ())
    converted("- a\n\n    > " + "<a " * 20_000, 1, "a.md", ())
    assert expected == converted("*a* `b`", 1, "a.md", ())


def test_work_beyond_the_most_is_refused_before_it_is_done() -> None:
    work = Work()
    work.add(bounds.MOST_WORK)
    with pytest.raises(TooMuchWorkError):
        work.add(1)
    work.begin()
    work.add(1)
    assert work.done == 1


def test_a_slow_machine_is_told_from_a_text_of_too_much_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "MOST_SECONDS", -1.0)
    with pytest.raises(TooSlowError):
        Work().add(bounds.MOST_WORK // 2)
    problem = converted("**a" * 3 + "*a " * 20_000, 3, "a.md", ())
    assert (getattr(problem, "code", ""), getattr(problem, "line", 0)) == ("NG370", 3)


def test_a_machine_that_slept_refuses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_SECONDS", 0.05)
    work = Work()
    time.sleep(0.2)
    work.add(bounds.MOST_WORK // 2)


@pytest.mark.parametrize(
    "names",
    [["a"] * 40_000, ["a_5"] * 40_000, [f"a_{i % 700}" for i in range(40_000)], [""] * 40_000],
)
def test_ids_are_counted_once(names: list[str]) -> None:
    ids = UniqueIds()
    found = set(map(ids.unique, names))
    assert len(found) == len(names)


def test_a_heading_that_ends_in_five_thousand_digits_twice_is_no_fault() -> None:
    number = "9" * 5000
    for more in ("", "`code`"):
        assert not _read(f"## a_{number}\n\n## a_{number}\n\n{more}").record.problems


FRONT_MATTER: dict[str, Callable[[int], str]] = {
    "unknown keys": lambda size: "".join(f"headlin{i}: a\n" for i in range(size // 14)),
    "lists": lambda size: "tags:\n" + "- a\n" * (size // 4),
    "one key": lambda size: "a: b\n" * (size // 5),
    "aliases": lambda size: (
        f"a: &a [{'b,' * 19_000}]\n" + "".join(f"k{i}: *a\n" for i in range(size // 10))
    ),
    "brackets": lambda size: "tags: " + "[" * size,
    "levels": lambda size: "tags:\n" + "- " * size,
    "quotes": lambda size: 'tags: "' + "a\n" * (size // 2),
    "colons": lambda size: "tags: a" + ": " * (size // 2) + "\n\tx",
    "digits": lambda size: f"priority: {'1' * size}\nupdated: {'1' * size}",
    "spaces": lambda size: f"updated: 2026-01-01T{' ' * size}",
    "marks": lambda size: "section: a" + "\u0301\u0316" * (size // 2),
    "names in marks": lambda size: "tags: [a" + "\u0301\u0316" * (size // 2) + "]",
    "wide letters": lambda size: "section: " + "\ufdfa" * size,
    "corrections": lambda size: "corrections:\n" + "- {kind: b, dat: c}\n" * (size // 20),
    "hyphens": lambda size: f"slug: {'a-' * (size // 2)}!\nlang: {'a-' * (size // 2)}",
}


@pytest.mark.parametrize("written", FRONT_MATTER.values(), ids=FRONT_MATTER)
def test_front_matter_is_read_soon_whatever_it_holds(written: Callable[[int], str]) -> None:
    assert _cpu(lambda: _read("Text.", f"{written(200_000)}\n")) < MOST_CPU_SECONDS


def test_front_matter_of_too_many_values_is_refused_at_its_key() -> None:
    (problem,) = _read("Text.", "tags:\n" + "- a\n" * 30_000).record.problems
    assert (problem.code, problem.line, problem.column) == ("NG015", 3, 1)
    many = "".join(f"k{i}: a\n" for i in range(30_000))
    (problem,) = _read("Text.", many).record.problems
    assert (problem.code, problem.line) == ("NG015", 2)


@pytest.mark.parametrize("kind", ["news", "live"])
def test_places_of_thousands_of_mistakes_are_told_soon(kind: str) -> None:
    body = "".join(f"## a{i}\n\n[a](http://u@b{i}) [@c\n\n" for i in range(8000))
    read = _read(body, f"kind: {kind}\n")
    assert _cpu(lambda: _read(body, f"kind: {kind}\n")) < MOST_CPU_SECONDS
    lines = [one.line for one in read.record.problems if one.code == "NG024"]
    assert lines == [line + 9 for line in range(0, 32_000, 4)]
    if kind == "live":
        lines = [one.line for one in read.record.problems if one.code == "NG086"]
        assert lines == [line + 7 for line in range(0, 32_000, 4)]


def test_nothing_is_stopped_from_outside() -> None:
    package = Path(bounds.__file__).parent.parent
    source = "".join(file.read_text("utf-8") for file in package.rglob("*.py"))
    assert "def read_article" in source
    for name in ("PyThreadState_SetAsyncExc", "setitimer", "SIGALRM"):
        assert name not in source

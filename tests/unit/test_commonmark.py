"""The dialect against CommonMark's own examples of blocks, and what the page about it says of that."""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import cache
from pathlib import Path

from newsgen.reading.markdown.conversion import converted
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml
from tests.support.needs import need
from tests.support.specification import Example, examples, shown

SPECIFICATION = "NEWSGEN_COMMONMARK"
"""A variable that leads to `spec.txt` of the npm package `commonmark-spec`."""

PAGE = Path(__file__).parents[2] / "docs" / "markdown.md"

SECTIONS = (
    "Tabs", "Precedence", "Thematic breaks", "ATX headings", "Setext headings", "Indented code blocks",
    "Fenced code blocks", "Paragraphs", "Blank lines", "Block quotes", "List items", "Lists",
)  # fmt: skip

TABS, DASHES, QUOTES, SPACES, FOUR, SPAN = (
    "tabs in code become spaces",
    "hyphens become dashes",
    "straight quotation marks become curly ones",
    "spaces at the end of a line of code are left out",
    "four spaces always lead into an item",
    "a span of code that is one space is empty",
)
OTHERWISE = {
    1: TABS, 2: TABS, 3: TABS, 46: DASHES, 55: DASHES, 87: DASHES, 91: QUOTES, 106: DASHES,
    112: SPACES, 118: SPACES, 129: SPACES, 138: SPAN, 257: FOUR,
}  # fmt: skip
"""The examples that are read otherwise, by number, each with its reason."""


@cache
def specification() -> tuple[Example, ...]:
    path = os.environ.get(SPECIFICATION, "")
    need("commonmark", Path(path).is_file(), f"{SPECIFICATION} leads to no specification")
    return tuple(one for one in examples(Path(path)) if one.section in SECTIONS)


def agrees(example: Example) -> bool:
    html = converted(example.markdown, 1, "a.md", ())
    assert isinstance(html, RawHtml)
    return shown(html.text) == shown(example.html)


def test_blocks_are_read_as_the_specification_s_examples_say_but_for_those_with_a_reason() -> None:
    assert {one.number for one in specification() if not agrees(one)} == set(OTHERWISE)


def test_the_page_says_how_many_examples_agree_and_why_others_do_not() -> None:
    total = Counter(one.section for one in specification())
    others = {one.section: [] for one in specification()}
    for one in specification():
        if one.number in OTHERWISE:
            others[one.section].append(one.number)
    rows = [
        f"| {section} | {total[section] - len(others[section])} of {total[section]} | "
        + ", ".join(map(str, others[section]))
        + " | "
        + "; ".join(dict.fromkeys(OTHERWISE[number] for number in others[section]))
        + " |"
        for section in SECTIONS
    ]
    written = re.findall(r"(?m)^\| [^|]+ \| \d+ of \d+ \|.*$", PAGE.read_text(encoding="utf-8"))
    assert rows == written

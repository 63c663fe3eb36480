"""The shortcut for plain front matter tells what libyaml tells, or declines."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.reading.yaml.plain_yaml import plain_yaml
from newsgen.reading.yaml.yaml_values import parse_yaml

EVERYDAY = """
headline: 'Council agrees: a budget, at last'
standfirst: >-
  It took nine hours,
  and the mayor left early.
date: 2024-11-18T14:05:00+02:00
draft: no
authors: [ann-lee, "Bo, jr.", 'Cy']
tags:
- city hall
- "C#"
series: {title: The budget, part: 2}
image:
  src: media/hall.jpg
  alt: 'The hall'
sources:
  - Reuters
  - id: minutes
    url: https://council.example/minutes?day=18#vote
    published: 2024-11-18
  -   name: A clerk
      note: «так», she said
read_also: []
"""

# What is wrong, unusual or between the two in YAML.
ODD = (
    "a: b: c", "a: b #c", "a: b#c", "a:", "a: ", "a:b", "- a", "  a: b", "a: 'b", 'a: "b\\n"', "a: |",
    "a: >-", "a: >", "a: &x b", "a: *x", "a: !t b", "a: [b, ]", "a: [b,, c]", "a: [ ]", "a: []",
    "a: {}", "a: {b: c}", "a: {b: c, b: d}", "a: {b}", "a: {b: }", "a: [b: c]", "a: [b, [c]]", "a: ~",
    "a: b ", "a: b\u00a0", "a:\tb", "# c", "---", "...", "%a: b", "? a", "a: -b", "a: - b", "a: ?b",
    "a: :b", "a: b:", "a : b", "a: b\u2028c", "a: b\x85c", "a: \ufeffb", "a: b\x07", "a: @b", "a: `b",
    "a: 'b' c", 'a: "b" ', "a: 'b''c'", 'a: "b" #c', "a: b, c", "a: [b , c ]", "a: [ 'b' , \"c\" ]",
    "é: b", "a: é", "no: yes", "1: 2", "<<: b", "a: <<", "a: =", "a: 1", "- - a", "-  a: b", "-a", "-",
    "    - a: b", "  - a", "      c", "  b", "  b ", "", " ", "   ", "  - ", "c: d", "b: [x-y, z.w]",
    "  d: e", "    f: g", "- h: i", "  - j: k", "    l: m",
)  # fmt: skip


def assert_same(text: str, first_line: int = 1) -> None:
    plain = plain_yaml(text, first_line)
    if plain is not None:
        assert (plain, ()) == parse_yaml(text, "a.md", first_line)


def test_everyday_front_matter_needs_no_parser() -> None:
    assert plain_yaml(EVERYDAY, 3) is not None
    assert_same(EVERYDAY, 3)


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_line_is_read_alike_or_declined(odd: str) -> None:
    for text in (odd, f"k: v\n{odd}", f"{odd}\nk: v", f"k:\n{odd}\nl: v", f"k:\n  m: n\n{odd}\n"):
        assert_same(text)


lines = st.sampled_from([*ODD, *EVERYDAY.split("\n")])


@given(st.lists(lines, max_size=8).map("\n".join))
def test_any_lines_in_any_order_are_read_alike_or_declined(text: str) -> None:
    assert_same(text)


@given(st.text(alphabet=" \n-:#'\"[]{},>ab\u00a0é", max_size=40))
def test_any_text_is_read_alike_or_declined(text: str) -> None:
    assert_same(text)
    assert_same(f"key: {text}\nother: x")
    assert_same(f"key:\n  - {text}\n  - a: {text}")


@pytest.mark.parametrize("seed", range(100))
def test_everyday_front_matter_with_a_mistake_is_read_alike_or_declined(seed: int) -> None:
    chance = random.Random(seed)
    text = EVERYDAY
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(text))
        removed = chance.choice((0, 0, 1, 2))
        text = text[:place] + chance.choice((*" :-#'\"[],{}\n\t>é", "")) + text[place + removed :]
    assert_same(text)

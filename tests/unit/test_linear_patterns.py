"""Every expression that newsgen applies to what others wrote, over its own characters by the thousand."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import newsgen
from newsgen.desk import avoided
from newsgen.desk.rules import sourcing
from newsgen.desk.wording import Phrases, Wording
from newsgen.reading.markdown import left_signs, sanitizer_fast_path
from newsgen.reading.markdown.citations import CITATION

SIZE = 40_000
MOST_CPU_SECONDS = 0.2
"""Of one expression over one text. In one pass it takes some thousandths; by the square, seconds."""

MOST_CHARACTERS = 7
"""Of an expression that are tried in pairs."""

WORDING = Wording(
    Phrases(
        "en", ("“”", "‘’", '""', "«»"), ("said", "according to"), ("the",), ("according to", "as told"),
        ("reports", "has said"), ("the", "a"), ("May|May.", "June"), ("05-01",), ("here",), ("read also",),
    )
)  # fmt: skip

_MARKS = (
    *left_signs._KINDS_IN_BRACES,
    *left_signs._KINDS_IN_BRACKETS,
    *left_signs._KINDS_BY_SIGN,
    left_signs._KIND_OF_EMOJI,
    left_signs._KIND_OF_CODE,
)
MADE = {
    **{
        f"{number} {one.what}": (re.compile(one.pattern), "finditer")
        for number, one in enumerate(_MARKS)
    },
    "citation": (re.compile(CITATION), "finditer"),
    "clean document": (sanitizer_fast_path._document(), "fullmatch"),
    "house style": (avoided._pattern("very bad…"), "finditer"),
    "name of a source": (sourcing._name_pattern("New York Times"), "finditer"),
    "quotation": (WORDING.quotation, "finditer"),
    "after a name": (WORDING.after_name, "match"),
    "day": (WORDING.days._pattern, "finditer"),
    "span behind a day": (WORDING.days._span_behind, "match"),
    "attribution": (WORDING._attributing_phrases, "search"),
}

# What sees the command line, and the names of what is installed.
NOT_OF_CONTENT = frozenset(
    {"newsgen.commands.executor._SCHEDULER", "newsgen.reading.libraries.versions._DESCRIPTION"}
)

Applied = Callable[[re.Pattern[str], str], object]

APPLIED: dict[str, Applied] = {
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "search": lambda pattern, text: pattern.search(text),
    "finditer": lambda pattern, text: sum(1 for _ in pattern.finditer(text)),
}
_METHODS = "match|fullmatch|search|finditer|findall|sub|split"
_SAME = {"findall": "finditer", "sub": "finditer", "split": "finditer"}


def _patterns() -> Iterator[Any]:
    for found in pkgutil.walk_packages(newsgen.__path__, "newsgen."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            label = f"{found.name}.{name}"
            if not re.search(rf"^{name} = ", source, re.MULTILINE) or label in NOT_OF_CONTENT:
                continue
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                pattern, used = value, re.findall(rf"\b{name}\.({_METHODS})\b", source)
            elif isinstance(value, str):
                # One that is compiled where it is used.
                used = re.findall(rf"\bre\.({_METHODS})\(\s*{name},", source)
                if not used:
                    continue
                pattern = re.compile(value)
            else:
                continue
            # A pattern that is handed on may be used in any way.
            ways = {_SAME.get(one, one) for one in used} or {"finditer"}
            yield pytest.param(pattern, sorted(ways), id=label)
    for name, (made, way) in MADE.items():
        assert made is not None
        yield pytest.param(made, [way], id=name)


def _literals(parsed: Any) -> Iterator[str]:
    """The characters of an expression in their order, one for each set of them."""
    for operation, argument in parsed:
        if operation is codes.LITERAL:
            yield chr(argument)
        elif operation is codes.NOT_LITERAL:
            yield "a" if argument != ord("a") else "b"
        elif operation is codes.ANY:
            yield "a"
        elif operation is codes.IN:
            yield from _set(argument)
        elif operation is codes.BRANCH:
            for branch in argument[1]:
                yield from _literals(branch)
        elif operation in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
            yield from _literals(argument[-1] if operation is codes.SUBPATTERN else argument)
        elif operation in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield from _literals(argument[2])
        elif operation in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _literals(argument[1])


def _set(members: Any) -> Iterator[str]:
    samples = {codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a", codes.CATEGORY_DIGIT: "1"}
    if members[0][0] is codes.NEGATE:
        yield "a"
    for operation, argument in members:
        if operation is codes.LITERAL:
            yield chr(argument)
        elif operation is codes.RANGE:
            yield chr(argument[0])
        elif operation is codes.CATEGORY:
            yield samples.get(argument, "-")


def _texts(pattern: re.Pattern[str]) -> Iterator[str]:
    skeleton = "".join(_literals(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))
    characters = sorted({*skeleton, " ", "\n"} if len(skeleton) < 400 else {*skeleton[:9], " "})
    common = (
        characters
        if len(characters) <= MOST_CHARACTERS
        else [*dict.fromkeys(skeleton)][:MOST_CHARACTERS]
    )
    for one, other in product(common, repeat=2):
        yield (one + other) * (SIZE // 2)
    for end in range(1, min(len(skeleton), 24) + 1):
        start = skeleton[:end]
        yield start * (SIZE // end)
        yield start + start[-1] * SIZE + "\x01"
    for one in characters:
        yield skeleton[:1] + one * SIZE + "\x01"


@pytest.mark.parametrize(("pattern", "ways"), [*_patterns()])
def test_an_expression_goes_through_a_text_once(pattern: re.Pattern[str], ways: list[str]) -> None:
    for text, way in product(_texts(pattern), ways):
        before = time.process_time()
        APPLIED[way](pattern, text)
        assert time.process_time() - before < MOST_CPU_SECONDS, (way, text[:40])


def test_the_test_sees_an_expression_that_does_not() -> None:
    slow = re.compile(r"\[[^\]]*\]\(")
    for text in _texts(slow):
        before = time.process_time()
        APPLIED["finditer"](slow, text)
        if time.process_time() - before > MOST_CPU_SECONDS:
            return
    pytest.fail("It was tried with nothing that makes it slow.")

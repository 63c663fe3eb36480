"""Module names and the first lines of modules tell what is where."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

import newsgen

PACKAGE = Path(newsgen.__file__).parent

STAGES = {
    "article": "modelled, planned, rendered",
    "blocks": "of Markdown: written, and looked at by the desk",
    "corrections": "read, checked by the desk, planned",
    "data_files": "read, planned",
    "dates": "read, rendered",
    "documents": "which there are, and whether a file is one",
    "feed": "planned, rendered",
    "front_matter": "read, and described for editors",
    "house_style": "read, checked by the desk",
    "languages": "known, and read",
    "media": "read, catalogued, planned",
    "pictures": "read, catalogued, checked by the desk, rendered",
    "series": "read, catalogued, planned",
    "sitemap": "planned, rendered",
    "source": "modelled, planned",
    "sources": "read, catalogued, rendered",
    "statics": "read, planned",
    "templates": "read, planned",
    "theme": "modelled, read",
    "waivers": "read, checked by the desk",
    "words": "read, planned, rendered",
}
"""The names of modules that are about one thing in several rooms, with its stages."""

PRIVATE = frozenset({
    "amend", "amended", "crew", "custody", "glance", "ledger", "press", "retired", "shelf",
    "standing", "stock", "survey",
})  # fmt: skip
"""Words that only this house knew. Each has given way to a standard term."""

MEANT = frozenset({
    "StockEnvironment", "of_stock", "stock",  # Jinja's own environment, as it comes
    "_standing",  # the page that newsrooms call a standing page
})  # fmt: skip
"""Names with one of these words in its common meaning."""

TOLD_BY_VERBS = ("reading", "rendering")
"""The rooms in which the first line of each module says what it does."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def label(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def test_two_modules_of_one_name_are_about_one_thing() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for file in modules():
        # A verb has the name of what it does, and what it does may have a module elsewhere.
        if not file.stem.startswith("__") and file.parent.name != "commands":
            found[file.stem].append(label(file))
    shared = {name: places for name, places in found.items() if len(places) > 1}
    assert {} == {name: places for name, places in shared.items() if name not in STAGES}
    assert set() == STAGES.keys() - shared.keys(), "no longer shared"


@pytest.mark.parametrize("file", modules(), ids=label)
def test_a_module_says_in_one_line_what_it_is_for(file: Path) -> None:
    told = ast.get_docstring(ast.parse(file.read_text("utf-8")))
    assert told, "no docstring"
    first = told.split("\n\n")[0]
    assert re.match(r"[`A-Z]", first) and first.endswith((".", ":", "?"))
    if label(file).split("/")[0] in TOLD_BY_VERBS:
        assert re.match(r"[A-Z][a-z]+s ", first), "not what it does"


def names_of(file: Path) -> list[str]:
    """The names of a module and of its classes and functions."""
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return [file.stem, *(one.name for one in nodes if isinstance(one, kinds))]


def words_of(name: str) -> set[str]:
    """The words of a name, whichever way it joins them."""
    return {one.lower() for one in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_a_name_is_split_into_its_words() -> None:
    assert {"read", "stock"} == words_of("_read_stock")
    assert {"state", "keeper"} == words_of("StateKeeper")


def test_no_name_has_a_word_that_only_this_house_knows() -> None:
    private = [
        f"{label(file)}: {name}"
        for file in modules()
        for name in names_of(file)
        if name not in MEANT and not PRIVATE.isdisjoint(words_of(name))
    ]
    assert [] == private


def test_each_exception_of_a_name_is_needed() -> None:
    used = {name for file in modules() for name in names_of(file)}
    assert set() == MEANT - used

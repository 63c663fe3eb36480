"""Module names and the first lines of modules tell what is where."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

import newsgen

PACKAGE = Path(newsgen.__file__).parent

STAGES = frozenset({
    "article", "blocks", "corrections", "data_files", "dates", "documents", "feed", "front_matter",
    "house_style", "languages", "media", "pictures", "series", "sitemap", "source", "sources",
    "statics", "templates", "theme", "waivers", "words",
})  # fmt: skip
"""The names of modules that are about one thing in several rooms: read, catalogued, planned, rendered."""

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
    assert set() == STAGES - shared.keys(), "no longer shared"


@pytest.mark.parametrize("file", modules(), ids=label)
def test_a_module_says_in_one_line_what_it_is_for(file: Path) -> None:
    told = ast.get_docstring(ast.parse(file.read_text("utf-8")))
    assert told, "no docstring"
    first = told.split("\n\n")[0]
    assert re.match(r"[`A-Z]", first) and first.endswith((".", ":", "?"))
    if label(file).split("/")[0] in TOLD_BY_VERBS:
        assert re.match(r"[A-Z][a-z]+s ", first), "not what it does"

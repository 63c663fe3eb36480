"""What every problem in the source says, read from the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import newsgen
from newsgen.model.codes import CODES

PACKAGE = Path(newsgen.__file__).parent


def calls_of(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of this name in the source, with its place."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
                yield f"{file.relative_to(PACKAGE).as_posix()}:{node.lineno}", node


def test_every_problem_is_made_in_one_way() -> None:
    assert [] == [place for place, _ in calls_of("Problem")]
    made = list(calls_of("Problem.at"))
    assert len(made) > 50
    # Path, place, code and message in their order, and perhaps a hint.
    assert [] == [place for place, call in made if len(call.args) not in (4, 5)]
    assert {"severity"} >= {one.arg for _, call in made for one in call.keywords}


def test_the_codes_in_the_source_are_those_of_the_table() -> None:
    named: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        if file != PACKAGE / "model/codes.py":
            named.update(re.findall(r"\bNG\d{3}\b", file.read_text("utf-8")))
    assert CODES.keys() == named

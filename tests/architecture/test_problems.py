"""What every problem in the source says, read from the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import newsgen
from newsgen.model.codes import CODES

PACKAGE = Path(newsgen.__file__).parent


def problems_made() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the source that makes a problem, with its place."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem":
                yield f"{file.relative_to(PACKAGE)}:{node.lineno}", node


def test_every_problem_has_its_place_its_code_and_its_message_by_name() -> None:
    made = list(problems_made())
    assert len(made) > 50
    wanted = {"path", "code", "message"}
    assert [] == [
        place
        for place, call in made
        if call.args or not wanted <= {one.arg for one in call.keywords}
    ]


def test_the_codes_in_the_source_are_those_of_the_table() -> None:
    named: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        if file != PACKAGE / "model/codes.py":
            named.update(re.findall(r"\bNG\d{3}\b", file.read_text("utf-8")))
    assert CODES.keys() == named

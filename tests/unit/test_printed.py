"""Problems as people see them, where there are many."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from newsgen.commands.problems import print_problems
from newsgen.model.problem import Problem


def problem(line: int, column: int) -> Problem:
    return Problem(
        path="a.md", line=line, column=column, code="NG044", message="No.", hint="FileChanges."
    )


def test_many_problems_in_a_long_line_are_shown_without_reading_it_for_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("One.\n" + "a\t" * 1_000_000 + "\n")
    began = time.process_time()
    print_problems([problem(2, 100 * number) for number in range(1, 2_001)], tmp_path)
    assert time.process_time() - began < 5, "to clean the whole line for each takes minutes"
    shown = capsys.readouterr().err.split("\n")
    assert ("    2 | " + "a " * 80, " " * 87 + "^") == (shown[4], shown[5])


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (1, 2, ["    1 | One.", "         ^"]),
        (1, 99, ["    1 | One.", "            ^"]),
        (2, 1, []),
        (3, 1, []),
        (0, 0, []),
        (9, 1, []),
    ],
)
def test_a_line_is_shown_with_a_caret_where_it_can_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: int, column: int, expected: list[str]
) -> None:
    (tmp_path / "a.md").write_text("One.\n \t\n")
    print_problems([problem(line, column)], tmp_path)
    assert expected == capsys.readouterr().err.split("\n")[1:-1]

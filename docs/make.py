"""Writes what is made from code in problems.md, desk.md, languages.md and template-variables.md.

python docs/make.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from newsgen.desk.rules import RULES
from newsgen.model.codes import CODES

PROBLEMS = Path(__file__).with_name("problems.md")
DESK = Path(__file__).with_name("desk.md")
LANGUAGES = Path(__file__).with_name("languages.md")
VARIABLES = Path(__file__).with_name("template-variables.md")

_BEGIN = "<!-- table -->"
_END = "<!-- /table -->"


def problems_page(text: str) -> str:
    """The page with a table of all codes between its two marks."""
    return _with_table(text, codes_table())


def desk_page(text: str) -> str:
    """The page with a table of all rules of the desk between its two marks."""
    return _with_table(text, rules_table())


def languages_page(text: str) -> str:
    """The page with the tables of quotation marks and apostrophes between its two marks."""
    _find_modules()
    import typography

    return _with_table(text, typography.tables())


def variables_page() -> str:
    """The page of what templates see; a site is built for it."""
    _find_modules()
    import variables

    return variables.variables_page()


def _find_modules() -> None:
    # The modules of this folder and of the tests are in no package that is installed.
    sys.path[:0] = [str(VARIABLES.parent), str(VARIABLES.parents[1])]


def codes_table() -> str:
    """All codes and what each of them names, as a Markdown table."""
    rows = [f"| {code} | {meaning} |" for code, meaning in sorted(CODES.items())]
    return "\n".join(["", "| code | the mistake |", "|---|---|", *rows, ""])


def rules_table() -> str:
    """All rules of the desk with why they are there and what to do, as a Markdown table."""
    rows = [
        f"| {rule.code} | `{rule.name}` | {rule.level} | {_cell(rule.reason)} | {_cell(rule.fix)} |"
        for rule in RULES
    ]
    head = ["| code | name | level | why | what to do |", "|---|---|---|---|---|"]
    return "\n".join(["", *head, *rows, ""])


def _cell(text: str) -> str:
    """The text in a table: what looks like a link in it is an example, and stays one."""
    return text.replace("|", "\\|").replace("[", "\\[")


def _with_table(text: str, table: str) -> str:
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{table}\n{_END}{after}"


if __name__ == "__main__":
    PROBLEMS.write_text(problems_page(PROBLEMS.read_text("utf-8")), "utf-8")
    DESK.write_text(desk_page(DESK.read_text("utf-8")), "utf-8")
    LANGUAGES.write_text(languages_page(LANGUAGES.read_text("utf-8")), "utf-8")
    VARIABLES.write_text(variables_page(), "utf-8")

"""Writes the part of docs/problems.md that is made from code: `python docs/make.py`."""

from __future__ import annotations

from pathlib import Path

from newsgen.model.codes import CODES

PROBLEMS = Path(__file__).with_name("problems.md")

_BEGIN = "<!-- table -->"
_END = "<!-- /table -->"


def problems_page(text: str) -> str:
    """The page with a table of all codes between its two marks."""
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{codes_table()}\n{_END}{after}"


def codes_table() -> str:
    """All codes and what each of them names, as a Markdown table."""
    rows = [f"| {code} | {meaning} |" for code, meaning in sorted(CODES.items())]
    return "\n".join(["", "| code | the mistake |", "|---|---|", *rows, ""])


if __name__ == "__main__":
    PROBLEMS.write_text(problems_page(PROBLEMS.read_text("utf-8")), "utf-8")

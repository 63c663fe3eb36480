"""Texts that are nested so deeply that formatting them could end a process or take for ever."""

from __future__ import annotations

import pytest

from tests.support.problems import Placed, accepted, refusal, refused
from tests.support.site import SiteFolder

ARTICLE = "content/articles/world/strike.md"


def test_thousand_block_quotes(site: SiteFolder) -> None:
    site.article("world/strike.md", "One.\n\n" + ">" * 1000 + " deep\n")
    problem = refusal(site)
    assert (8, 1, "NG030") == (problem.line, problem.column, problem.code)
    assert "50 levels of quotation are the most; use fewer." == problem.hint


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # The first line that is too deep is named, and where none is known, the deepest.
        ("".join(">" * depth + " x\n" for depth in range(1, 1001)), 56),
        ("> " * 1000 + "x\n", 6),
        (">\t" * 1000 + "x\n", 6),
        ('<div markdown="1">\n\n' + ">" * 1000 + " x\n\n</div>\n", 8),
        ("One.\n\n" + "- " * 2000 + "x\n", 8),
        ("".join("    " * depth + "- x\n" for depth in range(250)) + "\nTwo.\n", 255),
    ],
)
def test_deep_nesting_is_a_problem_at_its_line(site: SiteFolder, text: str, line: int) -> None:
    site.article("world/strike.md", text)
    assert [Placed(ARTICLE, line, 1, "NG030")] == refused(site)


def test_deep_nesting_of_other_kinds_ends_in_a_page_or_a_problem(site: SiteFolder) -> None:
    texts = [
        "- " + "> " * 500 + "x",
        "> - " * 300 + "x",
        "".join("    " * depth + ":   x\n\n" for depth in range(60)),
        "[" * 3000,
        "[" * 500 + "a" + "]" * 500 + "(x)",
        "![" * 1000,
        "[a](" * 200,
        "*" * 5000,
        "*a **b " * 300,
        "_a __b " * 300,
        "`" * 5000,
        "<" * 5000,
        "<b>" * 2000,
        "<div>" * 2000,
        "<!--" * 2000,
        "<a " * 300,
        '<div markdown="1">\n' * 100,
        "&" * 5000,
        "\"'" * 2000,
        "|" * 1000 + "\n" + "|-" * 500,
        "x {" + "a" * 5000,
        "".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(200)) + "[^0]",
        " " * 5000 + "x",
        "[@" * 1000,
    ]
    for number, text in enumerate(texts):
        site.article(f"world/a{number}.md", f"{text}\n")
    report = site.build()
    failed = {problem.path for problem in report.problems if problem.severity == "error"}
    assert {"NG030"} >= {one.code for one in report.problems if one.severity == "error"}
    for path in failed:
        site.delete(path)
    accepted(site)
    pages = [path for path in site.tree() if path.startswith("world/2024/11/a")]
    assert len(texts) == len(pages) + len(failed)


def test_twenty_quotations_are_a_page(site: SiteFolder) -> None:
    site.article("world/strike.md", ">" * 20 + " x\n")
    assert [] == accepted(site)
    assert 20 == site.page("world/2024/11/strike.html").count("<blockquote>")

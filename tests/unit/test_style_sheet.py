"""`content/style.yaml`: what it may hold, and where it says that it holds something else."""

from __future__ import annotations

import pytest

from newsgen.model.records import HouseWord, StyleSheetHead
from newsgen.reading.content.house_style import read_style_sheet
from tests.support.site import SiteFolder


def test_a_style_sheet_is_a_list_of_words() -> None:
    read = read_style_sheet(b"- {write: Kyiv, not: [Kiev, Kieff]}\n- write: US\n  not: U.S.\n")
    words = (HouseWord("Kyiv", ("Kiev", "Kieff")), HouseWord("US", ("U.S.",)))
    assert ((), StyleSheetHead(words)) == (read.problems, read.head)


@pytest.mark.parametrize("content", [b"", b"\n", b"# nothing yet\n"])
def test_an_empty_style_sheet_says_nothing(content: bytes) -> None:
    assert StyleSheetHead(()) == read_style_sheet(content).head


@pytest.mark.parametrize(
    ("content", "line", "column", "code"),
    [
        ("write: Kyiv\nnot: Kiev\n", 1, 1, "NG019"),
        ("- {write: Kyiv, not: Kiev}\n- Kyiv\n", 2, 3, "NG019"),
        ("- {write: [Kyiv], not: Kiev}\n", 1, 11, "NG019"),
        ("- {write: Kyiv, not: {a: b}}\n", 1, 22, "NG019"),
        ("- {write: Kyiv, nt: Kiev, not: Kiew}\n", 1, 17, "NG017"),
        ("- {not: Kiev}\n", 1, 3, "NG018"),
        ("- {write: Kyiv}\n", 1, 3, "NG018"),
        ("- {write: Kyiv, not: [Kyiv]}\n", 1, 11, "NG026"),
        ("- {write: Kyiv, not: [Kiev}\n", 1, 27, "NG012"),
    ],
)
def test_a_mistake_in_a_style_sheet_has_its_line(
    site: SiteFolder, content: str, line: int, column: int, code: str
) -> None:
    site.article("a.md")
    path = site.write("content/style.yaml", content)
    (problem,) = site.build().problems
    assert (path, line, column, code) == (
        problem.path,
        problem.line,
        problem.column,
        problem.code,
    )


def test_a_style_sheet_is_not_published(site: SiteFolder) -> None:
    site.article("a.md")
    site.write("content/style.yaml", "- {write: Kyiv, not: Kiev}\n")
    site.build()
    assert not any(b"Kiev" in content for content in site.tree().values())

"""`newsgen docs`: the documentation as pages, and all that names one of them."""

from __future__ import annotations

import ast
import re
import tomllib
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsgen
from newsgen.build.pipeline import build
from newsgen.build.report import BuildRequest
from newsgen.cli import COMMANDS
from newsgen.manual.manual_pages import BESIDE, INDEX, LEFT_OUT, OTHER_NAMES, groups, manual_folder
from newsgen.manual.opened import Manual, made_manual, page_names
from tests.support.command import newsgen_here
from tests.support.everything import REPOSITORY

DOCS = REPOSITORY / "docs"
PACKAGE = Path(newsgen.__file__).parent

_NAMED = re.compile(r"newsgen docs ([a-z][\w.-]*)|docs/([\w-]+)\.md")


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Manual]:
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(variable, str(tmp_path_factory.mktemp("cache")))
        yield made_manual()


def test_every_page_is_made(manual: Manual) -> None:
    assert () == manual.problems
    written = {file.stem for file in DOCS.glob("*.md")} - {INDEX, *LEFT_OUT}
    assert written | {name.lower() for name in BESIDE} == manual.names
    assert [] == [name for name in ("", *manual.names) if not manual.page(name).is_file()]


def test_the_first_page_leads_to_all_others(manual: Manual) -> None:
    text = manual.page("").read_text("utf-8")
    assert [] == [name for name in manual.names if f'<a href="{name}.html">' not in text]


def test_the_index_names_every_page() -> None:
    assert "More" not in [group.title for group in groups(manual_folder())]


def test_each_link_among_the_pages_leads_somewhere(manual: Manual) -> None:
    texts = {
        file.name: re.sub(r"<(code|pre)\b.*?</\1>", "", file.read_text("utf-8"), flags=re.DOTALL)
        for file in manual.folder.glob("*.html")
    }
    ids = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in texts.items()}
    links = [
        (name, link)
        for name, text in texts.items()
        for link in re.findall(r'href="([^"]+)"', text)
        if not re.match(r"\w+:", link)
    ]
    assert len(links) > 100
    broken = []
    for name, link in links:
        target, _, fragment = link.partition("#")
        if not (manual.folder / (target or name)).is_file() or (
            fragment and fragment not in ids[target or name]
        ):
            broken.append((name, link))
    assert [] == broken


def test_the_wheel_has_every_page() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    pages = {f"docs/{file.name}" for file in DOCS.glob("*.md") if file.stem not in LEFT_OUT}
    beside = {f"{name}.md" for name in BESIDE}
    wanted = {*pages, *beside, "docs/performance.svg"}
    assert wanted == {one for one in included if included[one].startswith("newsgen/docs/")}
    assert all(included[one] == f"newsgen/docs/{Path(one).name}" for one in wanted)


def test_what_the_code_says_of_pages_is_true() -> None:
    """Hints, help and messages name a page only where there is one."""
    names = {*page_names(), *OTHER_NAMES, *LEFT_OUT}
    named = [
        (file.name, match[1] or match[2])
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for match in _NAMED.finditer(node.value)
    ]
    assert ("cli.py", "articles") in named
    assert [] == [one for one in named if one[1] not in names]


def test_other_names_are_of_pages_and_all_commands_have_one() -> None:
    assert set(OTHER_NAMES.values()) <= page_names()
    assert set(COMMANDS) - {"docs"} <= OTHER_NAMES.keys()


# The command


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("", "index"),
        ("articles", "articles"),
        ("docs/articles.md#pictures", "articles"),
        ("Building", "building"),
        ("check", "desk"),
        ("ng044", "problems"),
    ],
)
def test_a_page_is_known_by_its_names(manual: Manual, word: str, name: str) -> None:
    run = newsgen_here("docs", *([word] if word else []))
    assert (0, "") == (run.code, run.err)
    file = Path(run.out.strip())
    assert f"{name}.html" == file.name
    assert file.is_file()


def test_an_unknown_page_gets_the_nearest_one() -> None:
    run = newsgen_here("docs", "artciles")
    assert 2 == run.code
    assert "There is no page `artciles`. Did you mean `newsgen docs articles`?" in run.err
    assert "The pages are: articles, building, " in newsgen_here("docs", "qqqq").err


def test_a_browser_is_opened_on_a_terminal_alone(
    manual: Manual, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert 0 == newsgen_here("docs", "articles").code
    assert [] == opened


def test_what_was_made_is_mended_and_what_is_no_more_goes(manual: Manual) -> None:
    page, source = manual.page("articles"), manual.folder.parent / "content" / "pages" / "old.md"
    before = page.read_bytes()
    page.write_bytes(b"Somebody else's.")
    source.write_text("---\ntitle: Old\n---\n")
    again = made_manual()
    assert manual == again
    assert before == page.read_bytes()
    assert not source.exists() and not manual.page("old").exists()


def test_a_page_of_another_manual_goes_where_its_state_is_lost(manual: Manual) -> None:
    site = manual.folder.parent
    (site / "content" / "pages" / "old.md").write_text("---\ntitle: Old\n---\n")
    assert not build(BuildRequest(site=site, output=manual.folder, as_of=0)).failed
    (site / ".newsgen" / "state.db").unlink()
    assert () == made_manual().problems
    assert not manual.page("old").exists()

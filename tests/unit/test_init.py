"""`newsgen init`: a site that builds, and nothing written over."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from newsgen.build.check import check
from newsgen.build.pipeline import build
from newsgen.build.report import BuildRequest, CheckRequest
from newsgen.commands.init import init_command

AS_OF = 4_000_000_000


def init(*arguments: str) -> Result:
    return CliRunner().invoke(init_command, arguments, standalone_mode=False)


def said(result: Result) -> str:
    """What is printed, or the message of the mistake."""
    return result.output or getattr(result.exception, "message", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "the-example"


def test_a_new_site_builds_and_passes_the_desk_without_a_problem(folder: Path) -> None:
    assert 0 == init(str(folder), "--url", "https://example.org").return_value

    built = build(BuildRequest(folder, folder / "dist", AS_OF))
    checked = check(CheckRequest(folder, AS_OF))

    assert () == built.problems
    assert () == checked.problems
    assert () == built.held
    page = next((folder / "dist/news").rglob("how-we-show-our-sources.html")).read_text("utf-8")
    assert "Our own reporting" in page
    assert "from-source-to-page" in page


def test_a_new_site_without_an_address_builds_too(folder: Path) -> None:
    init(str(folder))

    built = build(BuildRequest(folder, folder / "dist", AS_OF))

    assert ["url"] == [re.findall("`(url)`", one.message)[0] for one in built.problems]
    assert not built.failed


def test_what_is_given_stands_in_the_configuration_whatever_it_holds(folder: Path) -> None:
    name = 'The "Daily": #1 & @@URL@@ – Зоря'
    init(str(folder), "--name", name, "--language", "uk", "--timezone", "Europe/Kyiv")

    settings = yaml.safe_load((folder / "newsgen.yaml").read_text("utf-8"))

    assert (name, "uk", "Europe/Kyiv") == (
        settings["name"],
        settings["language"],
        settings["timezone"],
    )
    assert "url" not in settings
    assert not build(BuildRequest(folder, folder / "dist", AS_OF)).failed


def test_the_name_is_guessed_from_the_folder(folder: Path) -> None:
    init(str(folder))
    assert "The example" == yaml.safe_load((folder / "newsgen.yaml").read_text())["name"]


def test_a_folder_that_is_not_empty_is_refused_with_what_is_in_it(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.doc").write_text("mine")

    result = init(str(folder))

    assert "thesis.doc" in said(result)
    assert ["thesis.doc"] == [one.name for one in folder.iterdir()]


def test_a_repository_and_a_python_are_not_in_the_way(folder: Path) -> None:
    for name in (".git", ".venv"):
        (folder / name).mkdir(parents=True)
    assert 0 == init(str(folder)).return_value


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--url", "example.org", "no absolute URL"),
        ("--url", "ftp://example.org/", "not allowed"),
        ("--language", "English", "no language tag"),
        ("--timezone", "Mars/Olympus", "no time zone"),
        ("--timezone", "../../etc/passwd", "no time zone"),
        ("--name", "two\nlines", "no name"),
        ("--name", " ", "no name"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_written(
    folder: Path, option: str, value: str, words: str
) -> None:
    result = init(str(folder), option, value)

    assert words in said(result)
    assert not folder.exists()


def test_nothing_is_asked_where_there_is_no_terminal(folder: Path) -> None:
    result = init(str(folder))

    assert "?" not in result.output
    assert 'newsgen new "Your first headline"' in result.output


def test_the_demonstration_newsroom_can_be_begun_with(folder: Path) -> None:
    init(str(folder), "--with-demo")

    assert (folder / ".github/workflows/publish.yml").is_file()
    built = build(BuildRequest(folder, folder / "dist", AS_OF))
    assert () == built.problems
    assert (folder / "dist/journalism").is_dir()


def test_the_demonstration_has_its_own_name(folder: Path) -> None:
    assert "of its own" in said(init(str(folder), "--with-demo", "--name", "Mine"))
    assert not folder.exists()


def test_the_editor_is_led_to_schemas_that_are_there(folder: Path) -> None:
    init(str(folder))

    settings = json.loads((folder / ".vscode/settings.json").read_text("utf-8"))
    named = [*settings["yaml.schemas"]]
    assert [] == [one for one in named if not (folder / one).is_file()]
    config = json.loads((folder / ".newsgen-schemas/newsgen.json").read_text("utf-8"))
    written = yaml.safe_load((folder / "newsgen.yaml").read_text("utf-8"))
    jsonschema.validate(written, config)


def test_no_word_of_a_template_is_left(folder: Path) -> None:
    init(str(folder), "--url", "https://example.org/")
    for file in folder.rglob("*"):
        if file.is_file():
            assert not re.search(rb"@@[A-Z_]+@@", file.read_bytes()), file


def test_the_workflows_parse_and_publish_when_something_is_due(folder: Path) -> None:
    init(str(folder))

    github = yaml.safe_load((folder / ".github/workflows/publish.yml").read_text("utf-8"))
    gitlab = yaml.safe_load((folder / ".gitlab-ci.yml").read_text("utf-8"))

    assert "schedule" in github[True]  # YAML 1.1 reads `on` so
    assert ["due"] == [github["jobs"]["site"]["needs"]]
    for text in (str(github), str(gitlab)):
        assert "next_due" in text
        assert "newsgen check" in text

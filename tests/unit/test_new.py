"""`newsgen new`: front matter to fill in, and nothing written over."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import frontmatter
import pytest
from click.testing import CliRunner, Result

from newsgen.build.pipeline import build
from newsgen.build.report import BuildRequest
from newsgen.commands.new import new_command
from newsgen.starter.new_files import MOST_SLUG, NewArticle, article_text, headline_slug

AS_OF = 4_000_000_000


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in {
        "newsgen.yaml": "sections: [world, local-news, opinion]\ntimezone: Europe/Kyiv\n",
        "content/people/noor-lindqvist.md": "---\nname: Noor Lindqvist\n---\n",
        "content/people/nora-berg.md": "---\nname: Nora Berg\n---\n",
        "content/sources.yaml": "- {id: town-council, name: The town council}\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def new(site: Path, *arguments: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(
        new_command, ["--site", str(site), *arguments], env=env, standalone_mode=False
    )


def said(result: Result) -> str:
    return result.output or getattr(result.exception, "message", "")


def test_a_new_article_is_a_draft_and_its_path_is_printed(site: Path) -> None:
    result = new(
        site, "Council approves: the “bridge” — it's #1", "--source", "town", "--date", "2024-11-18"
    )

    file = site / "content/articles/world/council-approves-the-bridge-its-1.md"
    assert [str(file)] == result.stdout.splitlines()
    built = build(BuildRequest(site, site / "dist", AS_OF, drafts=True, base_url="https://a.test/"))
    assert [] == [one for one in built.problems if one.path.startswith("content/articles/")]
    page = (site / "dist/world/2024/11/council-approves-the-bridge-its-1.html").read_text("utf-8")
    assert "Council approves: the “bridge” — it&#39;s #1" in page
    held = build(BuildRequest(site, site / "dist2", AS_OF, state_folder=site / "s2"))
    assert ["draft"] == [one.why for one in held.held]


def test_sections_people_and_sources_are_found_by_a_part_of_their_name(site: Path) -> None:
    new(
        site,
        "A",
        "--section",
        "local",
        "--author",
        "noor",
        "--author",
        "Nora Berg",
        "--source",
        "council",
    )

    text = (site / "content/articles/local-news/a.md").read_text("utf-8")

    assert "  - noor-lindqvist\n  - nora-berg\n" in text
    assert "  - town-council\n" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("A", "--author", "no"), "noor-lindqvist, nora-berg"),
        (("A", "--section", "wrld"), "Did you mean 'world'?"),
        (("???",), "--slug my-article"),
        (("",), "is empty"),
        (("a\nb",), "a\\nb"),
        (("a\x1b[31m",), "not seen"),
        (("A", "headline", "without", "quotes"), 'in quotes: "A headline without quotes"'),
        (("A", "--slug", "../../x"), "slash"),
        (("A", "--slug", "Two Words"), "holds a space"),
        (("A", "--slug", "Big"), "--slug big"),
        (("A", "--slug", "con"), "Windows"),
        (("A", "--date", "soon"), "no date"),
        (("A", "--lang", "english"), "no language tag"),
        (("A", "--edit"), "EDITOR"),
        (("person", "Jo", "--section", "world"), "has no section"),
        (("person", "Jo", "--lang", "uk"), "no language"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_written(
    site: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = {*site.rglob("*")}

    result = new(site, *arguments, env={"VISUAL": "", "EDITOR": ""})

    assert words in said(result)
    assert before == {*site.rglob("*")}


@pytest.mark.parametrize("other", ["a.md", "A.MARKDOWN", "2019/a.md"])
def test_a_file_of_the_name_is_left_as_it_is(site: Path, other: str) -> None:
    file = site / "content/articles/world" / other
    file.parent.mkdir(parents=True)
    file.write_text("mine")

    result = new(site, "A")

    assert "is there already" in said(result)
    assert ["mine"] == [one.read_text() for one in file.parent.iterdir() if one.is_file()]


def test_a_dangling_link_is_not_written_through(site: Path, tmp_path: Path) -> None:
    folder = site / "content/pages"
    folder.mkdir()
    try:
        (folder / "a.md").symlink_to(tmp_path / "elsewhere.md")
    except OSError:
        pytest.skip("links need a right here")
    assert "is there already" in said(new(site, "page", "A"))
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_language_of_its_own_stands_in_the_files_name(site: Path) -> None:
    new(site, "Друга стаття", "--lang", "uk")
    new(site, "Tretia", "--lang", "zh-Hant")

    assert (site / "content/articles/world/друга-стаття.uk.md").is_file()
    assert "lang: zh-Hant\n" in (site / "content/articles/world/tretia.md").read_text("utf-8")


def test_other_scripts_are_written_in_latin_letters_where_the_site_says_so(site: Path) -> None:
    (site / "newsgen.yaml").write_text("urls: {form: directory, ascii: true}\n")

    result = new(site, "Київ: друга стаття")

    slug = Path(result.stdout.strip()).stem
    assert slug.isascii()
    assert "stattia" in slug or "stattya" in slug


def test_people_and_pages_can_be_begun(site: Path) -> None:
    new(site, "person", "Daniel Marsh")
    new(site, "page", "How to reach us", "--lang", "de")

    built = build(BuildRequest(site, site / "dist", AS_OF, base_url="https://a.test/"))
    assert () == built.problems
    assert (site / "content/people/daniel-marsh.md").is_file()
    assert (site / "content/pages/how-to-reach-us.de.md").is_file()


@pytest.mark.skipif(os.name == "nt", reason="the editor is a script of the shell")
def test_the_editor_is_opened_with_its_own_arguments(site: Path, tmp_path: Path) -> None:
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >"$0.asked"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)

    result = new(site, "A", "--edit", env={"VISUAL": f"'{editor}' --wait", "EDITOR": "false"})

    assert 0 == result.return_value
    asked = (tmp_path / "my editor.asked").read_text().splitlines()
    assert ["--wait", str(site / "content/articles/world/a.md")] == asked


def test_where_there_is_no_site_the_way_to_one_is_named(tmp_path: Path) -> None:
    assert "newsgen init" in said(new(tmp_path, "A"))
    assert [] == [*tmp_path.iterdir()]


def test_a_site_with_a_mistake_in_its_configuration_says_which(site: Path) -> None:
    (site / "newsgen.yaml").write_text("sectons: [world]\n")

    result = new(site, "A")

    assert 1 == result.return_value
    assert "sections" in result.stderr


def test_a_long_headline_is_cut_behind_a_word() -> None:
    slug = headline_slug("word " * 100, ascii_only=False)
    assert MOST_SLUG >= len(slug)
    assert slug.endswith("-word")
    assert MOST_SLUG == len(headline_slug("w" * 500, ascii_only=False))


@pytest.mark.parametrize(
    "text",
    ["no", "2024-01-01", "- a", "a: b", "a #b", "'", "“x”", "*a", "1_0", "~", "{a}", "a, b", "[x]"],
)
def test_every_text_is_read_back_as_it_was_written(text: str) -> None:
    written = article_text(NewArticle(headline=text, date="2024-11-18", sources=(text, "b")))

    read = frontmatter.loads(written)

    assert (text, [text, "b"]) == (read["headline"], read["sources"])

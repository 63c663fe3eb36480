"""The command itself: its help, its suggestions, where a build goes and what it says of that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from unittest import mock

import click
import pytest
from click.testing import CliRunner

from newsgen.cli import COMMANDS, cli, module_of
from newsgen.images.transcode import Transcoder
from tests.support import command
from tests.support.command import newsgen, newsgen_here
from tests.support.pictures import png
from tests.support.problems import placed
from tests.support.site import AS_OF, SiteFolder

DRAFT = "content/articles/world/draft.md"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    site.article("world/one.md")
    site.article("world/draft.md", draft="true")
    return site


# Help


def test_help_names_the_verbs_in_their_order_and_loads_none() -> None:
    code = (
        "import sys\n"
        "from newsgen.cli import cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([one for one in sys.modules if one.startswith('newsgen.')])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    *lines, loaded = run.stdout.splitlines()
    starts = [line.split()[0] for line in lines[lines.index("Commands:") + 1 :] if line.strip()]
    assert [*COMMANDS] == starts[: len(COMMANDS)]
    assert "['newsgen.cli']" == loaded


@pytest.mark.parametrize("verb", COMMANDS)
def test_each_verb_has_its_command_and_a_help_of_its_own(verb: str) -> None:
    module = import_module(module_of(verb))
    found = getattr(module, f"{verb}_command")
    assert isinstance(found, click.Command)
    assert verb == found.name
    assert 0 == CliRunner().invoke(cli, [verb, "--help"]).exit_code


@pytest.mark.parametrize("line", COMMANDS.values())
def test_the_line_of_a_verb_fits_on_a_terminal(line: str) -> None:
    assert len(line) <= 62 and line.endswith(".")


# Mistyped words


@pytest.mark.parametrize(
    ("written", "meant"),
    [("biuld", "build"), ("Check", "check"), ("completoin", "completion")],
)
def test_a_mistyped_verb_gets_the_nearest_one(written: str, meant: str) -> None:
    run = newsgen_here(written)
    assert 2 == run.code
    assert f"There is no command `{written}`. Did you mean `newsgen {meant}`?" in run.err


def test_a_word_that_is_like_no_verb_is_told_where_they_are() -> None:
    assert "`newsgen --help` lists the commands." in newsgen_here("qqqqqq").err


def test_a_mistyped_option_gets_the_nearest_one() -> None:
    run = newsgen_here("build", "--fromat", "json")
    assert 2 == run.code
    assert "--fromat" in run.err and "--format" in run.err
    assert "--state" not in newsgen_here("build", "--stte").err


# Completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shell: str) -> None:
    run = newsgen_here("completion", shell)
    assert (0, "") == (run.code, run.err)
    assert "_NEWSGEN_COMPLETE" in run.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("newsgen ch", "plain,check"),
        ("newsgen docs art", "plain,articles"),
        ("newsgen build --dr", "plain,--drafts"),
    ],
)
def test_a_shell_is_given_what_begins_so(words: str, expected: str) -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.argv[0] = 'newsgen'; from newsgen.cli import main; main()",
        ],
        env=command.environment(
            _NEWSGEN_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(words.count(" "))
        ),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert [expected] == run.stdout.split()


# What is said, and where


def test_the_summary_says_where_the_site_is_and_how_many_articles_it_has(desk: SiteFolder) -> None:
    run = command.build_here(desk.root)
    assert f"The site has 1 article: open {desk.dist / 'index.html'}" in run.out
    assert "newsgen serve" in run.out


def test_each_kind_of_build_counts_the_articles(desk: SiteFolder) -> None:
    def counted(breadth: str) -> int:
        report = desk.build()
        assert breadth == report.looked_at
        return report.articles

    desk.article("world/two.md")
    assert 2 == counted("everything")
    assert 2 == counted("nothing")
    desk.article("world/three.md")
    assert 3 == counted("changes")
    desk.article("world/three.md", draft="true")
    assert 2 == counted("changes")
    desk.article("world/three.md", embargo="2030-01-01")
    assert 2 == counted("changes")
    desk.delete("content/articles/world/two.md")
    assert 1 == counted("changes")
    assert 1 == counted("nothing")


def test_quiet_leaves_out_the_summary_and_names_problems(desk: SiteFolder) -> None:
    desk.article("world/one.md", "[x](gone.html)\n")
    for verb in (command.into_dist(desk.root), ("check", "--site", desk.root)):
        run = newsgen_here(*verb, "--quiet")
        assert (0, "") == (run.code, run.out)
        assert "NG047" in run.err


def test_no_color_is_honoured(desk: SiteFolder) -> None:
    desk.article("world/one.md", "[x](gone.html)\n")
    arguments = ["check", "--site", str(desk.root)]
    coloured = CliRunner().invoke(cli, arguments, color=True, env={"NO_COLOR": ""})
    plain = CliRunner().invoke(cli, arguments, color=True, env={"NO_COLOR": "1"})
    assert "\x1b[" in coloured.stderr
    assert "NG047" in plain.stderr and "\x1b[" not in plain.stderr


def test_a_folder_that_is_no_site_is_named_and_stays_empty(tmp_path: Path) -> None:
    run = newsgen("build", cwd=tmp_path)
    assert 1 == run.code
    assert os.path.realpath(tmp_path) in run.err and "newsgen init" in run.err
    assert [] == [*tmp_path.iterdir()]


# Previews


@pytest.mark.parametrize(
    "arguments", [["--drafts"], ["--now", "2030-01-01"]], ids=["drafts", "another time"]
)
def test_a_preview_goes_elsewhere_and_disturbs_nothing(
    desk: SiteFolder, arguments: list[str]
) -> None:
    desk.article("world/later.md", date="2029-12-31")
    assert not desk.build().failed
    published = desk.tree()
    desk.article("world/one.md", "Another text.\n")
    run = newsgen_here("build", "--site", desk.root, "--jobs", "1", *arguments)
    assert 0 == run.code, run.err
    preview = desk.file(".newsgen/preview")
    held = "world/2024/11/draft.html" if "--drafts" in arguments else "world/2029/12/later.html"
    assert held in desk.tree(preview)
    assert f"A preview with 2 articles: {preview / 'index.html'}." in run.out
    assert published == desk.tree()
    # It finds its own state as it was left, and follows the one change.
    assert "changes" == desk.build().looked_at


def test_previews_go_back_and_forth_in_time_without_a_word(desk: SiteFolder) -> None:
    for number in range(12):
        desk.article(f"world/more-{number}.md", draft="true")
    for arguments in (["--now", "2090-01-01"], ["--drafts"], ["--now", "2030-01-01"]):
        run = newsgen_here("build", "--site", desk.root, "--jobs", "1", *arguments)
        assert (0, "") == (run.code, run.err)
        articles = 14 if "--drafts" in arguments else 1
        assert f"A preview with {articles} article" in run.out


def test_a_preview_uses_the_pictures_that_there_are(desk: SiteFolder) -> None:
    desk.write("content/media/a.png", png())
    desk.article("world/one.md", image="media/a.png")
    assert not desk.build().failed
    with mock.patch.object(Transcoder, "made", side_effect=AssertionError):
        run = newsgen_here("build", "--site", desk.root, "--drafts", "--jobs", "1")
    assert (0, "") == (run.code, run.err)
    pictures = {path for path in desk.tree() if path.startswith("media/")}
    assert pictures and pictures <= desk.tree(desk.file(".newsgen/preview")).keys()


def test_a_preview_can_be_audited(desk: SiteFolder) -> None:
    run = newsgen_here("build", "--site", desk.root, "--drafts", "--audit", "--jobs", "1")
    assert (0, "") == (run.code, run.err)


def test_a_preview_goes_where_it_is_told_to(desk: SiteFolder) -> None:
    folder = desk.root.parent / "elsewhere"
    run = newsgen_here("build", "--site", desk.root, "--drafts", "--output", folder)
    assert 0 == run.code
    assert "world/2024/11/draft.html" in desk.tree(folder)
    assert not desk.file(".newsgen/preview").exists()


def test_the_json_of_a_preview_names_its_folder(desk: SiteFolder) -> None:
    run = newsgen_here("build", "--site", desk.root, "--drafts", "--format", "json")
    content = json.loads(run.out)
    assert (str(desk.file(".newsgen/preview")), 2) == (content["output"], content["articles"])


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("name", [".newsgen", ".newsgen/preview", ".newsgen/preview-state"])
def test_a_preview_follows_no_link(desk: SiteFolder, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if name == ".newsgen":
        desk.delete(name)
    desk.file(name).symlink_to(elsewhere)
    run = newsgen_here("build", "--site", desk.root, "--drafts", "--jobs", "1")
    assert 1 == run.code and any(code in run.err for code in ("NG320", "NG070"))
    assert [] == [*elsewhere.iterdir()]


def test_no_other_folder_of_newsgen_is_built_into(desk: SiteFolder) -> None:
    report = desk.build(output=desk.file(".newsgen/pictures/deep"), as_of=AS_OF)
    assert ["NG070"] == [one.code for one in placed(report)]

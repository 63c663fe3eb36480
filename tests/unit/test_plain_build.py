"""A plain `newsgen build` is read without click, and as click reads it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsgen.commands.build import build_command
from newsgen.commands.build_run import BuildOptions
from newsgen.commands.plain_build import plain_build
from tests.support.command import command, environment, into_dist
from tests.support.site import SiteFolder

PLAIN = [
    [],
    ["-q"],
    ["--quiet", "--strict", "--explain", "--drafts"],
    ["--site", "SITE", "--output", "out", "--jobs", "256"],
    ["--jobs", "1", "--now", "2024-11-18T14:05:00Z"],
    ["--now", "2024-11-18", "--site", "SITE"],
]

LEFT_TO_CLICK = [
    ["--help"], ["-h"], ["--hlep"], ["extra"], ["--", "-q"], ["-qq"], ["-q", "--quiet"],
    ["--site", "nowhere"], ["--site", "SITE/newsgen.yaml"], ["--site"], ["--site=SITE"],
    ["--site", "SITE", "--site", "SITE"], ["--output", "--strict"], ["--output", ""],
    ["--jobs", "0"], ["--jobs", "257"], ["--jobs", " 2"], ["--jobs", "-1"], ["--jobs", "٣"],
    ["--now", "yesterday"], ["--audit"], ["--base-url", "x"], ["--limit", "3"], ["--format", "json"],
]  # fmt: skip


@pytest.fixture(autouse=True)
def as_in_a_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Standard streams take any text, and SITE is a site."""
    for stream in (sys.stdout, sys.stderr):
        if stream.encoding.lower() != "utf-8":
            pytest.skip("pytest's own streams are not UTF-8 here")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "SITE").mkdir()
    (tmp_path / "SITE/newsgen.yaml").write_text("name: N\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there click reads all words")
@pytest.mark.parametrize("words", PLAIN)
def test_plain_words_mean_what_they_mean_to_click(words: list[str]) -> None:
    read = build_command.make_context("build", [*words]).params
    assert BuildOptions(**read) == plain_build(["build", *words])


@pytest.mark.parametrize("words", LEFT_TO_CLICK)
def test_what_is_not_plain_is_left_to_click(words: list[str]) -> None:
    assert plain_build(["build", *words]) is None


@pytest.mark.parametrize("words", [[], ["check"], ["--version"], ["biuld"]])
def test_no_other_verb_is_read(words: list[str]) -> None:
    assert plain_build(words) is None


@pytest.mark.parametrize("variable", ["NO_COLOR", "_NEWSGEN_COMPLETE"])
def test_a_shell_that_wants_something_else_gets_it(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "1")
    assert plain_build(["build"]) is None


@pytest.mark.skipif(sys.platform == "win32", reason="there click reads all words")
def test_a_build_of_nothing_loads_no_click_and_says_the_same(site: SiteFolder) -> None:
    site.article("world/one.md")
    said = []
    for words in ((), (), ("--limit", "50")):
        run = subprocess.run(
            [sys.executable, "-X", "importtime", *command(*into_dist(site.root), *words)[1:]],
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        summary = run.stdout.partition(" s.\n")
        is_loaded = any(line.endswith(" click") for line in run.stderr.splitlines())
        said.append((summary[0].partition(" in ")[0], summary[2], is_loaded))
    assert (*said[1][:2], False) == said[1]
    assert (*said[1][:2], True) == said[2]


@pytest.mark.skipif(sys.platform == "win32", reason="there click reads all words")
def test_a_reader_that_goes_away_ends_a_plain_build_without_a_word(site: SiteFolder) -> None:
    site.article("world/one.md")
    with subprocess.Popen(
        command(*into_dist(site.root)),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdout is not None and run.stderr is not None
        run.stdout.close()
        said = run.stderr.read()
    assert (b"", 1) == (said, run.returncode)

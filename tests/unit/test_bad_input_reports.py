"""How problems are told: as text, as JSON, as annotations; exit codes; a build that has to wait."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from newsgen.build.pipeline import Events, build
from newsgen.build.report import BuildRequest
from newsgen.output.lock import site_lock
from tests.support import command
from tests.support.problems import placed
from tests.support.site import AS_OF, SiteFolder

REPORT_KEYS = [
    "as_of", "published", "output", "articles", "planned", "rendered", "deleted", "untouched",
    "held", "next_due", "problems", "seconds",
]  # fmt: skip
NG012 = (
    "The YAML does not parse: there is a second colon in the value, or the line is indented under"
    ' another. A value with a colon in it needs quotes: headline: "Live: the vote".'
)
PROBLEM_KEYS = ["path", "line", "column", "code", "severity", "message", "hint"]


def with_an_error(site: SiteFolder) -> None:
    site.article("world/strike.md", headline="Live: the vote", body="The text.\n")


def with_a_warning(site: SiteFolder) -> None:
    site.article("world/strike.md", body="[x](gone.html)\n")


# Text


def with_links(site: SiteFolder) -> None:
    """Seventy warnings in two files, and an error in a third that comes last."""
    for name, number in (("a", 40), ("b", 20)):
        body = "".join(f"[x](gone-{one}.html)\n\n" for one in range(number))
        site.article(f"world/{name}.md", body=body + "[x](#nowhere)\n\n" * (10 * (name == "b")))
    site.article("world/c.md", body="[x](gone.md)\n")


def test_of_many_problems_the_number_of_each_kind_comes_first(site: SiteFolder) -> None:
    with_links(site)
    run = command.build_here(site.root)
    lines = run.err.splitlines()
    assert [
        "71 problems in 3 files:",
        "       1  error    NG044  the link leads to a file that does not exist (1 file)",
        "      60  warning  NG047  the link leads nowhere (2 files)",
        "      10  warning  NG419  the link leads to a place that is not there (1 file)",
        "",
    ] == lines[:5]
    assert lines[5].startswith("content/articles/world/c.md:6:5: error NG044")
    assert 50 == sum(": error" in one or ": warning" in one for one in lines)
    all_of_them = "newsgen build --limit 0, or --format json for programs."
    assert f"21 more problems are not shown. To see all: {all_of_them}" == lines[-1]


@pytest.mark.parametrize("limit", ["0", "71", "100"])
def test_all_problems_are_shown_in_their_order_where_they_may_be(
    site: SiteFolder, limit: str
) -> None:
    with_links(site)
    run = command.build_here(site.root, "--limit", limit)
    assert 71 == sum(": error" in one or ": warning" in one for one in run.err.splitlines())
    assert run.err.startswith("content/articles/world/a.md:6:5: warning NG047")
    assert "not shown" not in run.err


def test_a_check_has_the_limit_too(site: SiteFolder) -> None:
    with_links(site)
    run = command.newsgen_here("check", "--site", site.root, "--jobs", "1", "--limit", "2")
    first, *_, last = run.err.splitlines()
    number = int(first.split()[0])
    assert 71 < number
    ways = "To see all: newsgen check --limit 0, or --format json for programs."
    assert f"{number - 2} more problems are not shown. {ways}" == last


def test_a_limit_of_one_shows_the_error(site: SiteFolder) -> None:
    with_links(site)
    run = command.build_here(site.root, "--limit", "1")
    assert "content/articles/world/c.md:6:5: error NG044" in run.err
    assert "70 more problems are not shown." in run.err


def test_machines_are_told_of_all_problems_whatever_the_limit(site: SiteFolder) -> None:
    with_links(site)
    run = command.build_here(site.root, "--limit", "1", "--format", "json")
    assert 71 == len(json.loads(run.out)["problems"])
    run = command.build_here(site.root, "--limit", "1", "--format", "github")
    assert 71 == len(run.out.splitlines())


def test_text_shows_the_place_the_line_and_a_caret(site: SiteFolder) -> None:
    with_an_error(site)
    run = command.build_here(site.root)
    expected = [
        f"content/articles/world/strike.md:2:15: error NG012: {NG012}",
        "    2 | headline: Live: the vote",
        "                      ^",
    ]
    assert expected == run.err.splitlines()
    assert "Nothing was published: 1 error, 0 warnings.\n" == run.out
    assert 1 == run.code


def test_caret_stands_under_the_column_of_a_long_line(site: SiteFolder) -> None:
    site.article("world/strike.md", "x " * 300 + "[here](gone.md)" + " y" * 300 + "\n")
    _, line, caret = command.build_here(site.root).err.splitlines()
    assert "gone.md" == line[caret.index("^") :][:7]
    assert 180 > len(line)


def test_line_is_shown_as_it_is_counted(site: SiteFolder) -> None:
    site.article("world/strike.md", headline="One\x0b\x0c\u2028 two", tags="{a: 1}")
    assert "    5 | tags: {a: 1}" == command.build_here(site.root).err.splitlines()[1]


def test_text_of_a_file_does_not_speak_to_the_terminal(site: SiteFolder) -> None:
    site.article("world/strike.md", "\x1b[2Jx [x](gone%1b%5b2J.md)\n")
    assert "\x1b" not in command.build_here(site.root).err


def test_problem_of_a_whole_file_has_no_line(site: SiteFolder) -> None:
    path = site.article("world/con.md")
    (line,) = command.build_here(site.root).err.splitlines()
    assert line.startswith(f"{path}: error NG023: ")


def test_warnings_are_told_and_the_site_is_published(site: SiteFolder) -> None:
    with_a_warning(site)
    run = command.build_here(site.root)
    assert 0 == run.code
    assert "content/articles/world/strike.md:6:5: warning NG047: " in run.err
    assert ", 1 warning in " in run.out


# JSON


def test_json_is_one_object_and_nothing_else(site: SiteFolder) -> None:
    site.article("world/strike.md")
    run = command.build_here(site.root, "--format", "json")
    content: dict[str, Any] = json.loads(run.out)
    assert REPORT_KEYS == list(content)
    assert "2024-12-01T00:00:00+00:00" == content["as_of"]
    assert content["planned"] == content["rendered"] == len(site.tree())
    assert (0, "") == (run.code, run.err)


def test_json_of_a_build_that_fails(site: SiteFolder) -> None:
    with_an_error(site)
    run = command.build_here(site.root, "--format", "json")
    content: dict[str, Any] = json.loads(run.out)
    (problem,) = content["problems"]
    assert REPORT_KEYS == list(content)
    assert PROBLEM_KEYS == list(problem)
    place = [problem[key] for key in PROBLEM_KEYS[:5]]
    assert ["content/articles/world/strike.md", 2, 15, "NG012", "error"] == place
    assert (1, "") == (run.code, run.err)


def test_json_of_a_folder_that_cannot_be_used(site: SiteFolder) -> None:
    run = command.build_here(site.root, "--output", site.root, "--format", "json")
    content: dict[str, Any] = json.loads(run.out)
    assert REPORT_KEYS == list(content)
    assert ["NG070"] == [one["code"] for one in content["problems"]]
    assert (1, "") == (run.code, run.err)


def test_json_explains_changes_where_it_is_asked_to(site: SiteFolder) -> None:
    site.article("world/strike.md")
    run = command.build_here(site.root, "--format", "json", "--explain")
    content: dict[str, Any] = json.loads(run.out)
    assert sorted([*REPORT_KEYS, "changes", "overridden"]) == sorted(content)
    assert sorted(site.tree()) == [one["output"] for one in content["changes"]]
    assert {("render", "new")} == {(one["change"], one["reason"]) for one in content["changes"]}


def test_json_names_held_articles(site: SiteFolder) -> None:
    site.article("world/later.md", date="2024-12-24 09:00")
    content: dict[str, Any] = json.loads(command.build_here(site.root, "--format", "json").out)
    held = {
        "source": "content/articles/world/later.md",
        "why": "embargo",
        "until": "2024-12-24T09:00:00+00:00",
    }
    assert [held] == content["held"]
    assert held["until"] == content["next_due"]


# Annotations


def test_annotations_of_github(site: SiteFolder) -> None:
    site.article("world/a,b.md", headline="Live: the vote", body="The text.\n")
    run = command.build_here(site.root, "--format", "github")
    place = "file=content/articles/world/a%2Cb.md,line=2,col=15,title=NG012"
    expected = f"::error {place}::{NG012}\n"
    assert (1, expected, "") == run


def test_annotation_is_one_line_whatever_a_file_is_called(site: SiteFolder) -> None:
    site.write("content/articles/world/a\n::error::b.md", "")
    run = command.build_here(site.root, "--format", "github")
    assert ["::error file=content/articles/world/a%0A%3A%3Aerror"] == [
        line.partition("%3A%3Ab")[0] for line in run.out.splitlines()
    ]


# Exit codes


def test_exit_codes(site: SiteFolder) -> None:
    with_a_warning(site)
    assert 0 == command.build(site.root).code
    assert 1 == command.build(site.root, "--strict").code
    assert 2 == command.build(site.root, "--nosuchoption").code


@pytest.mark.parametrize(
    "arguments",
    [
        ["--now", "someday"],
        ["--jobs", "0"],
        ["--format", "xml"],
        ["--base-url", "javascript:alert(1)"],
        ["--base-url", "example.com"],
        ["--lock-timeout", "-1"],
        ["--site", "no/such/folder"],
    ],
)
def test_wrong_usage_is_told_and_nothing_is_built(site: SiteFolder, arguments: list[str]) -> None:
    run = command.build_here(site.root, *arguments)
    assert (2, "") == (run.code, run.out)
    assert "Error: Invalid value for " in run.err
    assert {} == site.tree()


def test_strict_build_publishes_nothing_where_there_is_a_warning(site: SiteFolder) -> None:
    with_a_warning(site)
    run = command.build_here(site.root, "--strict")
    assert 1 == run.code
    assert "Nothing was published: 0 errors, 1 warning.\n" == run.out
    assert {} == site.tree()


# The lock


@contextmanager
def locked(site: SiteFolder) -> Iterator[None]:
    """Another build of the site, for the block."""
    with site_lock(site.file(".newsgen/lock"), 0, lambda: None):
        yield


def test_build_gives_up_when_another_one_does_not_end(site: SiteFolder) -> None:
    site.article("world/strike.md")
    with locked(site):
        run = command.build(site.root, "--lock-timeout", "0.2", "--format", "json")
    assert 1 == run.code
    assert "Another build of this site is running; waiting for it.\n" == run.err
    (problem,) = json.loads(run.out)["problems"]
    assert (".newsgen/lock", "NG075") == (problem["path"], problem["code"])
    assert {} == site.tree()


def test_build_that_waits_says_so_and_then_builds(site: SiteFolder) -> None:
    site.article("world/strike.md")
    arguments = (*command.into_dist(site.root), "--jobs", "1")
    with locked(site):
        waiting = subprocess.Popen(
            command.command(*arguments),
            env=command.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert waiting.stderr is not None
        said = waiting.stderr.readline()
        assert {} == site.tree()
    out, err = waiting.communicate(timeout=60)
    assert "Another build of this site is running; waiting for it.\n" == said
    assert (0, "") == (waiting.returncode, err)
    assert " rendered, 0 deleted, 0 untouched, 0 held in " in out
    assert "index.html" in site.tree()


def test_waiting_is_told_to_who_builds_in_this_process(site: SiteFolder) -> None:
    told: list[str] = []
    request = BuildRequest(site=site.root, output=site.dist, as_of=AS_OF, lock_timeout_seconds=0.05)
    with locked(site):
        report = build(request, Events(waiting=lambda: told.append("waiting")))
    assert ["waiting"] == told
    assert ["NG075"] == [one.code for one in placed(report)]


@pytest.mark.skipif(sys.platform == "win32", reason="a process ends in another way there")
def test_lock_of_a_build_that_was_killed_is_free(site: SiteFolder) -> None:
    site.article("world/strike.md")
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(site.file(".newsgen/lock"))], stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert b"held\n" == holder.stdout.readline()
    holder.kill()
    holder.communicate()
    assert [] == placed(site.build(lock_timeout_seconds=0))


_HOLD = """
import sys, time
from pathlib import Path
from newsgen.output.lock import site_lock
with site_lock(Path(sys.argv[1]), 0, lambda: None):
    print("held", flush=True)
    time.sleep(60)
"""

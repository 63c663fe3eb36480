"""`newsgen check`: what it reports, in which form, for which files, and what it remembers."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgen.build.check import check
from newsgen.build.report import CheckReport, CheckRequest
from newsgen.desk.rules import RULES
from newsgen.model.codes import CODES, RULE_NAMES
from tests.support.command import NOW, Run, newsgen
from tests.support.desk import article
from tests.support.site import AS_OF, CONFIG, SiteFolder

ROOT = Path(__file__).resolve().parents[2]
KIEV = "The road to Kiev is long.\n"
STYLE = "- {write: Kyiv, not: [Kiev]}\n"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A site with a style sheet and one article, in which the desk finds a word on line 8."""
    site.write("content/style.yaml", STYLE)
    site.write("content/articles/world/a.md", article(KIEV))
    return site


def checked(site: SiteFolder, **request: Any) -> CheckReport:
    return check(CheckRequest(**{"site": site.root, "as_of": AS_OF, **request}))


def found(site: SiteFolder, **request: Any) -> list[tuple[str, int, int, str, str]]:
    return [
        (one.path, one.line, one.column, one.code, one.severity)
        for one in checked(site, **request).problems
    ]


def run(site: SiteFolder, *arguments: str) -> Run:
    return newsgen("check", "--site", site.root, "--now", NOW, "--jobs", "1", *arguments)


A = "content/articles/world/a.md"
B = "content/articles/world/b.md"
HOUSE_STYLE = (A, 8, 13, "NG160", "warning")


def test_the_demonstration_site_has_no_finding(tmp_path: Path) -> None:
    request = CheckRequest(site=ROOT, as_of=AS_OF, state_folder=tmp_path)
    assert () == check(request).problems


def test_a_check_reports_what_a_build_reports_and_what_the_desk_finds(desk: SiteFolder) -> None:
    desk.write(B, article("See [it](nowhere.md).\n", headline="Another", colour="red"))
    expected = [
        HOUSE_STYLE,
        (B, 7, 1, "NG017", "error"),
        *(
            (one.path, one.line, one.column, one.code, one.severity)
            for one in desk.build().problems
        ),
    ]
    assert sorted(set(expected)) == found(desk)


def test_problems_come_by_path_and_line(desk: SiteFolder) -> None:
    desk.write(A, article(f"{KIEV}\nTK\n", standfirst=None))
    assert [(A, 2), (A, 7), (A, 9)] == [one[:2] for one in found(desk)]


def test_a_template_that_does_not_exist_is_reported(desk: SiteFolder) -> None:
    desk.write("templates/article.html", '{% include "parts/none.html" %}')
    assert ("templates/article.html", 1, 1, "NG062", "error") in found(desk)


def test_two_articles_with_one_headline_name_each_other(site: SiteFolder) -> None:
    site.write(A, article(headline="The vote"))
    site.write(B, article(headline="the VOTE"))
    site.write("content/articles/world/c.md", article(headline="The vote", draft="true"))
    site.write("content/articles/world/d.uk.md", article(headline="The vote", lang="uk"))
    report = checked(site)
    assert [(A, 2, 11), (B, 2, 11)] == [(one.path, one.line, one.column) for one in report.problems]
    assert [B, A] == [one.message.split()[0] for one in report.problems]


def test_a_held_article_counts_for_headlines(site: SiteFolder) -> None:
    site.write(A, article(headline="The vote"))
    site.write(B, article(headline="The vote", date="2030-01-01 08:00"))
    assert ["NG114", "NG114"] == [one[3] for one in found(site)]


def test_what_is_found_in_a_draft_is_a_warning(desk: SiteFolder) -> None:
    desk.write(A, article("TK\n", draft="true"))
    assert [(A, 9, 1, "NG150", "warning")] == found(desk)
    assert [] == found(desk, drafts=False)


def test_a_correction_of_the_future_counts_from_its_date(site: SiteFolder) -> None:
    corrections = "[{date: 2030-01-01, kind: update, text: More was learned of it.}]"
    site.write(A, article(updated="2024-11-19", corrections=corrections))
    assert [] == found(site)
    assert ["NG140"] == [one[3] for one in found(site, as_of=1_900_000_000)]
    assert [] == found(site)


def test_a_switch_gives_a_rule_another_level(desk: SiteFolder) -> None:
    assert [HOUSE_STYLE] == found(desk)
    desk.write("newsgen.yaml", f"{CONFIG}check: {{house-style: error}}\n")
    assert [(*HOUSE_STYLE[:4], "error")] == found(desk)
    desk.write("newsgen.yaml", f"{CONFIG}check: {{NG160: off}}\n")
    assert [] == found(desk)


def test_a_switch_changes_nothing_that_is_published(desk: SiteFolder) -> None:
    before = desk.build()
    desk.write("newsgen.yaml", f"{CONFIG}check: {{house-style: error}}\n")
    after = desk.build()
    assert (0, 0, before.planned) == (after.rendered, after.deleted, after.untouched)


@pytest.mark.parametrize(
    ("check_line", "place", "code", "hint"),
    [
        ("check: {one-sauce: off}", (3, 9), "NG017", "Did you mean `one-source`?"),
        ("check: {one-source: maybe}", (3, 21), "NG022", "It is one of: error, warning, off."),
        ("check: {one-source: off, NG102: off}", (3, 9), "NG026", "Keep `NG102` alone."),
        ("check: strict", (3, 8), "NG019", "Write a list of keys and values behind `check:`."),
    ],
)
def test_a_switch_that_cannot_be_is_a_problem(
    site: SiteFolder, check_line: str, place: tuple[int, int], code: str, hint: str
) -> None:
    site.write("newsgen.yaml", f"{CONFIG}{check_line}\n")
    (problem,) = site.build().problems
    assert ("newsgen.yaml", *place, code, hint) == (
        problem.path,
        problem.line,
        problem.column,
        problem.code,
        problem.hint,
    )
    assert (problem,) == checked(site).problems


# Waivers: `check:` in an article's front matter

WAIVED = "{house-style: The old spelling is what the story is about.}"
REASON = "The old spelling is what the story is about."


def test_a_rule_that_is_waived_with_a_reason_is_not_reported(desk: SiteFolder) -> None:
    desk.write(B, article(KIEV, headline="Another"))
    desk.write(A, article(KIEV, check=WAIVED))
    report = checked(desk)
    assert [(B, "NG160")] == [(one.path, one.code) for one in report.problems]
    assert [(A, 9, 13, "NG160", REASON)] == [tuple(one) for one in report.waived]
    desk.write(A, article(KIEV, check="{NG160: 1991}"))
    assert [(A, 9, 13, "NG160", "1991")] == [tuple(one) for one in checked(desk).waived]


def test_a_waiver_leaves_the_other_rules_alone(desk: SiteFolder) -> None:
    desk.write(A, article(f"{KIEV}\nTK\n", check=WAIVED))
    assert [(A, 11, 1, "NG150", "error")] == found(desk)


def test_articles_with_one_headline_answer_each_for_itself(site: SiteFolder) -> None:
    site.write(A, article(headline="The vote", check="{headline-twice: A column of that name.}"))
    site.write(B, article(headline="The vote"))
    assert [(B, 2, 11, "NG114", "warning")] == found(site)
    assert [(A, "NG114")] == [(one.path, one.code) for one in checked(site).waived]


def test_a_waiver_that_nothing_needs_is_a_warning_at_its_line(desk: SiteFolder) -> None:
    check = "\n  house-style: It is a name.\n  headline-twice: It was a series."
    desk.write(A, article(check=check))
    for code, line in (("NG160", 8), ("NG114", 9)):
        (one,) = [one for one in checked(desk).problems if one.line == line]
        assert (A, 3, "NG381", "warning") == (one.path, one.column, one.code, one.severity)
        assert f"`{RULE_NAMES[code]}`" in one.message
    desk.write(A, article(check=check.replace("headline-twice", "NG114")))
    assert "`headline-twice` (NG114)" in checked(desk).problems[1].message
    assert () == desk.build().problems


def test_a_waiver_that_a_later_moment_or_another_switch_needs_is_needed(desk: SiteFolder) -> None:
    corrections = "[{date: 2030-01-01, kind: update, text: More was learned of it.}]"
    check = "{updated-before-correction: It is dated ahead.}"
    desk.write(A, article(updated="2024-11-19", corrections=corrections, check=check))
    assert (0, 0) == (len(checked(desk).problems), len(checked(desk).waived))
    later = checked(desk, as_of=1_900_000_000)
    assert ((), ["NG140"]) == (later.problems, [one.code for one in later.waived])
    desk.write("newsgen.yaml", f"{CONFIG}check: {{NG160: off}}\n")
    desk.write(A, article(KIEV, check=WAIVED))
    assert ((), ()) == (checked(desk).problems, checked(desk).waived)


def test_a_draft_is_not_compared_and_may_keep_its_waiver(desk: SiteFolder) -> None:
    check = "{headline-twice: A column., house-style: It is a name.}"
    desk.write(A, article(draft="true", check=check))
    assert [(A, 8, 36, "NG381", "warning")] == found(desk)
    assert [] == found(desk, drafts=False)


def test_a_rule_that_marks_too_much_can_be_waived_as_a_whole(desk: SiteFolder) -> None:
    desk.write(A, article("TK \n" * 1100, check="{placeholder: It is the name of a rail company.}"))
    report = checked(desk)
    assert ((), 1000) == (report.problems, len(report.waived))


@pytest.mark.parametrize(
    ("check", "place", "code", "hint"),
    [
        ("{one-sauce: It is so.}", (7, 9), "NG017", "Did you mean `one-source`?"),
        ("{one-source: }", (7, 9), "NG380", "Write why, as in `one-source: The only witness.`"),
        ("{NG102: '  '}", (7, 9), "NG380", "Write why, as in `NG102: The only witness.`"),
        ("{NG102: off}", (7, 9), "NG380", "Write why, as in `NG102: The only witness.`"),
        ("{NG102: [It is so.]}", (7, 16), "NG019", "Write a text behind `NG102:`."),
        ("{one-source: A., NG102: B.}", (7, 25), "NG026", "Keep `one-source` alone."),
        ("{NG017: It is so.}", (7, 9), "NG382", "Mend what NG017 names."),
        ("one-source", (7, 8), "NG019", "Write a list of rules and reasons behind `check:`."),
        ("[one-source]", (7, 8), "NG019", "Write a list of rules and reasons behind `check:`."),
    ],
)
def test_a_waiver_that_cannot_be_is_a_problem(
    site: SiteFolder, check: str, place: tuple[int, int], code: str, hint: str
) -> None:
    site.write(A, article(check=check))
    (problem,) = site.build().problems
    assert (A, *place, code, hint, "error") == (
        problem.path,
        problem.line,
        problem.column,
        problem.code,
        problem.hint,
        problem.severity,
    )
    assert (problem,) == checked(site).problems


def test_a_reason_has_a_bound(site: SiteFolder) -> None:
    site.write(A, article(check=f"{{one-source: {'so ' * 1000}}}"))
    assert [(A, 7, 21, "NG362", "error")] == found(site)


def test_the_summary_and_the_json_tell_what_was_waived(desk: SiteFolder) -> None:
    desk.write(A, article(f"{KIEV}\n{KIEV}", check=WAIVED))
    shown = run(desk)
    assert "" == shown.err
    assert "checked: 0 errors, 0 warnings, and 2 findings waived with a reason, in " in shown.out
    report = json.loads(run(desk, "--format", "json").out)
    assert [
        {"path": A, "line": line, "column": 13, "code": "NG160", "reason": REASON}
        for line in (9, 11)
    ] == report["waived"]


def test_only_what_is_asked_for_counts_as_waived(desk: SiteFolder) -> None:
    desk.write(A, article(KIEV, check=WAIVED))
    desk.write(B, article(KIEV, headline="Another", check=WAIVED))
    only = checked(desk, only=frozenset({B}))
    assert [B] == [one.path for one in only.waived]


def test_a_check_writes_only_what_it_remembers(desk: SiteFolder) -> None:
    before = _without_state(desk)
    assert 0 == run(desk).code
    assert before == _without_state(desk)


def _without_state(site: SiteFolder) -> dict[str, bytes]:
    tree = site.tree(site.root)
    return {path: content for path, content in tree.items() if not path.startswith(".newsgen/")}


def test_a_warning_ends_with_0_and_an_error_with_1(desk: SiteFolder) -> None:
    assert 0 == run(desk).code
    desk.write(A, article("TK\n"))
    assert 1 == run(desk).code


def test_text_shows_the_line_and_one_line_of_summary(desk: SiteFolder) -> None:
    shown = run(desk)
    assert [
        f"{A}:8:13: warning NG160: The house style has `Kyiv` for `Kiev`. Write `Kyiv`.",
        "    8 | The road to Kiev is long.",
        "                    ^",
    ] == shown.err.splitlines()
    assert "3 files checked: 0 errors, 1 warning in " in shown.out


def test_json_is_one_object(desk: SiteFolder) -> None:
    report = json.loads(run(desk, "--format", "json").out)
    assert ["as_of", "checked", "problems", "waived", "seconds"] == list(report)
    assert ("2024-12-01T00:00:00+00:00", 3) == (report["as_of"], report["checked"])
    assert [
        {
            "path": A,
            "line": 8,
            "column": 13,
            "code": "NG160",
            "severity": "warning",
            "message": "The house style has `Kyiv` for `Kiev`.",
            "hint": "Write `Kyiv`.",
        }
    ] == report["problems"]


def test_github_gets_annotations(desk: SiteFolder) -> None:
    assert (
        f"::warning file={A},line=8,col=13,title=NG160"
        "::The house style has `Kyiv` for `Kiev`. Write `Kyiv`.\n"
    ) == run(desk, "--format", "github").out


def test_rules_are_listed_with_the_level_in_force(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}check: {{NG102: off}}\n")
    listed = json.loads(run(site, "--rules", "--format", "json").out)
    assert [rule.code for rule in RULES] == [one["code"] for one in listed]
    (one,) = (one for one in listed if one["name"] == "one-source")
    assert ("off", "warning") == (one["level"], one["default"])
    lines = run(site, "--rules").out.splitlines()
    assert 2 * len(RULES) == len(lines)
    assert any(line.split()[:3] == ["NG102", "one-source", "off"] for line in lines)


def test_the_table_of_rules_is_complete() -> None:
    codes = [rule.code for rule in RULES]
    assert sorted(codes) == codes == list(RULE_NAMES)
    assert set(codes) <= CODES.keys()
    assert len(codes) == len(set(RULE_NAMES.values()))
    for rule in RULES:
        assert (rule.find is None) != (rule.compare is None)
        assert rule.reason.endswith(".") and rule.fix.endswith(".")


# Only what changed


@pytest.fixture
def repository(desk: SiteFolder) -> Iterator[SiteFolder]:
    desk.write(".gitignore", ".newsgen/\n")
    _git(desk, "init", "--quiet")
    _git(desk, "add", ".")
    _git(desk, "commit", "--quiet", "--message", "first")
    yield desk


def _git(site: SiteFolder, *arguments: str) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@test.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *name, *arguments], cwd=site.root, check=True, capture_output=True)


def _changed(site: SiteFolder) -> list[str]:
    report = json.loads(run(site, "--changed-since", "HEAD", "--format", "json").out)
    return [problem["path"] for problem in report["problems"]]


def test_only_files_that_git_says_changed_are_reported(repository: SiteFolder) -> None:
    assert [] == _changed(repository)
    repository.write(B, article(KIEV, headline="Another"))
    assert [B] == _changed(repository)
    _git(repository, "add", ".")
    assert [B] == _changed(repository)
    repository.write(A, article(f"{KIEV}And longer.\n"))
    assert [A, B] == _changed(repository)


def test_paths_are_those_of_the_site_where_it_lies_deeper_in_the_repository(
    tmp_path: Path, desk: SiteFolder
) -> None:
    outer = SiteFolder(tmp_path, config=None)
    _git(outer, "init", "--quiet")
    assert [A] == [path for path in _changed_from_empty(outer, desk) if path == A]


def _changed_from_empty(outer: SiteFolder, desk: SiteFolder) -> list[str]:
    _git(outer, "commit", "--quiet", "--allow-empty", "--message", "first")
    return _changed(desk)


@pytest.mark.parametrize("revision", ["--output=x", "-p", "none-such"])
def test_a_revision_that_is_none_is_wrong_usage(repository: SiteFolder, revision: str) -> None:
    before = _without_state(repository)
    shown = run(repository, f"--changed-since={revision}")
    assert 2 == shown.code
    assert "Error: " in shown.err
    assert before == _without_state(repository)


def test_a_folder_without_a_repository_is_wrong_usage(desk: SiteFolder) -> None:
    assert 2 == run(desk, "--changed-since", "HEAD").code


# What is remembered

_BODIES = st.sampled_from((KIEV, "TK\n", "It is so.[@reuters]\n", "[here](a.md)\n", "Kyiv.\n"))
_EDITS = st.one_of(
    st.tuples(
        st.sampled_from((A, B)),
        st.builds(
            article,
            _BODIES,
            headline=st.sampled_from(("The vote", "Another")),
            check=st.sampled_from((None, WAIVED, "{NG114: Meant.}", "{placeholder: A name.}")),
        ),
    ),
    st.tuples(st.just(B), st.none()),
    st.tuples(
        st.just("content/style.yaml"),
        st.sampled_from((STYLE, "- {write: path, not: road}\n", "- Kyiv\n")),
    ),
    st.tuples(
        st.just("content/sources.yaml"),
        st.sampled_from(
            (
                "- {id: reuters, kind: document}\n",
                "- {id: reuters, name: Reuters, kind: anonymous, reason: Asked.}\n",
            )
        ),
    ),
    st.tuples(
        st.just("newsgen.yaml"),
        st.sampled_from(
            (CONFIG, f"{CONFIG}check: {{NG160: error}}\n", f"{CONFIG}timezone: Europe/Kyiv\n")
        ),
    ),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits=st.lists(_EDITS, min_size=1, max_size=4))
def test_what_is_remembered_is_what_would_be_found_anew(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str | None]]
) -> None:
    folder = tmp_path_factory.mktemp("site")
    site = SiteFolder(folder / "site")
    site.write(A, article(KIEV))
    checked(site)
    for number, (path, text) in enumerate(edits):
        if text is not None:
            site.write(path, text)
        elif site.file(path).exists():
            site.delete(path)
        fresh = checked(site, state_folder=folder / str(number))
        assert fresh == checked(site)
        assert fresh == checked(site)


def test_workers_find_what_one_process_finds(desk: SiteFolder, tmp_path: Path) -> None:
    for number in range(6):
        desk.write(f"content/articles/world/n{number}.md", article(KIEV, headline=f"No {number}"))
    alone = checked(desk)
    assert 7 == len(alone.problems)
    assert alone == checked(desk, jobs=2, processes_from=2, state_folder=tmp_path / "state")

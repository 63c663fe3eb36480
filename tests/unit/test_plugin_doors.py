"""What plugins add: rules of the desk, and extensions of Markdown with what they allow in texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsgen.build.check import check
from newsgen.build.report import CheckReport, CheckRequest
from tests.support.plugins import FILE, plugin, with_plugin
from tests.support.problems import Placed, accepted, refusal
from tests.support.site import AS_OF, SiteFolder

ARTICLE = "content/articles/world/one.md"
PAGE = "world/2024/11/one.html"

RULE = """
def very(manuscript):
    at = manuscript.prose.find(settings_word, manuscript.body_start)
    if at >= 0:
        yield manuscript.mark(at, f"There is a {settings_word!r}.")


def twice(articles):
    for one in articles:
        if one.headline == "Twice":
            yield one.path, Mark(one.line, one.column, "Seen.")


settings_word = "very"
"""
RULES = (
    'rules=(Rule(code="OUR101", reason="It says little.", fix="Cut it.", find=very),'
    'Rule(code="OUR102", reason="It is seen.", fix="Cut it.", level="error", compare=twice))'
)

BADGE = """
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
import xml.etree.ElementTree as etree


class Inline(InlineProcessor):
    def handleMatch(self, match, text):
        made = etree.Element("ruby", {"class": "x-reading"})
        made.text = match.group(1)
        etree.SubElement(made, "rt").text = match.group(2)
        return made, match.start(0), match.end(0)


class Ruby(Extension):
    def extendMarkdown(self, markdown):
        markdown.inlinePatterns.register(Inline(r"\\\\{(\\\\w+)\\\\|(\\\\w+)\\\\}", markdown), "ruby", 175)
""".replace("\\\\", "\\")
ALLOWED = (
    'markdown=(MarkdownExtension(factory=Ruby, elements={"ruby": frozenset(), "rt": frozenset()},'
    ' classes=frozenset({"x-reading"})),)'
)


def checked(site: SiteFolder, **fields: object) -> CheckReport:
    return check(CheckRequest(site=site.root, as_of=AS_OF, **fields))  # type: ignore[arg-type]


def found(report: CheckReport) -> set[tuple[str, int, int, str, str]]:
    return {(p.path, p.line, p.column, p.code, p.severity) for p in report.problems} - {
        (ARTICLE, 1, 1, "NG115", "warning"), (ARTICLE, 1, 1, "NG116", "warning"),
    }  # fmt: skip


def of_plugins(report: CheckReport) -> set[tuple[str, int, int, str, str]]:
    return {one for one in found(report) if not one[3].startswith("NG1")}


# Rules of the desk


def test_the_rules_of_a_plugin_mark_what_they_find(site: SiteFolder) -> None:
    site.article("world/one.md", "A very\nlong text, very.\n", headline="Twice")
    with_plugin(site, plugin(RULES, RULE))
    rules = {(ARTICLE, 6, 3, "OUR101", "warning"), (ARTICLE, 2, 11, "OUR102", "error")}
    assert rules == of_plugins(checked(site))
    assert rules == of_plugins(checked(site)), "as it is remembered"
    assert [] == accepted(site)


def test_a_changed_rule_looks_again(site: SiteFolder) -> None:
    site.article("world/one.md", "A very long text.\n")
    with_plugin(site, plugin(RULES, RULE))
    assert {(ARTICLE, 6, 3, "OUR101", "warning")} == of_plugins(checked(site))
    site.write(FILE, plugin(RULES, RULE.replace('"very"', '"long"')))
    assert {(ARTICLE, 6, 8, "OUR101", "warning")} == of_plugins(checked(site))


def test_a_rule_of_a_plugin_is_switched_and_waived_by_its_code(site: SiteFolder) -> None:
    site.article("world/one.md", "A very long text.\n")
    with_plugin(site, plugin(RULES, RULE), more="check: {OUR101: error}\n")
    assert {(ARTICLE, 6, 3, "OUR101", "error")} == of_plugins(checked(site))
    with_plugin(site, plugin(RULES, RULE), more="check: {OUR101: off}\n")
    assert set() == of_plugins(checked(site))
    with_plugin(site, plugin(RULES, RULE))
    site.article("world/one.md", "A very long text.\n", check="{OUR101: It is a quotation.}")
    report = checked(site)
    assert (set(), ["OUR101"]) == (of_plugins(report), [one.code for one in report.waived])


def test_a_switch_or_a_waiver_of_no_rule_is_named(site: SiteFolder) -> None:
    site.article("world/one.md", check="{OUR999: Because.}")
    with_plugin(site, plugin(RULES, RULE), more="check: {OUR998: off}\n")
    assert ("newsgen.yaml", 5, 9, "NG017", "error") in found(checked(site))
    assert "NG017" == refusal(site).code
    with_plugin(site, plugin(RULES, RULE))
    assert {(ARTICLE, 5, 9, "NG381", "warning")} == of_plugins(checked(site))


@pytest.mark.parametrize(
    "source",
    [
        "def very(manuscript):\n    yield manuscript.no_such\n",
        "def very(manuscript):\n    yield 7\n",
        "def very(manuscript):\n    return 7\n",
        "def very(manuscript):\n    return manuscript.mark(0, 'A mark alone.')\n",
        "def very(manuscript):\n    yield Mark(999, 1, 'Where?')\n",
        "def very(manuscript):\n    yield Mark(1, 1, None)\n",
    ],
)
def test_a_rule_that_fails_is_named_at_the_text(site: SiteFolder, source: str) -> None:
    site.article("world/one.md")
    rules = 'rules=(Rule(code="OUR101", reason="", fix="", find=very),)'
    with_plugin(site, plugin(rules, source))
    assert {(ARTICLE, 1, 1, "NG407", "error")} == of_plugins(checked(site))
    assert [] == accepted(site)


def test_a_rule_that_fails_is_named_with_its_line(site: SiteFolder) -> None:
    site.article("world/one.md")
    source = "def very(manuscript):\n    yield manuscript.no_such\n"
    with_plugin(site, plugin('rules=(Rule(code="OUR101", reason="", fix="", find=very),)', source))
    (message,) = [one.message for one in checked(site).problems if one.code == "NG407"]
    assert "no_such" in message and ", in ours.py, line " in message


def test_a_rule_that_compares_and_fails_is_named(site: SiteFolder) -> None:
    site.article("world/one.md")
    source = "def all_of(articles):\n    yield 'content/none.md', Mark(1, 1, 'x')\n"
    rules = 'rules=(Rule(code="OUR101", reason="", fix="", compare=all_of),)'
    with_plugin(site, plugin(rules, source))
    assert {(ARTICLE, 1, 1, "NG407", "error")} == of_plugins(checked(site))


def test_a_check_names_a_plugin_that_cannot_be_loaded(site: SiteFolder) -> None:
    site.article("world/one.md")
    with_plugin(site, "1 / 0\n")
    assert {("newsgen.yaml", 4, 5, "NG402", "error")} == of_plugins(checked(site))
    site.write(FILE, plugin(""))
    assert set() == of_plugins(checked(site))


# Markdown


def test_an_extension_of_a_plugin_writes_what_the_plugin_allows(site: SiteFolder) -> None:
    site.article("world/one.md", "The word {kanji|reading} here.\n")
    with_plugin(site, plugin(ALLOWED, BADGE))
    assert [] == accepted(site)
    assert '<ruby class="x-reading">kanji<rt>reading</rt></ruby> here.' in site.page(PAGE)


def test_what_no_plugin_allows_is_taken_out(site: SiteFolder) -> None:
    site.article("world/one.md", "The word {kanji|reading} here.\n")
    extension = BADGE.replace('Element("ruby"', 'Element("meter"')
    with_plugin(site, plugin("markdown=(MarkdownExtension(factory=Ruby),)", extension))
    assert [Placed(ARTICLE, 6, 1, "NG387", "warning")] == accepted(site)
    assert "<meter" not in site.page(PAGE)
    assert "kanji<rt>reading</rt>" in site.page(PAGE)


def test_a_changed_extension_leaves_no_stale_text(site: SiteFolder, tmp_path: Path) -> None:
    site.article("world/one.md", "The word {kanji|reading} here.\n")
    site.article("world/two.md", "None.\n")
    with_plugin(site, plugin(ALLOWED, BADGE))
    assert [] == accepted(site)
    site.write(FILE, plugin(ALLOWED, BADGE.replace("match.group(2)", "match.group(2).upper()")))
    assert [] == accepted(site)
    assert "<rt>READING</rt>" in site.page(PAGE)
    site.build(output=tmp_path / "clean", state_folder=tmp_path / "state")
    assert site.tree(tmp_path / "clean") == site.tree()


def test_an_extension_of_a_plugin_that_fails_over_a_text_is_named(site: SiteFolder) -> None:
    site.article("world/one.md", "The word {kanji|reading} here.\n")
    with_plugin(site, plugin(ALLOWED, BADGE.replace("match.group(2)", "match.group(7)")))
    problem = refusal(site)
    assert (ARTICLE, 6, "NG301") == (problem.path, problem.line, problem.code)
    assert "the plugin ours" in problem.hint


@pytest.mark.parametrize(
    ("elements", "classes", "what"),
    [
        ('{"script": frozenset()}', "()", "the element `script`"),
        ('{"style": frozenset()}', "()", "the element `style`"),
        ('{"iframe": frozenset()}', "()", "the element `iframe`"),
        ('{"video": frozenset({"src"})}', "()", "the element `video`"),
        ('{"header": frozenset()}', "()", "the element `header`"),
        ('{"svg": frozenset()}', "()", "the element `svg`"),
        ('{"p": frozenset({"onclick"})}', "()", "the attribute `onclick` of `p`"),
        ('{"p": frozenset({"style"})}', "()", "the attribute `style` of `p`"),
        ('{"p": frozenset({"data-x"})}', "()", "the attribute `data-x` of `p`"),
        ('{"img": frozenset({"srcset"})}', "()", "the attribute `srcset` of `img`"),
        ('{"ruby": frozenset({"href"})}', "()", "the attribute `href` of `ruby`"),
        ("{}", '("site-head",)', "the class `site-head`"),
        ("{}", '("x-",)', "the class `x-`"),
    ],
)
def test_what_may_never_be_allowed_is_refused_by_name(
    site: SiteFolder, elements: str, classes: str, what: str
) -> None:
    site.article("world/one.md")
    parts = (
        f"markdown=(MarkdownExtension(factory=Ruby, elements={elements},"
        f" classes=frozenset({classes})),)"
    )
    with_plugin(site, plugin(parts, BADGE))
    problem = refusal(site)
    assert ("newsgen.yaml", 4, "NG408") == (problem.path, problem.line, problem.code)
    assert what in problem.message


def test_no_page_of_the_theme_has_a_class_that_a_plugin_may_allow() -> None:
    root = Path(__file__).parents[2]
    files = [*root.glob("templates/**/*.html"), *root.glob("static/*.css")]
    assert len(files) > 10
    written = re.compile(r'class="(?:[^"]*\s)?x-|\.x-[a-z]')
    assert [] == [one.name for one in files if written.search(one.read_text("utf-8"))]


# What a change of a plugin makes anew


def rendered_after(site: SiteFolder, source: str) -> tuple[int, set[str]]:
    """How many outputs a build planned and which it rendered once the plugin has this source."""
    assert source != site.file(FILE).read_text()
    site.write(FILE, source)
    report = site.build(explain=True)
    assert not report.failed, report.problems
    return report.planned, {one.output for one in report.changes}


def test_a_changed_rule_renders_nothing(site: SiteFolder) -> None:
    site.article("world/one.md")
    with_plugin(site, plugin(RULES, RULE))
    assert [] == accepted(site)
    assert set() == rendered_after(site, plugin(RULES, RULE + "\n# A word."))[1]


def test_a_changed_extension_renders_the_texts_that_it_changes(site: SiteFolder) -> None:
    site.article("world/one.md", "The word {kanji|reading} here.\n")
    site.article("world/two.md", "None.\n")
    with_plugin(site, plugin(ALLOWED, BADGE))
    assert [] == accepted(site)
    changed = BADGE.replace("match.group(2)", "match.group(2).upper()")
    rendered = rendered_after(site, plugin(ALLOWED, changed))[1]
    assert {PAGE} == {one for one in rendered if one.endswith(".html")}


def test_a_changed_filter_renders_all_that_a_template_makes(site: SiteFolder) -> None:
    site.article("world/one.md")
    with_plugin(site, plugin('filters={"shout": str}'))
    assert [] == accepted(site)
    planned, rendered = rendered_after(site, plugin('filters={"shout": repr}'))
    assert len(rendered) == planned


def test_a_changed_format_renders_its_own_outputs(site: SiteFolder) -> None:
    site.article("world/one.md")
    form = 'formats=(OutputFormat(name="text", ending="txt", render=lambda seen: {!r}),)'
    with_plugin(site, plugin(form.format("one")))
    assert [] == accepted(site)
    assert {PAGE.replace("html", "txt")} == rendered_after(site, plugin(form.format("two")))[1]


# Executors

EXECUTOR = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


class Told(ProcessPoolExecutor):
    def submit(self, function, /, *arguments, **options):
        with open(told, "a") as stream:
            stream.write(function.__name__ + "\\\\n")
        return super().submit(function, *arguments, **options)


def start(address, jobs):
    if address == "wrong":
        raise OSError("nobody is there")
    return (Told(1, get_context("spawn")), 1) if address != "none" else 7
""".replace("\\\\", "\\")


def with_executor(site: SiteFolder, tmp_path: Path) -> Path:
    told = tmp_path / "told"
    site.article("world/one.md")
    parts = 'executors={"told": start}, filters={"shout": str.upper}'
    site.write("templates/home.html", '{% extends "theme:home.html" %}'
               '{% block head %}{{ site.name|shout }}{% endblock %}\n')  # fmt: skip
    with_plugin(site, plugin(parts, f"{EXECUTOR}\n\ntold = {str(told)!r}\n"))
    return told


def test_an_executor_of_a_plugin_does_the_work(site: SiteFolder, tmp_path: Path) -> None:
    told = with_executor(site, tmp_path)
    report = site.build(executor="told", processes_from=1)
    assert not report.failed, report.problems
    assert {"read_rows", "stage"} <= set(told.read_text().split())
    site.build(output=tmp_path / "clean", state_folder=tmp_path / "state")
    assert site.tree(tmp_path / "clean") == site.tree()
    told.unlink()
    assert not checked(site, executor="told", processes_from=1).failed
    assert "review_files" in told.read_text()


@pytest.mark.parametrize(
    ("executor", "said"),
    [
        ("other", "No plugin of the site has an executor `other`."),
        ("told://wrong", "OSError, nobody is there"),
        ("told://none", "can't be started: TypeError"),
    ],
)
def test_an_executor_that_is_not_there_is_named(
    site: SiteFolder, tmp_path: Path, executor: str, said: str
) -> None:
    with_executor(site, tmp_path)
    (problem,) = site.build(executor=executor, processes_from=1).problems
    assert (executor, "NG078") == (problem.path, problem.code)
    assert said in problem.message
    assert ["NG078"] == [
        one.code for one in checked(site, executor=executor, processes_from=1).problems
    ]

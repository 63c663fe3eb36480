"""Plugins: how they are found and loaded, what is told of a wrong one, and that a changed one is seen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from newsgen.plugins.loading import is_met
from newsgen.plugins.plugin_settings import PluginSettingsError, Settings
from newsgen.rendering.plugged_functions import FILTERS, FUNCTIONS
from tests.support.command import command
from tests.support.plugins import FILE, named, plugin, with_plugin
from tests.support.problems import Placed, accepted, refusal, refused
from tests.support.site import SiteFolder
from tests.support.surroundings import Surroundings

PAGE = "world/2024/11/one.html"
SHOUT = plugin('filters={"shout": lambda text: text.upper() + settings.text("end", "!")}')
BASE = '{% extends "theme:base.html" %}{% block head %}{{ super() }}'


@pytest.fixture
def surroundings(tmp_path: Path) -> Surroundings:
    return Surroundings(tmp_path / "surroundings")


def shouting_site(site: SiteFolder, source: str = SHOUT, settings: str = "") -> None:
    """A site whose every page has a headline that a plugin's filter made."""
    site.article("world/one.md")
    template = BASE + '<meta name="shout" content="{{ page.title|shout }}">{% endblock %}\n'
    site.write("templates/base.html", template)
    with_plugin(site, source, settings)


def as_clean(site: SiteFolder, tmp_path: Path) -> dict[str, bytes]:
    """What a clean build of the site writes."""
    output = tmp_path / "clean"
    report = site.build(output=output, state_folder=tmp_path / "clean-state")
    assert not report.failed, report.problems
    return site.tree(output)


def test_a_filter_of_a_plugin_is_in_templates(site: SiteFolder) -> None:
    shouting_site(site)
    assert [] == accepted(site)
    assert 'content="A HEADLINE!"' in site.page(PAGE)


def test_a_plugin_has_its_settings(site: SiteFolder) -> None:
    shouting_site(site, settings='{end: "?"}')
    assert [] == accepted(site)
    assert 'content="A HEADLINE?"' in site.page(PAGE)


def test_functions_and_tests_of_a_plugin_are_in_templates(site: SiteFolder) -> None:
    site.article("world/one.md")
    site.write(
        "templates/base.html",
        BASE + "{% if 4 is even_so %}<i>{{ twice(21) }}</i>{% endif %}{% endblock %}\n",
    )
    parts = 'functions={"twice": lambda n: 2 * n}, tests={"even_so": lambda n: n % 2 == 0}'
    with_plugin(site, plugin(parts))
    assert [] == accepted(site)
    assert "<i>42</i>" in site.page(PAGE)


@pytest.mark.parametrize(
    "change",
    [
        lambda site: site.write(FILE, SHOUT.replace("upper", "lower")),
        lambda site: with_plugin(site, SHOUT, '{end: "?"}'),
        lambda site: with_plugin(site, SHOUT.replace('"!"', '";"')),
    ],
    ids=["file", "settings", "default"],
)
def test_a_changed_plugin_leaves_no_stale_page(site: SiteFolder, tmp_path: Path, change) -> None:
    shouting_site(site)
    assert [] == accepted(site)
    before = site.tree()
    change(site)
    assert [] == accepted(site)
    assert before != site.tree()
    assert as_clean(site, tmp_path) == site.tree()


def test_what_a_filter_makes_of_a_constant_is_made_anew(site: SiteFolder, tmp_path: Path) -> None:
    shouting_site(site)
    site.write("templates/base.html", BASE + '{{ "word"|shout }}{% endblock %}\n')
    assert [] == accepted(site)
    assert "WORD!" in site.page(PAGE)
    site.write(FILE, SHOUT.replace("upper", "title"))
    assert [] == accepted(site)
    assert "Word!" in site.page(PAGE)


def test_a_plugin_that_is_the_same_again_changes_nothing(site: SiteFolder) -> None:
    shouting_site(site)
    assert [] == accepted(site)
    site.write("newsgen.yaml", site.file("newsgen.yaml").read_text() + "# A word.\n")
    report = site.build()
    assert (0, 0) == (report.rendered, report.deleted)
    assert "nothing" == site.build().looked_at


def test_a_build_with_nothing_to_do_loads_no_plugin(site: SiteFolder) -> None:
    shouting_site(site)
    arguments = [str(one) for one in command("build", "--site", site.root, "--now", "2024-12-01")]
    code = (
        "import sys, contextlib\nfrom newsgen.cli import main\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "print('LOADED', *(one for one in sys.modules if one.startswith('newsgen.plugins')"
        " or one.startswith('newsgen_plugin_')))\n"
    )
    start = arguments.index("build")
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, *arguments[start:]],
            capture_output=True, encoding="utf-8", check=True,
        ).stdout.splitlines()[-1].split()[1:]
        for _ in range(2)
    ]  # fmt: skip
    assert any(one.startswith("newsgen_plugin_") for one in runs[0])
    assert ["newsgen.plugins", "newsgen.plugins.identity"] == runs[1]


def test_without_plugins_nothing_of_them_is_loaded(site: SiteFolder) -> None:
    site.article("world/one.md")
    code = (
        "import sys, contextlib\nfrom newsgen.cli import main\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "print('LOADED', *(one for one in sys.modules if one.startswith('newsgen.plugins')))\n"
    )
    arguments = ["build", "--site", str(site.root), "--now", "2024-12-01"]
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=True
    )
    assert "LOADED" == run.stdout.splitlines()[-1]


def test_a_folder_is_a_plugin_with_all_its_files(site: SiteFolder, tmp_path: Path) -> None:
    shouting_site(site)
    site.write("plugins/pack/__init__.py", SHOUT.replace("text.upper()", "loud(text)") +
               "\n\nfrom .words import loud\n")  # fmt: skip
    site.write("plugins/pack/words.py", "def loud(text):\n    return text.upper()\n")
    named(site, "plugins/pack")
    assert [] == accepted(site)
    assert 'content="A HEADLINE!"' in site.page(PAGE)
    site.write("plugins/pack/words.py", "def loud(text):\n    return text.title()\n")
    assert [] == accepted(site)
    assert 'content="A Headline!"' in site.page(PAGE)
    assert not [*site.root.rglob("__pycache__")]


# What is wrong with a plugin


@pytest.mark.parametrize(
    ("source", "code", "said"),
    [
        (None, "NG400", "There is no file `plugins/ours.py`."),
        ("x = 1\n", "NG403", "has no function `plugin`"),
        ("1 / 0\n", "NG402", "ZeroDivisionError, division by zero"),
        ("import no_such_library\n", "NG402", "No module named 'no_such_library'"),
        ("what is this?\n", "NG402", "SyntaxError"),
        ("def plugin(settings):\n    return {}[settings]\n", "NG402", "fails at loading"),
        ("def plugin(settings):\n    return 7\n", "NG403", "gives a int and no Plugin"),
        (plugin("rules=(7,)"), "NG403", "no tuple of Rule"),
        (plugin("markdown=[]"), "NG403", "no tuple of MarkdownExtension"),
        (plugin('filters={"a b": len}'), "NG403", "no mapping of names to functions"),
        (plugin('filters={"shout": 7}'), "NG403", "no mapping of names to functions"),
        (plugin('needs=">=99"'), "NG401", "needs newsgen >=99, and this is"),
        (plugin('needs="new"'), "NG403", "is no condition"),
        (plugin('filters={"upper": str}'), "NG404", "adds the filter `upper`, which newsgen has"),
        (plugin('filters={"date": str}'), "NG404", "adds the filter `date`, which newsgen has"),
        (plugin('functions={"img": str}'), "NG404", "adds the function `img`"),
        (plugin('functions={"page": str}'), "NG404", "adds the function `page`"),
        (plugin('tests={"odd": bool}'), "NG404", "adds the test `odd`"),
        (plugin('rules=(Rule(code="NG101", reason="", fix="", find=iter),)'), "NG403", "as POD101"),
        (plugin('rules=(Rule(code="OUR101", reason="", fix=""),)'), "NG403", "one of `find`"),
        (
            plugin('rules=(Rule(code="OUR101", reason="", fix="", level="note", find=iter),)'),
            "NG403",
            "the level 'note': it is one of error, warning, off",
        ),
        (plugin('page_kinds=(PageKind(name="Our", pages=iter),)'), "NG403", "small letters"),
        (plugin('page_kinds=PageKind(name="our", pages=iter)'), "NG403", "as (one,)"),
    ],
)  # fmt: skip
def test_a_plugin_that_is_wrong_is_named_at_its_line(
    site: SiteFolder, source: str | None, code: str, said: str
) -> None:
    site.article("world/one.md")
    with_plugin(site, source or "")
    if source is None:
        site.delete(FILE)
    problem = refusal(site)
    assert ("newsgen.yaml", 4, 5, code) == (
        problem.path, problem.line, problem.column, problem.code
    )  # fmt: skip
    assert said in problem.message
    assert [problem] == [*site.build().problems]


def test_where_a_plugin_fails_is_told_by_its_last_frames(site: SiteFolder) -> None:
    site.article("world/one.md")
    with_plugin(site, "def plugin(settings):\n    return inner()\n\n\ndef inner():\n    1 / 0\n")
    hint = refusal(site).hint
    assert hint.startswith("It was in ours.py, line 6, in inner; called from ours.py, line 2, in")


def test_a_wrong_setting_is_named_at_its_own_line(site: SiteFolder) -> None:
    site.article("world/one.md")
    site.write(FILE, plugin('filters={"shout": settings.texts("end")[0].join}'))
    named(site, f"{FILE}:\n      other: 1\n      end: [1, two]")
    assert [Placed("newsgen.yaml", 6, 7, "NG405")] == refused(site)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("content/ours.py", (4, 5, "NG400")),
        ("../ours.py", (4, 5, "NG400")),
        ("no-module", (4, 5, "NG400")),
        ("no_such_module", (4, 5, "NG400")),
        ("plugins/none", (4, 5, "NG400")),
        ("[a, b]", (4, 5, "NG019")),
        (f"{FILE}: 7", (4, 22, "NG019")),
    ],
)
def test_what_names_no_plugin_is_named(
    site: SiteFolder, written: str, place: tuple[int, int, str]
) -> None:
    site.article("world/one.md")
    site.write(FILE, SHOUT)
    named(site, written)
    assert [Placed("newsgen.yaml", *place)] == refused(site)


def test_a_plugin_that_stands_twice_is_named(site: SiteFolder) -> None:
    site.article("world/one.md")
    site.write(FILE, SHOUT)
    named(site, FILE, f"{FILE}: {{end: x}}")
    assert [Placed("newsgen.yaml", 5, 5, "NG404")] == refused(site)


def test_two_plugins_with_one_filter_are_named(site: SiteFolder) -> None:
    site.article("world/one.md")
    site.write(FILE, SHOUT)
    site.write("plugins/theirs.py", SHOUT.replace("'ours'", "'theirs'"))
    named(site, FILE, "plugins/theirs.py")
    problem = refusal(site)
    assert (5, "NG404") == (problem.line, problem.code)
    assert "the plugin ours has" in problem.message


def test_all_wrong_plugins_are_named_at_once_and_a_mended_one_is_seen(site: SiteFolder) -> None:
    shouting_site(site, "1 / 0\n")
    named(site, "no_such_module", FILE)
    wrong = [Placed("newsgen.yaml", 4, 5, "NG400"), Placed("newsgen.yaml", 5, 5, "NG402")]
    assert wrong == refused(site)
    named(site, FILE)
    site.write(FILE, SHOUT)
    assert [] == accepted(site)


def test_a_plugin_that_goes_wrong_leaves_the_site_as_it_was(site: SiteFolder) -> None:
    shouting_site(site)
    assert [] == accepted(site)
    site.delete(FILE)
    assert [Placed("newsgen.yaml", 4, 5, "NG400")] == refused(site)


def test_a_filter_that_raises_is_named_with_plugin_template_and_line(site: SiteFolder) -> None:
    shouting_site(site, plugin('filters={"shout": lambda text: text[99]}'))
    site.write("templates/base.html", BASE + "\n\n{{ page.title|shout }}{% endblock %}\n")
    problems = [one for one in site.build().problems if one.severity == "error"]
    assert {("templates/base.html", 3, "NG406")} == {(p.path, p.line, p.code) for p in problems}
    assert "the filter `shout` of the plugin ours fails: IndexError" in problems[0].message


# Installed modules


def test_an_installed_module_is_missing_then_there_then_upgraded_then_gone(
    site: SiteFolder, surroundings: Surroundings
) -> None:
    shouting_site(site)
    named(site, "newsgen_shout")
    run = surroundings.build(site, "--format", "json")
    assert ["NG400"] == [one["code"] for one in json.loads(run.out)["problems"]]
    file = surroundings.module("newsgen_shout.py", SHOUT)
    assert 0 == surroundings.build(site).code
    assert 'content="A HEADLINE!"' in site.page(PAGE)
    surroundings.module("newsgen_shout.py", SHOUT.replace("upper", "title"))
    assert 0 == surroundings.build(site).code
    assert 'content="A Headline!"' in site.page(PAGE)
    file.unlink()
    run = surroundings.build(site, "--format", "json")
    assert ["NG400"] == [one["code"] for one in json.loads(run.out)["problems"]]
    assert 1 == run.code


# Listing


def test_newsgen_plugins_lists_what_each_adds(site: SiteFolder) -> None:
    shouting_site(site)
    run = subprocess.run(
        [str(one) for one in command("plugins", "--site", site.root)],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "ours 1.0 (plugins/ours.py)\n  filters: shout\n" == run.stdout
    run = subprocess.run(
        [str(one) for one in command("plugins", "--site", site.root, "--format", "json")],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    (one,) = json.loads(run.stdout)["plugins"]
    assert ("plugins/ours.py", {"filters": ["shout"]}) == (one["called"], one["adds"])


def test_newsgen_plugins_names_what_is_wrong(site: SiteFolder) -> None:
    shouting_site(site, "1 / 0\n")
    run = subprocess.run(
        [str(one) for one in command("plugins", "--site", site.root)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert 1 == run.returncode
    assert "newsgen.yaml:4:5: error NG402" in run.stderr


# Parts


@pytest.mark.parametrize(
    ("needs", "version", "met"),
    [
        ("", "0.1.0", True), (">=0.1", "0.1.0", True), (">=0.1.1", "0.1.0", False),
        (">0.1", "0.1.0", False), ("<0.3,>=0.1", "0.2", True), ("<0.3,>=0.1", "0.3.0", False),
        ("==0.1", "0.1.0", True), ("!=0.1", "0.1.0", False), (">=0.9", "0.10.0", True),
        (">=0.2", "0.2.0.dev1", True),
    ],
)  # fmt: skip
def test_a_condition_compares_versions_by_their_numbers(
    needs: str, version: str, met: bool
) -> None:
    assert met == is_met(needs, version)


def test_settings_are_plain_values_that_cannot_be_changed() -> None:
    settings = Settings({"a": [1, {"b": None}], "c": "d"})
    assert (1, {"b": None}) == settings["a"]
    with pytest.raises(TypeError):
        settings["a"][1]["b"] = 2  # type: ignore[index]
    with pytest.raises(PluginSettingsError, match="`c` is not known"):
        settings.only("a")


def test_the_names_that_newsgen_gives_to_templates_are_those_that_no_plugin_can_take() -> None:
    from jinja2.defaults import DEFAULT_FILTERS

    from newsgen.rendering.environment import environment

    made = environment(None, None)  # type: ignore[arg-type]
    assert FUNCTIONS == set(made.globals)
    assert FILTERS == set(made.filters) - set(DEFAULT_FILTERS)


def test_an_audit_names_what_a_filter_made_that_is_not_pure(site: SiteFolder) -> None:
    source = plugin('filters={"shout": lambda text: f"{text} {time.time_ns()}"}', "import time")
    shouting_site(site, source)
    arguments = ("--site", site.root, "--now", "2024-12-01", "--audit", "--format", "json")
    run = subprocess.run(
        [str(one) for one in command("build", *arguments)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    problems = json.loads(run.stdout)["problems"]
    assert {"NG076"} == {one["code"] for one in problems}
    assert PAGE in {one["path"] for one in problems}

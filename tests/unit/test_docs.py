"""The documentation says what the code does: names, defaults, examples and links are held against it."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from click import Command, Option
from jinja2 import nodes
from jinja2.defaults import DEFAULT_FILTERS as _BUILT_IN
from jinja2.meta import find_undeclared_variables

from newsgen import plugins
from newsgen.build.list_plugins import list_plugins
from newsgen.build.report import BuildReport
from newsgen.commands.build import build_command
from newsgen.commands.check import check_command
from newsgen.commands.deploy import deploy_command
from newsgen.commands.import_ import import_command
from newsgen.commands.plugins import plugins_command
from newsgen.commands.serve import serve_command
from newsgen.commands.summary import build_json
from newsgen.model import article_views, views
from newsgen.model.correction import CORRECTION_LABELS
from newsgen.model.kinds import KINDS
from newsgen.model.output import OutputKind
from newsgen.model.site import Site
from newsgen.reading.content.articles import ARTICLE_KEYS
from newsgen.reading.content.config import CONFIG_KEYS, read_config
from newsgen.reading.content.corrections import CORRECTION_KEYS
from newsgen.reading.content.front_page import BLOCK_KEYS, FRONT_KEYS, read_front
from newsgen.reading.content.lead_picture import IMAGE_KEYS
from newsgen.reading.content.live import LIVE_ORDERS
from newsgen.reading.content.pages import PAGE_KEYS, PERSON_KEYS
from newsgen.reading.content.series import SERIES_KEYS
from newsgen.reading.content.sources import REGISTRY_KEYS, SOURCE_KEYS, read_registry
from newsgen.reading.content.theme import LOGO_KEYS, THEME_KEYS
from newsgen.reading.markdown.plugged_markdown import ATTRIBUTES_THAT_MAY_BE_ALLOWED, MAY_BE_ALLOWED
from newsgen.reading.markdown.sanitizer import ELEMENTS
from newsgen.reading.markdown.typography.rules import CLIPPED, ELISIONS, MARKS
from newsgen.rendering.environment import environment
from newsgen.rendering.locale_format import LocaleFormats
from tests.support.pictures import png
from tests.support.site import SiteFolder

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DIST = Path("dist")
TEMPLATES = ROOT / "templates"
PAGES = (
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(DOCS.glob("*.md")),
)

BUILD = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/newsgen build"
TEST = 'python3 -m venv .venv && .venv/bin/pip install -e ".[test]" && .venv/bin/pytest'

# Nothing is rendered with it, so it needs no resources.
_JINJA = environment(None, LocaleFormats(None))  # type: ignore[arg-type]

VIEWS = [
    one
    for module in (views, article_views)
    for one in vars(module).values()
    if isinstance(one, type) and one.__module__ == module.__name__
]


def test_the_readme_begins_with_the_two_commands() -> None:
    first_screen = (ROOT / "README.md").read_text("utf-8").splitlines()[:25]
    assert BUILD in first_screen
    assert TEST in first_screen


def test_ci_calls_the_second_command_as_the_readme_has_it() -> None:
    assert TEST in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_the_table_of_codes_is_the_one_in_the_code() -> None:
    make = _module(DOCS / "make.py")
    current = make.PROBLEMS.read_text("utf-8")
    assert make.problems_page(current) == current, "run `python docs/make.py`"


def test_the_tables_of_quotation_marks_are_those_of_the_code() -> None:
    make = _module(DOCS / "make.py")
    current = make.LANGUAGES.read_text("utf-8")
    assert make.languages_page(current) == current, "run `python docs/make.py`"


def test_each_example_of_quotation_marks_is_what_the_rules_make_of_it() -> None:
    examples = _module(DOCS / "typography.py")
    assert all(any(one in examples.QUOTATIONS for one in languages) for _, _, languages in MARKS)
    assert {*ELISIONS, *CLIPPED} == {*examples.APOSTROPHES}
    for table in (examples.QUOTATIONS, examples.APOSTROPHES):
        for lang, (written, expected) in table.items():
            assert expected == examples.published(written, lang), lang


def test_the_table_of_rules_is_the_one_in_the_code() -> None:
    make = _module(DOCS / "make.py")
    current = make.DESK.read_text("utf-8")
    assert make.desk_page(current) == current, "run `python docs/make.py`"


def test_what_templates_see_is_what_they_are_given() -> None:
    make = _module(DOCS / "make.py")
    assert make.variables_page() == make.VARIABLES.read_text("utf-8"), "run `python docs/make.py`"


def test_every_template_has_its_variables_and_every_record_its_fields() -> None:
    parts = re.split(r"^### (.+)$", _text("template-variables.md"), flags=re.MULTILINE)
    described = dict(zip(parts[1::2], parts[2::2], strict=True))
    templates = {file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html")}
    own = {name for name in templates if not name.startswith("parts/") and "base" not in name}
    assert templates | {view.__name__.removesuffix("View") for view in VIEWS} <= described.keys()
    assert [] == [name for name in sorted(own) if "| `page` | Page |" not in described[name]]
    assert [] == [name for name, part in described.items() if "A part of ;" in part]


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("articles.md", ARTICLE_KEYS),
        ("articles.md", SOURCE_KEYS),
        ("articles.md", IMAGE_KEYS),
        ("articles.md", CORRECTION_KEYS),
        ("articles.md", SERIES_KEYS),
        ("articles.md", tuple(KINDS)),
        ("articles.md", tuple(CORRECTION_LABELS)),
        ("articles.md", LIVE_ORDERS),
        ("site.md", CONFIG_KEYS),
        ("site.md", PAGE_KEYS),
        ("site.md", PERSON_KEYS),
        ("site.md", REGISTRY_KEYS),
        ("site.md", THEME_KEYS),
        ("site.md", LOGO_KEYS),
        ("site.md", FRONT_KEYS),
        ("site.md", BLOCK_KEYS),
    ],
)
def test_every_key_is_described(page: str, names: tuple[str, ...]) -> None:
    assert _unnamed(page, names) == []


def test_every_default_of_the_configuration_is_the_one_described() -> None:
    settings, _, _ = _text("site.md").partition("\n### Sections\n")
    rows = dict(re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|", settings, re.MULTILINE))
    site = Site()
    for key in ("name", "language", "timezone", "per_page", "urls"):
        assert f"`{getattr(site, key)}`" in rows[key]
    assert f"by default `{site.feeds.items}`" in _text("site.md")


@pytest.mark.parametrize(
    ("page", "command"),
    [
        ("building.md", build_command),
        ("desk.md", check_command),
        ("plugins.md", deploy_command),
        ("import.md", import_command),
        ("plugins.md", plugins_command),
        ("serve.md", serve_command),
    ],
)
def test_every_option_is_described(page: str, command: Command) -> None:
    options = [
        option
        for parameter in command.params
        if isinstance(parameter, Option) and not parameter.hidden
        for option in (*parameter.opts, *parameter.secondary_opts)
    ]
    assert _unnamed(page, options) == []


@pytest.mark.parametrize(
    "record",
    [
        plugins.Plugin, plugins.MarkdownExtension, plugins.Page, plugins.PageKind,
        plugins.OutputFormat, plugins.PublishedArticle, plugins.PublishedEdition,
        plugins.DeployTarget, plugins.Published, plugins.Importer, plugins.ImportedFile,
        plugins.Piece, plugins.Loss, plugins.LeadPicture, plugins.ImportedPerson, plugins.SourceSite,
        plugins.PassedOver,
    ],
)  # fmt: skip
def test_every_field_of_a_plugin_is_described(record: Any) -> None:
    fields = getattr(record, "__dataclass_fields__", None) or record._fields
    assert _unnamed("plugins.md", fields) == []


def test_what_plugins_may_allow_is_what_is_described() -> None:
    line = next(one for one in _text("plugins.md").splitlines() if one.startswith("- `elements`"))
    named = set(re.findall(r"`(\w+)`", line)) - {"elements"}
    assert named == MAY_BE_ALLOWED | ATTRIBUTES_THAT_MAY_BE_ALLOWED


def test_every_public_name_for_plugins_is_described() -> None:
    text = _text("plugins.md")
    names = set(plugins.__all__) - {"PluginSettingsError"}
    assert [] == [name for name in sorted(names) if name not in text]


def test_the_plugin_shown_works(site: SiteFolder) -> None:
    site.write("plugins/shout.py", _block("plugins.md", "python", 0))
    site.write("newsgen.yaml", "plugins:\n  - plugins/shout.py: {end: '?'}\n")
    found = list_plugins(site.root)
    assert (("shout",), ()) == (tuple(one.name for one in found.plugins), found.problems)


def test_every_field_of_the_json_report_is_described() -> None:
    report = json.loads(build_json(BuildReport(as_of=0), 0.0, DIST, with_changes=True))
    assert _unnamed("building.md", report) == []


def test_the_json_report_shown_has_the_fields_of_a_real_one() -> None:
    real = json.loads(build_json(BuildReport(as_of=0), 0.0, DIST, with_changes=False))
    shown = json.loads(_block("building.md", "json", 0))
    assert list(shown) == list(real)


def test_every_kind_of_output_is_described() -> None:
    kinds = re.findall(r"^\| ([\w-]+) \| ", _text("outputs.md"), re.MULTILINE)
    assert set(get_args(OutputKind)) <= set(kinds)


def test_every_template_is_described() -> None:
    names = [file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html")]
    assert _unnamed("templates.md", names) == []


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_field_that_a_template_sees_is_described(view: Any) -> None:
    described = _types().get(view.__name__.removesuffix("View"), "")
    assert view._fields
    assert [field for field in view._fields if f"`{field}`" not in described] == []


def test_every_variable_of_the_theme_is_described() -> None:
    used: set[str] = set()
    for file in TEMPLATES.rglob("*.html"):
        tree = _JINJA.parse(file.read_text("utf-8"))
        own = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
        own |= {macro.name for macro in tree.find_all(nodes.Macro)}
        own |= {name for part in tree.find_all(nodes.FromImport) for name in part.names}
        used |= find_undeclared_variables(tree) - own
    assert _unnamed("templates.md", used) == []


def test_every_function_and_filter_is_described() -> None:
    added = [name for name, filter_ in _JINJA.filters.items() if filter_ != _BUILT_IN.get(name)]
    assert _unnamed("templates.md", [*_JINJA.globals, *added]) == []


def test_every_element_that_a_body_may_have_is_described() -> None:
    line = next(one for one in _text("articles.md").splitlines() if one.startswith("`a` `abbr`"))
    assert re.findall(r"`(\w+)`", line) == sorted(ELEMENTS)


def test_the_smallest_article_of_the_readme_is_a_site(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site", config=None)
    text = (ROOT / "README.md").read_text("utf-8")
    site.write(_named(text, r"`(content/\S+)`:"), _blocks(text, "markdown")[0])
    report = site.build()
    assert [problem.code for problem in report.problems] == ["NG050"]
    assert _named(text, r"will be `(\S+)`") in site.tree()


def test_the_article_with_every_key_has_every_key_and_no_mistake(site: SiteFolder) -> None:
    front_matter = _block("articles.md", "yaml", 0)
    site.write("content/articles/explainers/what-atacms-are.md", _article(_SMALLEST))
    site.write("content/articles/explainers/fear-of-escalation.md", _article(_SMALLEST))
    site.write("content/media/range-190-miles.png", png())
    site.write("content/articles/world/a.md", _article(front_matter))
    site.write("templates/long-read.html", '{% extends "article.html" %}')
    keys = re.findall(r"^(\w+):", front_matter, re.MULTILINE)
    assert sorted({*keys, "title", "author"}) == sorted(ARTICLE_KEYS)
    assert site.build().problems == ()


def test_the_sources_shown_have_every_key_and_no_mistake(site: SiteFolder) -> None:
    sources = _block("articles.md", "yaml", 1)
    site.write("content/articles/a.md", _article(f"headline: A\ndate: 2024-11-18\n{sources}"))
    assert site.build().problems == ()
    assert [key for key in SOURCE_KEYS if f"{key}: " not in sources] == []


def test_the_configuration_shown_has_every_key_and_no_mistake() -> None:
    config = _block("site.md", "yaml", 0)
    assert read_config(config.encode()).problems == ()
    assert sorted(re.findall(r"^(\w+):", config, re.MULTILINE)) == sorted(CONFIG_KEYS)


def test_the_theme_shown_has_every_key_and_no_mistake() -> None:
    theme = next(one for one in _blocks(_text("site.md"), "yaml") if one.startswith("theme:"))
    assert read_config(theme.encode()).problems == ()
    assert [key for key in (*THEME_KEYS, *LOGO_KEYS) if f"{key}:" not in theme] == []


def test_the_registry_shown_has_every_key_and_no_mistake() -> None:
    registry = next(one for one in _blocks(_text("site.md"), "yaml") if "reuters" in one)
    assert read_registry(registry.encode()).problems == ()
    assert [key for key in REGISTRY_KEYS if f"{key}: " not in registry] == []


def test_the_front_page_shown_has_every_key_and_no_mistake() -> None:
    front = next(one for one in _blocks(_text("site.md"), "yaml") if "blocks:" in one)
    assert read_front("content/front.yaml", front.encode()).problems == ()
    assert [key for key in (*FRONT_KEYS, *BLOCK_KEYS) if f"{key}:" not in front] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_the_pages_leads_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "`", page.read_text("utf-8"), flags=re.DOTALL)
    broken = []
    for link in re.findall(r"(?<!\\)\[[^\[\]]*\]\(([^)\s]+)\)", prose):
        target, _, fragment = link.partition("#")
        if "://" in target:
            continue
        file = page.parent / target if target else page
        if not file.is_file() or (fragment and fragment not in _anchors(file)):
            broken.append(link)
    assert broken == []


_SMALLEST = "headline: A headline\ndate: 2024-11-18\nsources: [Reuters]\n"


def _article(front_matter: str) -> str:
    return f"---\n{front_matter}---\nThe text.\n"


def _text(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def _unnamed(page: str, names: Iterable[str]) -> list[str]:
    """The names that the page does not set as code, alone or at the beginning."""
    named = set(re.findall(r"`([^`\s(]+)", _text(page)))
    return sorted(set(names) - named)


def _block(page: str, language: str, index: int) -> str:
    return _blocks(_text(page), language)[index]


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def _named(text: str, pattern: str) -> str:
    found = re.search(pattern, text)
    assert found is not None
    return found.group(1)


def _types() -> dict[str, str]:
    """What templates.md says of each type, by its name."""
    _, _, types = _text("templates.md").partition("\n## Types\n")
    parts = re.split(r"\*\*(\w+)\*\*", types)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _anchors(page: Path) -> set[str]:
    """The ids that a forge makes of the page's headings."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_line_of_the_security_page_is_held_by_a_test_that_is_there() -> None:
    named = set(
        re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (DOCS / "security.md").read_text("utf-8"))
    )
    assert len(named) > 40
    missing = [
        f"{file}::{name}"
        for file, name in sorted(named)
        if not re.search(rf"^def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    ]
    assert [] == missing

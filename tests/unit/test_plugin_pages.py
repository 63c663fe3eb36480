"""Page kinds and formats of plugins: what they plan and make, what is hidden from them, and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.plugins import FILE, named, plugin, with_plugin
from tests.support.problems import Placed, accepted, refusal, refused
from tests.support.site import SiteFolder

PAGE = "world/2024/11/one.html"

TOPICS = """
def pages(edition):
    for tag, articles in edition.grouped(lambda one: one.tags).items():
        yield Page(
            path=f"topics/{tag}.html",
            title=f"Topic {tag}",
            articles=articles,
            values={"total": len(articles), "slugs": [one.slug for one in articles]},
            feed=f"topics/{tag}.xml",
        )
"""
KIND = 'page_kinds=(PageKind(name="topic", pages=pages, template="topic.html"),)'
TEMPLATE = (
    '{% extends "base.html" %}{% block main %}<p>{{ total }}: {{ slugs|join(" ") }}</p>'
    "{% for item in items %}<b>{{ item.headline }}</b>{% endfor %}{% endblock %}\n"
)

EXPORT = """
import json


def pages(edition):
    yield Page(path="all.json", title="", values={"files": [one.path for one in edition.articles]})


def export(seen):
    return json.dumps([seen["files"], [one.headline for one in seen["items"]]])


def one_json(seen):
    return json.dumps({"headline": seen["article"].headline, "root": seen["root"]})
"""
EXPORTS = (
    'page_kinds=(PageKind(name="export", pages=pages, render=export),),'
    ' formats=(OutputFormat(name="json", ending="json", render=one_json),)'
)


def with_topics(site: SiteFolder, source: str = TOPICS, kind: str = KIND) -> None:
    site.article("world/one.md", tags="[sea]")
    site.article("world/two.md", tags="[sea, sky]", headline="Another headline")
    site.write("templates/topic.html", TEMPLATE)
    with_plugin(site, plugin(kind, source))


def assert_clean(site: SiteFolder, tmp_path: Path) -> None:
    output = tmp_path / "clean"
    report = site.build(output=output, state_folder=tmp_path / "clean-state")
    assert not report.failed, report.problems
    assert site.tree(output) == site.tree()


def test_a_page_kind_has_pages_a_feed_and_a_place_in_the_sitemap(site: SiteFolder) -> None:
    with_topics(site)
    assert [] == accepted(site)
    page = site.page("topics/sea.html")
    assert "<p>2: two one</p><b>Another headline</b><b>A headline</b>" in page
    assert "<title>Topic sea" in page
    assert "topics/sea.xml" in page
    assert "https://test.example/world/2024/11/one.html" in site.page("topics/sea.xml")
    assert "https://test.example/topics/sky.html" in site.page("sitemaps/pages.xml")


@pytest.mark.parametrize("urls", ["files", "directory"])
def test_every_edit_of_a_site_with_a_page_kind_ends_as_a_clean_build(
    site: SiteFolder, tmp_path: Path, urls: str
) -> None:
    with_topics(site)
    config = site.file("newsgen.yaml").read_text() + f"urls: {urls}\n"
    site.write("newsgen.yaml", config)
    edits = [
        lambda: site.article("world/three.md", tags="[sky]"),
        lambda: site.article("world/one.md", tags="[sea]", headline="Changed"),
        lambda: site.article("world/one.md", tags="[]", headline="Changed"),
        lambda: site.article("world/two.md", "Another text.\n", tags="[sea, sky]"),
        lambda: site.write("templates/topic.html", TEMPLATE.replace("<b>", "<i>")),
        lambda: site.delete("content/articles/world/two.md"),
        lambda: site.article("world/three.md", tags="[sky]", draft="true"),
        lambda: site.write(FILE, plugin(KIND, TOPICS.replace("Topic", "Theme"))),
        lambda: site.article("world/three.md", tags="[sky]"),
    ]
    assert [] == accepted(site)
    for edit in edits:
        edit()
        assert [] == accepted(site)
        assert_clean(site, tmp_path)
    assert "nothing" == site.build().looked_at


def test_worker_processes_make_what_this_process_makes(site: SiteFolder, tmp_path: Path) -> None:
    with_topics(site, TOPICS + EXPORT.replace("def pages", "def all_pages"),
                f'{KIND}, formats=(OutputFormat(name="json", ending="json", render=one_json),)')  # fmt: skip
    report = site.build(jobs=2, processes_from=1)
    assert not report.failed, report.problems
    assert (site.dist / "world/2024/11/one.json").is_file()
    assert_clean(site, tmp_path)


def test_a_body_renders_no_page_of_a_kind(site: SiteFolder) -> None:
    with_topics(site)
    assert [] == accepted(site)
    site.article("world/one.md", "Another text.\n", tags="[sea]")
    changed = [one.output for one in site.build(explain=True).changes]
    assert ["world/2024/11/one.html"] == [one for one in changed if one.endswith(".html")]


def test_a_kind_and_a_format_are_made_by_functions(site: SiteFolder, tmp_path: Path) -> None:
    site.article("world/one.md")
    with_plugin(site, plugin(EXPORTS, EXPORT))
    assert [] == accepted(site)
    files, headlines = json.loads(site.page("all.json"))
    assert (["content/articles/world/one.md"], []) == (files, headlines)
    made = json.loads(site.page("world/2024/11/one.json"))
    assert {"headline": "A headline", "root": "../../../"} == made
    assert "all.json" not in site.page("sitemaps/pages.xml")
    site.article("world/one.md", headline="Changed")
    assert [] == accepted(site)
    assert "Changed" in site.page("world/2024/11/one.json")
    assert_clean(site, tmp_path)


def test_a_format_is_made_of_the_pages_of_a_kind(site: SiteFolder) -> None:
    form = 'formats=(OutputFormat(name="text", ending="txt", render=text, kinds=("topic",)),)'
    source = TOPICS + "\n\ndef text(seen):\n    return seen['page'].title\n"
    with_topics(site, source, f"{KIND}, {form}")
    assert [] == accepted(site)
    assert "Topic sea" == site.page("topics/sea.txt")
    assert not (site.dist / "world/2024/11/one.txt").exists()


def test_nothing_that_is_held_is_told_to_a_kind(site: SiteFolder) -> None:
    seen = """
def pages(edition):
    def told(value):
        if isinstance(value, dict):
            return [told(one) for one in value.items()]
        if isinstance(value, tuple | list):
            return [told(one) for one in value]
        return repr(value)
    yield Page(path="all.json", title="", values={"all": repr(told([*vars(edition).values()]))})


def export(seen):
    return seen["all"]
"""
    kind = 'page_kinds=(PageKind(name="export", pages=pages, render=export),)'
    site.article("world/one.md", "A [link](hidden.md) and [another](later.md).\n", tags="[open]")
    site.article("world/hidden.md", headline="Canary one", tags="[canary-tag]", draft="true")
    site.article("world/later.md", headline="Canary two", series="Canary", embargo="2025-01-01")
    site.article("world/gone.md", headline="Canary three", expires="2024-11-20", date="2024-11-01")
    with_plugin(site, plugin(kind, seen))
    accepted(site)
    everything = site.page("all.json")
    assert "A headline" in everything
    for word in ("anary", "hidden", "later", "gone"):
        assert word not in everything


def test_an_article_that_comes_out_is_in_the_pages_of_a_kind(site: SiteFolder) -> None:
    with_topics(site)
    site.article("world/later.md", tags="[later]", embargo="2024-12-02")
    assert [] == accepted(site)
    assert not (site.dist / "topics/later.html").exists()
    report = site.build(as_of=site.build().next_due)
    assert not report.failed
    assert (site.dist / "topics/later.html").exists()


# Templates that a plugin brings


def with_folder(site: SiteFolder) -> None:
    site.article("world/one.md", tags="[sea]")
    site.write("plugins/pack/__init__.py", plugin(KIND, TOPICS))
    site.write("plugins/pack/templates/topic.html", TEMPLATE)
    named(site, "plugins/pack")


def test_a_plugin_brings_its_template(site: SiteFolder, tmp_path: Path) -> None:
    with_folder(site)
    assert [] == accepted(site)
    assert "<p>1: one</p>" in site.page("topics/sea.html")
    site.write("plugins/pack/templates/topic.html", TEMPLATE.replace("<p>", "<p>Now "))
    assert [] == accepted(site)
    assert "<p>Now 1: one</p>" in site.page("topics/sea.html")
    assert_clean(site, tmp_path)


def test_a_template_of_the_site_goes_before_that_of_a_plugin_and_may_extend_it(
    site: SiteFolder, tmp_path: Path
) -> None:
    with_folder(site)
    accepted(site)
    own = (
        '{% extends "plugin:topic.html" %}{% block main %}<u>ours</u>{{ super() }}{% endblock %}\n'
    )
    site.write("templates/topic.html", own)
    assert [] == accepted(site)
    assert "<u>ours</u><p>1: one</p>" in site.page("topics/sea.html")
    assert_clean(site, tmp_path)
    site.delete("templates/topic.html")
    assert [] == accepted(site)
    assert_clean(site, tmp_path)


def test_a_mistake_in_a_template_of_a_plugin_is_named_at_its_line(site: SiteFolder) -> None:
    with_folder(site)
    site.write("plugins/pack/templates/topic.html", TEMPLATE + "\n{{ no_such }\n")
    path = "plugin:plugins/pack/templates/topic.html"
    assert [Placed(path, 3, 1, "NG060")] == refused(site)
    site.write("plugins/pack/templates/topic.html", TEMPLATE.replace("total", "no_such"))
    assert [Placed(path, 1, 1, "NG061")] == refused(site)


def test_a_template_of_no_kind_is_named_and_one_of_a_kind_is_not(site: SiteFolder) -> None:
    with_topics(site)
    site.write("templates/topik.html", TEMPLATE)
    assert [Placed("templates/topik.html", 0, 0, "NG386", "warning")] == accepted(site)


def test_two_plugins_with_one_template_are_named(site: SiteFolder) -> None:
    with_folder(site)
    site.write("plugins/other/__init__.py", plugin("", name="other"))
    site.write("plugins/other/templates/topic.html", TEMPLATE)
    named(site, "plugins/pack", "plugins/other")
    assert [Placed("newsgen.yaml", 5, 5, "NG404")] == refused(site)


# What is refused


def test_a_page_of_a_tag_of_any_script_has_its_path(site: SiteFolder) -> None:
    with_topics(site)
    site.article("world/one.md", tags="[Україна]")
    assert [] == accepted(site)
    assert "Topic україна" in site.page("topics/україна.html")


def test_a_planner_that_fails_is_named_with_its_line(site: SiteFolder) -> None:
    with_topics(site, TOPICS.replace("one.tags", "one.tag"))
    message = refusal(site).message
    assert "'PublishedArticle' object has no attribute 'tag', in ours.py, line " in message


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ('Page(path="../x.html", title="")', "NG410"),
        ('Page(path="/x.html", title="")', "NG410"),
        ('Page(path="a//x.html", title="")', "NG410"),
        ('Page(path="a/.x.html", title="")', "NG410"),
        ('Page(path="a\\\\x.html", title="")', "NG410"),
        ('Page(path="a/x\\n.html", title="")', "NG410"),
        ('Page(path="x", title="")', "NG410"),
        ('Page(path="", title="")', "NG410"),
        ('Page(path="topics/con.html", title="")', "NG410"),
        ('Page(path="topics/e\\u0301.html", title="")', "NG410"),
        ('Page(path=7, title="")', "NG410"),
        ('Page(path="x.html", title="", feed="../x.xml")', "NG410"),
        ('Page(path="x.html", title=7)', "NG409"),
        ('Page(path="x.html", title="", values={"site": 7})', "NG409"),
        ('Page(path="x.html", title="", values={"a b": 7})', "NG409"),
        ('Page(path="x.html", title="", values={"a": object()})', "NG409"),
        ('Page(path="x.html", title="", values={"a": [{1, 2}]})', "NG409"),
        ('Page(path="x.html", title="", articles=["x"])', "NG409"),
        ("7", "NG409"),
        ("1 / 0", "NG409"),
    ],
)
def test_what_a_kind_plans_wrongly_is_named(site: SiteFolder, given: str, code: str) -> None:
    with_topics(site, f"def pages(edition):\n    yield {given}\n")
    assert [Placed("newsgen.yaml", 4, 5, code)] == refused(site)


@pytest.mark.parametrize(
    ("path", "code"), [("index.html", "NG040"), ("World/2024/11/one.html", "NG041"), ("world", "")]
)
def test_a_page_of_a_kind_that_is_in_the_way_is_named(
    site: SiteFolder, path: str, code: str
) -> None:
    path = path if code else "feed.xml/x.html"
    with_topics(site, f'def pages(edition):\n    yield Page(path={path!r}, title="")\n')
    assert [code or "NG041"] == [one.code for one in refused(site)]


def test_a_missing_template_of_a_kind_is_named(site: SiteFolder) -> None:
    with_topics(site)
    site.delete("templates/topic.html")
    assert [Placed("templates/topic.html", 0, 0, "NG062")] == refused(site)


@pytest.mark.parametrize("body", ["1 / 0", "return 7"])
def test_a_function_that_renders_wrongly_is_named(site: SiteFolder, body: str) -> None:
    source = f"{EXPORT}\n\ndef one_json(seen):\n    {body}\n"
    site.article("world/one.md")
    with_plugin(site, plugin(EXPORTS, source))
    assert [Placed("content/articles/world/one.md", 0, 0, "NG406")] == refused(site)


@pytest.mark.parametrize(
    "parts",
    [
        'page_kinds=(PageKind(name="topic", pages=len),)',
        'page_kinds=(PageKind(name="topic", pages=len, template="x.html", render=len),)',
        'page_kinds=(PageKind(name="A b", pages=len, template="x.html"),)',
        'page_kinds=(PageKind(name="topic", pages=7, template="x.html"),)',
        'formats=(OutputFormat(name="json", ending="html", render=len),)',
        'formats=(OutputFormat(name="json", ending="../x", render=len),)',
        'formats=(OutputFormat(name="json", ending=7, render=len),)',
        'formats=(OutputFormat(name="json", ending="json", render=7),)',
    ],
)
def test_a_kind_or_a_format_that_is_none_is_named(site: SiteFolder, parts: str) -> None:
    site.article("world/one.md")
    with_plugin(site, plugin(parts))
    assert [Placed("newsgen.yaml", 4, 5, "NG403")] == refused(site)


def test_a_kind_that_is_newsgen_s_own_is_refused(site: SiteFolder) -> None:
    site.article("world/one.md")
    with_plugin(
        site, plugin('page_kinds=(PageKind(name="article", pages=len, template="x.html"),)')
    )
    assert [Placed("newsgen.yaml", 4, 5, "NG404")] == refused(site)


def test_each_edition_has_its_own_pages_of_a_kind(site: SiteFolder, tmp_path: Path) -> None:
    with_topics(site)
    site.article("world/three.md", tags="[sea]", lang="uk", headline="Ukrainian")
    assert [] == accepted(site)
    assert "<p>1: three</p><b>Ukrainian</b>" in site.page("uk/topics/sea.html")
    assert '<html lang="uk"' in site.page("uk/topics/sea.html")
    assert "Ukrainian" not in site.page("topics/sea.html")
    assert "https://test.example/uk/topics/sea.html" in site.page("sitemaps/pages.xml")
    assert_clean(site, tmp_path)


EXTRA = """
def pages(edition):
    yield Page(path="all.txt", title="", values={"all": [one.extra for one in edition.articles]})


def shown(seen):
    return repr(seen["all"])
"""
EXTRA_KIND = 'page_kinds=(PageKind(name="all", pages=pages, render=shown),)'
DECLARED = 'extra=(ExtraField(name="stars", type="integer", on_card=True),)'


def test_a_planner_sees_what_cards_show_of_extra_and_an_edit_makes_it_anew(
    site: SiteFolder, tmp_path: Path
) -> None:
    declared = "extra: {place: {type: text, card: true}, note: text}\n"
    with_plugin(site, plugin(EXTRA_KIND, EXTRA), more=declared)
    site.article("world/one.md", extra="{place: Kyiv, note: unseen}")
    assert [] == accepted(site)
    assert "({'place': 'Kyiv'},)" == site.page("all.txt")
    site.article("world/one.md", extra="{place: Lviv, note: unseen}")
    assert [] == accepted(site)
    assert "({'place': 'Lviv'},)" == site.page("all.txt")
    assert_clean(site, tmp_path)


def test_a_plugin_declares_a_key_of_extra(site: SiteFolder, tmp_path: Path) -> None:
    site.article("world/one.md", extra='{stars: "4"}')
    with_plugin(site, plugin(f"{EXTRA_KIND}, {DECLARED}", EXTRA))
    assert [] == accepted(site)
    assert "({'stars': 4},)" == site.page("all.txt")
    site.article("world/one.md", extra="{stars: many}")
    assert ["NG019"] == [one.code for one in refused(site)]
    # Without the declaration anything will do.
    with_plugin(site, plugin(EXTRA_KIND, EXTRA))
    assert [] == accepted(site)
    assert "({},)" == site.page("all.txt")
    assert_clean(site, tmp_path)


def test_a_key_that_a_plugin_and_the_site_declare_is_named(site: SiteFolder) -> None:
    site.article("world/one.md")
    with_plugin(site, plugin(f"{EXTRA_KIND}, {DECLARED}", EXTRA), more="extra: {stars: text}\n")
    assert [Placed("newsgen.yaml", 4, 5, "NG411")] == refused(site)


@pytest.mark.parametrize("field", ['name="a b", type="text"', 'name="a", type="int"'])
def test_a_wrong_declaration_of_a_key_is_named(site: SiteFolder, field: str) -> None:
    with_plugin(site, plugin(f"extra=(ExtraField({field}),)"))
    assert [Placed("newsgen.yaml", 4, 5, "NG403")] == refused(site)


def test_a_site_with_formats_alone_has_incremental_builds(site: SiteFolder, tmp_path: Path) -> None:
    form = (
        'formats=(OutputFormat(name="json", ending="json", kinds=("article", "tag"), render=told),)'
    )
    source = "def told(seen):\n    return repr([seen['page'], seen.get('items')])\n"
    with_plugin(site, plugin(form, source), more="per_page: 2\n")
    for number in range(9):
        site.article(f"world/n{number}.md", tags="[sea]", date=f"2024-11-1{number}")
    assert [] == accepted(site)
    site.article("world/n8.md", tags="[sea]", date="2024-11-18", headline="Changed")
    report = site.build()
    assert not report.failed and report.looked_at == "changes"
    assert "Changed" in site.page("tags/sea.json")
    assert (site.dist / "tags/sea/page-1.json").is_file()
    assert_clean(site, tmp_path)
    edits = [
        lambda: site.delete("content/articles/world/n0.md"),
        lambda: site.article("world/n9.md", tags="[sea]", date="2024-11-19"),
        lambda: site.article("world/n4.md", tags="[sky]", date="2024-11-14"),
        lambda: site.article("world/n8.md", "Other words.\n", tags="[sea]", date="2024-11-18"),
        lambda: site.article("world/n7.md", tags="[]", date="2024-11-17"),
        lambda: site.delete("content/articles/world/n4.md"),
        lambda: site.write("newsgen.yaml", site.file("newsgen.yaml").read_text() + "# A word.\n"),
    ]
    for edit in edits:
        edit()
        assert [] == accepted(site)
        assert_clean(site, tmp_path)

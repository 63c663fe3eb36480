"""An article as data, as Markdown and as a page to copy it from says what its page says, and no more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from newsgen.rendering.unmarked import as_markdown, as_text, in_markdown
from tests.support.everything import everything
from tests.support.problems import refused
from tests.support.site import CONFIG, SiteFolder
from tests.support.standards import standard

FORMS = f"{CONFIG}formats: [html, json, markdown]\nlicense: CC-BY-4.0\n"
PAGE = "world/2024/11/a"
URL = "https://test.example/world/2024/11/a.html"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The site that uses everything, built."""
    site = everything(tmp_path_factory.mktemp("forms") / "site")
    assert not site.build().problems
    return site


@pytest.fixture
def paper(site: SiteFolder) -> SiteFolder:
    site.write("newsgen.yaml", FORMS)
    return site


def items(site: SiteFolder) -> dict[str, Any]:
    """All news items, by path."""
    return {
        path: json.loads(content)
        for path, content in site.tree().items()
        if path.endswith(".json") and not path.endswith(("feed.json", "tdmrep.json"))
    }


def copied(page: str) -> str:
    """The HTML in the box."""
    match = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert match
    return unescape(match[1])


def _urls(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key in ("uri", "href", "linkedRights", "schema"):
                yield one
            else:
                yield from _urls(one)
    elif isinstance(value, list):
        for one in value:
            yield from _urls(one)


def test_every_item_is_valid_by_the_schema(full: SiteFolder, paper: SiteFolder) -> None:
    schema = standard("ninjs-schema_3.1.json")
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    paper.article("world/a.md", headline='"</script>]]> \U0001f30a ‏עברית"')
    paper.build()
    found = {**items(full), **items(paper)}
    assert 14 <= len(found)
    for path, item in found.items():
        assert [] == [f"{path}: {one.message}" for one in validator.iter_errors(item)]


def test_every_item_says_what_its_page_says(full: SiteFolder) -> None:
    published = full.tree()
    for path, item in items(full).items():
        page = published[path.replace(".json", ".html")].decode()
        assert f'<link rel="canonical" href="{item["uri"]}">' in page
        assert f'<h1 class="p-name">{item["headlines"][0]["value"]}</h1>' in page
        assert f'content="{item["firstCreated"]}"' in page
        assert item["versionCreated"] in page
        assert f'<html lang="{item["language"]}"' in page
        name = path.rpartition("/")[2]
        assert '<link rel="alternate" type="application/json" title="ninjs" href="' in page
        assert f'{name}">' in page
        assert all(re.match("https?://", url) for url in _urls(item))
        assert datetime.fromisoformat(item["firstCreated"]) <= datetime.fromisoformat(
            item["versionCreated"]
        )
        html, plain = (body["value"] for body in item["bodies"])
        assert not re.search(r'(?:href|src)="(?!https?:|#|mailto:)', html)
        assert "<" not in plain


def test_an_item_holds_who_what_and_from_whom(full: SiteFolder) -> None:
    item = items(full)["world/2024/11/bridge-closed.json"]
    assert "Ada Brink, Sol Varga" == item["by"]
    assert "https://estuary.example/news/people/ada-brink.html" == item["people"][0]["uri"]
    assert "http://cv.iptc.org/newscodes/mediatopic/16000000" == item["subjects"][0]["uri"]
    assert ["World", "Floods", "The bridge"] == [one["name"] for one in item["subjects"]]
    assert "two engineers" == item["infoSources"][2]["name"]
    assert "uri" not in item["infoSources"][2]
    assert ("CC BY 4.0", "The Estuary Post, an invented newsroom") == (
        item["usageTerms"],
        item["copyrightHolder"],
    )
    assert "six piers" in item["edNote"]
    main, other = item["associations"]
    assert ("main", "Ada Brink / The Estuary Post") == (main["name"], main["by"])
    published = full.tree()
    for one in (*main["renditions"], *other["renditions"]):
        assert one["href"].removeprefix("https://estuary.example/news/") in published
    retracted = items(full)["world/2024/11/the-lost-ferry.json"]
    assert ("usable", "canceled") == (item["pubStatus"], retracted["pubStatus"])


def test_markdown_is_clean(full: SiteFolder) -> None:
    text = full.page("world/2024/11/bridge-closed.md")
    assert text.startswith(
        "# The bridge over the estuary is closed until spring\n\n**The water took"
    )
    for line in (
        "By Ada Brink and Sol Varga",
        "Port Ember — The bridge is closed until spring.\\[1\\]\\[2\\] What it means",
        "> A sentence that somebody wrote down.",
        "## The damage",
        "- **What:** a pier is gone.\\[1\\]",
        "| 1 | gone | 12.5 |",
        "```\ncode in a fence\n```",
        "1. The River Authority: Report on the flood\n",
        "3. two engineers\n",
        "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)",
    ):
        assert line in text
    for word in ("[@", "{#", "!!!", ":::", "headline:", "class=", "\0", "\1"):
        assert word not in text
    live = full.page("world/2024/11/the-flood-by-the-hour.md")
    assert live.index("The pier goes") < live.index("The water rises")
    arabic = full.page("ar/world/2024/11/bridge-closed.md")
    assert "## الأضرار" in arabic


def test_a_copy_has_credit_licence_and_no_picture(full: SiteFolder) -> None:
    page = full.page("world/2024/11/bridge-closed.republish.html")
    article = full.page("world/2024/11/bridge-closed.html")
    assert 'href="../../../world/2024/11/bridge-closed.republish.html">Republish this' in article
    assert '<meta name="robots" content="noindex">' in page
    url = "https://estuary.example/news/world/2024/11/bridge-closed.html"
    assert f'<link rel="canonical" href="{url}">' in page
    assert "<script" not in page.replace('<script type="application/ld+json">', "")
    copy = copied(page)
    assert f'first published by <a href="{url}" rel="canonical">The Estuary Post</a>.' in copy
    assert 'rel="license">CC BY 4.0</a>' in copy
    assert "<p>By Ada Brink and Sol Varga</p>" in copy
    assert "<img" not in copy
    assert "six piers" in copy
    check = copied(full.page("checks/2024/11/the-bridge-was-new.republish.html"))
    assert "A post that was shared widely" in check
    # What is wrong is not to be spread.
    assert "world/2024/11/the-lost-ferry.republish.html" not in full.tree()
    assert not any(
        b"republish" in content for path, content in full.tree().items() if path.endswith(".xml")
    )


def test_nothing_of_a_text_closes_what_it_is_in(paper: SiteFolder) -> None:
    evil = "</textarea></script>]]><b>&amp;"
    paper.article(
        "world/a.md",
        "`</textarea>` and &lt;/textarea&gt;.\n",
        headline=f"'{evil}'",
        authors=f"'{evil}'",
        tags="[a]",
        sources=f"[{{name: '{evil}', title: '{evil}'}}]",
    )
    assert not paper.build().failed
    page = paper.page(f"{PAGE}.republish.html")
    assert 1 == page.count("</textarea>")
    assert "<h1>&lt;/textarea&gt;" in copied(page)
    item = json.loads(paper.page(f"{PAGE}.json"))
    assert evil == item["headlines"][0]["value"]
    markdown = paper.page(f"{PAGE}.md")
    assert markdown.startswith("# \\</textarea\\>\\</script\\>\\]\\]\\>\\<b\\>\\&amp;\n")


def test_which_forms_there_are(site: SiteFolder) -> None:
    def beside() -> set[str]:
        report = site.build()
        assert not report.failed
        return {path.removeprefix("world/2024/11/a.") for path in site.tree() if "/a." in path}

    def article(**values: str | None) -> None:
        site.article("world/a.md", **values)

    article()
    assert {"html"} == beside()
    article(license="CC-BY-4.0")
    assert {"html", "republish.html"} == beside()
    site.write("newsgen.yaml", FORMS)
    article(license="none")
    assert {"html", "json", "md"} == beside()
    assert "usageTerms" not in json.loads(site.page(f"{PAGE}.json"))
    site.write("newsgen.yaml", FORMS.replace("url: https://test.example/\n", ""))
    article()
    # Data and copies need the address.
    assert {"html", "md"} == beside()
    article(draft="true")
    site.article("world/b.md")
    assert set() == beside()
    site.write("newsgen.yaml", f"{FORMS}urls: directory\n")
    article()
    beside()
    folder = "world/2024/11/a/"
    assert {f"{folder}{name}" for name in ("index.html", "index.json", "index.md")} | {
        f"{folder}republish/index.html"
    } == {path for path in site.tree() if path.startswith(folder)}


def test_an_edit_and_a_new_article_render_the_forms_of_no_other(paper: SiteFolder) -> None:
    for number in range(4):
        paper.article(f"world/a{number}.md", date=f"2024-11-1{number}")
    paper.build()
    paper.article("world/a1.md", "Edited.\n", date="2024-11-11")
    feeds = ("feed.xml", "atom.xml", "feed.json")
    outputs = (one.output for one in paper.build(explain=True).changes)
    rendered = {one for one in outputs if not one.endswith(feeds)}
    stem = "world/2024/11/a1"
    assert {f"{stem}.{one}" for one in ("html", "json", "md", "republish.html")} == rendered
    paper.article("world/new.md", date="2024-11-20")
    report = paper.build(explain=True)
    assert "changes" == report.looked_at
    of_others = [
        one.output
        for one in report.changes
        if one.output.endswith((".json", ".md", ".republish.html"))
        and not one.output.endswith(("feed.json", "/new.json", "/new.md", "/new.republish.html"))
    ]
    assert [] == of_others


@pytest.mark.parametrize("topic", ["medtop:123", "politics", "https://cv.iptc.org/1"])
def test_what_is_no_media_topic_is_refused(site: SiteFolder, topic: str) -> None:
    site.write("newsgen.yaml", f"{CONFIG}sections:\n  - {{slug: world, iptc: '{topic}'}}\n")
    site.article("world/a.md")
    assert [("newsgen.yaml", 4, "NG466")] == [
        (one.path, one.line, one.code) for one in refused(site)
    ]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a *b* _c_ [d](e) `f` # g</p>", "a \\*b\\* \\_c\\_ \\[d\\](e) \\`f\\` # g"),
        ("<p># a</p><p>1. b</p><p>- c</p><p>+ d</p>", "\\# a\n\n\\1. b\n\n\\- c\n\n\\+ d"),
        ("<p>a<br>b</p>", "a\\\nb"),
        ("<p><em> a </em>b<strong>c</strong></p>", " *a* b**c**".strip()),
        ('<p><a href="https://a.example/b (c)">d</a></p>', "[d](https://a.example/b%20%28c%29)"),
        ('<p><a href="#x">d</a></p>', "d"),
        ("<pre><code>```\na\n</code></pre>", "````\n```\na\n````"),
        ("<p><code>a`b</code></p>", "``a`b``"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n\n  - b"),
        ("<ol start='3'><li><p>a</p><p>b</p></li></ol>", "3. a\n\n   b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<table><tr><th>a|b</th></tr><tr><td>c</td><td>d</td></tr></table>",
         "| a\\|b |  |\n| --- | --- |\n| c | d |"),
        ("text<p>a</p>more", "text\n\na\n\nmore"),
        ("", ""),
    ],
)  # fmt: skip
def test_html_as_markdown(html: str, markdown: str) -> None:
    assert markdown == as_markdown(html)


def test_deep_and_long_html_is_written_in_a_moment() -> None:
    assert "a" in as_markdown("<div>" * 5_000 + "a" + "</div>" * 5_000)
    assert "a" in as_text("<blockquote>" * 500 + "<p>a</p>" + "</blockquote>" * 500)
    assert as_text("<p>" + "a " * 100_000 + "</p>")
    assert in_markdown("[" * 100_000)

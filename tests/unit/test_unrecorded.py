"""`sources: unrecorded`: an article of an archive that never recorded who said so."""

from __future__ import annotations

import json

import pytest

from newsgen.build.report import BuildReport
from tests.support.site import SiteFolder


def warnings(report: BuildReport) -> list[tuple[str, str]]:
    return [(one.path, one.message) for one in report.problems if one.code == "NG480"]


def test_the_page_says_nothing_of_sources_and_the_site_is_warned_once(site: SiteFolder) -> None:
    site.write(
        "newsgen.yaml",
        "name: A\nurl: https://a.example/\nformats: [html, text, json, markdown]\n"
        "license: CC-BY-4.0\n",
    )
    site.article("world/old.md", sources="unrecorded")
    site.article("world/older.md", sources="unrecorded")
    report = site.build()
    assert not report.failed
    said = [("content/articles", "2 articles have no record of sources.")]
    assert said == warnings(report)
    page = site.page("world/2024/11/old.html")
    assert "How we know this" not in page and "unrecorded" not in page
    (told,) = [
        json.loads(part.split("</script>")[0])
        for part in page.split('<script type="application/ld+json">')[1:]
    ]
    assert "citation" not in json.dumps(told)
    for path, content in site.tree().items():
        assert b"nrecorded" not in content, path
    assert "sources.html" not in site.tree()


def test_the_count_follows_each_edit(site: SiteFolder) -> None:
    for name in "abc":
        site.article(f"world/{name}.md", sources="unrecorded")
    site.article("world/d.md")
    assert ["3 articles have"] == [text[:15] for _, text in warnings(site.build())]
    site.article("world/a.md", body="Other.\n", sources="unrecorded")
    report = site.build()
    assert ("changes", "3 articles") == (report.looked_at, warnings(report)[0][1][:10])
    site.article("world/b.md", sources="[AP]")
    report = site.build()
    assert ("changes", "2 articles") == (report.looked_at, warnings(report)[0][1][:10])
    site.article("world/d.md", sources="unrecorded", draft="true")
    site.delete("content/articles/world/c.md")
    report = site.build()
    assert ("changes", "2 articles") == (report.looked_at, warnings(report)[0][1][:10])
    for name in "ad":
        site.article(f"world/{name}.md")
    report = site.build()
    assert ("changes", []) == (report.looked_at, warnings(report))


@pytest.mark.parametrize("written", ["[unrecorded]", '"unrecorded"'])
def test_in_a_list_or_in_quotes_it_is_a_name(site: SiteFolder, written: str) -> None:
    site.article("world/a.md", sources=written)
    assert [] == warnings(site.build())
    assert "How we know this" in site.page("world/2024/11/a.html")


def test_what_is_cited_must_be_recorded(site: SiteFolder) -> None:
    site.article("world/a.md", "He said so.[@ap]\n", sources="unrecorded")
    assert ["NG080"] == [one.code for one in site.build().problems if one.severity == "error"]

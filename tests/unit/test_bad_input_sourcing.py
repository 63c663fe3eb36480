"""Bad sources, citations, corrections, series and live entries: each named with its line."""

from __future__ import annotations

import pytest

from tests.support.problems import Placed, accepted, refused
from tests.support.site import SiteFolder

A = "content/articles/world/a.md"
B = "content/articles/world/b.md"
REGISTRY = "content/sources.yaml"


def test_two_sources_of_the_registry_with_one_id(site: SiteFolder) -> None:
    site.write(REGISTRY, "- id: reuters\n  name: Reuters\n- id: reuters\n  name: Another\n")
    assert [Placed(REGISTRY, 3, 7, "NG014")] == refused(site)


def test_a_source_that_an_article_names_twice(site: SiteFolder) -> None:
    site.article("world/a.md", sources="[Reuters, reuters]")
    assert [Placed(A, 4, 20, "NG014")] == refused(site)


@pytest.mark.parametrize("source_id", ["us officials", "Reuters", "a/b", "con"])
def test_an_id_that_cannot_be_used(site: SiteFolder, source_id: str) -> None:
    site.write(REGISTRY, f"- id: {source_id}\n  name: Officials\n")
    assert [Placed(REGISTRY, 1, 7, "NG082")] == refused(site)


@pytest.mark.parametrize(("content", "column"), [("reuters: Reuters\n", 1), ("Reuters\n", 1)])
def test_a_registry_that_is_no_list(site: SiteFolder, content: str, column: int) -> None:
    site.write(REGISTRY, content)
    assert [Placed(REGISTRY, 1, column, "NG019")] == refused(site)


def test_a_source_of_the_registry_that_is_no_description(site: SiteFolder) -> None:
    site.write(REGISTRY, "- Reuters\n")
    assert [Placed(REGISTRY, 1, 3, "NG019")] == refused(site)


def test_an_unknown_key_of_a_source(site: SiteFolder) -> None:
    site.write(REGISTRY, "- id: reuters\n  nmae: Reuters\n")
    assert [Placed(REGISTRY, 2, 3, "NG017")] == refused(site)


def test_an_anonymous_source_without_a_reason(site: SiteFolder) -> None:
    site.write(REGISTRY, "- name: An official\n  kind: anonymous\n")
    site.article("world/a.md", sources="[{name: A soldier, kind: anonymous}]")
    assert [Placed(A, 4, 29, "NG083"), Placed(REGISTRY, 2, 3, "NG083")] == refused(site)


def test_a_citation_of_what_is_no_source_of_the_article(site: SiteFolder) -> None:
    site.article("world/a.md", body="One.[@reuters]\n\nTwo.[@reuters; @nyt, p. 3]\n")
    assert [Placed(A, 8, 16, "NG080")] == refused(site)


@pytest.mark.parametrize("body", ["One [@reuters and no end.\n", "One [@reuters\n\nand] no end.\n"])
def test_a_citation_that_never_closes_stays_as_text(site: SiteFolder, body: str) -> None:
    site.article("world/a.md", body=body)
    assert [Placed(A, 6, 5, "NG081", "warning")] == accepted(site)
    assert 1 == site.page("world/2024/11/a.html").count("[@reuters")


def test_a_citation_in_code_or_escaped_is_none(site: SiteFolder) -> None:
    site.article("world/a.md", body="Write `[@reuters` or \\[@reuters] to cite.\n")
    assert [] == accepted(site)


@pytest.mark.parametrize(
    ("correction", "codes"),
    [
        ("{text: It was wrong}", ["NG084"]),
        ("{date: 2024-11-19}", ["NG084"]),
        ("{kind: update}", ["NG084", "NG084"]),
        ("{date: soon, text: It was wrong}", ["NG020"]),
        ("{date: 2024-11-19, text: It was wrong, kind: mistake}", ["NG022"]),
        ("{date: 2024-11-19, text: It was wrong, who: me}", ["NG017"]),
        ("It was wrong", ["NG019"]),
    ],
)
def test_a_correction_that_is_incomplete(
    site: SiteFolder, correction: str, codes: list[str]
) -> None:
    site.article("world/a.md", corrections=f"[{correction}]")
    found = refused(site)
    assert [(A, 5)] * len(codes) == [(one.path, one.line) for one in found]
    assert codes == [one.code for one in found]


def test_an_unknown_kind_of_article(site: SiteFolder) -> None:
    site.article("world/a.md", kind="analisys")
    assert [Placed(A, 5, 7, "NG022")] == refused(site)


def test_two_articles_that_claim_one_place_in_a_series(site: SiteFolder) -> None:
    site.article("world/a.md", series="{title: The war, part: 2}")
    site.article("world/b.md", series="{title: The war, part: 2}")
    assert [Placed(B, 5, 1, "NG085")] == refused(site)


def test_a_draft_does_not_claim_a_place_in_a_series(site: SiteFolder) -> None:
    site.article("world/a.md", series="{title: The war, part: 2}")
    site.article("world/b.md", series="{title: The war, part: 2}", draft="true")
    assert [] == accepted(site)


def test_a_live_entry_without_a_time(site: SiteFolder) -> None:
    body = "Intro.\n\n## 14:05 It begins\n\nText.\n\n## Background\n\nText.\n\n## 25:99 No time\n"
    site.article("world/a.md", kind="live", body=body)
    assert [Placed(A, 13, 1, "NG086"), Placed(A, 17, 1, "NG086")] == refused(site)


def test_all_of_them_come_in_one_run(site: SiteFolder) -> None:
    site.write(REGISTRY, "- id: us officials\n")
    site.article("world/a.md", kind="live", corrections="[{text: Wrong}]", body="## Now\n")
    site.article("world/b.md", body="One.[@nobody]\n")
    assert [(A, "NG084"), (A, "NG086"), (B, "NG080"), (REGISTRY, "NG082")] == [
        (one.path, one.code) for one in refused(site)
    ]

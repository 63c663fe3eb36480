"""A link to a place that is not there is named, in one text and between files, as often as either changes."""

from __future__ import annotations

import pytest

from newsgen.build.check import check
from newsgen.build.report import CheckRequest
from newsgen.model.problem import Problem
from newsgen.reading.markdown.body import render_body
from tests.support.problems import Placed, accepted
from tests.support.site import AS_OF, SiteFolder

A = "content/articles/world/a.md"


def told(text: str) -> list[Problem]:
    return [one for one in render_body(text, 1, "a.md", ()).problems if one.code == "NG419"]


# In one text


@pytest.mark.parametrize(
    "text",
    [
        "## Range\n\n[x](#range)\n",
        "## The range, in km\n\n[x](#the-range-in-km)\n",
        "## Range {#own-id}\n\n[x](#own-id)\n",
        "## Діапазон\n\n[x](#діапазон) [y](#%D0%B4%D1%96%D0%B0%D0%BF%D0%B0%D0%B7%D0%BE%D0%BD)\n",
        "## A\n\n## A\n\n[x](#a_1)\n",
        "[TOC]\n\n## A\n\n### B\n",
        "Text.[^1]\n\n[^1]: Note.\n\n[x](#fn:1) [y](#fnref:1)\n",
        "[x](#top) [y](#Top) [z](#)\n",
        "[x](#:~:text=a%20word) [y](#top:~:text=a)\n",
        "[x](#sources) [y](#source-2) [z](#corrections) [a](#main) [b](#page:comments)\n",
        "## Sources\n\n[x](#sources) [y](#text-sources)\n",
        '<p id="here">A</p>\n\n<a href="#here">x</a> <a href="#he%72e">y</a>\n',
        '<div id="a b">A</div>\n\n<a href="#a b">x</a>\n',
        "A paragraph.\n{: #here }\n\n[x](#here)\n",
        '!!! fact "F"\n    ## In a box\n\n[x](#in-a-box)\n',
        "![A](media/a.png){#here}\n\n[x](#here)\n",
        "Code: `[x](#nowhere)`\n",
    ],
)
def test_a_place_that_is_there_is_nothing_to_say(text: str) -> None:
    assert [] == told(text)


def test_a_place_that_is_not_in_the_text_is_a_warning_at_the_link() -> None:
    text = (
        "## The range\n\n#nowhere `#nowhere`\n\n"
        "[a](#nowhere), <a href='#the-rang'>b</a>, [c](#The-range)\n"
    )
    found = told(text)
    assert [(5, 5), (5, 25), (5, 47)] == [(one.line, one.column) for one in found]
    assert {"warning"} == {one.severity for one in found}
    assert "There is no place `nowhere` in this text." == found[0].message
    assert found[1].hint.startswith("Did you mean `#the-range`? A heading is named by its words")
    assert found[2].hint.startswith("Did you mean `#the-range`?")


# Between files


def test_a_place_that_is_not_in_the_other_file_is_a_warning_at_the_link(site: SiteFolder) -> None:
    site.article("world/target.md", body="## Range\n\nText.[^1]\n\n[^1]: Note.\n")
    site.write(
        "content/pages/about.md",
        "---\ntitle: A\n---\n## Who\n\n[x](../articles/world/target.md#no)\n",
    )
    site.write(
        "content/people/ann.md", "---\nname: Ann\n---\n## Life\n\n[x](../pages/about.md#whom)\n"
    )
    site.article(
        "world/a.md",
        body="[a](target.md#rang) and [b](target.md#range)\n\n[c](target.md#nothing) [d](gone.html#x)\n\n"
        "[e](../../pages/about.md#who) [f](../../pages/about.md#corrections)\n\n"
        "[g](../../people/ann.md#life) [h](../../people/ann.md#live) [i](target.md#sources)\n\n"
        "[j](target.md#top) [k](target.md#:~:text=x) [l](target.md#fn:1)\n\n"
        "[m](target.md#%72ange) [n](a.md#x)\n",
    )  # fmt: skip
    assert [
        Placed(A, 6, 5, "NG419", "warning"),
        Placed(A, 8, 5, "NG419", "warning"),
        Placed(A, 8, 28, "NG047", "warning"),
        Placed(A, 10, 35, "NG419", "warning"),
        Placed(A, 12, 35, "NG419", "warning"),
        Placed(A, 16, 28, "NG419", "warning"),
        Placed("content/pages/about.md", 6, 5, "NG419", "warning"),
        Placed("content/people/ann.md", 6, 5, "NG419", "warning"),
    ] == accepted(site)
    first = site.build().problems[0]
    assert "There is no place `rang` in `target.md`." == first.message
    assert first.hint.startswith("Did you mean `#range`?")
    checked = check(CheckRequest(site=site.root, as_of=AS_OF)).problems
    assert 7 == sum(one.code == "NG419" for one in checked)


def test_the_entries_of_a_live_article_are_places(site: SiteFolder) -> None:
    body = "Now.\n\n## 10:00 One\n\nText.\n\n<h2>11:00 Two</h2>\n\nMore. [x](#entry-2)\n"
    site.article("world/live.md", kind="live", body=body)
    site.article(
        "world/a.md", body="[x](live.md#1000-one) [y](live.md#entry-2) [z](live.md#entry-3)\n"
    )
    assert [Placed(A, 6, 48, "NG419", "warning")] == accepted(site)


@pytest.mark.parametrize("is_page", [False, True])
def test_a_place_is_looked_for_anew_when_either_file_changes(
    site: SiteFolder, *, is_page: bool
) -> None:
    target, link = "content/articles/world/target.md", "target.md#range"
    if is_page:
        target, link = "content/pages/target.md", "../../pages/target.md#range"
    front = "title: T\n" if is_page else "headline: T\ndate: 2024-11-18\nsources: [R]\n"

    def write(heading: str) -> None:
        site.write(target, f"---\n{front}---\n## {heading}\n\nText.\n")

    write("Range")
    site.article("world/a.md", body=f"[x]({link})\n")
    for number in range(5):
        site.article(f"world/other-{number}.md")
    assert [] == accepted(site)
    there = [Placed(A, 6, 5, "NG419", "warning")]
    write("Reach")
    assert there == accepted(site)
    site.article("world/other-1.md", body="Another text.\n")
    assert there == accepted(site)
    write("Range")
    assert [] == accepted(site)
    site.article("world/a.md", body=f"Text.\n\n[x]({link}s)\n")
    assert [Placed(A, 8, 5, "NG419", "warning")] == accepted(site)
    write("Ranges")
    assert [] == accepted(site)


def test_an_edit_to_a_text_that_is_led_to_stays_an_incremental_build(site: SiteFolder) -> None:
    site.article("world/target.md", body="## Range\n")
    site.article("world/a.md", body="[x](target.md#range)\n")
    site.build()
    site.article("world/target.md", body="## Reach\n")
    report = site.build()
    # Its page, and two feeds in three formats.
    assert ("changes", 7) == (report.looked_at, report.rendered)
    assert [A] == [one.path for one in report.problems]


def test_many_links_to_places_of_one_text_cost_no_more_than_others() -> None:
    from time import process_time

    headings = "".join(f"## Heading number {number}\n\n" for number in range(2_000))
    links = "".join(f"[x](#heading-numer-{number})\n\n" for number in range(2_000))
    began = process_time()
    assert 2_000 == len(told(headings + links))
    assert process_time() - began < 10

"""The text edition: what its pages hold, where they lead, how heavy they are, what makes them stale."""

from __future__ import annotations

import re

import pytest

from tests.support.pictures import png
from tests.support.problems import refused
from tests.support.site import CONFIG, SiteFolder

FORMATS = "formats: [html, text]\n"
ARTICLE = "world/2024/11/a.html"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    site.write("newsgen.yaml", CONFIG + FORMATS)
    site.write("content/media/map.png", png())
    site.article(
        "world/a.md",
        "See [b](b.md#part), [about](/pages/about.md) and ![A map](/media/map.png).[@reuters]\n",
        headline="The first",
        image="{src: media/map.png, alt: A map}",
        corrections="[{date: 2024-11-19, text: It was not so.}]",
    )
    site.article("world/b.md", headline="The second")
    site.write("content/pages/about.md", "---\ntitle: About\n---\nWho we are.\n")
    return site


def test_the_front_page_and_each_article_have_a_twin_and_nothing_else_has(
    desk: SiteFolder,
) -> None:
    desk.build()
    assert {"text/index.html", "text/world/2024/11/a.html", "text/world/2024/11/b.html"} == {
        path for path in desk.tree() if path.startswith("text/")
    }


def test_without_the_format_there_is_no_twin_and_no_link_to_one(desk: SiteFolder) -> None:
    desk.write("newsgen.yaml", CONFIG)
    desk.build()
    assert [] == [path for path in desk.tree() if path.startswith("text/")]
    assert [] == [path for path, text in desk.tree().items() if b"Text version" in text]


def test_an_edition_that_is_given_up_is_deleted(desk: SiteFolder) -> None:
    desk.build()
    desk.write("newsgen.yaml", CONFIG)
    assert 3 <= desk.build().deleted
    assert [] == [path for path in desk.tree() if path.startswith("text/")]


def test_a_twin_has_no_picture_no_script_and_loads_nothing(desk: SiteFolder) -> None:
    desk.build()
    for path, content in desk.tree().items():
        if path.startswith("text/"):
            assert [] == re.findall(
                r"<(?:img|picture|source|script)|\ssrc=|stylesheet", content.decode()
            )


def test_where_a_picture_was_its_alternative_text_stands(desk: SiteFolder) -> None:
    desk.build()
    assert "and [A map]" in desk.page(f"text/{ARTICLE}")


@pytest.mark.parametrize(
    ("picture", "text"),
    [
        ("![A > B](/media/map.png)", "<p>[A &gt; B]</p>"),
        ('![A](/media/map.png "The map"){credit="Ann"}', "<p>[A] The map Ann</p>"),
        ("![](/media/map.png)", ""),
        ('<figure><img src="/media/map.png" alt="X"></figure>', "<figure>[X]</figure>"),
    ],
)
def test_what_becomes_of_pictures(desk: SiteFolder, picture: str, text: str) -> None:
    desk.article("world/a.md", f"Before.\n\n{picture}\n\nAfter.\n")
    desk.build()
    found = re.search(r"<p>Before.</p>(.*?)<p>After.</p>", desk.page(f"text/{ARTICLE}"), re.DOTALL)
    assert found is not None
    assert text == found.group(1).strip()


def test_page_and_twin_lead_to_each_other(desk: SiteFolder) -> None:
    desk.build()
    page, twin = desk.page(ARTICLE), desk.page(f"text/{ARTICLE}")
    assert 2 == page.count(f'href="../../../text/{ARTICLE}"')
    assert f'<a href="../../../../{ARTICLE}">Full version</a>' in twin
    assert f'<link rel="canonical" href="https://test.example/{ARTICLE}">' in twin
    assert '<a href="../index.html">Full version</a>' in desk.page("text/index.html")
    assert 'href="text/index.html">Text version</a>' in desk.page("index.html")


def test_twins_lead_to_twins_and_to_pages_that_have_none(desk: SiteFolder) -> None:
    desk.build()
    twin = desk.page(f"text/{ARTICLE}")
    assert '<a href="../../../../text/world/2024/11/b.html#part">b</a>' in twin
    assert '<a href="../../../../about.html">about</a>' in twin


def test_in_directories_too(desk: SiteFolder) -> None:
    desk.write("newsgen.yaml", f"{CONFIG}{FORMATS}urls: directory\n")
    desk.build()
    assert '<a href=".././">Full version</a>' in desk.page("text/index.html")
    assert 'href="text/world/2024/11/a/' not in desk.page("text/index.html")
    assert 'href="../text/world/2024/11/a/"' in desk.page("text/index.html")


def test_a_site_without_an_address_asks_search_engines_to_pass_over_twins(
    desk: SiteFolder,
) -> None:
    desk.write("newsgen.yaml", FORMATS)
    desk.build()
    assert '<meta name="robots" content="noindex">' in desk.page(f"text/{ARTICLE}")


def test_no_sitemap_and_no_feed_lists_a_twin(desk: SiteFolder) -> None:
    desk.build()
    assert [] == [
        path for path, text in desk.tree().items() if path.endswith(".xml") and b"/text/" in text
    ]


def test_the_twin_of_a_translation_is_in_its_language(desk: SiteFolder) -> None:
    desk.article("world/a.uk.md", headline="Перша")
    desk.build()
    twin = desk.page(f"text/uk/{ARTICLE}")
    assert '<html lang="uk"' in twin and "Повна версія" in twin
    assert 'href="../../../../../text/world/2024/11/a.html" lang="en"' in twin
    assert "hreflang" in desk.page("text/index.html")


def test_the_front_page_stays_below_what_a_server_sends_before_it_waits(desk: SiteFolder) -> None:
    long = "A headline that is as long as headlines are allowed to be by any careful desk, and more"
    for section in range(14):
        for number in range(6):
            desk.article(
                f"section-number-{section}/a-long-slug-of-a-story-{number}.md", headline=long
            )
    desk.build()
    assert 14_000 > len(desk.tree()["text/index.html"])


def test_a_twin_changes_with_its_article_and_with_no_other(desk: SiteFolder) -> None:
    desk.build()
    desk.article("world/c.md", headline="The third", date="2024-11-19")
    report = desk.build(explain=True)
    assert {"text/index.html", "text/world/2024/11/c.html"} == {
        one.output for one in report.changes if one.output.startswith("text/")
    }
    desk.article("world/b.md", "Another text.\n", headline="The second")
    assert ["text/world/2024/11/b.html", "world/2024/11/b.html"] == [
        one.output for one in desk.build(explain=True).changes if one.output.endswith(".html")
    ]


@pytest.mark.parametrize(
    ("formats", "column"), [("[html, amp]", 17), ("[text]", 10), ("amp", 10), ("{}", 10)]
)
def test_a_format_that_is_none_and_a_list_without_html_are_errors(
    site: SiteFolder, formats: str, column: int
) -> None:
    site.write("newsgen.yaml", f"{CONFIG}formats: {formats}\n")
    site.article("world/a.md")
    assert (("newsgen.yaml", 3, column),) == tuple({one[:3] for one in refused(site)})

"""The title of a source leads to the work that is cited, and never to the home page of whose it is."""

from __future__ import annotations

import pytest

from tests.support.site import CONFIG, SiteFolder

HOME, WORK = "https://reuters.example/", "https://reuters.example/2024/report"
PAGE = "world/2024/11/one"
BODY = "> It was so.\n>\n> [@reuters]\n"


@pytest.fixture
def newsroom(site: SiteFolder) -> SiteFolder:
    site.write("newsgen.yaml", f"{CONFIG}formats: [html, text]\n")
    site.write(
        "content/sources.yaml",
        f"- {{id: reuters, name: Reuters, kind: news agency, url: '{HOME}'}}\n",
    )
    return site


def published(site: SiteFolder, source: str) -> list[str]:
    """Everything that is published of an article with this source, but the page of the source."""
    site.article("world/one.md", BODY, date="2024-11-01", sources=f"[{source}]")
    report = site.build()
    assert not report.failed, report.problems
    dist = site.root / "dist"
    files = [
        file for file in dist.rglob("*") if file.is_file() and "sources/" not in file.as_posix()
    ]
    return [file.read_text(encoding="utf-8", errors="replace") for file in files]


def test_a_title_without_an_address_leads_nowhere(newsroom: SiteFolder) -> None:
    texts = published(newsroom, "{id: reuters, title: Report of 17 November}")
    assert any("Report of 17 November" in text for text in texts)
    assert not any(HOME in text for text in texts)


def test_a_title_leads_to_the_address_of_the_article_s_own_source(newsroom: SiteFolder) -> None:
    texts = published(newsroom, f"{{id: reuters, title: Report of 17 November, url: '{WORK}'}}")
    page = newsroom.page(f"{PAGE}.html")
    assert f'<a href="{WORK}" rel="external">Report of 17 November</a>' in page
    assert f'"url":"{WORK}"' in page
    assert f'<blockquote cite="{WORK}">' in page
    assert not any(f'{HOME}"' in text for text in texts)


def test_a_source_without_a_title_leads_to_whoever_it_is(newsroom: SiteFolder) -> None:
    published(newsroom, "reuters")
    page = newsroom.page(f"{PAGE}.html")
    assert f'<a href="{HOME}" rel="external">' in page
    # A quotation is of a work.
    assert "<blockquote>" in page

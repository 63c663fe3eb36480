"""The small functions of rendering: slots, dates, feeds and sitemaps as XML."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest

from newsgen.model.moment import Moment
from newsgen.rendering import dates
from newsgen.rendering.filled_body import filled
from tests.support.idioms import idiom
from tests.support.site import SiteFolder

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
NOON = Moment(int(datetime(2024, 11, 18, 12, 5, tzinfo=UTC).timestamp()))

# Structure as sitemaps.org 0.9 gives it.
_LOC = re.compile(r"https?://[^\s<>\"]+")
_W3C_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?")


# Slots


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>x</p>", "<p>x</p>"),
        ("<a\0h0\0>x</a>", '<a href="../a.html">x</a>'),
        ("<a\0h0#b\0>x</a>", '<a href="../a.html#b">x</a>'),
        ("\0i1\x1fy\x1f\x1f\x1f\0", '<img src="../b&amp;c.png" alt="y" fetchpriority="high">'),
        ("\0i2\x1fy\x1f\x1f\x1f\0", "y"),
        ("\0p2\x1fy\x1f\x1f\x1f\0", "<p>y</p>"),
        ("<a\0h2\0>x</a>", "<a>x</a>"),
        ("<a\0h2#b\0>x</a><a\0h0\0>y</a>", '<a>x</a><a href="../a.html">y</a>'),
    ],
)
def test_slots_are_filled_with_routes_from_the_page(body: str, expected: str) -> None:
    assert expected == filled(body, ["a.html", "b&c.png", ""], "../", {})


# Dates


@pytest.mark.parametrize(
    ("lang", "date", "time"),
    [
        ("en", "November 18, 2024", "2:05"),
        ("uk", "18 листопада 2024", "14:05"),
        ("de", "18. November 2024", "14:05"),
    ],
)
def test_dates_are_in_the_language_and_the_zone(lang: str, date: str, time: str) -> None:
    assert date in idiom(lang, "Europe/Kyiv").date(NOON)
    assert time in idiom(lang, "Europe/Kyiv").date_time(NOON)


def test_iso_date_is_as_exact_as_what_was_written() -> None:
    assert "2024-11-18T14:05:00+02:00" == dates.iso(NOON, "Europe/Kyiv")
    day = Moment(int(datetime(2024, 11, 17, 22, tzinfo=UTC).timestamp()), day_only=True)
    assert "2024-11-18" == dates.iso(day, "Europe/Kyiv")


def test_language_that_nobody_has_dates_for_is_shown_all_the_same() -> None:
    assert idiom("tlh").date(NOON)


# Feeds and sitemaps


@pytest.fixture
def published(site: SiteFolder) -> SiteFolder:
    """A site whose texts are hard on XML."""
    site.write(
        "newsgen.yaml",
        "name: Q&A <News>\nurl: https://test.example/sub/\ntimezone: Europe/Kyiv\n"
        "feed: {full_text: true, items: 2}\n",
    )
    site.article(
        "world/a.md",
        'A <b>bold</b> & "quoted" ]]> &#7; [link](b.md).\n',
        headline="'Markets <fall> & \"rise\" ]]>'",
        standfirst="One & two <three>",
        authors="[A & B]",
        updated="2024-11-19 09:00",
    )
    site.article("world/b.md", date="2024-11-17 10:00")
    site.article("world/b.uk.md", date="2024-11-17 10:00", lang="uk")
    site.article("europe/ї.md", date="2024-10-01")
    assert not site.build().failed
    return site


def xml(site: SiteFolder, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(site.tree()[path])


def test_every_xml_file_parses(published: SiteFolder) -> None:
    paths = [path for path in published.tree() if path.endswith(".xml")]
    assert 6 <= len(paths)
    for path in paths:
        xml(published, path)


def test_feed_holds_the_newest_articles_with_absolute_links(published: SiteFolder) -> None:
    channel = xml(published, "feed.xml").find("channel")
    assert channel is not None
    assert "Q&A <News>" == channel.findtext("title")
    assert "https://test.example/sub/" == channel.findtext("link")
    own = channel.find(f"{ATOM}link")
    assert own is not None
    assert "https://test.example/sub/feed.xml" == own.get("href")
    items = channel.findall("item")
    expected = [
        "https://test.example/sub/world/2024/11/a.html",
        "https://test.example/sub/world/2024/11/b.html",
    ]
    assert expected == [item.findtext("link") for item in items]
    assert 2 == len({item.findtext("guid") for item in items})
    assert 'Markets <fall> & "rise" ]]>' == items[0].findtext("title")
    assert "One &amp; two &lt;three&gt;" == items[0].findtext("description")


def test_feed_carries_the_text_with_absolute_links(published: SiteFolder) -> None:
    item = xml(published, "feed.xml").find("channel/item")
    assert item is not None
    text = item.findtext(f"{CONTENT}encoded") or ""
    assert '<a href="https://test.example/sub/world/2024/11/b.html">link</a>' in text
    assert "\0" not in text


def test_dates_of_a_feed_are_those_of_its_articles(published: SiteFolder) -> None:
    channel = xml(published, "feed.xml").find("channel")
    assert channel is not None
    built = parsedate_to_datetime(channel.findtext("lastBuildDate") or "")
    assert datetime(2024, 11, 19, 7, tzinfo=UTC) == built
    first = parsedate_to_datetime(channel.findtext("item/pubDate") or "")
    assert datetime(2024, 11, 17, 22, tzinfo=UTC) == first


def test_sitemap_index_leads_to_every_sitemap(published: SiteFolder) -> None:
    root = xml(published, "sitemap.xml")
    assert f"{SITEMAP}sitemapindex" == root.tag
    found = {one.findtext(f"{SITEMAP}loc") for one in root.findall(f"{SITEMAP}sitemap")}
    sitemaps = [path for path in published.tree() if path.startswith("sitemaps/")]
    assert {f"https://test.example/sub/{path}" for path in sitemaps} == found
    assert "Sitemap: https://test.example/sub/sitemap.xml" in published.page("robots.txt")


def test_sitemaps_have_the_structure_of_the_protocol(published: SiteFolder) -> None:
    paths = [path for path in published.tree() if path.startswith("sitemaps/")]
    locations: list[str] = []
    for path in paths:
        root = xml(published, path)
        assert f"{SITEMAP}urlset" == root.tag
        for url in root:
            assert f"{SITEMAP}url" == url.tag
            assert {f"{SITEMAP}loc", f"{SITEMAP}lastmod", f"{XHTML}link"} >= {
                one.tag for one in url
            }
            locations.append(url.findtext(f"{SITEMAP}loc") or "")
            modified = url.findtext(f"{SITEMAP}lastmod")
            assert modified is None or _W3C_DATE.fullmatch(modified)
    assert len(locations) == len(set(locations))
    assert all(_LOC.fullmatch(one) and one.isascii() for one in locations)
    assert "https://test.example/sub/europe/2024/10/%D1%97.html" in locations


def test_sitemaps_name_only_pages_that_are_there(published: SiteFolder) -> None:
    for path in [path for path in published.tree() if path.startswith("sitemaps/")]:
        for url in xml(published, path):
            location = (url.findtext(f"{SITEMAP}loc") or "").removeprefix(
                "https://test.example/sub/"
            )
            file = location.replace("%D1%97", "ї")
            assert (published.dist / file / "index.html").is_file() or (
                published.dist / file
            ).is_file(), location


def test_languages_of_an_article_name_each_other(published: SiteFolder) -> None:
    for url in xml(published, "sitemaps/2024-11.xml"):
        links = {one.get("hreflang"): one.get("href") for one in url.findall(f"{XHTML}link")}
        location = url.findtext(f"{SITEMAP}loc") or ""
        if "/b." in location:
            assert {"en", "uk", "x-default"} == set(links)
            assert links["en"] == links["x-default"]
            assert location in links.values()
        else:
            assert {} == links


def test_site_without_an_address_has_no_feed_and_no_sitemap(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "name: The Desk\n")
    site.article("world/a.md")
    site.build()
    assert [] == [path for path in site.tree() if path.endswith((".xml", "robots.txt"))]

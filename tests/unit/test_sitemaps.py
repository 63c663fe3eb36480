"""Sitemaps: what they list, how truthfully, and when they change; against the schemas where there are any."""

from __future__ import annotations

import os
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring

import pytest

from newsgen.build.report import BuildReport
from newsgen.planning.outputs.news_sitemap import MOST, news_language
from tests.property.sites import PLUGIN_FILE, PLUGIN_TEMPLATE, PLUGINS, small_templates
from tests.support.everything import everything
from tests.support.pictures import png
from tests.support.site import AS_OF, CONFIG, SiteFolder

NAMESPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
URL = "https://estuary.example/news/"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
DAY = 86_400
NEWS = "sitemap-news.xml"
AT_THE_TIME = AS_OF - 11 * DAY
"""20 November 2024, when the bridge is news."""

SCHEMAS = os.environ.get("NEWSGEN_STANDARDS", "")


def xml(site: SiteFolder, path: str) -> Element:
    return fromstring(site.file(f"dist/{path}").read_bytes())


def texts(root: Element, path: str) -> list[str]:
    return [one.text or "" for one in root.iterfind(path, NAMESPACES)]


def news(site: SiteFolder) -> list[str]:
    """The titles in the sitemap of news, in their order."""
    return texts(xml(site, NEWS), "s:url/news:news/news:title")


def changed(report: BuildReport) -> set[str]:
    """What a build rendered, but for feeds, which show whole texts."""
    feeds = ("feed.xml", "atom.xml", "feed.json")
    return {one.output for one in report.changes if not one.output.endswith(feeds)}


class Head(HTMLParser):
    """What a page says of itself to search engines."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.canonical, self.is_indexable = "", True
        self.alternates: set[tuple[str, str]] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "link" and found.get("rel") == "canonical":
            self.canonical = str(found["href"])
        if tag == "link" and found.get("rel") == "alternate" and "hreflang" in found:
            self.alternates.add((str(found["hreflang"]), str(found["href"])))
        if tag == "meta" and found.get("name") == "robots":
            self.is_indexable = "noindex" not in str(found["content"])


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site with every kind of page, those of a plugin among them."""
    site = everything(tmp_path_factory.mktemp("full") / "site")
    site.write(f"plugins/{PLUGIN_FILE}", PLUGINS[0])
    site.write(f"plugins/{PLUGIN_TEMPLATE}", '{% extends "base.html" %}')
    config = site.file("newsgen.yaml").read_text("utf-8")
    site.write("newsgen.yaml", f"{config}plugins: [plugins/ours]\n")
    assert not site.build(as_of=AT_THE_TIME).failed
    return site


@pytest.fixture(scope="module")
def sitemaps(full: SiteFolder) -> dict[str, Element]:
    """The sitemaps that the index names, by path."""
    listed = texts(xml(full, "sitemap.xml"), "s:sitemap/s:loc")
    return {one.removeprefix(URL): xml(full, one.removeprefix(URL)) for one in listed}


def test_every_page_that_may_be_indexed_is_in_one_sitemap_once_and_no_other_page_is(
    full: SiteFolder, sitemaps: dict[str, Element]
) -> None:
    listed = Counter(url for root in sitemaps.values() for url in texts(root, "s:url/s:loc"))
    expected, others = set(), set()
    for path in full.tree():
        if not path.endswith(".html") or path == "404.html":
            continue
        head = Head(full.page(path))
        own = URL + re.sub(r"(^|/)index\.html$", r"\1", path)
        if head.is_indexable and unquote(head.canonical) == own:
            expected.add(head.canonical)
        else:
            others.add(path)
    assert {URL + "topics/floods.html", URL + "ar/about.html"} <= expected
    assert {"text/index.html", "world/2024/11/the-lost-ferry.html", "old/bridge.html"} <= others
    assert expected == set(listed)
    assert {1} == set(listed.values())


def test_the_alternates_and_times_of_a_sitemap_are_those_of_the_page(
    full: SiteFolder, sitemaps: dict[str, Element]
) -> None:
    entry = next(
        one
        for one in sitemaps["sitemaps/2024-11.xml"]
        if (one.findtext("s:loc", "", NAMESPACES)).endswith("/ar/world/2024/11/bridge-closed.html")
    )
    links = {
        (str(one.get("hreflang")), str(one.get("href")))
        for one in entry.iterfind("xhtml:link", NAMESPACES)
    }
    page = Head(full.page("ar/world/2024/11/bridge-closed.html"))
    assert {"en", "ar", "x-default"} == {lang for lang, _ in links}
    assert page.alternates == links
    modified = [one for root in sitemaps.values() for one in texts(root, "s:url/s:lastmod")]
    assert modified and all(map(MOMENT.fullmatch, modified))
    assert "2024-11-19T17:05:00+02:00" in modified


def test_the_pictures_of_a_sitemap_are_those_that_readers_see(
    full: SiteFolder, sitemaps: dict[str, Element]
) -> None:
    found = {
        one.findtext("s:loc", "", NAMESPACES).removeprefix(URL): texts(one, "image:image/image:loc")
        for one in sitemaps["sitemaps/2024-11.xml"]
    }
    bridge = found["world/2024/11/bridge-closed.html"]
    assert ["rings", "rod"] == [re.sub(r".*/(\w+)\..*", r"\1", one) for one in bridge]
    assert 1 == len(found["world/2024/11/the-flood-by-the-hour.html"])
    for path, pictures in found.items():
        page = full.page(path)
        assert all(one.removeprefix(URL) in full.tree() for one in pictures)
        assert all(one.removeprefix(URL) in page for one in pictures)


def test_the_sitemap_of_news_has_what_google_asks_for(full: SiteFolder) -> None:
    root = xml(full, NEWS)
    assert 2 == len(root)
    for url in root:
        page = full.page(url.findtext("s:loc", "", NAMESPACES).removeprefix(URL))
        title = url.findtext("news:news/news:title", "", NAMESPACES)
        date = url.findtext("news:news/news:publication_date", "", NAMESPACES)
        assert f"<h1>{title}" in page or title in page
        assert "2024-11-18T08:30:00+02:00" == date and date in page
    publication = "s:url/news:news/news:publication/"
    assert ["en", "ar"] == texts(root, f"{publication}news:language")
    assert ["The Estuary Post", "بريد المصب"] == texts(root, f"{publication}news:name")


@pytest.mark.skipif(not SCHEMAS, reason="NEWSGEN_STANDARDS names no folder of schemas")
def test_all_sitemaps_are_valid_by_their_schemas(full: SiteFolder, tmp_path: Path) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    schema = xmlschema.XMLSchema(str(Path(SCHEMAS) / "schemas" / "sitemap-all.xsd"))
    empty = SiteFolder(tmp_path / "empty")
    empty.article("world/a.md")
    empty.build()
    checked = 0
    for site in (full, empty):
        for path in site.tree():
            if path.startswith("sitemap"):
                schema.validate(str(site.dist / path))
                checked += 1
    assert 9 <= checked
    bad = site.page(NEWS).replace("</urlset>", "<url><lastmod>yesterday</lastmod></url></urlset>")
    assert not schema.is_valid(bad)


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("pt-BR", "pt"), ("zh", "zh-cn"), ("zh-Hant-HK", "zh-tw"), ("fil", "fil")],
)
def test_the_language_of_news_is_that_which_google_knows(tag: str, language: str) -> None:
    assert language == news_language(tag)


# What is news


def test_sponsored_articles_satire_and_what_was_retracted_are_no_news(site: SiteFolder) -> None:
    date = "2024-11-30T10:00:00Z"
    for kind in ("news", "opinion", "sponsored", "satire"):
        site.article(f"world/{kind}.md", headline=f"The {kind}", kind=kind, date=date)
    wrong = "[{date: 2024-11-30T12:00:00Z, kind: retraction, text: No.}]"
    site.article("world/wrong.md", headline="Wrong", date=date, corrections=wrong)
    site.article("world/draft.md", headline="Draft", date=date, draft="true")
    site.article("world/old.md", headline="Old", date="2024-11-28")
    site.build()
    assert ["The opinion", "The news"] == news(site)


def test_what_is_news_falls_out_after_two_days_and_the_build_says_when(site: SiteFolder) -> None:
    site.article("world/first.md", headline="First", date="2024-11-30T06:00:00Z")
    site.article("world/second.md", headline="Second <&>", date="2024-11-30T18:00:00Z")
    first = site.build()
    assert ["Second <&>", "First"] == news(site)
    assert AS_OF + 30 * 3_600 == first.next_due
    still = site.build(as_of=AS_OF + 30 * 3_600 - 1)
    assert ("nothing", AS_OF + 30 * 3_600) == (still.looked_at, still.next_due)
    later = site.build(as_of=AS_OF + 30 * 3_600, explain=True)
    assert ["Second <&>"] == news(site)
    assert ("changes", [NEWS]) == (later.looked_at, [one.output for one in later.changes])
    assert AS_OF + 42 * 3_600 == later.next_due
    last = site.build(as_of=AS_OF + 42 * 3_600)
    assert ([], None, 1) == (news(site), last.next_due, last.rendered)
    clean = SiteFolder(site.root)
    clean.build(as_of=AS_OF + 42 * 3_600, output=site.root / "clean", state_folder=site.root / "s")
    assert site.tree() == site.tree(site.root / "clean")


HELD = {
    "draft": {"draft": "true"},
    "future": {"date": "2024-12-24"},
    "embargo": {"embargo": "2024-12-24"},
    "expired": {"expires": "2024-11-30T12:00:00Z"},
}


def test_nothing_of_a_held_article_of_today_is_in_a_file_for_machines(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}llms: true\n")
    site.write("content/media/qzxpicture.png", png())
    values = {"headline": "Qzxheadline", "date": "2024-11-30", "summary": "qzxsummary"}
    body = "![Qzxalt](/media/qzxpicture.png)\n"

    def marked() -> list[str]:
        files = [one for one in site.tree() if not one.endswith("html")]
        texts = {one: site.file(f"dist/{one}").read_bytes().lower() for one in files}
        return [one for one, text in texts.items() if b"qzx" in text or "qzx" in one]

    site.article("world/other.md", date="2024-11-30")
    for name in HELD:
        site.article(f"world/qzx{name}.md", body, **values)
    site.build()
    assert {NEWS, "llms.txt", "sitemaps/2024-11.xml"} <= {*marked()}
    for name, held in HELD.items():
        site.article(f"world/qzx{name}.md", body, **{**values, **held})
    report = site.build()
    assert ("changes", len(HELD)) == (report.looked_at, len(report.held))
    assert [] == marked()
    assert 1 == len(news(site))


def test_the_sitemap_of_news_holds_a_thousand_and_those_the_newest(site: SiteFolder) -> None:
    for name, text in small_templates().items():
        site.write(f"templates/{name}", text)
    for number in range(MOST + 2):
        clock = f"{number // 60:02}:{number % 60:02}:00"
        site.article(f"world/{number}.md", headline=str(number), date=f"2024-11-30T{clock}Z")
    report = site.build()
    found = news(site)
    assert [str(number) for number in range(MOST + 1, 1, -1)] == found
    # The oldest of those that are in it.
    assert AS_OF + DAY + 2 * 60 == report.next_due


def test_a_picture_that_comes_into_a_text_or_goes_is_in_the_sitemap_of_its_month_alone(
    site: SiteFolder,
) -> None:
    site.write("content/media/map.png", png())
    site.write("content/media/other.png", png((1, 2, 3)))
    site.article("world/a.md", "Text.\n")
    site.article("world/b.md", "Text.\n\n![A](/media/map.png)\n", image="media/other.png")
    site.article("world/c.md", date="2024-10-01")
    site.build()
    month = "sitemaps/2024-11.xml"

    def pictures() -> list[str]:
        found = texts(xml(site, month), "s:url/image:image/image:loc")
        return [re.sub(r".*/(\w+)\..*", r"\1", one) for one in found]

    assert ["other", "map"] == pictures()
    site.article("world/a.md", "Text.\n\n![A](/media/map.png)\n")
    report = site.build(explain=True)
    assert "changes" == report.looked_at
    assert {"world/2024/11/a.html", month} == changed(report)
    assert ["map", "other", "map"] == pictures()
    site.article("world/a.md", "Other text.\n\n![A](/media/map.png)\n")
    report = site.build(explain=True)
    assert {"world/2024/11/a.html"} == changed(report)
    site.write("content/media/map.png", png((9, 9, 9)))
    site.build()
    assert all(
        one.removeprefix("https://test.example/") in site.tree()
        for one in texts(xml(site, month), "s:url/image:image/image:loc")
    )
    site.article("world/a.md", "Text.\n")
    site.delete("content/articles/world/b.md")
    site.build()
    assert [] == pictures()


def test_a_new_article_renders_the_sitemap_of_its_month_and_that_of_news_and_no_other_for_machines(
    site: SiteFolder,
) -> None:
    site.write("newsgen.yaml", f"{CONFIG}rsl: true\ntrust: {{social: https://a.example/}}\n")
    for day in range(1, 30):
        site.article(f"world/{day}.md", date=f"2024-{10 + day % 2}-{day:02}")
    site.build()
    site.article("world/new.md", date="2024-11-30")
    found = {one for one in changed(site.build(explain=True)) if not one.endswith("html")}
    assert {"sitemaps/2024-11.xml", NEWS} == found


def test_a_site_without_an_address_has_no_file_that_needs_one(site: SiteFolder) -> None:
    site.write("newsgen.yaml", CONFIG.partition("url:")[0] + "llms: true\nrsl: true\n")
    site.article("world/a.md")
    site.build()
    names = ("sitemap", "robots", "llms", ".well-known", "license")
    assert [] == [path for path in site.tree() if path.startswith(names)]
    assert "rsl+xml" not in site.page("index.html")

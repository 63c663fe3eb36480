"""Feeds in each format: well-formed, complete, absolute, and with identities that never change."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from newsgen.rendering.feeds.absolute_urls import with_absolute_urls
from newsgen.rendering.feeds.item_ids import identity
from tests.support.everything import everything as write_everything
from tests.support.site import SiteFolder

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
ALL = "of: [site, sections, corrections, tags, people]"
CONFIG = f"name: Probe\nurl: https://probe.example/\nfeed: {{{ALL}}}\n"

URL_ATTRIBUTES = frozenset({"href", "src", "srcset", "cite", "poster"})


class Seen(HTMLParser):
    """The elements of HTML, and the URLs in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.urls: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, value in attrs:
            if name == "srcset":
                self.urls += [one.split()[0] for one in (value or "").split(",")]
            elif name in URL_ATTRIBUTES:
                self.urls.append(value or "")
            elif name == "id":
                self.ids.add(value or "")


def paths_of(site: SiteFolder, name: str) -> list[str]:
    return [path for path in site.tree() if path.rpartition("/")[2] == name]


def rss(site: SiteFolder, path: str = "feed.xml") -> ElementTree.Element:
    channel = ElementTree.fromstring(site.tree()[path]).find("channel")
    assert channel is not None
    return channel


def atom(site: SiteFolder, path: str = "atom.xml") -> ElementTree.Element:
    return ElementTree.fromstring(site.tree()[path])


def json_feed(site: SiteFolder, path: str = "feed.json") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.tree()[path])
    return found


def ids(site: SiteFolder, folder: str = "") -> dict[str, str]:
    """The identity of each item by its title, which must be one in all formats."""
    by_rss = {
        one.findtext("title"): one.findtext("guid")
        for one in rss(site, f"{folder}feed.xml").iter("item")
    }
    by_atom = {
        one.findtext(f"{ATOM}title"): one.findtext(f"{ATOM}id")
        for one in atom(site, f"{folder}atom.xml").iter(f"{ATOM}entry")
    }
    by_json = {one["title"]: one["id"] for one in json_feed(site, f"{folder}feed.json")["items"]}
    assert by_rss == by_atom == by_json
    assert len(by_json) == len(set(by_json.values()))
    return by_json


def absolute_urls(text: str) -> bool:
    parts = urlsplit(text)
    return bool(parts.scheme) and (parts.scheme not in ("http", "https") or bool(parts.netloc))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site that uses everything an article may have, in two languages."""
    site = write_everything(tmp_path_factory.mktemp("everything") / "site")
    assert not site.build().failed
    return site


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site whose texts are hard on XML, JSON and readers."""
    site = SiteFolder(tmp_path_factory.mktemp("hard") / "site")
    site.write("newsgen.yaml", CONFIG + "sections: [world, empty]\n")
    site.write(
        "content/articles/world/other.md",
        "---\nheadline: Other\ndate: 2024-11-01\nsources: [S]\n---\nx\n",
    )
    site.article(
        "world/hard.md",
        "Claim.[^1] See [below](#later), [there](other.md) and [mail](mailto:a@b.example).\n\n"
        "A ]]> & <b>bold</b> <script>alert(1)</script> &#7;\x01\ufffe\uffff \U0001f600\n\n"
        '"Quoted" <q cite="/x">q</q>\n\n'
        '<blockquote cite="other.md">q</blockquote>\n\n## Later\n\n[^1]: The note.\n',
        headline='"<b>Rise</b> & fall ]]> \U0001f600"',
        summary='"<i>One</i> & two ]]>"',
        authors="[A & B <c>]",
        tags="[Floods & droughts]",
        date="2024-11-02 10:00",
        updated="2024-11-03 11:00",
    )
    report = site.build()
    assert not report.failed, report.problems
    return site


# What every format has


def test_every_feed_of_xml_is_well_formed_and_has_what_its_standard_requires(
    everything: SiteFolder, hard: SiteFolder
) -> None:
    for site in (everything, hard):
        assert len(paths_of(site, "feed.xml")) == len(paths_of(site, "atom.xml")) > 5
        for path in paths_of(site, "feed.xml"):
            channel = rss(site, path)
            assert all(channel.findtext(one) for one in ("title", "link", "description"))
            for item in channel.iter("item"):
                assert item.findtext("title") and item.findtext("link") and item.findtext("pubDate")
                guid = item.find("guid")
                assert guid is not None and "false" == guid.get("isPermaLink")
        for path in paths_of(site, "atom.xml"):
            feed = atom(site, path)
            for one in (feed, *feed.iter(f"{ATOM}entry")):
                assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one.findtext(f"{ATOM}id") or "")
                assert one.findtext(f"{ATOM}title")
                assert re.fullmatch(
                    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d",
                    one.findtext(f"{ATOM}updated") or "",
                )
            assert feed.findtext(f"{ATOM}author/{ATOM}name")
            assert feed.get("{http://www.w3.org/XML/1998/namespace}lang")


def test_every_json_feed_has_the_structure_of_the_standard(
    everything: SiteFolder, hard: SiteFolder
) -> None:
    texts = ("id", "url", "title", "date_published", "date_modified")
    for site in (everything, hard):
        paths = paths_of(site, "feed.json")
        assert len(paths) > 5
        for path in paths:
            feed = json_feed(site, path)
            assert "https://jsonfeed.org/version/1.1" == feed["version"]
            assert feed["title"] and unquote(feed["feed_url"]).endswith(f"/{path}")
            for item in feed["items"]:
                assert all(isinstance(item[one], str) and item[one] for one in texts)
                assert isinstance(item["content_html"], str)
                assert all(isinstance(one, str) for one in item.get("tags", ()))
                assert all(one["name"] for one in item.get("authors", ()))


def test_every_json_feed_is_valid_by_the_schema(everything: SiteFolder) -> None:
    folder = os.environ.get("NEWSGEN_STANDARDS")
    if not folder:
        pytest.skip("NEWSGEN_STANDARDS names no folder of schemas")
    schema = json.loads(Path(folder, "schemas/jsonfeed-1.1.schema.json").read_bytes())
    from jsonschema.validators import validator_for

    validator = validator_for(schema)(schema)
    for path in paths_of(everything, "feed.json"):
        assert [] == [one.message for one in validator.iter_errors(json_feed(everything, path))]


def test_a_feed_reader_finds_nothing_wrong(everything: SiteFolder, hard: SiteFolder) -> None:
    import feedparser

    for site in (everything, hard):
        for path in (*paths_of(site, "feed.xml"), *paths_of(site, "atom.xml")):
            parsed = feedparser.parse(site.tree()[path])
            assert not parsed.bozo, parsed.get("bozo_exception")
            assert all(one.id.startswith("urn:uuid:") and one.link for one in parsed.entries)


def test_all_formats_say_the_same(everything: SiteFolder) -> None:
    for folder in ("", "world/", "ar/", "tags/floods/", "people/ada-brink/"):
        assert ids(everything, folder)
        by_rss = [
            (one.findtext("link"), one.findtext(f"{CONTENT}encoded"))
            for one in rss(everything, f"{folder}feed.xml").iter("item")
        ]
        by_atom = [
            (one.find(f"{ATOM}link").get("href"), one.findtext(f"{ATOM}content"))  # type: ignore[union-attr]
            for one in atom(everything, f"{folder}atom.xml").iter(f"{ATOM}entry")
        ]
        by_json = [
            (one["url"], one["content_html"])
            for one in json_feed(everything, f"{folder}feed.json")["items"]
        ]
        assert by_rss == by_atom == by_json


def test_every_url_in_a_feed_is_absolute_and_nothing_in_it_runs(
    everything: SiteFolder, hard: SiteFolder
) -> None:
    seen = set()
    for site in (everything, hard):
        for path in paths_of(site, "feed.json"):
            for item in json_feed(site, path)["items"]:
                html = Seen(item["content_html"])
                seen |= html.elements
                assert {*filter(absolute_urls, html.urls)} == {*html.urls}
                assert absolute_urls(item["url"]) and absolute_urls(item.get("image", "a:b"))
                assert html.elements.isdisjoint({"script", "iframe", "style", "form", "object"})
    assert {"figure", "img", "source", "h2", "time", "aside"} <= seen


def test_hard_texts_are_whole_in_every_format(hard: SiteFolder) -> None:
    (item,) = [one for one in json_feed(hard)["items"] if "Rise" in one["title"]]
    assert "<b>Rise</b> & fall ]]> \U0001f600" == item["title"].strip()
    assert item["title"] == rss(hard).findtext("item/title")
    assert item["title"] == atom(hard).findtext(f"{ATOM}entry/{ATOM}title")
    assert "<i>One</i> & two ]]>" == atom(hard).findtext(f"{ATOM}entry/{ATOM}summary")
    # What a reader of RSS takes for HTML shows the same letters.
    assert "&lt;i&gt;One&lt;/i&gt; &amp; two ]]&gt;" == rss(hard).findtext("item/description")
    assert [{"name": "A & B <c>"}] == item["authors"]
    assert ["world", "Floods & droughts"] == item["tags"]
    page = "https://probe.example/world/2024/11/hard.html"
    html = item["content_html"]
    assert f'href="{page}#fn:1"' in html and f'href="{page}#fnref:1"' in html
    assert f'href="{page}#later"' in html and 'cite="https://probe.example/x"' in html
    assert 'href="https://probe.example/world/2024/11/other.html"' in html
    assert "other.md" not in html and "mailto:a@b.example" in html
    for path in ("feed.xml", "atom.xml", "feed.json"):
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\\u00[01]", hard.tree()[path])


def test_a_feed_changed_when_its_newest_entry_did_and_not_when_it_was_built(
    hard: SiteFolder,
) -> None:
    assert "Sun, 03 Nov 2024 11:00:00 +0000" == rss(hard).findtext("lastBuildDate")
    assert "2024-11-03T11:00:00+00:00" == atom(hard).findtext(f"{ATOM}updated")
    assert "2024-11-03T11:00:00+00:00" == json_feed(hard)["items"][0]["date_modified"]


def test_an_empty_feed_is_valid(hard: SiteFolder) -> None:
    assert rss(hard, "empty/feed.xml").find("item") is None
    assert "1970-01-01T00:00:00+00:00" == atom(hard, "empty/atom.xml").findtext(f"{ATOM}updated")
    assert [] == json_feed(hard, "empty/feed.json")["items"]


def test_a_live_article_keeps_the_times_and_headlines_of_its_entries(site: SiteFolder) -> None:
    site.write("newsgen.yaml", CONFIG + "language: de\n")
    site.article(
        "world/live.md",
        "Intro.\n\n## 09:00 Doors open\n\nThe doors opened.\n\n## 21:40 Budget passes\n\nIt passed.\n",
        kind="live",
        date="2024-11-05 08:00",
    )
    assert not site.build().failed
    (item,) = json_feed(site)["items"]
    text = re.sub(r"<[^>]+>", "", item["content_html"])
    assert re.search(
        r"Intro\..*21:40 Budget passes\s+It passed\..*09:00 Doors open\s+The doors", text, re.DOTALL
    )
    assert 'datetime="2024-11-05T21:40:00+00:00"' in item["content_html"]
    assert item["content_html"] == rss(site).findtext(f"item/{CONTENT}encoded")


def test_a_correction_stands_in_the_feed_with_the_text_it_corrects(everything: SiteFolder) -> None:
    item = next(one for one in json_feed(everything)["items"] if "The bridge over" in one["title"])
    before, _, after = item["content_html"].partition("The bridge is closed until spring.")
    assert "The number of piers was wrong." in before
    assert "Which bank was meant is now said." in after


def test_a_picture_has_its_credit_and_stands_before_the_text(everything: SiteFolder) -> None:
    content = [*rss(everything).iter(f"{MEDIA}content")][-1]
    assert "image" == content.get("medium") and absolute_urls(content.get("url") or "")
    credited = {one.text for one in rss(everything).iter(f"{MEDIA}credit")}
    assert "Ada Brink / The Estuary Post" in credited
    assert credited == {one.text for one in atom(everything).iter(f"{MEDIA}credit")}
    (item,) = [
        one
        for one in json_feed(everything)["items"]
        if "image" in one and "The bridge over" in one["title"]
    ]
    assert "<figcaption>How far the water came." in item["content_html"]


def test_text_from_right_to_left_says_so(everything: SiteFolder) -> None:
    feed = json_feed(everything, "ar/feed.json")
    assert "ar" == feed["language"]
    assert all(one["content_html"].startswith('<div lang="ar" dir="rtl">') for one in feed["items"])
    assert "dir=" not in json_feed(everything)["items"][0]["content_html"].partition("\n")[0]


def test_an_author_is_the_newsroom_where_there_is_none(site: SiteFolder) -> None:
    site.write("newsgen.yaml", CONFIG + "publisher: The Trust\n")
    site.article("world/a.md")
    site.build()
    assert atom(site).find(f"{ATOM}entry/{ATOM}author") is None
    assert "The Trust" == atom(site).findtext(f"{ATOM}author/{ATOM}name")


# Which feeds there are


def heads(page: str) -> set[tuple[str, str]]:
    found = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)"', page)
    return {
        (form, href)
        for form, href in found
        if form not in ("text/html", "application/json", "text/markdown")
    }


def test_pages_name_the_feeds_of_the_site_and_of_what_they_are_of(everything: SiteFolder) -> None:
    types = ("application/rss+xml", "application/atom+xml", "application/feed+json")

    def named(*folders: str) -> set[tuple[str, str]]:
        names = ("feed.xml", "atom.xml", "feed.json")
        return {
            (form, folder + name)
            for folder in folders
            for form, name in zip(types, names, strict=True)
        }

    assert named("") == heads(everything.page("index.html"))
    of_section = {("application/rss+xml", "../../../world/feed.xml")}
    of_article = heads(everything.page("world/2024/11/bridge-closed.html"))
    assert named("../../../") | of_section == of_article
    assert named("../", "../world/") == heads(everything.page("world/index.html"))
    assert named("../", "../tags/floods/") == heads(everything.page("tags/floods.html"))
    assert named("../", "../people/ada-brink/") == heads(everything.page("people/ada-brink.html"))
    assert named("", "corrections/") == heads(everything.page("corrections.html"))
    assert named("../ar/") == heads(everything.page("ar/index.html"))


def test_every_feed_that_a_page_names_is_there(everything: SiteFolder) -> None:
    tree = everything.tree()
    for path, content in tree.items():
        if path.endswith(".html"):
            for _, href in heads(content.decode()):
                if not href.startswith("https:"):
                    target = os.path.join(os.path.dirname(path), unquote(href))
                    assert os.path.normpath(target) in tree


def test_a_list_for_feed_readers_has_every_feed_of_its_edition(everything: SiteFolder) -> None:
    outlines = [*ElementTree.fromstring(everything.tree()["feeds.opml"]).iter("outline")]
    own = {path for path in paths_of(everything, "feed.xml") if not path.startswith("ar/")}
    base = "https://estuary.example/news/"
    assert {base + path for path in own} == {one.get("xmlUrl") for one in outlines}
    assert all(one.get("text") and one.get("htmlUrl") for one in outlines)
    assert "ar/feeds.opml" in everything.tree()


def test_the_page_of_feeds_lists_them_and_is_linked_from_every_page(everything: SiteFolder) -> None:
    page = everything.page("feeds.html")
    for path in (
        "feed.xml",
        "world/atom.xml",
        "corrections/feed.json",
        "tags.html",
        "people.html",
        "feeds.opml",
    ):
        assert f'href="{path}"' in page
    assert 'href="../../../feeds.html"' in everything.page("world/2024/11/bridge-closed.html")
    assert "خلاصاتنا" in everything.page("ar/feeds.html")


def test_the_configuration_says_which_feeds_there_are(site: SiteFolder) -> None:
    site.article("world/a.md", tags="[one]", authors="[Ann Lee]")

    def feeds(setting: str) -> set[str]:
        site.write("newsgen.yaml", f"name: N\nurl: https://n.example/\n{setting}\n")
        assert not site.build().failed
        return {
            path
            for path in site.tree()
            if re.search(r"(feed\.(xml|json)|atom\.xml|opml|feeds\.html)$", path)
        }

    usual = feeds("")
    assert "world/feed.json" in usual and "tags/one/feed.xml" not in usual
    assert {"atom.xml", "feeds.html", "feeds.opml"} == feeds("feed: {formats: [atom], of: [site]}")
    found = {"tags/one/feed.json", "people/ann-lee/feed.json", "feeds.html", "feeds.opml"}
    assert found == feeds("feed: {formats: json, of: [people, tags]}")
    assert set() == feeds("feed: {of: []}")
    assert "RSS" not in site.page("index.html") and "feeds.html" not in site.page("index.html")


def test_a_feed_bears_the_name_of_its_tag_whatever_its_items_are(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "name: N\nurl: https://n.example/\nfeed: {of: [tags], items: 1}\n")
    site.article("world/old.md", tags="[Us]", date="2024-11-01")
    site.article("world/new.md", tags="[US]", date="2024-11-18")
    site.build()
    assert "N: Us" == rss(site, "tags/us/feed.xml").findtext("title")
    site.article("world/old.md", tags="[uS]", date="2024-11-01")
    assert "changes" == site.build().looked_at
    assert "N: uS" == rss(site, "tags/us/feed.xml").findtext("title")
    assert 'text="N: uS"' in site.page("feeds.opml")


def test_a_standing_page_takes_the_place_of_the_page_of_feeds(site: SiteFolder) -> None:
    site.write("newsgen.yaml", CONFIG)
    site.article("world/a.md")
    site.write("content/pages/feeds.md", "---\ntitle: How to follow us\n---\nHere.\n")
    assert not site.build().problems
    assert "How to follow us" in site.page("feeds.html")
    assert 'href="feeds.html"' in site.page("index.html")


def test_summaries_have_no_text_and_no_body_makes_them_stale(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "name: N\nurl: https://n.example/\nfeed: {full_text: false}\n")
    site.article("world/a.md", "One.\n", summary="In short.")
    site.build()
    assert "In short." == rss(site).findtext("item/description")
    assert rss(site).find(f"item/{CONTENT}encoded") is None
    assert "In short." == json_feed(site)["items"][0]["content_text"]
    site.article("world/a.md", "Two.\n", summary="In short.")
    changed = {one.output for one in site.build(explain=True).changes}
    assert {"world/2024/11/a.html"} == changed


def test_a_hub_is_named_in_every_format(site: SiteFolder) -> None:
    site.write(
        "newsgen.yaml", "name: N\nurl: https://n.example/\nfeed: {websub: 'https://hub.example/'}\n"
    )
    site.article("world/a.md")
    site.build()
    assert "https://hub.example/" == next(
        one.get("href") for one in rss(site).iter(f"{ATOM}link") if one.get("rel") == "hub"
    )
    assert "https://hub.example/" == next(
        one.get("href") for one in atom(site).iter(f"{ATOM}link") if one.get("rel") == "hub"
    )
    assert [{"type": "WebSub", "url": "https://hub.example/"}] == json_feed(site)["hubs"]


@pytest.mark.parametrize(
    ("setting", "column"),
    [
        ("{formats: [rss, rdf]}", 23),
        ("{of: [site, moon]}", 19),
        ("{websub: 'mailto:a@b.example'}", 16),
    ],
)
def test_a_wrong_setting_is_named_at_its_place(site: SiteFolder, setting: str, column: int) -> None:
    site.write("newsgen.yaml", f"name: N\nurl: https://n.example/\nfeed: {setting}\n")
    site.article("world/a.md")
    (problem,) = site.build().problems
    assert ("newsgen.yaml", 3, column) == (problem.path, problem.line, problem.column)


# Identities


def moved(site: SiteFolder, **values: str | None) -> None:
    site.article("world/a.md", aliases="[/world/2024/11/a.html]", **values)


def renamed(site: SiteFolder) -> None:
    site.rename("content/articles/world/a.md", "content/articles/world/b.md")
    text = site.file("content/articles/world/b.md").read_text("utf-8")
    site.write(
        "content/articles/world/b.md",
        text.replace("headline:", "aliases: [/world/2024/11/a.html, /somewhere/else/]\nheadline:"),
    )


def in_another_section(site: SiteFolder) -> None:
    site.delete("content/articles/world/a.md")
    site.article("europe/a.md", aliases="['https://probe.example/world/2024/11/a.html']")


def configured(more: str, url: str = "https://probe.example/") -> Callable[[SiteFolder], object]:
    return lambda site: site.write("newsgen.yaml", f"name: Other\nurl: {url}\n{more}")


CHANGES: dict[str, Callable[[SiteFolder], object]] = {
    "the date": lambda site: moved(site, date="2024-10-03"),
    "the slug": lambda site: moved(site, slug="another"),
    "the file's name": renamed,
    "the section": in_another_section,
    "headline and text": lambda site: site.article("world/a.md", "New.\n"),
    "the site's address": configured("", "https://news.example/"),
    "the site's path": configured("", "https://probe.example/news/"),
    "the form of addresses": configured("urls: directory\n"),
    "the form of addresses and the file": lambda site: (
        configured("urls: directory\n")(site),
        renamed(site),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_item_keeps_its_identity_when_this_changes(site: SiteFolder, change: str) -> None:
    site.write("newsgen.yaml", CONFIG)
    site.article("world/a.md", corrections="[{date: 2024-11-19, text: It was not so.}]")
    assert not site.build().failed
    before, correction = ids(site), ids(site, "corrections/")
    links = [one["url"] for one in json_feed(site)["items"]]
    CHANGES[change](site)
    assert not site.build().failed
    assert [*before.values()] == [*ids(site).values()]
    assert change == "headline and text" or links != [
        one["url"] for one in json_feed(site)["items"]
    ]
    if change.startswith("the site"):
        assert [*correction.values()] == [*ids(site, "corrections/").values()]


def test_an_older_alias_that_is_added_first_is_the_identity(site: SiteFolder) -> None:
    site.write("newsgen.yaml", CONFIG)
    site.article("world/old.md")
    site.build()
    (before,) = ids(site).values()
    site.delete("content/articles/world/old.md")
    site.article("world/new.md", aliases="[/world/2024/11/old.html, /world/2024/12/newer.html]")
    site.build()
    assert [before] == [*ids(site).values()]


def test_two_corrections_of_one_moment_are_two_items(site: SiteFolder) -> None:
    site.write("newsgen.yaml", CONFIG)
    one = "{date: 2024-11-19, text: %s}"
    site.article("world/a.md", corrections=f"[{one % 'First.'}, {one % 'Second.'}]")
    site.build()
    guids = [item.findtext("guid") for item in rss(site, "corrections/feed.xml").iter("item")]
    assert 2 == len(set(guids))
    site.article(
        "world/a.md",
        corrections=f"[{one % 'First.'}, {one % 'Second.'}, {{date: 2024-11-20, text: Third.}}]",
    )
    site.build()
    assert (
        guids
        == [item.findtext("guid") for item in rss(site, "corrections/feed.xml").iter("item")][1:]
    )


def test_the_identity_is_the_version_five_uuid_that_the_library_makes() -> None:
    import uuid

    from newsgen.rendering.feeds import item_ids

    namespace = uuid.UUID(bytes=bytes.fromhex(item_ids._NAMESPACE))
    assert uuid.uuid5(namespace, "article:світ/a").urn == identity("article", "світ/a", "")
    assert (
        identity("article", "a", "")
        != identity("article", "a", "ours")
        != identity("feed", "a", "")
    )


# The HTML of other readers


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="#a">x</a>', '<a href="https://s.example/p/a.html#a">x</a>'),
        ('<a href="">x</a>', '<a href="https://s.example/p/a.html">x</a>'),
        ('<q cite="/b?c=1&amp;d">x</q>', '<q cite="https://s.example/b?c=1&amp;d">x</q>'),
        ('<q cite="//h.example/b">x</q>', '<q cite="https://h.example/b">x</q>'),
        ('<q cite="b.md#c">x</q>', "<q>x</q>"),
        ('<img alt="a > b" src="c.png">', '<img alt="a > b" src="https://s.example/p/c.png">'),
        (
            '<video poster="p.jpg" src="v.mp4">',
            '<video poster="https://s.example/p/p.jpg" src="https://s.example/p/v.mp4">',
        ),
        (
            '<img srcset="a.png 1x, https://b.example/b.png 2x">',
            '<img srcset="https://s.example/p/a.png 1x, https://b.example/b.png 2x">',
        ),
        (
            '<p title=" href=&quot;#a&quot;"> href="#a"</p>',
            '<p title=" href=&quot;#a&quot;"> href="#a"</p>',
        ),
        ('<a href="tel:1"> href="#</a>', '<a href="tel:1"> href="#</a>'),
    ],
)
def test_urls_in_attributes_are_made_absolute_and_no_text(html: str, expected: str) -> None:
    assert expected == with_absolute_urls(html, "https://s.example/p/a.html")

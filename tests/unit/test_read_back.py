"""Whatever tells of an article tells the same: its title, and when it was published and changed.

Each reader reads one output back. Who adds an output that tells of articles adds its reader to `READERS`.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from newsgen.model.kinds import KINDS
from tests.support.site import SiteFolder
from tests.support.structured import told

ZONE = ZoneInfo("America/New_York")
URL = "https://desk.example/"
CONFIG = f"name: The Desk\nurl: {URL}\ntimezone: {ZONE.key}\nfeed: {{items: 100}}\n"


class Said(NamedTuple):
    """What an output says of an article; None where it says nothing of that kind."""

    title: str | None = None
    published: datetime | None = None
    modified: datetime | None = None


class Wanted(NamedTuple):
    """What all must say; with `has_update` the page says itself that it was updated."""

    title: str
    published: datetime
    modified: datetime
    has_update: bool = True


def at(text: str) -> datetime:
    """A moment; a day, as the page writes it, is its start on the site's clocks."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


Reader = Callable[[SiteFolder, str], Said]
"""Reads what an output of the site says of the article whose page is at this path."""


def page_itself(site: SiteFolder, path: str) -> Said:
    text = site.page(path)
    (title,) = re.findall(r"<h1[^>]*>(.*?)</h1>", text)
    (published,) = re.findall(r'<time class="dt-published" datetime="([^"]+)"', _credits(text))
    updated = re.findall(r'<time class="dt-updated" datetime="([^"]+)"', _credits(text))
    return Said(title, at(published), at(updated[0]) if updated else None)


def open_graph(site: SiteFolder, path: str) -> Said:
    meta = told(site.page(path)).meta
    updated = meta.get("article:modified_time")
    return Said(
        meta["og:title"][0],
        at(meta["article:published_time"][0]),
        at(updated[0]) if updated else None,
    )


def json_ld(site: SiteFolder, path: str) -> Said:
    node = told(site.page(path)).nodes[0]
    return Said(node["headline"], at(node["datePublished"]), at(node["dateModified"]))


def text_edition(site: SiteFolder, path: str) -> Said:
    (title,) = re.findall(r"<h1[^>]*>(.*?)</h1>", site.page(f"text/{path}"))
    return Said(title)


def sitemap(site: SiteFolder, path: str) -> Said:
    for file in sorted(site.dist.glob("sitemaps/*.xml")):
        for url in _children(ET.fromstring(file.read_bytes()), "url"):
            (loc,) = _children(url, "loc")
            if loc.text == URL + path:
                (modified,) = _children(url, "lastmod")
                return Said(modified=at(modified.text or ""))
    return pytest.fail(f"{path} is in no sitemap")


def rss(site: SiteFolder, path: str) -> Said:
    for item in ET.fromstring(site.page("feed.xml")).iter("item"):
        if item.findtext("link") == URL + path:
            title, published = item.findtext("title"), item.findtext("pubDate")
            assert title and published
            return Said(_without_label(title), parsedate_to_datetime(published))
    return pytest.fail(f"{path} is not in the feed")


def atom(site: SiteFolder, path: str) -> Said:
    for entry in _children(ET.fromstring(site.page("atom.xml")), "entry"):
        if URL + path in {link.get("href") for link in _children(entry, "link")}:
            parts = {one.tag.rpartition("}")[2]: one.text or "" for one in entry}
            return Said(
                _without_label(parts["title"]), at(parts["published"]), at(parts["updated"])
            )
    return pytest.fail(f"{path} is not in the feed by Atom")


def json_feed(site: SiteFolder, path: str) -> Said:
    for item in json.loads(site.page("feed.json"))["items"]:
        if item["url"] == URL + path:
            modified = item.get("date_modified", item["date_published"])
            return Said(_without_label(item["title"]), at(item["date_published"]), at(modified))
    return pytest.fail(f"{path} is not in the JSON Feed")


def ninjs(site: SiteFolder, path: str) -> Said:
    item = json.loads(site.page(path.replace(".html", ".json")))
    return Said(item["headlines"][0]["value"], at(item["firstCreated"]), at(item["versionCreated"]))


READERS: tuple[Reader, ...] = (
    page_itself, open_graph, json_ld, text_edition, sitemap, rss, atom, json_feed, ninjs,
)  # fmt: skip

ARTICLES: dict[str, tuple[dict[str, str], str, Wanted]] = {
    "timed": (
        {"headline": "Timed & 'marked'", "date": "2024-07-01 14:05"},
        "",
        Wanted(
            "Timed & 'marked'", at("2024-07-01T14:05-04:00"), at("2024-07-01T14:05-04:00"), False
        ),
    ),
    "by-the-day": (
        {"headline": "By the day", "date": "2024-07-02", "updated": "2024-07-03"},
        "",
        Wanted("By the day", at("2024-07-02"), at("2024-07-03")),
    ),
    "updated": (
        {"headline": "Updated", "date": "2024-07-01 10:00", "updated": "2024-07-04 09:00"},
        "",
        Wanted("Updated", at("2024-07-01T10:00-04:00"), at("2024-07-04T09:00-04:00")),
    ),
    "corrected": (
        {
            "headline": "Corrected",
            "date": "2024-11-02 23:30",
            "corrections": "[{date: 2024-11-03 12:00, text: So.}]",
        },
        "",
        # Between them clocks were set back.
        Wanted("Corrected", at("2024-11-02T23:30-04:00"), at("2024-11-03T12:00-05:00")),
    ),
    "live": (
        {"headline": "Live", "kind": "live", "date": "2024-07-05 08:00"},
        "## 21:40 Late\n\nText.\n\n## 09:00 Early\n\nText.\n",
        Wanted("Live", at("2024-07-05T08:00-04:00"), at("2024-07-05T21:40-04:00")),
    ),
    "live-updated": (
        {
            "headline": "Live: updated",
            "kind": "live",
            "date": "2024-07-05",
            "updated": "2024-07-06 10:00",
        },
        "## 21:40 Late\n\nText.\n",
        Wanted("Live: updated", at("2024-07-05"), at("2024-07-06T10:00-04:00")),
    ),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = SiteFolder(tmp_path_factory.mktemp("desk"), CONFIG + "formats: [html, text, json]\n")
    for name, (keys, body, _) in ARTICLES.items():
        quoted = {
            key: _quoted(value) if key == "headline" else value for key, value in keys.items()
        }
        site.article(f"world/{name}.md", body or "Text.\n", **quoted)
    assert not site.build().failed
    return site


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", ARTICLES)
def test_all_say_the_same_of_an_article(desk: SiteFolder, name: str, reader: Reader) -> None:
    wanted = ARTICLES[name][2]
    path = f"world/2024/{wanted.published.astimezone(ZONE):%m}/{name}.html"
    said = reader(desk, path)
    assert said != Said()
    if said.title is not None:
        assert wanted.title == _plain(said.title)
    if said.published is not None:
        assert wanted.published == said.published
    if said.modified is not None:
        assert wanted.modified == said.modified
    if reader in (page_itself, open_graph):
        assert wanted.has_update == (said.modified is not None)


def _credits(text: str) -> str:
    return text.partition('<dl class="times">')[2].partition("</dl>")[0]


def _children(node: Any, name: str) -> Iterator[Any]:
    return (one for one in node if one.tag.rpartition("}")[2] == name)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _plain(text: str) -> str:
    # Straight marks are those of the text's language by now.
    signs = {"&amp;": "&", "‘": "'", "’": "'", "&#39;": "'"}
    for sign, plain in signs.items():
        text = text.replace(sign, plain)
    return text


@cache
def _labels() -> tuple[str, ...]:
    return tuple(f"{kind.label}: " for kind in KINDS.values() if kind.label)


def _without_label(title: str) -> str:
    """A feed's title without the label of the kind that stands before it."""
    found = next((one for one in _labels() if title.startswith(one)), "")
    return title[len(found) :]

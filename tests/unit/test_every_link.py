"""The folder works anywhere: every link of every page leads to a file that is there."""

from __future__ import annotations

import posixpath
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

SITE_URL = "https://meridian.example/"

# What a browser fetches by itself, by element; a link is only followed by a reader.
LOADED = {"img": "src", "script": "src", "source": "src", "iframe": "src", "video": "src"}


class Page(HTMLParser):
    """The links, the loaded files and the anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.anchors.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and values.get("rel") in ("stylesheet", "icon"):
            self.loaded.append(values["href"])
        if tag in LOADED and LOADED[tag] in values:
            self.loaded.append(values[LOADED[tag]])


@pytest.fixture(params=["demo", "demo_of_folders"])
def dist(request: pytest.FixtureRequest) -> Path:
    """The demonstration site, published in each of the two forms of address."""
    published: Path = request.getfixturevalue(request.param)
    return published


def pages(dist: Path) -> dict[str, Page]:
    return {
        file.relative_to(dist).as_posix(): Page(file.read_text("utf-8"))
        for file in dist.rglob("*.html")
    }


def target(page: str, url: str) -> str:
    """The file of the output folder that a relative URL on a page leads to."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(urlsplit(url).path)))
    is_folder = not urlsplit(url).path or url.partition("#")[0].endswith("/") or path == "."
    if not urlsplit(url).path:
        return page
    return posixpath.normpath(f"{path}/index.html") if is_folder else path


def test_every_relative_link_leads_to_a_file_and_a_place_in_it(dist: Path) -> None:
    read = pages(dist)
    dead = []
    for name, page in read.items():
        for url in (*page.links, *page.loaded):
            if urlsplit(url).scheme:
                continue
            leads_to = target(name, url)
            fragment = unquote(urlsplit(url).fragment)
            anchors = read[leads_to].anchors if leads_to in read else [fragment]
            if not (dist / leads_to).is_file() or (fragment and fragment not in anchors):
                dead.append((name, url))
    assert [] == dead


def test_no_page_loads_anything_from_elsewhere(dist: Path) -> None:
    loaded = {(name, url) for name, page in pages(dist).items() for url in page.loaded}
    assert set() == {
        (name, url)
        for name, url in loaded
        if urlsplit(url).scheme and not (name == "404.html" and url.startswith(SITE_URL))
    }


def test_no_two_elements_of_a_page_have_one_id(dist: Path) -> None:
    assert {} == {
        name: page.anchors
        for name, page in pages(dist).items()
        if len(page.anchors) != len(set(page.anchors))
    }


def test_every_page_has_one_first_heading_and_no_event_or_style_attribute(dist: Path) -> None:
    for file in dist.rglob("*.html"):
        text = file.read_text("utf-8")
        assert 1 == text.count("<h1"), file
        assert " style=" not in text, file
        assert " onclick=" not in text, file

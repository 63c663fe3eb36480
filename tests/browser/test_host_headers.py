"""The headers that hosts send: no page violates them, and none can be shown in another's frame."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsgen.model.page_policy import header_policy
from tests.support.browser import SECONDS, served, watched
from tests.support.everything import PAGES, REDIRECT, everything
from tests.support.host_headers import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_FRAME = '<!DOCTYPE html><title>A frame</title><iframe src="{}about.html"></iframe>'


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hosted") / "site" / "dist"


@pytest.fixture(scope="module")
def address(dist: Path) -> Iterator[str]:
    site = everything(dist.parent)
    dist.mkdir()
    with hosted(dist) as found:
        assert () == site.build(base_url=found).problems
        yield found


def test_no_kind_of_page_violates_the_headers_of_its_host(browser: Browser, address: str) -> None:
    with watched(browser, address) as window:
        for path in PAGES.values():
            page = window.open(path)
            # A style that was stopped leaves the browser's own margin; the text edition has one of its own.
            assert page.evaluate("document.styleSheets.length") > 0, path
        window.open(REDIRECT)
        assert [] == window.faults
        # The page for what is not there, at a depth.
        page = window.open("no/such/page.html")
        assert page.evaluate("document.styleSheets.length") > 0
        assert [] == [one for one in window.faults if ": 404: " not in one and "404 (" not in one]


def test_every_answer_has_the_policy_and_hashed_names_are_kept(address: str, dist: Path) -> None:
    for path in (*PAGES.values(), REDIRECT):
        with urllib.request.urlopen(address + path, timeout=SECONDS) as answer:
            assert answer.headers["Content-Security-Policy"] == header_policy()
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] is None
    for folder in ("assets", "media"):
        file = next(one for one in (dist / folder).rglob("*") if one.is_file())
        url = address + file.relative_to(dist).as_posix()
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:
            assert answer.headers.get_all("Cache-Control") == [
                "public, max-age=31536000, immutable"
            ]


def test_a_page_cannot_be_framed(
    browser: Browser, address: str, dist: Path, tmp_path: Path
) -> None:
    with served(dist) as without_headers:
        (tmp_path / "with.html").write_text(_FRAME.format(address))
        (tmp_path / "without.html").write_text(_FRAME.format(without_headers))
        with served(tmp_path) as elsewhere, watched(browser, elsewhere) as window:
            shown = window.open("without.html").frames[1]
            assert "About us" in shown.content()
            refused = window.open("with.html").frames[1]
            assert refused.url.startswith("chrome-error:")
            assert any("frame-ancestors" in one for one in window.faults)

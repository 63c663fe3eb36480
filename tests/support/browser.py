"""A browser on this machine, and what its pages do while they are looked at."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.needs import need

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

SECONDS = 120
"""Nothing that a page does takes so long: what does has hung."""


def program() -> str:
    """Where Chromium is, or "" if it is not on this machine."""
    return next(filter(None, map(shutil.which, NAMES)), "")


def need_browser() -> None:
    """Skips the tests where there is no browser, or nothing to drive it with."""
    need("browser", find_spec("playwright") is not None, 'pip install -e ".[browser]"')
    need("browser", bool(program()), "install Chromium, such as Debian's package chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page, and what went wrong on it: requests elsewhere, failures, and what the console says."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.requests: list[str] = []
        self.faults: list[str] = []
        self._origin = origin
        page.set_default_timeout(SECONDS * 1000)
        page.on("console", lambda said: self._said(said.text, said.location["url"]))
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: error: {error}"))
        page.on("request", lambda request: self._requested(request.url))
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure))
        page.on("response", lambda response: self._answered(response.url, response.status))

    def open(self, path: str = "") -> Page:
        """Opens a page of the site by its path, or by an address."""
        self.page.goto(path if "://" in path else f"{self._origin}{path}")
        return self.page

    def _said(self, text: str, about: str) -> None:
        # A page that names no icon has the browser ask the host for one.
        if not about.endswith("/favicon.ico"):
            self.faults.append(f"{self.page.url}: console: {text}")

    def _requested(self, url: str) -> None:
        self.requests.append(url)
        if not url.startswith((self._origin, "data:")):
            self.faults.append(f"{self.page.url}: a request leaves the site: {url}")

    def _failed(self, url: str, why: str | None) -> None:
        # What was still under way when the next page was opened is aborted by that.
        if why != "net::ERR_ABORTED":
            self.faults.append(f"{self.page.url}: {why}: {url}")

    def _answered(self, url: str, status: int) -> None:
        if status >= 400:
            self.faults.append(f"{self.page.url}: {status}: {url}")


@contextmanager
def watched(browser: Browser, origin: str, **settings: Any) -> Iterator[Watched]:
    """A page of the site at `origin`, which ends in "/", in a context of its own."""
    context: BrowserContext = browser.new_context(**settings)
    try:
        yield Watched(context.new_page(), origin)
    finally:
        context.close()


class Files(SimpleHTTPRequestHandler):
    """Files and nothing else: a folder without an index.html has no page."""

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(404)

    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path, kind: type[Files] = Files) -> Iterator[str]:
    """The folder on a port of the loopback interface; gives its address, which ends in "/"."""
    handler = functools.partial(kind, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()

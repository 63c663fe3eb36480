"""A newcomer's first hour: from an empty folder to a published article, by the wheel and a browser."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import watched
from tests.support.everything import REPOSITORY
from tests.support.serving import Serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SECONDS = 240
DRAFT = "# Take this line away to publish the article:\ndraft: true\n"
ARTICLE = "content/articles/news/the-bridge-opens.md"
PAGE = "news/2026/11/the-bridge-opens.html"


class Newcomer:
    """Somebody with the wheel's newsgen and a folder."""

    def __init__(self, package: Path, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        self.environment = {**kept, "PYTHONPATH": str(package), "TZ": "UTC"}

    def types(self, *words: str) -> str:
        """What a command prints; it must end well."""
        done = subprocess.run(
            [sys.executable, "-m", "newsgen", *words],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        assert 0 == done.returncode, done.stderr
        return done.stdout

    @contextmanager
    def serves(self) -> Iterator[Serving]:
        process = subprocess.Popen(
            [sys.executable, "-m", "newsgen", "serve", "--port", "0"],
            cwd=self.folder,
            env=self.environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            encoding="utf-8",
        )
        try:
            yield Serving(process)
        finally:
            process.terminate()
            process.wait(SECONDS)
            assert process.stderr is not None
            process.stderr.close()


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    """With the wheel of this checkout; its libraries are those of the tests."""
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, REPOSITORY],
        check=True,
        timeout=SECONDS,
    )
    (wheel,) = tmp_path.glob("newsgen-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "package")
    (tmp_path / "home").mkdir()
    return Newcomer(tmp_path / "package", tmp_path / "home")


@pytest.mark.long
def test_a_newcomer_comes_from_an_empty_folder_to_a_published_article(
    newcomer: Newcomer, browser: Browser
) -> None:
    assert "newsgen serve" in newcomer.types("init", "my-paper", "--url", "https://example.org/")
    newcomer.folder /= "my-paper"
    dist = newcomer.folder / "dist"
    assert "dist" in newcomer.types("build", "--strict")
    assert (dist / "index.html").is_file()
    printed = newcomer.types(
        "new", "The bridge opens", "--source", "newsroom", "--date", "2026-11-30"
    )
    assert ARTICLE == printed.strip()

    file = newcomer.folder / ARTICLE
    begun = file.read_text("utf-8") + "The mayor cut the ribbon.\n"
    file.write_text(begun, "utf-8")
    with newcomer.serves() as server:
        server.built()
        with watched(browser, server.address, viewport={"width": 1000, "height": 700}) as seen:
            page = seen.open(PAGE)
            page.get_by_text("The mayor cut the ribbon.").wait_for()
            page.get_by_text("Draft").first.wait_for()
            _mistake_seen_and_mended(page, file, begun)
            _embargo_falls_when_it_should(page, file, begun)

    newcomer.types("check")
    newcomer.types("build")
    assert not (dist / PAGE).exists()
    assert not any(b"ribbon" in one.read_bytes() for one in dist.rglob("*") if one.is_file())

    file.write_text(begun.replace(DRAFT, ""), "utf-8")
    newcomer.types("build")
    assert "The mayor cut the ribbon." in (dist / PAGE).read_text("utf-8")
    assert "_newsgen" not in (dist / PAGE).read_text("utf-8")


def _mistake_seen_and_mended(page: Page, file: Path, begun: str) -> None:
    overlay = page.get_by_role("alertdialog")
    file.write_text(begun.replace("headline: The", "headline: [The"), "utf-8")
    overlay.wait_for()
    assert f"{ARTICLE}:2:" in overlay.inner_text()
    file.write_text(begun, "utf-8")
    overlay.wait_for(state="detached")


def _embargo_falls_when_it_should(page: Page, file: Path, begun: str) -> None:
    file.write_text(begun.replace(DRAFT, "embargo: 2099-01-01 06:00\n"), "utf-8")
    page.get_by_text("Embargo until 2099-01-01 06:00").wait_for()
    page.get_by_label("As of").fill("2099-01-01T05:59")
    page.get_by_role("button", name="Look").click()
    page.get_by_text("This page is not here").wait_for()
    page.get_by_label("As of").fill("2099-01-01T06:00")
    page.get_by_role("button", name="Look").click()
    page.get_by_text("The mayor cut the ribbon.").wait_for()

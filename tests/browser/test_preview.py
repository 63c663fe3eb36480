"""The development server in a browser: edits shown in place, mistakes, style, and another time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.support.browser import watched
from tests.support.serving import Serving, serving
from tests.support.site import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LONG = "".join(f"Paragraph {number}.\n\n" for number in range(80))

HOSTILE = """<img src=x onerror="window.taken=1"><script>window.taken=1</script> ["""


def test_edits_mistakes_style_and_times_are_shown_where_the_reader_is(
    browser: Browser, site: SiteFolder
) -> None:
    article = site.article("world/one.md", LONG)
    site.article("world/later.md", date="2099-01-01")
    good = site.file(article).read_text("utf-8")
    with serving(site.root) as server:
        server.built()
        with watched(browser, server.address, viewport={"width": 1000, "height": 700}) as seen:
            page = seen.open("world/2024/11/one.html")
            page.evaluate("window.kept = 1; scrollTo({top: 900, behavior: 'instant'})")
            _edited(page, site, article, good)
            _mistaken(page, site, article, good)
            _styled(page, site)
            # None of it was a reload, and the place on the page stayed.
            assert (1, 900) == (page.evaluate("window.kept"), page.evaluate("scrollY"))
            assert not page.evaluate("window.taken")
            _at_another_time(page, server)
            # For a moment a page was looked at that was not there.
            missing = "later.html: 404:", "later.html: console: Failed to load resource"
            assert [] == [one for one in seen.faults if not any(two in one for two in missing)]


def _edited(page: Page, site: SiteFolder, article: str, good: str) -> None:
    site.write(article, good + "An edit.\n")
    page.get_by_text("An edit.").wait_for()
    finding = page.get_by_text("finding")
    assert finding.count() <= 2


def _mistaken(page: Page, site: SiteFolder, article: str, good: str) -> None:
    overlay = page.get_by_role("alertdialog")
    site.write(article, good.replace("headline: ", f"headline: [{HOSTILE}"))
    overlay.wait_for()
    said = overlay.inner_text()
    assert all(
        one in said for one in (f"{article}:2:", "error NG012", HOSTILE, "Look at the quotes")
    )
    link = overlay.get_by_role("link").first
    assert str(link.get_attribute("href")).startswith(f"vscode://file{site.file(article)}:2:")
    # The last good page is beneath, and Escape shows it.
    assert page.get_by_text("An edit.").count() == 1
    assert "A mistake keeps" in str(page.evaluate(_FOCUSED))
    page.keyboard.press("Escape")
    overlay.wait_for(state="detached")
    page.get_by_role("button", name="Show what is wrong").click()
    overlay.wait_for()
    site.write(article, good + "Mended.\n")
    overlay.wait_for(state="detached")
    page.get_by_text("Mended.", exact=True).wait_for()


_FOCUSED = "document.querySelector('newsgen-preview').shadowRoot.activeElement.textContent"


def _styled(page: Page, site: SiteFolder) -> None:
    site.write("static/style.css", "body { background: rgb(1, 2, 3); min-height: 5000px }")
    page.wait_for_timeout(1)
    _until(page, lambda: page.evaluate(_GROUND) == "rgb(1, 2, 3)")
    assert 1 == page.locator("link[rel=stylesheet]").count()


_GROUND = "getComputedStyle(document.body).backgroundColor"


def _at_another_time(page: Page, server: Serving) -> None:
    page.goto(f"{server.address}world/2099/01/later.html")
    page.get_by_text("Embargo until 2099-01-01 00:00").wait_for()
    page.get_by_label("As of").fill("2098-12-31T23:59")
    page.get_by_role("button", name="Look").click()
    page.get_by_text("This page is not here").wait_for()
    page.get_by_label("As of").fill("2099-01-01T00:00")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("heading", name="A headline").wait_for()
    page.get_by_text("As of 2099-01-01 00:00").wait_for()
    assert page.get_by_text("Embargo until").count() == 0
    page.get_by_role("button", name="Back to now").click()
    page.get_by_text("Embargo until").wait_for()


def _until(page: Page, is_so: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if is_so():
            return
        page.wait_for_timeout(20)
    raise AssertionError("it never came to this")

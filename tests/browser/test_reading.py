"""What a reader meets: keys, narrow windows, the dark, and pages that stand still."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.support.browser import served, watched
from tests.support.everything import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTICLE = PAGES["article"]

_STOP = """() => {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return null;
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const boxes = [...one.getClientRects()];
    const isSeen = boxes.some(({left, top, width, height}) => {
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return there && (one.contains(there) || there.contains(one));
    });
    return {
        words: (one.innerText || one.getAttribute("aria-label") || one.outerHTML).trim(),
        target: one.getAttribute("href"),
        id: one.id,
        // The browser's own ring is `auto`; one of the theme's is wide enough to be seen.
        isMarked: style.outlineStyle === "auto" ||
            (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
        isSeen,
        path: one.outerHTML.slice(0, 120),
    };
}"""

_TABBABLE = """() => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(one => one.checkVisibility({visibilityProperty: true})).length"""

_SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver(list => list.getEntries().forEach(
        one => window.shifts.push(one.value))).observe({type: "layout-shift", buffered: true});
}"""

_COLORS = """() => [document.body, document.querySelector("h1, h2")].map(one => {
    const style = getComputedStyle(one);
    return [style.backgroundColor, style.color];
})"""


def stop(page: Page) -> dict[str, Any] | None:
    """Where the next Tab leads: what has the focus; None outside the page."""
    page.keyboard.press("Tab")
    found: dict[str, Any] | None = page.evaluate(_STOP)
    return found


def follow(page: Page, anchor: str) -> None:
    """Presses the key that opens a link, and returns once the page is where it must lead."""
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(f"#{anchor}"))


def luminance(color: str) -> float:
    """The relative luminance of a colour as the browser computes it, by WCAG's formula."""
    red, green, blue = (float(one) / 255 for one in re.findall(r"[\d.]+", color)[:3])
    linear = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# Keys


@pytest.mark.parametrize("kind", ["home", "article", "home, from right to left", "text-article"])
def test_tab_leads_through_the_page_with_a_visible_focus_and_out_of_it(
    browser: Browser, full: str, kind: str
) -> None:
    # Without motion: the view is where it will be when the focus is looked at.
    with watched(browser, full, reduced_motion="reduce") as window:
        page = window.open(PAGES[kind])
        expected = page.evaluate(_TABBABLE)
        first = stop(page)
        assert first is not None
        assert first["target"] == "#main" or kind == "text-article"
        stops = [first]
        while (one := stop(page)) is not None:
            stops.append(one)
            assert len(stops) <= expected, f"a trap: {one['path']}"
    assert expected == len(stops)
    assert [] == [one["path"] for one in stops if not (one["isMarked"] and one["isSeen"])]
    assert [] == window.faults


def test_the_skip_link_leads_past_the_navigation(browser: Browser, full: str) -> None:
    with watched(browser, full) as window:
        page = window.open(ARTICLE)
        assert stop(page)
        follow(page, "main")
        assert stop(page)
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_citation_leads_to_its_source_and_back_by_keys_alone(browser: Browser, full: str) -> None:
    with watched(browser, full) as window:
        page = window.open(ARTICLE)
        marker = stop(page)
        while marker is not None and not (marker["target"] or "").startswith("#source-"):
            marker = stop(page)
        assert marker is not None
        line = marker["target"].removeprefix("#")
        follow(page, line)
        back = stop(page)
        while back is not None and not (back["target"] or "").startswith("#cite"):
            assert page.evaluate(f"document.activeElement.closest('[id=\"{line}\"]') !== null")
            back = stop(page)
        assert back is not None and back["target"] == f"#{marker['id']}"
        follow(page, marker["id"])


# Windows


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways(browser: Browser, full: str, width: int) -> None:
    size = {"width": width, "height": 800}
    with watched(browser, full, viewport=size) as window:
        wide = {
            kind: scrolled
            for kind, path in PAGES.items()
            if (scrolled := window.open(path).evaluate("document.documentElement.scrollWidth"))
            > width
        }
    assert {} == wide
    assert [] == window.faults


@pytest.mark.parametrize("kind", ["home", "article", "article, from right to left", "archive"])
def test_the_dark_has_colours_of_its_own(browser: Browser, full: str, kind: str) -> None:
    def colors(scheme: str) -> list[list[str]]:
        with watched(browser, full, color_scheme=scheme) as window:
            found: list[list[str]] = window.open(PAGES[kind]).evaluate(_COLORS)
            return found

    (light_ground, _), (_, light_headline) = colors("light")
    (dark_ground, _), (_, dark_headline) = colors("dark")
    assert luminance(light_ground) > 0.8 > 0.1 > luminance(dark_ground)
    assert luminance(light_headline) < 0.1 < 0.6 < luminance(dark_headline)


# Weight and calm


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", ["article", "home"])
def test_nothing_moves_while_a_page_loads(
    browser: Browser, full: str, kind: str, width: int
) -> None:
    size = {"width": width, "height": 800}
    with watched(browser, full, viewport=size) as window:
        # Pictures come last, as they do from afar.
        window.page.route(
            re.compile(r"\.(png|jpe?g|webp|avif|svg)$"),
            lambda route: (window.page.wait_for_timeout(50), route.continue_())[1],
        )
        window.page.add_init_script(f"({_SHIFTS})()")
        page = window.open(PAGES[kind])
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        assert [] == page.evaluate("window.shifts")


def test_pages_and_their_one_style_are_light(demo: Path) -> None:
    def sent(file: Path) -> int:
        return len(gzip.compress(file.read_bytes()))

    (style,) = demo.rglob("*.css")
    assert sent(style) < 10_000
    assert {} == {file: size for file in demo.rglob("*.html") if (size := sent(file)) > 14_000}
    assert (demo / "text" / "index.html").stat().st_size < 14_000


def test_an_article_with_one_picture_is_three_requests(browser: Browser, demo: Path) -> None:
    article = "world/2024/11/us-lets-ukraine-strike-deep-inside-russia.html"
    with served(demo) as address, watched(browser, address) as window:
        window.open(article).wait_for_load_state("networkidle")
        # The icon is the browser's, for its tab; it is the same for all pages.
        asked = [urlsplit(one).path for one in window.requests if "favicon" not in one]
    page, style, picture = asked
    assert f"/{article}" == page
    assert style.endswith(".css")
    assert picture.startswith("/media/")
    assert [] == window.faults


@pytest.mark.parametrize("kind", ["home", "article", "article, live"])
def test_a_page_without_scripts_is_whole(browser: Browser, full: str, kind: str) -> None:
    def words(**settings: Any) -> str:
        with watched(browser, full, **settings) as window:
            return window.open(PAGES[kind]).inner_text("body")

    assert words(java_script_enabled=True) == words(java_script_enabled=False)

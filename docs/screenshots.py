"""Takes the pictures of docs/gallery.md, and writes that page: `python docs/screenshots.py`.

It needs the extra `browser` and Chromium. The pages are those of the
demonstration site, and of the one that the tests use for what it does not have.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
# The support of the tests is in no package that is installed.
sys.path.insert(0, str(ROOT))

from newsgen.build.pipeline import build  # noqa: E402
from newsgen.build.report import BuildRequest  # noqa: E402
from tests.support.browser import chromium, watched  # noqa: E402
from tests.support.everything import PAGES, everything  # noqa: E402
from tests.support.site import AS_OF  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = ROOT / "docs" / "screenshots"
GALLERY = ROOT / "docs" / "gallery.md"

_QUALITY = 55

_ARTICLE = "2024/11/us-lets-ukraine-strike-deep-inside-russia.html"

DEMONSTRATION = {
    "Front page": "index.html",
    "Article": f"world/{_ARTICLE}",
    "Section": "world/index.html",
    "Topic": "tags/atacms.html",
    "Topics": "tags.html",
    "Person": "people/olena-hrytsenko.html",
    "People": "people.html",
    "Source": "sources/reuters.html",
    "Sources": "sources.html",
    "Series": "series/the-missile-decision.html",
    "Archive": "archive/index.html",
    "Month": "archive/2024/11.html",
    "Corrections": "corrections.html",
    "Standing page": "about.html",
    "Page not found": "404.html",
    "Front page of the text edition": "text/index.html",
    "Article of the text edition": f"text/world/{_ARTICLE}",
    "Front page in Ukrainian": "uk/index.html",
}

EVERYTHING = {
    "Live article": PAGES["article, live"],
    "Fact-check": PAGES["article, fact-check"],
    "Retracted article": PAGES["article, retracted"],
    "Front page in Arabic": PAGES["home, from right to left"],
    "Article in Arabic": PAGES["article, from right to left"],
}


class Look(NamedTuple):
    """How a page is looked at. `width` and `height` are the window's, `shown` is the picture's width."""

    name: str
    width: int
    height: int
    scheme: str
    shown: int


LOOKS = (
    Look("light", 1280, 1500, "light", 960),
    Look("dark", 1280, 1500, "dark", 960),
    Look("phone", 390, 844, "light", 390),
)


def file_name(title: str, look: Look) -> str:
    """The file of one picture."""
    return f"{title.lower().replace(' ', '-')}-{look.name}.webp"


def take(browser: Browser, dist: Path, pages: dict[str, str]) -> None:
    """Pictures of these pages of a site, in every look."""
    for look in LOOKS:
        window_size = {"width": look.width, "height": look.height}
        root = dist.as_uri() + "/"
        with watched(browser, root, viewport=window_size, color_scheme=look.scheme) as window:
            for title, path in pages.items():
                page = window.open(path)
                page.wait_for_load_state("networkidle")
                save(page.screenshot(), FOLDER / file_name(title, look), look.shown)
            if window.faults:
                sys.exit("\n".join(window.faults))


def save(content: bytes, file: Path, width: int) -> None:
    """The picture, made as wide as it is shown."""
    picture = Image.open(BytesIO(content)).convert("RGB")
    height = round(picture.height * width / picture.width)
    picture.resize((width, height), Image.Resampling.LANCZOS).save(
        file, "WEBP", quality=_QUALITY, method=6
    )


def gallery() -> str:
    """The page that shows them."""
    lines = [
        "# Gallery",
        "",
        "Every kind of page of the default theme: in the light, in the dark, and on a phone.",
        "",
        "<!-- Made by docs/screenshots.py. -->",
    ]
    for title in (*DEMONSTRATION, *EVERYTHING):
        lines += ["", f"## {title}", ""]
        lines += [
            f"![{title}, {look.name}](screenshots/{file_name(title, look)})" for look in LOOKS
        ]
    return "\n".join([*lines, ""])


def main() -> None:
    """Builds both sites, takes the pictures, and writes the page."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        site = everything(Path(folder, "everything"))
        demonstration = Path(folder, "demonstration")
        reports = [
            site.build(),
            build(
                BuildRequest(
                    site=ROOT, output=demonstration, as_of=AS_OF, state_folder=Path(folder, "state")
                )
            ),
        ]
        if any(report.failed for report in reports):
            sys.exit(f"A site cannot be built: {[report.problems for report in reports]}")
        take(browser, demonstration, DEMONSTRATION)
        take(browser, site.dist, EVERYTHING)
    GALLERY.write_text(gallery(), "utf-8")


if __name__ == "__main__":
    main()

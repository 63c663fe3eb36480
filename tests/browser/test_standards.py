"""What programs hold against the pages: HTML's grammar, and what people with other senses need."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_anywhere import pages
from tests.support.browser import served, watched
from tests.support.everything import PAGES
from tests.support.needs import need

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE, VNU = "NEWSGEN_AXE", "NEWSGEN_VNU"
"""Variables that lead to axe.min.js of the npm package axe-core, and to vnu.jar of vnu-jar."""

_RULES = (
    "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
)

_LOOPBACK = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
"""The checker asks no host of this machine otherwise. From disk it cannot tell what `'self'` is."""

_NOT_HELD = re.compile(
    # The checker's grammar of CSS is older than container queries.
    r"CSS: Unrecognized at-rule “@container”|CSS: “container-type”"
    # Structured data is no script to a browser: its type is none that runs.
    r"|Inline script violates Content Security Policy"
)
_SCRIPT = re.compile(r"<script(?! type=\"application/ld\+json\")")


def named(variable: str, name: str, remedy: str) -> Path:
    """The file that the variable leads to."""
    file = Path(os.environ.get(variable, ""))
    need(name, file.is_file(), f"{remedy}, and set {variable}")
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_barrier(browser: Browser, full: str, scheme: str, width: int) -> None:
    program = named(AXE, "axe", "npm install axe-core").read_text("utf-8")
    size = {"width": width, "height": 800}
    found = []
    with watched(browser, full, color_scheme=scheme, viewport=size, bypass_csp=True) as window:
        for kind, path in PAGES.items():
            page = window.open(path)
            page.evaluate(program)
            found += [
                (kind, one["id"], one["nodes"][0]["html"][:160])
                for one in page.evaluate(_RULES)["violations"]
            ]
    assert [] == found


@pytest.fixture(scope="module")
def addresses(demo: Path, full: str, full_site: Path) -> Iterator[list[str]]:
    """The address of every page of the demonstration site, and of the one that uses everything."""
    with served(demo) as demo_address:
        yield [
            *(demo_address + path for path in pages(demo)),
            *(full + path for path in pages(full_site)),
        ]


def test_the_html_checker_has_nothing_to_say(
    addresses: list[str], demo: Path, full_site: Path
) -> None:
    need("vnu", shutil.which("java") is not None, "install Java, such as openjdk-17-jre-headless")
    jar = named(VNU, "vnu", "npm install vnu-jar")
    checked = subprocess.run(
        [
            "java",
            _LOOPBACK,
            "-jar",
            str(jar),
            "--stdout",
            "--exit-zero-always",
            "--format",
            "json",
            *addresses,
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=True,
    )
    said = [
        (one.get("url", ""), one.get("lastLine", 0), one["message"])
        for one in json.loads(checked.stdout)["messages"]
        if not _NOT_HELD.search(one["message"])
    ]
    assert [] == said
    texts = [file.read_text("utf-8") for dist in (demo, full_site) for file in dist.rglob("*.html")]
    assert len(texts) > len(addresses) > 100
    assert not any(map(_SCRIPT.search, texts))

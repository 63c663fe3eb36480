"""Lighthouse's scores of the demonstration site: `python tools/lighthouse.py NODE_MODULES`.

NODE_MODULES is a folder with the npm package `lighthouse`. The site is built
and served on the loopback interface; the browser is the machine's Chromium,
and pretends to be a phone on a slow line. By hand: the scores of performance
move with what else the machine does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# The support of the tests is in no package that is installed.
sys.path.insert(0, str(ROOT))

from newsgen.build.pipeline import build  # noqa: E402
from newsgen.build.report import BuildRequest  # noqa: E402
from tests.support.browser import FLAGS, program, served  # noqa: E402
from tests.support.site import AS_OF  # noqa: E402

PAGES = {
    "front page": "",
    "article with picture": "world/2024/11/us-lets-ukraine-strike-deep-inside-russia.html",
    "section": "world/index.html",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")

_MINUTES = 5


def scores(command: Path, url: str) -> tuple[dict[str, int], list[str]]:
    """The score of each category, of 100, and what fell short in it."""
    finished = subprocess.run(  # noqa: S603 - a program that the caller named
        [  # noqa: S607
            "node", str(command), url, "--quiet", "--output", "json",
            "--only-categories", ",".join(CATEGORIES), "--no-enable-error-reporting",
            f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
        ],
        env={**os.environ, "CHROME_PATH": program()},
        capture_output=True,
        encoding="utf-8",
        timeout=60 * _MINUTES,
        check=True,
    )  # fmt: skip
    found = json.loads(finished.stdout)
    of_categories = {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}
    return of_categories, _short(found)


def _short(found: dict[str, Any]) -> list[str]:
    """The audits that count and are not passed, with what they measured."""
    counted = {
        one["id"]
        for category in found["categories"].values()
        for one in category["auditRefs"]
        if one["weight"]
    }
    return [
        f"{audit['id']}: {audit.get('explanation') or audit.get('displayValue') or audit['title']}"
        for name, audit in found["audits"].items()
        if name in counted and audit["score"] is not None and audit["score"] < 1
    ]


def main() -> None:
    """Prints a row for each page, and below it what fell short."""
    command = Path(sys.argv[1], "lighthouse", "cli", "index.js")
    with tempfile.TemporaryDirectory() as folder:
        dist = Path(folder, "dist")
        with served(dist) as address:
            report = build(
                BuildRequest(
                    site=ROOT, output=dist, as_of=AS_OF, base_url=address,
                    state_folder=Path(folder, "state"),
                )
            )  # fmt: skip
            if report.failed:
                sys.exit(f"The site cannot be built: {report.problems}")
            print(f"{'':24}{''.join(f'{name:>16}' for name in CATEGORIES)}")  # noqa: T201
            for name, path in PAGES.items():
                of_categories, short = scores(command, address + path)
                print(f"{name:24}{''.join(f'{one:>16}' for one in of_categories.values())}")  # noqa: T201
                for line in short:
                    print(f"    {line}")  # noqa: T201


if __name__ == "__main__":
    main()

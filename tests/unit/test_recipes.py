"""The recipes of docs/recipes.md build as written, and the scripts of docs/deploy.md do their work."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsgen.build.pipeline import build
from newsgen.build.report import BuildRequest
from newsgen.reading.content.config import CONFIG_KEYS
from newsgen.reading.content.pages import PAGE_KEYS
from newsgen.starter.new_site import Answers, site_files
from newsgen.starter.writing import write_files

DOCS = Path(__file__).resolve().parents[2] / "docs"
AS_OF = 4_000_000_000

_FILE = r"`((?:content|templates|static)/[^`]+\.\w+|newsgen\.yaml)`"

RECIPES = {
    "A newsletter sign-up form": ("article", "form-action https://newsletter.example;"),
    "Counting readers": ("index.html", "img-src 'self' https://count.example.org;"),
    "Search by Pagefind": ("search.html", "script-src 'self' 'wasm-unsafe-eval';"),
    "Comments elsewhere": ("article", "frame-src https://comments.example.org;"),
    "Audio and video of one's own": ("article", "default-src 'none'; style-src 'self';"),
    "A page with a map": ("map.html", "script-src 'self';"),
}
"""Each recipe with a page that it is about, and what the page's policy then holds."""

NEEDS = {
    "Search by Pagefind": "template" in PAGE_KEYS,
    "Audio and video of one's own": "extra" in CONFIG_KEYS,
    "A page with a map": "template" in PAGE_KEYS,
}


def new_site(folder: Path) -> Path:
    write_files(folder, site_files(Answers("A", "https://example.org/"), datetime.now(UTC)))
    return folder


def built(site: Path) -> Path:
    """The output folder of a build that has nothing to say."""
    report = build(BuildRequest(site, site / "dist", AS_OF))
    assert report.problems == ()
    return site / "dist"


@pytest.mark.parametrize("title", RECIPES)
def test_a_recipe_builds_as_it_is_written_and_opens_the_policy_by_what_it_says(
    title: str, tmp_path: Path
) -> None:
    if not NEEDS.get(title, True):
        pytest.skip("needs a key that is not there yet")
    site = new_site(tmp_path / "site")
    with (site / "newsgen.yaml").open("a", encoding="utf-8") as config:
        config.write("\ntheme: {style: house.css}\n")
    (site / "static").mkdir()
    (site / "static/house.css").write_text("")
    if "map" in title:
        (site / "static/leaflet").mkdir()
        for name in ("leaflet.js", "leaflet.css"):
            (site / "static/leaflet" / name).write_text("")
    for path, text in recipe_files(title):
        file = site / path
        if file.suffix == ".html" and file.exists():
            built(site)
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text("utf-8") if path == "newsgen.yaml" else ""
        file.write_text(before + text, "utf-8")

    dist = built(site)

    name, policy = RECIPES[title]
    page = next((dist / "news").rglob("how-*.html")) if name == "article" else dist / name
    found = re.search(
        r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page.read_text("utf-8")
    )
    assert found is not None
    assert policy in f"{found[1]};"
    assert found[1].startswith("default-src 'none'; ")
    assert found[1].endswith("base-uri 'none'")


def recipe_files(title: str) -> list[tuple[str, str]]:
    """The files that a recipe has one write, in its order."""
    text = (DOCS / "recipes.md").read_text("utf-8")
    section = next(one for one in re.split(r"^## ", text, flags=re.M) if one.startswith(title))
    files, end = [], 0
    for match in re.finditer(r"^```\w+\n(.*?)^```$", section, re.DOTALL | re.MULTILINE):
        before = section[end : match.start()].strip().rpartition("\n\n")[2]
        named = re.search(_FILE + r"[^`]*:$", before) or re.match(_FILE, before)
        if named:
            files.append((named[1], match[1]))
        end = match.end()
    assert files
    return files


def deploy_block(beginning: str) -> str:
    text = (DOCS / "deploy.md").read_text("utf-8")
    found = re.findall(r"^```\w+\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return next(str(one) for one in found if one.startswith(beginning))


def test_the_settings_of_netlify_are_toml() -> None:
    assert tomllib.loads(deploy_block("[build]"))["build"]["publish"] == "dist"


@pytest.fixture
def publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of one page with the scripts that publish it into the folder `www` beside it."""
    if os.name == "nt" or shutil.which("python3") is None:
        pytest.skip("needs a shell and python3")
    site = tmp_path / "site"
    (site / "content/pages").mkdir(parents=True)
    (tmp_path / "www/releases").mkdir(parents=True)
    for name in ("publish.sh", "back.sh", "due.sh"):
        script = deploy_block(f"#!/bin/sh\n# {name}: ")
        script = re.sub(r"^host=\S+", 'host=""', script, flags=re.MULTILINE)
        script = script.replace("/srv/www/my-news", str(tmp_path / "www"))
        (site / name).write_text(script.replace("keep=10", "keep=2"))
    tools = tmp_path / "bin"
    tools.mkdir()
    program(tools / "newsgen", f'exec {shlex.quote(sys.executable)} -m newsgen "$@"')
    # Each release has a name of its own within one second.
    program(tools / "date", 'echo x >>"$0.calls"; echo "release-$(wc -l <"$0.calls")"')
    if shutil.which("rsync") is None:
        # It copies, as rsync does, and shares nothing with the release before.
        program(tools / "rsync", 'mkdir -p "$4" && cp -a "$3." "$4"')
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return site


def program(file: Path, script: str) -> None:
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def sh(site: Path, script: str) -> int:
    return subprocess.run(
        ["sh", script], cwd=site, check=False, stdout=subprocess.DEVNULL
    ).returncode


def test_readers_see_each_publication_whole_and_the_one_before_on_the_way_back(
    publishing: Path,
) -> None:
    page = publishing / "content/pages/about.md"
    current = publishing.parent / "www/current"
    releases = publishing.parent / "www/releases"

    def seen() -> str:
        return (current / "about.html").read_text("utf-8")

    for number in range(1, 4):
        page.write_text(f"---\ntitle: About\n---\nState {number}.\n")
        assert sh(publishing, "publish.sh") == 0
        assert f"State {number}." in seen()
    assert sh(publishing, "publish.sh") == 0
    assert len(list(releases.iterdir())) == 2

    assert sh(publishing, "back.sh") == 0
    assert "State 2." in seen()
    assert sh(publishing, "back.sh") == 1
    assert "State 2." in seen()

    page.write_text("---\ntitel: About\n---\n")
    assert sh(publishing, "publish.sh") == 1
    assert "State 2." in seen()
    page.write_text("---\ntitle: About\n---\nState 5.\n")
    assert sh(publishing, "publish.sh") == 0
    assert "State 5." in seen()


@pytest.mark.parametrize(("hours", "code"), [(-1, 0), (1, 1), (None, 1)])
def test_something_is_due_where_its_time_has_come(
    publishing: Path, hours: int | None, code: int
) -> None:
    due = hours and (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
    (publishing / "build.json").write_text(json.dumps({"next_due": due}))
    assert sh(publishing, "due.sh") == code

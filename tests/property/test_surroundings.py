"""What is installed beside a site comes, changes and goes: each build makes what a clean one makes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.runtime.theme_folder import theme_folder
from tests.property.sites import SMALL_ALL, SMALL_HEADER, SMALL_PAGE
from tests.support.site import CONFIG, SiteFolder, tree
from tests.support.surroundings import Surroundings, shouting

Step = Callable[[SiteFolder, Surroundings], None]


def _extension(word: str) -> Step:
    def step(site: SiteFolder, surroundings: Surroundings) -> None:
        surroundings.module("shout.py", shouting(word))

    return step


def _upgraded(release: str) -> Step:
    """An installed extension, all of which that another build can see is its release."""

    def step(site: SiteFolder, surroundings: Surroundings) -> None:
        surroundings.describe("shout", release)
        surroundings.module("shout.py", shouting(f"vote {release}"))

    return step


def _without_extension(site: SiteFolder, surroundings: Surroundings) -> None:
    (surroundings.modules / "shout.py").unlink(missing_ok=True)


def _failing(site: SiteFolder, surroundings: Surroundings) -> None:
    surroundings.module("shout.py", shouting("VOTE").replace("text.replace", "{}[text].replace"))


def _zone(hours: int) -> Step:
    def step(site: SiteFolder, surroundings: Surroundings) -> None:
        surroundings.zone("Test/Town", 3600 * hours)

    return step


def _without_zone(site: SiteFolder, surroundings: Surroundings) -> None:
    (surroundings.zones / "Test/Town").unlink(missing_ok=True)


def _article(text: str) -> Step:
    def step(site: SiteFolder, surroundings: Surroundings) -> None:
        site.article("world/one.md", f"{text}\n", date="2024-11-18 22:30")

    return step


def _configured(config: str) -> Step:
    def step(site: SiteFolder, surroundings: Surroundings) -> None:
        site.write("newsgen.yaml", CONFIG + config)

    return step


ZONE, EXTENSION = "timezone: Test/Town\n", "markdown: {extensions: [shout]}\n"

STEPS: dict[str, Step] = {
    "an extension": _extension("VOTE"),
    "the extension edited": _extension("POLL"),
    "the extension of release 1": _upgraded("1.0"),
    "the extension of release 2": _upgraded("2.0"),
    "no extension": _without_extension,
    "a failing extension": _failing,
    "the zone": _zone(1),
    "other rules of the zone": _zone(-5),
    "no zone": _without_zone,
    "an article": _article("The vote."),
    "the article edited": _article("Another vote."),
    "all named": _configured(ZONE + EXTENSION),
    "the zone named": _configured(ZONE),
    "nothing named": _configured(""),
}


def _write_small_templates(site: SiteFolder) -> None:
    """They show all that they are given, and are compiled in a tenth of the time of the theme's."""
    for file in sorted(Path(theme_folder(), "templates").glob("*.html")):
        site.write(f"templates/{file.name}", SMALL_PAGE)
    site.write("templates/parts/all.html", SMALL_ALL)
    site.write("templates/parts/header.html", SMALL_HEADER)


@pytest.mark.long
@settings(max_examples=max(2, settings.default.max_examples // 80))
@given(history=st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=4))
def test_builds_come_to_what_clean_ones_do_whatever_is_installed(history: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site, surroundings = SiteFolder(Path(folder, "site")), Surroundings(Path(folder, "beside"))
        surroundings.zone("UTC", 0)
        _write_small_templates(site)
        site.article("world/two.md", "No word of it.\n", date="2024-11-19T12:00:00Z")
        for name in ("an article", "all named", "the zone"):
            STEPS[name](site, surroundings)
        # Before each history the extension is missing, and then installed.
        for name in ("no extension", "the extension of release 1", *history):
            STEPS[name](site, surroundings)
            before = site.tree()
            run = surroundings.build(site)
            clean = surroundings.clean(site, Path(folder, "clean"))
            assert clean.code == run.code, (history, run.err)
            expected = before if run.code else tree(Path(folder, "clean", "dist"))
            assert expected == site.tree(), history

"""What a picture file says of itself is published where the site asks for it, and told to who checks it."""

from __future__ import annotations

import pytest
from PIL import Image

from newsgen.build.check import check
from newsgen.build.report import CheckRequest
from newsgen.model.problem import Problem
from tests.support.pictures import encoded, jpeg, painted, told_png
from tests.support.problems import refused
from tests.support.site import AS_OF, SiteFolder

CONFIG = "url: https://a.example/\nformats: [html, text]\nfeed: {full_text: true}\n"
TOLD = told_png(caption="qzxcaption", creator="qzxcreator", credit="qzxagency", rights="qzxrights")
WORDS = ("qzxcaption", "qzxcreator", "qzxagency", "qzxrights")


def told_site(site: SiteFolder, config: str = "") -> None:
    site.write("newsgen.yaml", CONFIG + config)
    site.write("content/media/a.png", TOLD)
    site.write("content/people/ann.md", "---\nname: Ann\nimage: media/a.png\n---\n")
    site.article(
        "world/strike.md",
        "![B](media/a.png)\n\n[whole](media/a.png)\n",
        image="media/a.png",
        authors="[ann]",
    )


def told(site: SiteFolder) -> set[str]:
    """The words that are somewhere in what is published."""
    published = b"".join(site.tree().values()).decode("utf-8", "replace")
    return {word for word in WORDS if word in published}


@pytest.mark.parametrize("config", ["", "pictures: {words: none}\n", "pictures: {}\n"])
def test_words_of_a_file_are_nowhere_unless_the_site_asks_for_them(
    site: SiteFolder, config: str
) -> None:
    told_site(site, config)
    assert () == site.build().problems
    assert set() == told(site)


def test_words_of_a_file_are_published_where_the_site_asks_for_them(site: SiteFolder) -> None:
    told_site(site, "pictures: {words: from-file}\n")
    assert () == site.build().problems
    assert {*WORDS} == told(site)


def test_an_incremental_build_follows_the_setting(site: SiteFolder) -> None:
    told_site(site)
    site.build()
    told_site(site, "pictures: {words: from-file}\n")
    site.build()
    assert {*WORDS} == told(site)
    told_site(site)
    site.build()
    assert set() == told(site)


def checked(site: SiteFolder) -> tuple[Problem, ...]:
    return check(CheckRequest(site=site.root, as_of=AS_OF)).problems


def found(site: SiteFolder) -> list[str]:
    return [one.message for one in checked(site) if one.code == "NG350"]


def test_a_check_shows_the_words_of_a_file_and_how_to_take_them_over(site: SiteFolder) -> None:
    told_site(site)
    (problem,) = (one for one in checked(site) if one.code == "NG350")
    assert ("content/media/a.png", 0, "warning") == (problem.path, problem.line, problem.severity)
    assert "caption “qzxcaption”, credit “qzxcreator / qzxagency”, copyright “qzxrights”" in (
        problem.message
    )
    assert "pictures: {words: from-file}" in problem.hint
    # What was remembered holds for these settings alone.
    for config in ("pictures: {words: from-file}\n", "pictures: {words: none}\n"):
        told_site(site, config)
        assert [] == found(site)
    told_site(site)
    assert 1 == len(found(site))


def test_a_check_says_nothing_of_a_file_without_words(site: SiteFolder) -> None:
    site.write("content/media/a.jpg", jpeg(40, 30))
    site.article("world/strike.md", image="media/a.jpg")
    assert [] == found(site)


def test_words_of_a_file_that_are_long_are_cut(site: SiteFolder) -> None:
    site.write("content/media/a.png", told_png(caption="qzx " * 200))
    site.article("world/strike.md", image="media/a.png")
    (message,) = found(site)
    assert len(message) < 200 and "…" in message


@pytest.mark.parametrize("tag", [0xA430, 0xA431, 0x9C9D, 0x9286, 0x013C])
def test_who_owns_the_camera_is_never_published(site: SiteFolder, tag: int) -> None:
    exif = Image.Exif()
    if tag in (0xA430, 0xA431, 0x9286):
        exif.get_ifd(0x8769)[tag] = "qzxcaption"
    else:
        exif[tag] = "qzxcaption"
    content = encoded(painted(40, 30), "JPEG", exif=exif)
    assert b"qzxcaption" in content
    site.write("content/media/a.jpg", content)
    site.write("newsgen.yaml", CONFIG + "pictures: {words: from-file}\n")
    site.article("world/strike.md", "[whole](media/a.jpg)\n", image="media/a.jpg")
    assert () == site.build().problems
    assert set() == told(site)


@pytest.mark.parametrize(
    "config", ["pictures: {words: all}", "pictures: {word: none}", "pictures: 1"]
)
def test_a_setting_that_there_is_not_is_named(site: SiteFolder, config: str) -> None:
    site.write("newsgen.yaml", config + "\n")
    site.article("world/strike.md")
    (problem,) = refused(site)
    assert ("newsgen.yaml", 1) == (problem.path, problem.line)

"""The examples of plugins: each is built as it stands, by itself and with another site's content."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from newsgen.build.check import check
from newsgen.build.report import CheckRequest
from tests.support.command import newsgen_here
from tests.support.problems import accepted
from tests.support.site import AS_OF, SiteFolder

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(one.name for one in EXAMPLES.iterdir() if one.is_dir())


def example(name: str, tmp_path: Path) -> SiteFolder:
    """A copy of the example's site, built."""
    shutil.copytree(EXAMPLES / name, tmp_path / name)
    site = SiteFolder(tmp_path / name, config=None)
    assert [] == accepted(site)
    return site


def test_each_example_is_told_of() -> None:
    index = (EXAMPLES / "README.md").read_text("utf-8")
    assert [] == [name for name in NAMES if f"[{name}]({name}/README.md)" not in index]


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_short_and_leaves_nothing_to_do(name: str, tmp_path: Path) -> None:
    site = example(name, tmp_path)
    assert "nothing" == site.build().looked_at
    sources = [file.read_text("utf-8") for file in site.root.glob("plugins/**/*.py")]
    assert sum(len(one.splitlines()) for one in sources) <= 90


def test_the_podcast_is_a_feed_with_the_sound_of_each_episode(tmp_path: Path) -> None:
    site = example("podcast", tmp_path)
    channel = ET.fromstring(site.page("podcast.xml"))[0]
    assert "The Meridian Hour" == channel.findtext("title")
    (item,) = channel.findall("item")
    assert "The harbour, & what it costs" == item.findtext("title")
    assert "Mon, 18 Nov 2024 09:00:00 -0000" == item.findtext("pubDate")
    enclosure = item.find("enclosure")
    assert enclosure is not None
    route = enclosure.attrib["url"].removeprefix("https://meridian.example/")
    assert (site.dist / route).read_bytes().startswith(b"ID3")
    assert {"audio/mpeg", "0"} == {enclosure.attrib["type"], enclosure.attrib["length"]}
    assert "31:20" == item.findtext("{http://www.itunes.com/dtds/podcast-1.0.dtd}duration")
    harbour = site.file("content/articles/world/the-harbour.md")
    harbour.write_text(harbour.read_text("utf-8").replace("31:20", "32:00"), "utf-8")
    assert [] == accepted(site)
    assert ">32:00<" in site.page("podcast.xml")


def test_the_export_has_all_articles_that_are_published(tmp_path: Path) -> None:
    site = example("export", tmp_path)
    (row,) = json.loads(site.page("articles.json"))
    assert {
        "headline": "The harbour is full",
        "url": "https://meridian.example/world/2024/11/the-harbour.html",
        "date": "2024-11-18T09:00:00+00:00",
        "section": "world",
        "tags": ["ships"],
    } == row
    one = json.loads(site.page("world/2024/11/the-harbour.json"))
    assert "<p>The <strong>harbour</strong> is full.</p>" == one["html"].strip()
    assert ["Ada Brink"] == one["authors"]


def test_a_wrong_field_of_the_export_is_named_at_its_line(tmp_path: Path) -> None:
    site = example("export", tmp_path)
    config = site.file("newsgen.yaml").read_text()
    site.write("newsgen.yaml", config.replace("section,", "sektion,"))
    (problem,) = site.build().problems
    assert (4, "NG405") == (problem.line, problem.code)
    assert "There is no field `sektion`." in problem.message


def test_the_rule_marks_words_in_prose_and_not_in_code(tmp_path: Path) -> None:
    site = example("house-words", tmp_path)
    report = check(CheckRequest(site=site.root, as_of=AS_OF))
    found = [(one.line, one.column) for one in report.problems if one.code == "HOUSE101"]
    assert [(6, 16)] == found


def test_the_timeline_is_a_list_of_moments(tmp_path: Path) -> None:
    page = example("timeline", tmp_path).page("world/2024/11/the-bridge.html")
    assert '<ol class="x-timeline">' in page
    assert "<time>2024</time> It closes <strong>for good</strong>.</li>" in page
    assert "<p>And now?</p>" in page


def test_the_reading_time_is_on_the_page(tmp_path: Path) -> None:
    page = example("reading-time", tmp_path).page("world/2024/11/a-long-read.html")
    assert '<p class="meta">2 min</p>' in page


def test_the_folder_gets_a_release_and_a_link_to_it(tmp_path: Path) -> None:
    site = example("deploy-folder", tmp_path)
    site.write("dist/of-others.txt", "Mine.")
    www = tmp_path / "meridian-www"
    published = {path: one for path, one in site.tree().items() if path != "of-others.txt"}
    for number in range(1, 6):
        assert 0 == newsgen_here("build", "--site", site.root, "--jobs", "1").code
        run = newsgen_here("deploy", "folder", "--site", site.root)
        assert 0 == run.code, run.err
        assert f"Release {number} of {len(published)} files is at" in run.err
        assert f"releases/{number}" == (www / "current").readlink().as_posix()
    assert published == site.tree(www / "current")
    assert ["3", "4", "5"] == sorted(one.name for one in (www / "releases").iterdir())
    assert ["current", "releases"] == sorted(one.name for one in www.iterdir())


def test_a_table_becomes_articles_that_can_be_published(tmp_path: Path) -> None:
    site = example("csv-import", tmp_path)
    words = ("import", "csv", site.file("articles.csv"), "--site", site.root)
    run = newsgen_here(*words)
    assert (0, "Written: 2 articles.\n") == (run.code, run.out), run.err
    assert [] == accepted(site)
    page = site.page("world/2019/05/the-ferry-late-and-full.html")
    assert "The ferry: late, and full" in page
    assert "<p>It was full as well.</p>" in page
    assert "A quiet year" in site.page("local/2020/01/a-quiet-year.html")
    again = newsgen_here(*words)
    assert (0, "Written: nothing.\n") == (again.code, again.out)


def test_a_row_without_a_headline_is_named(tmp_path: Path) -> None:
    site = example("csv-import", tmp_path)
    site.write("articles.csv", "headline,date,text\nOne,2024-01-02,Text.\n,2024-01-02,Text.\n")
    run = newsgen_here("import", "csv", site.file("articles.csv"), "--site", site.root)
    assert (1, "Written before that: 1 article.\n") == (run.code, run.out)
    assert "NG417" in run.err and "line 3 has no headline, in csv_import.py" in run.err

"""`newsgen import` of whole archives: what is written, what is told, and that nothing is lost on the way."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newsgen.build.pipeline import build
from newsgen.build.report import BuildRequest
from newsgen.importing.dialects import recognised
from newsgen.importing.import_record import NAME
from tests.support.archives import ARCHIVES, SYSTEMS, expected, imported, made, paragraphs
from tests.support.command import newsgen_here
from tests.support.site import AS_OF, SiteFolder, tree


def built(site: Path) -> str:
    """All words of the pages of a site, drafts among them."""
    request = BuildRequest(site=site, output=site / "dist", as_of=AS_OF, drafts=True)
    report = build(request)
    assert not report.failed, report.problems
    pages = [file.read_text("utf-8") for file in sorted((site / "dist").rglob("*.html"))]
    return "\n".join(pages)


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_made_of_an_archive(system: str, tmp_path: Path) -> None:
    assert system == recognised(ARCHIVES / system)
    site = tmp_path / "site"
    assert expected(system) == made(system, site)
    words = {*re.findall(r"para\d{3}", built(site))}
    assert {*paragraphs(system)} - words == set()


def test_an_import_that_runs_again_changes_only_what_changed(tmp_path: Path) -> None:
    source, site = tmp_path / "old", tmp_path / "site"
    posts = source / "_posts"
    posts.mkdir(parents=True)
    for name in ("a", "b", "c", "d"):
        (posts / f"2019-01-02-{name}.md").write_text(f"---\ntitle: {name}\n---\nText {name}.\n")
    assert 4 == imported(source, site).number("written")
    articles = site / "content/articles/news/2019"
    before = tree(site / "content")
    assert 4 == imported(source, site).number("unchanged")
    (posts / "2019-01-02-a.md").write_text("---\ntitle: A new one\n---\nText.\n")
    (posts / "2019-01-02-b.md").write_text("---\ntitle: b\n---\nOther in the source.\n")
    (posts / "2019-01-02-d.md").unlink()
    (articles / "b.md").write_text("Mine.")
    (articles / "c.md").unlink()
    report = imported(source, site)
    assert {"updated": 1, "edited": 1, "deleted": 1} == {
        one: report.number(one)  # type: ignore[arg-type]
        for one in ("updated", "edited", "deleted")
    }
    assert any("not in the source any more" in one for one in report.notes)
    after = tree(site / "content")
    assert b"A new one" in after["articles/news/2019/a.md"]
    assert b"Mine." == after["articles/news/2019/b.md"]
    assert "articles/news/2019/c.md" not in after
    assert before["articles/news/2019/d.md"] == after["articles/news/2019/d.md"]


def test_a_trial_writes_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    report = imported(ARCHIVES / "jekyll", site, is_dry=True)
    assert report.number("written") > 5 and not site.exists()


def test_a_site_that_is_there_is_added_to(site: SiteFolder) -> None:
    site.article("local/own.md")
    config = site.file("newsgen.yaml").read_bytes()
    site.write("content/articles/local/2015/first-post.md", "Mine.")
    report = imported(ARCHIVES / "jekyll", site.root)
    assert config == site.file("newsgen.yaml").read_bytes()
    assert 1 == report.number("there")
    assert "Mine." == site.file("content/articles/local/2015/first-post.md").read_text()


def test_keys_are_read_as_others(tmp_path: Path) -> None:
    source, site = tmp_path / "old", tmp_path / "site"
    (source / "_posts").mkdir(parents=True)
    front = "title: A\nkind: Local\nspot: Quay\nlayout: post\nwhen: 2020-02-03\nfoo: 1\n"
    (source / "_posts/2019-01-02-a.md").write_text(f"---\n{front}---\nText.\n")
    run = newsgen_here(
        "import", source, "--into", site, "--map", "kind=section", "--map", "spot=extra.place",
        "--map", "foo=", "--map", "when=date",
    )  # fmt: skip
    assert 0 == run.code
    made = (site / "content/articles/local/2020/a.md").read_text()
    assert "  place: Quay\n" in made and "foo" not in made
    assert "dropped: key `foo`, as was asked for" in run.err
    assert 2 == newsgen_here("import", source, "--into", site, "--map", "x").code


def test_the_report_is_written_as_text_and_as_json(tmp_path: Path) -> None:
    for name in ("report.json", "report.txt"):
        run = newsgen_here(
            "import", ARCHIVES / "ghost", "--into", tmp_path / name.partition(".")[2],
            "--report", tmp_path / name,
        )  # fmt: skip
        assert 1 == run.code and "failed: post g5" in run.err
    told = json.loads((tmp_path / "report.json").read_text("utf-8"))
    first = told["files"][0]
    assert ("post g1", "written") == (first["origin"], first["status"])
    assert {"what": "code that was put into the page (codeinjection_head)", "number": 1} in first[
        "dropped"
    ]
    text = (tmp_path / "report.txt").read_text("utf-8")
    assert "post g5 -> content/articles/news/2023/lost.md: failed" in text


def test_pictures_are_found_where_one_is_told(tmp_path: Path) -> None:
    uploads = tmp_path / "uploads"
    uploads.mkdir()
    picture = (ARCHIVES / "hugo/static/img/globe.png").read_bytes()
    (uploads / "gone.png").write_bytes(picture)
    site = tmp_path / "site"
    export = tmp_path / "export.xml"
    export.write_bytes((ARCHIVES / "wordpress/export.xml").read_bytes())
    imported(export, site, media=uploads)
    made = (site / "content/articles/news/2019/blocks.md").read_text("utf-8")
    assert "![](../../../media/2019/04/gone.png " in made
    assert picture == (site / "content/media/2019/04/gone.png").read_bytes()


def test_a_record_that_is_damaged_stops_the_import(tmp_path: Path) -> None:
    site = tmp_path / "site"
    imported(ARCHIVES / "nikola", site)
    (site / NAME).write_text("{")
    report = imported(ARCHIVES / "nikola", site)
    assert ["NG481"] == [one.code for one in report.problems]


def test_what_would_stop_a_build_is_held_back_and_named(tmp_path: Path) -> None:
    source, site = tmp_path / "old", tmp_path / "site"
    (source / "_posts").mkdir(parents=True)
    deep = "> " * 60 + "Deep.\n"
    (source / "_posts/2019-01-02-deep.md").write_text(f"---\ntitle: Deep\n---\n{deep}")
    (source / "_posts/2019-01-02-fine.md").write_text("---\ntitle: Fine\n---\nText.\n")
    report = imported(source, site)
    assert report.failed
    (failed,) = (one for one in report.outcomes if one.status == "failed")
    assert "It is a draft, because newsgen finds: NG030" in failed.why
    assert (site / failed.path).read_text().startswith("---\ndraft: true\n")
    assert "Fine" in built(site)
    # What the import itself held back is no edit of anybody's.
    assert 2 == imported(source, site).number("unchanged")

"""`newsgen explain`: what an output is made of, what a file reaches, and what is stale."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from newsgen.build.explain import ExplainedFile, ExplainedOutput, Explanation, explain
from newsgen.build.report import CheckRequest
from tests.support.command import NOW, newsgen_here
from tests.support.pictures import png
from tests.support.site import AS_OF, SiteFolder

ONE, TWO = "content/articles/world/one.md", "content/articles/world/two.md"
PAGE = "world/2024/11/one.html"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A built site of two articles, one with a picture and an author."""
    site.write("content/media/a.png", png())
    site.write("content/people/jo.md", "---\nname: Jo\n---\n")
    site.article("world/one.md", image="media/a.png", authors="[jo]")
    site.article("world/two.md", "[One](one.md)\n", date="2024-11-19")
    site.article("world/draft.md", draft="true")
    assert not site.build().failed
    return site


def asked(site: SiteFolder, word: str) -> Explanation:
    return explain(CheckRequest(site=site.root, as_of=AS_OF), site.dist, word)


def output(site: SiteFolder, word: str) -> ExplainedOutput:
    found = asked(site, word).output
    assert found is not None
    return found


def file(site: SiteFolder, word: str) -> ExplainedFile:
    found = asked(site, word).file
    assert found is not None
    return found


def reached(site: SiteFolder, word: str) -> dict[str, tuple[str, ...]]:
    return {one.path: one.roles for one in file(site, word).reached}


@pytest.mark.parametrize(
    "word",
    [
        PAGE,
        f"/{PAGE}",
        "world/2024/11/one",
        f"https://test.example/{PAGE}#part",
        "{dist}/" + PAGE,
    ],
)
def test_an_output_is_known_by_its_route_its_address_and_its_file(
    desk: SiteFolder, word: str
) -> None:
    assert PAGE == output(desk, word.replace("{dist}", str(desk.dist))).path


@pytest.mark.parametrize("word", ["/", "index.html", "https://test.example/"])
def test_the_front_page_is_known_by_its_routes(desk: SiteFolder, word: str) -> None:
    assert "index.html" == output(desk, word).path


def test_an_output_is_up_to_date_after_a_build_and_names_all_its_inputs(desk: SiteFolder) -> None:
    found = output(desk, PAGE)
    assert ("article", ONE, "article.html", True, "") == found[1:6]
    assert {"same"} == {part.change for part in found.parts}
    roles = {(part.role, part.key) for part in found.parts}
    assert {("template", "article.html"), ("body", ONE), ("card", ONE)} <= roles
    assert all(part.before == part.now != "" for part in found.parts)


def test_a_stale_output_has_its_inputs_before_and_after(desk: SiteFolder) -> None:
    desk.article("world/one.md", "Another text.\n", image="media/a.png", authors="[jo]")
    found = output(desk, PAGE)
    assert f"body {ONE} changed" == found.reason
    (changed,) = (part for part in found.parts if part.change != "same")
    assert ("body", ONE) == (changed.role, changed.key)
    assert "" != changed.before != changed.now != ""


def test_inputs_that_come_and_go_are_marked(desk: SiteFolder) -> None:
    desk.article("world/two.md", "No link.\n", date="2024-11-19")
    desk.article("world/three.md")
    changes = {(part.role, part.change): part for part in output(desk, "/").parts}
    assert "content/articles/world/three.md" == changes["latest", "added"].key
    links = [part for part in output(desk, "world/2024/11/two.html").parts if part.role == "links"]
    assert [(ONE, "removed", "")] == [(part.key, part.change, part.now) for part in links]


def test_a_file_that_somebody_changed_in_the_output_folder_is_stale(desk: SiteFolder) -> None:
    desk.write(f"dist/{PAGE}", "Somebody else's.")
    assert "its file was changed" == output(desk, PAGE).reason
    desk.delete(f"dist/{PAGE}")
    assert "its file is missing" == output(desk, PAGE).reason


def test_what_goes_with_the_next_build_is_said_to_go(desk: SiteFolder) -> None:
    desk.delete(ONE)
    found = output(desk, PAGE)
    assert (False, "no longer planned") == (found.is_planned, found.reason)
    assert {"removed"} == {part.change for part in found.parts}


def test_an_article_reaches_its_page_and_all_that_show_it(desk: SiteFolder) -> None:
    found = reached(desk, ONE)
    assert {"article", "body", "card"} <= set(found[PAGE])
    assert "links" in found["world/2024/11/two.html"]
    assert {"index.html", "feed.xml", "world/index.html", "people/jo.html"} <= found.keys()
    assert "404.html" not in found


def test_only_what_an_edit_reaches_is_stale(desk: SiteFolder) -> None:
    desk.article("world/one.md", "Another text.\n", image="media/a.png", authors="[jo]")
    stale = [one.path for one in file(desk, ONE).reached if one.reason]
    report = desk.build(explain=True)
    assert sorted(stale) == [one.output for one in report.changes]


def test_a_picture_a_person_a_template_and_a_static_file_reach_what_uses_them(
    desk: SiteFolder,
) -> None:
    pictures = reached(desk, "content/media/a.png")
    assert ("file",) in pictures.values()
    assert "front matter" in pictures[PAGE][0]
    assert "world/2024/11/two.html" not in pictures
    assert ("byline",) == reached(desk, "content/people/jo.md")[PAGE]
    templates = reached(desk, "templates/article.html")
    assert {PAGE, "world/2024/11/two.html"} == templates.keys()
    assert {"404.html", PAGE} <= reached(desk, "static/style.css").keys()


def test_a_held_article_reaches_nothing_and_says_why(desk: SiteFolder) -> None:
    found = file(desk, "content/articles/world/draft.md")
    assert found.held is not None and "draft" == found.held.why
    assert () == found.reached


def test_a_file_with_a_mistake_says_so(desk: SiteFolder) -> None:
    desk.article("world/three.md", soruces="[Reuters]", date="someday")
    found = file(desk, "content/articles/world/three.md")
    assert (2, ()) == (found.errors, found.reached)
    run = newsgen_here("explain", "--site", desk.root, "content/articles/world/three.md")
    assert "It has 2 errors, which `newsgen check` names." in run.out


def test_a_file_of_values_names_what_is_stale_now(desk: SiteFolder) -> None:
    assert () == file(desk, "newsgen.yaml").reached
    desk.write("newsgen.yaml", "name: Another\nurl: https://test.example/\n")
    assert PAGE in reached(desk, "newsgen.yaml")


def test_a_file_is_known_from_the_current_folder(
    desk: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.file("content/articles/world"))
    assert ONE == file(desk, "one.md").path


def test_before_the_first_build_all_is_new_and_nothing_is_written(site: SiteFolder) -> None:
    site.article("world/one.md")
    assert "new" == output(site, PAGE).reason
    assert not site.dist.exists()


def test_to_ask_does_not_make_the_next_build_do_more(desk: SiteFolder) -> None:
    before = desk.tree()
    asked(desk, PAGE)
    assert "nothing" == desk.build().looked_at
    assert before == desk.tree()


def test_an_unknown_name_gets_the_nearest_one(desk: SiteFolder) -> None:
    run = newsgen_here("explain", "--site", desk.root, "wrold/2024/11/one.html")
    assert 2 == run.code
    assert f"Did you mean {PAGE}?" in run.err
    run = newsgen_here("explain", "--site", desk.root, "content/articles/world/onne.md")
    assert f"Did you mean {ONE}?" in run.err


def test_the_text_says_what_is_stale_and_marks_what_changed(desk: SiteFolder) -> None:
    desk.article("world/one.md", "Another text.\n", image="media/a.png", authors="[jo]")
    run = newsgen_here("explain", "--site", desk.root, "--now", NOW, PAGE)
    assert (0, "") == (run.code, run.err)
    assert f"Stale: body {ONE} changed. The next build renders it." in run.out
    (line,) = (one for one in run.out.splitlines() if one.startswith("~"))
    assert ONE in line and " -> " in line


def test_the_json_has_either_of_the_two(desk: SiteFolder) -> None:
    def content(word: str) -> dict[str, Any]:
        run = newsgen_here("explain", "--site", desk.root, "--now", NOW, "--format", "json", word)
        found: dict[str, Any] = json.loads(run.out)
        return found

    about_output, about_file = content(PAGE), content(os.path.join(desk.root, ONE))
    assert None is about_output["file"] and PAGE == about_output["output"]["path"]
    assert None is about_file["output"]
    assert PAGE in [one["path"] for one in about_file["file"]["reached"]]

"""What the names of files say: a language where one is proven, and files that nobody reads."""

from __future__ import annotations

import pytest

from newsgen.model.names import file_name
from tests.support.problems import Placed, accepted, placed
from tests.support.site import CONFIG, SiteFolder

MONTH = "world/2024/11/"


@pytest.mark.parametrize(
    ("name", "languages", "expected"),
    [
        ("a/strike.uk.md", ("en", "uk"), ("strike", "uk")),
        ("a/strike.uk.md", ("en",), ("strike.uk", "")),
        ("node.js.md", ("en",), ("node.js", "")),
        ("x.zh-Hant.md", ("zh-Hant",), ("x", "zh-Hant")),
        (".uk.md", ("uk",), (".uk", "")),
        ("uk.md", ("uk",), ("uk", "")),
        ("a.b.uk.markdown", ("uk",), ("a.b", "uk")),
    ],
)
def test_a_language_in_a_name_is_one_that_is_known(
    name: str, languages: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert file_name(name, languages) == expected


def pages(site: SiteFolder) -> set[str]:
    """The pages of articles."""
    return {one for one in site.tree() if MONTH in one}


def test_what_is_no_language_is_part_of_the_name(site: SiteFolder) -> None:
    for number, stem in enumerate(("team.us", "node.js", "draw.io", "bbc.co.uk", "vue.js")):
        site.article(f"world/{stem}.md", headline=f"Headline {number}")
    site.article("world/link.md", "[x](node.js.md)\n", headline="Link", read_also="[draw-io]")
    assert accepted(site) == []
    names = ("team-us", "node-js", "draw-io", "bbc-co-uk", "vue-js", "link")
    assert pages(site) == {f"{MONTH}{one}.html" for one in names}


def test_a_language_that_nothing_proves_is_told(site: SiteFolder) -> None:
    told = [Placed(site.article(f"world/{one}.uk.md"), 0, 0, "NG427", "warning") for one in "ab"]
    assert accepted(site) == told
    assert pages(site) == {f"{MONTH}a-uk.html", f"{MONTH}b-uk.html"}
    # A front matter that says so is enough for its own file.
    site.article("world/a.uk.md", lang="uk")
    assert accepted(site) == told[1:]
    assert pages(site) == {f"uk/{MONTH}a.html", f"{MONTH}b-uk.html"}


@pytest.mark.parametrize(
    ("proof", "config"),
    [
        ("content/articles/world/a.md", CONFIG),
        ("content/articles/world/a.de.md", CONFIG),
        ("content/articles/world/a.en.md", CONFIG),
        ("content/pages/about.md", CONFIG),
        ("content/front.uk.yaml", CONFIG),
        ("locale/uk.yaml", CONFIG),
        ("", CONFIG + "languages: {uk: {}}\n"),
        ("", CONFIG + "sections: [{slug: world, titles: {uk: Світ}}]\n"),
    ],
)
def test_a_language_is_proven(site: SiteFolder, proof: str, config: str) -> None:
    site.write("newsgen.yaml", config)
    site.article("world/a.uk.md")
    if proof.startswith("content/articles"):
        site.article(proof.removeprefix("content/articles/"), headline="Other")
    elif proof.startswith("content/pages"):
        site.write(proof, "---\ntitle: About\n---\nx\n")
        site.write(proof.replace(".md", ".uk.md"), "---\ntitle: Про нас\n---\nx\n")
    elif proof:
        site.write(proof, "")
    assert accepted(site) == []
    assert f"uk/{MONTH}a.html" in site.tree()


def test_several_files_prove_a_language(site: SiteFolder) -> None:
    for name in "abc":
        site.article(f"world/{name}.pt-BR.md", headline=name)
    assert accepted(site) == []
    assert pages(site) == {f"pt-BR/{MONTH}{one}.html" for one in "abc"}


def test_a_proof_that_comes_and_goes_moves_what_it_proves_as_a_clean_build_does(
    site: SiteFolder,
) -> None:
    lone = site.article("world/a.uk.md")
    other = site.article("world/c.md", "[x](a.uk.md)\n", headline="C")
    accepted(site)
    for step in range(4):
        sibling = "content/articles/world/a.md"
        if step % 2:
            site.delete(sibling)
        else:
            site.article("world/a.md", headline="A")
        # The server names what changed; a build looks at all.
        report = site.build(watched=frozenset({sibling})) if step > 1 else site.build()
        assert placed(report) == ([Placed(lone, 0, 0, "NG427", "warning")] if step % 2 else [])
        page = f"{MONTH}a-uk.html" if step % 2 else f"uk/{MONTH}a.html"
        assert page in site.tree()
        # Another build has nothing left to do, and says the same.
        again = site.build()
        assert (again.rendered, placed(again)) == (0, placed(report))
        site.article("world/c.md", f"{step} [x](a.uk.md)\n", headline="C")
        assert placed(site.build(watched=frozenset({other}))) == placed(report)
        assert page.rpartition("/")[2] in site.page(f"{MONTH}c.html")


def test_files_that_nobody_reads_are_named_once_a_kind(site: SiteFolder) -> None:
    site.article("world/a.md", "[data](table.csv)\n")
    site.write("content/articles/world/table.csv", "a,b\n1,2\n")
    for path in (
        "content/articles/world/one.txt", "content/articles/two.txt", "content/articles/b.docx",
        "content/articles/c.RST", "content/articles/d.adoc", "content/pages/about.html",
        "content/article/x.md", "content/article/y.md", "content/authors/z.md", "content/loose.md",
        "content/source.yaml", "content/articles/x.yml", "content/Articles/x.md",
        "content/media/notes.md", "newsgen.yml", "template/x.html",
        # None of these.
        "content/README.md", "content/articles/README.txt", "content/articles/.DS_Store",
        "content/articles/a.md~", "content/articles/.gitkeep", "content/media/x.txt",
        "content/articles/Thumbs.db", "content/data/x.yaml", "content/front.uk.yaml", "config.toml",
        "content/articles/p.png", "README.md", "requirements.txt", "content/media/LICENSE.md",
    ):  # fmt: skip
        site.write(path, "" if "front" in path else "x: 1\n")
    report = site.build()
    assert not report.failed, [one for one in report.problems if one.severity == "error"]
    assert placed(report) == [
        Placed(path, 0, 0, "NG433", "warning")
        for path in (
            "content/Articles/x.md", "content/article/x.md", "content/articles/b.docx",
            "content/articles/c.RST", "content/articles/d.adoc", "content/articles/two.txt",
            "content/articles/x.yml", "content/authors/z.md", "content/loose.md",
            "content/media/notes.md", "content/pages/about.html", "content/source.yaml",
            "newsgen.yml", "template",
        )
    ]  # fmt: skip
    said = {one.path: f"{one.message} {one.hint}" for one in report.problems}
    assert "1 more" in said["content/articles/two.txt"]
    assert "`articles`" in said["content/article/x.md"] and "1 more" in said["content/article/x.md"]
    assert "`people`" in said["content/authors/z.md"]
    assert "`content/sources.yaml`" in said["content/source.yaml"]
    assert "`articles`" in said["content/Articles/x.md"]


def test_a_text_that_is_linked_to_is_no_file_that_nobody_reads(site: SiteFolder) -> None:
    text = site.write("content/articles/world/minutes.html", "<p>x</p>")
    article = site.article("world/a.md")
    named = [Placed(text, 0, 0, "NG433", "warning")]
    assert accepted(site) == named
    for step in range(3):
        # A link from a draft counts, too; what is wrong with it is told at the link.
        site.article("world/a.md", "[x](minutes.html)\n", draft="true")
        report = site.build() if step else site.build(watched=frozenset({article}))
        assert [one.code for one in report.problems] == ["NG045"]
        site.article("world/a.md", f"{step}\n")
        assert placed(site.build()) == named
        site.write(text, f"<p>{step}</p>")
        assert placed(site.build(watched=frozenset({text}))) == named
    site.delete(text)
    assert placed(site.build(watched=frozenset({text}))) == []


def test_settings_of_another_system_are_named_where_there_are_none(site: SiteFolder) -> None:
    site.article("world/a.md")
    site.delete("newsgen.yaml")
    site.write("config.toml", "x")
    assert Placed("config.toml", 0, 0, "NG433", "warning") in accepted(site)

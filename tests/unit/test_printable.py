"""What others wrote is shown on a terminal and in logs, and not obeyed, in every form of output."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from newsgen.commands.printable import shown, shown_json
from tests.support import command
from tests.support.site import SiteFolder

STRANGE = {
    "an escape sequence": "\x1b[2J",
    "a C1 control character": "\x9b2J",
    "a delete": "\x7f",
    "a line break": "\n::error::x",
    "a carriage return": "\rx",
    "a line separator": "\u2028x",
    "an override of direction": "\u202egnp.",
    "an isolate": "\u2066x",
    "a mark of direction": "\u200f",
    "a zero-width space": "\u200b",
    "a zero-width joiner": "\u200d",
    "a byte-order mark": "\ufeff",
    "a soft hyphen": "\xad",
    "a tag": "\U000e0041",
    "a byte that is no UTF-8": "\udcff",
}


def unsafe(text: str) -> list[str]:
    """What in a printed text is neither seen nor the end of a line."""
    return [one for one in text if not one.isprintable() and one not in "\n\xa0\u202f"]


# The function


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
def test_what_is_not_seen_is_shown_as_its_escape(strange: str) -> None:
    text = shown(f"a{strange}b")
    assert text.isprintable()
    assert text.encode("ascii").decode("unicode_escape").encode(
        "utf-16", "surrogatepass"
    ) == f"a{strange}b".encode("utf-16", "surrogatepass")


@pytest.mark.parametrize(
    "text", ["", "a b", "Ünïcode ім’я 名前 👍🏽", "5\xa0%", "1\u202f000", "a\\n"]
)
def test_what_is_seen_stays(text: str) -> None:
    assert text == shown(text)


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
def test_json_is_safe_to_print_and_says_the_same(strange: str) -> None:
    content = {f"k{strange}": [f"a{strange}b", "ім’я"]}
    text = shown_json(content)
    assert [] == unsafe(text)
    assert "ім’я" in text and 5 == text.count("\n")
    assert content == json.loads(text)


# The commands


@pytest.fixture(params=STRANGE.values(), ids=STRANGE)
def name(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A file's name with something strange in it, where the file system can have one."""
    name = f"a{request.param}b"
    try:
        (tmp_path / name).write_bytes(b"")
        os.listdir(tmp_path)
    except (OSError, UnicodeEncodeError):
        pytest.skip("no file can have such a name here")
    return name


def printed(site: SiteFolder, *arguments: str) -> str:
    run = command.build_here(site.root, *arguments)
    assert run.code != 3, run.err
    text = run.out + run.err
    assert [] == unsafe(text)
    return text


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_held_article_and_its_faults_are_told_in_one_line(
    site: SiteFolder, name: str, form: str
) -> None:
    if "\udcff" in name:
        pytest.skip("it is held by a fault")
    site.article("world/a.md")
    site.article(f"world/{name}.md", slug="it", draft="true", kicker="[no, text]")
    text = printed(site, "--format", form, "--explain")
    if form == "json":
        data = json.loads(text)
        assert [f"content/articles/world/{name}.md"] == [one["source"] for one in data["held"]]
        assert {f"content/articles/world/{name}.md"} == {one["path"] for one in data["problems"]}
    elif form == "text":
        assert f"  held content/articles/world/{shown(name)}.md: draft" in text.splitlines()
        assert f"content/articles/world/{shown(name)}.md:7:9: warning NG019:" in text
    else:
        (line,) = text.splitlines()
        assert re.fullmatch(
            r"::warning file=content/articles/world/a[^:,]*b\.md,line=\d+,col=\d+,title=NG019::.*",
            line,
        )


def test_a_name_that_is_no_utf_8_is_told_as_json_and_for_people(site: SiteFolder) -> None:
    site.write("content/articles/a\udcffb.md", "x")
    (problem,) = json.loads(printed(site, "--format", "json"))["problems"]
    assert problem["path"].endswith(".md")
    printed(site)


def test_a_picture_is_explained_in_one_line(site: SiteFolder, name: str) -> None:
    from tests.support.pictures import png

    site.article("world/a.md", body="![A](media/p.png)\n")
    site.write("content/media/p.png", png((1, 2, 3)))
    site.write(f"content/media/{name}.png", png((1, 2, 4)))
    site.article("world/b.md", headline=json.dumps(f"Head {name} line"), kind="newz", body="x\n")
    printed(site, "--explain")


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_what_a_text_says_is_told_in_one_line(site: SiteFolder, form: str) -> None:
    strange = "".join(STRANGE.values()).replace("\udcff", "")
    quoted = json.dumps(f"x{strange}y")
    site.article("world/a.md", kind=quoted, section=quoted, aliases=f"[{quoted}]", lang=quoted)
    site.article("world/b.md", f"[x](a{strange}.md) {strange} ![y]({strange}.png)\n")
    lines = printed(site, "--format", form).splitlines()
    if form == "github":
        assert all(
            one.startswith(("::error file=content/", "::warning file=content/")) for one in lines
        )


def test_the_caret_stands_under_its_column_where_the_line_before_it_is_shown(
    site: SiteFolder,
) -> None:
    site.article("world/a.md", "\u202e\u200b [x](gone.md)\n")
    lines = command.build_here(site.root).err.splitlines()
    (index,) = [at for at, one in enumerate(lines) if " | " in one]
    assert r"    6 | \u202e\u200b [x](gone.md)" == lines[index]
    assert lines[index].index("gone") == lines[index + 1].index("^")


def test_a_property_of_an_annotation_ends_where_it_should(site: SiteFolder) -> None:
    path = "world/a,line=1::b%0Ac\n::error::d.md"
    site.article(path, slug="it", kicker="[no, text]")
    (line,) = command.build_here(site.root, "--format", "github").out.splitlines()
    assert line.startswith(
        "::error file=content/articles/world/a%2Cline=1%3A%3Ab%250Ac%0A%3A%3Aerror%3A%3Ad.md,line=6,"
    )


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_check_tells_all_of_it_in_lines_of_its_own(site: SiteFolder, form: str) -> None:
    name = "a\x1b[2J\n::error::\u202eb"
    site.article(f"world/{name}.md", slug="it", headline='"A \\u202e HEADLINE"')
    run = command.newsgen("check", "--site", site.root, "--now", command.NOW, "--format", form)
    assert [] == unsafe(run.out + run.err)
    assert "it" in run.out + run.err and run.code in (0, 1)

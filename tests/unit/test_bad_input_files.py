"""Files that cannot be read as what they should be: bytes, front matter, YAML, links on disk."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from newsgen.reading.files.file_bytes import MAX_TEXT_BYTES
from tests.support.problems import Placed, accepted, placed, refusal, refused
from tests.support.site import AS_OF, SiteFolder, front_matter

ARTICLE = "content/articles/world/strike.md"
PAGE = "world/2024/11/strike.html"


def written(site: SiteFolder, content: str | bytes) -> list[Placed]:
    """What a build says of the article that holds this."""
    site.write(ARTICLE, content)
    return refused(site)


# Front matter


def test_article_without_front_matter(site: SiteFolder) -> None:
    assert [Placed(ARTICLE, 1, 1, "NG010")] == written(site, "The text alone.\n")


def test_front_matter_that_begins_behind_text_is_none(site: SiteFolder) -> None:
    assert [Placed(ARTICLE, 1, 1, "NG010")] == written(site, "A line.\n" + front_matter())


def test_front_matter_that_never_closes(site: SiteFolder) -> None:
    text = "---\nheadline: A headline\ndate: 2024-11-18\n\nThe text.\n"
    assert [Placed(ARTICLE, 1, 1, "NG011")] == written(site, text)


def test_front_matter_that_never_closes_is_named_where_it_begins(site: SiteFolder) -> None:
    text = "\n\n---\nheadline: A headline\n\nThe text.\n"
    assert [Placed(ARTICLE, 3, 1, "NG011")] == written(site, text)


def test_front_matter_that_is_empty(site: SiteFolder) -> None:
    assert [Placed(ARTICLE, 1, 1, "NG016")] == written(site, "---\n---\nThe text.\n")


def test_front_matter_that_is_a_list(site: SiteFolder) -> None:
    assert [Placed(ARTICLE, 1, 1, "NG016")] == written(site, "---\n- a\n- b\n---\nThe text.\n")


@pytest.mark.parametrize(
    ("value", "line", "column"),
    [
        ("Live: the vote", 2, 15),
        ("'it's over'", 2, 15),
        ("@home", 2, 11),
        ("*star", 2, 11),
        ('"She said "no" to"', 2, 22),
        ('"C:\\quiet"', 2, 14),
        ("x\nA stray line", 3, 1),
        # Known to be wrong only on a later line, and named where they open.
        ("[a, b", 2, 11),
        ("{a: b", 2, 11),
        ('"Half a quotation', 2, 11),
    ],
)
def test_yaml_that_does_not_parse(site: SiteFolder, value: str, line: int, column: int) -> None:
    found = written(site, f"---\nheadline: {value}\ndate: 2024-11-18\n---\nThe text.\n")
    assert [Placed(ARTICLE, line, column, "NG012")] == found


@pytest.mark.parametrize(
    "value", ["!Breaking news", "!!binary news", "!!python/name:os.system news"]
)
def test_value_that_yaml_takes_for_a_tag(site: SiteFolder, value: str) -> None:
    site.article("world/strike.md", headline=value)
    assert [Placed(ARTICLE, 2, 11, "NG012")] == refused(site)


def test_colon_in_a_headline_is_explained(site: SiteFolder) -> None:
    site.article("world/strike.md", headline="Live: the vote")
    problem = refusal(site)
    assert (2, 15, "NG012") == (problem.line, problem.column, problem.code)
    assert problem.message.startswith(
        "The YAML does not parse: there is a second colon in the value"
    )
    assert 'A value with a colon in it needs quotes: headline: "Live: the vote".' == problem.hint


def test_yaml_of_the_configuration_that_does_not_parse(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "name: The Desk\nurl: [a\n")
    assert [Placed("newsgen.yaml", 2, 6, "NG012")] == refused(site)


@pytest.mark.parametrize(
    ("line", "column"), [("\ttags: [a]", 1), ("tags:\t[a]\n  b: c", 6), ("image:\n\tsrc: a.png", 1)]
)
def test_tab_in_yaml(site: SiteFolder, line: str, column: int) -> None:
    text = f"---\nheadline: A headline\ndate: 2024-11-18\n{line}\n---\nThe text.\n"
    (problem,) = written(site, text)
    tab_line = 4 + line.split("\t")[0].count("\n")
    assert Placed(ARTICLE, tab_line, column, "NG013") == problem


def test_duplicate_key(site: SiteFolder) -> None:
    site.article("world/strike.md", tags="[a]\nheadline: Another headline")
    problem = refusal(site)
    assert (6, 1, "NG014") == (problem.line, problem.column, problem.code)
    assert "`headline` stands twice; it is first on line 2." == problem.message


def test_duplicate_key_inside_a_mapping(site: SiteFolder) -> None:
    site.write("content/media/a.png", b"a")
    site.article("world/strike.md", image="\n  src: media/a.png\n  alt: One\n  alt: Two")
    assert [Placed(ARTICLE, 8, 3, "NG014")] == refused(site)


# Bytes


def test_byte_that_is_not_utf_8_is_named_with_its_offset(site: SiteFolder) -> None:
    content = front_matter().encode() + b"Caf\xe9 in Kyiv.\n"
    site.write(ARTICLE, content)
    problem = refusal(site)
    assert (6, 4, "NG001") == (problem.line, problem.column, problem.code)
    offset = content.index(b"\xe9")
    assert f"The file is not UTF-8: byte 0xe9 at offset {offset}." == problem.message


def test_offset_behind_a_byte_order_mark_counts_the_mark(site: SiteFolder) -> None:
    content = b"\xef\xbb\xbf" + front_matter().encode() + b"Caf\xe9\n"
    site.write(ARTICLE, content)
    problem = refusal(site)
    assert (6, "NG001") == (problem.line, problem.code)
    assert f"offset {content.index(bytes([0xE9]))}." in problem.message


@pytest.mark.parametrize("content", [b"\xff\xfe" + "---\n".encode("utf-16-le"), b"\xed\xa0\x80\n"])
def test_other_encodings_are_not_utf_8(site: SiteFolder, content: bytes) -> None:
    assert [Placed(ARTICLE, 1, 1, "NG001")] == written(site, content)


def test_byte_order_mark_is_accepted(site: SiteFolder) -> None:
    site.write(ARTICLE, b"\xef\xbb\xbf" + front_matter().encode() + b"The text.\n")
    assert [] == accepted(site)
    assert "<p>The text.</p>" in site.page(PAGE)


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_other_line_breaks_are_accepted(site: SiteFolder, line_break: str) -> None:
    text = front_matter() + "One.\n\nTwo.\n"
    site.write(ARTICLE, text.replace("\n", line_break))
    assert [] == accepted(site)
    assert "<p>One.</p>\n<p>Two.</p>" in site.page(PAGE)


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_lines_are_counted_by_other_line_breaks_too(site: SiteFolder, line_break: str) -> None:
    text = front_matter(tags="{a: 1}") + "One.\n\n[two](gone.md)\n"
    found = written(site, ("\ufeff" + text).replace("\n", line_break))
    assert [Placed(ARTICLE, 5, 7, "NG019")] == found
    text = front_matter() + "One.\n\n[two](gone.md)\n"
    found = written(site, ("\ufeff" + text).replace("\n", line_break))
    assert [Placed(ARTICLE, 8, 7, "NG044")] == found


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_line_separators_that_editors_do_not_count_are_not_counted(
    site: SiteFolder, separator: str
) -> None:
    text = front_matter(headline=f"One{separator} two", tags="{a: 1}")
    assert [Placed(ARTICLE, 5, 7, "NG019")] == written(site, text)


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x93", "\ufffe", "\uffff"])
def test_control_characters_in_a_file_are_passed_over(site: SiteFolder, character: str) -> None:
    site.article("world/strike.md", headline=f"A{character} headline", body=f"The{character} text.")
    assert [] == accepted(site)
    assert not [path for path, content in site.tree().items() if character.encode() in content]


def test_control_character_as_an_escape_is_a_problem(site: SiteFolder) -> None:
    site.article("world/strike.md", headline=r'"C:\bin"')
    assert [Placed(ARTICLE, 2, 11, "NG027")] == refused(site)


@pytest.mark.parametrize("content", [b"", b"\n", b" \t\r\n\n", b"\xef\xbb\xbf"])
def test_empty_file(site: SiteFolder, content: bytes) -> None:
    assert [Placed(ARTICLE, 1, 1, "NG003")] == written(site, content)


def test_empty_configuration_builds_a_site(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "")
    site.article("world/strike.md")
    assert [Placed("newsgen.yaml", 1, 1, "NG050", "warning")] == accepted(site)


def test_file_over_the_limit(site: SiteFolder) -> None:
    text = front_matter().encode()
    assert [Placed(ARTICLE, 0, 0, "NG002")] == written(site, text.ljust(MAX_TEXT_BYTES + 1, b"\n"))


def test_file_at_the_limit_is_read(site: SiteFolder) -> None:
    text = front_matter().encode()
    site.write(ARTICLE, text.ljust(MAX_TEXT_BYTES, b"\n"))
    assert [] == accepted(site)


def test_configuration_and_template_over_the_limit(site: SiteFolder) -> None:
    site.write("newsgen.yaml", b"#".ljust(MAX_TEXT_BYTES + 1, b"\n"))
    site.write("templates/tag.html", b" " * MAX_TEXT_BYTES + b"xx")
    expected = [Placed("newsgen.yaml", 0, 0, "NG002"), Placed("templates/tag.html", 0, 0, "NG002")]
    assert expected == [one for one in refused(site) if one.code == "NG002"]


# YAML that grows


def test_yaml_alias_bomb_is_named_at_the_key_that_grows_it(site: SiteFolder) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{b}: &{b} [{', '.join(['*' + a] * 10)}]" for a, b in zip("abcdef", "bcdefg", strict=True)
    ]
    text = "---\nheadline: A headline\n" + "\n".join(lines) + "\n---\nThe text.\n"
    assert [Placed(ARTICLE, 7, 1, "NG015")] == written(site, text)


def test_yaml_that_holds_itself(site: SiteFolder) -> None:
    site.article("world/strike.md", tags="&tags [a, *tags]")
    assert [Placed(ARTICLE, 5, 1, "NG015")] == refused(site)


def test_alias_that_grows_little_is_accepted(site: SiteFolder) -> None:
    site.article("world/strike.md", kicker="&place Kyiv", tags="[*place]")
    assert [] == accepted(site)
    assert (site.dist / "tags/kyiv.html").is_file()


@pytest.mark.parametrize(
    "value", ["[" * 100_000, "{a: " * 50_000, "[" * 900 + "]" * 900, "\n  " + "- " * 50_000 + "x"]
)
def test_yaml_that_is_nested_deeply(site: SiteFolder, value: str) -> None:
    site.article("world/strike.md", tags=value)
    (problem,) = refused(site)
    assert (ARTICLE, "NG015") == (problem.path, problem.code)
    assert problem.line in (5, 6)


def test_configuration_that_is_nested_deeply(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "name: A\nsections: " + "[" * 100_000)
    assert [Placed("newsgen.yaml", 2, 60, "NG015")] == refused(site)


@pytest.mark.parametrize("count", [60, 1001, 1900, 2100])
@pytest.mark.parametrize("behind", ["", "@", "}"])
def test_too_many_brackets_are_named_at_the_first_that_is_too_many(
    site: SiteFolder, count: int, behind: str
) -> None:
    site.article("world/strike.md", tags="[" * count + behind)
    assert [Placed(ARTICLE, 5, 56, "NG015")] == refused(site)


def test_brackets_that_are_few_enough_are_named_for_what_is_wrong_with_them(
    site: SiteFolder,
) -> None:
    site.article("world/strike.md", tags="[" * 40 + "@")
    assert [Placed(ARTICLE, 5, 47, "NG012")] == refused(site)


# Links on disk and names


def symbolic_link(site: SiteFolder, path: str, target: str | Path) -> None:
    """A symbolic link in the site; skips the test where the system has none."""
    file = site.file(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.symlink_to(target)
    except OSError as error:
        pytest.skip(f"no symbolic links here: {error}")


def test_link_to_a_file_outside_the_site(site: SiteFolder, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(front_matter() + "Not ours.\n")
    symbolic_link(site, ARTICLE, outside)
    assert [Placed(ARTICLE, 0, 0, "NG004")] == refused(site)


def test_link_to_a_folder_outside_the_site(site: SiteFolder, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.md").write_text(front_matter())
    symbolic_link(site, "content/articles/world", tmp_path / "outside")
    assert [Placed("content/articles/world", 0, 0, "NG004")] == refused(site)


@pytest.mark.parametrize("room", ["content", "templates", "static"])
def test_room_that_is_a_link_out_of_the_site(site: SiteFolder, tmp_path: Path, room: str) -> None:
    (tmp_path / "outside").mkdir()
    shutil.rmtree(site.file(room), ignore_errors=True)
    symbolic_link(site, room, tmp_path / "outside")
    assert [Placed(room, 0, 0, "NG004")] == refused(site)


def test_configuration_that_is_a_link_out_of_the_site(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site", config=None)
    site.article("world/strike.md")
    (tmp_path / "outside.yaml").write_text("name: Not ours\n")
    symbolic_link(site, "newsgen.yaml", tmp_path / "outside.yaml")
    assert Placed("newsgen.yaml", 0, 0, "NG004") in refused(site)


@pytest.mark.parametrize("target", ["gone.md", "strike.md"])
def test_link_that_leads_nowhere_or_to_itself(site: SiteFolder, target: str) -> None:
    symbolic_link(site, ARTICLE, target)
    assert [Placed(ARTICLE, 0, 0, "NG004")] == refused(site)


def test_content_that_is_a_broken_link_does_not_empty_the_site(site: SiteFolder) -> None:
    site.article("world/strike.md")
    accepted(site)
    site.rename("content", "elsewhere")
    symbolic_link(site, "content", "gone")
    assert [Placed("content", 0, 0, "NG004")] == refused(site)
    assert (site.dist / PAGE).is_file()


def test_link_inside_the_site_is_followed(site: SiteFolder) -> None:
    site.article("world/strike.md")
    symbolic_link(site, "content/articles/europe", "world")
    assert [] == accepted(site)
    assert (site.dist / "europe/2024/11/strike.html").is_file()


def test_link_to_a_folder_that_holds_it_ends(site: SiteFolder) -> None:
    site.article("world/strike.md")
    symbolic_link(site, "content/articles/world/again", "..")
    assert [] == accepted(site)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_name_that_is_not_utf_8(site: SiteFolder) -> None:
    site.article("world/strike.md")
    folder = os.fsencode(site.file("content/articles/world"))
    with open(folder + b"/caf\xe9.md", "wb") as stream:
        stream.write(front_matter().encode())
    assert [Placed("content/articles/world/caf\ufffd.md", 0, 0, "NG001")] == refused(site)


# Together


def test_problems_of_all_files_come_in_one_run(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "url: https://test.example/\ncolour: red\n")
    site.article("europe/a.md", date=None, tags="{a: 1}")
    site.write("content/articles/world/b.md", "No front matter.\n")
    site.article("world/c.md", body="[x](gone.md)\n")
    site.write("content/pages/about.md", b"\xff")
    site.write("content/people/noor.md", "---\nrole: Editor\n---\n")
    site.write("templates/tag.html", "{% if %}")
    expected = [
        Placed("content/articles/europe/a.md", 2, 1, "NG018"),
        Placed("content/articles/europe/a.md", 4, 7, "NG019"),
        Placed("content/articles/world/b.md", 1, 1, "NG010"),
        Placed("content/articles/world/c.md", 6, 5, "NG044"),
        Placed("content/pages/about.md", 1, 1, "NG001"),
        Placed("content/people/noor.md", 2, 1, "NG018"),
        Placed("newsgen.yaml", 2, 1, "NG017"),
        Placed("templates/tag.html", 1, 1, "NG060"),
    ]
    assert expected == [one for one in refused(site) if one.code != "NG062"]


def test_problems_are_the_same_when_nothing_was_mended(site: SiteFolder) -> None:
    site.article("world/a.md", tags="{a: 1}")
    site.article("world/b.md", body="[x](gone.md)\n")
    assert refused(site) == refused(site)


def test_site_that_was_published_stays_when_an_error_comes(site: SiteFolder) -> None:
    site.article("world/strike.md")
    accepted(site)
    times = {file: file.stat().st_mtime_ns for file in site.dist.rglob("*")}
    site.article("world/other.md", body="Another text.\n")
    site.article("world/strike.md", date="someday")
    assert [Placed(ARTICLE, 3, 7, "NG020")] == refused(site)
    assert times == {file: file.stat().st_mtime_ns for file in site.dist.rglob("*")}


def test_error_in_a_draft_is_a_warning(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.article("world/later.md", draft="true", date=None, tags="{a: 1}", body="[x](gone.md)\n")
    draft = "content/articles/world/later.md"
    expected = [
        Placed(draft, 2, 1, "NG018", "warning"),
        Placed(draft, 5, 7, "NG019", "warning"),
    ]
    assert expected == accepted(site)
    assert [held.source for held in site.build(as_of=AS_OF).held] == [draft]


def test_warnings_are_errors_when_a_build_is_strict(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "")
    site.article("world/strike.md")
    report = site.build(strict=True)
    assert report.failed
    assert [Placed("newsgen.yaml", 1, 1, "NG050", "warning")] == placed(report)
    assert {} == site.tree()

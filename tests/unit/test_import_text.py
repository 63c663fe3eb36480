"""`newsgen import --from text`: articles of text files."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from newsgen.importing.dialects.plain_texts import with_paragraphs
from tests.support.command import Run, newsgen_here
from tests.support.site import SiteFolder

LINE = "The council has closed the bridge."


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    return folder


def imported(site: SiteFolder, source: Path, *words: str) -> Run:
    return newsgen_here("import", *(words or ("--from", "text")), source, "--site", site.root)


def test_a_line_is_a_paragraph_and_the_first_one_the_headline(
    site: SiteFolder, texts: Path
) -> None:
    file = texts / "2024-11-18 The bridge.txt"
    file.write_text(f"Bridge: closed\n{LINE}\n“Nobody knows,” she said.\n- one\n- two\n{LINE}\n")
    run = imported(site, file)
    assert (0, "Written: 1 article.\n") == (run.code, run.out)
    made = site.file("content/articles/news/the-bridge.md").read_text()
    front, _, body = made.removeprefix("---\n").partition("---\n")
    assert f"{LINE}\n\n“Nobody knows,” she said.\n\n- one\n- two\n\n{LINE}\n" == body
    assert 'headline: "Bridge: closed"' in front and "date: 2024-11-18" in front
    assert "draft: true" in front and "sources: []" in front
    for said in ("The bridge.txt is content/articles/news/the-bridge.md", "by its name", "3 lines"):
        assert said in run.err
    assert not site.build().failed


def test_a_folder_becomes_sections_and_nothing_is_written_over(
    site: SiteFolder, texts: Path
) -> None:
    (texts / "World News").mkdir()
    (texts / "World News/sea.md").write_text(f"# The sea\n\n{LINE}\n\n{LINE}\n")
    (texts / "sea.txt").write_text(f"Sea\n{LINE}\n")
    (texts / "sea.md").write_text(f"Another sea\n{LINE}\n")
    (texts / "own.md").write_text("---\nheadline: Own\n---\nText.\n")
    (texts / "bad.txt").write_bytes(b"caf\xe9\n")
    (texts / "a.docx").write_bytes(b"PK")
    (texts / "a.xls").write_bytes(b"PK")
    os.utime(texts / "sea.txt", (1_700_000_000, 1_700_000_000))
    site.write("content/articles/news/own.md", "Mine.")
    run = imported(site, texts)
    assert (1, "Written: 4 articles.\n") == (run.code, run.out)
    tree = site.tree(site.file("content/articles"))
    assert [
        "news/bad.md",
        "news/own.md",
        "news/sea-2.md",
        "news/sea.md",
        "world-news/sea.md",
    ] == sorted(tree)
    assert b"Mine." == tree["news/own.md"]
    assert tree["world-news/sea.md"].endswith(f"---\n{LINE}\n\n{LINE}\n".encode())
    assert b"date: 2023-11-14" in tree["news/sea-2.md"]
    assert "last changed" in run.err and "1 file was there already" in run.err
    assert b"caf\xc3\xa9" in tree["news/bad.md"] and "read as Windows-1252" in run.err
    assert "failed: a.docx: It can't be opened" in run.err
    assert "a.xls: warning NG398: 1 file was passed over" in run.err
    before = site.tree(site.file("content"))
    assert "Written: nothing.\n" == imported(site, texts).out
    assert before == site.tree(site.file("content"))


def test_both_forms_of_the_command_are_one(site: SiteFolder, texts: Path) -> None:
    (texts / "a.txt").write_text("A\nText.\n")
    assert 0 == imported(site, texts, "text").code
    assert site.file("content/articles/news/a.md").is_file()
    assert 2 == imported(site, texts, "--from", "txet").code
    assert "Did you mean `text`?" in imported(site, texts, "--from", "txet").err
    assert (
        "1 as it was in the last import" in newsgen_here("import", texts, "--into", site.root).err
    )
    assert "does not exist" in imported(site, texts / "gone").err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\nTwo.", ("One.\n\nTwo.", 2)),
        ("One.\n\nTwo.\nThree.", ("One.\n\nTwo.\nThree.", 0)),
        ("a line that an editor\nbroke in the middle\nof a sentence.", None),
        ("Begin:\n- a\n- b\nEnd.", ("Begin:\n\n- a\n- b\n\nEnd.", 2)),
        ("    One.\n    Two.", ("One.\n\nTwo.", 2)),
        ("One.", ("One.", 0)),
    ],
)
def test_paragraphs(text: str, expected: tuple[str, int] | None) -> None:
    assert (expected or (text, 0)) == with_paragraphs(text)


def test_a_first_line_that_is_a_paragraph_is_no_headline(site: SiteFolder, texts: Path) -> None:
    (texts / "the_long-one.txt").write_text(f"{LINE * 8}\n{LINE}\n")
    assert 0 == imported(site, texts).code
    made = site.file("content/articles/news/the-long-one.md").read_text()
    assert "headline: The long one\n" in made and f"{LINE * 8}\n\n{LINE}\n" in made


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def test_a_word_document_becomes_an_article(site: SiteFolder, texts: Path) -> None:
    paragraphs = "".join(
        f"<w:p><w:r>{style}<w:t>{text}</w:t></w:r></w:p>"
        for style, text in (
            ("", "The bridge"),
            ("", "It is closed, according to The Harbour Times."),
            ("<w:rPr><w:b/></w:rPr>", "Nobody knows"),
        )
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
        f' Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>',
    }
    with zipfile.ZipFile(texts / "2024-11-18 bridge.docx", "w") as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    run = imported(site, texts, "--from", "text", "--section", "Local", "--date", "2024-11-17")
    assert (0, "Written: 1 article.\n") == (run.code, run.out)
    made = site.file("content/articles/local/bridge.md").read_text()
    assert "headline: The bridge\ndate" not in made and "headline: The bridge\n" in made
    assert "date: 2024-11-17\n" in made and "sources:\n  - The Harbour Times\n" in made
    assert made.endswith("---\nIt is closed, according to The Harbour Times.\n\n**Nobody knows**\n")


def test_a_last_line_that_introduces_nothing_is_left_out_and_told(
    site: SiteFolder, texts: Path
) -> None:
    (texts / "a.txt").write_text(f"A\n\n{LINE}\n\n**Read also:**\n")
    run = imported(site, texts)
    assert site.file("content/articles/news/a.md").read_text().endswith(f"---\n{LINE}\n")
    assert "it introduces nothing: Read also:" in run.err


def test_a_source_without_texts_is_said_to_be_one(site: SiteFolder, texts: Path) -> None:
    texts.mkdir(exist_ok=True)
    run = imported(site, texts)
    assert (0, "Written: nothing.\n") == (run.code, run.out)
    assert "No text was found in it, read as text." in run.err
    (texts / "one.txt").write_text("A headline\n\nThe text.\n")
    assert "No text was found" not in imported(site, texts).err

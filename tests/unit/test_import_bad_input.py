"""`newsgen import` of sources that are damaged, hostile or no sources at all."""

from __future__ import annotations

import os
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from newsgen.importing import zip_files
from newsgen.importing.fetched_media import FetchedMedia
from newsgen.importing.loss_report import ImportReport
from tests.support.archives import ARCHIVES, imported
from tests.support.command import newsgen_here
from tests.support.pictures import png

HEAD = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T</title>'
    "<wp:wxr_version>1.2</wp:wxr_version>"
)
ITEM = (
    "<item><title>{0}</title><wp:post_id>{0}</wp:post_id>"
    "<wp:post_date>2019-01-02 03:04:05</wp:post_date>"
    "<content:encoded>Text {0}.</content:encoded></item>"
)


def failures(report: ImportReport) -> list[str]:
    return [f"{one.origin}: {one.why}" for one in report.outcomes if one.status == "failed"]


def export(folder: Path, content: str | bytes) -> Path:
    file = folder / "export.xml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_a_file_that_ends_in_the_middle_is_imported_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = HEAD + "".join(ITEM.format(number) for number in range(20))
    report = imported(export(tmp_path, whole[:-30]), tmp_path / "site")
    assert ["export.xml: From line 1 on it is no XML: no element found."] == failures(report)
    assert 19 == report.number("written")


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>',
    ],
)
def test_entities_are_refused(tmp_path: Path, declared: str) -> None:
    text = f'<?xml version="1.0"?>{declared}{HEAD}{ITEM.format(1)}</channel></rss>'
    report = imported(export(tmp_path, text), tmp_path / "site", importer="wordpress")
    assert ["export.xml: It declares entities, which no export does."] == failures(report)
    assert 0 == report.number("written")


def test_control_characters_and_another_code_are_read(tmp_path: Path) -> None:
    text = f"{HEAD}{ITEM.format(1)}</channel></rss>".replace("Text 1", "Caf\xe9 \x01\x0bhere")
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    report = imported(export(tmp_path, (head + text).encode("latin-1")), tmp_path / "site")
    assert [] == failures(report)
    made = (tmp_path / "site" / report.outcomes[0].path).read_text("utf-8")
    assert "Café here.\n" in made
    assert ("dropped", "control character", 2) in [
        (one.fate, one.what, one.number) for one in report.outcomes[0].losses
    ]


def test_what_is_no_source_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0\1")
    run = newsgen_here("import", tmp_path / "a.bin", "--into", tmp_path / "site")
    assert 2 == run.code and "Nobody knows what" in run.err
    (tmp_path / "empty").mkdir()
    assert 2 == newsgen_here("import", tmp_path / "empty", "--into", tmp_path / "site").code
    for system, name, content in (
        ("wordpress", "a.xml", b"<html>"),
        ("ghost", "a.json", b"[1"),
        ("ghost", "b.json", b'{"db": [7]}'),
        ("substack", "a.zip", b"PK"),
        ("text", "a.docx", b"PK"),
        ("ghost", "c.json", b"[" * 99_999),
    ):
        (tmp_path / name).write_bytes(content)
        run = newsgen_here("import", "--from", system, tmp_path / name, "--into", tmp_path / "site")
        assert 1 == run.code and f"failed: {name}:" in run.err, (system, run.err)


def archive(file: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return file


TABLE = b"post_id,post_date,is_published,type,audience,title\n1.a,2022-01-02,true,newsletter,everyone,A\n"


def test_names_in_an_archive_are_no_paths(tmp_path: Path) -> None:
    members = {
        "posts.csv": TABLE.replace(b"1.a", b"1.../../../../evil"),
        "../../posts/1.../../../../evil.html": b"<p>Climbs.</p>",
        "/etc/passwd.html": b"<p>Absolute.</p>",
    }
    into = tmp_path / "deep" / "site"
    report = imported(archive(tmp_path / "a.zip", members), into)
    assert ["content/articles/news/2022/evil.md"] == [
        one.path for one in report.outcomes if one.path
    ]
    outside = [one for one in tmp_path.rglob("*evil*") if into not in one.parents]
    assert [] == outside


def test_what_grows_without_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = b"<p>" + b"0" * 15_000_000
    source = archive(tmp_path / "a.zip", {"posts.csv": TABLE, "posts/1.a.html": bomb})
    (failed,) = failures(imported(source, tmp_path / "site"))
    assert "grows more than a thousandfold" in failed
    monkeypatch.setattr(zip_files, "MOST_FILES", 1)
    (failed,) = failures(imported(source, tmp_path / "other"))
    assert "holds more than 1 files" in failed


def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\nHidden words.\n")
    (tmp_path / "secret.png").write_bytes(png())
    posts = tmp_path / "old/_posts"
    posts.mkdir(parents=True)
    (posts / "2019-01-02-a.md").write_text(
        "---\ntitle: A\n---\n![x](/out.png) ![y](../../secret.png)\n"
    )
    try:
        (posts / "2019-01-02-b.md").symlink_to(secret)
        (tmp_path / "old/out.png").symlink_to(tmp_path / "secret.png")
        (tmp_path / "old/loop").symlink_to(tmp_path / "old")
    except OSError:
        pytest.skip("needs links")
    report = imported(tmp_path / "old", tmp_path / "site")
    site = b"".join(one.read_bytes() for one in (tmp_path / "site/content").rglob("*.*"))
    assert b"Hidden words" not in site and png() not in site
    assert "_posts/2019-01-02-b.md" in [
        one.origin for one in report.outcomes if one.status == "passed over"
    ]


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    elsewhere, site = tmp_path / "elsewhere", tmp_path / "site"
    elsewhere.mkdir()
    (site / "content").mkdir(parents=True)
    try:
        (site / "content/articles").symlink_to(elsewhere)
    except OSError:
        pytest.skip("needs links")
    report = imported(ARCHIVES / "nikola", site)
    assert report.failed and [] == [*elsewhere.rglob("*")]


def test_a_record_that_leads_out_of_the_site_is_not_followed(tmp_path: Path) -> None:
    posts = tmp_path / "old/_posts"
    posts.mkdir(parents=True)
    (posts / "2019-01-02-a.md").write_text("---\ntitle: A\n---\nText.\n")
    site = tmp_path / "site"
    imported(tmp_path / "old", site)
    record = (site / "imported.json").read_text()
    outside = tmp_path / "outside.md"
    for path in ("content/../../outside.md", "../outside.md", str(outside)):
        (site / "imported.json").write_text(record.replace("content/articles/news/2019/a.md", path))
        imported(tmp_path / "old", site)
        assert not outside.exists(), path


@pytest.mark.parametrize(
    "front",
    [
        "title: A\ntitle: B",
        "&a [*a]",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b, *b]",
        "title: {a: [b, {c: d}]}",
        "- a\n- b",
        "title: !!python/object/apply:os.system ['x']",
        "\t\ttitle: x",
        "date: [2019, x]\ntitle: 7",
        "title: '\x07bell'",
        "author: {name: X}\ntags: {a: b}",
        "title: \ud83d",
        "date: 99999-99-99",
        "aliases: [/../../etc, 'http://[', '//x', /a?b, '/con', '/a\\b']",
        "tags: " + str([f"t{n}" for n in range(99)]),
        "title: " + "x" * 3000,
        "slug: ../../x",
        "slug: con",
        "section: ../..",
        "lang: klingon-x",
        "image: [1, 2]",
        "url: /a/{x}/:y",
        "extra: 1",
        "draft: maybe",
        "[" * 3000,
    ],
)
def test_front_matter_of_any_kind_is_imported_or_told(tmp_path: Path, front: str) -> None:
    posts = tmp_path / "old/_posts"
    posts.mkdir(parents=True)
    text = f"---\n{front}\n---\nThe text itself.\n"
    (posts / "2019-01-02-a.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    report = imported(tmp_path / "old", tmp_path / "site")
    (one,) = (one for one in report.outcomes if one.path)
    assert "The text itself." in (tmp_path / "site" / one.path).read_text("utf-8")
    assert (
        (tmp_path / "site" / one.path).resolve().is_relative_to(tmp_path / "site/content/articles")
    )
    assert not [one for one in report.problems if one.severity == "error"]
    run = newsgen_here("build", "--site", tmp_path / "site", "--jobs", "1")
    assert 0 == run.code, run.err


def test_settings_are_read_and_never_run(tmp_path: Path) -> None:
    source = tmp_path / "old"
    (source / "content").mkdir(parents=True)
    (source / "pelicanconf.py").write_text(
        f"SITENAME = 'A'\nopen({str(tmp_path / 'ran')!r}, 'w').close()\nX = __import__('os')\n"
    )
    (source / "content/a.md").write_text("Title: A\nDate: 2019-01-02\n\nText.\n")
    assert 1 == imported(source, tmp_path / "site").number("written")
    assert not (tmp_path / "ran").exists()


def test_a_file_that_is_too_long_or_unreadable_is_told_and_the_others_come(tmp_path: Path) -> None:
    posts = tmp_path / "old/_posts"
    posts.mkdir(parents=True)
    (posts / "2019-01-02-a.md").write_text("---\ntitle: A\n---\nText.\n")
    (posts / "2019-01-02-b.md").write_bytes(b"x" * 5_000_001)
    (posts / "2019-01-02-c.md").mkdir()
    report = imported(tmp_path / "old", tmp_path / "site")
    assert ["_posts/2019-01-02-b.md: The file has more than 5,000,000 bytes."] == failures(report)
    assert 1 == report.number("written")


def test_what_an_import_needs_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "html_to_markdown", None)
    report = imported(ARCHIVES / "ghost", tmp_path / "site")
    assert ["NG482"] == [one.code for one in report.problems]
    assert 'pip install "newsgen[import]"' in report.problems[0].hint


class Host(BaseHTTPRequestHandler):
    """Gives a picture, and tries other things."""

    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            # Another host, where the picture would be.
            assert isinstance(self.server, HTTPServer)
            self.send_header("Location", f"http://localhost:{self.server.server_port}/good.png")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/none.png" else 200)
        self.end_headers()
        if self.path == "/good.png":
            self.wfile.write(png())
        elif self.path == "/page.png":
            self.wfile.write(b"<html><script>1</script>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Host)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_pictures_are_fetched_from_the_old_site_alone(
    tmp_path: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsgen.importing.fetched_media.PAUSE_SECONDS", 0.0)
    media = FetchedMedia(tmp_path, host, is_dry=False, allow_private=True)
    found = media.file(f"{host}/good.png")
    assert found is not None and png() == found.read_bytes()
    assert found.parent == tmp_path / ".newsgen/fetched"
    for path in ("/none.png", "/page.png", "/away"):
        assert media.file(f"{host}{path}") is None, path
    for address in (
        "https://elsewhere.example/a.png",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x.png",
    ):
        assert not media.may_ask(address)
    # Whoever says what the old site is may not have the machines of this network asked.
    assert not FetchedMedia(tmp_path, host, is_dry=False).may_ask(f"{host}/good.png")
    assert FetchedMedia(tmp_path, host, is_dry=True).file(f"{host}/none.png") is None


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    posts = tmp_path / "old/_posts"
    posts.mkdir(parents=True)
    file = posts / "2019-01-02-a.md"
    file.write_text("---\ntitle: A\n---\nText.\n")
    file.chmod(0)
    assert "It can't be read" in failures(imported(tmp_path / "old", tmp_path / "site"))[0]

"""Which files among the content are published as documents: by name and by bytes, never as told."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

import pytest

from newsgen.model.documents import DOCUMENTS as LISTED
from newsgen.model.documents import WRITTEN, can_be_allowed
from newsgen.reading.content.articles import ARTICLE_KEYS
from newsgen.reading.files.held_text import TELLING_KEYS
from tests.support.documents import (
    DOCUMENTS,
    PAGE,
    PDF,
    box,
    film,
    office,
    open_document,
    zipped,
)
from tests.support.pictures import jpeg, png
from tests.support.problems import (
    Placed,
    accepted,
    known_anew,
    refusal,
    refused,
    without_errors,
)
from tests.support.site import CONFIG, SiteFolder, front_matter

ARTICLE = "content/articles/world/strike.md"


def link_to(site: SiteFolder, name: str) -> None:
    site.article("world/strike.md", f"[x](<{name}>)\n")


def codes(site: SiteFolder, files: Mapping[str, bytes], folder: str = "media") -> dict[str, str]:
    """The code by which a link to each of these files is refused, by its name; "" where it is not."""
    for name, content in files.items():
        site.write(f"content/{folder}/{name}", content)
    # A fragment ends each, for no line to be taken for that of a longer name.
    links = [f"[x](/{folder}/{quote(name)}#)" for name in files]
    site.article("world/strike.md", "\n\n".join(links) + "\n")
    report = site.build()
    found = [one for one in report.problems if one.path == ARTICLE]
    assert report.failed == any(one.severity == "error" for one in found)
    lines = {one.line: one.code for one in found}
    return {name: lines.get(6 + 2 * at, "") for at, name in enumerate(files)}


def only(code: str, names: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(names, code)


def published_media(site: SiteFolder) -> list[str]:
    return [path for path in site.tree() if path.startswith("media/")]


# What is published


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_file_that_is_what_it_is_called_is_published(site: SiteFolder, name: str) -> None:
    site.write(f"content/media/{name}", DOCUMENTS[name])
    link_to(site, f"media/{name}")
    assert [] == accepted(site)
    (path,) = published_media(site)
    assert re.fullmatch(r"media/[a-z-]+\.[0-9a-f]{10}\.[a-z0-9]+", path)
    assert PurePosixPath(name).suffix.lower() == PurePosixPath(path).suffix
    assert DOCUMENTS[name] == site.tree()[path]


def test_every_listed_kind_of_file_is_tried() -> None:
    kinds = {LISTED[PurePosixPath(name).suffix[1:].lower()] for name in DOCUMENTS}
    assert set(LISTED.values()) == kinds


def test_data_beside_an_article_is_published(site: SiteFolder) -> None:
    site.write("content/articles/world/numbers.csv", b"a,b\n")
    site.write("content/articles/world/report.pdf", PDF)
    site.article("world/strike.md", "[a](numbers.csv) [b](report.pdf)\n")
    assert [] == accepted(site)
    assert 2 == len(published_media(site))


# Endings that browsers or hosts run, or that nobody put on the list


RUN = (
    "html htm xhtml xht shtml shtm stm shtml svgz xml xsl xslt rdf atom rss js mjs cjs jsx ts wasm css map"
    " php php3 php5 php7 php8 phtml phar pht phps inc asp aspx ashx asmx asax cer jsp jspx jspf cfm"
    " cgi pl pm py pyc rb sh bash bat cmd ps1 lua tcl fcgi hta htc mht mhtml swf jar class jnlp exe dll com"
    " msi app htaccess htpasswd user.ini config conf ini env manifest appcache webmanifest vbs wsf scr"
    " ws xap xul xbl mml svg.gz html.gz"
)


def test_an_ending_that_is_not_on_the_list(site: SiteFolder) -> None:
    names = [f"a.{ending}" for ending in RUN.split()]
    names += [name.upper().replace("A.", "b.", 1) for name in names]
    assert only("NG045", names) == codes(site, dict.fromkeys(names, b"plain words"))
    assert [] == published_media(site)


def test_the_settings_cannot_allow_what_is_run() -> None:
    endings = {ending.rpartition(".")[2] for ending in RUN.split()}
    assert [] == [one for one in endings if can_be_allowed(one)]


ODD_NAMES = (
    "name", "a.html.", "a.html ", "a.pdf.", "a.pdf ", "a.ｐｄｆ", "a.pdf\u200b", "a.pdf~1", "x.pdf.x",
    "a.gpx", "a.kml", "a.kmz", "a.geojson", "a.json", "a.yaml", "a.pdf;x", "a.pd\u0307f", "a.php\u3002pdf",
)  # fmt: skip


def test_another_name_is_not_on_the_list(site: SiteFolder) -> None:
    assert only("NG045", ODD_NAMES) == codes(site, dict.fromkeys(ODD_NAMES, PDF))
    assert [] == published_media(site)


@pytest.mark.parametrize(
    "written",
    [
        "media/evil.html/y/..", "media/evil.html/", "media/./evil.html", "media/x/../evil.html",
        "media//evil.html", "media/evil.html?x", "media/evil.html#x", "media/evil%2Ehtml",
        "media%2Fevil.html", "%6dedia/evil.html/a.pdf/..", "/media/evil.html/y/..", "media/evil.html/.",
        "../../media/evil.html/z.pdf/..", "media/evil.html/a%2Fb/../..", "media/evil.html%2F..%2Fevil.html",
    ],
)  # fmt: skip
def test_the_file_that_was_found_counts_and_not_what_was_written(
    site: SiteFolder, written: str
) -> None:
    site.write("content/media/evil.html", PAGE)
    site.article("world/strike.md", f"[x]({written})\n")
    site.build()
    assert [] == published_media(site)
    assert not any(PAGE in content for content in site.tree().values())


@pytest.mark.parametrize("written", ["media/evil.html/y/..", "media/evil.html/."])
def test_a_page_of_somebodys_own_is_an_error(site: SiteFolder, written: str) -> None:
    site.write("content/media/evil.html", PAGE)
    site.article("world/strike.md", f"[x]({written})\n")
    assert [Placed(ARTICLE, 6, 5, "NG045")] == refused(site)
    assert "`.html`" in refusal(site).message


OUTWARD = (
    "../../../deploy/key.txt", "../../../newsgen.yaml", "../../../.newsgen/state.db",
    "../../../templates/own.txt", "../../../dist/index.html", "%2e%2e/%2e%2e/%2e%2e/deploy/key.txt",
    "..%2F..%2F..%2Fdeploy%2Fkey.txt", "%252e%252e/%252e%252e/%252e%252e/deploy/key.txt",
    "..\\..\\..\\deploy\\key.txt", "/../deploy/key.txt", "/media/../../deploy/key.txt",
    "media/../../deploy/key.txt", "/%2e%2e/deploy/key.txt", "../../../deploy/key.txt/x/..",
    "media/../../../../../../../../etc/hostname", "../../../deploy/key.txt%00.pdf", "/deploy/key.txt",
    "../../../DEPLOY/key.txt", "../../../deploy/key.txt?a.pdf", "../../../deploy/key.txt#a.pdf",
    "/articles/../../deploy/key.txt", "media/..%5c..%5cdeploy%5ckey.txt", "../../../.git/config",
)  # fmt: skip


def test_nothing_leads_out_of_the_content(site: SiteFolder) -> None:
    for path in ("deploy/key.txt", "templates/own.txt", ".git/config"):
        site.write(path, "qzxsecret")
    site.write("newsgen.yaml", f"{CONFIG}publisher: qzxsecret\n")
    site.write("content/media/a.pdf", PDF)
    forms = ("[x]({})", "![x]({})", '<a href="{}">x</a>', "[x]: {}\n\n[x]")
    for number, target in enumerate(OUTWARD):
        body = "".join(f"{form.format(target)}\n\n" for form in forms)
        draft = "true" if number % 2 else "false"
        site.article(f"world/{number}.md", body, draft=draft, image=f"'{target}'")
        person = f"---\nname: Ann {number}\nimage: '{target}'\n---\n{body}"
        site.write(f"content/people/{number}.md", person)
        site.write(f"content/pages/{number}.md", f"---\ntitle: About\n---\n{body}")
    assert without_errors(site)
    for number, target in enumerate(OUTWARD):
        site.article(f"world/{number}.md", f"[x]({target})\n")
    without_errors(site)
    assert "index.html" in site.tree()
    assert [] == published_media(site)
    told = [path for path, content in site.tree().items() if b"qzxsecret" in content]
    assert all(path.endswith((".html", ".xml", ".json")) for path in told)


@pytest.mark.parametrize("name", ["sources.yaml", "front.yaml", "style.yaml"])
def test_the_newsrooms_own_lists_are_no_documents(site: SiteFolder, name: str) -> None:
    site.write(f"content/{name}", "")
    link_to(site, f"/{name}")
    assert [Placed(ARTICLE, 6, 6, "NG045")] == refused(site)


# The first bytes


NOT_WHAT_IT_SAYS = {
    "a page as a PDF": ("a.pdf", PAGE),
    "a page behind white space": ("a.pdf", b"\n \t" + PAGE),
    "a PDF behind a page": ("a.pdf", PAGE + PDF),
    "nothing as a PDF": ("a.pdf", b""),
    "a script as a text": ("a.txt", b"#!/bin/sh\nrm -rf /\n"),
    "a page as a text": ("a.txt", PAGE),
    "a page behind a mark": ("a.txt", b"\xef\xbb\xbf  " + PAGE),
    "a page in two bytes": ("a.txt", PAGE.decode().encode("utf-16")),
    "a comment of a page": ("a.csv", b"<!-- a -->a,b\n"),
    "a page further down": ("a.csv", b"a,b\n1,<script>alert(1)</script>\n"),
    "a drawing as a text": ("a.txt", b'<svg xmlns="http://www.w3.org/2000/svg" onload="a()"/>'),
    "a program in a text": ("a.txt", b"words\n<?php system($_GET[0]); ?>"),
    "a text with a NUL": ("a.txt", b"a\0b"),
    "a text with an escape": ("a.txt", b"a\x1b$B<script>"),
    "a table of a page": ("a.tsv", b"<table><tr><td>1\n"),
    "a program as a text": ("a.txt", b"MZ\x90\0"),
    "a page as a zip": ("a.zip", PAGE),
    "a zip without an end": ("a.zip", zipped(("a", b"b"))[:-5]),
    "a zip with something before it": ("a.zip", PAGE + zipped(("a", b"b"))),
    "a zip with something behind it": ("a.zip", zipped(("a", b"b")) + PAGE),
    "a zip as a text document": ("a.docx", zipped(("a.txt", b"b"))),
    "a zip as an open document": ("a.odt", zipped(("a.txt", b"b"))),
    "a text as a spreadsheet": ("a.ods", open_document("application/epub+zip")),
    "an office document as a book": ("a.epub", office()),
    "a page as a film": ("a.mp4", PAGE),
    "a page as sound": ("a.mp3", PAGE),
    "a PDF as sound": ("a.ogg", PDF),
    "a page as a wave": ("a.wav", b"RIFF\0\0\0\0<html>"),
    "a page as a letter": ("a.doc", PAGE),
    "a page as rich text": ("a.rtf", PAGE),
}


def test_a_file_that_is_not_what_it_is_called(site: SiteFolder) -> None:
    files = {f"{what} {name}": content for what, (name, content) in NOT_WHAT_IT_SAYS.items()}
    assert only("NG341", files) == codes(site, files)
    assert [] == published_media(site)


RAW = {
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "HEIF": b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic",
    "HEIC behind another name": b"\0\0\0\x1cftypisom\0\0\0\0isomheicmp42",
    "Canon": b"\0\0\0\x18ftypcrx \0\0\0\1crx isom",
    "Canon's older": b"II*\0\x10\0\0\0CR\x02\0",
    "JPEG 2000": b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ",
    "JPEG 2000 bare": b"\xff\x4f\xff\x51\0\x2f",
    "JPEG XL": b"\xff\x0a\xfa\x1f",
    "JPEG XL boxed": b"\0\0\0\x0cJXL \r\n\x87\n",
    "JPEG XR": b"II\xbc\x01\x20\0\0\0",
    "Photoshop": b"8BPS\0\x01" + bytes(20),
    "Olympus": b"IIRO\x08\0\0\0",
    "Panasonic": b"IIU\0\x18\0\0\0",
    "Fuji": b"FUJIFILMCCD-RAW 0201",
    "Minolta": b"\0MRM" + bytes(20),
    "Sigma": b"FOVb" + bytes(20),
    "big TIFF": b"II+\0\x08\0\0\0",
    "GIMP": b"gimp xcf v011",
}


@pytest.mark.parametrize("ending", [".pdf", ".mp4", ".doc", ".jpg", ".txt", ".gpx", ""])
def test_a_picture_with_hidden_data_is_known_whatever_its_name(
    site: SiteFolder, ending: str
) -> None:
    files = {what + ending: content + bytes(100) for what, content in RAW.items()}
    assert only("NG203", files) == codes(site, files)


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.php", "a", "a.html"])
def test_a_picture_under_another_name_is_published_as_a_picture(
    site: SiteFolder, name: str
) -> None:
    site.write(f"content/media/{name}", jpeg(30, 20, comment=b"qzxplace"))
    link_to(site, f"media/{name}")
    assert [] == accepted(site)
    (path,) = published_media(site)
    assert path.endswith(".jpg")
    assert b"qzxplace" not in site.tree()[path]


PLACES = {
    "as a camera writes it": box(b"\xa9xyz", b"\0\x12\x15\xc7+50.4500+030.5233/"),
    "as phones write it": box(b"loci", bytes(30)),
    "as QuickTime names it": box(b"meta", b"mdta", b"com.apple.quicktime.location.ISO6709"),
}


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".m4a"])
def test_a_film_that_says_where_it_was_taken(site: SiteFolder, ending: str) -> None:
    files = {what + ending: film(place) for what, place in PLACES.items()}
    assert only("NG344", files) == codes(site, files)


def test_a_film_whose_boxes_lie_about_their_size_is_read_to_its_end(site: SiteFolder) -> None:
    endless = b"\0\0\0\0moov" + b"\0\0\0\1udta\xff\xff\xff\xff\xff\xff\xff\xff" + bytes(9)
    site.write("content/media/a.mp4", film() + endless)
    link_to(site, "media/a.mp4")
    assert [] == accepted(site)


# What the site's settings add


GPX = b'<?xml version="1.0"?>\n<gpx xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="1" lon="2"/></gpx>'


def allow(site: SiteFolder, *endings: str) -> None:
    site.write("newsgen.yaml", f"{CONFIG}documents: {{allow: [{', '.join(endings)}]}}\n")


def test_settings_add_an_ending_and_take_it_away(site: SiteFolder) -> None:
    site.write("content/media/way.gpx", GPX)
    link_to(site, "media/way.gpx")
    assert [Placed(ARTICLE, 6, 6, "NG045")] == refused(site)
    assert "documents" in refusal(site).hint
    allow(site, ".GPX", "kml")
    assert [] == accepted(site)
    (path,) = published_media(site)
    assert GPX == site.tree()[path]
    allow(site, "kml")
    assert [Placed(ARTICLE, 6, 6, "NG045")] == refused(site)


ACTIVE_XML = {
    "XHTML": b'<gpx xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></gpx>',
    "XHTML by reference": b'<gpx><x xmlns="http://www.w3.org/1999/&#120;html"/></gpx>',
    "a drawing": b'<gpx><svg xmlns="http://www.w3.org/2000/svg" onload="a()"/></gpx>',
    "a style": b'<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><gpx/>',
    "a transformation": b'<t xmlns="http://www.w3.org/1999/XSL/Transform"/>',
    "entities": b'<!DOCTYPE gpx [<!ENTITY a "b">]><gpx>&a;</gpx>',
    "a page": PAGE,
    "a page in capitals": b"<HTML><body>",
    "no XML": b"<gpx><wpt>",
    "a comment": b"<!-- a --><gpx/>",
}


def test_what_was_added_still_may_not_act(site: SiteFolder) -> None:
    allow(site, "gpx")
    files = {f"{what}.gpx": content for what, content in ACTIVE_XML.items()}
    assert only("NG341", files) == codes(site, files)


PROGRAMS = (b"MZ\x90\0", b"\x7fELF\x02", b"#!/bin/sh\n", b"\xca\xfe\xba\xbe", b"\0\1<?php a(); ?>")


def test_what_was_added_is_no_program(site: SiteFolder) -> None:
    allow(site, "data")
    files = {f"{number}.data": content for number, content in enumerate(PROGRAMS)}
    assert only("NG341", files) == codes(site, files)


def test_what_was_added_may_hold_any_other_bytes(site: SiteFolder) -> None:
    allow(site, "data", "json")
    site.write("content/media/a.data", b"\0\1\2\3")
    site.write("content/media/a.json", b'{"a": 1}')
    site.article("world/strike.md", "[a](media/a.data) [b](media/a.json)\n")
    assert [] == accepted(site)
    assert 2 == len(published_media(site))


@pytest.mark.parametrize(
    "ending", ["html", "SVG", ".php", "php9", "phtml", "md", "js", "htaccess", "jpg", "heic", "a/b",
               "pdf.exe", "xml", "ｇｐｘ", "mdown"]
)  # fmt: skip
def test_settings_cannot_allow_everything(site: SiteFolder, ending: str) -> None:
    site.article("world/strike.md")
    allow(site, ending)
    assert [Placed("newsgen.yaml", 3, 21, "NG022")] == refused(site)


def test_an_added_document_is_no_picture(site: SiteFolder) -> None:
    allow(site, "gpx")
    site.write("content/media/a.gpx", GPX)
    site.article("world/strike.md", "![x](media/a.gpx)\n")
    assert [Placed(ARTICLE, 6, 6, "NG200")] == refused(site)


# Whatever could be an article


HELD = front_matter(embargo="2099-01-01") + "qzxsecret\n"
ROOMS = ("articles/world", "pages", "people")


def secrets(site: SiteFolder) -> list[str]:
    return [path for path, content in site.tree().items() if b"qzxsecret" in content]


@pytest.mark.parametrize("name", ["STORY.MD", "story.Md", "story.MARKDOWN", "story.Markdown"])
def test_an_article_in_capitals_is_an_article(site: SiteFolder, name: str) -> None:
    site.write(f"content/articles/world/{name}", HELD)
    site.article("world/strike.md", f"[x]({name})\n", read_also=f"[{name}]")
    report = site.build()
    assert not report.failed
    assert [f"content/articles/world/{name}"] == [one.source for one in report.held]
    assert [] == secrets(site) + published_media(site)
    site.write(f"content/articles/world/{name}", front_matter() + "qzxsecret\n")
    assert not site.build().failed
    assert "world/2024/11/story.html" in secrets(site)
    assert 'world/2024/11/story.html">x</a>' in site.page("world/2024/11/strike.html")


@pytest.mark.parametrize("room", ["pages", "people"])
def test_a_page_or_person_in_capitals_is_one(site: SiteFolder, room: str) -> None:
    site.write(f"content/{room}/About.MD", "---\ntitle: About\nname: Ann\n---\n")
    site.article("world/strike.md")
    codes = {one.code for one in site.build().problems}
    assert {"NG017"} == codes


LIKE_ARTICLES = (
    "story.md.txt", "story.mdown", "story.mkd", "story.mkdn", "story.markdn", "story.mdwn", "story.mdtxt",
    "story.MD.CSV", "story.md.orig", "story.md.BAK", "story.md.rej", "story.md.save", "story.md_1",
    "story.md ", "story.md.", "story.ｍｄ", "story.md.1", "story.md.old", "story.md.tmp.txt", "story.Rmd",
    "story.mdx", "story.md-", "storymd", "story", "story.txt", "story.text", "story.csv", "story.pdf",
    "story.docx", "story.qmd", "story.m\u200bd", "story.md\u0301", "story.md.pdf", "story.md.zip",
    "story.tsv", "story.html", "story.yaml", "story.md;1", "story.md,v", "story.md (2)",
)  # fmt: skip


@pytest.mark.parametrize("room", ROOMS)
def test_what_could_be_an_article_is_named_and_never_a_document(
    site: SiteFolder, room: str
) -> None:
    paths = [site.write(f"content/{room}/{name}", HELD) for name in LIKE_ARTICLES]
    site.article("world/other.md")
    assert [Placed(path, 0, 0, "NG340", "warning") for path in sorted(paths)] == accepted(site)
    files = dict.fromkeys(LIKE_ARTICLES, HELD.encode())
    assert only("NG340", files) == codes(site, files, room)
    assert [] == secrets(site)


@pytest.mark.parametrize(
    "name",
    ["story.md~", "story.md.bak", ".story.md.swp", "story.md.tmp", "#story.md#", ".story.md"],
)
def test_what_editors_leave_behind_is_passed_over(site: SiteFolder, name: str) -> None:
    site.write(f"content/articles/world/{name}", HELD)
    site.article("world/other.md")
    assert [] == accepted(site)
    link_to(site, name.replace("#", "%23"))
    site.build()
    assert [] == secrets(site) + published_media(site)


FRONT_MATTER = {
    "as it is": HELD.encode(),
    "behind a mark": b"\xef\xbb\xbf" + HELD.encode(),
    "behind empty lines": b"\n \n" + HELD.encode(),
    "with the line ends of Windows": HELD.replace("\n", "\r\n").encode(),
    "with the line ends of old Macs": HELD.replace("\n", "\r").encode(),
    "in two bytes": HELD.encode("utf-16"),
    "with more hyphens": HELD.replace("---", "-----").encode(),
    "behind a note": b"a note to self\n" + HELD.encode(),
    "of another program": b"+++\ntitle = 1\n+++\nqzxsecret",
    "without its first line": HELD.partition("\n")[2].encode(),
}


@pytest.mark.parametrize("ending", [".txt", ".csv", ".pdf", "", ".docx", ".gpx"])
def test_front_matter_is_no_document_wherever_it_lies(site: SiteFolder, ending: str) -> None:
    allow(site, "gpx")
    site.article("world/other.md")
    files = {what + ending: content for what, content in FRONT_MATTER.items()}
    for name, content in files.items():
        site.write(f"content/media/{name}", content)
    assert [] == accepted(site)
    assert only("NG340", files) == codes(site, files)
    assert [] == secrets(site)


def test_a_document_of_our_own_about_keys_is_a_document(site: SiteFolder) -> None:
    text = b"How to write headlines\n---\n\nA headline: it is short.\ndate of print: 1999\n"
    site.write("content/media/guide.txt", text)
    link_to(site, "media/guide.txt")
    assert [] == accepted(site)


def test_the_keys_that_are_looked_for_are_keys_of_articles() -> None:
    assert set(ARTICLE_KEYS) >= set(TELLING_KEYS.split("|"))


@pytest.mark.parametrize("room", ROOMS)
def test_written_text_beside_articles_is_no_document(site: SiteFolder, room: str) -> None:
    files = {f"a.{ending}": DOCUMENTS[f"a.{ending}"] for ending in sorted(WRITTEN)}
    assert only("NG342", files) == codes(site, files, room)
    assert only("", files) == codes(site, files)
    assert len(files) == len(published_media(site))


# Links on disk


def linked(site: SiteFolder, path: str, target: str) -> None:
    file = site.file(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.symlink_to(target)
    except OSError as error:
        pytest.skip(f"no symbolic links here: {error}")


LINKS = {
    "a held article as a PDF": ("content/media/report.pdf", "../articles/world/held.md"),
    "a held article as a text": ("content/media/report.txt", "../articles/world/held.md"),
    "a text beside articles": ("content/media/report.txt", "../articles/world/notes.txt"),
    "the folder of articles": ("content/media/all", "../articles"),
    "a folder of articles": ("content/media/all", "../articles/world"),
    "articles as people": ("content/people/all", "../articles/world"),
    "an article as a page": ("content/pages/held.md", "../articles/world/held.md"),
    "the registry": ("content/media/sources.txt", "../sources.yaml"),
    "the registry as an article": ("content/articles/world/s.md", "../../sources.yaml"),
    "the configuration": ("content/media/site.txt", "../../newsgen.yaml"),
    "a folder of the site": ("content/media/key.txt", "../../deploy/key.txt"),
    "a folder of the site as one": ("content/media/deploy", "../../deploy"),
    "the site": ("content/media/site", "../.."),
    "what was published": ("content/media/old.txt", "../../dist/old.txt"),
    "a template": ("content/media/own.txt", "../../templates/own.txt"),
    "an article at the root": ("static/root/held.txt", "../../content/articles/world/held.md"),
    "articles at the root": ("static/root/all", "../../content/articles"),
    "the content at the root": ("static/root/all", "../../content"),
    "the site at the root": ("static/root/all", "../.."),
    "the configuration at the root": ("static/root/site.txt", "../../newsgen.yaml"),
    "an article as a template": ("templates/held.html", "../content/articles/world/held.md"),
    "the content as static files": ("static", "content/articles"),
    "the site as content": ("content/x", ".."),
}


@pytest.mark.parametrize(("path", "target"), LINKS.values(), ids=LINKS)
def test_a_link_on_disk_that_would_publish_what_it_may_not(
    site: SiteFolder, path: str, target: str
) -> None:
    site.write("content/articles/world/held.md", HELD)
    site.write("content/articles/world/notes.txt", "qzxsecret")
    site.write("content/sources.yaml", "- {id: a, name: qzxsecret}\n")
    for place in ("deploy/key.txt", "templates/own.txt", "dist/old.txt"):
        site.write(place, "qzxsecret")
    site.article("world/other.md")
    linked(site, path, target)
    problems = site.build().problems
    assert (path, "NG343") in {(one.path, one.code) for one in problems}
    assert not {"index.html"} & site.tree().keys()


def test_a_link_within_the_media_is_followed(site: SiteFolder) -> None:
    site.write("content/media/2024/report.pdf", PDF)
    site.write("content/articles/world/map.png", png())
    linked(site, "content/media/latest", "2024")
    linked(site, "content/media/report.pdf", "2024/report.pdf")
    linked(site, "content/media/map.png", "../articles/world/map.png")
    linked(site, "content/articles/world/again.pdf", "../../media/2024/report.pdf")
    site.article(
        "world/strike.md",
        "[a](/media/latest/report.pdf) [b](/media/report.pdf) [c](again.pdf) [d](/media/map.png)\n",
    )
    assert [] == accepted(site)
    assert 3 == len(published_media(site))


def test_a_room_may_be_a_link_to_a_folder_of_its_own(site: SiteFolder) -> None:
    site.article("world/strike.md")
    site.write("content/media/a.pdf", PDF)
    site.rename("content", "texts")
    linked(site, "content", "texts")
    linked(site, "texts/media/b.pdf", "a.pdf")
    assert [] == accepted(site)


def test_a_link_that_comes_to_lead_elsewhere_to_the_same_bytes(site: SiteFolder) -> None:
    site.write("content/articles/world/notes.txt", "words")
    site.write("content/media/notes.txt", "words")
    linked(site, "content/media/public.txt", "notes.txt")
    link_to(site, "media/public.txt")
    beside = [Placed("content/articles/world/notes.txt", 0, 0, "NG433", "warning")]
    assert beside == accepted(site)
    site.delete("content/media/public.txt")
    linked(site, "content/media/public.txt", "../articles/world/notes.txt")
    assert "NG343" in {one.code for one in refused(site)}


def test_another_name_of_a_held_article_is_no_document(site: SiteFolder) -> None:
    site.write("content/articles/world/held.md", HELD)
    site.file("content/media").mkdir()
    os.link(site.file("content/articles/world/held.md"), site.file("content/media/report.txt"))
    link_to(site, "media/report.txt")
    assert [Placed(ARTICLE, 6, 6, "NG340")] == refused(site)


# One edit after another


@pytest.mark.parametrize(
    ("before", "after"),
    [("story.md", "STORY.MD"), ("STORY.MD", "story.md"), ("story.md", "story.md.txt"),
     ("story.md", "story.Markdown"), ("story.mdown", "story.md")],
)  # fmt: skip
@pytest.mark.parametrize("held", [{}, {"embargo": "2099-01-01"}])
def test_a_renamed_article_is_built_as_from_nothing(
    site: SiteFolder, before: str, after: str, held: dict[str, str]
) -> None:
    site.article(f"world/{before}", "qzxsecret", **held)
    site.article("world/strike.md")
    site.build()
    site.rename(f"content/articles/world/{before}", f"content/articles/world/{after}")
    report = site.build()
    clean = site.build(output=site.root / "clean", paranoid=True)
    assert (known_anew(report), report.held) == (known_anew(clean), clean.held)
    assert site.tree() == site.tree(site.root / "clean")
    assert not (held and secrets(site))


def test_a_document_that_turns_bad_and_good_again(site: SiteFolder) -> None:
    site.write("content/media/a.pdf", PDF)
    link_to(site, "media/a.pdf")
    accepted(site)
    before = site.tree()
    site.write("content/media/a.pdf", PAGE)
    assert [Placed(ARTICLE, 6, 6, "NG341")] == refused(site)
    site.write("content/media/a.pdf", PDF)
    assert [] == accepted(site)
    assert before == site.tree()

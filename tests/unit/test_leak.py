"""Nothing of a held article is in the output folder: no word, no picture, no name of a file."""

from __future__ import annotations

import re

import pytest

from newsgen.reading.content.articles import ARTICLE_KEYS
from newsgen.reading.content.sources import SOURCE_KEYS
from tests.property.sites import (
    OWN,
    PLUGIN_FILE,
    PLUGIN_TEMPLATE,
    PLUGINS,
    TOPIC,
    small_templates,
)
from tests.support.pictures import animated_gif, png, told_png
from tests.support.site import AS_OF, CONFIG, SiteFolder, front_matter

MARK = "qzx"
"""In every word of a held article, and in nothing else."""

FIELDS = {
    "headline": "qzxheadline",
    "date": "2024-11-18",
    "sources": "[{id: qzxsourceid, name: qzxsourcename, url: 'https://qzxsourceurl.example/',"
    " title: qzxsourcetitle, kind: qzxsourcekind, published: 2024-11-01, accessed: 2024-11-02,"
    " archive: 'https://qzxarchive.example/', page: qzxsourcepage, note: qzxsourcenote},"
    " {name: An official, kind: anonymous, attribution: qzxattribution, reason: qzxreason,"
    " via: qzxsourceid}]",
    "standfirst": "qzxstandfirst",
    "summary": "qzxsummary",
    "authors": "[qzxauthor, Ann Lee]",
    "section": "qzxsection",
    "tags": "[qzxtag, common]",
    "kicker": "qzxkicker",
    "dateline": "qzxdateline",
    "updated": "2024-11-19",
    "lang": "en",
    "draft": "false",
    "expires": "2099-01-01",
    "embargo": "2024-11-18",
    "image": "{src: media/qzximage.png, alt: qzxalt, caption: qzxcaption, credit: qzxcredit, focus: [1, 0]}",
    "read_also": "[neighbour.md]",
    "aliases": "[/qzxalias.html]",
    "priority": "99",
    "slug": "qzxslug",
    "kind": "fact-check",
    "corrections": "[{date: 2024-11-19, text: qzxcorrection, was: qzxwas, now: qzxnow}]",
    "series": "qzxseries",
    "developing": "true",
    "claim": "qzxclaim",
    "claimant": "qzxclaimant",
    "rating": "qzxrating",
    "live_order": "newest-first",
    "check": "{one-source: xzqreason}",
    "extra": "{qzxkey: [qzxvalue], stars: qzxstars}",
    "template": "own.html",
    "license": "https://qzxlicense.example/",
}
BODY = """qzxbody [qzxlink](https://qzxhost.example/) and [qzxdoc](/media/qzxdoc.pdf).[@qzxsourceid, qzxlocator]

## qzxheading

!!! fact "qzxboxtitle"
    qzxboxtext

[qzxembed](https://youtu.be/qzxfilm)

![qzxpicture](/media/qzxinline.png "qzxtitle"){credit="qzxgiver"}

![qzxtold](/media/qzxtold.png)

A line with ![qzxline](/media/qzxline.gif) and ![qzxdrawing](/media/qzxdrawing.svg) in it.

[^1]: qzxfootnote
"""  # noqa: E501
FILES = {
    "media/qzximage.png": told_png(rights="qzxcopyright"),
    "media/qzxinline.png": png((1, 2, 3)),
    "media/qzxtold.png": told_png(caption="qzxfilecaption", creator="qzxfilecreator"),
    "media/qzxline.gif": animated_gif(),
    "media/qzxdrawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><title>qzxsvg</title></svg>',
    "media/qzxdoc.pdf": b"%PDF-1.7 qzxdocbytes",
}

HELD = {
    "a draft": {"draft": "true"},
    "a future date": {"date": "2024-12-24", "updated": None, "corrections": None},
    "an embargo": {"embargo": "2024-12-24"},
    "expired": {"expires": "2024-11-30"},
}


def marks(site: SiteFolder) -> set[str]:
    """The marked words in all that is published: in the names of the files and in their bytes."""
    published = site.tree()
    texts = [*published, *(content.decode("utf-8", "replace") for content in published.values())]
    return {word for text in texts for word in re.findall(MARK + "[a-z]*", text.lower())}


def marked_words() -> set[str]:
    """The marked words of the article's own file and of those that it shows."""
    parts = (str(FIELDS), BODY, str(FILES))
    return {word for part in parts for word in re.findall(MARK + "[a-z]*", part)}


def use_small_templates(site: SiteFolder) -> None:
    for name, text in small_templates().items():
        site.write(f"templates/{name}", text)


SMALL = "small templates that show all they are given"
PLUGIN = "a plugin that shows all that it is given"


@pytest.fixture(params=[SMALL, "the theme", PLUGIN])
def desk(site: SiteFolder, request: pytest.FixtureRequest) -> SiteFolder:
    """A site whose published articles lead to the held one in every way that there is."""
    urls = "directory" if request.param == "the theme" else "files"
    if request.param != "the theme":
        use_small_templates(site)
    site.write(
        "newsgen.yaml",
        f"{CONFIG}urls: {urls}\nformats: [html, text, json, markdown]\nlicense: CC-BY-4.0\n"
        "feed: {of: [site, sections, corrections, tags, people]}\n"
        "pictures: {words: from-file}\nextra: {stars: {type: text, card: true}}\n",
    )
    site.write("templates/own.html", OWN)
    if request.param == PLUGIN:
        site.write(f"plugins/{PLUGIN_FILE}", PLUGINS[0])
        site.write(f"plugins/{PLUGIN_TEMPLATE}", TOPIC)
        config = site.file("newsgen.yaml").read_text("utf-8")
        site.write("newsgen.yaml", f"{config}plugins: [plugins/ours]\n")
    site.article(
        "world/neighbour.md",
        headline="A neighbour",
        tags="[common]",
        series="Common",
        authors="Ann Lee",
        read_also="[qzxfile.md, shared.md]",
        body='See [this](qzxfile.md), [that](/articles/world/qzxfile.uk.md#qzxpart "a > b") and '
        '<a title="a > b" href="qzxfile.md">more</a>.\n',
    )
    site.write("content/front.yaml", "lead: qzxslug\npicks: [neighbour]\n")
    site.write("content/front.uk.yaml", "blocks: [{section: world, articles: [qzxslug]}]\n")
    site.write(
        "content/pages/about.md", "---\ntitle: About\n---\n[It](../articles/world/qzxfile.md)\n"
    )
    site.write(
        "content/people/ann-lee.md", "---\nname: Ann Lee\n---\n[It](/articles/world/qzxfile.md)\n"
    )
    for path, content in FILES.items():
        site.write(f"content/{path}", content)
    return site


def write_marked(site: SiteFolder, **values: str | None) -> None:
    """Writes the marked article, its translation, and one that shares all with its neighbour."""
    fields = {**FIELDS, **values}
    site.article("world/qzxfile.md", body=BODY, **fields)
    translated = {**fields, "lang": "uk", "aliases": "[/qzxaliasuk.html]", "read_also": None}
    site.article("world/qzxfile.uk.md", body="qzxtranslation\n", **translated)
    shared = {
        **values, "headline": "qzxshared", "tags": "[common]", "authors": "Ann Lee",
        "series": "Common",
    }  # fmt: skip
    site.article("world/shared.md", body="qzxsharedbody\n", **shared)


def test_every_field_of_an_article_and_of_a_source_is_marked() -> None:
    # Of what is `unpublished` nothing is shown: tests/unit/test_unpublished.py.
    assert set(ARTICLE_KEYS) - {"title", "author", "unpublished"} == FIELDS.keys()
    assert [] == [key for key in SOURCE_KEYS if f"{key}:" not in FIELDS["sources"]]


def test_a_published_article_shows_every_mark(desk: SiteFolder) -> None:
    write_marked(desk)
    assert not desk.build().failed
    assert set() == marked_words() - marks(desk)
    assert {"qzxtranslation", "qzxshared", "qzxsharedbody"} <= marks(desk)


def test_why_a_rule_is_waived_is_not_published(desk: SiteFolder) -> None:
    write_marked(desk)
    assert not desk.build().failed
    published = desk.tree()
    assert any(b"qzxheadline" in content for content in published.values())
    assert [] == [path for path, content in published.items() if b"xzqreason" in content]


@pytest.mark.parametrize("how", HELD)
def test_an_article_that_was_never_published_leaves_no_mark(desk: SiteFolder, how: str) -> None:
    write_marked(desk, **HELD[how])
    report = desk.build()
    assert not report.failed
    assert 3 == len(report.held)
    assert set() == marks(desk)


@pytest.mark.parametrize("how", HELD)
def test_an_article_that_is_held_after_it_was_published_leaves_no_mark(
    desk: SiteFolder, how: str
) -> None:
    write_marked(desk)
    desk.build()
    write_marked(desk, **HELD[how])
    assert not desk.build().failed
    assert set() == marks(desk)


def test_an_article_that_the_clock_takes_down_leaves_no_mark(desk: SiteFolder) -> None:
    write_marked(desk, expires="2025-01-01")
    desk.build()
    assert marks(desk)
    desk.build(as_of=AS_OF + 366 * 86_400)
    assert set() == marks(desk)


def test_an_article_leaves_no_mark_before_its_time_and_every_mark_from_then_on(
    desk: SiteFolder,
) -> None:
    write_marked(desk, embargo="2024-12-01T00:00:01Z")
    assert AS_OF + 1 == desk.build().next_due
    assert set() == marks(desk)
    desk.build(as_of=AS_OF + 1)
    assert set() == marked_words() - marks(desk)


def test_drafts_are_published_on_request_and_leave_no_mark_after_that(desk: SiteFolder) -> None:
    write_marked(desk, draft="true")
    desk.build(drafts=True)
    assert set() == marked_words() - marks(desk)
    desk.build()
    assert set() == marks(desk)


@pytest.mark.parametrize("how", HELD)
def test_a_site_with_a_held_article_is_the_site_without_it(site: SiteFolder, how: str) -> None:
    use_small_templates(site)
    site.write(
        "newsgen.yaml", f"{CONFIG}feed: {{of: [site, sections, corrections, tags, people]}}\n"
    )
    site.write("templates/own.html", OWN)
    site.article("world/neighbour.md", tags="[common]", series="Common", authors="Ann Lee")
    site.article("world/older.md", date="2024-10-01", tags="[common]")
    site.build()
    without = site.tree()
    for path, content in FILES.items():
        site.write(f"content/{path}", content)
    write_marked(site, **HELD[how])
    report = site.build(explain=True)
    assert (0, 0, ()) == (report.rendered, report.deleted, report.changes)
    assert without == site.tree()


def test_a_correction_leaves_no_mark_before_its_date(desk: SiteFolder) -> None:
    write_marked(
        desk,
        updated=None,
        corrections="[{date: 2024-12-24, kind: retraction, text: qzxlater, was: qzxwas}]",
    )
    assert not desk.build().failed
    assert set() == {"qzxlater", "qzxwas"} & marks(desk)
    desk.build(as_of=AS_OF + 60 * 86_400)
    assert {"qzxlater", "qzxwas"} <= marks(desk)


NAME = "zqvjane"
"""The beginning of the name of somebody who is not to be named, and of nothing else."""


def names_told(site: SiteFolder) -> set[str]:
    """The names in all that is published: in the names of the files and in their bytes."""
    published = site.tree()
    texts = [*published, *(content.decode("utf-8", "replace") for content in published.values())]
    return {word for text in texts for word in re.findall(f"{NAME}[a-z-]*", text.lower())}


ATTRIBUTED = {
    "in the article": "[{name: Zqvjane Whistle, kind: anonymous, attribution: an official, reason: Fear},"
    " Reuters]",
    "in the article, with an id": "[{id: zqvjane-whistle, kind: anonymous, attribution: an official,"
    " reason: Fear}, Reuters]",
    "of another kind": "[{id: zqvjane-whistle, name: Zqvjane, kind: official, attribution: an official},"
    " Reuters]",
    "of no kind": "[{name: Zqvjane Whistle, attribution: an official}, Reuters]",
    "who passed something on": "[{name: Zqvjane Whistle, attribution: an official},"
    " {name: Reuters, via: Zqvjane whistle}, {name: A paper, via: zqvjane-whistle}]",
    "in the registry, by name": "[Zqvjane Whistle, Reuters]",
    "in the registry, by id": "[zqvjane-whistle, Reuters]",
    "in the registry, called otherwise": "[{id: zqvjane-whistle, name: Zqvjane W., kind: official}, Reuters]",
    "in the registry, who passed something on": "[{name: Reuters, via: zqvjane-whistle},"
    " {name: A paper, via: ZQVJANE WHISTLE}, {name: It, via: Zqvjane-Whistle}]",
    "in the registry, who passed a registered source on": "[memo, Reuters]",
}


@pytest.mark.parametrize("sources", ATTRIBUTED.values(), ids=ATTRIBUTED)
def test_the_name_of_a_source_that_has_an_attribution_reaches_no_output(
    desk: SiteFolder, sources: str
) -> None:
    if "in the registry" in next(key for key, one in ATTRIBUTED.items() if one == sources):
        desk.write(
            "content/sources.yaml",
            "- {id: zqvjane-whistle, name: Zqvjane Whistle, kind: anonymous, attribution: an official,"
            " reason: Fear}\n- {id: memo, name: A memo, via: zqvjane-whistle}\n",
        )
    cites = "[@zqvjane-whistle, page 4]" if "zqvjane" in sources.lower().split("via")[0] else ""
    for kind, heading in (("news", "## More"), ("live", "## 14:05 More")):
        desk.article(
            f"world/{kind}.md",
            f"It came from above.{cites}\n\n> We must.\n> {cites or 'No.'}\n\n{heading}\n\nYes.{cites}\n",
            headline=f"The {kind}",
            kind=kind,
            sources=sources,
            corrections="[{date: 2024-11-19, text: It was so.}]",
        )
    write_marked(desk)
    assert not desk.build().failed
    assert set() == names_told(desk)
    assert "an official" in desk.page(next(path for path in desk.tree() if "/news" in path))


def test_the_name_of_a_source_in_a_draft_that_cites_it_wrongly_is_not_shown(
    site: SiteFolder,
) -> None:
    site.write(
        "newsgen.yaml",
        f"{CONFIG}feed: {{of: [site, sections, corrections, tags, people]}}\nformats: [html, text]\n",
    )
    sources = (
        "[{id: ministry, name: Zqvjane, kind: anonymous, attribution: an official, reason: Fear}]"
    )
    site.article("world/a.md", "So.[@zqvjane]\n", sources=sources, draft="true")
    assert not site.build(drafts=True).failed
    assert site.tree() and set() == names_told(site)


def test_an_anonymous_source_without_an_attribution_is_named_and_has_no_page(
    site: SiteFolder,
) -> None:
    site.article("world/a.md", sources="[{name: Zqvjane, kind: anonymous, reason: Fear}, Reuters]")
    assert not site.build().failed
    assert {"zqvjane"} == names_told(site)
    assert [] == [path for path in site.tree() if "zqvjane" in path]


def test_an_anonymous_source_has_no_page_that_tells_who_relies_on_it(desk: SiteFolder) -> None:
    write_marked(desk)
    desk.build()
    assert [] == [path for path in desk.tree() if "official" in path or "attribution" in path]


@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
def test_the_registry_and_live_entries_leave_no_mark_of_a_held_article(
    site: SiteFolder, held: dict[str, str | None]
) -> None:
    site.write(
        "content/sources.yaml",
        "- {id: qzxregistered, name: qzxname, url: 'https://qzxurl.example/',"
        " kind: qzxkind, note: qzxnote, ownership: qzxowner}\n",
    )
    body = "qzxintro[@qzxregistered]\n\n## 14:05 qzxentry\n\nqzxtext\n"
    sources = "[qzxregistered, Reuters]"
    site.article("world/other.md")
    site.article("world/live.md", body, sources=sources, kind="live")
    site.build()
    words = {"qzxregistered", "qzxname", "qzxurl", "qzxkind", "qzxnote", "qzxowner", "qzxintro"}
    assert words | {"qzxentry", "qzxtext"} == marks(site)
    site.article("world/live.md", body, **{"sources": sources, "kind": "live", **held})
    assert not site.build().failed
    assert set() == marks(site)


LIKE_ARTICLES = (
    "QZXFILE.MD", "qzxfile.Markdown", "qzxfile.md.txt", "qzxfile.mdown", "qzxfile.mkd", "qzxfile.txt",
    "qzxfile.md.orig", "qzxfile.md~", "qzxfile.md.bak", "qzxfilemd", "qzxfile.md ", "qzxfile.md.",
    "qzxfile.ｍｄ", "qzxfile.pdf", "qzxfile.csv", "qzxfile.html", "qzxfile.docx", ".qzxfile.md.swp",
)  # fmt: skip


@pytest.mark.parametrize("folder", ["articles/world", "pages", "people", "media", "."])
def test_the_text_of_a_held_article_under_another_name_leaves_no_mark(
    site: SiteFolder, folder: str
) -> None:
    use_small_templates(site)
    site.article("world/shown.md")
    text = front_matter(embargo="2099-01-01", headline="qzxheadline") + "qzxbody\n"
    for name in LIKE_ARTICLES:
        site.write(f"content/{folder}/{name}", text)
        site.article("world/shown.md", f"[it](<../../{folder}/{name}>)\n", draft="false")
        site.build()
        assert set() == marks(site)
    if folder == "articles/world":
        site.delete("content/articles/world/shown.md")
        assert ["embargo", "embargo"] == [one.why for one in site.build().held]

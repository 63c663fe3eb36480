"""Which outputs an edit renders or deletes, exactly, and the reason that is given for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from newsgen.build.report import BuildReport
from tests.property.sites import PLUGIN_FILE, PLUGIN_TEMPLATE, PLUGINS, TOPIC, small_templates
from tests.support.pictures import png
from tests.support.site import AS_OF, CONFIG, SiteFolder

SECOND = "content/articles/world/second.md"
THIRD = "content/articles/home/third.md"
FIFTH = "content/articles/home/fifth.md"
AFTER_THE_EMBARGO = AS_OF + 60 * 86_400


def use_small_templates(site: SiteFolder) -> None:
    for name, text in small_templates().items():
        site.write(f"templates/{name}", text)


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A site of six articles that has been built."""
    site.write("newsgen.yaml", CONFIG + "sections: [world, home]\n")
    use_small_templates(site)
    site.article("world/first.md", date="2024-01-10", tags="[war]", authors="Ann Lee")
    site.article("world/second.md", date="2024-02-10", tags="[war]", image="media/map.png")
    site.article(
        "home/third.md",
        date="2024-03-10",
        tags="[budget]",
        authors="Bo Chen",
        sources="[The Herald]",
        read_also="[first.md]",
    )
    site.article(
        "world/fourth.md",
        date="2024-04-10",
        tags="[war, budget]",
        body="See [the second](second.md).\n",
    )
    site.article("home/fifth.md", date="2024-04-20", authors="Ann Lee")
    site.article("home/embargoed.md", date="2024-12-24", tags="[budget]")
    site.write("content/people/ann-lee.md", "---\nname: Ann Lee\nrole: Reporter\n---\nA bio.\n")
    site.write("content/people/bo.md", "---\nname: Bo Chen\nrole: Editor\n---\nA bio.\n")
    site.write("content/pages/about.md", "---\ntitle: About\n---\nWho we are.\n")
    site.write("content/media/map.png", png())
    site.write("static/style.css", "body { background: url(dot.png) }")
    site.write("static/dot.png", b"a dot")
    assert not site.build().problems
    return site


FEEDS = ("feed.xml", "atom.xml", "feed.json")


def replace(path: str, old: str, new: str) -> Callable[[SiteFolder], object]:
    def edit(site: SiteFolder) -> None:
        text = site.file(path).read_text("utf-8")
        assert old in text
        site.write(path, text.replace(old, new))

    return edit


def write(path: str, content: str | bytes) -> Callable[[SiteFolder], object]:
    return lambda site: site.write(path, content)


def delete(path: str) -> Callable[[SiteFolder], object]:
    return lambda site: site.delete(path)


def touch(path: str) -> Callable[[SiteFolder], object]:
    return lambda site: site.file(path).touch()


def changes(report: BuildReport) -> dict[str, str]:
    """What was rendered, with the reason; the reason of a deletion is "deleted"."""
    assert not report.failed
    return {
        one.output: one.reason if one.change == "render" else "deleted" for one in report.changes
    }


def feeds(folder: str, why: str) -> dict[str, str]:
    """The feeds in a folder, all for one reason."""
    return {f"{folder}{name}": why for name in FEEDS}


class Edit(NamedTuple):
    """An edit, and all that it changes in the output folder with the reason of each."""

    name: str
    take: Callable[[SiteFolder], object]
    changed: dict[str, str]


EDITS = (
    Edit("nothing", lambda site: None, {}),
    Edit("a new time and the same bytes", touch(SECOND), {}),
    Edit(
        "the body",
        replace(SECOND, "The text", "Another text"),
        {
            "world/2024/02/second.html": f"body {SECOND} changed",
            **feeds("", f"bodies {SECOND} changed"),
            **feeds("world/", f"bodies {SECOND} changed"),
        },
    ),
    Edit(
        "where a body's link leads",
        replace("content/articles/world/fourth.md", "(second.md)", "(first.md)"),
        {
            "world/2024/04/fourth.html": f"links {SECOND} removed; "
            "links content/articles/world/first.md added",
            **feeds("", "bodies content/articles/world/fourth.md changed"),
            **feeds("world/", "bodies content/articles/world/fourth.md changed"),
        },
    ),
    Edit(
        "a source's title, which only the article's own page shows",
        replace(SECOND, "[Reuters]", "[{name: Reuters, title: A report}]"),
        {"world/2024/02/second.html": f"article {SECOND} changed"},
    ),
    Edit(
        "the headline",
        replace(SECOND, "A headline", "Another headline"),
        {
            "world/2024/02/second.html": "page changed; "
            f"article {SECOND} changed; card {SECOND} changed",
            "world/2024/01/first.html": f"next {SECOND} changed; related {SECOND} changed",
            "world/2024/04/fourth.html": f"previous {SECOND} changed; related {SECOND} changed",
            "index.html": f"seconds {SECOND} changed; latest {SECOND} changed",
            "world/index.html": f"items {SECOND} changed",
            "tags/war.html": f"items {SECOND} changed",
            "sources/reuters.html": f"items {SECOND} changed",
            "archive/2024/02.html": f"days {SECOND} changed",
            **feeds("", f"items {SECOND} changed"),
            **feeds("world/", f"items {SECOND} changed"),
        },
    ),
    Edit(
        "a tag more",
        replace(THIRD, "[budget]", "[budget, war]"),
        {
            "home/2024/03/third.html": f"tags changed; related {SECOND} added",
            "tags/war.html": f"items {THIRD} added",
            # The nearest follow-up under that tag.
            "world/2024/02/second.html": "related content/articles/world/fourth.md removed; "
            f"related {THIRD} added",
            **feeds("", f"bodies {THIRD} changed"),
            **feeds("home/", f"bodies {THIRD} changed"),
        },
    ),
    Edit(
        "a draft again",
        replace(THIRD, "headline:", "draft: true\nheadline:"),
        {
            "home/2024/03/third.html": "deleted",
            "sources/the-herald.html": "deleted",
            "archive/2024/03.html": "deleted",
            "sitemaps/2024-03.xml": "deleted",
            "home/2024/04/fifth.html": f"previous {THIRD} removed",
            "world/2024/04/fourth.html": f"related {THIRD} removed",
            "index.html": f"seconds {THIRD} removed; latest {THIRD} removed",
            "home/index.html": f"items {THIRD} removed",
            "tags/budget.html": f"items {THIRD} removed",
            "people/bo.html": f"items {THIRD} removed",
            "sources.html": "entries changed",
            "archive/2024/02.html": "newer changed",
            "archive/2024/04.html": "older changed",
            "archive/index.html": "years changed",
            **feeds("", f"items {THIRD} removed; bodies {THIRD} removed"),
            **feeds("home/", f"items {THIRD} removed; bodies {THIRD} removed"),
            "sitemap.xml": "sitemaps changed",
            "sitemaps/pages.xml": "urls changed",
        },
    ),
    Edit(
        "gone",
        delete(FIFTH),
        {
            "home/2024/04/fifth.html": "deleted",
            "home/2024/03/third.html": f"next {FIFTH} removed",
            "index.html": f"lead {FIFTH} removed; lead content/articles/world/fourth.md added; "
            "seconds content/articles/world/fourth.md removed and 2 more",
            "home/index.html": f"items {FIFTH} removed",
            "people/ann-lee.html": f"items {FIFTH} removed",
            "sources/reuters.html": f"years changed; items {FIFTH} removed",
            "archive/2024/04.html": f"days {FIFTH} removed",
            "archive/index.html": "years changed",
            **feeds("", f"items {FIFTH} removed; bodies {FIFTH} removed"),
            **feeds("home/", f"items {FIFTH} removed; bodies {FIFTH} removed"),
            "sitemaps/2024-04.xml": "urls changed",
        },
    ),
    Edit(
        "a person's role",
        replace("content/people/ann-lee.md", "Reporter", "Editor"),
        {
            "people/ann-lee.html": "person changed",
            "people.html": "entries changed",
            "world/2024/01/first.html": "byline changed",
            "home/2024/04/fifth.html": "byline changed",
        },
    ),
    Edit(
        "a person's biography",
        replace("content/people/ann-lee.md", "A bio", "Another bio"),
        {"people/ann-lee.html": "bio content/people/ann-lee.md changed"},
    ),
    Edit(
        "a standing page's text",
        replace("content/pages/about.md", "Who we are", "Who we were"),
        {"about.html": "body content/pages/about.md changed"},
    ),
    Edit(
        "a picture's bytes, and so its name",
        write("content/media/map.png", png((1, 2, 3))),
        {
            "media/map.2f83aece09-8.jpg": "new",
            "media/map.2f83aece09-8.webp": "new",
            "media/map.5b8afa31cd-1x1.jpg": "new",
            "media/map.7799ab64a7-4x3.jpg": "new",
            "media/map.1761c51111-16x9.jpg": "new",
            "media/map.5a50b5f6fd-8.jpg": "deleted",
            "media/map.5a50b5f6fd-8.webp": "deleted",
            "media/map.3083e7f956-1x1.jpg": "deleted",
            "media/map.43844ca966-4x3.jpg": "deleted",
            "media/map.685d11584d-16x9.jpg": "deleted",
            "sitemaps/2024-02.xml": "urls changed",
            "world/2024/02/second.html": f"picture changed; crops changed; card {SECOND} changed",
            "world/2024/01/first.html": f"next {SECOND} changed; related {SECOND} changed",
            "world/2024/04/fourth.html": f"previous {SECOND} changed; related {SECOND} changed",
            "index.html": f"seconds {SECOND} changed; latest {SECOND} changed",
            "world/index.html": f"items {SECOND} changed",
            "tags/war.html": f"items {SECOND} changed",
            "sources/reuters.html": f"items {SECOND} changed",
            "archive/2024/02.html": f"days {SECOND} changed",
            **feeds("", f"items {SECOND} changed"),
            **feeds("world/", f"items {SECOND} changed"),
        },
    ),
    Edit(
        "what the crops of a picture keep",
        replace(SECOND, "image: media/map.png", "image: {src: media/map.png, focus: [0.5, 0]}"),
        {
            # The square is as high as the picture, and has the same middle.
            "media/map.43e9855a82-16x9.jpg": "new",
            "media/map.685d11584d-16x9.jpg": "deleted",
            "world/2024/02/second.html": "crops changed",
        },
    ),
    Edit("a picture that nothing shows", write("content/media/other.png", b"unseen"), {}),
    Edit(
        "the template of articles",
        write("templates/article.html", '{% include "parts/all.html" %}.'),
        dict.fromkeys(
            (
                "world/2024/01/first.html",
                "world/2024/02/second.html",
                "home/2024/03/third.html",
                "world/2024/04/fourth.html",
                "home/2024/04/fifth.html",
            ),
            "template article.html changed",
        ),
    ),
    Edit(
        "what leads the front page",
        write("content/front.yaml", "lead: fourth\npicks: [fifth]\n"),
        {
            "index.html": f"lead {FIFTH} removed; lead content/articles/world/fourth.md added; "
            "seconds content/articles/world/fourth.md removed and 1 more"
        },
    ),
    Edit(
        "a rule of the desk that is waived",
        replace(SECOND, "headline:", "check: {one-source: The only witness.}\nheadline:"),
        {},
    ),
    Edit(
        "a value under `extra`, which only the article's own page shows",
        replace(SECOND, "headline:", "extra: {place: Kyiv}\nheadline:"),
        {"world/2024/02/second.html": f"article {SECOND} changed"},
    ),
    Edit(
        "the template of one article",
        replace(SECOND, "headline:", "template: theme:article.html\nheadline:"),
        {
            "world/2024/02/second.html": "template article.html removed; template base.html added; "
            "template parts/cards.html added and 3 more"
        },
    ),
    Edit("data that no template names", write("content/data/it.csv", "a,b\n1,2\n"), {}),
    Edit("a template that no page draws on", write("templates/unused.html", "unused"), {}),
    Edit(
        "the number of articles in a feed",
        write("newsgen.yaml", CONFIG + "sections: [world, home]\nfeed: {items: 4}\n"),
        feeds(
            "",
            "items content/articles/world/first.md removed; "
            "bodies content/articles/world/first.md removed",
        ),
    ),
)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_renders_and_deletes_what_shows_it_and_nothing_else(
    desk: SiteFolder, edit: Edit
) -> None:
    before = desk.build(explain=True)
    assert {} == changes(before)
    edit.take(desk)
    report = desk.build(explain=True)
    assert edit.changed == changes(report)
    assert report.planned - report.rendered == report.untouched


def test_a_waiver_renders_nothing_whatever_it_moves_in_the_file(desk: SiteFolder) -> None:
    desk.article(
        "world/second.md",
        date="2024-02-10",
        sources="\n  - Reuters\n  - {name: The Herald, url: 'https://herald.example/'}",
        image="media/map.png",
        series="{title: The vote, part: 1}",
        authors="[Ann Lee]",
        read_also="[first.md]",
        corrections="[{date: 2024-11-19, text: It was not so.}]",
        updated="2024-11-19",
        body="See [the first](first.md) ![A map](/media/map.png).[@reuters]\n",
    )
    assert not desk.build().problems
    for check in ("{one-source: The only witness.}", "{NG102: A letter that nobody else has.}"):
        for path in (SECOND, "content/articles/world/fourth.md"):
            _, _, rest = desk.file(path).read_text("utf-8").partition("headline:")
            desk.write(path, f"---\ncheck: {check}\nheadline:{rest}")
        report = desk.build()
        assert (0, 0, report.planned) == (report.rendered, report.deleted, report.untouched)


def test_an_article_whose_embargo_ends_comes_out_alone(desk: SiteFolder) -> None:
    embargoed = "content/articles/home/embargoed.md"
    expected = {
        "home/2024/12/embargoed.html": "new",
        "archive/2024/12.html": "new",
        "sitemaps/2024-12.xml": "new",
        "home/2024/04/fifth.html": f"next {embargoed} added",
        "world/2024/04/fourth.html": f"related {embargoed} added",
        "index.html": f"lead {FIFTH} removed; lead {embargoed} added; "
        "seconds content/articles/world/first.md removed and 5 more",
        "home/index.html": f"items {embargoed} added",
        "tags/budget.html": f"items {embargoed} added",
        "sources/reuters.html": f"years changed; items {embargoed} added",
        "archive/2024/04.html": "newer changed",
        "archive/index.html": "years changed",
        **feeds("", f"items {embargoed} added; bodies {embargoed} added"),
        **feeds("home/", f"items {embargoed} added; bodies {embargoed} added"),
        "sitemap.xml": "sitemaps changed",
        "sitemaps/pages.xml": "urls changed",
    }
    assert {} == changes(desk.build(explain=True, as_of=AS_OF + 86_400))
    assert expected == changes(desk.build(explain=True, as_of=AFTER_THE_EMBARGO))


def test_with_a_plugin_an_edit_renders_what_shows_it_and_nothing_else(desk: SiteFolder) -> None:
    desk.write(f"plugins/{PLUGIN_FILE}", PLUGINS[0])
    desk.write(f"plugins/{PLUGIN_TEMPLATE}", TOPIC)
    desk.write("newsgen.yaml", CONFIG + "sections: [world, home]\nplugins: [plugins/ours]\n")
    assert not desk.build().problems
    page = "world/2024/02/second"
    desk.article(
        "world/second.md", "Another text.\n", date="2024-02-10", tags="[war]",
        image="media/map.png",
    )  # fmt: skip
    report = desk.build(explain=True)
    assert {
        f"{page}.html",
        f"{page}.txt",
        *feeds("", ""),
        "topics/war.xml",
        *feeds("world/", ""),
    } == {one.output for one in report.changes}
    desk.article(
        "world/second.md", "Another text.\n", date="2024-02-10", tags="[budget]",
        image="media/map.png",
    )  # fmt: skip
    changed = {one.output for one in desk.build(explain=True).changes}
    topics = {
        f"topics/{tag}.{ending}" for tag in ("war", "budget") for ending in ("html", "txt", "xml")
    }
    assert topics <= changed
    assert "home/2024/04/fifth.txt" not in changed


def test_a_body_renders_its_page_and_the_feeds_that_carry_it(
    desk: SiteFolder,
) -> None:
    desk.write("newsgen.yaml", CONFIG + "sections: [world, home]\nfeed: {items: 4}\n")
    desk.build()
    replace(SECOND, "The text", "Another text")(desk)
    expected = {
        "world/2024/02/second.html": f"body {SECOND} changed",
        **feeds("", f"bodies {SECOND} changed"),
        **feeds("world/", f"bodies {SECOND} changed"),
    }
    assert expected == changes(desk.build(explain=True))
    first = "content/articles/world/first.md"
    replace(first, "The text", "Another text")(desk)
    expected = {
        "world/2024/01/first.html": f"body {first} changed",
        **feeds("world/", f"bodies {first} changed"),
    }
    assert expected == changes(desk.build(explain=True))


def test_a_style_sheet_or_what_it_loads_renders_every_page_that_links_to_it(
    desk: SiteFolder,
) -> None:
    pages = {path for path in desk.tree() if path.endswith(".html")}
    for file in ("style.css", "dot.png"):
        desk.write(f"static/{file}", desk.file(f"static/{file}").read_bytes() + b" ")
        found = changes(desk.build(explain=True))
        rendered = {path for path, why in found.items() if why == "assets style.css changed"}
        assert pages == rendered
        others = Counter(
            (Path(path).suffix, why) for path, why in found.items() if path not in pages
        )
        renamed = (".css",) if file == "style.css" else (".css", ".png")
        assert {(one, why): 1 for one in renamed for why in ("new", "deleted")} == others


def test_a_part_of_a_template_renders_the_pages_that_draw_on_it(desk: SiteFolder) -> None:
    desk.write("templates/parts/own.html", "own")
    for name in ("person.html", "tags.html"):
        desk.write(f"templates/{name}", '{% include "parts/own.html" %}')
    desk.build()
    desk.write("templates/parts/own.html", "own, edited")
    expected = dict.fromkeys(
        ("people/ann-lee.html", "people/bo.html", "tags.html"), "template parts/own.html changed"
    )
    assert expected == changes(desk.build(explain=True))


def test_what_is_rendered_to_the_same_bytes_keeps_its_file(desk: SiteFolder) -> None:
    before = {path: (desk.dist / path).stat() for path in desk.tree()}
    desk.write("templates/person.html", '{# a remark #}{% include "parts/all.html" %}')
    report = desk.build()
    assert 2 == report.rendered
    assert before == {path: (desk.dist / path).stat() for path in desk.tree()}


@pytest.mark.parametrize(
    ("path", "content", "why"),
    [
        ("index.html", None, "its file is missing"),
        ("index.html", b"tampered with", "its file was changed"),
    ],
)
def test_a_file_that_is_no_longer_what_was_written_is_rendered_again(
    desk: SiteFolder, path: str, content: bytes | None, why: str
) -> None:
    (desk.dist / path).unlink()
    if content is not None:
        (desk.dist / path).write_bytes(content)
    assert {path: why} == changes(desk.build(explain=True))


IN_WORLD = feeds("world/", "").keys()


def test_a_full_page_of_a_list_never_changes_again(site: SiteFolder) -> None:
    use_small_templates(site)
    for number in range(59):
        site.article(f"world/story-{number:03}.md", date=f"2023-{number % 12 + 1:02}-10")
    site.build()
    assert not (site.dist / "world/page-1.html").exists()

    def section_pages(number: int) -> dict[str, str]:
        site.article(f"world/new-{number}.md", date=f"2024-01-{number:02}")
        found = changes(site.build(explain=True))
        return {path: why for path, why in found.items() if Path(path).parent == Path("world")}

    assert {"world/index.html", "world/page-1.html", *IN_WORLD} == section_pages(1).keys()
    for number in range(2, 31):
        assert {"world/index.html", *IN_WORLD} == section_pages(number).keys()
    found = section_pages(31)
    assert "new" == found.pop("world/page-2.html")
    assert "pager changed" == found.pop("world/page-1.html")
    assert {"world/index.html", *IN_WORLD} == found.keys()


# A site of two thousand articles.

LARGE = 2000


def write_large_site(site: SiteFolder, articles: int) -> None:
    site.write("newsgen.yaml", CONFIG)
    for number in range(articles):
        month = number * 48 // articles
        site.article(
            f"section-{number % 6}/{month:02}/story-{number}.md",
            headline=f"Story {number}",
            date=f"{2020 + month // 12}-{month % 12 + 1:02}-{number % 28 + 1:02}",
            tags=f"[tag-{number % 40}, tag-{number // 3 % 40}]",
            authors=f"[Author {number % 10}]",
            sources=f"[Source {number % 15}, Agency {number % 7}]",
        )


def write_new_article(site: SiteFolder) -> None:
    site.article(
        "section-1/new.md",
        headline="The new one",
        date="2024-11-20",
        tags="[tag-1, tag-2, tag-3]",
        authors="[Author 1, Author 2]",
        sources="[Source 1, Agency 2]",
    )


NEW_ARTICLE = {
    # its own page, and the pages of those it is next to or follows up
    "article": 5,
    # the lists that it heads
    "home": 1, "section": 1, "tag": 3, "person": 2, "source": 2,
    # its month, new here, the month before, and the index of months
    "month": 2, "archive": 1,
    # three formats of the site's and of its section's
    "feed": 6,
    # its month's, that of the pages that are no articles, and their index
    "sitemap": 2, "sitemap-index": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site of two thousand articles that has been built with small templates."""
    site = SiteFolder(tmp_path_factory.mktemp("large") / "site")
    use_small_templates(site)
    write_large_site(site, LARGE)
    report = site.build(jobs=2)
    assert not report.failed
    return site


def kind_of(path: str) -> str:
    """The kind of an output of the large site."""
    parts = path.split("/")
    names = {
        "index.html": "home", "sitemap.xml": "sitemap-index", "tags.html": "tags",
        "people.html": "people", "sources.html": "sources", "archive/index.html": "archive",
    }  # fmt: skip
    rooms = {
        "tags": "tag", "people": "person", "sources": "source", "archive": "month",
        "sitemaps": "sitemap",
    }  # fmt: skip
    if path in names:
        return names[path]
    if parts[-1] in FEEDS:
        return "feed"
    return rooms.get(parts[0]) or ("article" if len(parts) == 4 else "section")


def test_a_new_article_on_a_site_of_two_thousand_renders_at_most_thirty_outputs(
    large: SiteFolder,
) -> None:
    write_new_article(large)
    report = large.build(explain=True)
    assert NEW_ARTICLE == Counter(map(kind_of, changes(report)))
    assert 30 >= report.rendered
    assert 0 == report.deleted


def test_a_body_on_a_site_of_two_thousand_renders_one_output(large: SiteFolder) -> None:
    path = "content/articles/section-0/00/story-0.md"
    replace(path, "The text", "Another text")(large)
    report = large.build(explain=True)
    assert {"section-0/2020/01/story-0.html": f"body {path} changed"} == changes(report)


def test_the_theme_shows_a_new_article_on_as_few_pages_as_small_templates_do(
    site: SiteFolder,
) -> None:
    write_large_site(site, 240)
    site.build(jobs=2)
    write_new_article(site)
    assert NEW_ARTICLE == Counter(map(kind_of, changes(site.build(explain=True))))
    path = "content/articles/section-0/00/story-0.md"
    replace(path, "The text", "Another text")(site)
    expected = {"section-0/2020/01/story-0.html": f"body {path} changed"}
    assert expected == changes(site.build(explain=True))


def test_a_word_of_a_language_renders_the_pages_and_feeds_of_its_edition_and_no_others(
    desk: SiteFolder,
) -> None:
    desk.article("world/second.uk.md", date="2024-02-10")
    desk.write("locale/uk.yaml", "Published: Вийшло\n")
    desk.build()
    edition = {path for path in desk.tree() if path.startswith("uk/")}
    desk.write("locale/uk.yaml", "Published: Надруковано\n")
    expected = dict.fromkeys(edition, "words locale/uk.yaml changed")
    assert expected == changes(desk.build(explain=True))
    desk.write("locale/de.yaml", "Published: Erschienen\n")
    assert {} == changes(desk.build(explain=True))


def test_a_title_of_a_section_in_a_language_renders_its_edition_alone(desk: SiteFolder) -> None:
    desk.article("world/second.uk.md", date="2024-02-10")
    desk.write("newsgen.yaml", CONFIG + "sections: [{slug: world}, home]\n")
    desk.build()
    titled = "sections: [{slug: world, titles: {uk: Світ}}, home]\n"
    desk.write("newsgen.yaml", CONFIG + titled)
    assert {"uk"} == {path.partition("/")[0] for path in changes(desk.build(explain=True))}


def test_a_correction_on_a_site_of_two_thousand_renders_what_shows_it_and_nothing_else(
    large: SiteFolder,
) -> None:
    number = 777
    path = next(
        file.relative_to(large.root).as_posix()
        for file in large.file("content/articles").rglob(f"story-{number}.md")
    )
    headline = f"Story {number}"
    shown = {
        output
        for output, content in large.tree().items()
        if re.search(rf"{headline}\b".encode(), content)
    }
    page = next(output for output in shown if output.endswith(f"/story-{number}.html"))
    month = page.split("/")
    sources = "sources: [Source"
    replace(path, sources, f"corrections: [{{date: 2024-11-20, text: It was wrong}}]\n{sources}")(
        large
    )
    report = large.build(explain=True)
    expected = shown | {
        "corrections.html",
        *feeds("corrections/", ""),
        f"sitemaps/{month[1]}-{month[2]}.xml",
    }
    assert expected == set(changes(report))
    assert f"groups {path} added" == changes(report)["corrections.html"]

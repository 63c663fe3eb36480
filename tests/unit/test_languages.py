"""Editions speak their language: words, titles, names, feeds, and who falls back to whom."""

from __future__ import annotations

import re

import pytest

from newsgen.model.languages import fallbacks
from newsgen.model.output import SiteFile, StoredWords
from newsgen.model.records import FileRecord, WordsHead
from newsgen.planning.words import Words
from tests.support.idioms import idiom
from tests.support.problems import Placed, accepted, refusal, refused
from tests.support.site import AS_OF, CONFIG, SiteFolder


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A site in English with an edition in Ukrainian."""
    site.article("world/a.md", tags="[Kyiv]", authors="Ann Lee")
    site.article("world/a.uk.md", tags="[Київ]", authors="Ann Lee", kind="explainer")
    return site


def title(site: SiteFolder, path: str) -> str:
    found = re.search("<title>(.*)</title>", site.page(path))
    assert found
    return found[1]


def heading(site: SiteFolder, path: str) -> str:
    found = re.search("<h1[^>]*>(?:<a[^>]*>)?([^<]*)", site.page(path))
    assert found
    return found[1]


def test_a_page_speaks_the_language_of_its_edition(desk: SiteFolder) -> None:
    accepted(desk)
    english, ukrainian = desk.page("world/2024/11/a.html"), desk.page("uk/world/2024/11/a.html")
    assert "<dt>Published</dt>" in english
    assert "<dt>Опубліковано</dt>" in ukrainian
    assert ">Published<" not in ukrainian
    assert "How we know this" not in ukrainian


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("uk/tags.html", "Теми"),
        ("uk/people.html", "Автори"),
        ("uk/sources.html", "Джерела"),
        ("uk/archive/index.html", "Архів"),
        ("uk/corrections.html", "Виправлення"),
        ("uk/archive/2024/11.html", "Листопад 2024\u202fр."),
        ("archive/2024/11.html", "November 2024"),
        ("tags.html", "Topics"),
    ],
)
def test_a_page_that_newsgen_names_is_named_in_its_language(
    desk: SiteFolder, path: str, expected: str
) -> None:
    accepted(desk)
    assert f"{expected} — The Test Desk" == title(desk, path)
    assert expected == heading(desk, path)


def test_a_feed_speaks_the_language_of_its_edition(desk: SiteFolder) -> None:
    desk.article("world/b.uk.md", kind="opinion", corrections="[{date: 2024-11-19, text: Так.}]")
    accepted(desk)
    assert "<title>Думка: A headline</title>" in desk.page("uk/feed.xml")
    corrections = desk.page("uk/corrections/feed.xml")
    assert "<title>The Test Desk: Виправлення</title>" in corrections
    assert "<title>Виправлення: A headline</title>" in corrections


def test_the_way_back_from_a_footnote_is_named_in_the_language_of_its_page(
    desk: SiteFolder,
) -> None:
    desk.write("newsgen.yaml", CONFIG + "feed: {full_text: true}\n")
    for name in ("b.md", "b.uk.md"):
        desk.article(f"world/{name}", body="A text.[^1] More.[^2]\n\n[^1]: One.\n[^2]: Two.\n")
    accepted(desk)
    english, ukrainian = desk.page("world/2024/11/b.html"), desk.page("uk/world/2024/11/b.html")
    assert 'title="Jump back to footnote 2 in the text"' in english
    assert 'title="Повернутися до примітки 2 в тексті"' in ukrainian
    assert "Повернутися до примітки 2 в тексті" in desk.page("uk/feed.xml")


def test_a_region_speaks_its_language_and_an_unknown_one_english(site: SiteFolder) -> None:
    site.write("locale/pt.yaml", "Published: Publicado\nUpdated: Atualizado\n")
    site.write("locale/pt-BR.yaml", "Updated: Modificado\n")
    for lang in ("pt-BR", "pt", "is"):
        site.article(f"world/a.{lang}.md", updated="2024-11-19")
    accepted(site)
    shown = {
        lang: re.findall("<dt>(\\w+)</dt>", site.page(f"{lang}/world/2024/11/a.html"))
        for lang in ("pt-BR", "pt", "is")
    }
    assert {
        "pt-BR": ["Publicado", "Modificado"],
        "pt": ["Publicado", "Atualizado"],
        "is": ["Published", "Updated"],
    } == shown


def test_the_nearest_language_is_asked_first() -> None:
    assert ("zh-Hant-TW", "zh-Hant", "zh") == fallbacks("zh-Hant-TW")
    assert ("uk",) == fallbacks("uk")


def test_the_sites_own_words_go_before_those_of_newsgen_and_a_region_before_its_language() -> None:
    own = WordsHead("pt", (("Published", "Publicado"),))
    records = (
        FileRecord(path="theme:locale/pt/LC_MESSAGES/newsgen.po", kind="catalogue", digest="1"),
        FileRecord(path="theme:locale/pt_BR/LC_MESSAGES/newsgen.po", kind="catalogue", digest="2"),
        FileRecord(path="locale/pt.yaml", kind="words", digest="3", head=own),
    )
    found = Words(records).of("pt-BR")
    paths = (records[0].path, records[2].path, records[1].path)
    assert paths == tuple(path for path, _ in found.parts)
    assert StoredWords((SiteFile(paths[0], "1"), own.words, SiteFile(paths[2], "2"))) == found.value
    assert () == Words(records).of("en").parts


def test_a_site_changes_words_and_adds_its_own(desk: SiteFolder) -> None:
    desk.write("locale/uk.yaml", "Published: Вийшло\nDonate: Підтримати\n")
    desk.write("locale/en.yaml", "Topics: Tags\n")
    desk.write("templates/parts/header.html", '{{ _("Donate") }}')
    accepted(desk)
    assert "<dt>Вийшло</dt>" in desk.page("uk/world/2024/11/a.html")
    assert "Підтримати" in desk.page("uk/world/2024/11/a.html")
    assert "Donate" in desk.page("world/2024/11/a.html")
    assert "Tags" == heading(desk, "tags.html")
    assert "Теми" == heading(desk, "uk/tags.html")


@pytest.mark.parametrize("shown", ['_("Topics")', '["Ann", "Bo"]|listed'])
def test_a_macro_imported_without_the_page_is_told_that_its_language_is_needed(
    desk: SiteFolder, shown: str
) -> None:
    own = "{% macro own() %}{{ " + shown + " }}{% endmacro %}"
    desk.write("templates/parts/own.html", own)
    desk.write("templates/tags.html", '{% from "parts/own.html" import own %}\n{{ own() }}')
    problem = refusal(desk)
    assert "NG061" == problem.code
    assert "with context" in problem.message


@pytest.mark.parametrize(
    ("name", "text", "line", "column", "code"),
    [
        ("ukrainian.yaml", "Topics: Теми\n", 0, 0, "NG022"),
        ("uk.po", "", 0, 0, "NG022"),
        ("uk/words.yaml", "Topics: Теми\n", 0, 0, "NG022"),
        ("uk.yaml", "- Topics\n", 1, 1, "NG019"),
        ("uk.yaml", "Published: Вийшло\nTopics: [Теми]\n", 2, 9, "NG019"),
        ("uk.yaml", "By %(names)s: Текст\n", 1, 15, "NG019"),
        ("uk.yaml", "By %(names)s: 'Текст: %(name)s'\n", 1, 15, "NG019"),
        ("uk.yaml", "By %(names)s: '100 % %(names)s'\n", 1, 15, "NG019"),
        ("uk.yaml", "Topics: Теми\nTopics: Теги\n", 2, 1, "NG014"),
        ("uk.yaml", "Topics: 'Теми\n", 1, 9, "NG012"),
    ],
)
def test_a_mistake_in_the_sites_words_is_named(
    site: SiteFolder, name: str, text: str, line: int, column: int, code: str
) -> None:
    site.write(f"locale/{name}", text)
    assert [Placed(f"locale/{name}", line, column, code)] == refused(site)


def test_a_word_without_a_translation_stays_as_newsgen_has_it(desk: SiteFolder) -> None:
    desk.write("locale/uk.yaml", "Published:\nUpdated: ~\n")
    accepted(desk)
    assert "<dt>Опубліковано</dt>" in desk.page("uk/world/2024/11/a.html")


NAMED = (
    "name: The Desk\nurl: https://test.example/\ndescription: A desk.\npublisher: Us\n"
    "languages:\n  uk: {name: Стіл, publisher: Ми}\n"
    "sections: [{slug: world, title: World, titles: {uk: Світ}}]\n"
)


def test_an_edition_has_its_own_name_and_titles_of_sections(desk: SiteFolder) -> None:
    desk.write("newsgen.yaml", NAMED)
    accepted(desk)
    assert "World — The Desk" == title(desk, "world/index.html")
    assert "Світ — Стіл" == title(desk, "uk/world/index.html")
    assert "The Desk" == title(desk, "index.html")
    assert "Стіл" == title(desk, "uk/index.html")
    assert "<title>Стіл: Світ</title>" in desk.page("uk/world/feed.xml")
    assert "<category>Світ</category>" in desk.page("uk/feed.xml")
    front = desk.page("uk/index.html")
    assert "A desk." in front
    assert "Видавець: Ми." in front
    for english in ("World", "The Desk", "Us"):
        assert not re.search(rf"\b{english}\b", front)


def test_a_region_has_the_titles_of_its_language(site: SiteFolder) -> None:
    site.write("newsgen.yaml", NAMED.replace("uk:", "pt:"))
    site.article("world/a.pt-BR.md", lang="pt-BR")
    accepted(site)
    assert "Світ — Стіл" == title(site, "pt-BR/world/index.html")


LISTS = (
    "world/index.html", "archive/index.html", "tags.html", "people.html", "sources.html",
    "corrections.html",
)  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_a_list_leads_to_its_counterpart_in_each_edition_that_has_one(
    desk: SiteFolder, path: str
) -> None:
    desk.article("world/only.de.md", lang="de")
    accepted(desk)
    languages = ["de", "en", "uk"] if path not in ("tags.html", "people.html") else ["en", "uk"]
    place = path.removesuffix("index.html")
    expected = {"en": f"https://test.example/{place}", "x-default": f"https://test.example/{place}"}
    expected |= {lang: f"https://test.example/{lang}/{place}" for lang in languages if lang != "en"}
    for lang in languages:
        page = desk.page(path if lang == "en" else f"{lang}/{path}")
        assert expected == alternates(page)
        assert len(languages) - 1 == page.count('<p class="translation">')
    entry = desk.page("sitemaps/pages.xml").partition(f"<loc>{expected['uk']}</loc>")[2]
    assert expected == alternates(entry.partition("</url>")[0])


def test_a_section_that_one_edition_alone_has_leads_to_no_other(desk: SiteFolder) -> None:
    desk.article("home/b.md")
    accepted(desk)
    assert {} == alternates(desk.page("home/index.html"))
    desk.article("home/b.uk.md")
    desk.build()
    assert {"en", "uk", "x-default"} == set(alternates(desk.page("home/index.html")))
    desk.delete("content/articles/home/b.uk.md")
    desk.build()
    assert {} == alternates(desk.page("home/index.html"))


def test_only_the_newest_page_of_a_section_has_counterparts(desk: SiteFolder) -> None:
    desk.write("newsgen.yaml", f"{CONFIG}per_page: 1\n")
    desk.article("world/b.md")
    desk.article("world/c.md")
    accepted(desk)
    assert alternates(desk.page("world/index.html"))
    assert {} == alternates(desk.page("world/page-1.html"))


@pytest.mark.parametrize(
    ("config", "line", "column", "code"),
    [
        ("languages: uk\n", 3, 12, "NG019"),
        ("languages: {uk: Стіл}\n", 3, 17, "NG019"),
        ("languages: {Ukrainian: {name: Стіл}}\n", 3, 13, "NG022"),
        ("languages: {uk: {title: Стіл}}\n", 3, 18, "NG017"),
        ("languages: {uk: {name: [Стіл]}}\n", 3, 24, "NG019"),
        ("sections: [{slug: world, titles: Світ}]\n", 3, 34, "NG019"),
        ("sections: [{slug: world, titles: {uk: [Світ]}}]\n", 3, 39, "NG019"),
        ("sections: [{slug: world, titles: {Uk: Світ}}]\n", 3, 35, "NG022"),
    ],
)
def test_a_mistake_in_what_is_said_by_language_is_named(
    site: SiteFolder, config: str, line: int, column: int, code: str
) -> None:
    site.write("newsgen.yaml", CONFIG + config)
    assert [Placed("newsgen.yaml", line, column, code)] == refused(site)


def alternates(text: str) -> dict[str, str]:
    return dict(re.findall(r'hreflang="([^"]+)" href="(https:[^"]+)"', text))


def test_every_translation_names_all_of_them_and_the_one_for_everybody_else(
    desk: SiteFolder,
) -> None:
    desk.write("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
    desk.write("content/pages/about.uk.md", "---\ntitle: Про нас\n---\nМи.\n")
    accepted(desk)
    sitemaps = {path: desk.page(path) for path in ("sitemaps/pages.xml", "sitemaps/2024-11.xml")}
    for path, sitemap in (
        ("world/2024/11/a.html", "sitemaps/2024-11.xml"),
        ("about.html", "sitemaps/pages.xml"),
        ("index.html", "sitemaps/pages.xml"),
    ):
        url = f"https://test.example/{path}".removesuffix("index.html")
        uk = f"https://test.example/uk/{path}".removesuffix("index.html")
        expected = {"en": url, "uk": uk, "x-default": url}
        for page, own in ((path, url), (f"uk/{path}", uk)):
            assert expected == alternates(desk.page(page))
            entry = sitemaps[sitemap].partition(f"<loc>{own}</loc>")[2].partition("</url>")[0]
            assert expected == alternates(entry)


def test_a_page_without_a_version_in_the_sites_language_has_none_for_everybody_else(
    site: SiteFolder,
) -> None:
    site.article("world/a.uk.md")
    site.article("world/a.de.md")
    accepted(site)
    assert {"de", "uk"} == set(alternates(site.page("uk/world/2024/11/a.html")))


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "Ann, Bo and Cy"),
        ("en-GB", "Ann, Bo and Cy"),
        ("uk", "Ann, Bo і Cy"),
        ("de", "Ann, Bo und Cy"),
        ("ar", "Ann وBo وCy"),
        ("xx", "Ann, Bo and Cy"),
    ],
)
def test_names_stand_in_a_row_as_the_language_has_them(lang: str, expected: str) -> None:
    assert expected == idiom(lang).listed(["Ann", "Bo", "Cy"])


@pytest.mark.parametrize(
    ("zone", "lang", "expected"),
    [
        ("Europe/Kyiv", "en", "Kyiv"),
        ("Europe/Kyiv", "uk", "Київ"),
        ("Asia/Kolkata", "en", "Kolkata"),
        ("America/New_York", "es", "Nueva York"),
        ("UTC", "en", "UTC"),
    ],
)
def test_a_time_zone_is_told_by_its_city(zone: str, lang: str, expected: str) -> None:
    assert expected == idiom(lang, zone).city(zone)


def test_an_arabic_page_runs_from_right_to_left(site: SiteFolder) -> None:
    site.article(
        "world/a.ar.md", lang="ar", sources="[{name: Reuters, url: 'https://reuters.example/'}]"
    )
    report = site.build(as_of=AS_OF)
    assert not report.failed
    page = site.page("ar/world/2024/11/a.html")
    assert '<html lang="ar" dir="rtl">' in page
    assert "<bdi>https://reuters.example/</bdi>" in page

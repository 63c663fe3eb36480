"""What pages say to machines: JSON-LD by schema.org, and the metadata of their heads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsgen.model.kinds import KINDS
from newsgen.reading.content.word_count import word_count
from tests.support.everything import PAGES, everything
from tests.support.pictures import png
from tests.support.site import CONFIG, SiteFolder
from tests.support.structured import (
    TERMS,
    Told,
    all_nodes,
    strange_terms,
    told,
    types,
    vocabulary,
)

PAGE = "world/2024/11/a.html"
URL = "https://test.example/"
ARTICLE = f"{URL}{PAGE}"
PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "@id": f"{URL}#publisher",
    "name": "The Test Desk",
    "url": URL,
}


def of_article(site: SiteFolder, kind: str = "NewsArticle") -> dict[str, Any]:
    assert not site.build().failed
    return told(site.page(PAGE)).node(kind)


def crumbs(*steps: tuple[str, str]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": URL + route}
        for number, (name, route) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def test_all_that_is_known_of_an_article_is_told(site: SiteFolder) -> None:
    source = "{name: The Gazette, title: 'A \"plan\"', url: 'https://g.example/1?a&b', published: 2024-11-17}"
    site.write("newsgen.yaml", f"{CONFIG}license: CC-BY-4.0\n")
    site.write("content/people/ann-lee.md", "---\nname: Ann Lee\nrole: Editor\n---\n")
    site.write("content/pages/publishing-principles.md", "---\ntitle: Principles\n---\n")
    site.article(
        "world/a.md",
        'Four words are here.\n\n!!! method "How"\n    We *counted*, twice.[@the-gazette]\n',
        headline="'</script> & \"more\" – \\\\ ї'",
        summary="In short.",
        authors="[ann-lee, Bo Chen]",
        tags="[Rivers]",
        kind="analysis",
        date="2024-11-18T08:00:00+00:00",
        dateline="Kyiv",
        series="{title: The water, part: 1}",
        sources=f"[{source}, Reuters]",
        corrections="[{date: 2024-11-20, text: 'It said <b>.'}]",
    )
    site.article("world/a.uk.md", date="2024-11-18T08:00:00+00:00")
    site.build()
    page = told(site.page(PAGE))
    # A class of two words is taken for a word of the text.
    assert page.nodes[0].pop("wordCount") == 8 + 1
    assert page.nodes == [
        {
            "@type": ["NewsArticle", "AnalysisNewsArticle"],
            "headline": '</script> & "more" – \\\\ ї',
            "description": "In short.",
            "inLanguage": "en",
            "datePublished": "2024-11-18T08:00:00+00:00",
            "dateModified": "2024-11-20T00:00:00+00:00",
            "url": ARTICLE,
            "mainEntityOfPage": ARTICLE,
            "author": [
                {
                    "@type": "Person",
                    "name": "Ann Lee",
                    "jobTitle": "Editor",
                    "url": f"{URL}people/ann-lee.html",
                },
                {"@type": "Person", "name": "Bo Chen", "url": f"{URL}people/bo-chen.html"},
            ],
            "publisher": PUBLISHER,
            "articleSection": "World",
            "keywords": ["Rivers"],
            "isAccessibleForFree": True,
            "citation": [
                {
                    "@type": "CreativeWork",
                    "name": 'A "plan"',
                    "publisher": {"@type": "Organization", "name": "The Gazette"},
                    "datePublished": "2024-11-17",
                    "url": "https://g.example/1?a&b",
                },
                {"@type": "CreativeWork", "name": "Reuters"},
            ],
            "isBasedOn": ["https://g.example/1?a&b"],
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": "It said <b>.",
                    "datePublished": "2024-11-20",
                }
            ],
            "dateline": "Kyiv",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "isPartOf": {
                "@type": "CreativeWorkSeries",
                "name": "The water",
                "url": f"{URL}series/the-water.html",
            },
            "position": 1,
            "publishingPrinciples": f"{URL}publishing-principles.html",
            "workTranslation": [
                {"@type": "CreativeWork", "url": f"{URL}uk/{PAGE}", "inLanguage": "uk"}
            ],
            "backstory": "We counted, twice.",
        },
        crumbs(("The Test Desk", ""), ("World", "world/"), ('</script> & "more" – \\\\ ї', PAGE)),
    ]
    translation = told(site.page(f"uk/{PAGE}")).node("NewsArticle")
    original = {"@type": "CreativeWork", "url": ARTICLE, "inLanguage": "en"}
    assert original == translation["translationOfWork"]
    assert "workTranslation" not in translation


def test_what_is_not_known_is_left_out(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "name: The Test Desk\n")
    site.article("world/a.md", body="")
    site.build()
    assert told(site.page(PAGE)).nodes == [
        {
            "@type": ["NewsArticle", "ReportageNewsArticle"],
            "headline": "A headline",
            "inLanguage": "en",
            "datePublished": "2024-11-18T00:00:00+00:00",
            "dateModified": "2024-11-18T00:00:00+00:00",
            "publisher": {"@type": "NewsMediaOrganization", "name": "The Test Desk"},
            "articleSection": "World",
            "isAccessibleForFree": True,
            "citation": [{"@type": "CreativeWork", "name": "Reuters"}],
        },
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "The Test Desk"},
                {"@type": "ListItem", "position": 2, "name": "World"},
                {"@type": "ListItem", "position": 3, "name": "A headline"},
            ],
        },
    ]


def test_what_is_no_news_is_not_called_news(site: SiteFolder) -> None:
    for kind in KINDS:
        site.article(f"world/{kind}.md", kind=kind, dateline="Kyiv")
    site.build()
    found = {kind: told(site.page(f"world/2024/11/{kind}.html")).nodes[0] for kind in KINDS}
    assert {kind for kind, node in found.items() if "NewsArticle" in types(node)} == (
        KINDS.keys() - {"sponsored", "satire"}
    )
    assert types(found["sponsored"]) == ["AdvertiserContentArticle"]
    assert types(found["satire"]) == ["SatiricalArticle"]
    assert types(found["obituary"]) == ["NewsArticle"]
    assert types(found["explainer"]) == ["NewsArticle", "BackgroundNewsArticle"]
    assert {kind for kind, node in found.items() if "dateline" in node} == (
        KINDS.keys() - {"sponsored", "satire"}
    )
    assert strange_terms([*found.values()]) == []


def test_nothing_is_told_of_an_anonymous_source(site: SiteFolder) -> None:
    clerk = (
        "{name: Zed Quill, id: zed-quill, kind: anonymous, reason: Her job., attribution: A clerk,"
        " url: 'https://zed.example/', title: Minutes, via: reuters}"
    )
    site.article("world/a.md", sources=f"[Reuters, {clerk}]")
    found = of_article(site)
    assert found["citation"] == [{"@type": "CreativeWork", "name": "Reuters"}]
    assert "isBasedOn" not in found
    assert "zed" not in str(told(site.page(PAGE)).nodes).lower()


def test_an_article_is_never_modified_before_it_was_published(site: SiteFolder) -> None:
    # The day of the update begins before the article came out.
    site.article("world/a.md", date="2024-11-18 14:00", updated="2024-11-18")
    found = of_article(site)
    assert found["datePublished"] == found["dateModified"] == "2024-11-18T14:00:00+00:00"
    page = told(site.page(PAGE))
    assert page.meta["article:published_time"] == page.meta["article:modified_time"]


LIVE = """In short.

## 21:40 Budget passes

By 41 votes.[@reuters] Nobody *left*.

## 09:00

Doors open.

## 12:30 Pause
"""


def test_a_live_article_tells_its_entries_and_is_as_new_as_the_newest(site: SiteFolder) -> None:
    site.article("world/a.md", LIVE, kind="live", date="2024-11-18 08:00")
    found = of_article(site, "LiveBlogPosting")
    assert types(found) == ["NewsArticle", "LiveBlogPosting"]
    assert found["dateModified"] == "2024-11-18T21:40:00+00:00"
    assert found["coverageStartTime"] == "2024-11-18T08:00:00+00:00"
    assert found["coverageEndTime"] == "2024-11-18T21:40:00+00:00"
    assert found["liveBlogUpdate"] == [
        {
            "@type": "BlogPosting",
            "headline": "Budget passes",
            "datePublished": "2024-11-18T21:40:00+00:00",
            "url": f"{ARTICLE}#2140-budget-passes",
            "articleBody": "By 41 votes. Nobody left.",
        },
        {
            "@type": "BlogPosting",
            "headline": "Pause",
            "datePublished": "2024-11-18T12:30:00+00:00",
            "url": f"{ARTICLE}#1230-pause",
        },
        {
            "@type": "BlogPosting",
            "datePublished": "2024-11-18T09:00:00+00:00",
            "url": f"{ARTICLE}#0900",
            "articleBody": "Doors open.",
        },
    ]
    # The page itself, the sitemap and the feed say the same.
    assert 'class="dt-updated" datetime="2024-11-18T21:40:00+00:00"' in site.page(PAGE)
    assert "<lastmod>2024-11-18T21:40:00+00:00</lastmod>" in site.page("sitemaps/2024-11.xml")
    assert "<lastBuildDate>Mon, 18 Nov 2024 21:40:00 +0000" in site.page("feed.xml")


def test_a_new_entry_of_a_live_article_renders_what_a_clean_build_does(site: SiteFolder) -> None:
    site.article("world/a.md", LIVE, kind="live", date="2024-11-18 08:00")
    site.article("world/b.md")
    site.build()
    site.article("world/a.md", LIVE + "## 23:00 Night\n", kind="live", date="2024-11-18 08:00")
    site.build()
    assert "2024-11-18T23:00:00+00:00</lastmod>" in site.page("sitemaps/2024-11.xml")
    before = site.tree()
    site.delete(".newsgen")
    site.delete("dist")
    site.build()
    assert before == site.tree()


def test_an_entry_older_than_the_update_changes_nothing(site: SiteFolder) -> None:
    site.article(
        "world/a.md", LIVE, kind="live", date="2024-11-18 08:00", updated="2024-11-19 10:00"
    )
    assert of_article(site, "LiveBlogPosting")["dateModified"] == "2024-11-19T10:00:00+00:00"


def test_nobody_knows_when_a_developing_story_ends(site: SiteFolder) -> None:
    site.article("world/a.md", LIVE, kind="live", date="2024-11-18 08:00", developing="true")
    assert "coverageEndTime" not in of_article(site, "LiveBlogPosting")


def test_of_a_long_entry_the_beginning_is_told(site: SiteFolder) -> None:
    site.article("world/a.md", f"## 09:00 A\n\n{'word ' * 500}\n", kind="live")
    (entry,) = of_article(site, "LiveBlogPosting")["liveBlogUpdate"]
    assert entry["articleBody"].startswith("word word")
    assert entry["articleBody"].endswith("word …")
    assert 250 < len(entry["articleBody"]) < 310


def test_a_fact_check_tells_the_claim_and_what_was_found(site: SiteFolder) -> None:
    site.article(
        "world/a.md",
        kind="fact-check",
        claim="The bridge is new.",
        claimant="A minister",
        rating="Mostly false",
    )
    assert of_article(site, "ClaimReview") == {
        "@type": "ClaimReview",
        "url": ARTICLE,
        "claimReviewed": "The bridge is new.",
        "datePublished": "2024-11-18T00:00:00+00:00",
        "inLanguage": "en",
        "author": {"@id": f"{URL}#publisher"},
        "reviewRating": {"@type": "Rating", "alternateName": "Mostly false"},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "A minister"},
        },
    }


def test_a_retraction_is_told(site: SiteFolder) -> None:
    site.article("world/a.md", corrections="[{date: 2024-11-20, kind: retraction, text: Not so.}]")
    assert of_article(site)["creativeWorkStatus"] == "Retracted"


def test_an_article_may_have_a_licence_of_its_own_or_none(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}license: CC-BY-4.0\n")
    site.article("world/a.md", license="https://wire.example/terms")
    site.article("world/b.md", license="none")
    site.article("world/c.md")
    site.build()
    found = {one: told(site.page(f"world/2024/11/{one}.html")) for one in "abc"}
    by = "https://creativecommons.org/licenses/by/4.0/"
    assert [found[one].nodes[0].get("license") for one in "abc"] == [
        "https://wire.example/terms", None, by,
    ]  # fmt: skip
    for one in found.values():
        links = [href for rel, href in one.links if rel == "license"]
        assert (links or [None]) == [one.nodes[0].get("license")]
    assert ("license", by) in told(site.page("index.html")).links


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", 0),
        ("<p>One two three.</p>", 3),
        ('<h2 id="a">One</h2>\n<p>Two\nthree <em class="x">four</em></p>', 4),
        ("<ul>\n<li>One</li>\n<li>\n<p>Two</p>\n</li>\n</ul>\n<p>Three</p>", 3),
        ('<p><a\0h0#part\0 class="x">One</a> two\0c0\0</p>\n\0p1\x1fan alt text\x1f\x1f\x1f\0', 2),
    ],
)
def test_words_are_counted_without_tags_and_slots(body: str, words: int) -> None:
    assert word_count(body, "en") == words


def test_words_are_not_counted_where_nothing_parts_them() -> None:
    assert [word_count("<p>一二三</p>", lang) for lang in ("ja", "zh-TW", "th")] == [0, 0, 0]


# Other pages


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The site that uses everything, with what a newsroom can say of itself."""
    site = everything(tmp_path_factory.mktemp("whole"))
    config = site.file("newsgen.yaml").read_text("utf-8")
    added = {
        "license": "CC-BY-ND-4.0",
        "same_as": "[https://social.example/@estuary]",
        "did": "at://did:plc:abc/site.standard.publication/3abc",
    }
    lines = [f"{key}: {value}\n" for key, value in added.items() if f"\n{key}:" not in config]
    site.write("newsgen.yaml", config + "".join(lines))
    site.write("content/pages/ethics-policy.md", "---\ntitle: Ethics\nslug: ethics\n---\n")
    site.write("content/pages/ethics-policy.ar.md", "---\ntitle: أخلاق\n---\n")
    site.write("content/pages/contact.md", "---\ntitle: Contact\n---\n")
    person = site.file("content/people/ada-brink.md").read_text("utf-8")
    site.write(
        "content/people/ada-brink.md",
        person.replace(
            "role:", "fediverse: '@ada@s.example'\nsame_as: [https://ada.example/]\nrole:", 1
        ),
    )
    site.article("world/ad.md", kind="sponsored")
    site.article("world/joke.md", kind="satire")
    assert not site.build().failed
    return site


AT = "https://estuary.example/news/"


def is_silent(path: str, page: Told) -> bool:
    """Whether the page stands for another, or is none that search engines should show."""
    is_passed_over = "noindex" in page.meta.get("robots", [])
    is_article = page.meta.get("og:type") == ["article"]
    return path.startswith(("text/", "old/")) or (is_passed_over and not is_article)


@pytest.fixture(scope="module")
def found(whole: SiteFolder) -> dict[str, Told]:
    """What each page of it tells, by its path."""
    return pages(whole)


def pages(site: SiteFolder) -> dict[str, Told]:
    return {path: told(site.page(path)) for path in site.tree() if path.endswith(".html")}


def test_every_page_has_one_graph_of_terms_that_are_there(found: dict[str, Told]) -> None:
    assert is_silent("404.html", found["404.html"])
    for path, page in found.items():
        assert bool(page.nodes) != is_silent(path, page), path
        assert strange_terms(page.nodes) == [], path
        assert page.scripts == bool(page.nodes), path


def test_every_address_in_a_graph_is_absolute(found: dict[str, Told]) -> None:
    names = {"url", "@id", "item", "license", "mainEntityOfPage", "publishingPrinciples"}
    for path, page in found.items():
        for node in all_nodes(page.nodes):
            for name in names.intersection(node):
                assert node[name].startswith("https://"), (path, name)


def test_what_the_pages_refer_to_is_on_the_front_page(found: dict[str, Told]) -> None:
    front = {node["@id"] for path in ("index.html", "ar/index.html") for node in found[path].nodes}
    referred = {
        node["@id"] for one in found.values() for node in all_nodes(one.nodes) if "@id" in node
    }
    assert referred == front
    assert front == {f"{AT}#website", f"{AT}ar/#website", f"{AT}#publisher"}


def test_a_breadcrumb_leads_to_the_page_itself(found: dict[str, Told]) -> None:
    for path, page in found.items():
        lists = [one for one in page.nodes if types(one) == ["BreadcrumbList"]]
        assert len(lists) == (bool(page.nodes) and not path.endswith(("news/index.html",)) and
                              path not in ("index.html", "ar/index.html"))  # fmt: skip
        for one in lists:
            items = one["itemListElement"]
            assert [item["position"] for item in items] == [*range(1, len(items) + 1)]
            assert items[-1]["item"] == page.meta["og:url"][0], path


def test_the_front_page_tells_who_publishes(whole: SiteFolder) -> None:
    page = told(whole.page("index.html"))
    newsroom = page.node("NewsMediaOrganization")
    logo = newsroom.pop("logo")
    assert newsroom == {
        "@type": "NewsMediaOrganization",
        "@id": f"{AT}#publisher",
        "name": "The Estuary Post, an invented newsroom",
        "url": AT,
        "sameAs": ["https://social.example/@estuary"],
        "correctionsPolicy": f"{AT}corrections-policy.html",
        "ethicsPolicy": f"{AT}ethics.html",
    }
    assert (logo["width"], logo["height"]) == (240, 40)
    assert page.node("WebSite")["publisher"] == {"@id": f"{AT}#publisher"}
    arabic = told(whole.page("ar/index.html")).node("NewsMediaOrganization")
    assert arabic["ethicsPolicy"] == f"{AT}ar/ethics-policy.html"
    assert ("me", "https://social.example/@estuary") in page.links


def test_a_person_s_page_is_their_profile(whole: SiteFolder) -> None:
    page = told(whole.page(PAGES["person"]))
    person = page.node("ProfilePage")["mainEntity"]
    assert person.pop("image").startswith(f"{AT}media/rod.")
    assert person == {
        "@type": "Person",
        "name": "Ada Brink",
        "jobTitle": "Reporter",
        "url": f"{AT}people/ada-brink.html",
        "email": "ada@estuary.example",
        "sameAs": ["https://ada.example/"],
        "worksFor": {"@id": f"{AT}#publisher"},
    }
    assert page.meta["og:type"] == ["profile"]
    assert '<a class="u-url" rel="me" href="https://ada.example/">' in whole.page(PAGES["person"])
    older = told(whole.page("people/ada-brink/page-1.html")).node("ProfilePage")
    assert "url" not in older["mainEntity"]


def test_pages_of_lists_are_collections(whole: SiteFolder) -> None:
    for kind in ("section", "tag", "source", "series", "month", "archive", "tags", "people",
                 "sources", "corrections"):  # fmt: skip
        page = told(whole.page(PAGES[kind]))
        found = page.node("CollectionPage")
        assert found["isPartOf"] == {"@id": f"{AT}#website"}
        assert found["url"] == page.meta["og:url"][0]
        assert found["name"] == page.meta["og:title"][0]
    assert told(whole.page("about.html")).node("AboutPage")["name"] == "About us"
    assert told(whole.page("contact.html")).node("ContactPage")["name"] == "Contact"
    assert told(whole.page("ethics.html")).node("WebPage")["name"] == "Ethics"


def test_a_preview_has_a_picture_or_says_that_it_has_none(whole: SiteFolder) -> None:
    page = told(whole.page(PAGES["article"]))
    assert page.meta["og:image"][0].startswith(f"{AT}media/rings.")
    assert page.meta["og:image:alt"] == ["Three rings around a point."]
    assert page.meta["twitter:card"] == ["summary_large_image"]
    assert page.meta["article:section"] == ["World"]
    assert page.meta["article:tag"] == ["Floods", "The bridge"]
    assert page.meta["article:author"] == [
        f"{AT}people/ada-brink.html", f"{AT}people/sol-varga.html",
    ]  # fmt: skip
    assert page.meta["fediverse:creator"] == ["@ada@s.example"]
    card = told(whole.page(PAGES["article, live"]))
    assert card.meta["og:image"][0].endswith("-card.png")
    assert card.meta["og:image:alt"] == ["The flood by the hour"]
    # A drawing is nothing that previews can show.
    for path in ("index.html", "about.html"):
        found = told(whole.page(path)).meta
        assert "og:image" not in found
        assert found["twitter:card"] == ["summary"]


def test_a_logo_that_is_no_drawing_stands_for_a_picture(site: SiteFolder) -> None:
    site.write("static/logo.png", png(240, 40))
    logo = "theme: {logo: {file: logo.png, width: 240, height: 40}}\n"
    site.write("newsgen.yaml", CONFIG + logo)
    site.article("world/a.md")
    site.build()
    for path in ("index.html", PAGE):
        found = told(site.page(path)).meta
        assert found["og:image"][0].startswith(f"{URL}assets/logo.")
        assert (found["og:image:width"], found["og:image:height"]) == (["240"], ["40"])
        assert found["og:image:alt"] == ["The Test Desk"]


def test_the_record_of_a_publication_is_named_on_every_page(found: dict[str, Told]) -> None:
    link = ("site.standard.publication", "at://did:plc:abc/site.standard.publication/3abc")
    for path, page in found.items():
        assert (link in page.links) != path.startswith(("text/", "old/")), path


def test_an_identifier_alone_is_the_newsroom_s_own(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}did: did:plc:abc\n")
    site.article("world/a.md")
    site.build()
    assert ("me", "at://did:plc:abc") in told(site.page("index.html")).links
    assert "did:plc" not in site.page(PAGE)


def test_an_article_is_an_entry_with_its_author(whole: SiteFolder) -> None:
    page = whole.page(PAGES["article"])
    for part in (
        '<article class="story h-entry',
        '<h1 class="p-name">',
        '<a class="p-author h-card" rel="author"',
        '<time class="dt-published"',
        '<time class="dt-updated"',
        '<div class="prose e-content">',
        f'<data class="u-url" value="{AT}{PAGES["article"]}"></data>',
        '<a class="p-category" rel="tag"',
    ):
        assert part in page, part
    assert 'class="page-head person h-card"' in whole.page(PAGES["person"])


# What nobody may write into a graph

HOSTILE = '</script><script>alert(1)</script><!-- " \' \\ ]]> &quot; \u2028 {"@id":1}'


def test_no_text_ends_the_script_or_leaves_its_string(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site", None)
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    site.write(
        "newsgen.yaml",
        f"url: {URL}\nname: {quoted}\npublisher: {quoted}\ndescription: {quoted}\n"
        f"sections:\n  - {{slug: world, title: {quoted}}}\n",
    )
    site.write("content/media/p.png", png(1300, 800))
    site.write(
        "content/people/ann.md",
        f"---\nname: {quoted}\nrole: {quoted}\nimage: {{src: media/p.png, alt: {quoted}}}\n---\n",
    )
    for name in ("about", "ethics-policy"):
        site.write(
            f"content/pages/{name}.md", f"---\ntitle: {quoted}\ndescription: {quoted}\n---\n"
        )
    source = f"{{id: s, name: {quoted}, title: {quoted}, url: 'https://s.example/'}}"
    keys = {
        "headline": quoted,
        "summary": quoted,
        "standfirst": quoted,
        "kicker": quoted,
        "dateline": quoted,
        "authors": "[ann]",
        "tags": f"[{quoted}]",
        "series": f"{{title: {quoted}, part: 1}}",
        "sources": f"[{source}]",
        "claim": quoted,
        "claimant": quoted,
        "rating": quoted,
        "image": f"{{src: media/p.png, alt: {quoted}, caption: {quoted}, credit: {quoted}}}",
        "corrections": f"[{{date: 2024-11-20, text: {quoted}}}]",
    }
    escaped = "".join(f"\\{one}" if one in "\\'\"<>!-]{}&" else one for one in HOSTILE)
    body = f'!!! method "x"\n    {escaped}\n\n## 09:00 {escaped}\n\n{escaped}\n'
    site.article("world/a.md", body.replace("## 09:00", "##"), kind="fact-check", **keys)
    keys["series"] = keys["series"].replace("1}", "2}")
    site.article("world/live.md", body, kind="live", **keys)
    report = site.build()
    assert not report.failed, report.problems
    found = pages(site)
    for path, page in found.items():
        assert page.scripts == bool(page.nodes), path
        assert strange_terms(page.nodes) == [], path
    words = " ".join(HOSTILE.split())
    article = found[PAGE]
    node = article.node("NewsArticle")
    assert {node[name] for name in ("headline", "description", "articleSection", "dateline")} == {
        words
    }
    assert node["keywords"] == [words]
    assert node["author"][0]["name"] == node["author"][0]["jobTitle"] == words
    assert node["citation"][0]["name"] == node["citation"][0]["publisher"]["name"] == words
    assert node["publisher"]["name"] == node["isPartOf"]["name"] == words
    assert node["correction"][0]["text"] == node["image"][0]["creditText"] == words
    review = article.node("ClaimReview")
    assert review["claimReviewed"] == review["reviewRating"]["alternateName"] == words
    assert review["itemReviewed"]["author"]["name"] == words
    for name in ("og:title", "og:description", "article:section", "article:tag", "og:site_name"):
        assert article.meta[name] == [words], name
    (update,) = found["world/2024/11/live.html"].node("LiveBlogPosting")["liveBlogUpdate"]
    assert "alert(1)" in update["headline"]
    assert "alert(1)" in update["articleBody"]
    assert "alert(1)" in node["backstory"]


# The vocabulary


def test_the_terms_are_those_of_the_vocabulary() -> None:
    known = vocabulary()
    assert [kind for kind in TERMS if kind not in known.above] == []
    strange = [
        f"{kind}.{name}"
        for kind, names in TERMS.items()
        for name in names
        if name not in known.domains or not known.has(kind, name)
    ]
    assert strange == []

"""What a short build once said or did otherwise than a clean one: the bytes, the problems, what is held."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from newsgen.build.report import BuildReport
from newsgen.catalog.pictures import HASH_LENGTH
from newsgen.model.digest import digest_bytes
from tests.property.sites import small_templates
from tests.support.pictures import png
from tests.support.problems import known_anew
from tests.support.site import AS_OF, CONFIG, SiteFolder

WORLD = "content/articles/world/"
PDF = b"%PDF-1.4 the same bytes\n%%EOF\n"
NFC, NFD = "été", "e\u0301te\u0301"


class Case(NamedTuple):
    """A site, what happens to it after it was built, and the codes that a build tells of then."""

    name: str
    before: Callable[[SiteFolder], object]
    change: Callable[[SiteFolder], object]
    codes: tuple[str, ...] = ()


def told(report: BuildReport) -> tuple[object, ...]:
    return (
        report.failed,
        report.planned,
        report.articles,
        report.held,
        report.next_due,
        known_anew(report),
    )


def as_clean(site: SiteFolder, **request: object) -> BuildReport:
    """A build, which is held against a clean one; what a failed one leaves is what there was."""
    before = site.tree()
    report = site.build(**request)
    site.delete("clean") if site.file("clean").exists() else None
    clean = site.build(
        output=site.file("clean/dist"), state_folder=site.file("clean/state"), **request
    )
    assert told(clean) == told(report)
    assert (before if clean.failed else site.tree(site.file("clean/dist"))) == site.tree()
    return report


def write(*files: tuple[str, str | bytes]) -> Callable[[SiteFolder], object]:
    return lambda site: [site.write(path, content) for path, content in files]


def static(path: str) -> Callable[[SiteFolder], object]:
    return write((f"static/root/{path}", "not the site's own\n"))


def article(name: str, **values: str) -> Callable[[SiteFolder], object]:
    return lambda site: site.article(name, **values)


def delete(name: str) -> Callable[[SiteFolder], object]:
    return lambda site: site.delete(WORLD + name)


def both(*steps: Callable[[SiteFolder], object]) -> Callable[[SiteFolder], object]:
    return lambda site: [step(site) for step in steps]


def page(link: str) -> tuple[str, str]:
    return "content/pages/about.md", f"---\ntitle: About\n---\n[The plan]({link})\n"


def person(image: str = "", text: str = "She.") -> tuple[str, str]:
    return "content/people/ann.md", f"---\nname: Ann\n{image}---\n{text}\n"


# Files of the same name and bytes in two folders have one output.

TWO_PLANS = write(
    ("content/media/plan.pdf", PDF), (f"{WORLD}plan.pdf", PDF), page("../media/plan.pdf")
)
TWO_FACES = write(
    ("content/people/face.png", png()), (f"{WORLD}face.png", png()), person("image: face.png\n")
)
PLAN = "[The plan](plan.pdf)\n"

SHARED = [
    Case(
        "a page keeps a document that an article drops",
        both(TWO_PLANS, article("world/one.md", body=PLAN)),
        article("world/one.md", body="None.\n"),
    ),
    Case(
        "a page keeps the document of an article that goes",
        both(TWO_PLANS, article("world/one.md", body=PLAN)),
        delete("one.md"),
    ),
    Case(
        "a person keeps a portrait that an article drops",
        both(TWO_FACES, article("world/one.md", body="![A face](face.png)\n")),
        article("world/one.md", body="None.\n"),
    ),
    Case(
        "a person keeps the portrait of an article that becomes a draft",
        both(TWO_FACES, article("world/one.md", image="face.png")),
        article("world/one.md", image="face.png", draft="true"),
    ),
    Case(
        "files whose names are made the same",
        both(
            write((f"{WORLD}!!!.pdf", PDF), (f"{WORLD}file.pdf", PDF)),
            article("world/one.md", body="[x](!!!.pdf)\n"),
            article("world/two.md", body="[x](file.pdf)\n"),
        ),
        delete("one.md"),
    ),
    Case(
        "a page's document changes whose bytes an article has, too",
        both(
            write(("content/aaa/plan.pdf", PDF), (f"{WORLD}plan.pdf", PDF)),
            write(page("../aaa/plan.pdf")),
            article("world/one.md", body=PLAN),
        ),
        write(("content/aaa/plan.pdf", PDF + b" later")),
    ),
    Case(
        "a page's link comes to lead to a nearer file",
        both(TWO_PLANS, write(page("media/plan.pdf"))),
        write(("content/pages/media/plan.pdf", PDF + b" nearer")),
    ),
    Case(
        "a person's portrait comes from a nearer file",
        write(("content/media/face.png", png()), person("image: media/face.png\n")),
        write(("content/people/media/face.png", png((1, 2, 3)))),
    ),
]


# Addresses that some disks take for one.

ADDRESSES = [
    Case(f"{name} and a static file", static(path), change, ("NG041",))
    for name, path, change in (
        ("an article", "World/2024/11/Vote.html", article("world/vote.md")),
        ("an article that moves", "World/2024/11/Vote.html", article("world/other.md", slug="vote")),
        ("a twin", "TEXT/world/2024/11/vote.html", article("world/vote.md")),
        ("a tag", "Tags/War.html", article("world/other.md", tags="[war]")),
        ("an author", "people/BO.html", article("world/other.md", authors="[Bo]")),
        ("a page of an author's list", "people/bo/Page-1.html", both(
            *(article(f"world/by-{number}.md", authors="[Bo]") for number in range(5)))),
        ("a source", "sources/The-Herald.html", article("world/other.md", sources="[The Herald]")),
        ("a series", "series/THE-VOTE.html", article("world/other.md", series="The vote")),
        ("a month", "Archive/2024/03.html", article("world/other.md", date="2024-03-01")),
        ("a sitemap", "sitemaps/2024-03.XML", article("world/other.md", date="2024-03-01")),
        ("an alias", "Old.html", article("world/other.md", aliases="[/old.html]")),
        ("a document", f"Media/plan.{digest_bytes(PDF)[:HASH_LENGTH]}.pdf", both(
            write((f"{WORLD}plan.pdf", PDF)), article("world/other.md", body=PLAN))),
        ("a folder", "SERIES", article("world/other.md", series="The vote")),
        ("a folder of an article", "WORLD/2024/03", article("world/other.md", date="2024-03-01")),
        ("a file below an article", "World/2024/11/Vote.HTML/x.txt", article("world/vote.md")),
    )
] + [
    Case(
        # A file has the composed form of its name, whichever is on the disk.
        "an article in other accents and a static file",
        static(f"world/2024/11/{NFD}.html"),
        article(f"world/{NFC}.md"),
        ("NG040",),
    ),
    Case(
        "a tag and a tag of another spelling",
        article("world/other.md", tags="[Straße]"),
        article("world/new.md", tags="[Strasse]"),
        ("NG041",),
    ),
    Case(
        "an author and a page of a section's list",
        both(*(article(f"people/n{number}.md") for number in range(4))),
        article("world/other.md", authors="[Page 1]"),
        ("NG040",),
    ),
    Case(
        "a held article and another in other accents",
        article(f"world/{NFC}.md"),
        article("world/new.md", slug=NFD, embargo="2025-01-01"),
        ("NG041",),
    ),
    Case(
        "an alias where a list would lie that is not there",
        both(
            write(person(text="[Hers](../articles/world/hers.md)")),
            article("world/hers.md"),
            article("world/drei.de.md", lang="de", aliases="[/de/people/ann.html]"),
        ),
        article("world/hers.md", draft="true"),
    ),
]  # fmt: skip


# Names, and what is said of those that lead nowhere.

BROKEN = {"draft": "true", "embarg": "2025-01-01"}
DRAFT = article("world/draft.md", draft="true", body="[x](the-bridge.md)\n", read_also="[the-vote]")

NAMES = [
    Case(
        "a held article changes its language, so that its slug is ambiguous",
        both(
            article("world/vote.md"),
            article("sport/vote.md", embargo="2025-01-01", lang="uk"),
            article("world/reader.md", read_also="[vote]"),
        ),
        article("sport/vote.md", embargo="2025-01-01", lang="en"),
        ("NG043",),
    ),
    Case("a draft with a mistake goes", article("world/draft.md", **BROKEN), delete("draft.md")),
    Case(
        "a draft with a mistake goes that a text leads to",
        both(
            article("world/draft.md", **BROKEN),
            article("world/reader.md", body="[It](draft.md)\n"),
        ),
        delete("draft.md"),
        ("NG044",),
    ),
    Case(
        "a draft with a mistake goes that is named by its slug",
        both(article("world/draft.md", **BROKEN), article("sport/reader.md", read_also="[draft]")),
        delete("draft.md"),
        ("NG042",),
    ),
    Case(
        "a draft with a mistake is mended and gets another slug",
        both(article("world/draft.md", **BROKEN), article("sport/reader.md", read_also="[draft]")),
        article("world/draft.md", draft="true", slug="other"),
        ("NG042",),
    ),
    Case(
        "a draft's mistaken names get near ones",
        DRAFT,
        both(article("world/the-votes.md"), article("world/the-bridges.md")),
        ("NG042", "NG044"),
    ),
    Case(
        "a draft's mistaken names lose near ones",
        both(DRAFT, article("world/the-votes.md"), article("world/the-bridges.md")),
        both(delete("the-votes.md"), delete("the-bridges.md")),
        ("NG042", "NG044"),
    ),
    Case(
        "a draft's mistaken names get nearer ones by another slug",
        both(DRAFT, article("world/the-votes.md")),
        article("world/the-votes.md", slug="the-bridges"),
        ("NG042", "NG044"),
    ),
]


@pytest.mark.parametrize("case", [*SHARED, *ADDRESSES, *NAMES], ids=lambda case: case.name)
def test_a_short_build_says_and_does_what_a_clean_one_does(site: SiteFolder, case: Case) -> None:
    site.write(
        "newsgen.yaml",
        CONFIG + "per_page: 1\nformats: [html, text]\nsections: [world, people, sport]\n",
    )
    for number in range(3):
        site.article(
            f"world/kept-{number}.md",
            date=f"2024-10-0{number + 1}",
            tags="[peace]",
            authors="[Ann]",
        )
    # Sections, editions and directories are there from the beginning: one that comes changes all pages.
    site.article("people/kept.md", date="2024-10-05")
    site.article("sport/kept.de.md", lang="de", date="2024-10-05")
    site.article("world/other.md")
    for name, text in small_templates().items():
        site.write(f"templates/{name}", text)
    case.before(site)
    assert not site.build().failed
    case.change(site)
    report = as_clean(site)
    assert case.codes == tuple(sorted(one.code for one in known_anew(report)))


def test_a_page_keeps_the_document_of_an_article_that_expires(site: SiteFolder) -> None:
    TWO_PLANS(site)
    site.article("world/one.md", body=PLAN, expires="2024-12-02")
    site.article("world/other.md")
    assert not site.build().failed
    report = as_clean(site, as_of=AS_OF + 7 * 86_400)
    assert ("everything", 1) == (report.looked_at, len(report.held))
    assert any(path.startswith("media/plan.") for path in site.tree())


def test_documents_whose_hashed_names_are_the_same_are_in_each_others_way(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In place of two files that somebody has computed for it.
    monkeypatch.setattr("newsgen.catalog.media.HASH_LENGTH", 0)
    site.write(f"{WORLD}plan.pdf", PDF)
    site.write("content/media/plan.pdf", PDF + b" another")
    site.article("world/one.md", body=PLAN)
    site.article("world/two.md", body="[The plan](/media/plan.pdf)\n")
    problems = [(one.path, one.line, one.code) for one in site.build().problems]
    assert [("content/media/plan.pdf", 1, "NG040")] == problems


# What an output is of, and what another article does with its picture.


def test_the_redirect_of_an_article_whose_file_was_renamed_goes_with_it(site: SiteFolder) -> None:
    fields = {"slug": "chosen", "aliases": "[/old.html]"}
    site.article("world/one.md", **fields)
    site.article("world/other.md")
    as_clean(site)
    site.rename(f"{WORLD}one.md", f"{WORLD}two.md")
    as_clean(site)
    site.delete(f"{WORLD}two.md")
    as_clean(site)
    assert "old.html" not in site.tree()


def test_a_link_to_a_picture_changes_no_twin_that_shows_the_picture(site: SiteFolder) -> None:
    for name, text in small_templates().items():
        site.write(f"templates/{name}", text)
    site.write("newsgen.yaml", CONFIG + "formats: [html, text]\n")
    site.write("content/media/face.png", png())
    site.article("world/one.md", "![A face](/media/face.png)\n")
    site.article("world/other.md")
    as_clean(site)
    site.article("world/other.md", "[A face](/media/face.png)\n")
    assert "changes" == as_clean(site).looked_at

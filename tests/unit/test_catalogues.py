"""The catalogues hold every interface word that a page can ask for, translated and whole."""

from __future__ import annotations

import importlib.util
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from newsgen.model.correction import CORRECTION_LABELS
from newsgen.model.kinds import KINDS
from newsgen.model.source import SOURCE_KINDS
from tests.support.problems import accepted
from tests.support.site import SiteFolder

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "newsgen" / "locale"
LANGUAGES = ("ar", "de", "es", "fr", "pl", "uk")
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("words", ROOT / "tools" / "words.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def catalogue(file: Path) -> Catalog:
    return read_po(file.read_text("utf-8").splitlines(keepends=True))


def words(file: Path) -> dict[str, str]:
    return {str(one.id): str(one.string) for one in catalogue(file) if one.id}


def catalogue_of(lang: str) -> Path:
    return LOCALE / lang / "LC_MESSAGES" / "newsgen.po"


def test_the_words_are_those_of_the_templates_and_tables() -> None:
    assert tool().template() == (LOCALE / "newsgen.pot").read_text("utf-8"), (
        "run `python tools/words.py`"
    )


def test_there_is_a_catalogue_for_each_language_that_newsgen_speaks() -> None:
    assert LANGUAGES == tuple(sorted(file.name for file in LOCALE.iterdir() if file.is_dir()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_is_as_its_tool_writes_it(lang: str) -> None:
    text = catalogue_of(lang).read_text("utf-8")
    assert tool().updated(text, lang) == text, "run `python tools/words.py`"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_translates_every_word(lang: str) -> None:
    assert set(words(LOCALE / "newsgen.pot")) == set(words(catalogue_of(lang)))
    assert [] == [word for word, given in words(catalogue_of(lang)).items() if not given.strip()]
    assert [] == [one.id for one in catalogue(catalogue_of(lang)) if one.id and one.fuzzy]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_has_the_places_for_values_that_the_english_has(lang: str) -> None:
    different = {
        word: given
        for word, given in words(catalogue_of(lang)).items()
        if set(PLACEHOLDER.findall(word)) != set(PLACEHOLDER.findall(given))
        or "%" in PLACEHOLDER.sub("", given)
    }
    assert {} == different


class Shown(HTMLParser):
    """What a reader sees or hears of a page that is not the site's own content."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        given = dict(attrs)
        self.texts += [str(given[name]) for name in ("aria-label", "alt", "title") if name in given]
        if tag == "meta" and given.get("property") in ("og:title", "og:site_name"):
            self.texts.append(str(given["content"]))

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)


def untranslated(text: str) -> list[str]:
    """The Latin words outside of the marks that every translation stands between."""
    outside, depth = "", 0
    for character in text:
        depth += character == "⟦"
        outside += character if not depth else " "
        depth -= character == "⟧"
    return re.findall(r"[A-Za-z]{2,}", re.sub(r"https?://\S+", "", outside))


@pytest.fixture
def greek(site: SiteFolder) -> SiteFolder:
    """A Greek site with every feature, in no other letters, and a mark around every interface word."""
    marked = {word: f"⟦{word}⟧" for word in words(LOCALE / "newsgen.pot")}
    site.write("locale/el.yaml", json.dumps(marked, ensure_ascii=False))
    site.write(
        "newsgen.yaml",
        "name: Νέα\nurl: https://test.example/\ndescription: Δοκιμή\nlanguage: el\n"
        "timezone: Europe/Athens\npublisher: Εκδότης\nper_page: 4\n"
        "sections: [{slug: a1, title: Κόσμος}, {slug: a3, title: Άλλα}]\n",
    )
    registry = [
        {"id": f"s{number}", "name": f"Πηγή {number}", "kind": kind, "ownership": "Κανείς",
         "note": "Σημείωση", "url": "https://source.example/"}
        for number, kind in enumerate(SOURCE_KINDS)
    ]  # fmt: skip
    for one in registry:
        if one["kind"] == "anonymous":
            one.update(attribution="Κάποιος", reason="Φόβος", via="s1")
    site.write("content/sources.yaml", json.dumps(registry, ensure_ascii=False))
    site.write(
        "content/people/p1.md",
        "---\nname: Άννα\nrole: Συντάκτρια\ncontact: https://anna.example/\n---\nΒίος.\n",
    )
    site.write("content/people/p2.md", "---\nname: Νίκος\n---\nΒίος.\n")
    site.write(
        "content/pages/1.md", "---\ntitle: Πολιτική\nslug: corrections-policy\n---\nΚείμενο.\n"
    )
    corrections = [
        {"date": "2024-11-19", "kind": kind, "text": "Λάθος", "was": "πριν", "now": "μετά"}
        for kind in CORRECTION_LABELS
    ]
    for number, kind in enumerate(KINDS):
        site.article(
            f"a1/k{number}.md",
            body="Κείμενο.[@s1; @s3]\n\n| α | β |\n|--|--|\n| 1 | 2 |\n\nΚείμενο.[^1]\n\n[^1]: Κείμενο.\n",
            headline=f"Τίτλος {number}",
            date=f"202{3 + number % 2}-0{1 + number % 9}-03 10:00",
            kind=kind,
            authors="[p1, p2]",
            tags="[ένα, δύο]",
            dateline="Αθήνα",
            standfirst="Εισαγωγή",
            developing=str(number == 1).lower(),
            series=f"{{title: Σειρά, part: {number + 1}}}",
            sources=f"[{', '.join(str(one['id']) for one in registry)}]",
            read_also="[k0]" if number else None,
            corrections=json.dumps(corrections[: number + 1], ensure_ascii=False),
            **(
                {"claim": "Ισχυρισμός", "claimant": "Κάποιος", "rating": "Ψευδές"}
                if number == 4
                else {}
            ),
            **({"aliases": "[/1.html]"} if number == 0 else {}),
        )
    site.article(
        "a1/m.md",
        body="Αρχή.\n\n## 14:05 Νέο\n\nΚείμενο.\n",
        headline="Ζωντανά",
        kind="live",
        sources="[{id: s1, title: Έργο, published: 2024-11-01, accessed: 2024-11-02, "
        "archive: 'https://archive.example/', page: '4'}]",
    )
    site.write(
        "content/articles/a1/m.fr.md",
        "---\nheadline: Direct\ndate: 2024-11-18\nsources: [s1]\nlang: fr\n---\n1\n",
    )
    return site


_FORMAT_NAMES = re.compile(r"\b(?:RSS|Atom|JSON Feed|OPML)\b")
"""No language has other names for them."""


def test_every_page_shows_words_of_the_catalogues_and_no_other(greek: SiteFolder) -> None:
    assert {"warning"} >= {one.severity for one in accepted(greek)}
    found = {}
    pages = [path for path in greek.tree() if path.endswith(".html") and "fr/" not in path]
    assert len(pages) > 30
    for path in pages:
        parser = Shown()
        parser.feed(_FORMAT_NAMES.sub("", greek.page(path).replace("Français", "")))
        if words := untranslated("\n".join(parser.texts)):
            found[path] = words
    assert {} == found


def test_every_feed_shows_words_of_the_catalogues_and_no_other(greek: SiteFolder) -> None:
    accepted(greek)
    for path in ("feed.xml", "a1/feed.xml", "corrections/feed.xml"):
        titles = re.findall(r"<(?:title|description|category)>([^<]*)", greek.page(path))
        assert [] == untranslated("\n".join(titles))
        assert any("⟦" in title for title in titles)

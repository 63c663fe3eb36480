"""Dates, numbers and lists by a language's learned patterns: what Babel says, without Babel."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.localedata import locale_identifiers

from newsgen.model.json_codec import from_text, to_text
from newsgen.model.moment import Moment
from newsgen.rendering import babel_formats
from newsgen.rendering.locale_patterns import LocalePatterns
from newsgen.rendering.pattern_extraction import locale_patterns
from tests.support.idioms import idiom
from tests.support.site import SiteFolder

OWN = ["ar", "de", "en", "en-GB", "es", "fr", "pl", "pt-BR", "uk", "zh"]
"""Languages of the interface, and some with patterns of their own."""

UNUSUAL = ["fi", "hi", "ml", "yo", "zh-Hant"]
"""Languages of which Babel has to be asked for something."""

LANGUAGES = sorted(
    {*OWN, *UNUSUAL, *[one.replace("_", "-") for one in sorted(locale_identifiers())[::12]]}
)


def moments(count: int) -> list[datetime]:
    chance = random.Random(7)
    return [
        datetime.fromtimestamp(chance.randrange(-2_000_000_000, 4_000_000_000), UTC)
        for _ in range(count)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_dates_are_what_babel_says(lang: str) -> None:
    written = idiom(lang)
    pattern = locale_patterns(lang, "UTC").date_time
    for when in moments(40):
        moment = Moment(int(when.timestamp()))
        day = babel_formats.long_date(when.date(), lang)
        time = babel_formats.short_time(when.hour, when.minute, lang)
        assert day == written.date(moment)
        assert pattern.replace("{0}", time).replace("{1}", day) == written.date_time(moment)
        assert day == written.date_time(moment._replace(day_only=True))
        for expected, found in (
            (babel_formats.full_date(when.date(), lang), written.weekday_date(moment)),
            (babel_formats.month(when.date(), lang), written.month(moment)),
        ):
            assert expected[:1].upper() + expected[1:] == found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_and_lists_are_what_babel_says(lang: str) -> None:
    written = idiom(lang)
    chance = random.Random(7)
    for number in [*range(12), *(chance.randrange(10 ** (index % 9 + 1)) for index in range(60))]:
        assert babel_formats.decimal(number, lang) == written.decimal(number)
    assert babel_formats.decimal(1234.5, lang) == written.decimal(1234.5)
    names = ["Ann {0}", "Bo", "Cy & Co", "Di", "Ed", "Flo"]
    for count in range(1, 7):
        assert babel_formats.listed(names[:count], lang) == written.listed(names[:count])


def test_everyday_languages_need_no_babel() -> None:
    for lang in OWN:
        assert all(one not in ((), "") for one in locale_patterns(lang, "Europe/Kyiv")), lang
        assert locale_patterns(lang, "UTC").separated_from


def test_what_is_learned_is_kept_as_text_and_comes_back() -> None:
    for lang in (*OWN, *UNUSUAL):
        known = locale_patterns(lang, "Europe/Kyiv")
        assert known == from_text(LocalePatterns, to_text(known))


@pytest.fixture
def empty_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing was learned yet in the user's own folder."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "own"))
    return tmp_path / "own/newsgen"


def kept_customs(own: Path) -> list[Path]:
    return sorted((own / "templates").rglob("*.json"))


def test_customs_are_learned_once_for_a_language(site: SiteFolder, empty_own_folder: Path) -> None:
    site.article("world/a.md")
    site.build()
    (kept,) = kept_customs(empty_own_folder)
    known: Any = from_text(LocalePatterns, kept.read_text(encoding="utf-8"))
    changed = known._replace(long_dates=tuple(f"{{day}}th of {n}" for n in range(12)))
    kept.write_text(to_text(changed), encoding="utf-8")
    site.article("world/b.md", date="2024-11-18")
    site.build()
    assert "18th of 10" in site.page("world/2024/11/b.html")


def test_customs_that_cannot_be_read_are_learned_anew(
    site: SiteFolder, empty_own_folder: Path
) -> None:
    site.article("world/a.md")
    site.build()
    (kept,) = kept_customs(empty_own_folder)
    whole = kept.read_text(encoding="utf-8")
    kept.write_text(whole[:50], encoding="utf-8")
    site.article("world/b.md", date="2024-11-18")
    site.build()
    assert "November 18, 2024" in site.page("world/2024/11/b.html")
    assert whole == kept.read_text(encoding="utf-8")


def test_a_language_is_not_written_with_words_of_one_that_was_asked_before() -> None:
    babel_formats.locale_of.cache_clear()
    # Before its release 2.19 Babel kept what Pashto is asked for where Ukrainian looks, too.
    assert 7 == len(idiom("ps").weekdays())
    assert ("Пн", "Понеділок") == idiom("uk").weekdays()[0]

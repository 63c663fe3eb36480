"""Asks Babel how languages write dates, numbers and lists (CLDR)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal


@lru_cache
def locale_of(lang: str) -> Locale:
    """The locale of a language tag, English where Babel does not know the language."""
    # Babel fills in what a language has from another where it finds it, in tables that
    # languages share: once Pashto was asked for its weekdays, Ukrainian gave Pashto's.
    # So each has tables of its own. (Babel 2.19 does no more.)
    getattr(localedata, "_cache", {}).clear()
    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    assert locale.days, "Babel loads the tables of a locale when it is first asked"
    return locale


def long_date(day: dt.date, lang: str) -> str:
    """The day: "18 November 2024"."""
    return format_date(day, "long", locale_of(lang))


def full_date(day: dt.date, lang: str) -> str:
    """The day with its weekday: "Monday, 18 November 2024"."""
    return format_date(day, "full", locale_of(lang))


def month(day: dt.date, lang: str) -> str:
    """The month: "November 2024"."""
    return format_skeleton("yMMMM", dt.datetime(day.year, day.month, 1), locale=locale_of(lang))


def short_time(hour: int, minute: int, lang: str) -> str:
    """The time of day: "14:05"."""
    return format_time(dt.time(hour, minute), "short", locale=locale_of(lang))


def decimal(number: float, lang: str) -> str:
    """The number with the language's separators."""
    return str(format_decimal(number, locale=locale_of(lang)))


def list_locale(lang: str) -> Locale:
    """The locale whose lists are written."""
    # News agencies write no comma before "and"; CLDR agrees for English outside America.
    locale = locale_of(lang)
    return locale_of("en-001") if locale.language == "en" else locale


def listed(items: Sequence[str], lang: str) -> str:
    """The items with what stands between them: "Ann, Bo and Cy"."""
    return format_list(items, locale=list_locale(lang))


def city(zone: str, lang: str) -> str:
    """The city that an IANA zone is named after: "New York", or the zone's own word for it."""
    cities = locale_of(lang).time_zones
    # CLDR keeps a zone under its oldest name: Europe/Kiev.
    older = [old for old, new in get_global("zone_aliases").items() if new == zone]
    known = (cities.get(name, {}).get("city") for name in (zone, *older))
    return next((str(one) for one in known if one), zone.rpartition("/")[2].replace("_", " "))

"""Moments, numbers and lists as readers of a language write them (CLDR, through Babel)."""

from __future__ import annotations

import datetime as dt
from calendar import Calendar
from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format
from babel.lists import format_list
from babel.numbers import format_decimal

from newsgen.model.moment import Moment

_REMEMBERED = 8_000


@lru_cache
def locale_of(lang: str) -> Locale:
    """The locale of a language tag, English where Babel does not know the language."""
    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(_REMEMBERED)
def date(moment: Moment, zone: str, lang: str) -> str:
    """The day: "18 November 2024"."""
    return _long_date(_local(moment, zone).date(), lang)


@lru_cache(_REMEMBERED)
def weekday_date(moment: Moment, zone: str, lang: str) -> str:
    """The day with its weekday, as a heading: "Monday, 18 November 2024"."""
    return _capitalised(format_date(_local(moment, zone), "full", locale_of(lang)))


@lru_cache(_REMEMBERED)
def month(moment: Moment, zone: str, lang: str) -> str:
    """The month, as a heading: "November 2024"."""
    return _capitalised(format_skeleton("yMMMM", _local(moment, zone), locale=locale_of(lang)))


@lru_cache(_REMEMBERED)
def month_name(moment: Moment, zone: str, lang: str) -> str:
    """The month alone and short, as it stands in a calendar: "Nov"."""
    names = locale_of(lang).months["stand-alone"]["abbreviated"]
    return _capitalised(str(names[_local(moment, zone).month]))


@lru_cache(_REMEMBERED)
def weeks(moment: Moment, zone: str, lang: str) -> tuple[tuple[int, ...], ...]:
    """The weeks of the moment's month as days of the month; 0 is a day of another month."""
    day = _local(moment, zone)
    found = Calendar(locale_of(lang).first_week_day).monthdayscalendar(day.year, day.month)
    return tuple(map(tuple, found))


@lru_cache
def weekdays(lang: str) -> tuple[tuple[str, str], ...]:
    """The days of a week, short and in full, in the order of the language's calendars."""
    locale = locale_of(lang)
    short, wide = (locale.days["stand-alone"][width] for width in ("abbreviated", "wide"))
    order = [(locale.first_week_day + number) % 7 for number in range(7)]
    return tuple((_capitalised(str(short[day])), _capitalised(str(wide[day]))) for day in order)


@lru_cache(_REMEMBERED)
def date_time(moment: Moment, zone: str, lang: str) -> str:
    """The day and the time; the day alone where no time was given."""
    local = _local(moment, zone)
    day = _long_date(local.date(), lang)
    if moment.day_only:
        return day
    pattern, time = _date_time_pattern(lang), _short_time(local.hour, local.minute, lang)
    return pattern.replace("{0}", time).replace("{1}", day)


# Babel takes some thirty microseconds for a date. A site has a thousand times more articles than
# there are minutes in a day, and has them on far fewer days.
@lru_cache(_REMEMBERED)
def _long_date(day: dt.date, lang: str) -> str:
    return format_date(day, "long", locale_of(lang))


@lru_cache(_REMEMBERED)
def _short_time(hour: int, minute: int, lang: str) -> str:
    return format_time(dt.time(hour, minute), "short", locale=locale_of(lang))


@lru_cache
def _date_time_pattern(lang: str) -> str:
    return str(get_datetime_format("medium", locale_of(lang))).replace("'", "")


@lru_cache(_REMEMBERED)
def iso(moment: Moment, zone: str) -> str:
    """The moment for machines (ISO 8601): the day alone, or with time and offset."""
    local = _local(moment, zone)
    return local.date().isoformat() if moment.day_only else local.isoformat()


def full_iso(moment: Moment, zone: str) -> str:
    """The moment with its time and offset, also where only the day was given."""
    return _local(moment, zone).isoformat()


def decimal(number: float, lang: str) -> str:
    """The number with the language's separators."""
    return str(format_decimal(number, locale=locale_of(lang)))


def listed(items: Sequence[str], lang: str) -> str:
    """The items with what stands between them: "Ann, Bo and Cy"."""
    return items[0] if len(items) == 1 else _list(tuple(items), lang)


@lru_cache(_REMEMBERED)
def _list(items: tuple[str, ...], lang: str) -> str:
    # News agencies write no comma before "and"; CLDR agrees for English outside America.
    locale = locale_of(lang)
    return format_list(items, locale=Locale("en", "001") if locale.language == "en" else locale)


@lru_cache
def city(zone: str, lang: str) -> str:
    """The city that an IANA zone is named after: "New York", or the zone's own word for it."""
    cities = locale_of(lang).time_zones
    # CLDR keeps a zone under its oldest name: Europe/Kiev.
    older = [old for old, new in get_global("zone_aliases").items() if new == zone]
    known = (cities.get(name, {}).get("city") for name in (zone, *older))
    return next((str(one) for one in known if one), zone.rpartition("/")[2].replace("_", " "))


def _capitalised(text: str) -> str:
    """The text as a heading begins: many languages write weekdays and months small elsewhere."""
    return text[:1].upper() + text[1:]


def _local(moment: Moment, zone: str) -> dt.datetime:
    return dt.datetime.fromtimestamp(moment.seconds, ZoneInfo(zone))

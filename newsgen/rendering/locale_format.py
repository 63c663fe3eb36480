"""Writes moments, numbers and lists for readers of one language in one time zone."""

from __future__ import annotations

import datetime as dt
from calendar import Calendar
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from newsgen.model.moment import Moment
from newsgen.model.views import SiteView
from newsgen.rendering.dates import local
from newsgen.rendering.locale_patterns import LocalePatterns, grouped, joined
from newsgen.rendering.resources import Resources

_REMEMBERED = 4_000


class LocaleFormat:
    """Writes dates, numbers and lists by the patterns of a language; asks Babel where they do not say how.

    The moments of cards are asked for again and again, and are remembered.
    """

    def __init__(self, lang: str, zone: str, patterns: LocalePatterns) -> None:
        self._lang = lang
        self._zone = zone
        self._patterns = patterns
        remembered = lru_cache(_REMEMBERED)
        self.date: Callable[[Moment], str] = remembered(self._date)
        self.date_time: Callable[[Moment], str] = remembered(self._date_time)

    def _date(self, moment: Moment) -> str:
        """The day: "18 November 2024"."""
        return self._long_date(local(moment, self._zone))

    def _date_time(self, moment: Moment) -> str:
        """The day and the time; the day alone where no time was given."""
        when = local(moment, self._zone)
        day = self._long_date(when)
        if moment.day_only:
            return day
        time = self._time(when)
        return self._patterns.date_time.replace("{0}", time).replace("{1}", day)

    def weekday_date(self, moment: Moment) -> str:
        """The day with its weekday, as a heading: "Monday, 18 November 2024"."""
        when, patterns = local(moment, self._zone), self._patterns
        if patterns.full_dates:
            weekday = patterns.weekdays_in_dates[when.weekday()]
            form = patterns.full_dates[when.month - 1]
            return _capitalised(form.format(year=when.year, day=when.day, weekday=weekday))
        return _capitalised(_asked().full_date(when.date(), self._lang))

    def month(self, moment: Moment) -> str:
        """The month, as a heading: "November 2024"."""
        when, patterns = local(moment, self._zone), self._patterns
        if patterns.months:
            return _capitalised(patterns.months[when.month - 1].format(year=when.year))
        return _capitalised(_asked().month(when.date(), self._lang))

    def month_name(self, moment: Moment) -> str:
        """The month alone and short, as it stands in a calendar: "Nov"."""
        return _capitalised(self._patterns.month_names[local(moment, self._zone).month - 1])

    def weeks(self, moment: Moment) -> tuple[tuple[int, ...], ...]:
        """The weeks of the moment's month as days of the month; 0 is a day of another month."""
        day = local(moment, self._zone)
        found = Calendar(self._patterns.first_week_day).monthdayscalendar(day.year, day.month)
        return tuple(map(tuple, found))

    def weekdays(self) -> tuple[tuple[str, str], ...]:
        """The days of a week, short and in full, in the order of the language's calendars."""
        first, days = self._patterns.first_week_day, self._patterns.weekdays
        order = (*days[first:], *days[:first])
        return tuple((_capitalised(short), _capitalised(wide)) for short, wide in order)

    def decimal(self, number: float) -> str:
        """The number with the language's separators."""
        smallest = self._patterns.separated_from
        if smallest and isinstance(number, int) and number >= 0:
            return grouped(number, self._patterns.separator, smallest)
        return str(_asked().decimal(number, self._lang))

    def listed(self, items: Sequence[str]) -> str:
        """The items with what stands between them: "Ann, Bo and Cy"."""
        if len(items) == 1:
            return items[0]
        if items and self._patterns.lists:
            return joined(items, self._patterns.lists)
        return str(_asked().listed(items, self._lang))

    def city(self, zone: str) -> str:
        """The city that an IANA zone is named after: "New York", or the zone's own word for it."""
        if zone == self._zone:
            return self._patterns.city
        return str(_asked().city(zone, self._lang))

    def _long_date(self, when: dt.datetime) -> str:
        forms = self._patterns.long_dates
        if forms:
            return forms[when.month - 1].format(year=when.year, day=when.day)
        return str(_asked().long_date(when.date(), self._lang))

    def _time(self, when: dt.datetime) -> str:
        forms = self._patterns.times
        if forms:
            return forms[when.hour].format(minute=when.minute)
        return str(_asked().short_time(when.hour, when.minute, self._lang))


class LocaleFormats:
    """The idioms of a build's editions."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._known: dict[tuple[str, str], LocaleFormat] = {}

    def of(self, site: SiteView) -> LocaleFormat:
        """The idiom of an edition's readers."""
        key = (site.lang, site.timezone)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = LocaleFormat(*key, self._resources.locale_patterns(*key))
        return found


def _asked() -> Any:
    """What asks Babel, which few languages need."""
    # By need: its tables take longer to load than an article's page takes to build.
    from newsgen.rendering import babel_formats

    return babel_formats


def _capitalised(text: str) -> str:
    """The text as a heading begins: many languages write weekdays and months small elsewhere."""
    return text[:1].upper() + text[1:]

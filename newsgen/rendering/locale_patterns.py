"""Records how a language writes dates, times, numbers and lists.

Babel knows, but takes longer to load its tables than an everyday build needs
for all its pages. So what is needed of them is learned once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsgen.model.fast_namedtuple import NamedTuple


class LocalePatterns(NamedTuple):
    """The patterns of one language, with the words of one time zone.

    The texts with `{year}`, `{month}` and so on are for `str.format`; days and
    months are those of the Gregorian calendar. A field is empty where the
    language does not write by so simple a rule: then Babel has to be asked.
    """

    long_dates: tuple[str, ...]
    """For each month: "{day} November {year}"."""

    full_dates: tuple[str, ...]
    """For each month, with its weekday: "{weekday}, {day} November {year}"."""

    weekdays_in_dates: tuple[str, ...]
    """From Monday, as `full_dates` have them."""

    times: tuple[str, ...]
    """For each hour: "09:{minute:02}"."""

    date_time: str
    """A date {1} with a time {0}."""

    months: tuple[str, ...]
    """For each month, as a heading: "November {year}"."""

    month_names: tuple[str, ...]
    """The months alone and short: "Nov"."""

    weekdays: tuple[tuple[str, str], ...]
    """From Monday, alone, short and in full: "Mon", "Monday"."""

    first_week_day: int
    """The first day of a week in calendars; 0 is Monday."""

    lists: tuple[str, ...]
    """Of two items; the first two, two in the middle, and the last two of more."""

    separator: str
    """What stands between thousands."""

    separated_from: int
    """The smallest number that has it; 0 where numbers are not written so."""

    city: str
    """The city that the zone is named after: "New York", or the zone's own word for it."""


def joined(items: Iterable[str], patterns: tuple[str, ...]) -> str:
    """Two items or more by the patterns of a language's lists."""
    two, start, middle, end = patterns
    first, second, *rest = items
    if not rest:
        return two.format(first, second)
    text = start.format(first, second)
    for one in rest[:-1]:
        text = middle.format(text, one)
    return end.format(text, rest[-1])


def grouped(number: int, separator: str, smallest: int) -> str:
    """The number with its thousands apart, if it is not smaller than `smallest`."""
    return f"{number:,}".replace(",", separator) if number >= smallest else str(number)

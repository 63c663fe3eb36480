"""Finds the days that a text names, "18 November", "Nov. 18, 2024", "2024-11-18", and places them in time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from newsgen.model.fast_namedtuple import NamedTuple

_JOINED = r"(?:[-–—‑/&+]|to|through|thru|until|till|and|bis|und|au|et|al|hasta|y|a|по|до|і|та)"
"""What stands between the two ends of a span of days, in any of the languages."""

_FIGURES = (
    r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d?)-(?P<d>\d\d?)"
    r"|(?P<a>\d\d?)(?P<sign>[./-])(?P<b>\d\d?)(?P=sign)(?P<c>(?:19|20)\d\d|(?<=/)\d\d)"
)
_ALONE = r"(?<![\w.,:/+-])(?:{})(?![\w/+-]|[.,:]\d)"
"""Figures that are no part of a version, an address or a sum."""

_ORDINAL = r"(?:st|nd|rd|th|er|re|º|\.)?"


_NEAR = 30
"""So many characters before a day its span may begin."""


class Day(NamedTuple):
    """A day that a text names, as it stands there; `year` is 0 where the text has none."""

    text: str
    year: int
    month: int
    day: int

    def nearest(self, to: date) -> date | None:
        """The date that is meant in a text of this date, None where there is no such day."""
        years = (self.year,) if self.year else (to.year - 1, to.year, to.year + 1)
        found = [one for year in years if (one := _date(year, self.month, self.day))]
        return min(found, key=lambda one: abs(one - to), default=None)


class Days:
    """Finds days in a language. `months` has twelve items, each with all its forms: "August|Aug."."""

    def __init__(self, months: Sequence[str], *, is_month_first: bool) -> None:
        self._months = months
        self._is_month_first = is_month_first

    def find(self, text: str) -> Iterator[Day]:
        """The days of a text, a line or so long, but for those that are an end of a span of days."""
        for match in self._pattern.finditer(text):
            if not (
                self._span_behind.match(text, match.end())
                or self._span_before.search(text, max(match.start() - _NEAR, 0), match.start())
            ):
                day = self._day(match)
                if day and _date(day.year or 2000, day.month, day.day):
                    yield day

    def _day(self, match: re.Match[str]) -> Day | None:
        text = match.group().strip()
        if match["y"]:
            return Day(text, int(match["y"]), int(match["m"]), int(match["d"]))
        if match["a"]:
            first, second, year = int(match["a"]), int(match["b"]), int(match["c"])
            year += 2000 * (year < 100)
            # "11/18/2024", and where there is no such month "18/11/2024".
            is_month_first = match["sign"] == "/" and self._is_month_first and first <= 12
            month, day = (first, second) if is_month_first else (second, first)
            return Day(text, year, month, day)
        groups = match.groupdict()
        name = groups.get("before") or groups.get("behind")
        number = groups.get("number") or groups.get("numbered")
        if not name or not number:
            return None
        return Day(text, int(groups.get("year") or 0), self._number[name], int(number))

    @cached_property
    def _number(self) -> dict[str, int]:
        return {
            form: number
            for number, forms in enumerate(self._months, 1)
            for form in forms.split("|")
        }

    @cached_property
    def _names(self) -> str:
        forms = sorted(self._number, key=len, reverse=True)
        return "|".join(re.escape(one) + (r"\b" if one[-1].isalnum() else "") for one in forms)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        figures = _ALONE.format(_FIGURES)
        if not self._months:
            return re.compile(figures)
        year = r"(?:,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)(?!\d))?"
        first = (
            rf"(?<![\w.:])(?P<number>\d\d?){_ORDINAL}\s+(?:of\s+|de\s+)?(?P<behind>{self._names})"
        )
        last = rf"\b(?P<before>{self._names})\s+(?P<numbered>\d\d?)(?!\d|[:.%]\d|%){_ORDINAL}"
        return re.compile(rf"{figures}|(?:{first}|{last}){year}")

    @cached_property
    def _span_behind(self) -> re.Pattern[str]:
        month = f"(?:(?:{self._names})\\s*)?" if self._months else ""
        return re.compile(rf"\s*{_JOINED}\s*{month}\d")

    @cached_property
    def _span_before(self) -> re.Pattern[str]:
        month = f"(?:\\s+(?:{self._names}))?" if self._months else ""
        return re.compile(rf"\d{_ORDINAL}{month}\s*{_JOINED}\s*\Z")


def is_of_late(day: date, published: date, most_days: int) -> bool:
    """Whether the day is that of publication or one of so many days before."""
    return published - timedelta(days=most_days) <= day <= published


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

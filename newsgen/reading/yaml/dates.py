"""Parses dates as people write them in front matter."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from newsgen.model.moment import Moment

# ISO 8601 and what journalists make of it: a space for the T, no seconds, a zone with or without a colon.
DATE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[Tt ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"\s*(Z|z|UTC|[+-]\d{2}:?(?:\d{2})?)?)?"
)

DATE_HINT = "Write it as 2024-11-18, 2024-11-18 14:05 or 2024-11-18T14:05:00+02:00."

_REMEMBERED = 10_000
"""An article names the same days again and again: its own, and those of its sources."""

_FIRST_YEAR, _LAST_YEAR = 1000, 9000


@lru_cache(_REMEMBERED)
def parse_moment(text: str, zone: tzinfo) -> Moment | None:
    """The moment that `text` names, or None.

    Without a zone it is in `zone`; without a time it is the start of the day.
    """
    match = DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, offset = match.groups()
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
            tzinfo=_zone(offset) if offset else zone,
        )  # fmt: skip
    except ValueError:
        return None
    # A time that the clocks skip in spring names the moment after the change.
    return Moment(int(moment.timestamp()), hour is None)


@lru_cache(_REMEMBERED)
def _zone(offset: str) -> tzinfo:
    if offset in ("Z", "z", "UTC"):
        return UTC
    digits = offset[1:].replace(":", "")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-delta if offset[0] == "-" else delta)

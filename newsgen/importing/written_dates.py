"""Reads dates as people and other systems write them, and says them as newsgen reads them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|z|UTC|GMT|utc)?\s*([+-]\d{1,2}(?::?\d{2})?)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?"
    r"|([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?)\s+(\d{4})"
    r"(?:,?\s+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?)?"
)
_IN_NAME = re.compile(r"(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)(?:T\d+)?[-_. ]*")


def said_date(written: object) -> str:
    """The date as newsgen reads it; "" where it is none. A zone is kept, and none is invented."""
    if isinstance(written, datetime):
        return _said(written, has_time=True)
    if isinstance(written, date):
        return written.isoformat()
    if isinstance(written, int) and 0 < written < 1 << 42:
        seconds = written / 1000 if written > 1 << 34 else written
        return _said(datetime.fromtimestamp(seconds, UTC), has_time=True)
    text = str(written).strip().strip("\"'").strip()
    if len(text) > 80:
        return ""
    try:
        return _iso(text) or _named(text) or _mailed(text)
    except (ValueError, OverflowError):
        return ""


def date_in_name(stem: str) -> tuple[str, str]:
    """The day with which a file's name begins, and the rest of the name; "" where it begins with none."""
    match = _IN_NAME.match(stem)
    if match is None:
        return "", stem
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return "", stem
    return (day.isoformat(), stem[match.end() :]) if day.year >= 1000 else ("", stem)


def _iso(text: str) -> str:
    match = _ISO.fullmatch(text)
    if match is None:
        return ""
    year, month, day, hour, minute, second = (int(one or 0) for one in match.groups()[:6])
    zone = _zone(match[7], match[8])
    made = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    return _said(made, has_time=match[4] is not None)


def _zone(word: str | None, offset: str | None) -> timezone | None:
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        delta = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-delta if offset[0] == "-" else delta)
    return UTC if word else None


def _named(text: str) -> str:
    match = _NAMED.fullmatch(text)
    if match is None:
        return ""
    name = (match[2] or match[3])[:3].lower()
    if name not in _MONTHS:
        return ""
    month = _MONTHS.index(name) + 1
    hour = int(match[6] or 0)
    if match[9]:
        hour = hour % 12 + 12 * (match[9].lower() == "pm")
    made = datetime(
        int(match[5]),
        month,
        int(match[1] or match[4]),
        hour,
        int(match[7] or 0),
        int(match[8] or 0),
    )
    return _said(made, has_time=match[6] is not None)


def _mailed(text: str) -> str:
    """A date of RFC 822, as in feeds."""
    if "," not in text or ":" not in text:
        return ""
    return _said(parsedate_to_datetime(text), has_time=True)


def _said(made: datetime, *, has_time: bool) -> str:
    if not 1000 <= made.year <= 9000:
        return ""
    if not has_time:
        return f"{made:%Y-%m-%d}" if made.year >= 1000 else ""
    offset = made.utcoffset()
    if offset is None:
        return f"{made:%Y-%m-%d %H:%M:%S}"
    # Zones of old times have seconds, which nobody writes.
    whole = timedelta(minutes=round(offset.total_seconds() / 60))
    text = made.astimezone(timezone(whole)).strftime("%Y-%m-%d %H:%M:%S%z")
    return f"{text[:-2]}:{text[-2:]}"

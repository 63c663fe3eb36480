"""Writes moments in a time zone, and as machines read them (ISO 8601)."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from newsgen.model.moment import Moment

_REMEMBERED = 4_000


@lru_cache(_REMEMBERED)
def iso(moment: Moment, zone: str) -> str:
    """The day alone, or with time and offset."""
    when = local(moment, zone)
    return when.date().isoformat() if moment.day_only else when.isoformat()


@lru_cache(_REMEMBERED)
def full_iso(moment: Moment, zone: str) -> str:
    """The moment with its time and offset, also where only the day was given."""
    return local(moment, zone).isoformat()


def local(moment: Moment, zone: str) -> dt.datetime:
    """The moment on the clocks of an IANA time zone."""
    return dt.datetime.fromtimestamp(moment.seconds, ZoneInfo(zone))

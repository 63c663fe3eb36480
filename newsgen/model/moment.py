"""A point in time as the newsroom gives it."""

from __future__ import annotations

from newsgen.model.fast_namedtuple import NamedTuple


class Moment(NamedTuple):
    """A time in seconds since 1970-01-01T00:00:00Z, and whether only the day was given.

    Moments sort by time. A moment with `day_only` is the start of that day in
    the site's time zone.
    """

    seconds: int
    day_only: bool = False

"""Time that goes backwards: a clock that lost its battery must not take a site's articles away."""

from __future__ import annotations

from collections.abc import Callable

from newsgen.build.report import BuildRequest
from newsgen.runtime.failures import ClockError

TOLERANCE_SECONDS = 600
"""Clocks are corrected by so much, and those of two machines differ by so much."""


def not_before(last: int, request: BuildRequest, note: Callable[[str], None]) -> BuildRequest:
    """What to build where the moment asked for is before `last`, that of the last build.

    By the clock it is the same moment again, lest an article that has just come
    out goes once more, or nothing at all: raises `ClockError`. A moment that
    somebody named is meant.
    """
    asked, before = _utc(request.as_of), _utc(last)
    if not request.by_clock:
        note(f"This build is as of {asked}, before the last one, {before}: what came since goes.")
        return request
    if last - request.as_of <= TOLERANCE_SECONDS:
        return request._replace(as_of=last)
    message = f"The clock says {asked}, and the last build of this folder was as of {before}."
    hint = f"Set the clock. If it is right, say so this once: --now {asked}."
    raise ClockError(message, hint)


def _utc(seconds: int) -> str:
    # By need: most builds come after the last one.
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""Guards against a clock that goes backwards, which would take published articles away again."""

from __future__ import annotations

from collections.abc import Callable

from newsgen.build.report import BuildRequest
from newsgen.runtime.failures import ClockError

TOLERANCE_SECONDS = 600
"""Clocks are corrected by up to this much, and two machines differ by up to this much."""


def not_before(last: int, request: BuildRequest, note: Callable[[str], None]) -> BuildRequest:
    """The request to carry out where its moment is before `last`, that of the last build.

    A moment that the user named is taken as it is, with a note. A moment read off the
    clock becomes `last` where it is only a little earlier: an article that has just
    come out must stay. Where it is much earlier, raises `ClockError`.
    """
    asked, before = _utc(request.as_of), _utc(last)
    if not request.by_clock:
        note(f"This build is as of {asked}, before the last one, {before}: what came since goes.")
        return request
    if last - request.as_of <= TOLERANCE_SECONDS:
        return request._replace(as_of=last)
    message = f"The clock says {asked}, and the last build of this folder was as of {before}."
    hint = (
        f"Set the clock. If it is right, say so this once: --now {asked} --output {request.output}"
    )
    raise ClockError(message, hint)


def _utc(seconds: int) -> str:
    # Imported late: time seldom goes backwards.
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""Builds again and again: after each change, when something is due, and when another time is looked at."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from newsgen.serving.builder_messages import Built
from newsgen.serving.builder_process import BuilderProcess
from newsgen.serving.preview import Status, View, request_of
from newsgen.serving.preview_folders import Places
from newsgen.serving.watching import Changed

_QUIET_SECONDS = 20.0
"""So long after the last build of watched changes all files are looked at once, in case one was missed."""

_ALL_MISTAKES_SECONDS = 1.0
"""So long after a build of watched changes failed, all mistakes are looked for."""

_LONGEST_SLEEP = 3_600.0

_CODE = ".py"


class Rebuilding:
    """The loop. One build at a time; changes that come meanwhile are the next one's."""

    def __init__(
        self, places: Places, view: View, builder: BuilderProcess, on_built: Callable[[Built], None]
    ) -> None:
        """`on_built` is called in the loop's thread, after the status is set."""
        self.view = view
        self.status = Status(0, None)
        self._places = places
        self._builder = builder
        self._on_built = on_built
        self._wake = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        # None: any file may have changed.
        self._pending: set[str] | None = None
        self._is_asked = True
        self._look_at = float("inf")
        self._wake.set()

    def changed(self, paths: Changed) -> None:
        """Has the site built after these files changed. Any thread may call it."""
        self._loop.call_soon_threadsafe(self._note, paths)

    def look_at(self, as_of: int | None) -> None:
        """Has the site built as of another time; None is now."""
        self.view = self.view._replace(as_of=as_of)
        self._note(frozenset())

    async def run(self) -> None:
        """Builds until it is cancelled."""
        is_followed = False
        while True:
            await self._sleep()
            self._wake.clear()
            is_look = time.monotonic() >= self._look_at
            pending, self._pending = self._pending, set()
            watched = None
            if is_followed and pending is not None and not is_look:
                watched = frozenset(pending)
            if pending and any(path.endswith(_CODE) for path in pending):
                # A process has loaded the code as it was.
                await asyncio.to_thread(self._builder.renew)
                watched = None
            self._look_at = float("inf")
            view = self.view
            built = await asyncio.to_thread(
                self._builder.built, request_of(self._places, view, watched)
            )
            is_failed = built.report is None or built.report.failed
            if watched is None:
                # What a scan of all files found wrong, one of a few would not see again.
                is_followed = not is_failed
            else:
                wait = _ALL_MISTAKES_SECONDS if is_failed else _QUIET_SECONDS
                self._look_at = time.monotonic() + wait
            if built.report is None:
                is_followed = False
            self.status = Status(self.status.number + 1, built)
            self._on_built(built)

    def _note(self, paths: Changed) -> None:
        if paths is None:
            self._pending = None
        elif self._pending is not None:
            self._pending |= paths
        self._wake.set()

    async def _sleep(self) -> None:
        """Until something changed, is due, or is to be looked for."""
        while not self._wake.is_set():
            until = min(self._look_at - time.monotonic(), self._due_seconds(), _LONGEST_SLEEP)
            try:
                await asyncio.wait_for(self._wake.wait(), max(until, 0.0))
            except TimeoutError:
                if self._due_seconds() <= 0 or time.monotonic() >= self._look_at:
                    return

    def _due_seconds(self) -> float:
        """In how many seconds something comes or goes by the clock."""
        built = self.status.built
        report = built.report if built else None
        if report is None or report.next_due is None or self.view.as_of is not None:
            return float("inf")
        # What a failed build had to leave is done when the mistake is mended.
        return report.next_due - time.time() if report.next_due > report.as_of else float("inf")

"""Watches the site's files and says which may have changed.

Folders may go and come, and so may the site's own. So the watch is begun anew whenever one of
them is another than it was, and then everything may have changed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, watch

from newsgen.reading.files.file_kinds import leads_to_nothing
from newsgen.reading.files.scan import SITE_FOLDERS
from newsgen.reading.files.well_known_paths import CONFIG

WATCHED = (*SITE_FOLDERS, "data", "plugins")
"""The folders of a site in which a change may change its pages."""

_QUIET_MS, _LONGEST_MS = 10, 150
"""Changes are told of when none came for so long, or after so long though they go on coming."""

_TURN_MS = 100
_LOOK_SECONDS = 1.0
_POLL_MS = 300

Changed = frozenset[str] | None
"""Paths of the site that may have changed; None where any may have."""


class Watcher:
    """A watch over a site, in threads of its own. It begins with `start` and ends with `close`."""

    def __init__(
        self,
        site: Path,
        on_changed: Callable[[Changed], None],
        on_said: Callable[[str], None],
        *,
        is_polling: bool,
    ) -> None:
        """`on_changed` and `on_said` are called in other threads; the second gets sentences."""
        self._site = os.path.realpath(site)
        self._on_changed = on_changed
        self._on_said = on_said
        self._is_polling = is_polling
        self.is_lenient = False
        """Whether folders that may not be read are passed over. The library then passes over a limit, too."""
        self._stop = threading.Event()
        self._is_begun = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begins. From now on no change is missed."""
        self._thread.start()
        self._is_begun.wait(10)

    def close(self) -> None:
        """Ends the watch."""
        self._stop.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._stop.is_set():
            places = self._places()
            ended = threading.Event()
            watches = [
                _Watch([place for place in places[1:] if place], ended, self, is_deep=True),
                _Watch([places[0]] if places[0] else [], ended, self, is_deep=False),
            ]
            for one in watches:
                one.begin()
            if self._is_begun.is_set():
                self._on_changed(None)
            self._is_begun.set()
            before = [_identity(place) for place in places]
            while not self._stop.wait(_LOOK_SECONDS if not ended.is_set() else 0.05):
                if ended.is_set() or self._places() != places:
                    break
                if [_identity(place) for place in places] != before:
                    break
            ended.set()
            for one in watches:
                one.end()

    def _places(self) -> list[str]:
        """The site's folder and those that are watched, "" for one that is not there."""
        below = [os.path.join(self._site, room) for room in WATCHED]
        return [place if os.path.isdir(place) else "" for place in (self._site, *below)]

    def changed(self, changes: Iterable[tuple[Change, str]], *, is_deep: bool) -> bool:
        """Tells of changes by their places on disk; whether folders came or went, to be watched anew."""
        paths = set()
        is_other = False
        for change, file in changes:
            path = os.path.relpath(file, self._site).replace(os.sep, "/")
            if path in WATCHED:
                is_other = is_other or change != Change.modified
            elif is_deep or path == CONFIG:
                paths.add(path)
        kept = frozenset(path for path in paths if not leads_to_nothing(path))
        if kept:
            self._on_changed(kept)
        return is_other

    def fall_back(self, error: OSError) -> None:
        """Polls from now on, since the system won't tell of changes."""
        if self._is_polling:
            raise error
        self._is_polling = True
        self._on_said(
            f"The system does not watch the site's folders ({str(error).partition(' about ')[0]})"
            f" Looking for changes every {_POLL_MS / 1000:g} s instead. On Linux, raise"
            " fs.inotify.max_user_watches."
        )

    @property
    def is_polling(self) -> bool:
        """Whether files are looked at again and again."""
        return self._is_polling


class _Watch:
    """One watch over some folders. `ended` is set by whoever wants it to end, or where it failed."""

    def __init__(
        self, places: list[str], ended: threading.Event, watcher: Watcher, *, is_deep: bool
    ) -> None:
        self._places = places
        self._ended = ended
        self._watcher = watcher
        self._is_deep = is_deep
        self._is_begun = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        self._thread.start()
        self._is_begun.wait(30)

    def end(self) -> None:
        self._thread.join(5)

    def _run(self) -> None:
        if not self._places:
            self._is_begun.set()
            return
        try:
            for changes in watch(
                *self._places,
                watch_filter=None,
                debounce=_LONGEST_MS,
                step=_QUIET_MS,
                stop_event=self._ended,
                rust_timeout=_TURN_MS,
                yield_on_timeout=True,
                raise_interrupt=False,
                force_polling=self._watcher.is_polling,
                poll_delay_ms=_POLL_MS,
                recursive=self._is_deep,
                ignore_permission_denied=self._watcher.is_lenient,
            ):
                # The first turn is over when the watch is in place.
                self._is_begun.set()
                if changes and self._watcher.changed(changes, is_deep=self._is_deep):
                    self._ended.set()
        except PermissionError:
            self._watcher.is_lenient = True
            self._ended.set()
        except FileNotFoundError:
            # A folder went away before it was watched: look anew.
            self._ended.set()
        except OSError as error:
            with suppress(OSError):
                self._watcher.fall_back(error)
            self._ended.set()
        finally:
            self._is_begun.set()


def _identity(place: str) -> tuple[int, int] | None:
    try:
        found = os.stat(place)
    except OSError:
        return None
    return found.st_dev, found.st_ino

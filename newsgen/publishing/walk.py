"""The prints of all folders of an output folder, taken by a process of their own where that pays."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from newsgen.reading.listing import Listing, Print, list_folder, print_of

Printed = list[tuple[str, str, int]]
"""Each folder's path with the digest and the newest time of its print; "" where it holds links."""


class Walk:
    """A walk through an output folder that may go on while the caller does something else.

    No stat of it was taken before `began_ns`.
    """

    def __init__(self, folder: Path, *, is_apart: bool) -> None:
        """Begins at once where it is to go on apart and the platform can do so cheaply."""
        self._folder = str(folder)
        self.began_ns = time.time_ns()
        self._pipe = -1
        self._child = 0
        if is_apart and sys.platform == "linux":
            self._start()

    def printed(self) -> dict[str, Print | None]:
        """The print of each folder, by path; None where there are links. May be asked once."""
        rows = self._received() if self._child else None
        return {
            folder: Print(digest, newest_ns) if digest else None
            for folder, digest, newest_ns in (rows or _printed(self._folder))
        }

    def close(self) -> None:
        """Lets go of a walk that nobody waits for."""
        if self._child:
            self._received()

    def _start(self) -> None:
        self._pipe, writing = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(writing)
            return
        try:
            with open(writing, "wb") as stream:
                stream.write(json.dumps(_printed(self._folder)).encode())
        finally:
            # Nothing of what this process has open or has to tidy up is the child's.
            os._exit(0)

    def _received(self) -> Printed | None:
        """What the child sent; None where it came to grief, so that the caller finds out why."""
        with open(self._pipe, "rb") as stream:
            content = stream.read()
        _, status = os.waitpid(self._child, 0)
        self._child = 0
        return json.loads(content) if content and status == 0 else None


def listings(folder: str) -> Iterator[tuple[str, Listing]]:
    """Every folder below `folder` and itself, by its path from there, which ends in "/" or is ""."""
    waiting = [""]
    while waiting:
        path = waiting.pop()
        try:
            listing = list_folder(os.path.join(folder, path))
        except FileNotFoundError:
            continue
        yield path, listing
        waiting += [f"{path}{name}/" for name in listing.folders]


def _printed(folder: str) -> Printed:
    return [
        (path, *(("", 0) if listing.others else print_of(listing.rows)))
        for path, listing in listings(folder)
    ]

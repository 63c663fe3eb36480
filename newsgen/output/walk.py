"""The prints of all folders of an output folder, taken by a process of their own where that pays."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from newsgen.reading.files.listing import (
    FolderFingerprint,
    Listing,
    folder_fingerprint,
    list_folder,
)

RenderedFiles = list[tuple[str, str, int]]
"""Each folder's path with the digest and the newest time of its print.

The digest is "" where a folder holds links, or is closed.
"""

_MOST_PARTS = 256
"""A byte tells so many apart."""


class Walk:
    """A walk through an output folder that may go on while the caller does something else.

    No stat of it was taken before `began_ns`.
    """

    def __init__(self, folder: Path, *, is_apart: bool) -> None:
        """Begins at once where it is to go on apart and the platform can do so cheaply."""
        self._folder = str(folder)
        self.began_ns = time.time_ns()
        self._shared: _Shared | None = None
        if is_apart and sys.platform == "linux" and folder.is_dir():
            self._shared = _Shared(self._folder)

    def printed(self) -> dict[str, FolderFingerprint | None]:
        """The print of each folder, by path; None where a print says nothing. May be asked once.

        Of a walk that goes on apart the caller does a part of what is left.
        """
        rows = self._shared.printed() if self._shared else None
        return {
            folder: FolderFingerprint(digest, newest_ns) if digest else None
            for folder, digest, newest_ns in (rows or _printed(self._folder))
        }

    def close(self) -> None:
        """Lets go of a walk that nobody waits for."""
        if self._shared:
            self._shared.close()


class _Shared:
    """A walk of this process and one that it forks: each takes the next folder that nobody took."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        top = list_folder(folder)
        self._top = _row("", top)
        # A pipe is a queue for both: it holds a byte for each part of the folders.
        self._folders = top.folders
        self._parts = min(_MOST_PARTS, len(top.folders))
        self._queue, filling = os.pipe()
        os.write(filling, bytes(range(self._parts)))
        os.close(filling)
        self._answer, answering = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(answering)
            return
        try:
            with open(answering, "wb") as stream:
                stream.write(json.dumps(self._taken()).encode())
        finally:
            # Nothing of what this process has open or has to tidy up is the child's.
            os._exit(0)

    def printed(self) -> RenderedFiles | None:
        """All rows; None where the child came to grief, so that the caller finds out why."""
        own = self._taken()
        others = self.close()
        return None if others is None else [self._top, *own, *others]

    def close(self) -> RenderedFiles | None:
        """Waits for the child, if nobody has; what it found, if it found all that it took."""
        if not self._child:
            return None
        os.close(self._queue)
        with open(self._answer, "rb") as stream:
            content = stream.read()
        _, status = os.waitpid(self._child, 0)
        self._child = 0
        return json.loads(content) if content and status == 0 else None

    def _taken(self) -> RenderedFiles:
        found: RenderedFiles = []
        while part := os.read(self._queue, 1):
            for name in self._folders[part[0] :: self._parts]:
                found += _printed(self._folder, f"{name}/")
        return found


def listings(folder: str, below: str = "") -> Iterator[tuple[str, Listing]]:
    """Every folder from `below` on, by its path from `folder`, which ends in "/" or is "".

    One below `folder` that may not be read is closed, as the `lost+found` of a disk is.
    """
    waiting = [below]
    while waiting:
        path = waiting.pop()
        try:
            listing = listed(folder, path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        yield path, listing
        waiting += [f"{path}{name}/" for name in listing.folders]


def listed(folder: str, path: str) -> Listing:
    """What the folder at `path` below `folder` holds, or that it is closed. Raises other errors."""
    try:
        return list_folder(os.path.join(folder, path))
    except PermissionError:
        if not path:
            raise
        return Listing([], [], [], is_closed=True)


def _printed(folder: str, below: str = "") -> RenderedFiles:
    return [_row(path, listing) for path, listing in listings(folder, below)]


def _row(path: str, listing: Listing) -> tuple[str, str, int]:
    if listing.others or listing.is_closed:
        return path, "", 0
    digest, newest_ns = folder_fingerprint(listing.rows)
    return path, digest, newest_ns

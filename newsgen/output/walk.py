"""Walks through the output folder and takes folder fingerprints, in a second process where that pays."""

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

FolderRows = list[tuple[str, str, int]]
"""The path of each folder with the digest and the newest time of its fingerprint.

The digest is "" where a folder has links in it, or may not be read.
"""

_MOST_PARTS = 256
"""A byte has this many values."""


class Walk:
    """A walk through an output folder, which may go on while the caller does something else.

    No stat is taken before `began_ns`, in nanoseconds since 1970.
    """

    def __init__(self, folder: Path, *, is_apart: bool) -> None:
        """With `is_apart` a forked process begins at once, where the platform makes that cheap."""
        self._folder = str(folder)
        self.began_ns = time.time_ns()
        self._shared: _Shared | None = None
        if is_apart and sys.platform == "linux" and folder.is_dir():
            self._shared = _Shared(self._folder)

    def fingerprints(self) -> dict[str, FolderFingerprint | None]:
        """The fingerprint of each folder by path; None where it would prove nothing. May be called once.

        The caller takes a share of what a second process has left to do.
        """
        rows = self._shared.fingerprints() if self._shared else None
        return {
            folder: FolderFingerprint(digest, newest_ns) if digest else None
            for folder, digest, newest_ns in (rows or _fingerprint_rows(self._folder))
        }

    def close(self) -> None:
        """Ends the walk, if nobody has called `fingerprints`."""
        if self._shared:
            self._shared.close()


class _Shared:
    """A walk by this process and a forked child. Each takes the next folder from a shared queue."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        top = list_folder(folder)
        self._top = _row("", top)
        # The queue is a pipe: it holds a byte for each part of the top folders.
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
                stream.write(json.dumps(self._fingerprint_taken()).encode())
        finally:
            # The child must run none of this process's clean-up.
            os._exit(0)

    def fingerprints(self) -> FolderRows | None:
        """All rows; None where the child failed, so that the caller walks again and meets the error."""
        own_rows = self._fingerprint_taken()
        child_rows = self.close()
        return None if child_rows is None else [self._top, *own_rows, *child_rows]

    def close(self) -> FolderRows | None:
        """Waits for the child, unless that is done. Its rows; None where it failed."""
        if not self._child:
            return None
        os.close(self._queue)
        with open(self._answer, "rb") as stream:
            content = stream.read()
        _, status = os.waitpid(self._child, 0)
        self._child = 0
        return json.loads(content) if content and status == 0 else None

    def _fingerprint_taken(self) -> FolderRows:
        found: FolderRows = []
        while part := os.read(self._queue, 1):
            for name in self._folders[part[0] :: self._parts]:
                found += _fingerprint_rows(self._folder, f"{name}/")
        return found


def listings(folder: str, below: str = "") -> Iterator[tuple[str, Listing]]:
    """Lists every folder from `below` on. Its path from `folder` ends in "/" or is "".

    A folder below `folder` that may not be read, such as a disk's `lost+found`, is closed.
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
    """Lists the folder at `path` below `folder`, which may be closed. Raises other errors."""
    try:
        return list_folder(os.path.join(folder, path))
    except PermissionError:
        if not path:
            raise
        return Listing([], [], [], is_closed=True)


def _fingerprint_rows(folder: str, below: str = "") -> FolderRows:
    return [_row(path, listing) for path, listing in listings(folder, below)]


def _row(path: str, listing: Listing) -> tuple[str, str, int]:
    if listing.others or listing.is_closed:
        return path, "", 0
    digest, newest_ns = folder_fingerprint(listing.rows)
    return path, digest, newest_ns

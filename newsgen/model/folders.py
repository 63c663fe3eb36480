"""The folders that a path lies in."""

from __future__ import annotations

from collections.abc import Iterator


def folders_of(path: str) -> Iterator[str]:
    """The folders of a path with "/", the innermost first, without the root."""
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]

"""Writes new files, and never over one that is there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_BESIDE = frozenset((".git", ".venv", "venv", ".DS_Store", "Thumbs.db", "desktop.ini"))
"""What is in the folder of somebody who is about to begin a site."""


def in_the_way(folder: Path) -> list[str]:
    """The names of what is in the folder already, sorted; a repository and a Python are not counted.

    None are there where there is no folder.
    """
    if not folder.exists():
        return []
    return sorted(entry.name for entry in folder.iterdir() if entry.name not in _BESIDE)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes each file at its path below the folder. Raises `FileExistsError` before it writes over one."""
    for path, content in files.items():
        write_new(folder / path, content)


def write_new(file: Path, content: bytes) -> None:
    """Writes a file that was not there. Raises `FileExistsError` where one is, whole or not.

    A file that could not be written to its end is taken away again.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
    except BaseException:
        file.unlink()
        raise

"""The output folder: what is in it, and the effects upon it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from newsgen.publishing.failures import OutputFolderError
from newsgen.reading.scan import Stat, stat_of

_TEMPORARY = ".newsgen-"
"""Begins the names of files that are being moved in from another disk."""


class Listing(NamedTuple):
    """Every file of the folder with its stat, and its symbolic links, by path with "/"."""

    files: dict[str, Stat]
    links: frozenset[str]


def check_output_folder(output: Path, site: Path) -> None:
    """Raises `OutputFolderError` where building into the folder could harm the site's own files."""
    real, real_site = output.resolve(), site.resolve()
    if real == real_site or real in real_site.parents:
        raise OutputFolderError(f"The output folder {output} holds the site itself.")
    for name in ("content", "templates", "static", ".newsgen", ".git"):
        room = (real_site / name).resolve()
        if real == room or room in real.parents:
            raise OutputFolderError(f"The output folder {output} lies in the site's {name}/.")
    if output.exists() and not output.is_dir():
        raise OutputFolderError(f"The output folder {output} is a file.")


def listing(folder: Path) -> Listing:
    """What is in the folder; costs a system call a file. Links are not followed."""
    files: dict[str, Stat] = {}
    links: set[str] = set()
    waiting = [(str(folder), "")]
    while waiting:
        place, prefix = waiting.pop()
        try:
            entries = list(os.scandir(place))
        except FileNotFoundError:
            continue
        for entry in entries:
            path = prefix + entry.name
            if entry.is_symlink():
                links.add(path)
            elif entry.is_dir():
                waiting.append((entry.path, path + "/"))
            else:
                files[path] = stat_of(entry.stat())
    return Listing(files, frozenset(links))


def check_links(paths: Iterable[str], links: frozenset[str]) -> None:
    """Raises `OutputFolderError` where an output would be written through a symbolic link."""
    if not links:
        return
    for path in paths:
        parts = path.split("/")
        for length in range(1, len(parts) + 1):
            if "/".join(parts[:length]) in links:
                raise OutputFolderError(
                    f"{'/'.join(parts[:length])} in the output folder is a symbolic link."
                )


def move_in(staged: Path, folder: Path, path: str) -> Stat:
    """Puts a staged file in its place, whole or not at all, and returns its stat."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(staged, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The output folder is on another disk: the last step must still be a rename there.
        temporary = target.parent / f"{_TEMPORARY}{target.name}"
        shutil.copyfile(staged, temporary)
        os.replace(temporary, target)
        staged.unlink()
    return stat_of(os.stat(target))


def delete(folder: Path, path: str) -> None:
    """Deletes an output, and the folders that it leaves empty."""
    target = folder / path
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break


def clear_temporary(folder: Path, files: Iterable[str]) -> frozenset[str]:
    """Deletes what an interrupted move left; returns the paths."""
    left = frozenset(path for path in files if path.rpartition("/")[2].startswith(_TEMPORARY))
    for path in left:
        (folder / path).unlink(missing_ok=True)
    return left

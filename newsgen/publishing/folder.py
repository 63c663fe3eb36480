"""The output folder: what is in it, and the effects upon it."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from newsgen.model.folders import folders_of
from newsgen.model.named import NamedTuple
from newsgen.publishing.exchange import Exchange
from newsgen.publishing.failures import OutputFolderError
from newsgen.publishing.walk import listings
from newsgen.reading.listing import Stat, stat_of

_TEMPORARY = ".newsgen-"
"""Begins the names of files that are being moved in from another disk."""


class Present(NamedTuple):
    """Every file of the folder with its stat, and its symbolic links, by path with "/"."""

    files: dict[str, Stat]
    links: frozenset[str]


def check_output_folder(output: Path, site: Path) -> None:
    """Raises `OutputFolderError` where building into the folder could harm the site's own files."""
    real, real_site = real_path(output), real_path(site)
    if real == real_site or real in real_site.parents:
        raise OutputFolderError(output, f"The output folder {output} holds the site itself.")
    for name in ("content", "templates", "static", ".newsgen", ".git"):
        room = real_path(real_site / name)
        if real == room or room in real.parents:
            message = f"The output folder {output} lies in the site's {name}/."
            raise OutputFolderError(output, message)
    there = next((one for one in (output, *output.parents) if os.path.lexists(one)), None)
    if there is not None and not there.is_dir():
        message = f"{there} is a file, or a link that leads nowhere, and no folder."
        raise OutputFolderError(output, message)


def real_path(path: Path) -> Path:
    """The path with its symbolic links followed; one that leads round in a circle stays."""
    return Path(os.path.realpath(path))


def folder_name(folder: Path, site: Path) -> str:
    """The folder's name in the state: relative where it can be, so that a site may move."""
    real, real_site = real_path(folder), real_path(site)
    return real.relative_to(real_site).as_posix() if real_site in real.parents else str(real)


def present_files(folder: Path) -> Present:
    """What is in the folder; costs a system call a file. Links are not followed."""
    files: dict[str, Stat] = {}
    links: set[str] = set()
    for path, found in listings(str(folder)):
        files.update((path + name, Stat(*stat)) for name, *stat in found.rows)
        links.update(path + name for name in found.others)
    return Present(files, frozenset(links))


def check_links(folder: Path, paths: Iterable[str], links: frozenset[str]) -> None:
    """Raises `OutputFolderError` where an output would be written or deleted through a symbolic link."""
    if not links:
        return
    for path in paths:
        for place in (path, *folders_of(path)):
            if place in links:
                message = f"{place} in the output folder is a symbolic link, where output belongs."
                raise OutputFolderError(folder / place, message, "Delete the link.")


def check_places(
    folder: Path, paths: Iterable[str], files: Mapping[str, Stat], deleted: Collection[str]
) -> None:
    """Raises `OutputFolderError` where a file lies in the way of a folder, or a folder of a file.

    `deleted` are files that will be gone before an output is written.
    """
    gone = frozenset(deleted)
    for path in paths:
        for parent in folders_of(path):
            if parent in files and parent not in gone:
                message = f"{parent} in the output folder is a file, where a folder belongs."
                raise OutputFolderError(folder / parent, message, "Move the file away.")
        # Asked only where there is something: a first build would pay a system call for each output.
        if files and path not in files and (folder / path).is_dir():
            if any(one.startswith(f"{path}/") for one in gone):
                continue
            message = f"{path} in the output folder is a folder, where a file belongs."
            raise OutputFolderError(folder / path, message, "Move the folder away.")


def move_in(staged: str, folder: str, path: str, exchange: Exchange | None = None) -> Stat:
    """Puts a staged file in its place, whole or not at all, and returns its stat.

    With `exchange` there is a file in its place. Places are text: to make a
    `Path` of each would take as long as to move it.
    """
    target = os.path.join(folder, path)
    try:
        if exchange is None or not _is_exchanged(staged, target, exchange):
            _replace(staged, target)
    except FileNotFoundError:
        # Most files go into a folder that is there, so it is made only where it is missed.
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _replace(staged, target)
    return stat_of(os.stat(target))


def _is_exchanged(staged: str, target: str, exchange: Exchange) -> bool:
    """Whether the file in place could be exchanged for the staged one, and deleted.

    A rename would have ext4 give the staged one its blocks at once, lest a power
    failure leave neither: a third of the time that it takes to move in a page.
    Here the next build would mend it, as it does with a file that is all new.
    """
    try:
        exchange(staged, target)
    except OSError:
        # Few file systems can, and the rename knows what else is wrong.
        return False
    os.unlink(staged)
    return True


def _replace(staged: str, target: str) -> None:
    try:
        os.replace(staged, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The output folder is on another disk: the last step must still be a rename there.
        parent, name = os.path.split(target)
        temporary = os.path.join(parent, f"{_TEMPORARY}{name}")
        # By need: most output folders lie on the disk of the site.
        import shutil

        try:
            shutil.copyfile(staged, temporary)
            os.replace(temporary, target)
        except OSError:
            # A disk that is full keeps no half of a file.
            Path(temporary).unlink(missing_ok=True)
            raise
        os.unlink(staged)


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


def is_temporary(name: str) -> bool:
    """Whether an interrupted move left the file of this name."""
    return name.startswith(_TEMPORARY)


def clear_temporary(folder: Path, files: Iterable[str]) -> frozenset[str]:
    """Deletes what an interrupted move left; returns the paths."""
    left = frozenset(path for path in files if is_temporary(path.rpartition("/")[2]))
    for path in left:
        (folder / path).unlink(missing_ok=True)
    return left

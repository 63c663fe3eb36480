"""The output folder: what is in it, and the effects upon it."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.output.atomic_exchange import Exchange
from newsgen.output.walk import listings
from newsgen.reading.files.listing import Stat
from newsgen.runtime.failures import OutputFolderError

_TEMPORARY = ".newsgen-"
"""Begins the names of files that are being moved in from another disk; who moves them and a number follow."""


class Present(NamedTuple):
    """What lies in an output folder, by path with "/".

    `files` have their stats; `links` are symbolic links and whatever else is
    neither file nor folder; `closed` are the folders that may not be read.
    """

    files: dict[str, Stat]
    links: frozenset[str]
    folders: frozenset[str]
    closed: frozenset[str]


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
    folders: set[str] = set()
    closed: set[str] = set()
    for path, found in listings(str(folder)):
        files.update((path + name, Stat(*stat)) for name, *stat in found.rows)
        links.update(path + name for name in found.others)
        folders.update(path + name for name in found.folders)
        if found.is_closed:
            closed.add(path.rstrip("/"))
    return Present(files, frozenset(links), frozenset(folders), frozenset(closed))


def move_in(staged: str, folder: str, path: str, exchange: Exchange | None = None) -> None:
    """Puts a staged file in its place, whole; where it raises, what was there is there.

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
    _let_go(staged)
    return True


def _replace(staged: str, target: str) -> None:
    try:
        os.replace(staged, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The output folder is on another disk: the last step must still be a rename there.
        staging, number = os.path.split(staged)
        name = f"{_TEMPORARY}{os.path.basename(staging)}-{number}"
        temporary = os.path.join(os.path.dirname(target), name)
        # By need: most output folders lie on the disk of the site.
        import shutil

        try:
            shutil.copyfile(staged, temporary)
            os.replace(temporary, target)
        except OSError:
            # A disk that is full keeps no half of a file.
            _let_go(temporary)
            raise
        _let_go(staged)


def _let_go(file: str) -> None:
    """Deletes what nobody needs; what cannot be deleted now, a later build finds."""
    with suppress(OSError):
        os.unlink(file)


def delete(folder: Path, path: str) -> None:
    """Deletes a file, if it is there."""
    with suppress(FileNotFoundError, NotADirectoryError):
        (folder / path).unlink()


def tidy(folder: Path, path: str) -> None:
    """Deletes the folders that an output has left empty."""
    for parent in (folder / path).parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break


def clear_temporary(folder: Path, files: Iterable[str], movers: Collection[str]) -> frozenset[str]:
    """Deletes what these movers were interrupted at; returns the paths.

    Only of those who are known: a file whose name merely looks like one of
    theirs is somebody's.
    """
    if not movers:
        return frozenset()
    left = []
    for path in files:
        name = path.rpartition("/")[2]
        mover, _, number = name.removeprefix(_TEMPORARY).partition("-")
        if name.startswith(_TEMPORARY) and mover in movers and number.isdecimal():
            left.append(path)
            delete(folder, path)
    return frozenset(left)

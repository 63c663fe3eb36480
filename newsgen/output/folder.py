"""Lists the output folder, and moves files into it, deletes them, and tidies up."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.output.walk import listings
from newsgen.reading.files.listing import Stat
from newsgen.runtime.failures import OutputFolderError

if TYPE_CHECKING:
    from newsgen.output.atomic_exchange import Exchange

PREVIEW = ".newsgen/preview"
"""The one folder of newsgen's own that a site may be built into: nobody publishes it."""

_TEMPORARY = ".newsgen-"
"""The prefix of temporary files, for moves from another disk; the mover and a number follow."""


OWN_FOLDERS = ("preview", "serve")
"""The folders in `.newsgen/` in which there are output folders, for nobody but the newsroom."""


class Present(NamedTuple):
    """What lies in an output folder, by path with "/".

    `files` have their stats. `links` are symbolic links and whatever else is neither a file
    nor a folder. `closed` are the folders that may not be read.
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
    if real == real_site / PREVIEW:
        return
    for name in ("content", "templates", "static", ".newsgen", ".git"):
        own_folder = real_path(real_site / name)
        if name == ".newsgen" and any(own_folder / one in real.parents for one in OWN_FOLDERS):
            continue
        if real == own_folder or own_folder in real.parents:
            message = f"The output folder {output} lies in the site's {name}/."
            raise OutputFolderError(output, message)
    existing = next((one for one in (output, *output.parents) if os.path.lexists(one)), None)
    if existing is not None and not existing.is_dir():
        message = f"{existing} is a file, or a link that leads nowhere, and no folder."
        raise OutputFolderError(output, message)


def real_path(path: Path) -> Path:
    """The path with its symbolic links followed; a circular link stays."""
    return Path(os.path.realpath(path))


def folder_name(folder: Path, site: Path) -> str:
    """The folder's name in the state: relative to the site if it lies there, so that a site may move."""
    real, real_site = real_path(folder), real_path(site)
    return real.relative_to(real_site).as_posix() if real_site in real.parents else str(real)


def present_files(folder: Path) -> Present:
    """What lies in the folder. Costs a system call a file. Links are not followed."""
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
    """Moves a staged file to its path, in one step. Where it raises, the file before it is still there.

    `exchange` may be given where there is a file at the path. Paths are text, since making a
    `Path` takes as long as the move.
    """
    target = os.path.join(folder, path)
    try:
        if exchange is None or not _exchange(staged, target, exchange):
            _replace(staged, target)
    except FileNotFoundError:
        # The folder is made only where it is missing: mostly it is there.
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _replace(staged, target)


def _exchange(staged: str, target: str, exchange: Exchange) -> bool:
    """Exchanges the file in place for the staged one, and deletes it. Whether that worked.

    On a rename over a file ext4 allocates the new one's blocks at once, so that a power failure
    can't lose both. That takes a third of the time of a move. Here it is not needed: the next
    build would repair the file, as it would a new one.
    """
    try:
        exchange(staged, target)
    except OSError:
        # Few file systems can exchange, and for other errors the rename will raise.
        return False
    _discard(staged)
    return True


def _replace(staged: str, target: str) -> None:
    try:
        os.replace(staged, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The output folder is on another disk. The last step must still be a rename.
        staging, number = os.path.split(staged)
        name = f"{_TEMPORARY}{os.path.basename(staging)}-{number}"
        temporary = os.path.join(os.path.dirname(target), name)
        # Imported late: most output folders lie on the disk of the site.
        import shutil

        try:
            shutil.copyfile(staged, temporary)
            os.replace(temporary, target)
        except OSError:
            # A full disk must keep no half of a file.
            _discard(temporary)
            raise
        _discard(staged)


def _discard(file: str) -> None:
    """Deletes a file that nobody needs. Where that fails, a later build will do it."""
    with suppress(OSError):
        os.unlink(file)


def delete(folder: Path, path: str) -> None:
    """Deletes a file if it is there."""
    with suppress(FileNotFoundError, NotADirectoryError):
        (folder / path).unlink()


def tidy(folder: Path, path: str) -> None:
    """Deletes the folders that the deletion of an output has left empty."""
    for parent in (folder / path).parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break


def clear_temporary(folder: Path, files: Iterable[str], movers: Collection[str]) -> frozenset[str]:
    """Deletes the temporary files of these interrupted movers, and returns their paths.

    A file of an unknown mover is left alone: its name may be a coincidence.
    """
    if not movers:
        return frozenset()
    deleted = []
    for path in files:
        name = path.rpartition("/")[2]
        mover, _, number = name.removeprefix(_TEMPORARY).partition("-")
        if name.startswith(_TEMPORARY) and mover in movers and number.isdecimal():
            deleted.append(path)
            delete(folder, path)
    return frozenset(deleted)

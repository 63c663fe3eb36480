"""What stands in the way of changes to an output folder; all of it is known before the first is made."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from newsgen.model.folders import folders_of
from newsgen.output.folder import Present
from newsgen.runtime.failures import OutputFolderError

_MOST_BYTES_A_LETTER = 4
"""In UTF-8."""


def check_obstacles(
    output: Path,
    written: Collection[str],
    deleted: Collection[str],
    owned: Iterable[str],
    present: Present,
) -> None:
    """Raises where the changes could not all be made, or would touch what is not newsgen's.

    `owned` are all paths that are recorded or planned: none may be reached
    through a link, for what lies behind one is not in the output folder.
    Raises `OutputFolderError` where somebody must move something away, and
    `PermissionError` where something may not be read or written.
    """
    _check_links(output, owned, present)
    gone = present.files.keys() & deleted
    _check_files(output, written, gone, present)
    _check_folders(output, written, deleted, present)
    if written or gone:
        _check_permissions(output, _nearest_folders((*written, *gone)), present)
        _check_lengths(output, written)


def _check_links(output: Path, owned: Iterable[str], present: Present) -> None:
    if not (present.links or present.closed):
        return
    for path in owned:
        for place in (path, *folders_of(path)):
            if place in present.links:
                raise OutputFolderError(output / place, *_no_place(output, place))
            if place in present.closed:
                raise _refused(output / place)


def _no_place(output: Path, place: str) -> tuple[str, str]:
    """What is wrong with it, and what to do."""
    if (output / place).is_symlink():
        message = f"{place} in the output folder is a symbolic link, where output belongs."
        return message, "Delete the link."
    message = (
        f"{place} in the output folder is neither a file nor a folder, and output belongs there."
    )
    return message, "Move it away."


def _check_files(
    output: Path, written: Iterable[str], gone: Collection[str], present: Present
) -> None:
    """No file lies where a folder is needed, but for what is deleted before."""
    for folder in _with_outer(_nearest_folders(written)):
        if folder in present.files and folder not in gone:
            message = f"{folder} in the output folder is a file, where a folder belongs."
            raise OutputFolderError(output / folder, message, "Move the file away.")


def _check_folders(
    output: Path, written: Collection[str], deleted: Collection[str], present: Present
) -> None:
    """No folder lies where a file is needed, but for those that go with all that is in them."""
    for path in sorted(present.folders.intersection(written)):
        left = {folder for one in deleted for folder in folders_of(one)}
        is_kept = any(_is_in(one, path) and one not in deleted for one in present.files) or any(
            one == path or _is_in(one, path) for one in (present.folders - left) | present.links
        )
        if is_kept:
            message = f"{path} in the output folder is a folder, where a file belongs."
            raise OutputFolderError(output / path, message, "Move the folder away.")


def _check_permissions(output: Path, folders: Iterable[str], present: Present) -> None:
    """Each folder may be written, or the one in which it will be made."""
    places = {_there(folder, present) for folder in folders}
    for place in sorted(places):
        folder = output / place
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        if not os.access(folder, os.W_OK | os.X_OK):
            raise _refused(folder)


def _check_lengths(output: Path, written: Iterable[str]) -> None:
    """No path is longer than the file system of the output folder takes."""
    folder = str(output.absolute())
    most_name, most_path = _limits(output)
    room = most_path - len(os.fsencode(folder)) - 2
    surely = min(most_name, room) // _MOST_BYTES_A_LETTER
    for path in written:
        if len(path) <= surely:
            continue
        encoded = path.encode()
        if len(encoded) > room or max(map(len, encoded.split(b"/"))) > most_name:
            message = f"{path} is longer than the disk of the output folder takes."
            hint = "Shorten the name, or take an output folder with a shorter path."
            raise OutputFolderError(output, message, hint)


def _limits(output: Path) -> tuple[int, int]:
    """The most bytes of a name and of a path there."""
    folder = output
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return os.pathconf(folder, "PC_NAME_MAX"), os.pathconf(folder, "PC_PATH_MAX")
    except (AttributeError, OSError, ValueError):
        # Elsewhere nobody says; the planned paths are bounded in any case.
        return 255, 4096


def _there(folder: str, present: Present) -> str:
    """The folder, or the innermost of those that it lies in which is there; "" for the output folder."""
    if not folder or folder in present.folders:
        return folder
    return next((one for one in folders_of(folder) if one in present.folders), "")


def _nearest_folders(paths: Iterable[str]) -> set[str]:
    return {path.rpartition("/")[0] for path in paths}


def _with_outer(folders: Iterable[str]) -> Iterator[str]:
    """These folders and all that they lie in, without the output folder."""
    for folder in folders:
        if folder:
            yield folder
            yield from folders_of(folder)


def _is_in(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/")


def _refused(folder: Path) -> PermissionError:
    return PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

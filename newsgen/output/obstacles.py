"""Checks for obstacles to the changes of a commit, all of them before the first change."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from newsgen.model.folders import folders_of
from newsgen.output.folder import Present
from newsgen.runtime.failures import OutputFolderError

_MOST_BYTES_A_LETTER = 4
"""The most bytes of a character in UTF-8."""


def check_obstacles(
    output: Path,
    written: Collection[str],
    deleted: Collection[str],
    owned: Iterable[str],
    present: Present,
) -> None:
    """Raises where not all changes can be made, or one would touch files of somebody else.

    `owned` are all paths that are recorded or planned. None may lie behind a link, since that
    is not in the output folder. Raises `OutputFolderError` where something must be moved away,
    and `PermissionError` where something may not be read or written.
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
        for part in (path, *folders_of(path)):
            if part in present.links:
                raise OutputFolderError(output / part, *_link_message(output, part))
            if part in present.closed:
                raise _refused(output / part)


def _link_message(output: Path, path: str) -> tuple[str, str]:
    """The message and the hint about a link or a special file."""
    if (output / path).is_symlink():
        message = f"{path} in the output folder is a symbolic link, where output belongs."
        return message, "Delete the link."
    message = (
        f"{path} in the output folder is neither a file nor a folder, and output belongs there."
    )
    return message, "Move it away."


def _check_files(
    output: Path, written: Iterable[str], gone: Collection[str], present: Present
) -> None:
    """Raises where a file lies in the place of a folder, unless it will be deleted first."""
    for folder in _with_outer(_nearest_folders(written)):
        if folder in present.files and folder not in gone:
            message = f"{folder} in the output folder is a file, where a folder belongs."
            raise OutputFolderError(output / folder, message, "Move the file away.")


def _check_folders(
    output: Path, written: Collection[str], deleted: Collection[str], present: Present
) -> None:
    """Raises where a folder lies in the place of a file, unless all in it will be deleted first."""
    for path in sorted(present.folders.intersection(written)):
        emptied = {folder for one in deleted for folder in folders_of(one)}
        is_kept = any(_is_in(one, path) and one not in deleted for one in present.files) or any(
            one == path or _is_in(one, path) for one in (present.folders - emptied) | present.links
        )
        if is_kept:
            message = f"{path} in the output folder is a folder, where a file belongs."
            raise OutputFolderError(output / path, message, "Move the folder away.")


def _check_permissions(output: Path, folders: Iterable[str], present: Present) -> None:
    """Raises where a folder, or the one in which it will be made, may not be written to."""
    existing = {_nearest_existing(folder, present) for folder in folders}
    for path in sorted(existing):
        folder = output / path
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        if not os.access(folder, os.W_OK | os.X_OK):
            raise _refused(folder)


def _check_lengths(output: Path, written: Iterable[str]) -> None:
    """Raises where a path is longer than the file system of the output folder allows."""
    folder = str(output.absolute())
    most_name, most_path = _limits(output)
    most_bytes = most_path - len(os.fsencode(folder)) - 2
    certain_length = min(most_name, most_bytes) // _MOST_BYTES_A_LETTER
    for path in written:
        if len(path) <= certain_length:
            continue
        encoded = path.encode()
        if len(encoded) > most_bytes or max(map(len, encoded.split(b"/"))) > most_name:
            message = f"{path} is longer than the disk of the output folder takes."
            hint = "Shorten the name, or take an output folder with a shorter path."
            raise OutputFolderError(output, message, hint)


def _limits(output: Path) -> tuple[int, int]:
    """The most bytes of a name and of a path in the output folder."""
    folder = output
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return os.pathconf(folder, "PC_NAME_MAX"), os.pathconf(folder, "PC_PATH_MAX")
    except (AttributeError, OSError, ValueError):
        # Unknown on this platform. Planned paths are bounded in any case.
        return 255, 4096


def _nearest_existing(folder: str, present: Present) -> str:
    """The folder, or its nearest parent that exists; "" for the output folder."""
    if not folder or folder in present.folders:
        return folder
    return next((one for one in folders_of(folder) if one in present.folders), "")


def _nearest_folders(paths: Iterable[str]) -> set[str]:
    return {path.rpartition("/")[0] for path in paths}


def _with_outer(folders: Iterable[str]) -> Iterator[str]:
    """These folders and all their parents, without the output folder."""
    for folder in folders:
        if folder:
            yield folder
            yield from folders_of(folder)


def _is_in(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/")


def _refused(folder: Path) -> PermissionError:
    return PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

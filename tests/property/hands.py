"""What other people's hands do to an output folder: things in the way, links, names like newsgen's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.property.desk import Desk

NOT_OURS = b"not newsgen's"


def _output(desk: Desk, which: int) -> Path | None:
    return _one([file for file in desk.output.rglob("*") if file.is_file()], which)


def _one(found: list[Path], which: int) -> Path | None:
    return sorted(found)[which % len(found)] if found else None


def _folder(desk: Desk, which: int) -> Path | None:
    return _one([one for one in desk.output.rglob("*") if one.is_dir()], which)


def _put_empty_folder(desk: Desk, which: int) -> None:
    if file := _output(desk, which):
        file.unlink()
        file.mkdir()


def _put_full_folder(desk: Desk, which: int) -> None:
    if file := _output(desk, which):
        file.unlink()
        file.mkdir()
        (file / "note.txt").write_bytes(NOT_OURS)


def _put_pipe(desk: Desk, which: int) -> None:
    if file := _output(desk, which):
        file.unlink()
        os.mkfifo(file)


def _put_link(desk: Desk, which: int) -> None:
    """A file becomes a link to nowhere, whatever of a folder stood below it is gone."""
    if file := _output(desk, which):
        file.unlink()
        file.symlink_to("nowhere")


def _put_link_to_a_folder(desk: Desk, which: int) -> None:
    folder = _folder(desk, which)
    if folder and not folder.is_symlink():
        shutil.rmtree(folder)
        folder.symlink_to("nowhere")


def _put_file(desk: Desk, which: int) -> None:
    folder = _folder(desk, which)
    if folder and not folder.is_symlink():
        shutil.rmtree(folder)
        folder.write_bytes(NOT_OURS)


def _add_in_a_folder(desk: Desk, which: int) -> None:
    if folder := _folder(desk, which):
        (folder / f".newsgen-{which}").write_bytes(NOT_OURS)
        (folder / "empty").mkdir(exist_ok=True)


def _link_elsewhere(desk: Desk, which: int) -> None:
    """A hard link: other people's file under the name of a page."""
    if file := _output(desk, which):
        theirs = desk.elsewhere / "theirs.html"
        theirs.write_bytes(NOT_OURS)
        file.unlink()
        try:
            os.link(theirs, file)
        except OSError:
            file.write_bytes(NOT_OURS)


def _move_output(desk: Desk, _which: int) -> None:
    """The output folder goes elsewhere, and a link in its place; or it comes back."""
    desk.move_output()


HANDS: Mapping[str, Callable[[Desk, int], None]] = {
    "put an empty folder": _put_empty_folder,
    "put a full folder": _put_full_folder,
    "put a pipe": _put_pipe,
    "put a link": _put_link,
    "put a link to a folder": _put_link_to_a_folder,
    "put a file": _put_file,
    "add in a folder": _add_in_a_folder,
    "link elsewhere": _link_elsewhere,
    "move the output": _move_output,
}

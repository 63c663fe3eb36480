"""Walks through the folder of another system: no link is followed out of it, and nothing hidden is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from newsgen.importing.plain_bytes import TooLongError, read_text
from newsgen.plugins.imported_pieces import Loss, PassedOver


def files_below(
    root: Path, endings: tuple[str, ...], folder: str = ""
) -> Iterator[tuple[str, Path]]:
    """The files with these endings by their paths below `root`, sorted; "" is every ending.

    A link that leads out of `root` is passed over.
    """
    own = os.path.realpath(root) + os.sep
    for where, folders, names in os.walk(root / folder if folder else root):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "node_modules")))
        for name in sorted(names):
            if name.startswith(".") or not name.lower().endswith(endings):
                continue
            file = Path(where, name)
            if file.is_symlink() and not os.path.realpath(file).startswith(own):
                continue
            yield file.relative_to(root).as_posix(), file


def links_out(root: Path) -> Iterator[PassedOver]:
    """The links that lead out of the folder, each as passed over."""
    own = os.path.realpath(root) + os.sep
    for where, folders, names in os.walk(root):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "node_modules")))
        for name in sorted([*folders, *names]):
            file = Path(where, name)
            if file.is_symlink() and not os.path.realpath(file).startswith(own):
                path = file.relative_to(root).as_posix()
                yield PassedOver(origin=path, why="It is a link that leads out of the source.")


def text_at(origin: str, file: Path) -> tuple[str, tuple[Loss, ...]] | PassedOver:
    """The text of a file; what is wrong with it where it can't be read."""
    try:
        return read_text(file)
    except TooLongError as error:
        return PassedOver(origin=origin, why=str(error), failed=True)
    except OSError as error:
        why = f"It can't be read: {error.strerror or error}."
        return PassedOver(origin=origin, why=why, failed=True)

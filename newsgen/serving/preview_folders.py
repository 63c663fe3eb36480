"""The folders in which the server builds: below `.newsgen/`, and never the published one."""

from __future__ import annotations

import os
from pathlib import Path

from newsgen.build.session import STATE_FOLDER, refuse_link
from newsgen.model.fast_namedtuple import NamedTuple

_FOLDER = "serve"


class Places(NamedTuple):
    """`output` is what is served, `state` its state; both belong to one server at a time."""

    site: Path
    output: Path
    state: Path
    lock: Path


def open_places(site: Path) -> Places:
    """Makes the folders where they are missing.

    Raises `StateFolderError` where one is a link, and `OSError` where the disk refuses.
    """
    site = Path(os.path.abspath(site))
    folder = site / STATE_FOLDER
    for one in (folder, folder / _FOLDER, folder / _FOLDER / "dist", folder / _FOLDER / "state"):
        refuse_link(one)
    (folder / _FOLDER).mkdir(parents=True, exist_ok=True)
    return Places(
        site=site,
        output=folder / _FOLDER / "dist",
        state=folder / _FOLDER / "state",
        lock=folder / _FOLDER / "server.lock",
    )

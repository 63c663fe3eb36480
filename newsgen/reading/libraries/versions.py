"""Tells which releases of libraries are installed, without loading them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path

from newsgen.model.digest import digest_bytes
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.files.listing import Row, list_folder

LIBRARIES = {
    "markdown": "markdown",
    "jinja2": "jinja2",
    "markupsafe": "markupsafe",
    "yaml": "pyyaml",
    "frontmatter": "python_frontmatter",
    "nh3": "nh3",
    "babel": "babel",
    "PIL": "pillow",
}
"""Those that shape bytes: the names by which they are imported, and by which they are distributed."""

_DESCRIPTION = re.compile(r"(.+?)-(\d[^-]*)(?:-.*)?\.(?:dist|egg)-info")


class Description(NamedTuple):
    """What an installer left beside a library: its name in small letters, its release, and where."""

    name: str
    release: str
    place: str


class Installed(NamedTuple):
    """Where a library lies: its folder, or its file where it is one module, and its description."""

    place: str
    description: Description | None


def release_of(imported: str, distributed: str) -> str:
    """The release of the library that is imported and distributed under these names; "" if none is told.

    It is read off the name of the folder that describes the installation: to ask
    the library or `importlib.metadata` would load what a build with nothing to
    do has no need of.
    """
    found = installed(imported, distributed)
    return found.description.release if found and found.description else ""


@cache
def installed(imported: str, distributed: str) -> Installed | None:
    """Where the library is; None where it is not."""
    spec = find_spec(imported)
    if spec is None or spec.origin is None:
        return None
    place = os.path.dirname(spec.origin) if spec.submodule_search_locations else spec.origin
    found = [one for one in descriptions(os.path.dirname(place)) if one.name == distributed]
    return Installed(place, found[0] if len(found) == 1 else None)


@cache
def descriptions(folder: str) -> tuple[Description, ...]:
    """Of all that is installed in a folder; it is listed once for all libraries."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return ()
    return tuple(
        Description(match[1].lower().replace("-", "_"), match[2], os.path.join(folder, match[0]))
        for match in map(_DESCRIPTION.fullmatch, names)
        if match
    )


def identity(imported: str, distributed: str, without: str = "") -> tuple[object, ...]:
    """What tells one installation of a library from another, and is the same on every machine.

    It is the release with the names and sizes of its files, and the bytes of
    those that were written after it was installed: to read all would take a
    tenth of a second for Babel's tables alone. Where no installer left a
    description, the times of the files stand for their bytes. Costs three
    microseconds a file. Folders that are called `without` are left out.
    """
    found = installed(imported, distributed)
    if found is None:
        return (imported,)
    release = found.description.release if found.description else ""
    parent, name = os.path.split(found.place)
    if not os.path.isdir(found.place):
        rows = [row for row in list_folder(parent).rows if row[0] == name]
        return imported, release, *_told(parent, rows, found)
    # Beside the package: what wheels bring along of other people's libraries.
    folders = [found.place, os.path.join(parent, f"{distributed}.libs")]
    return imported, release, *(part for one in folders for part in _tree(one, found, without))


def _tree(folder: str, found: Installed, without: str) -> Iterator[object]:
    try:
        listing = list_folder(folder)
    except FileNotFoundError:
        return
    yield os.path.basename(folder)
    yield from _told(folder, listing.rows, found)
    for name in listing.folders:
        if name not in ("__pycache__", without):
            yield from _tree(os.path.join(folder, name), found, without)


def _told(folder: str, rows: list[Row], found: Installed) -> Iterator[object]:
    yield [(row[0], row[3]) for row in rows]
    if found.description is None:
        yield [row[1] for row in rows]
        return
    since_ns = _described_ns(found.description)
    if max(map(itemgetter(1), rows), default=0) > since_ns:
        for row in rows:
            if row[1] > since_ns:
                yield row[0], digest_bytes(Path(folder, row[0]).read_bytes())


@cache
def _described_ns(description: Description) -> int:
    """When the last of an installation was written, which installers do at its end."""
    try:
        return os.stat(os.path.join(description.place, "RECORD")).st_mtime_ns
    except NotADirectoryError:
        return os.stat(description.place).st_mtime_ns
    except FileNotFoundError:
        # Distributions of systems have none.
        return max((row[1] for row in list_folder(description.place).rows), default=0)

"""Digests the code of Markdown extensions without loading it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from newsgen.model.digest import Digest, digest_bytes, digest_value
from newsgen.reading.libraries.versions import LIBRARIES, descriptions

_GROUP = "[markdown.extensions]"
_IMPORTED = re.compile(r"^[ \t]*(?:from|import)[ \t]+([\w., \t]+)", re.MULTILINE)
_PACKAGES = ("site-packages", "dist-packages")
"""Folders of installed packages, which are identified by their releases."""

_KNOWN = frozenset((*LIBRARIES, "newsgen", *sys.stdlib_module_names))
"""What is part of the toolchain, or of no account."""


class _MissingError(Exception):
    """An extension is not there."""


def extension_code(names: tuple[str, ...]) -> Digest:
    """A digest of the code of these extensions and of what it may use; "" where none is named.

    It covers their own files, the modules they import that are not installed packages, and
    the releases of all installed packages: an extension may use another library without
    saying so, as `codehilite` does. Costs some milliseconds, once for each process: code that
    is imported stays as it is.
    """
    if not names:
        return ""
    try:
        return _code(names)
    except _MissingError:
        # It may be there in the next build of this process.
        return digest_value(("missing", names))


def imported_code(sources: list[str]) -> Digest:
    """A digest of what these sources of Python import beside newsgen and the standard library.

    "" where that is nothing. It covers what `extension_code` does.
    """
    modules = {one for source in sources for one in _imported(source)}
    outside = sorted(one for one in modules if one.partition(".")[0] not in _KNOWN)
    return _code((), tuple(outside)) if outside else ""


@cache
def _code(names: tuple[str, ...], imported: tuple[str, ...] = ()) -> Digest:
    folders = [folder or os.curdir for folder in sys.path]
    releases = sorted({one[:2] for folder in folders for one in descriptions(folder)})
    modules = _entry_points(folders) if names else {}
    queue = [modules.get(name, name.partition(":")[0]) for name in names]
    queue += imported
    files: dict[str, Digest] = {}
    visited = {*_KNOWN}
    for number, module in enumerate(queue):
        is_named = number < len(names)
        package = module.partition(".")[0]
        if package in visited:
            continue
        visited.add(package)
        places = locations(package)
        if is_named and not places:
            raise _MissingError
        for location in places:
            if not is_named and os.path.basename(os.path.dirname(location)) in _PACKAGES:
                continue
            for name, file in _files(location):
                content = file.read_bytes()
                files[f"{package}:{name}"] = digest_bytes(content)
                if name.endswith(".py"):
                    queue += _imported(content.decode("utf-8", "replace"))
    return digest_value((names, releases, sorted(files.items())))


def locations(package: str) -> list[str]:
    """Where a top-level package or module lies; empty where there is none."""
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return []
    if spec is None:
        return []
    if spec.submodule_search_locations is not None:
        return list(spec.submodule_search_locations)
    return [spec.origin] if spec.origin and os.path.isfile(spec.origin) else []


def _files(location: str) -> Iterator[tuple[str, Path]]:
    """The files of a package with their paths within it, or the one file of a module."""
    if os.path.isfile(location):
        yield os.path.basename(location), Path(location)
        return
    for folder, folders, names in os.walk(location):
        folders[:] = sorted(one for one in folders if one != "__pycache__")
        for name in sorted(names):
            file = Path(folder, name)
            if file.is_file():
                yield file.relative_to(location).as_posix(), file


def _imported(source: str) -> Iterator[str]:
    for written in _IMPORTED.findall(source):
        yield from (
            one.split()[0] for one in written.split(" import ")[0].split(",") if one.split()
        )


def _entry_points(folders: list[str]) -> dict[str, str]:
    """The modules of extensions by their entry points in installed packages."""
    modules: dict[str, str] = {}
    for folder in folders:
        for one in descriptions(folder):
            try:
                text = Path(one.place, "entry_points.txt").read_text("utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            _, _, group = text.partition(_GROUP)
            for line in group.split("\n[")[0].splitlines():
                name, _, target = line.partition("=")
                if target:
                    modules.setdefault(name.strip(), target.strip().partition(":")[0].strip())
    return modules

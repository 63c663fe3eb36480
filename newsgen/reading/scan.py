"""The files of a site, by name and stat; nothing is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsgen.model.content import FileKind
from newsgen.model.problem import Problem
from newsgen.reading.places import CONFIG, FRONT, REGISTRY, STYLE_SHEET

THEME = "theme:"
"""Begins the path of a file of the default theme, which is not below the site's folder."""

_MARKDOWN = (".md", ".markdown")
_ROOT_STATIC = "static/root/"
_CATALOGUE = ".po"
_FRONT_OF_EDITION = re.compile(r"content/front\.[a-z]{2}(-[A-Z]{2})?\.yaml")


class Stat(NamedTuple):
    """What tells that a file is unchanged; times in nanoseconds since 1970."""

    mtime_ns: int
    ctime_ns: int
    size_bytes: int
    inode: int


class Found(NamedTuple):
    """A file of the site. `path` is relative to the site, or begins with `theme:`; `file` opens it."""

    path: str
    kind: FileKind
    file: str
    stat: Stat


class Scan(NamedTuple):
    """All files, by path, in the order of their paths."""

    files: dict[str, Found]
    problems: tuple[Problem, ...]


def scan_site(site: Path, theme: Path, package: Path) -> Scan:
    """The files below the site's folder, and those of the theme that the site does not replace.

    `package` holds the catalogues of interface words, in `locale/`; they count as the theme's.

    Costs a system call a file. Hidden files and what editors leave behind are
    passed over; in `static/root/` hidden files count, for hosts look for them.
    """
    walk = _Walk(site)
    files: dict[str, Found] = {}
    for path, file, stat in walk.files():
        kind = _kind(path)
        if kind is not None:
            files[path] = Found(path, kind, file, stat)
    for path, file, stat in _Walk(theme).files(("templates", "static")):
        if path not in files:
            kind = _kind(path)
            if kind is not None:
                files[path] = Found(THEME + path, kind, file, stat)
    for path, file, stat in _Walk(package).files(("locale",)):
        if path.endswith(_CATALOGUE):
            files[THEME + path] = Found(THEME + path, "catalogue", file, stat)
    ordered = {files[path].path: files[path] for path in sorted(files)}
    return Scan(ordered, tuple(walk.problems))


def _kind(path: str) -> FileKind | None:
    if path == CONFIG:
        return "config"
    if path == REGISTRY:
        return "registry"
    if path == STYLE_SHEET:
        return "style-sheet"
    if path == FRONT or _FRONT_OF_EDITION.fullmatch(path):
        return "front"
    room, _, rest = path.partition("/")
    if room == "templates":
        return "template"
    if room == "static":
        return "static"
    if room == "locale":
        return "words"
    if not path.endswith(_MARKDOWN):
        return "media"
    folder = rest.partition("/")[0]
    kinds: dict[str, FileKind] = {"articles": "article", "pages": "page", "people": "person"}
    return kinds.get(folder)


class _Walk:
    """A walk that follows symbolic links only to places inside its root."""

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)
        self.problems: list[Problem] = []

    def files(
        self, rooms: tuple[str, ...] = ("content", "templates", "static", "locale")
    ) -> Iterator[tuple[str, str, Stat]]:
        config = Path(self._root, CONFIG)
        if "content" in rooms and self._may_follow(str(config), CONFIG) and config.is_file():
            yield CONFIG, str(config), stat_of(config.stat())
        for room in rooms:
            folder = os.path.join(self._root, room)
            if self._may_follow(folder, room) and os.path.isdir(folder):
                yield from self._folder(folder, room + "/", frozenset((os.path.realpath(folder),)))

    def _folder(
        self, folder: str, prefix: str, inside: frozenset[str]
    ) -> Iterator[tuple[str, str, Stat]]:
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            self._unreadable(prefix.rstrip("/"), error)
            return
        for entry in entries:
            path = prefix + entry.name
            if _is_passed_over(entry.name, path):
                continue
            if not entry.name.isascii() and not self._has_text_name(path):
                continue
            try:
                if entry.is_symlink() and not self._stays_inside(entry.path, path):
                    continue
                if entry.is_dir():
                    real = os.path.realpath(entry.path)
                    if real not in inside:
                        yield from self._folder(entry.path, path + "/", inside | {real})
                elif entry.is_file():
                    yield path, entry.path, stat_of(entry.stat())
            except OSError as error:
                self._unreadable(path, error)

    def _may_follow(self, file: str, path: str) -> bool:
        return not os.path.islink(file) or self._stays_inside(file, path)

    def _has_text_name(self, path: str) -> bool:
        """Whether the name is UTF-8; archives from elsewhere unpack to names that are not."""
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = os.fsencode(path).decode("utf-8", "replace")
            message = "The file's name is not UTF-8, so it can have no address."
            hint = "Rename it with letters, digits and hyphens."
            self.problems.append(Problem(path=shown, code="NG001", message=message, hint=hint))
            return False
        return True

    def _stays_inside(self, file: str, path: str) -> bool:
        real = os.path.realpath(file)
        if os.path.commonpath((real, self._root)) == self._root and os.path.exists(real):
            # Inside the site too there is what is not for readers: .git, .env, .newsgen.
            inside = os.path.relpath(real, self._root)
            if not any(part.startswith(".") for part in inside.split(os.sep) if part != "."):
                return True
        self.problems.append(
            Problem(
                path=path,
                code="NG004",
                message="The symbolic link leads out of the site, to a hidden file, or nowhere.",
                hint="Copy the file into the site.",
            )
        )
        return False

    def _unreadable(self, path: str, error: OSError) -> None:
        code = "NG072" if isinstance(error, PermissionError) else "NG005"
        message = f"It cannot be read: {error.strerror}."
        hint = "Look at its permissions."
        self.problems.append(Problem(path=path, code=code, message=message, hint=hint))


def stat_of(result: os.stat_result) -> Stat:
    """The part of a stat that tells of change."""
    return Stat(result.st_mtime_ns, result.st_ctime_ns, result.st_size, result.st_ino)


def _is_passed_over(name: str, path: str) -> bool:
    if name.endswith(("~", ".swp", ".tmp", ".bak")) or name in ("Thumbs.db", "desktop.ini"):
        return True
    return name.startswith((".", "#")) and not (
        path.startswith(_ROOT_STATIC) and name not in (".DS_Store", ".git")
    )

"""Scans the files of a site, folder by folder, by name and stat; opens nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import TYPE_CHECKING

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.folding import composed
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.reading.files.file_kinds import (
    CONTENT,
    PLUGIN,
    ROOMS,
    TEMPLATES,
    THEME,
    is_passed_over,
    kind_of,
)
from newsgen.reading.files.listing import (
    FolderFingerprint,
    Row,
    Stat,
    decomposed_place,
    folder_fingerprint,
    list_folder,
    stat_of,
    stat_there,
)
from newsgen.reading.files.well_known_paths import CONFIG

if TYPE_CHECKING:
    from newsgen.model.records import FileKind

_IS_FOLDING = sys.platform in ("darwin", "win32")
"""Where a disk commonly finds a file under a name in other letters than its own."""

SITE_FOLDERS = ("content", "templates", "static", "locale")
"""The folders of a site in which there may be files of it."""
_CATALOGUE = ".po"
_USUAL = ".md"


class Found(NamedTuple):
    """A file of the site. `path` is relative to the site, or begins with `theme:`; `file` opens it.

    `path` is in the normal form NFC, whichever the names on the disk are in.
    """

    path: str
    kind: FileKind
    file: str
    stat: Stat


class Folder(NamedTuple):
    """A folder of the site. `path` begins its files' paths and ends in "/"; `place` is where it is.

    `fingerprint` is that of all its files; None where it does not tell whether a file
    changed: where there are links, names that are no text, or files of the theme. It `is_odd` unless
    all its files are texts in Markdown with no dot in their names but the last.
    """

    path: str
    place: str
    rows: list[Row]
    fingerprint: FolderFingerprint | None
    is_odd: bool = True

    def found(self) -> Iterator[Found]:
        """The files that count. What editors leave behind does not, nor do hidden files."""
        path, place = self.path, self.place
        for name, *stat in self.rows:
            file = path + composed(name)
            kind = None if is_passed_over(name, file) else kind_of(file)
            if kind is not None:
                yield Found(file, kind, os.path.join(place, name), Stat(*stat))


class Scan:
    """All folders of a site and of the theme, the configuration, and what is wrong with names and links."""

    def __init__(
        self, config: Found | None, folders: tuple[Folder, ...], problems: tuple[Problem, ...]
    ) -> None:
        self.config = config
        self.folders = folders
        self.problems = problems
        self._opened: dict[str, dict[str, Found]] = {}

    def file(self, path: str) -> Found:
        """The file at this path. Raises `KeyError`."""
        if self.config and path == self.config.path:
            return self.config
        folder = path[: path.rfind("/") + 1]
        if folder not in self._opened:
            self._opened[folder] = {
                one.path: one
                for listed in self.folders
                if listed.path == folder
                for one in listed.found()
            }
        return self._opened[folder][path]

    def with_templates_of(self, plugins: Iterable[tuple[str, Path]]) -> Scan:
        """The scan with the templates of plugins, each with its name and the folder it lies in."""
        found = [
            Folder(f"{PLUGIN}{name}/{folder.path}", folder.place, folder.rows, None)
            for name, place in plugins
            for folder in _Walk(place).folders(("templates",))
        ]
        return Scan(self.config, (*self.folders, *found), self.problems) if found else self

    def with_problems(self, problems: Iterable[Problem]) -> Scan:
        """The scan with more that is wrong with names."""
        return Scan(self.config, self.folders, (*self.problems, *problems))

    def let_content_go(self) -> None:
        """Forgets the files of the content, a quarter of a kilobyte each, once they are read."""
        self.folders = tuple(one for one in self.folders if not one.path.startswith(CONTENT))

    def paths(self) -> list[str]:
        """The paths of all files that count. Costs some microseconds a file."""
        found = [one.path for folder in self.folders for one in folder.found()]
        return [*found, self.config.path] if self.config else found


class Lookup(Scan):
    """The files of a site and of the theme, each looked for where its path says; none is listed."""

    def __init__(self, site: Path, theme: Path, package: Path) -> None:
        walk = _Walk(site)
        super().__init__(walk.config(), (), tuple(walk.problems))
        self._site = os.path.realpath(site)
        self._theme, self._package = str(theme), str(package)

    def file(self, path: str) -> Found:
        """The file at this path. Raises `KeyError`; `OSError` where the disk fails."""
        found = self.find(path)
        if found is None:
            raise KeyError(path)
        return found

    def find(self, path: str) -> Found | None:
        """The file at this path, if one is there that counts."""
        rest = path.removeprefix(THEME)
        root = self._site
        if rest != path:
            root = self._package if rest.startswith("locale/") else self._theme
        place = os.path.join(root, *rest.split("/"))
        stat, kind = stat_there(place), kind_of(path)
        if stat is None and not rest.isascii():
            place = decomposed_place(root, rest)
            stat = stat_there(place)
        if stat is None or kind is None or not S_ISREG(stat.st_mode):
            return None
        return Found(path, kind, place, stat_of(stat))

    def is_plain(self, path: str) -> bool:
        """Whether this is a path of the site under which a scan would find what lies there.

        It is not where a link is on the way, where the name is no text, or where the disk
        takes another name for this one.
        """
        place = self._site
        try:
            path.encode()
        except UnicodeEncodeError:
            return False
        if path != composed(path):
            return False
        for name in path.split("/"):
            folder, place = place, os.path.join(place, name)
            stat = stat_there(place, follow_symlinks=False)
            if stat is None:
                return True
            if S_ISLNK(stat.st_mode):
                return False
            if _IS_FOLDING and name not in os.listdir(folder):
                return False
            if not name.isascii() and [composed(one) for one in os.listdir(folder)].count(name) > 1:
                return False
        return True


def scan_site(site: Path, theme: Path, package: Path) -> Scan:
    """The files below the site's folder, and those of the theme: of its static files what the site has not.

    `package` holds the catalogues of interface words, in `locale/`; they count as the theme's.

    Costs a system call a file. In `static/root/` hidden files count, for hosts look for them.
    """
    walk = _Walk(site)
    folders = list(walk.folders(SITE_FOLDERS))
    own = {
        folder.path + row[0]
        for folder in folders
        if not folder.path.startswith(CONTENT)
        for row in folder.rows
    }
    for folder in _Walk(theme).folders(("templates", "static")):
        # A template that the site replaces is there for what replaces it to extend.
        rows = [row for row in folder.rows if _is_seen(folder.path, row[0], own)]
        folders.append(Folder(THEME + folder.path, folder.place, rows, None))
    for folder in _Walk(package).folders(("locale",)):
        rows = [row for row in folder.rows if row[0].endswith(_CATALOGUE)]
        folders.append(Folder(THEME + folder.path, folder.place, rows, None))
    return Scan(walk.config(), tuple(folders), tuple(walk.problems))


def holds_many(site: Path, count: int) -> bool:
    """Whether so many files lie below the site's folder. Looks at hardly more."""
    files = (row for folder in _Walk(site).folders(SITE_FOLDERS) for row in folder.rows)
    return next(islice(files, count - 1, None), None) is not None


def _is_seen(folder: str, name: str, own: set[str]) -> bool:
    return folder.startswith(TEMPLATES) or folder + name not in own


def overridden(scan: Scan) -> tuple[str, ...]:
    """The site's templates that stand in the place of the theme's, by path."""
    paths = {
        folder.path + row[0]
        for folder in scan.folders
        if folder.path.removeprefix(THEME).startswith(TEMPLATES)
        for row in folder.rows
    }
    return tuple(sorted(path for path in paths if THEME + path in paths))


class _Walk:
    """A walk that follows symbolic links only to places inside its root."""

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)
        self.problems: list[Problem] = []

    def config(self) -> Found | None:
        """The site's configuration, if it is there."""
        file = os.path.join(self._root, CONFIG)
        try:
            stat = stat_there(file) if self._may_follow(file, CONFIG) else None
        except OSError as error:
            self._unreadable(CONFIG, error)
            return None
        if stat is None or not S_ISREG(stat.st_mode):
            return None
        return Found(CONFIG, "config", file, stat_of(stat))

    def folders(self, rooms: tuple[str, ...]) -> Iterator[Folder]:
        """The folders of these rooms, each before those in it."""
        for room in rooms:
            place = os.path.join(self._root, room)
            try:
                stat = stat_there(place) if self._may_follow(place, room) else None
            except OSError as error:
                self._unreadable(room, error)
                continue
            if stat is not None and S_ISDIR(stat.st_mode):
                yield from self._folder(place, room + "/", os.path.realpath(place), frozenset())

    def _folder(self, place: str, path: str, real: str, outer: frozenset[str]) -> Iterator[Folder]:
        """The folder at `place` and those in it; `real` is `place` without links, `outer` what it lies in."""
        try:
            listing = list_folder(place)
        except OSError as error:
            self._unreadable(path.rstrip("/"), error)
            return
        rows, folders = listing.rows, listing.folders
        is_plain = not listing.others
        names = "".join([row[0] for row in rows])
        is_odd = names.count(_USUAL) != len(rows) or names.count(".") != len(rows)
        if not names.isascii():
            rows = [row for row in rows if self._has_text_name(path, row[0])]
            alone = self._without_doubles(path, [row[0] for row in rows])
            rows = [row for row in rows if row[0] in alone]
            is_plain = is_plain and len(rows) == len(listing.rows)
        is_odd = is_odd or bool(listing.others)
        for name in listing.others:
            self._follow(os.path.join(place, name), path, rows, folders)
        is_odd = is_odd or not path.startswith(ROOMS)
        yield Folder(path, place, rows, folder_fingerprint(rows) if is_plain else None, is_odd)
        inside = outer | {real}
        if not "".join(folders).isascii():
            folders = [one for one in folders if self._has_text_name(path, one)]
            folders = self._without_doubles(path, folders)
        for name in folders:
            below = os.path.join(place, name)
            if is_passed_over(name, path + name):
                continue
            inner = os.path.realpath(below) if listing.others else os.path.join(real, name)
            # A folder that is reached by itself again would have no end.
            if inner not in inside:
                yield from self._folder(below, f"{path}{composed(name)}/", inner, inside)

    def _follow(self, link: str, path: str, rows: list[Row], folders: list[str]) -> None:
        """Adds what a link leads to; what is no file, folder or link is passed over."""
        name = os.path.basename(link)
        if is_passed_over(name, path + name) or not self._has_text_name(path, name):
            return
        try:
            there = stat_there(link, follow_symlinks=False)
            if there is None or not S_ISLNK(there.st_mode):
                return
            if not self._stays_inside(link, path + name):
                return
            stat = os.stat(link)
            if S_ISDIR(stat.st_mode):
                folders.append(name)
            elif S_ISREG(stat.st_mode):
                rows.append((name, *stat_of(stat)))
        except OSError as error:
            self._unreadable(path + name, error)

    def _may_follow(self, file: str, path: str) -> bool:
        stat = stat_there(file, follow_symlinks=False)
        return stat is None or not S_ISLNK(stat.st_mode) or self._stays_inside(file, path)

    def _has_text_name(self, folder: str, name: str) -> bool:
        """Whether the name is UTF-8; archives from elsewhere unpack to names that are not."""
        if name.isascii():
            return True
        path = folder + name
        try:
            path.encode()
        except UnicodeEncodeError:
            if is_passed_over(name, path):
                return False
            shown = os.fsencode(path).decode("utf-8", "replace")
            message = "The file's name is not UTF-8, so it can have no address."
            hint = "Rename it with letters, digits and hyphens."
            self.problems.append(Problem.at(shown, WHOLE_FILE, "NG001", message, hint))
            return False
        return True

    def _without_doubles(self, folder: str, names: list[str]) -> list[str]:
        """The names, of those that differ in their normal form alone the first; the others are told of."""
        found: dict[str, str] = {}
        for name in names:
            if found.setdefault(composed(name), name) != name:
                message = (
                    "Two files have names that look the same and differ in how their accents are encoded;"
                    " some disks take them for one."
                )
                hint = "Keep one of the two, or give one another name."
                path = folder + composed(name)
                self.problems.append(Problem.at(path, WHOLE_FILE, "NG041", message, hint))
        return list(found.values())

    def _stays_inside(self, file: str, path: str) -> bool:
        # To the end, or not at all: what cannot be followed now may lead anywhere.
        real = os.path.realpath(file, strict=True) if stat_there(file) else ""
        if real and os.path.commonpath((real, self._root)) == self._root:
            # Inside the site too there is what is not for readers: .git, .env, .newsgen.
            inside = os.path.relpath(real, self._root)
            if not any(part.startswith(".") for part in inside.split(os.sep) if part != "."):
                return self._leads_to_its_kind(real, path)
        self.problems.append(
            Problem.at(
                path,
                WHOLE_FILE,
                "NG004",
                "The symbolic link leads out of the site, to a hidden file, or nowhere.",
                "Copy the file into the site.",
            )
        )
        return False

    def _leads_to_its_kind(self, real: str, path: str) -> bool:
        # By need: few sites have links, and every build looks for them.
        from newsgen.reading.files.disk_links import may_lead

        if may_lead(real, path, self._root, kind_of):
            return True
        self.problems.append(
            Problem.at(
                path,
                WHOLE_FILE,
                "NG343",
                "The symbolic link leads to what may not be published from here.",
                "Copy the file to where it is to be published from.",
            )
        )
        return False

    def _unreadable(self, path: str, error: OSError) -> None:
        code = "NG072" if isinstance(error, PermissionError) else "NG005"
        message = f"It cannot be read: {error.strerror}."
        hint = "Look at its permissions."
        self.problems.append(Problem.at(path, WHOLE_FILE, code, message, hint))

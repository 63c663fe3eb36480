"""Finds the pictures and documents that texts lead to, and copies them into the site."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsgen.model.documents import DOCUMENTS, ending_of
from newsgen.model.picture import PICTURE_NAMES, PictureHead
from newsgen.plugins.importers import path_fault
from newsgen.reading.images.media import read_media

_UNSAFE = re.compile(r"[^\w.+-]+")
_SIZE = re.compile(r"-\d{2,4}x\d{2,4}(\.[A-Za-z]{3,4})$")
_MOST_NAME = 100


def is_media(path: str, documents: Iterable[str]) -> bool:
    """Whether the path ends as a picture or a document of the site does."""
    ending = ending_of(path.rpartition("/")[2])
    return f".{ending}" in PICTURE_NAMES or ending in DOCUMENTS or ending in {*documents}


def path_of(address: str) -> str:
    """The path of an address or a path, without what stands behind it, decoded; "" where it has none."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


class MediaFiles:
    """The media of one import: where they are looked for, and which were copied to which path."""

    def __init__(self, site: Path, documents: tuple[str, ...], *, is_dry: bool) -> None:
        self._site = site
        self._documents = documents
        self._is_dry = is_dry
        self._roots: list[Path] = []
        self._uploads = ""
        self._by_name: dict[str, list[Path]] | None = None
        self._named_root: Path | None = None
        self._placed: dict[Path, str] = {}
        self._taken: dict[str, Path] = {}
        self.copied: dict[str, int] = {}
        self.refused: dict[str, str] = {}

    def add_roots(self, roots: Iterable[Path], uploads: str = "") -> None:
        """Looks into these folders, too, after those that were named before."""
        self._roots += [one for one in roots if one.is_dir() and one not in self._roots]
        self._uploads = uploads or self._uploads

    def by_name_below(self, folder: Path) -> None:
        """Finds files below this folder by their names alone, where no other has the same."""
        self._named_root = folder

    def found(self, address: str, folder: str) -> Path | None:
        """The file that is meant; `folder` is the one of the text, below each of the roots."""
        path = path_of(address)
        if not path or not is_media(path, self._documents):
            return None
        for root in self._roots:
            for below in self._below(path, folder):
                file = root / below
                if file.is_file() and _is_within(file, root):
                    return file
        return self._named(path.rpartition("/")[2])

    def _below(self, path: str, folder: str) -> Iterable[str]:
        bare = path.lstrip("/")
        if not path.startswith("/") and folder:
            yield os.path.normpath(f"{folder}/{bare}")
        yield bare
        whole = _SIZE.sub(r"\1", bare)
        if whole != bare:
            # A blog keeps pictures in several sizes, and the archive may have the large one alone.
            yield whole
        upload = path.find(self._uploads) if self._uploads else -1
        if upload >= 0:
            below = path[upload + len(self._uploads) :]
            yield below
            yield _SIZE.sub(r"\1", below)
            yield path[upload:].lstrip("/")

    def _named(self, name: str) -> Path | None:
        if self._named_root is None:
            return None
        if self._by_name is None:
            self._by_name = {}
            for where, folders, files in os.walk(self._named_root):
                folders.sort()
                for one in files:
                    self._by_name.setdefault(one.casefold(), []).append(Path(where, one))
        same = self._by_name.get(name.casefold(), [])
        return same[0] if len(same) == 1 else None

    def placed(self, file: Path, wanted: str) -> str:
        """The path below content/ at which the file lies in the site; "" where newsgen can't publish it.

        `wanted` is the path that it had. Raises `OSError`.
        """
        if file in self._placed:
            return self._placed[file]
        path = self._free(_safe(wanted), file)
        head = read_media(f"content/{path}", file).head
        fault = path_fault(path, self._documents)
        if isinstance(head, PictureHead) and head.fault:
            fault = head.fault.what
        if fault:
            self.refused[wanted] = fault
            self._placed[file] = ""
            return ""
        self._placed[file] = path
        self._taken[path.casefold()] = file
        target = self._site / "content" / path
        if self._is_dry or (target.is_file() and target.read_bytes() == file.read_bytes()):
            return path
        target.parent.mkdir(parents=True, exist_ok=True)
        content = file.read_bytes()
        target.write_bytes(content)
        self.copied[path] = len(content)
        return path

    def _free(self, path: str, file: Path) -> str:
        """The path, or one like it that no other file has."""
        stem, dot, ending = path.rpartition(".")
        number, candidate = 1, path
        while not self._is_free(candidate, file):
            number += 1
            candidate = f"{stem}-{number}{dot}{ending}"
        return candidate

    def _is_free(self, path: str, file: Path) -> bool:
        if self._taken.get(path.casefold(), file) != file:
            return False
        target = self._site / "content" / path
        return not target.exists() or target.read_bytes() == file.read_bytes()


def _is_within(file: Path, root: Path) -> bool:
    """Whether the file lies below the folder, its links followed."""
    return os.path.realpath(file).startswith(os.path.realpath(root) + os.sep)


def _safe(path: str) -> str:
    """A path below media/ that every system can have."""
    names = []
    for part in path.split("/"):
        name = unicodedata.normalize("NFC", unquote(part))
        name = _UNSAFE.sub("-", name).strip(" .-_")
        if name and name not in (".", ".."):
            stem, dot, ending = name.rpartition(".")
            names.append(f"{stem[:_MOST_NAME]}{dot}{ending}" if dot else name[:_MOST_NAME])
    while names and names[0].lower() in (
        "media",
        "content",
        "static",
        "assets",
        "wp-content",
        "uploads",
    ):
        if len(names) == 1:
            break
        names.pop(0)
    return "/".join(["media", *(names or ["file"])])

"""The files of a folder by the paths of requests; nothing outside of the folder, whatever is asked."""

from __future__ import annotations

import os
import re
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from newsgen.model.fast_namedtuple import NamedTuple

TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "xml": "application/xml",
    "xsl": "application/xml",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "opml": "text/x-opml",
    "json": "application/json",
    "map": "application/json",
    "geojson": "application/geo+json",
    "jsonld": "application/ld+json",
    "webmanifest": "application/manifest+json",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "zip": "application/zip",
    "wasm": "application/wasm",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "ogv": "video/ogg",
    "webm": "video/webm",
}
"""By the ending of a name. Not the machine's own table: it differs from one to the next."""

_UNKNOWN = "application/octet-stream"
_NEVER_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f\\]")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class FoundFile(NamedTuple):
    """An open file, its path below the folder with "/", and its size."""

    path: str
    stream: BinaryIO
    size_bytes: int


class Elsewhere(NamedTuple):
    """What is asked for is a folder, and its address ends in "/"."""

    path: str


def find_file(folder: Path, asked: str) -> FoundFile | Elsewhere | None:
    """What a request for this decoded path gets; None where nothing of the folder is there.

    The address of a folder gets its `index.html`. Links are not followed.
    """
    if not asked.startswith("/") or _NEVER_IN_A_NAME.search(asked):
        return None
    names = asked[1:].split("/")
    is_folder = names[-1] == ""
    if is_folder:
        names.pop()
    if any(_is_refused(name) for name in names):
        return None
    place = str(folder)
    try:
        for name in names:
            place = os.path.join(place, name)
            stat = os.lstat(place)
            if not (S_ISDIR(stat.st_mode) or S_ISREG(stat.st_mode)):
                return None
        if os.path.isdir(place):
            if not is_folder and names:
                return Elsewhere("/".join(names) + "/") if _has_index(place) else None
            names.append("index.html")
            place = os.path.join(place, "index.html")
        elif is_folder:
            return None
        return _opened(place, "/".join(names))
    except (OSError, ValueError):
        return None


def type_of(path: str) -> str:
    """The media type that the ending of the path stands for."""
    name = path.rpartition("/")[2]
    return TYPES.get(name.rpartition(".")[2].lower(), _UNKNOWN) if "." in name else _UNKNOWN


def range_of(header: str, size_bytes: int) -> tuple[int, int] | None:
    """The first byte and the one behind the last; None for all of it.

    Raises `ValueError` where there is no such byte. Of several ranges, which nobody has to
    grant, all is given.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if found[1] == "":
        count = int(found[2])
        if count == 0 or size_bytes == 0:
            raise ValueError
        return max(0, size_bytes - count), size_bytes
    first = int(found[1])
    last = min(int(found[2]), size_bytes - 1) if found[2] else size_bytes - 1
    if found[2] and int(found[2]) < first:
        return None
    if first >= size_bytes:
        raise ValueError
    return first, last + 1


def _is_refused(name: str) -> bool:
    if name in ("", ".", ".."):
        return True
    if os.name != "nt":
        return False
    # There a name may lead to a drive, a stream of a file, or a device.
    return bool(set(name) & set(':*?"<>|')) or name != name.rstrip(". ") or Path(name).is_reserved()


def _has_index(place: str) -> bool:
    return os.path.isfile(os.path.join(place, "index.html"))


def _opened(place: str, path: str) -> FoundFile | None:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(place, flags | getattr(os, "O_NONBLOCK", 0))
    stat = os.fstat(descriptor)
    if not S_ISREG(stat.st_mode):
        os.close(descriptor)
        return None
    return FoundFile(path, os.fdopen(descriptor, "rb"), stat.st_size)

"""Lists one folder by the names and stats of its files; opens nothing."""

from __future__ import annotations

import errno
import marshal
import os
from operator import itemgetter
from stat import S_IFDIR, S_IFREG

from newsgen.model.digest import Digest, digest_bytes
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.folding import composed

RACY_NS = 2_000_000_000
"""A file that changed so shortly before it was seen could have changed again with the same time stamp:
git's racy-clean rule."""

_KIND = 0o170000
"""The bits of a file's mode that say what it is."""

_HAS_PLACES = os.stat in os.supports_dir_fd and os.listdir in os.supports_fd


class Stat(NamedTuple):
    """What tells that a file is unchanged; times in nanoseconds since 1970."""

    mtime_ns: int
    ctime_ns: int
    size_bytes: int
    inode: int


Row = tuple[str, int, int, int, int]
"""A file's name and the four fields of its `Stat`: a plain tuple, for there are many."""


class Listing(NamedTuple):
    """What a folder holds. `rows` are its regular files by name, `folders` the names of its folders.

    `others` are the names of symbolic links and of whatever else is neither, of
    which these stats say nothing. `is_closed` where the folder may not be read:
    then nothing is known of it.
    """

    rows: list[Row]
    folders: list[str]
    others: list[str]
    is_closed: bool = False


class FolderFingerprint(NamedTuple):
    """A fingerprint of all files of a folder, names and stats, and the newest of their times."""

    digest: Digest
    newest_ns: int

    def proves_unchanged(self, now: FolderFingerprint, seen_ns: int) -> bool:
        """Whether a folder that has the fingerprint `now` holds the files that it held when it was seen."""
        return self == now and self.newest_ns < seen_ns - RACY_NS


def list_folder(folder: str) -> Listing:
    """Lists a folder. Costs a system call a file, some three microseconds. Raises `OSError`."""
    if not _HAS_PLACES:
        return _listed(sorted(os.listdir(folder)), folder, None)
    # From within, each name is looked up alone, and not the whole path to it again and again.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        return _listed(sorted(os.listdir(descriptor)), folder, descriptor)
    finally:
        os.close(descriptor)


def _listed(names: list[str], folder: str, descriptor: int | None) -> Listing:
    rows: list[Row] = []
    folders: list[str] = []
    others: list[str] = []
    for name in names:
        place = os.path.join(folder, name) if descriptor is None else name
        try:
            stat = os.stat(place, dir_fd=descriptor, follow_symlinks=False)
        except FileNotFoundError:
            # It was deleted a moment ago.
            continue
        except OSError as error:
            error.filename = os.path.join(folder, name)
            raise
        kind = stat.st_mode & _KIND
        if kind == S_IFREG:
            rows.append((name, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino))
        elif kind == S_IFDIR:
            folders.append(name)
        else:
            others.append(name)
    return Listing(rows, folders, others)


def folder_fingerprint(rows: list[Row]) -> FolderFingerprint:
    """The fingerprint of these rows, which are sorted; half a microsecond a file."""
    newest_ns = max((*map(itemgetter(1), rows), *map(itemgetter(2), rows)), default=0)
    # Version 2 of the format writes equal values as equal bytes; later ones look at references, too.
    return FolderFingerprint(digest_bytes(marshal.dumps(rows, 2)), newest_ns)


def stat_of(result: os.stat_result) -> Stat:
    """The part of a stat that tells of change."""
    return Stat(result.st_mtime_ns, result.st_ctime_ns, result.st_size, result.st_ino)


def stat_there(file: str, *, follow_symlinks: bool = True) -> os.stat_result | None:
    """The stat of what lies there; None where nothing does, or a link leads nowhere.

    Raises `OSError`: on a disk that fails, what is there must not seem to be gone.
    """
    try:
        return os.stat(file, follow_symlinks=follow_symlinks)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            return None
        raise


def decomposed_place(root: str, path: str) -> str:
    """Where the file lies whose names on the disk are in another normal form; "" where none does."""
    place = root
    for part in path.split("/"):
        below = os.path.join(place, part)
        if stat_there(below) is None:
            try:
                names = sorted(os.listdir(place))
            except OSError:
                return ""
            name = next((one for one in names if composed(one) == part), None)
            if name is None:
                return ""
            below = os.path.join(place, name)
        place = below
    return place

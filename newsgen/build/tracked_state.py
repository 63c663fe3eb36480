"""Warns where Git tracks the folder `.newsgen` of a site, which belongs to one machine alone.

Only Git's index is read: about a hundred bytes for each tracked file.
"""

from __future__ import annotations

import os
from pathlib import Path

from newsgen.model.problem import WHOLE_FILE, Problem

_FOLDER = b".newsgen/"
_MOST_BYTES = 1 << 28
_LONGEST_NAME = 0xFFF
_HEADER, _ENTRY = 12, 62
_EXTENDED = 0x4000


def tracked_problems(site: Path) -> list[Problem]:
    """A warning where the index of the site's repository names a file of `.newsgen`."""
    folder = os.path.abspath(site)
    try:
        top = _top(folder)
        if top is None or not _is_tracked(_index(top), _below(folder, top)):
            return []
    except (OSError, ValueError, IndexError):
        # Whatever is wrong there is Git's to report.
        return []
    return [
        Problem.at(
            ".newsgen",
            WHOLE_FILE,
            "NG325",
            "Git tracks files of .newsgen/, which are of this machine and of no other.",
            "Take them out: git rm -r --cached .newsgen; and write .newsgen/ into .gitignore.",
            severity="warning",
        )
    ]


def _top(folder: str) -> str | None:
    """The nearest folder upwards that is the root of a repository."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _below(folder: str, top: str) -> bytes:
    below = os.path.relpath(folder, top)
    return b"" if below == "." else os.fsencode(below).replace(os.sep.encode(), b"/") + b"/"


def _index(top: str) -> bytes:
    git = os.path.join(top, ".git")
    if os.path.isfile(git):
        # A second work tree, or a submodule.
        with open(git, encoding="utf-8") as stream:
            words = stream.read(4096)
        git = os.path.join(top, words.removeprefix("gitdir:").strip())
    with open(os.path.join(git, "index"), "rb", buffering=0) as stream:
        if os.fstat(stream.fileno()).st_size > _MOST_BYTES:
            return b""
        return stream.read()


def _is_tracked(index: bytes, below: bytes) -> bool:
    if index[:4] != b"DIRC":
        return False
    if int.from_bytes(index[4:8], "big") == 4:
        return _is_in_short_names(index, below + _FOLDER)
    wanted = below + _FOLDER
    found = index.find(wanted)
    while found > 0:
        # The length of a name stands before it. Where it fits, a name begins here.
        length = int.from_bytes(index[found - 2 : found], "big") & _LONGEST_NAME
        end = index.find(b"\0", found)
        if length == min(end - found, _LONGEST_NAME) or _is_extended(index, found, end):
            return True
        found = index.find(wanted, found + 1)
    return False


def _is_extended(index: bytes, begin: int, end: int) -> bool:
    """Whether two more bytes of flags stand between the length of the name and the name."""
    flags = int.from_bytes(index[begin - 4 : begin - 2], "big")
    return bool(flags & _EXTENDED) and flags & _LONGEST_NAME == min(end - begin, _LONGEST_NAME)


def _is_in_short_names(index: bytes, wanted: bytes) -> bool:
    """Like `_is_tracked`, for version 4 of the index: a name omits what it shares with the last one."""
    position, name = _HEADER, b""
    for _ in range(int.from_bytes(index[8:12], "big")):
        flags = int.from_bytes(index[position + _ENTRY - 2 : position + _ENTRY], "big")
        position += _ENTRY + (2 if flags & _EXTENDED else 0)
        byte = index[position]
        cut = byte & 0x7F
        while byte & 0x80:
            position += 1
            byte = index[position]
            cut = ((cut + 1) << 7) | (byte & 0x7F)
        end = index.index(b"\0", position + 1)
        name = name[: len(name) - cut] + index[position + 1 : end]
        if name.startswith(wanted):
            return True
        position = end + 1
    return False

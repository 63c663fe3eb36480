"""Seals a state file, so that the next build can tell whether newsgen left it so.

The seal lies in the user's own folder and holds the file's stat. While a build is at work
it holds the token of the state instead. Where a key was given, a MAC of the whole file also
lies beside the file, to go with it from machine to machine. To check that takes reading all
of the file, so it is done only where the seal does not fit.
"""

from __future__ import annotations

import json
import os
import time
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

from newsgen.runtime.user_folder import UserFolder, write_private_file

_SEALS = "seals"
_KEPT_SECONDS = 180 * 86_400
_PIECE = 1 << 20


class Seals:
    """The seal and the MAC of one state file. A seal that cannot be read proves nothing."""

    def __init__(self, file: Path, user_folder: UserFolder) -> None:
        self._file = file
        self._user_folder = user_folder
        self._journal = file.with_name(f"{file.name}-journal")
        self._mac = file.with_name(f"{file.name}.mac")

    def is_sealed(self) -> bool:
        """Whether the file is as newsgen left it on this machine, by its seal."""
        try:
            stat, seal = os.lstat(self._file), self._seal()
            return S_ISREG(stat.st_mode) and seal == _left(stat) and not self._has_journal()
        except (OSError, ValueError):
            return False

    def is_signed(self) -> bool:
        """Whether the file is as newsgen left it on any machine with the given key, by its MAC."""
        try:
            if not self._user_folder.is_given or self._has_journal():
                return False
            return self._mac.read_text("ascii") == self._whole()
        except (OSError, ValueError):
            return False

    def token(self) -> str:
        """The token of the state that a killed build was at work in; "" where there is none."""
        try:
            seal = self._seal()
        except (OSError, ValueError):
            return ""
        return seal[0] if isinstance(seal, list) and len(seal) == 1 else ""

    def mark_open(self, token: str, *, is_new: bool) -> None:
        """Seals the file as open: a build is at work in it."""
        self._put([token])
        if is_new:
            self._clear()

    def seal(self) -> None:
        """Seals the file as it is. Its connection must be closed."""
        try:
            self._put(_left(os.lstat(self._file)))
            if self._user_folder.is_given:
                write_private_file(self._mac, self._whole().encode())
        except OSError:
            return

    def _seal(self) -> object:
        seal_file = self._seal_file()
        if seal_file is None:
            return None
        try:
            return json.loads(seal_file.read_bytes())
        except FileNotFoundError:
            return None

    def _seal_file(self) -> Path | None:
        if self._user_folder.folder is None:
            return None
        # Named by device and inode, not by path: a site may move.
        stat = os.lstat(self._file)
        return self._user_folder.folder / _SEALS / f"{stat.st_dev:x}-{stat.st_ino:x}"

    def _put(self, seal: list[object] | list[str]) -> None:
        try:
            seal_file = self._seal_file()
            if seal_file is None:
                return
            content = json.dumps(seal).encode()
            try:
                write_private_file(seal_file, content)
            except FileNotFoundError:
                seal_file.parent.mkdir(mode=0o700, exist_ok=True)
                write_private_file(seal_file, content)
        except OSError:
            return

    def _clear(self) -> None:
        """Deletes seals that are half a year old."""
        if self._user_folder.folder is None:
            return
        oldest = time.time() - _KEPT_SECONDS
        try:
            with os.scandir(self._user_folder.folder / _SEALS) as entries:
                for entry in entries:
                    if entry.stat(follow_symlinks=False).st_mtime < oldest:
                        os.unlink(entry.path)
        except OSError:
            return

    def _has_journal(self) -> bool:
        """Whether SQLite would play a journal back into the file."""
        try:
            return os.lstat(self._journal).st_size > 0
        except FileNotFoundError:
            return False

    def _whole(self) -> str:
        digest = blake2b(key=self._user_folder.key, digest_size=32, person=b"newsgen state")
        with open(self._file, "rb", buffering=0) as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
        return digest.hexdigest()


def _left(stat: os.stat_result) -> list[object]:
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]

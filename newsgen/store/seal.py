"""Whether a state file is the one that newsgen left: a seal of it lies in the user's own folder.

A seal has the file's stat. While a build is at work, it says so instead, and
the state is known by its token, which nobody else has. Where a key was given,
a digest of the whole file under that key goes with the file from machine to
machine; that costs a look at all of it, and so is not made without need.
"""

from __future__ import annotations

import json
import os
import time
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

from newsgen.runtime.user_folder import UserFolder, put

_SEALS = "seals"
_KEPT_SECONDS = 180 * 86_400
_PIECE = 1 << 20


class Seals:
    """The seals of one state file. Where the disk fails them, nothing is proved."""

    def __init__(self, file: Path, own: UserFolder) -> None:
        self._file = file
        self._own = own
        self._journal = file.with_name(f"{file.name}-journal")
        self._mac = file.with_name(f"{file.name}.mac")

    def is_sealed(self) -> bool:
        """Whether the file is as newsgen left it on this machine."""
        try:
            stat, seal = os.lstat(self._file), self._seal()
            return S_ISREG(stat.st_mode) and seal == _left(stat) and not self._has_journal()
        except (OSError, ValueError):
            return False

    def is_signed(self) -> bool:
        """Whether the file is as newsgen left it on any machine that was given the key."""
        try:
            if not self._own.is_given or self._has_journal():
                return False
            return self._mac.read_text("ascii") == self._whole()
        except (OSError, ValueError):
            return False

    def token(self) -> str:
        """The token of a state that a build was at work in when it was killed; "" where none was."""
        try:
            seal = self._seal()
        except (OSError, ValueError):
            return ""
        return seal[0] if isinstance(seal, list) and len(seal) == 1 else ""

    def open(self, token: str, *, is_new: bool) -> None:
        """Says that a build is at work in the file."""
        self._put([token])
        if is_new:
            self._clear()

    def close(self) -> None:
        """Says that the file is as it was left. Its connection is closed."""
        try:
            self._put(_left(os.lstat(self._file)))
            if self._own.is_given:
                put(self._mac, self._whole().encode())
        except OSError:
            return

    def _seal(self) -> object:
        place = self._place()
        if place is None:
            return None
        try:
            return json.loads(place.read_text("ascii"))
        except FileNotFoundError:
            return None

    def _place(self) -> Path | None:
        if self._own.folder is None:
            return None
        # By the file and not by its path: a site may move.
        stat = os.lstat(self._file)
        return self._own.folder / _SEALS / f"{stat.st_dev:x}-{stat.st_ino:x}"

    def _put(self, seal: list[object] | list[str]) -> None:
        try:
            place = self._place()
            if place is None:
                return
            content = json.dumps(seal).encode()
            try:
                put(place, content)
            except FileNotFoundError:
                place.parent.mkdir(mode=0o700, exist_ok=True)
                put(place, content)
        except OSError:
            return

    def _clear(self) -> None:
        """Deletes the seals of states that no build has opened for half a year."""
        if self._own.folder is None:
            return
        oldest = time.time() - _KEPT_SECONDS
        try:
            with os.scandir(self._own.folder / _SEALS) as entries:
                for entry in entries:
                    if entry.stat(follow_symlinks=False).st_mtime < oldest:
                        os.unlink(entry.path)
        except OSError:
            return

    def _has_journal(self) -> bool:
        """Whether SQLite would play something into the file that is not in it."""
        try:
            return os.lstat(self._journal).st_size > 0
        except FileNotFoundError:
            return False

    def _whole(self) -> str:
        made = blake2b(key=self._own.key, digest_size=32, person=b"newsgen state")
        with open(self._file, "rb", buffering=0) as stream:
            while piece := stream.read(_PIECE):
                made.update(piece)
        return made.hexdigest()


def _left(stat: os.stat_result) -> list[object]:
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]

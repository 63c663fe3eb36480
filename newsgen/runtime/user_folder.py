"""Opens the user's own folder, outside of every site, and the key in it.

Many hands can write into a site's folder and its `.newsgen/`: contributors, a shared
build cache, an unpacked archive. Nobody but the user can write into this folder, so
newsgen can trust what it finds there.
"""

from __future__ import annotations

import os
import stat
import sys
from hashlib import blake2b
from pathlib import Path

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.runtime.failures import WeakKeyError

VARIABLE = "NEWSGEN_CACHE_KEY"
"""The environment variable with a key that replaces the folder's own, for machines that come and go."""

_NAME, _KEY = "newsgen", "key"
_KEY_BYTES = 32
_SHORTEST = 16
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


class UserFolder(NamedTuple):
    """The user's own folder and key.

    `folder` is None where none is this user's alone. `key` is b"" where there is none.
    `is_given` where the key came from the environment, so that other machines may have it too.
    """

    folder: Path | None
    key: bytes
    is_given: bool

    def mac(self, purpose: str, *parts: bytes) -> str:
        """The keyed digest (MAC) of the parts. There must be a key."""
        return keyed_digest(self.key, purpose, *parts)


def open_user_folder() -> UserFolder:
    """Opens the user's folder and key, and makes them where they are missing. Raises `WeakKeyError`."""
    folder = _folder()
    given = os.environ.get(VARIABLE, "")
    if not given:
        return UserFolder(folder, _own_key(folder) if folder else b"", is_given=False)
    if len(given) < _SHORTEST:
        raise WeakKeyError(f"The key in {VARIABLE} has fewer than {_SHORTEST} characters.")
    key = blake2b(os.fsencode(given), digest_size=_KEY_BYTES, person=b"newsgen given").digest()
    return UserFolder(folder, key, is_given=True)


def keyed_digest(key: bytes, purpose: str, *parts: bytes) -> str:
    """The MAC of the parts under the key, 32 characters long. It differs for each purpose."""
    mac = blake2b(key=key, digest_size=16, person=purpose.encode())
    for part in parts:
        # Each part comes with its length, so that no text can move from one part to the next.
        mac.update(len(part).to_bytes(8, "big"))
        mac.update(part)
    return mac.hexdigest()


def write_private_file(file: Path, content: bytes) -> None:
    """Writes a small file atomically, readable by this user alone. Raises `OSError`."""
    temporary = f"{file}.{os.urandom(8).hex()}"
    opened = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(opened, content)
    finally:
        os.close(opened)
    os.replace(temporary, file)


def _folder() -> Path | None:
    for candidate in _candidates():
        try:
            if _is_own_folder(candidate):
                return Path(candidate)
        except OSError:
            continue
    return None


def _candidates() -> list[str]:
    """The paths at which the folder may be, the best one first."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "") or os.path.join(home, "AppData", "Local")
        return [os.path.join(base, _NAME)] if os.path.isabs(base) else []
    caches = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(caches):
        caches = os.path.join(home, *_caches())
    # The second is for users without a home. Anybody could make it first, so its owner is checked.
    return [os.path.join(caches, _NAME), f"/var/tmp/{_NAME}-{os.geteuid()}"]  # noqa: S108


def _caches() -> tuple[str, ...]:
    return ("Library", "Caches") if sys.platform == "darwin" else (".cache",)


def _is_own_folder(candidate: str) -> bool:
    """Makes the folder if it is missing. Whether it is this user's alone. Raises `OSError`."""
    if not os.path.isabs(candidate):
        return False
    if not os.path.lexists(candidate):
        _make(os.path.dirname(candidate), candidate)
    found = os.lstat(candidate)
    if not stat.S_ISDIR(found.st_mode):
        return False
    if sys.platform == "win32":
        # There the folder lies in the user's profile, which is the user's own.
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE


def _make(parent: str, candidate: str) -> None:
    above = parent
    while not os.path.lexists(above):
        above = os.path.dirname(above)
    # Under `sudo` the home may be another user's, and root must leave no folders in it.
    if above != parent and sys.platform != "win32" and os.stat(above).st_uid != os.geteuid():
        return
    os.makedirs(parent, 0o700, exist_ok=True)
    os.mkdir(candidate, 0o700)


def _own_key(folder: Path) -> bytes:
    file = folder / _KEY
    try:
        key = file.read_bytes()
        if len(key) == _KEY_BYTES:
            return key
    except FileNotFoundError:
        pass
    except OSError:
        return b""
    key = os.urandom(_KEY_BYTES)
    try:
        write_private_file(file, key)
    except OSError:
        return b""
    return key

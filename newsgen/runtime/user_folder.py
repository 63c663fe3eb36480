"""The user's own folder, outside of every site, and the key in it.

Whoever can write into a site's folder can write into its `.newsgen/`: a
contributor, a cache that a stranger's build filled, an archive. Nobody but the
user writes into this folder, so that what lies there is newsgen's own work.
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
"""Holds the key in place of the one in the folder, for machines that come and go."""

_NAME, _KEY = "newsgen", "key"
_KEY_BYTES = 32
_SHORTEST = 16
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


class UserFolder(NamedTuple):
    """The folder, None where there is none that is this user's alone, and the key, b"" without one.

    `is_given` is whether the key was given and is that of other machines too.
    """

    folder: Path | None
    key: bytes
    is_given: bool

    def mac(self, purpose: str, *parts: bytes) -> str:
        """A digest of the parts that nobody can make who has not the key; there must be one."""
        return authentic(self.key, purpose, *parts)


def private() -> UserFolder:
    """The user's folder and key; both are made where they are missing. Raises `WeakKeyError`."""
    folder = _folder()
    given = os.environ.get(VARIABLE, "")
    if not given:
        return UserFolder(folder, _own_key(folder) if folder else b"", is_given=False)
    if len(given) < _SHORTEST:
        raise WeakKeyError(f"The key in {VARIABLE} has fewer than {_SHORTEST} characters.")
    key = blake2b(os.fsencode(given), digest_size=_KEY_BYTES, person=b"newsgen given").digest()
    return UserFolder(folder, key, is_given=True)


def authentic(key: bytes, purpose: str, *parts: bytes) -> str:
    """A digest of the parts under the key, 32 characters long, another for each purpose."""
    made = blake2b(key=key, digest_size=16, person=purpose.encode())
    for part in parts:
        # With its length: what stands at the end of one part is not the begin of the next.
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def put(file: Path, content: bytes) -> None:
    """Puts a small file in place as a whole, for nobody else to read. Raises `OSError`."""
    temporary = f"{file}.{os.urandom(8).hex()}"
    opened = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(opened, content)
    finally:
        os.close(opened)
    os.replace(temporary, file)


def _folder() -> Path | None:
    for place in _places():
        try:
            if _is_made(place):
                return Path(place)
        except OSError:
            continue
    return None


def _places() -> list[str]:
    """Where the folder may be, the best place first."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "") or os.path.join(home, "AppData", "Local")
        return [os.path.join(base, _NAME)] if os.path.isabs(base) else []
    caches = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(caches):
        caches = os.path.join(home, *_caches())
    # For users without a home. Whoever makes it first there is its owner, which is looked at.
    return [os.path.join(caches, _NAME), f"/var/tmp/{_NAME}-{os.geteuid()}"]  # noqa: S108


def _caches() -> tuple[str, ...]:
    return ("Library", "Caches") if sys.platform == "darwin" else (".cache",)


def _is_made(place: str) -> bool:
    """Whether the folder is there and this user's alone. Raises `OSError` where it cannot be made."""
    if not os.path.isabs(place):
        return False
    if not os.path.lexists(place):
        _make(os.path.dirname(place), place)
    found = os.lstat(place)
    if not stat.S_ISDIR(found.st_mode):
        return False
    if sys.platform == "win32":
        # What lies below the user's own folder is the user's there.
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE


def _make(parent: str, place: str) -> None:
    above = parent
    while not os.path.lexists(above):
        above = os.path.dirname(above)
    # Under `sudo` the home may be another user's, who wants no folders of root's in it.
    if above != parent and sys.platform != "win32" and os.stat(above).st_uid != os.geteuid():
        return
    os.makedirs(parent, 0o700, exist_ok=True)
    os.mkdir(place, 0o700)


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
        put(file, key)
    except OSError:
        return b""
    return key

"""What a worker elsewhere does: it shows that it is like the build, then works, a chunk at a time.

Loaded by the workers of a cluster, and by a build that has one.
"""

from __future__ import annotations

import os
import pickle
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TypeVar

import newsgen
from newsgen.model.digest import Digest, digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.parallel.kept import let_all_go
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.libraries.versions import LIBRARIES, identity
from newsgen.runtime.failures import ClusterError
from newsgen.runtime.theme_folder import package_folder
from newsgen.runtime.toolchain import like, toolchain

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

_SIGNS = "cluster"

SAME = "Start the workers from the environment that the build runs in."
"""What to do about a worker that has something else installed."""

_ROOM = ThreadPoolExecutor(1, "newsgen")
"""Where the work of this process is done.

Readers and renderers belong to one thread, and Dask has several where it is
not told otherwise.
"""

_admitted: list[str] = []
"""The token of the build that this process was last found to be like."""


class Handshake(NamedTuple):
    """What the workers of a build must agree with.

    `sign` is a file in the site's folder that holds `token`: who reads it
    there sees the same folder.
    """

    address: str
    token: str
    sign: str
    version: str
    toolchain: Digest
    package: str


def terms(address: str, folder: Path) -> Handshake:
    """The terms of this build; the sign is set up in the folder, and those of earlier builds are gone."""
    signs = Path(os.path.abspath(folder)) / _SIGNS
    shutil.rmtree(signs, ignore_errors=True)
    signs.mkdir(parents=True)
    token = os.urandom(16).hex()
    sign = signs / token
    sign.write_text(token, "ascii")
    return Handshake(
        address, token, str(sign), _version(), _all_of_the_toolchain(), str(package_folder())
    )


def end_of_handshake(agreed: Handshake) -> None:
    """Takes the sign down."""
    shutil.rmtree(Path(agreed.sign).parent, ignore_errors=True)


def difference(agreed: Handshake) -> tuple[str, str]:
    """What keeps this process from working for the build, and what to do; "" and "" if nothing does."""
    if agreed.version != _version():
        return f"has {_version()}, and the build {agreed.version}", SAME
    if agreed.package != str(package_folder()):
        return f"has newsgen in {package_folder()}, and the build in {agreed.package}", SAME
    if agreed.toolchain != _all_of_the_toolchain():
        return "has other versions of the libraries, or other modules of newsgen", SAME
    try:
        is_seen = Path(agreed.sign).read_text("ascii") == agreed.token
    except (OSError, UnicodeDecodeError):
        is_seen = False
    if not is_seen:
        folder = Path(agreed.sign).parents[1]
        hint = "Put the site on a file system that all machines mount at the same path."
        return f"does not see the folder {folder} of the build", hint
    return "", ""


def work(agreed: Handshake, parcel: bytes) -> bytes:
    """The result of a packed call, packed. Raises `ClusterError` where this worker is another's."""
    return _ROOM.submit(_work, agreed, parcel).result()


def leave() -> None:
    """Lets go of what this process kept for a build."""
    _ROOM.submit(let_all_go)


def packed(
    function: Callable[[Sequence[Item], Shared], list[Result]],
    chunk: Sequence[Item],
    shared: Shared,
) -> bytes:
    """A call to send. Its parts pass through Dask unseen: it would search them for tasks of its own."""
    return pickle.dumps((function, chunk, shared), pickle.HIGHEST_PROTOCOL)


def _work(agreed: Handshake, parcel: bytes) -> bytes:
    if _admitted != [agreed.token]:
        what, hint = difference(agreed)
        if what:
            message = f"The worker on {platform.node()} {what}."
            raise ClusterError(agreed.address, message, hint)
        _admitted[:] = [agreed.token]
    function, chunk, shared = pickle.loads(parcel)  # noqa: S301 - a cluster runs what it is sent
    if not _is_as_here(shared):
        message = (
            f"The worker on {platform.node()} has other rules of the time zone, or extensions."
        )
        raise ClusterError(agreed.address, message, SAME)
    return pickle.dumps(function(chunk, shared), pickle.HIGHEST_PROTOCOL)


def _is_as_here(shared: object) -> bool:
    """Whether what shapes the site's bytes is the same here as where the build is."""
    # What is shared to render names the settings by which texts were read; to read it is those.
    settings = getattr(shared, "reading", shared)
    return not isinstance(settings, ReadSettings) or settings == like(settings)


@cache
def _all_of_the_toolchain() -> Digest:
    """With what Babel knows of languages: which of them there are is not known yet."""
    return digest_value((toolchain(), identity("babel", LIBRARIES["babel"])))


def _version() -> str:
    return f"newsgen {newsgen.__version__} on Python {'.'.join(map(str, sys.version_info[:3]))}"

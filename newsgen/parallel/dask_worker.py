"""The worker's side of Dask: a handshake that compares it with the build, then one chunk at a time.

Loaded by the workers of a cluster, and by a build that uses one.
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
from newsgen.parallel.chunk_cleanup import close_all
from newsgen.plugins.identity import uses_here
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.libraries.versions import LIBRARIES, identity
from newsgen.runtime.failures import ClusterError
from newsgen.runtime.theme_folder import package_folder
from newsgen.runtime.toolchain import like, toolchain

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

_HANDSHAKE_FOLDER = "cluster"

SAME = "Start the workers from the environment that the build runs in."
"""The hint about a worker that has something else installed."""

_THREAD = ThreadPoolExecutor(1, "newsgen")
"""The one thread in which this process works.

Readers and renderers belong to one thread, and Dask starts several unless told otherwise.
"""

_accepted_tokens: list[str] = []
"""The token of the build whose handshake this process has passed, if any."""


class Handshake(NamedTuple):
    """What a worker must have in common with the build.

    `token_file` is a file in the state's folder that holds `token`: a worker that can
    read it sees the same folder.
    """

    address: str
    token: str
    token_file: str
    version: str
    toolchain: Digest
    package: str


def begin_handshake(address: str, folder: Path) -> Handshake:
    """The handshake of this build. Writes its token file, and deletes those of earlier builds."""
    token_folder = Path(os.path.abspath(folder)) / _HANDSHAKE_FOLDER
    shutil.rmtree(token_folder, ignore_errors=True)
    token_folder.mkdir(parents=True)
    token = os.urandom(16).hex()
    token_file = token_folder / token
    token_file.write_text(token, "ascii")
    return Handshake(
        address, token, str(token_file), _version(), _all_of_the_toolchain(), str(package_folder())
    )


def end_handshake(handshake: Handshake) -> None:
    """Deletes the token file."""
    shutil.rmtree(Path(handshake.token_file).parent, ignore_errors=True)


def difference(handshake: Handshake) -> tuple[str, str]:
    """How this process differs from the build, and what to do; "" and "" where it does not."""
    if handshake.version != _version():
        return f"has {_version()}, and the build {handshake.version}", SAME
    if handshake.package != str(package_folder()):
        return f"has newsgen in {package_folder()}, and the build in {handshake.package}", SAME
    if handshake.toolchain != _all_of_the_toolchain():
        return "has other versions of the libraries, or other modules of newsgen", SAME
    try:
        is_seen = Path(handshake.token_file).read_text("ascii") == handshake.token
    except (OSError, UnicodeDecodeError):
        is_seen = False
    if not is_seen:
        folder = Path(handshake.token_file).parents[1]
        hint = "Put the site on a file system that all machines mount at the same path."
        return f"does not see the folder {folder} of the build", hint
    return "", ""


def work(handshake: Handshake, call: bytes) -> bytes:
    """Runs a packed call and packs its result. Raises `ClusterError` where this worker differs."""
    return _THREAD.submit(_work, handshake, call).result()


def leave() -> None:
    """Closes what this process kept for a build."""
    _THREAD.submit(close_all)


def packed(
    function: Callable[[Sequence[Item], Shared], list[Result]],
    chunk: Sequence[Item],
    shared: Shared,
) -> bytes:
    """A call, pickled. Unpickled, Dask would search its parts for tasks."""
    return pickle.dumps((function, chunk, shared), pickle.HIGHEST_PROTOCOL)


def _work(handshake: Handshake, call: bytes) -> bytes:
    if _accepted_tokens != [handshake.token]:
        what, hint = difference(handshake)
        if what:
            message = f"The worker on {platform.node()} {what}."
            raise ClusterError(handshake.address, message, hint)
        _accepted_tokens[:] = [handshake.token]
    function, chunk, shared = pickle.loads(call)  # noqa: S301 - a cluster runs what it is sent
    if not _has_same_settings(shared):
        message = (
            f"The worker on {platform.node()} has other rules of the time zone, extensions"
            " or plugins."
        )
        raise ClusterError(handshake.address, message, SAME)
    return pickle.dumps(function(chunk, shared), pickle.HIGHEST_PROTOCOL)


def _has_same_settings(shared: object) -> bool:
    """Whether what shapes the site's bytes is the same here as on the machine of the build."""
    # The shared value of reading is the read settings; that of rendering holds them as `reading`.
    settings = getattr(shared, "reading", shared)
    return not isinstance(settings, ReadSettings) or settings == _here(settings)


def _here(settings: ReadSettings) -> ReadSettings:
    """The same settings with what this process would read and render by."""
    return like(settings)._replace(plugins=uses_here(settings.plugins))


@cache
def _all_of_the_toolchain() -> Digest:
    """The toolchain with all of Babel: the languages of the site are not known yet."""
    return digest_value((toolchain(), identity("babel", LIBRARIES["babel"])))


def _version() -> str:
    return f"newsgen {newsgen.__version__} on Python {'.'.join(map(str, sys.version_info[:3]))}"

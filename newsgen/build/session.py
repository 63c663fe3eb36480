"""The folder `.newsgen` of a site while something works in it: the lock, the state, the workers."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.output.lock import site_lock
from newsgen.parallel.pool import Workers
from newsgen.runtime.failures import StateFolderError, as_problem, is_damage
from newsgen.store.custody import Custody
from newsgen.store.database import State

if TYPE_CHECKING:
    from newsgen.build.report import BuildRequest, CheckRequest
    from newsgen.parallel.executors import Crew

Result = TypeVar("Result")

STATE_FOLDER = ".newsgen"

_FOLDERS = ("staging", "pictures", "cluster")
_FILES = ("lock", "state.db", "state.db-journal", "state.db.mac", "outputs")


class Events(NamedTuple):
    """What work on a site tells: `progress` has a stage's name, what is done and of how much.

    `noted` has a sentence on what the outcome does not show: why much was made anew.
    """

    progress: Callable[[str, int, int], None] = lambda stage, done, total: None
    waiting: Callable[[], None] = lambda: None
    noted: Callable[[str], None] = lambda sentence: None


class Session(NamedTuple):
    """What is at hand in the folder."""

    folder: Path
    state: State
    workers: Workers
    custody: Custody


@contextmanager
def open_session(
    site: Path,
    state_folder: Path | None,
    workers: Workers,
    lock_timeout_seconds: float,
    events: Events,
) -> Iterator[Session]:
    """The site's folder, or `state_folder` in its place, locked for the block.

    Raises `LockedError` when another holds it for longer than the time given,
    `StateFolderError` where the folder or something in it is a link.
    """
    folder = state_folder or site / STATE_FOLDER
    _refuse_link(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _check_folder(folder)
    with site_lock(folder / "lock", lock_timeout_seconds, events.waiting):
        custody = Custody(folder, events.noted)
        try:
            yield Session(folder, custody.opened(), workers, custody)
        finally:
            workers.close()
            custody.close()


def with_sound_state(place: Session, work: Callable[[Session], Result]) -> Result:
    """What the work comes to; a state that turns out to be damaged is replaced, and the work done again.

    A damage can show as any error: what is read from the state is taken for what was written to
    it. After one that tells of the world the work is not done again, nor where the state is new.
    """
    try:
        return work(place)
    except Exception as error:
        is_doubtful = is_damage(error) or as_problem(error, place.folder) is None
        if place.custody.is_new or not is_doubtful:
            raise
        # Who works in other processes has the old one open.
        place.workers.close()
        state = place.custody.damaged(error)
    return work(place._replace(state=state))


def _check_folder(folder: Path) -> None:
    """Raises `StateFolderError` where something of newsgen's is a link, or is not what newsgen makes."""
    for entry in _entries(folder):
        name = entry.name
        _refuse_link(Path(entry.path))
        if name in _FOLDERS and not entry.is_dir(follow_symlinks=False):
            raise _strange(folder / name, "should be a folder and is none")
        if name in _FILES and not entry.is_file(follow_symlinks=False):
            raise _strange(folder / name, "should be a file and is none")
        if name == "pictures":
            for below in _entries(folder / name):
                _refuse_link(Path(below.path))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return [*found]


def _refuse_link(path: Path) -> None:
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return
    if sys.platform == "win32":
        is_link = found.st_reparse_tag in (
            stat.IO_REPARSE_TAG_SYMLINK,
            stat.IO_REPARSE_TAG_MOUNT_POINT,
        )
    else:
        is_link = stat.S_ISLNK(found.st_mode)
    if is_link:
        raise _strange(path, "is a link, which could lead newsgen to write and delete elsewhere")


def _strange(path: Path, what: str) -> StateFolderError:
    message = f"{path.name} in the folder of newsgen's own {what}."
    if path.name == STATE_FOLDER:
        message = f"{path.name} {what}."
    return StateFolderError(path, message, "Delete it; newsgen makes it anew.")


def workers_for(request: BuildRequest | CheckRequest) -> Workers:
    """Those who will do the request's work; nobody is called yet."""
    if not request.executor:
        return Workers(request.jobs, request.processes_from)
    folder = request.state_folder or request.site / STATE_FOLDER
    call = partial(_cluster, request.executor, request.jobs, folder)
    return Workers(request.jobs, request.processes_from, call)


def _cluster(executor: str, jobs: int, folder: Path) -> Crew:
    # By need: few builds have a cluster.
    from newsgen.parallel.dask_executor import dask_crew

    return dask_crew(executor, jobs, folder)

"""Opens the folder `.newsgen` of a site for a build or a check: the lock, the state, the workers."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.output.lock import site_lock
from newsgen.parallel.pool import Workers
from newsgen.runtime.failures import ClusterError, StateFolderError, as_problem, is_damage
from newsgen.store.database import State
from newsgen.store.state_keeper import StateKeeper

if TYPE_CHECKING:
    from newsgen.build.report import BuildRequest, CheckRequest
    from newsgen.parallel.executors import ChunkExecutor
    from newsgen.plugins.protocols import ExecutorFactory

Result = TypeVar("Result")

STATE_FOLDER = ".newsgen"

PREVIEW_STATE = f"{STATE_FOLDER}/preview-state"
"""The state of previews, so that the next build for readers finds its own as it was left."""

_FOLDERS = ("staging", "pictures", "cluster", "preview", "preview-state", "serve")
_FILES = ("lock", "state.db", "state.db-journal", "state.db.mac", "outputs")


class Events(NamedTuple):
    """Callbacks for work on a site.

    `progress` gets the name of a stage, the number of items done, and of how many.
    `waiting` is called once while another build holds the lock. `noted` gets a sentence on
    what the report does not show, such as why everything is built again. `committed` gets the
    paths of the outputs that were written or deleted, when they are.
    """

    progress: Callable[[str, int, int], None] = lambda stage, done, total: None
    waiting: Callable[[], None] = lambda: None
    noted: Callable[[str], None] = lambda sentence: None
    committed: Callable[[Iterable[str]], None] = lambda paths: None


class Session(NamedTuple):
    """The open folder: its path, its state, the workers, and the keeper of the state file."""

    folder: Path
    state: State
    workers: Workers
    keeper: StateKeeper


@contextmanager
def open_session(
    site: Path,
    state_folder: Path | None,
    workers: Workers,
    lock_timeout_seconds: float,
    events: Events,
    *,
    is_hurried: bool = False,
) -> Iterator[Session]:
    """Opens `.newsgen`, or `state_folder` instead of it, and holds its lock for the block.

    With `is_hurried` the state may be lost where the machine dies, and then all is built anew.

    Raises `LockedError` where another build holds the lock for longer than the timeout,
    and `StateFolderError` where the folder or something in it is a link.
    """
    folder = state_folder or site / STATE_FOLDER
    if state_folder == site / PREVIEW_STATE:
        # The folder above it is newsgen's own as well, and holds what is built.
        _check_above(site / STATE_FOLDER)
    refuse_link(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _check_folder(folder)
    with site_lock(folder / "lock", lock_timeout_seconds, events.waiting):
        keeper = StateKeeper(folder, events.noted, is_kept_open=is_hurried)
        try:
            state = keeper.open()
            if is_hurried:
                state.hurry()
            yield Session(folder, state, workers, keeper)
        finally:
            workers.close()
            keeper.close()


def with_sound_state(session: Session, work: Callable[[Session], Result]) -> Result:
    """The result of the work. A state that turns out to be damaged is replaced, and the work repeated.

    Damage can show as any error, since what is read from the state is trusted to be what was
    written. The work is not repeated after a failure of the world, nor where the state is new.
    """
    try:
        return work(session)
    except Exception as error:
        is_doubtful = is_damage(error) or as_problem(error, session.folder) is None
        if session.keeper.is_new or not is_doubtful:
            raise
        # Worker processes have the old state open.
        session.workers.close()
        state = session.keeper.replace_damaged(error)
    return work(session._replace(state=state))


def pictures_home(site: Path, folder: Path) -> Path:
    """The state folder whose pictures a build with the state in `folder` uses: previews share them."""
    return site / STATE_FOLDER if folder == site / PREVIEW_STATE else folder


def _check_above(folder: Path) -> None:
    """Like `_check_folder` for a folder that need not be there."""
    refuse_link(folder)
    if folder.is_dir():
        _check_folder(folder)


def _check_folder(folder: Path) -> None:
    """Raises `StateFolderError` where an entry is a link, or a file where a folder belongs, or vice versa."""
    for entry in _entries(folder):
        name = entry.name
        refuse_link(Path(entry.path))
        if name in _FOLDERS and not entry.is_dir(follow_symlinks=False):
            raise _strange(folder / name, "should be a folder and is none")
        if name in _FILES and not entry.is_file(follow_symlinks=False):
            raise _strange(folder / name, "should be a file and is none")
        if name == "pictures":
            for below in _entries(folder / name):
                refuse_link(Path(below.path))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return [*found]


def refuse_link(path: Path) -> None:
    """Raises `StateFolderError` where there is a link."""
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
    """The workers for this request. None is started yet.

    Raises `ClusterError` where no plugin of the site has the executor that is asked for.
    """
    if not request.executor:
        return Workers(request.jobs, request.processes_from)
    name, _, address = request.executor.partition("://")
    if name == "dask":
        folder = request.state_folder or request.site / STATE_FOLDER
        start = partial(_dask, request.executor, request.jobs, folder)
    else:
        start = partial(_plugged, _factory(request, name), request.executor, address, request.jobs)
    return Workers(request.jobs, request.processes_from, start)


def _dask(executor: str, jobs: int, folder: Path) -> ChunkExecutor:
    # Imported late: few builds have a cluster.
    from newsgen.parallel.dask_executor import open_dask_executor

    return open_dask_executor(executor, jobs, folder)


def _factory(request: BuildRequest | CheckRequest, name: str) -> ExecutorFactory:
    # Imported late: hardly any build has an executor of a plugin.
    from newsgen.build.list_plugins import loaded_plugins

    found = loaded_plugins(request.site)
    if name not in found.executors:
        message = f"No plugin of the site has an executor `{name}`."
        hint = "`newsgen plugins` lists what each adds."
        raise ClusterError(request.executor, message, hint)
    return found.executors[name]


def _plugged(factory: ExecutorFactory, executor: str, address: str, jobs: int) -> ChunkExecutor:
    from concurrent.futures import Executor

    from newsgen.parallel.executors import ChunkExecutor

    try:
        started, width = factory(address, jobs)
        if not isinstance(started, Executor) or not isinstance(width, int) or width < 1:
            raise TypeError("it gives no executor with a width")
    except Exception as error:
        what = f"{type(error).__name__}, {error}".rstrip(" ,.")
        message = f"The executor of the plugin can't be started: {what}."
        raise ClusterError(
            executor, message, "Look at its address, or build without it."
        ) from error
    return ChunkExecutor(started, width)

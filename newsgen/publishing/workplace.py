"""The folder `.newsgen` of a site while something works in it: the lock, the state, the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.model.named import NamedTuple
from newsgen.publishing.lock import site_lock
from newsgen.publishing.state import State
from newsgen.publishing.workers import Workers

if TYPE_CHECKING:
    from newsgen.publishing.crew import Crew
    from newsgen.publishing.report import BuildRequest, CheckRequest

STATE_FOLDER = ".newsgen"


class Events(NamedTuple):
    """What work on a site tells: `progress` has a stage's name, what is done and of how much."""

    progress: Callable[[str, int, int], None] = lambda stage, done, total: None
    waiting: Callable[[], None] = lambda: None


class Workplace(NamedTuple):
    """What is at hand in the folder."""

    folder: Path
    state: State
    workers: Workers


@contextmanager
def workplace(
    site: Path,
    state_folder: Path | None,
    workers: Workers,
    lock_timeout_seconds: float,
    events: Events,
) -> Iterator[Workplace]:
    """The site's folder, or `state_folder` in its place, locked for the block.

    Raises `LockedError` when another holds it for longer than the time given.
    """
    folder = state_folder or site / STATE_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with site_lock(folder / "lock", lock_timeout_seconds, events.waiting):
        state = State.open(folder / "state.db")
        try:
            yield Workplace(folder, state, workers)
        finally:
            workers.close()
            state.close()


def workers_for(request: BuildRequest | CheckRequest) -> Workers:
    """Those who will do the request's work; nobody is called yet."""
    if not request.executor:
        return Workers(request.jobs, request.processes_from)
    folder = request.state_folder or request.site / STATE_FOLDER
    call = partial(_cluster, request.executor, request.jobs, folder)
    return Workers(request.jobs, request.processes_from, call)


def _cluster(executor: str, jobs: int, folder: Path) -> Crew:
    # By need: few builds have a cluster.
    from newsgen.publishing.cluster import dask_crew

    return dask_crew(executor, jobs, folder)

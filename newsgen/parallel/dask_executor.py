"""A crew on Dask: the workers of a scheduler that runs already, or a cluster on this machine."""

from __future__ import annotations

import logging
import pickle
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from newsgen.parallel import dask_worker
from newsgen.parallel.dask_worker import Handshake
from newsgen.parallel.executors import Crew
from newsgen.runtime.failures import ClusterError, LostWorkerError

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

LOCAL = "dask"
"""The executor that is a cluster on this machine; of a scheduler the address follows, with "://"."""

CONNECT_SECONDS = 10
PATIENCE_SECONDS = 60
"""How long a build waits for the first worker, and for another when all are gone."""

_LOOK_SECONDS = 2


def dask_crew(executor: str, jobs: int, folder: Path) -> Crew:
    """The crew that `executor` names, once its workers are found to be like this build.

    `folder` is the one that the state is kept in; `jobs` are the workers of a
    cluster on this machine. Raises `ClusterError`.
    """
    try:
        from distributed import Client
    except ImportError as error:
        hint = 'Install it: pip install "newsgen[cluster]".'
        raise ClusterError(executor, "The package distributed is not installed.", hint) from error
    _silence()
    local = _local_cluster(jobs) if executor == LOCAL else None
    try:
        address = local.scheduler_address if local else executor.replace(LOCAL, "tcp", 1)
        security = local.security if local else None
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False, security=security)
    except (OSError, ValueError) as error:
        hint = "Look whether it runs, and at the address; the port is most often 8786."
        raise ClusterError(executor, "No Dask scheduler answers there.", hint) from error
    agreed = dask_worker.terms(executor, folder)
    crew = _DaskCrew(client, local, agreed)
    try:
        crew.seats = _admitted(client, agreed)
    except BaseException:
        crew.close()
        raise
    return crew


class _DaskCrew(Crew):
    """The client of a scheduler. A chunk whose worker dies is given to another one, by Dask."""

    def __init__(self, client: Client, local: LocalCluster | None, agreed: Handshake) -> None:
        super().__init__(client.get_executor(pure=False), 1)
        self._client = client
        self._local = local
        self._agreed = agreed
        self._is_alone_since = 0.0

    def submit(
        self,
        function: Callable[[Sequence[Item], Shared], list[Result]],
        chunk: Sequence[Item],
        shared: Shared,
    ) -> Future[Any]:
        return self._executor.submit(
            dask_worker.work, self._agreed, dask_worker.packed(function, chunk, shared)
        )

    def result(self, future: Future[Any]) -> list[Any]:
        from distributed import KilledWorker

        while True:
            try:
                results: list[Any] = pickle.loads(future.result(_LOOK_SECONDS))  # noqa: S301
            except TimeoutError:
                if future.done():
                    raise
                self._look()
            except KilledWorker as error:
                message = "One worker after the other died over the same work."
                raise LostWorkerError(message) from error
            except CancelledError as error:
                raise self._gone() from error
            else:
                return results

    def close(self) -> None:
        self._executor.shutdown(wait=False)
        if self._local is None and self._client.status == "running":
            self._client.run(dask_worker.leave, on_error="ignore")
        self._client.close(timeout=CONNECT_SECONDS)
        if self._local is not None:
            self._local.close(timeout=CONNECT_SECONDS)
        dask_worker.end_of_handshake(self._agreed)

    def _look(self) -> None:
        """Raises `ClusterError` when nobody has been there to work for too long."""
        try:
            workers = self._client.nthreads()
        except OSError as error:
            raise self._gone() from error
        if workers:
            self._is_alone_since = 0.0
            return
        self._is_alone_since = self._is_alone_since or time.monotonic()
        if time.monotonic() - self._is_alone_since > PATIENCE_SECONDS:
            raise _without_workers(self._agreed.address, "has no worker any more")

    def _gone(self) -> ClusterError:
        message = "The connection to the Dask scheduler was lost."
        return ClusterError(self._agreed.address, message, "Look whether it runs; build again.")


def _silence() -> None:
    """A lost connection is told as a problem, without Dask's own account of it."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _local_cluster(jobs: int) -> LocalCluster:
    from distributed import LocalCluster, Security

    try:
        # Who connects must show the certificate, which is this build's alone: a scheduler runs
        # what it is sent, and every user of the machine reaches the loopback.
        security = Security.temporary()
    except ImportError as error:
        hint = 'Install it: pip install "newsgen[cluster]".'
        raise ClusterError(LOCAL, "The package cryptography is not installed.", hint) from error
    # Nothing listens beside the loopback, and no pages of Dask's own. Memory is the system's
    # matter, as it is with processes.
    return LocalCluster(
        n_workers=jobs,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        protocol="tls",
        security=security,
        dashboard_address=None,
        memory_limit=0,
        silence_logs=logging.CRITICAL,
    )


def _admitted(client: Client, agreed: Handshake) -> int:
    """How many workers there are. Raises `ClusterError` where one of them is not like this build."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE_SECONDS)
    except TimeoutError as error:
        raise _without_workers(agreed.address, "has no worker") from error
    # Asked first, for a worker that is sent a function which it does not have ends.
    found = client.run(find_spec, dask_worker.__name__, on_error="return")
    for worker, spec in sorted(found.items()):
        if not isinstance(spec, ModuleSpec):
            hint = "Start the workers from the environment that the build runs in."
            message = f"The worker {worker} has no newsgen, or an older one."
            raise ClusterError(agreed.address, message, hint)
    answers = client.run(dask_worker.difference, agreed)
    for worker, (what, hint) in sorted(answers.items()):
        if what:
            raise ClusterError(agreed.address, f"The worker {worker} {what}.", hint)
    return max(1, len(answers))


def _without_workers(address: str, what: str) -> ClusterError:
    message = f"The scheduler {what}; none came in {PATIENCE_SECONDS} s."
    return ClusterError(address, message, "Start one: dask worker --nthreads 1 HOST:PORT.")

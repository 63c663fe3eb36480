"""An executor on Dask: the workers of a running scheduler, or of a cluster on this machine."""

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
from newsgen.parallel.executors import ChunkExecutor
from newsgen.runtime.failures import ClusterError, LostWorkerError

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

Item = TypeVar("Item")
Shared = TypeVar("Shared")
Result = TypeVar("Result")

LOCAL = "dask"
"""The name of a cluster on this machine. A scheduler is named by this, "://" and its address."""

CONNECT_SECONDS = 10
PATIENCE_SECONDS = 60
"""How long a build waits for the first worker, and for another when all are gone."""

_POLL_SECONDS = 2


def open_dask_executor(executor: str, jobs: int, folder: Path) -> ChunkExecutor:
    """The executor that `executor` names, once its workers have passed the handshake.

    `folder` is the folder of the state. `jobs` is the number of workers of a cluster on
    this machine. Raises `ClusterError`.
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
    handshake = dask_worker.begin_handshake(executor, folder)
    chunk_executor = _DaskExecutor(client, local, handshake)
    try:
        chunk_executor.width = _checked_workers(client, handshake)
    except BaseException:
        chunk_executor.close()
        raise
    return chunk_executor


class _DaskExecutor(ChunkExecutor):
    """The client of a scheduler. Dask gives a chunk whose worker dies to another worker."""

    def __init__(self, client: Client, local: LocalCluster | None, handshake: Handshake) -> None:
        super().__init__(client.get_executor(pure=False), 1)
        self._client = client
        self._local = local
        self._handshake = handshake
        self._without_workers_since = 0.0

    def submit(
        self,
        function: Callable[[Sequence[Item], Shared], list[Result]],
        chunk: Sequence[Item],
        shared: Shared,
    ) -> Future[Any]:
        return self._executor.submit(
            dask_worker.work, self._handshake, dask_worker.packed(function, chunk, shared)
        )

    def result(self, future: Future[Any]) -> list[Any]:
        from distributed import KilledWorker

        while True:
            try:
                results: list[Any] = pickle.loads(future.result(_POLL_SECONDS))  # noqa: S301
            except TimeoutError:
                if future.done():
                    raise
                self._check_workers()
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
        dask_worker.end_handshake(self._handshake)

    def _check_workers(self) -> None:
        """Raises `ClusterError` when there has been no worker for `PATIENCE_SECONDS`."""
        try:
            workers = self._client.nthreads()
        except OSError as error:
            raise self._gone() from error
        if workers:
            self._without_workers_since = 0.0
            return
        self._without_workers_since = self._without_workers_since or time.monotonic()
        if time.monotonic() - self._without_workers_since > PATIENCE_SECONDS:
            raise _no_workers(self._handshake.address, "has no worker any more")

    def _gone(self) -> ClusterError:
        message = "The connection to the Dask scheduler was lost."
        return ClusterError(self._handshake.address, message, "Look whether it runs; build again.")


def _silence() -> None:
    """Silences Dask's log: a lost connection is reported as a problem."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _local_cluster(jobs: int) -> LocalCluster:
    from distributed import LocalCluster, Security

    try:
        # A client must show this build's own certificate: a scheduler runs what it is sent, and
        # every user of the machine can reach the loopback.
        security = Security.temporary()
    except ImportError as error:
        hint = 'Install it: pip install "newsgen[cluster]".'
        raise ClusterError(LOCAL, "The package cryptography is not installed.", hint) from error
    # It listens on the loopback alone, without a dashboard. As with processes, the system
    # limits the memory.
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


def _checked_workers(client: Client, handshake: Handshake) -> int:
    """Checks all workers and returns their number. Raises `ClusterError` where one differs."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE_SECONDS)
    except TimeoutError as error:
        raise _no_workers(handshake.address, "has no worker") from error
    # Asked first, since a worker that is sent a function which it doesn't have ends.
    found = client.run(find_spec, dask_worker.__name__, on_error="return")
    for worker, spec in sorted(found.items()):
        if not isinstance(spec, ModuleSpec):
            hint = "Start the workers from the environment that the build runs in."
            message = f"The worker {worker} has no newsgen, or an older one."
            raise ClusterError(handshake.address, message, hint)
    answers = client.run(dask_worker.difference, handshake)
    for worker, (what, hint) in sorted(answers.items()):
        if what:
            raise ClusterError(handshake.address, f"The worker {worker} {what}.", hint)
    return max(1, len(answers))


def _no_workers(address: str, what: str) -> ClusterError:
    message = f"The scheduler {what}; none came in {PATIENCE_SECONDS} s."
    return ClusterError(address, message, "Start one: dask worker --nthreads 1 HOST:PORT.")

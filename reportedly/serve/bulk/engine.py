"""Dask: a pool of processes here, or the cluster of an address. The only module that knows it.

What is asked of an engine is little (`work.Engine`): run a function of a task, tell what came of it, try again where the
process that ran it is gone, and tell when that helps no more.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any, TypeVar

from reportedly.errors import StoreError
from reportedly.serve.bulk.work import Engine, Outcome, Settings

T = TypeVar("T")
R = TypeVar("R")
TRIES = 3
"""Processes that may end in a task before it is given up: a machine may be taken away once, or twice."""
_AHEAD = 3
"""Tasks a worker that are handed over, so that none waits, and the scheduler knows few of a million."""
_PATIENCE = "20s"


@contextmanager
def engine(address: str | None, workers: int | None) -> Iterator[Engine]:
    """The cluster at `address` (`tcp://HOST:8786`), else processes of this machine, one a core unless told.

    Raises StoreError where nobody answers.
    """
    import dask
    from distributed import Client

    with ExitStack() as stack:
        # Processes that end are our business: they are told with what was in their hands, or need not be.
        stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": TRIES - 1, **_QUIET}))
        if address is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="reportedly-"))
            address = stack.enter_context(_here(workers, folder))
        stack.enter_context(_hushed("distributed.client"))  # that a machine went is our business too
        try:
            client = stack.enter_context(Client(address, timeout=_PATIENCE, set_as_default=False))
        except (OSError, ValueError) as error:
            said = " ".join(str(error).split())
            remedy = "start `dask scheduler` and `dask worker --nthreads 1` there, or leave --address out"
            raise StoreError(address, f"no cluster answers: {said}", remedy) from error
        yield _Cluster(client)


@contextmanager
def _hushed(name: str) -> Iterator[None]:
    """Nothing but errors of a logger, for the time being."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


_QUIET = {
    "distributed.admin.system-monitor.gil.enabled": False,
    # Dask has memory given back in small pieces, which are wanted again at once: a tenth of the time went there.
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": str(64 << 20),
}


@contextmanager
def _here(workers: int | None, folder: str) -> Iterator[Any]:
    from distributed import LocalCluster

    from reportedly.language.network import cores

    with LocalCluster(
        n_workers=workers or cores(),
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",  # its default is a port that somebody may have, of which it would speak
        silence_logs=logging.CRITICAL,
        local_directory=folder,
        host="127.0.0.1",
    ) as cluster:
        yield cluster


class _Cluster:
    """An engine over a client of Dask."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def run(self, do: Callable[[Settings, T], R], settings: Settings, tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """See `Engine`. Tasks are taken as there is room for them, and what runs is let go of when the caller stops."""
        from distributed import KilledWorker, as_completed

        waiting = iter(tasks)
        running: dict[Any, T] = {}
        finished = as_completed(loop=self._client.loop)

        def fill() -> None:
            room = max(1, len(self._client.nthreads())) * _AHEAD - len(running)
            for task in islice(waiting, max(0, room)):
                future = self._client.submit(do, settings, task, pure=False)
                running[future] = task
                finished.add(future)

        try:
            fill()
            while running:
                future = next(finished)
                task = running.pop(future)
                try:
                    result = future.result()
                except KilledWorker:
                    result = None
                future.release()
                yield Outcome(task, result)
                fill()
        finally:
            for future in running:
                future.cancel()

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
_LOOK, _ALONE = 10.0, 120.0
"""Seconds after which it is looked whether anybody works, and for which nobody may."""


@contextmanager
def engine(address: str | None, workers: int | None) -> Iterator[Engine]:
    """The cluster at `address` (`tcp://HOST:8786`), else processes of this machine, one a core unless told.

    Raises StoreError where nobody answers.
    """
    import dask
    from distributed import Client

    with ExitStack() as stack:
        # Processes that end are our business: they are told with what was in their hands, or need not be.
        stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": TRIES - 1, **_DASK}))
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


_DASK = {
    "distributed.admin.system-monitor.gil.enabled": False,
    # Dask looks so long after a process has ended, and where another in its place has ended too and the next one only
    # starts, ends whoever starts them: of texts that end processes, a few were enough to leave nobody.
    "distributed.deploy.lost-worker-timeout": "1 hour",
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
        """See `Engine`. Tasks are taken as there is room for them, and what runs is let go of when the caller stops.

        Raises StoreError where no worker is left.
        """
        from distributed import KilledWorker

        waiting = iter(tasks)
        running: dict[Any, T] = {}
        lost: list[T] = []
        begun = 0

        def fill(room: int) -> None:
            nonlocal begun
            for task in islice(waiting, max(0, room)):
                running[self._client.submit(do, settings, task, pure=False)] = task
                begun += 1

        try:
            fill(self._room())
            while running:
                future = self._finished(running)
                task = running.pop(future)
                try:
                    result = future.result()
                except KilledWorker:
                    lost.append(task)
                else:
                    yield Outcome(task, result)
                future.release()
                fill(self._room() - len(running))
            # A process takes with it what waits for it too: who is to blame is told when nothing else is there.
            for task in lost:
                yield from self.run(do, settings, [task]) if begun > 1 else [Outcome(task, None)]
        finally:
            for future in running:
                future.cancel()

    def _room(self) -> int:
        return max(1, len(self._client.nthreads())) * _AHEAD

    def _finished(self, running: Iterable[Any]) -> Any:
        """One of those that are over. Who starts processes may give up, on a machine that is overloaded."""
        from distributed import wait

        alone = 0.0
        while alone < _ALONE:
            try:
                with self._client.as_current():
                    return wait(list(running), timeout=_LOOK, return_when="FIRST_COMPLETED").done.pop()
            except TimeoutError:
                alone = 0.0 if self._client.nthreads() else alone + _LOOK
        where = self._client.scheduler.address
        raise StoreError(where, "no worker is left", "start some; the same call with --resume goes on")

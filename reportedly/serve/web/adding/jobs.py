"""All that is being read or kept, one after the other in a thread of its own, beside the answers."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import OrderedDict
from contextlib import suppress

from reportedly.errors import Missing, ReportedlyError
from reportedly.serve.web.adding.job import Job
from reportedly.store.corpus import Corpus

REMEMBERED = 20
"""Jobs that are done and can be looked at still; with those that read only, their readings."""
WAITING = 8
"""Jobs that wait at most: they have files on disk."""
_LOOK = 0.05
"""Seconds between two looks whether one is done."""


class TooMany(ReportedlyError):
    """So many wait already that no more is taken."""


class Jobs:
    """Of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: queue.Queue[Job] = queue.Queue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self, job: Job) -> None:
        """Have it worked on when those before it are done. Raises TooMany, and lets go of it then."""
        with self._lock:
            if sum(each.state == "waiting" for each in self._jobs.values()) >= WAITING:
                job.source.close()
                raise TooMany(f"{WAITING} others wait already (send it again in a while)")
            self._jobs[job.id] = job
            self._forget()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
        self._waiting.put(job)

    def wait(self, job: Job, seconds: float) -> None:
        """Until it is done, at most so long."""
        end = time.monotonic() + seconds
        while job.running and time.monotonic() < end:
            time.sleep(_LOOK)

    def get(self, id_: str) -> Job:
        """One of them. Raises Missing where it is none, or none any more."""
        with self._lock:
            job = self._jobs.get(id_)
        if job is None:
            raise Missing("this is not remembered any more (what was kept is among the articles)")
        return job

    def _forget(self) -> None:
        done = [each for each in self._jobs.values() if not each.running]
        for each in done[: len(done) - REMEMBERED] if len(done) > REMEMBERED else ():
            del self._jobs[each.id]

    def _work(self) -> None:
        while True:
            job = self._waiting.get()
            try:
                job.work(self._corpus)
            except ReportedlyError as error:
                job.problem, job.state = str(error), "failed"
            except Exception:
                logging.getLogger("uvicorn.error").exception("adding failed")
                job.problem, job.state = (
                    "Something went wrong here that should not (the server's own log has it)",
                    "failed",
                )
            finally:
                with suppress(OSError):
                    job.source.close()

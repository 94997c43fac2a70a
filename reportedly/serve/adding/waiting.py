"""Telling that another process has the corpus, where nothing else would be seen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int], None]
PATIENCE = 1.0
"""Seconds without a sign of progress."""


@contextmanager
def told_if_waiting(say: Callable[[], None], progress: Progress) -> Iterator[Progress]:
    """Gives a `progress` to hand on; `say` is called once, in a thread, where it was not called within `PATIENCE`.

    What is waited for is a lock that somebody else has: whoever has it makes progress at once.
    """
    timer = threading.Timer(PATIENCE, say)
    timer.daemon = True
    timer.start()

    def watched(done: int, expected: int) -> None:
        timer.cancel()
        progress(done, expected)

    try:
        yield watched
    finally:
        timer.cancel()

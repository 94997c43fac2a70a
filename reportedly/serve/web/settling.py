"""What follows from a change is worked out beside the answer, for it may take as long as the corpus is large."""

from __future__ import annotations

import threading

from reportedly.store.corpus import Corpus

PATIENCE = 8.0
"""Seconds that an answer waits for it."""


def settled(corpus: Corpus, seconds: float | None = None) -> bool:
    """Whether it was worked out in time; else it goes on. A server that ends meanwhile leaves nothing half done: the
    next one to settle goes on where this one broke off. Raises what settling raised."""
    failed: list[Exception] = []

    def work() -> None:
        try:
            corpus.settle()
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=work, name="settling", daemon=True)
    thread.start()
    thread.join(PATIENCE if seconds is None else seconds)
    if failed:
        raise failed[0]
    return not thread.is_alive()

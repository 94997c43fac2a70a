"""Telling that another process has the corpus, where nothing else would be seen."""

from __future__ import annotations

import threading
from collections.abc import Callable

from reportedly.store.protocol import Store

PATIENCE = 1.0
"""Seconds before anything is said."""


def wait(store: Store, say: Callable[[], None]) -> None:
    """Return when nobody else links this corpus, or nothing is to be linked; call `say`, in a thread, if that takes long.

    Somebody else may begin again at once: then whoever links waits once more, having said so.
    """
    if not (store.pending(1) or store.dirty(1) or store.unsettled_blocks(1)):
        return
    timer = threading.Timer(PATIENCE, say)
    timer.daemon = True
    timer.start()
    try:
        with store.exclusive():
            return
    finally:
        timer.cancel()

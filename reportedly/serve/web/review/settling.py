"""Claims made anew behind an answer: by one thread at a time, whoever else asks meanwhile only asks for another turn."""

from __future__ import annotations

import threading
from contextlib import suppress
from weakref import WeakKeyDictionary

from reportedly.errors import ReportedlyError
from reportedly.store.corpus import Corpus

PATIENCE = 4.0
"""Seconds that a page waits for it, so that it shows what follows from the verdict where that is soon known."""


class _Turn:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.again = threading.Event()


_TURNS: WeakKeyDictionary[Corpus, _Turn] = WeakKeyDictionary()
_NEW = threading.Lock()


def settle(corpus: Corpus, patience: float) -> None:
    """Settle what is to be settled, waiting so many seconds at most, or leave it to the thread that is at it.

    A verdict given by key waits for nothing: with a thread of its own for each, those that wait for another process to
    end would be more and more. What cannot be done now waits in the store for whoever settles next.
    """
    with _NEW:
        turn = _TURNS.setdefault(corpus, _Turn())
    turn.again.set()
    if turn.lock.locked():
        return
    thread = threading.Thread(target=_take, args=(corpus, turn), name="settling", daemon=True)
    thread.start()
    if patience:
        thread.join(patience)


def _take(corpus: Corpus, turn: _Turn) -> None:
    while turn.again.is_set() and turn.lock.acquire(blocking=False):
        try:
            turn.again.clear()
            with suppress(ReportedlyError):
                corpus.settle()
        finally:
            turn.lock.release()

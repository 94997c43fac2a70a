"""Who works on a store: this process alone, or several that each have it open for themselves.

What there is to do is handed out in pieces that any hand can do, and that it writes down itself; so nothing has to be
carried from one process to another but what to do, and what a killed hand left undone is still there to be done.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from multiprocessing.connection import wait
from threading import Thread
from typing import Protocol, TypeVar

from threadpoolctl import ThreadpoolController

from reportedly.store.open import open_store
from reportedly.store.protocol import Store
from reportedly.store.shelf import Shelf, shelf_of

SELDOM = 100_000
"""New containers after which the garbage collector looks for circles. What is compared has none, and looking through all
that is held took a sixth of the time."""
T = TypeVar("T")
R = TypeVar("R")
Step = Callable[[Store, Shelf, T], R]
"""What a hand does with one piece; a function of a module, so that another process knows it by name."""


class Hands(Protocol):
    """One or several."""

    count: int

    def do(self, step: Step[T, R], pieces: Iterable[T]) -> Iterator[R]:
        """What comes of each piece, as they get done."""


class Alone:
    """This process."""

    count = 1

    def __init__(self, store: Store) -> None:
        self._store, self._shelf = store, shelf_of(store)

    def do(self, step: Step[T, R], pieces: Iterable[T]) -> Iterator[R]:
        """See `Hands`."""
        self.begin()
        for piece in pieces:
            yield step(self._store, self._shelf, piece)

    def begin(self) -> None:
        """Forget what has changed since the last step: within one, nobody else links or settles."""
        self._shelf.renew()


class Several:
    """Processes that share the store at an address."""

    def __init__(self, pool: ProcessPoolExecutor, count: int) -> None:
        self._pool, self.count = pool, count
        self._steps = 0

    def do(self, step: Step[T, R], pieces: Iterable[T]) -> Iterator[R]:
        """See `Hands`. Raises BrokenProcessPool where one of them was killed."""
        self._steps += 1
        for done in as_completed([self._pool.submit(_work, self._steps, step, piece) for piece in pieces]):
            yield done.result()


@contextmanager
def several(address: str, count: int) -> Iterator[Several]:
    """So many processes on the store at an address, which is not `memory:`; they end with the block, and with us."""
    # Forked ones would have our connections, and locks that some thread of ours held.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, context, _begin, (address,))
    try:
        yield Several(pool, count)
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def calm() -> Iterator[None]:
    """One thread in products of matrices, and little garbage collection, while this process works on a store."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        with _one_thread():
            yield
    finally:
        gc.set_threshold(*before)


def _one_thread() -> AbstractContextManager[object]:
    """The matrices of two articles are small: more threads wait for each other longer than they multiply, and where other
    programs run beside, a product takes three times as long."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limited


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


class _Own(Alone):
    """Of a process that is a hand: it begins a step with the first piece of it that it gets."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._at = 0

    def one(self, number: int, step: Step[T, R], piece: T) -> R:
        if number != self._at:
            self.begin()
            self._at = number
        return step(self._store, self._shelf, piece)


_own: _Own


def _begin(address: str) -> None:
    # Ctrl-C reaches all processes of a terminal; whoever handed out the work says what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(SELDOM)
    _one_thread()
    global _own
    _own = _Own(open_store(address, create=False))


def _work(number: int, step: Step[T, R], piece: T) -> R:
    return _own.one(number, step, piece)


def _end_with_parent() -> None:
    """A hand whose parent was killed would wait for work for ever."""
    if (parent := multiprocessing.parent_process()) is not None:
        wait([parent.sentinel])
        os._exit(1)

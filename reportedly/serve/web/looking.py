"""What a drawing of many claims looks at: of a large corpus not all, for a page must not read it all. Pages say so.
What was made for a page is kept until the corpus changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from reportedly.serve.web.site import Site
from reportedly.store.protocol import Asked

LOOKED = 2000
"""Claims, at most: a corpus of some hundred articles has no more."""
ENOUGH = 2000
"""Reports in them, from which on no more are looked at: claims of large stories have dozens of them."""
_AT_ONCE = 50
_KEPT = 24
"""Answers that are kept until the corpus changes."""
LEAVES = 200
"""Pages of lists that are kept likewise, those that were asked for last: of each what it shows, and nothing else."""
_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Found(Generic[_T]):
    """What was made of the first `looked` claims, of `total`."""

    made: _T
    looked: int
    total: int


def look(asked: Asked, total: int, ask: Callable[[Asked], Iterable[_R]], weigh: Callable[[_R], int]) -> Found[list[_R]]:
    """What `ask` gives for the first claims asked for, some at a time; twice as many each time, as there is so little."""
    rows: list[_R] = []
    looked, weight, most = 0, 0, _AT_ONCE
    end = min(total, LOOKED)
    while looked < end and weight < ENOUGH:
        some = list(ask(replace(asked, most=min(most, end - looked), skip=looked)))
        rows += some
        weight += sum(map(weigh, some))
        looked = min(looked + most, end)
        if weight < ENOUGH / 4:
            most *= 2
    return Found(rows, looked, total)


class Kept:
    """Answers for one state of the corpus."""

    def __init__(self, state: str) -> None:
        self.state = state
        self.answers: dict[Hashable, object] = {}


_KEPT_OF: WeakKeyDictionary[Site, Kept] = WeakKeyDictionary()


def remembered(site: Site, key: Hashable, make: Callable[[], Found[_T]]) -> Found[_T]:
    """What `make` gave for this key, unless the corpus has changed since. Several threads may make the same at once."""
    state = site.store.state()
    kept = _KEPT_OF.get(site)
    if kept is None or kept.state != state or len(kept.answers) >= _KEPT:
        kept = _KEPT_OF[site] = Kept(state)
    found = kept.answers.get(key)
    if not isinstance(found, Found):
        found = kept.answers[key] = make()
    return found


class _Leaves:
    """Pages of lists for one state of the corpus."""

    def __init__(self) -> None:
        self.state: str | None = None
        self.pages: OrderedDict[Hashable, object] = OrderedDict()
        self.lock = threading.Lock()


_LEAVES_OF: WeakKeyDictionary[Site, _Leaves] = WeakKeyDictionary()
_NEW = threading.Lock()


def leaf(site: Site, key: Hashable, make: Callable[[], _T]) -> _T:
    """What `make` gave for this page of a list, which the key names, unless the corpus has changed since. It must be
    small: not the claims, but what of them is shown."""
    state = site.store.state()
    with _NEW:
        leaves = _LEAVES_OF.setdefault(site, _Leaves())
    with leaves.lock:
        if leaves.state != state:
            leaves.state = state
            leaves.pages.clear()
        if key in leaves.pages:
            leaves.pages.move_to_end(key)
            return leaves.pages[key]  # type: ignore[return-value]
    made = make()
    with leaves.lock:
        if leaves.state == state:
            leaves.pages[key] = made
            while len(leaves.pages) > LEAVES:
                leaves.pages.popitem(last=False)
    return made

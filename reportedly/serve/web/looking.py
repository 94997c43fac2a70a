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
"""Answers that are kept until the corpus changes, those that were asked for last."""
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
    """Answers for one state of the corpus, that which was asked for last at the end."""

    def __init__(self) -> None:
        self.state: str | None = None
        self.answers: OrderedDict[Hashable, object] = OrderedDict()
        self.lock = threading.Lock()


_Shelves = WeakKeyDictionary[Site, Kept]
_KEPT_OF: _Shelves = WeakKeyDictionary()
_LEAVES_OF: _Shelves = WeakKeyDictionary()
_NEW = threading.Lock()


def remembered(site: Site, key: Hashable, make: Callable[[], Found[_T]]) -> Found[_T]:
    """What `make` gave for this key, unless the corpus has changed since. Several threads may make the same at once."""
    return _kept(_KEPT_OF, site, key, make, _KEPT)


def leaf(site: Site, key: Hashable, make: Callable[[], _T]) -> _T:
    """The same of a page of a list, which the key names. It must be small: not the claims, but what of them is shown."""
    return _kept(_LEAVES_OF, site, key, make, LEAVES)


def _kept(shelves: _Shelves, site: Site, key: Hashable, make: Callable[[], _T], most: int) -> _T:
    state = site.store.state()
    with _NEW:
        kept = shelves.setdefault(site, Kept())
    with kept.lock:
        if kept.state != state:
            kept.state = state
            kept.answers.clear()
        if key in kept.answers:
            kept.answers.move_to_end(key)
            return kept.answers[key]  # type: ignore[return-value]
    made = make()
    with kept.lock:
        if kept.state == state:
            kept.answers[key] = made
            while len(kept.answers) > most:
                kept.answers.popitem(last=False)
    return made

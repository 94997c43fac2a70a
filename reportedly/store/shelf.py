"""What of articles is kept in memory while they are compared."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable
from weakref import WeakKeyDictionary, proxy

from reportedly.corpus.compared import Compared
from reportedly.corpus.digest import Digest
from reportedly.store.protocol import Store

KEPT = 2000
"""Digests kept in memory while linking: those of neighbours come up again and again."""


class Shelf:
    """Digests by article, the latest asked for kept: what comes next is compared with much the same ones."""

    def __init__(self, store: Store) -> None:
        # The store holds the shelf, not the other way round, so that both can go.
        self._store = proxy(store)
        self._kept: OrderedDict[str, Compared] = OrderedDict()

    def renew(self) -> None:
        """Drop those that have changed."""
        current = self._store.digests(self._kept) if self._kept else {}
        self._kept = OrderedDict((a, kept) for a, kept in self._kept.items() if current.get(a) is kept.digest)

    def fetch(self, articles: Collection[str]) -> dict[str, Compared]:
        """Those of `articles` that are there."""
        missing = [a for a in articles if a not in self._kept]
        for article, digest in self._store.digests(missing).items() if missing else ():
            self._kept[article] = Compared(digest)
        found = {a: self._kept[a] for a in articles if a in self._kept}
        for article in found:
            self._kept.move_to_end(article)
        while len(self._kept) > max(KEPT, len(found)):
            self._kept.popitem(last=False)
        return found

    def digests(self, articles: Collection[str]) -> dict[str, Digest]:
        """The same without what comparing needs."""
        return {article: one.digest for article, one in self.fetch(articles).items()}

    def forget(self, articles: Iterable[str]) -> None:
        """They may have changed."""
        for article in articles:
            self._kept.pop(article, None)


def shelf_of(store: Store) -> Shelf:
    """The one of a store, which is there as long as the store is."""
    return _SHELVES.get(store) or _SHELVES.setdefault(store, Shelf(store))


_SHELVES: WeakKeyDictionary[Store, Shelf] = WeakKeyDictionary()

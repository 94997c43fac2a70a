"""Articles that came are compared with those that lie near."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.corpus.derivation import resting_with
from reportedly.corpus.digest import Link, Resting
from reportedly.corpus.matching import links_with
from reportedly.corpus.nearness import DAYS
from reportedly.store.protocol import Store
from reportedly.store.shelf import Shelf

AT_ONCE = 50
"""Articles linked in one transaction."""


def compare(store: Store, shelf: Shelf, articles: Sequence[str]) -> int:
    """Link some of what is pending; how many there were. Others may be at work on the rest of it."""
    pending = store.pending(store.count().pending)
    own = set(articles)
    last = max((at for at, article in enumerate(pending) if article in own), default=-1)
    # Those that wait for their turn are compared then: each pair once, and few digests at a time.
    waiting = own.union(pending[last + 1 :])
    for at in range(0, len(articles), AT_ONCE):
        lot = articles[at : at + AT_ONCE]
        shelf.forget(lot)
        waiting.difference_update(lot)
        _link(store, shelf, lot, waiting)
    return len(articles)


def _link(store: Store, shelf: Shelf, articles: Sequence[str], waiting: set[str]) -> None:
    links: list[Link] = []
    rests: list[Resting] = []
    compared: set[tuple[str, str]] = set()
    own = shelf.fetch(articles)
    for article, one in own.items():
        pairs = {(min(article, n), max(article, n)): n for n in store.near(one.digest, DAYS)}
        now = [name for pair, name in pairs.items() if pair not in compared and name not in waiting]
        others = list(shelf.fetch(now).values())
        compared.update(pairs)
        links += links_with(one, others)
        rests += resting_with(one, others)
    store.link([c.digest for c in own.values()], links, rests)

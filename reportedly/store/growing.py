"""How a corpus grows: what was put is linked, what was linked is settled. Each step goes on where the last one broke off.

The result depends on what is in the corpus alone, not on the order in which it came: pairs of articles are compared
blind to all others, claims are a function of the reports that hang together, and of what persons said of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController

from reportedly.corpus.actors import actors
from reportedly.corpus.derivation import resting_with
from reportedly.corpus.digest import Link, Resting
from reportedly.corpus.matching import links_with
from reportedly.corpus.nearness import DAYS
from reportedly.store.heeding import take_in
from reportedly.store.protocol import Judgement, Store
from reportedly.store.settling import settle
from reportedly.store.shelf import Shelf, shelf_of

AT_ONCE = 50
"""Articles linked in one transaction."""
Progress = Callable[[int, int], None]
"""Told how much of how much is done."""


def grow(store: Store, progress: Progress | None = None) -> None:
    """Link all that is pending and settle all that is dirty. Another process doing so is waited for."""
    if not (store.pending(1) or store.dirty(1) or store.unsettled_blocks(1) or store.unheeded(1)):
        return
    with store.exclusive(), _one_thread():
        shelf = shelf_of(store)
        shelf.renew()
        _link(store, shelf, progress)
        _name(store)
        # Meanwhile another process may have put other versions.
        shelf.renew()
        take_in(store, shelf.digests)
        settle(store, shelf)


def _one_thread() -> AbstractContextManager[object]:
    """The matrices of two articles are small: more threads wait for each other longer than they multiply, and where other
    programs run beside, a product takes three times as long."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limited


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def _link(store: Store, shelf: Shelf, progress: Progress | None) -> None:
    done, expected = 0, store.count().pending
    # Those that wait for their turn are compared then: each pair once, and few digests at a time.
    waiting = set(store.pending(expected))
    while articles := store.pending(AT_ONCE):
        shelf.forget(articles)
        waiting.difference_update(articles)
        found_links: list[Link] = []
        found_resting: list[Resting] = []
        compared: set[tuple[str, str]] = set()
        own = shelf.fetch(articles)
        for article, one in own.items():
            pairs = {(min(article, n), max(article, n)): n for n in store.near(one.digest, DAYS)}
            now = [name for pair, name in pairs.items() if pair not in compared and name not in waiting]
            others = list(shelf.fetch(now).values())
            compared.update(pairs)
            found_links += links_with(one, others)
            found_resting += resting_with(one, others)
        store.link([c.digest for c in own.values()], found_links, found_resting)
        done += len(articles)
        if progress:
            progress(done, max(done, expected))


def _name(store: Store) -> None:
    """Say who is who in all blocks to which something came."""
    while blocks := store.unsettled_blocks(AT_ONCE * 10):
        judgements = store.judgements()
        seen = _joined(store, blocks, judgements) if judgements else set(blocks)
        store.assign(seen, actors(store.forms(seen), judgements))


def _joined(store: Store, blocks: Sequence[str], judgements: Sequence[Judgement]) -> set[str]:
    """The blocks with all that judgements join to them, which must be seen together."""
    block_of = {form.key: form.block for form in store.forms()}
    ends = [{block_of[key] for key in (j.a, j.b) if key in block_of} for j in judgements]
    seen = set(blocks)
    while more := {block for pair in ends if pair & seen for block in pair} - seen:
        seen |= more
    return seen

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
from reportedly.corpus.assembling import Surroundings, assemble
from reportedly.corpus.clusters import clusters
from reportedly.corpus.derivation import resting_with
from reportedly.corpus.digest import Link, Resting
from reportedly.corpus.lineage import Carried
from reportedly.corpus.matching import EXCLUDES, MEAN, SAME, links_with
from reportedly.corpus.nearness import DAYS
from reportedly.model import Claim
from reportedly.store.heeding import Heed, take_in
from reportedly.store.protocol import Component, Judgement, Store
from reportedly.store.shelf import Shelf, shelf_of

AT_ONCE, SETTLED = 50, 200
"""Articles linked, and components settled, in one transaction."""
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
        _settle(store, shelf)


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


def _settle(store: Store, shelf: Shelf) -> None:
    while dirty := store.dirty(AT_ONCE * 10):
        heed = Heed(store, shelf.digests)
        components = heed.joined(store.components(dirty, SAME), SAME)
        for at in range(0, len(components), SETTLED):
            some = components[at : at + SETTLED]
            store.settle([n for component in some for n in component.reports], _claims(store, shelf, heed, some))


def _claims(store: Store, shelf: Shelf, heed: Heed, components: Sequence[Component]) -> list[Claim]:
    """The claims of some components. What they need is asked for once: most of them are a report by itself."""
    component_of = {n: at for at, component in enumerate(components) for n in component.reports}
    outside: list[list[Link]] = [[] for _ in components]
    for link in heed.links(store.links_of(component_of, 0.0, SAME)):
        a, b = component_of.get(link.a), component_of.get(link.b)
        # Those between two of a component are among its own.
        for at in (a, b) if a != b else ():
            if at is not None:
                outside[at].append(link)
    # Of the other ends only what excludes is looked at; most are in articles that nothing else here is about.
    others = {n for links in outside for link in links if EXCLUDES in link.why for n in (link.a, link.b)}
    places = store.places(component_of.keys() | others)
    carried = heed.corrected(_carried(shelf, places))
    articles = {places[n] for c in components if len(c.reports) > 1 for n in c.reports if n in carried}
    rests = {(r.later, r.earlier): r for r in store.resting(sorted(articles))} if len(articles) > 1 else {}
    rests = heed.resting(rests) if rests or len(articles) > 1 else {}
    known = store.actors({form.key for report in carried.values() for form in report.digest.forms})
    found = []
    for component, links in zip(components, outside, strict=True):
        said = heed.said(component)
        own = heed.links(component.links, said)
        groups = clusters([n for n in component.reports if n in carried], own, lambda n: places[n], MEAN, said)
        group_of = {n: at for at, group in enumerate(groups) for n in group}
        within: list[list[Link]] = [[] for _ in groups]
        leading: list[list[Link]] = [[] for _ in groups]
        for link in (*own, *links):
            a, b = group_of.get(link.a), group_of.get(link.b)
            if a is not None and a == b:
                within[a].append(link)
            else:
                for at in (a, b):
                    if at is not None:
                        leading[at].append(link)
        for at, group in enumerate(groups):
            around = Surroundings(rests, known, within[at], leading[at], carried)
            found.append(assemble([carried[n] for n in group], around))
    return found


def _carried(shelf: Shelf, places: dict[int, str]) -> dict[int, Carried]:
    """Reports with their articles, by number."""
    digests = shelf.digests(set(places.values()))
    return {t.id: Carried(t, digest) for digest in digests.values() for t in digest.told if t.id in places}

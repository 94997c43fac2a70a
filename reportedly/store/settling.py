"""The claims of dirty reports made anew: what hangs together is cut into claims, and those that nothing came to are left.

A long story grows by a few reports a day; what it took to make all of its claims each time would grow with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.corpus.assembling import Surroundings, assemble
from reportedly.corpus.clusters import clusters
from reportedly.corpus.digest import Link
from reportedly.corpus.lineage import Carried
from reportedly.corpus.matching import EXCLUDES, MEAN, SAME
from reportedly.model import Claim
from reportedly.store.hands import Hands
from reportedly.store.heeding import Heed
from reportedly.store.linking import Component
from reportedly.store.protocol import Store
from reportedly.store.shelf import Shelf, shelf_of

AT_ONCE, SETTLED = 500, 200
"""Dirty reports looked at together, and components settled in one transaction."""
LOTS = 8
"""So many times as many are looked at for each of several hands, which then seldom wait for each other."""


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of one claim, the links between them, and those that lead out of it."""

    reports: tuple[int, ...]
    within: list[Link] = field(default_factory=list)
    leading: list[Link] = field(default_factory=list)


def settle(store: Store, hands: Hands) -> None:
    """Until no report is dirty."""
    at_once = AT_ONCE if hands.count == 1 else AT_ONCE * LOTS * hands.count
    while dirty := store.dirty(at_once):
        heed = Heed(store, shelf_of(store).digests)
        components = heed.joined(store.components(dirty, SAME), SAME)
        pieces = [components[at : at + SETTLED] for at in range(0, len(components), SETTLED)]
        for _ in hands.do(settle_some, pieces):
            pass


def settle_some(store: Store, shelf: Shelf, components: list[Component]) -> None:
    """Those of the claims that some components are cut into to which something came."""
    heed = Heed(store, shelf.digests)
    groups = _changed(store, heed, heed.joined(components, SAME))
    store.settle([n for group in groups for n in group.reports], list(_claims(store, shelf, heed, groups)))


def _changed(store: Store, heed: Heed, components: Sequence[Component]) -> list[Group]:
    """The groups that these components fall into, without those that are claims as they stand."""
    places = store.places([n for component in components for n in component.reports])
    settled = store.settled(places)
    changed: list[Group] = []
    of_group: dict[int, Group] = {}
    for component in components:
        said = heed.said(component)
        own = heed.links(component.links, said)
        cut = clusters([n for n in component.reports if n in places], own, lambda n: places[n], MEAN, said)
        touched = _touched(own, settled)
        new = [Group(g) for g in cut if not (_stands(g, settled) and touched.isdisjoint(g))]
        mine = {n: group for group in new for n in group.reports}
        _deal(own, mine)
        of_group.update(mine)
        changed += new
    component_of = {n: at for at, component in enumerate(components) for n in component.reports}
    links = heed.links(store.links_of(of_group, 0.0, SAME))
    # Those between two of a component are among its own.
    _deal((link for link in links if component_of.get(link.a) != component_of.get(link.b)), of_group)
    return changed


def _deal(links: Iterable[Link], of_group: Mapping[int, Group]) -> None:
    """Each link to the groups of its ends."""
    for link in links:
        a, b = of_group.get(link.a), of_group.get(link.b)
        if a is not None and a is b:
            a.within.append(link)
        else:
            for group in (a, b):
                if group is not None:
                    group.leading.append(link)


def _touched(links: Iterable[Link], settled: Mapping[int, object]) -> set[int]:
    """Reports that exclude one that is dirty: whether they do depends on whose figure that is."""
    excluding = [(link.a, link.b) for link in links if EXCLUDES in link.why]
    return {end for pair in excluding if not all(n in settled for n in pair) for end in pair}


def _stands(group: Sequence[int], settled: Mapping[int, tuple[str, int]]) -> bool:
    """Whether a claim has these reports and no others, none of them dirty."""
    claim = settled.get(group[0])
    return claim is not None and claim[1] == len(group) and all(settled.get(n) == claim for n in group)


def _claims(store: Store, shelf: Shelf, heed: Heed, groups: Sequence[Group]) -> Iterator[Claim]:
    """What they need is asked for once: most of them are a report by itself."""
    # Of the other ends only what excludes is looked at; most are in articles that nothing else here is about.
    others = {n for g in groups for link in g.leading if EXCLUDES in link.why for n in (link.a, link.b)}
    places = store.places(others.union(n for group in groups for n in group.reports))
    carried = heed.corrected(_carried(shelf, places))
    articles = {places[n] for g in groups if len(g.reports) > 1 for n in g.reports if n in carried}
    rests = {(r.later, r.earlier): r for r in store.resting(sorted(articles))} if len(articles) > 1 else {}
    rests = heed.resting(rests) if rests or len(articles) > 1 else {}
    known = store.actors({form.key for report in carried.values() for form in report.digest.forms})
    for group in groups:
        if told := [carried[n] for n in group.reports if n in carried]:
            yield assemble(told, Surroundings(rests, known, group.within, group.leading, carried))


def _carried(shelf: Shelf, places: dict[int, str]) -> dict[int, Carried]:
    """Reports with their articles, by number."""
    digests = shelf.digests(set(places.values()))
    return {t.id: Carried(t, digest) for digest in digests.values() for t in digest.told if t.id in places}

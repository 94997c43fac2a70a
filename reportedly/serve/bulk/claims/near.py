"""Which articles are compared, as `Store.near` says it, for many at once: pure functions of keys."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from reportedly.corpus.nearness import DAYS, PART
from reportedly.serve.bulk.claims.spill import Ints

Pairs = tuple[Ints, Ints]
"""Numbers of two articles, the lesser first; each pair once, in order."""


def sharing(keys: Ints, articles: Ints) -> Pairs:
    """Pairs of articles that have a key in common. `keys` (rows) and `articles` (rows) are a key of an article each."""
    order = np.lexsort((articles, keys))
    keys, articles = keys[order], articles[order]
    found = [np.zeros((0, 2), np.int64)]
    live, step = np.arange(len(keys)), 1
    # Those so many places apart in order of their keys, as long as any of them share one.
    while len(live):
        live = live[live + step < len(keys)]
        live = live[keys[live] == keys[live + step]]
        found.append(np.stack((articles[live], articles[live + step]), axis=1))
        step += 1
    return ordered(np.concatenate(found))


def naming(own: Mapping[str, Ints], other: Mapping[str, Ints], first: int, before: int) -> Pairs:
    """Pairs of an article of a chunk that begins at `before` and one of a chunk that begins at `first`, which is not
    later, that are related by their names and lie at most DAYS apart; an undated one (day 0) lies near every day.

    The chunks have `names` in rising order with their `articles`, each name of an article once, and `days` by article.
    """
    low = np.searchsorted(own["names"], other["names"], side="left")
    many = np.searchsorted(own["names"], other["names"], side="right") - low
    # Each row of the other with each row of ours of the same name.
    rows = np.repeat(np.arange(len(many)), many)
    ours = np.arange(len(rows)) - np.repeat(np.cumsum(many) - many, many) + low[rows]
    width = len(own["days"])
    codes = (other["articles"][rows] - first) * width + (own["articles"][ours] - before)
    shared = np.bincount(codes, minlength=0)
    common = np.flatnonzero(shared)
    earlier, later = np.divmod(common, width)
    least = np.minimum(_counts(other, first)[earlier], _counts(own, before)[later])
    enough = shared[common] * PART >= least
    earlier, later = earlier[enough], later[enough]
    here, there = own["days"][later], other["days"][earlier]
    near = (np.abs(here - there) <= DAYS) | (here == 0) | (there == 0)
    pairs = np.stack((earlier[near] + first, later[near] + before), axis=1)
    return ordered(pairs[pairs[:, 0] < pairs[:, 1]])


def _counts(chunk: Mapping[str, Ints], begin: int) -> Ints:
    """How many names each article of a chunk has."""
    return np.bincount(chunk["articles"] - begin, minlength=len(chunk["days"]))


def ordered(pairs: Ints) -> Pairs:
    """Of an array (pairs, 2): each once, in order."""
    found = np.unique(pairs, axis=0)
    return found[:, 0], found[:, 1]

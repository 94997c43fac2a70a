"""From scores to structures: the best lawful tag sequence, the best tree."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
NEVER = np.float32(-1e4)


def viterbi(
    emissions: Floats, moves: Floats, begins: NDArray[np.bool_], ends: NDArray[np.bool_], lengths: Ints
) -> Ints:
    """The best tag sequence of each row (Viterbi 1967), shape (batch, words); 0 beyond `lengths`.

    `emissions` (batch, words, tags); `moves` (tags, tags) as [from, to] with NEVER where unlawful.
    """
    batch, words, size = emissions.shape
    best = emissions.transpose(1, 0, 2).copy()
    best[0] += np.where(begins, np.float32(0), NEVER)
    paths, step = np.empty((batch, size, size), np.float32), np.empty((batch, size), np.float32)
    # Where each best path came from is asked for on the way back alone, along one path: half of the time.
    for before, now in pairwise(best):
        np.add(before[:, :, None], moves, out=paths)
        np.maximum.reduce(paths, axis=1, out=step)
        now += step
    tag = (best[lengths - 1, np.arange(batch)] + np.where(ends, np.float32(0), NEVER)).argmax(1)
    found = np.zeros((words, batch), dtype=np.int64)
    into = np.ascontiguousarray(moves.T)
    shortest = lengths.min()
    for t in range(words - 1, 0, -1):
        found[t] = tag
        back = (best[t - 1] + into[tag]).argmax(1)
        tag = back if t < shortest else np.where(t < lengths, back, tag)
    found[0] = tag
    found[np.arange(words)[:, None] >= lengths] = 0
    return np.ascontiguousarray(found.T)


def log_softmax(scores: Floats) -> Floats:
    """Over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    done: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return done


def tree(scores: Floats) -> Ints:
    """The heads of one sentence: `scores` (words, words) as [dependent, head], the root scoring on the diagonal.

    Greedy choice where that is a tree with one root, which it nearly always is; else the maximum spanning
    tree (Chu & Liu 1965, Edmonds 1967) under each of the likeliest roots.
    """
    heads: Ints = scores.argmax(1)
    words = np.arange(len(heads))
    if (heads == words).sum() == 1 and not _cycle(heads):
        return heads
    roots = np.diag(scores).argsort()[::-1][:3]
    best, found = -np.inf, heads
    for root in roots:
        trial = scores.astype(np.float64).copy()
        np.fill_diagonal(trial, -np.inf)
        trial[root] = -np.inf
        trial[root, root] = scores[root, root]
        if trial.max(1).sum() <= best:  # no tree has more
            continue
        chosen = _spanning(trial, int(root))
        total = trial[words, chosen].sum()
        if total > best:
            best, found = total, chosen
    return found


def _cycle(heads: Ints) -> list[int]:
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            if heads[at] == at:
                break
            at = int(heads[at])
        else:
            if state[at] == 1 and at in path:
                return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return []


def _spanning(scores: NDArray[np.float64], root: int) -> Ints:
    heads: Ints = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads)
    if not cycle:
        return heads
    members = np.zeros(len(heads), dtype=bool)
    members[cycle] = True
    outside = np.flatnonzero(~members)
    inner = np.array(cycle)
    kept = scores[inner, heads[inner]]
    into = scores[np.ix_(inner, outside)] - kept[:, None]  # to break the cycle at one of its words
    out_of = scores[np.ix_(outside, inner)]
    size = len(outside)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    small[size, :size] = into.max(0)
    small[:size, size] = out_of.max(1)
    new_root = int(np.flatnonzero(outside == root)[0])
    chosen = _spanning(small, new_root)
    result: Ints = heads.copy()
    for i, word in enumerate(outside):
        if word != root:
            result[word] = inner[out_of[i].argmax()] if chosen[i] == size else outside[chosen[i]]
    entry = int(chosen[size])
    broken = inner[into[:, entry].argmax()]
    result[broken] = outside[entry]
    return result

"""Reports that hang together cut into claims: average linkage (Sokal & Michener 1958), the same for every order."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from reportedly.corpus.digest import Link
from reportedly.corpus.marks import Said

NOTHING = Said()
LARGEST = 1500
"""Reports of a component that is clustered as it stands; of a larger one the weakest links are left out first."""
COPIED = 0.99
"""From this score on two reports count as one to all others: a text that is copied does not speak louder for it."""


def clusters(
    reports: Iterable[int],
    links: Sequence[Link],
    article: Callable[[int], str],
    least: float,
    said: Said = NOTHING,
) -> list[tuple[int, ...]]:
    """The reports in groups, each sorted, in order of their least member.

    Two groups are joined while the mean score over their pairs of different articles is at least `least`; a pair
    without a link counts as 0. Ties go to the lesser numbers, so that the result is a function of the set alone.
    What persons said goes before: pairs that are the same are joined first, groups with a pair that is not never are.
    """
    members = sorted(set(reports))
    if len(members) < 2:
        return [tuple(members)] if members else []
    found: list[tuple[int, ...]] = []
    ties = [Link(a, b, 1.0) for a, b in said.same]
    for part in _parts(members, [*links, *ties], least):
        found += _joined(part, links, article, least, said) if len(part) > 1 else [tuple(part)]
    return sorted(found)


def _parts(members: Sequence[int], links: Sequence[Link], least: float) -> list[list[int]]:
    """Connected by links of at least `least`; a part too large is cut at a higher score."""
    held = set(members)
    strong = [link for link in links if link.score >= least and link.a in held and link.b in held]
    parts = components(members, ((link.a, link.b) for link in strong))
    result: list[list[int]] = []
    for part in parts:
        if len(part) <= LARGEST or least >= 0.99:
            result.append(part)
        else:
            result += _parts(part, strong, least + (1 - least) / 4)
    return result


def components(members: Iterable[int], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected components, each sorted, in order of their least member."""
    above = {member: member for member in members}

    def root(member: int) -> int:
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    for a, b in edges:
        first, second = sorted((root(a), root(b)))
        above[second] = first
    found: dict[int, list[int]] = defaultdict(list)
    for member in sorted(above):
        found[root(member)].append(member)
    return [found[key] for key in sorted(found)]


def _joined(
    part: Sequence[int], links: Sequence[Link], article: Callable[[int], str], least: float, said: Said
) -> list[tuple[int, ...]]:
    """Agglomerative, by a heap of means that are checked when they come up. Copies, and what persons tied, count as one."""
    held = set(part)
    tied = [pair for pair in said.same if held.issuperset(pair)]
    # What persons said to be two could be tied over others.
    if not any(held.issuperset(pair) for pair in said.apart):
        tied += [(link.a, link.b) for link in links if link.score >= COPIED and held.issuperset((link.a, link.b))]
    groups = {tie[0]: tie for tie in components(part, tied)}
    first = {member: name for name, group in groups.items() for member in group}
    sums: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for link in links:
        if held.issuperset((link.a, link.b)) and first[link.a] != first[link.b] and article(link.a) != article(link.b):
            sums[first[link.a]][first[link.b]] += link.score
            sums[first[link.b]][first[link.a]] += link.score
    places = {name: Counter(map(article, group)) for name, group in groups.items()}
    for a in sums:
        for b in sums[a]:
            sums[a][b] /= len(groups[a]) * len(groups[b]) - _alike(places[a], places[b])
    # From here on each of these groups counts once. Two of them have no pair of different articles only where each is
    # of one article.
    sizes = dict.fromkeys(groups, 1)
    counts = {name: Counter(found.keys()) if len(found) == 1 else Counter() for name, found in places.items()}
    apart: dict[int, set[int]] = defaultdict(set)
    for a, b in said.apart:
        if a in held and b in held:
            apart[first[a]].add(first[b])
            apart[first[b]].add(first[a])

    def mean(a: int, b: int) -> float:
        if b in apart[a]:
            return 0.0
        pairs = sizes[a] * sizes[b] - _alike(counts[a], counts[b])
        return round(sums[a].get(b, 0.0) / pairs, 9) if pairs else 0.0

    heap = [(-mean(a, b), a, b) for a in sums for b in sums[a] if a < b]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups or -negative != mean(a, b):
            continue
        if -negative < least:
            break
        groups[a] += groups.pop(b)
        sizes[a] += sizes.pop(b)
        counts[a] += counts.pop(b)
        for c in apart.pop(b, ()):
            apart[c] = apart[c] - {b} | {a}
            apart[a].add(c)
        for c, total in sums.pop(b).items():
            del sums[c][b]
            if c != a:
                sums[a][c] += total
                sums[c][a] += total
        sums[a].pop(a, None)
        for c in sums[a]:
            low, high = sorted((a, c))
            heapq.heappush(heap, (-mean(low, high), low, high))
    return [tuple(sorted(group)) for group in groups.values()]


def _alike(a: Mapping[str, int], b: Mapping[str, int]) -> int:
    """Pairs of one article."""
    return sum(n * b[name] for name, n in a.items() if name in b)

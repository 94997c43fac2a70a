"""What a chunk makes claims of: reports of its own and those that were sent to it, their links, derivations."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from reportedly.corpus.digest import Link, Resting
from reportedly.corpus.matching import EXCLUDES
from reportedly.serve.bulk.claims.places import Numbers, begin, places
from reportedly.serve.bulk.claims.spill import gather
from reportedly.serve.bulk.claims.tasks import Chunk, name_of
from reportedly.serve.bulk.work import Settings


@dataclass(slots=True)
class Group:
    """The reports of one claim by id, the links within it and those that lead out of it, in the order that a corpus has
    them in; `articles`, by number, are those that it needs."""

    reports: list[int] = field(default_factory=list)
    articles: set[int] = field(default_factory=set)
    within: list[Link] = field(default_factory=list)
    leading: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class Received:
    """Groups in order of their first report; derivations by number of the later and the earlier article."""

    groups: list[Group]
    rests: Mapping[tuple[int, int], tuple[float, tuple[str, ...]]]

    def resting(self, names: Mapping[int, str]) -> dict[tuple[str, str], Resting]:
        """Derivations between articles of these names, by those of both."""
        found = (
            Resting(names[later], names[earlier], *told)
            for (later, earlier), told in self.rests.items()
            if later in names and earlier in names
        )
        return {(rest.later, rest.earlier): rest for rest in found}


def received(settings: Settings, chunk: Chunk) -> Received:
    """All of it for a chunk, whose `sources` are those that sent something."""
    groups = _groups(settings, chunk)
    _tie(settings, chunk, groups)
    rests: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {}
    for batch in _sent(settings, chunk, "rests"):
        columns = (batch[name].to_pylist() for name in ("later", "earlier", "score", "why"))
        for later, earlier, score, why in zip(*columns, strict=True):
            rests[later, earlier] = score, tuple(json.loads(why))
    return Received([groups[first] for first in sorted(groups)], rests)


def _groups(settings: Settings, chunk: Chunk) -> dict[int, Group]:
    """By their first report."""
    numbers, inside = Numbers(settings), begin(settings).inside(chunk.number)
    first, last = int(numbers.firsts[inside.start]), int(numbers.firsts[inside.stop])
    own = np.arange(first, last)
    begun = numbers.groups[first:last]
    parts = [(own[begun >= first], np.array(begun[begun >= first]))]
    sent = _sent(settings, chunk, "members")
    parts += [(batch["report"].to_numpy(), batch["group"].to_numpy()) for batch in sent]
    reports, groups = (np.concatenate(column) for column in zip(*parts, strict=True))
    found: dict[int, Group] = defaultdict(Group)
    articles = numbers.articles(reports)
    for group, report, article in zip(groups.tolist(), numbers.ids[reports].tolist(), articles.tolist(), strict=True):
        found[group].reports.append(report)
        found[group].articles.add(article)
    for held in found.values():
        held.reports.sort()
    return found


def _tie(settings: Settings, chunk: Chunk, groups: Mapping[int, Group]) -> None:
    """Give groups their links: those among what hangs together by number, then the others, strongest first."""
    numbers = Numbers(settings)
    found: list[tuple[bool, Link, int, int]] = []
    for batch in _sent(settings, chunk, "links"):
        a, b = batch["a"].to_numpy(), batch["b"].to_numpy()
        columns: Iterable[Any] = zip(
            (numbers.roots[a] != numbers.roots[b]).tolist(),
            numbers.ids[a].tolist(),
            numbers.ids[b].tolist(),
            batch["score"].to_pylist(),
            batch["why"].to_pylist(),
            a.tolist(),
            b.tolist(),
            strict=True,
        )
        for outside, x, y, score, why, i, j in columns:
            found.append((outside, Link(min(x, y), max(x, y), score, tuple(json.loads(why))), i, j))
    found.sort(key=lambda one: (one[0], -one[1].score if one[0] else 0.0, one[1].a, one[1].b))
    for _, link, i, j in found:
        here, there = int(numbers.groups[i]), int(numbers.groups[j])
        if here == there:
            groups[here].within.append(link)
            continue
        for mine, other in ((here, j), (there, i)):
            if mine in groups:
                groups[mine].leading.append(link)
                if EXCLUDES in link.why:  # whose source is looked at
                    groups[mine].articles.update(numbers.articles(np.array([other])).tolist())


def _sent(settings: Settings, chunk: Chunk, what: str) -> Iterable[Any]:
    names = [f"{what}-{name_of(source)}" for source in chunk.sources]
    return gather(places(settings, "spread", names), chunk.number)

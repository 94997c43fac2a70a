"""Who rests on whom in one claim, as a tree: origins, the reports that go back to them, and those derived from these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Claim, Origin, Report


@dataclass(frozen=True, slots=True)
class Node:
    """A report in its place.

    `depth` is 1 below an origin, and one more than that of the report it rests on. `last` says for each level from 1 to
    its own whether what stands there is the last of its siblings. `beyond` is the article on which it rests where that
    is not the node above: it has no report of this claim with this origin.
    """

    report: Report
    depth: int
    last: tuple[bool, ...]
    beyond: str | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """An origin, None for reports that lead nowhere, with its reports: each before those that rest on it."""

    origin: Origin | None
    nodes: tuple[Node, ...]


def descent(claim: Claim) -> tuple[Branch, ...]:
    """The reports that assert the claim, each once, in the order of `claim.reports` among equals."""
    groups: dict[str | None, list[Report]] = {origin.label: [] for origin in claim.origins} | {None: []}
    for report in claim.reports:
        if report.stance == "asserts":
            groups[report.origin if report.origin in groups else None].append(report)
    origins = {origin.label: origin for origin in claim.origins}
    return tuple(
        Branch(origins[label] if label is not None else None, _nodes(reports))
        for label, reports in groups.items()
        if reports or label is not None
    )


def _nodes(reports: Sequence[Report]) -> tuple[Node, ...]:
    above = _above(reports)
    below: dict[int, list[int]] = {}
    for number, parent in enumerate(above):
        below.setdefault(parent, []).append(number)
    nodes: list[Node] = []
    waiting: list[tuple[int, tuple[bool, ...]]] = _children(below, -1, ())
    while waiting:
        number, last = waiting.pop()
        report = reports[number]
        rests = report.derived_from
        beyond = rests.article if rests and above[number] < 0 else None
        nodes.append(Node(report, len(last), last, beyond))
        waiting += _children(below, number, last)
    return tuple(nodes)


def _children(below: dict[int, list[int]], number: int, last: tuple[bool, ...]) -> list[tuple[int, tuple[bool, ...]]]:
    """In reverse, to be taken from the end."""
    found = below.get(number, [])
    return [(child, (*last, child == found[-1])) for child in reversed(found)]


def _above(reports: Sequence[Report]) -> list[int]:
    """The place of the report on which each rests, -1 where that is not here. A ring is cut at its first report."""
    first: dict[str, int] = {}
    for number, report in enumerate(reports):
        first.setdefault(report.article, number)
    above = [first.get(r.derived_from.article, -1) if r.derived_from else -1 for r in reports]
    done: set[int] = set()
    for number in range(len(reports)):
        path: dict[int, None] = {}
        at = number
        while at >= 0 and at not in done:
            if at in path:
                ring = list(path)
                above[min(ring[ring.index(at) :])] = -1
                break
            path[at] = None
            at = above[at]
        done.update(path)
    return above

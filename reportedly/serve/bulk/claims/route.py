"""Links on their way: to where what hangs together begins, and then to where the claims are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from reportedly.serve.bulk.claims.archive import Archive
from reportedly.serve.bulk.claims.compare import LINKS, RESTS
from reportedly.serve.bulk.claims.places import Numbers, begin, place, places
from reportedly.serve.bulk.claims.spill import Ints, gather, parted, spill, together
from reportedly.serve.bulk.claims.tasks import Chunk, Sent
from reportedly.serve.bulk.files import note, noted
from reportedly.serve.bulk.work import Settings

TIES = {"root": "int64", "a": "int64", "b": "int64", "score": "float64"}
MEMBERS = {"report": "int64", "group": "int64"}
Columns = dict[str, Any]


def route(settings: Settings, chunk: Chunk) -> Sent:
    """Send the links of a chunk that are within what hangs together to the chunk of its first report. Raises StoreError,
    and OSError where they cannot be written."""
    archive = begin(settings)
    mark = place(settings, "route", f"{chunk.name}.json")
    if done := noted(mark, Sent):
        return done
    numbers = Numbers(settings)
    a, b, score = together(_compared(settings, chunk, "links"), "a", "b", "score")
    root = numbers.roots[a]
    inside = root == numbers.roots[b]
    columns = {"root": root[inside], "a": a[inside], "b": b[inside], "score": score[inside]}
    targets = numbers.chunks(columns["root"], archive.size)
    sent = Sent(chunk.number, _send(settings, archive, "route", chunk, TIES, targets, columns))
    note(mark, sent)
    return sent


def spread(settings: Settings, chunk: Chunk) -> Sent:
    """Send the links, reports and derivations of a chunk to where claims are made of them. Raises StoreError, and OSError
    where they cannot be written."""
    archive = begin(settings)
    mark = place(settings, "spread", f"{chunk.name}.json")
    if done := noted(mark, Sent):
        return done
    numbers = Numbers(settings)
    sent: set[int] = set()
    for what, kinds, (targets, columns) in (
        ("links", LINKS, _links(settings, archive, numbers, chunk)),
        ("members", MEMBERS, _members(archive, numbers, chunk)),
        ("rests", RESTS, _rests(settings, archive, numbers, chunk)),
    ):
        sent.update(_send(settings, archive, "spread", chunk, kinds, targets, columns, f"{what}-"))
    done = Sent(chunk.number, tuple(sorted(sent)))
    note(mark, done)
    return done


def _links(settings: Settings, archive: Archive, numbers: Numbers, chunk: Chunk) -> tuple[Ints, Columns]:
    """To both claims at their ends, once where one chunk has both."""
    columns = dict(zip(LINKS, together(_compared(settings, chunk, "links"), *LINKS), strict=True))
    here, there = (numbers.chunks(numbers.groups[columns[end]], archive.size) for end in ("a", "b"))
    both = np.flatnonzero(here != there)
    targets = np.concatenate((here, there[both]))
    return targets, {name: np.concatenate((column, column[both])) for name, column in columns.items()}


def _members(archive: Archive, numbers: Numbers, chunk: Chunk) -> tuple[Ints, Columns]:
    """Reports of claims that begin in another chunk."""
    inside = archive.inside(chunk.number)
    first, last = int(numbers.firsts[inside.start]), int(numbers.firsts[inside.stop])
    groups = np.array(numbers.groups[first:last])
    away = np.flatnonzero(groups < first)
    return numbers.chunks(groups[away], archive.size), {"report": away + first, "group": groups[away]}


def _rests(settings: Settings, archive: Archive, numbers: Numbers, chunk: Chunk) -> tuple[Ints, Columns]:
    """To the claims that both articles carry."""
    columns = dict(zip(RESTS, together(_compared(settings, chunk, "rests"), *RESTS), strict=True))
    targets: list[int] = []
    rows: list[int] = []
    for row, (later, earlier) in enumerate(zip(columns["later"], columns["earlier"], strict=True)):
        shared = np.intersect1d(_groups(numbers, later), _groups(numbers, earlier))
        chunks = np.unique(numbers.chunks(shared, archive.size)).tolist()
        targets += chunks
        rows += [row] * len(chunks)
    return np.array(targets, np.int64), {name: column[rows] for name, column in columns.items()}


def _groups(numbers: Numbers, article: int) -> Ints:
    return numbers.groups[numbers.firsts[article] : numbers.firsts[article + 1]]


def _compared(settings: Settings, chunk: Chunk, what: str) -> Iterable[Any]:
    return gather(places(settings, "compare", [f"{what}-{chunk.name}"]), 0)


def _send(
    settings: Settings,
    archive: Archive,
    step: str,
    chunk: Chunk,
    kinds: Mapping[str, str],
    targets: Ints,
    columns: Columns,
    what: str = "",
) -> tuple[int, ...]:
    """Write rows by the chunks to which they go; which those are."""
    path = place(settings, step, f"{what}{chunk.name}.arrow")
    spill(path, kinds, parted(targets, archive.chunks, columns))
    return tuple(np.unique(targets).tolist())

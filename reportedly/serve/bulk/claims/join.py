"""What hangs together by links, on the driver: reports with the first of those that they hang together with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import numpy as np

from reportedly.corpus.matching import SAME
from reportedly.serve.bulk.claims.places import Numbers, place, places
from reportedly.serve.bulk.claims.spill import Ints, gather, kept, store
from reportedly.serve.bulk.claims.tasks import Keyed, name_of
from reportedly.serve.bulk.files import whole
from reportedly.serve.bulk.work import Settings

PIECE = 1 << 20
"""Numbers in memory at a time."""


def number(settings: Settings, keyed: Iterable[Keyed], articles: int) -> int:
    """Number all reports, which stand in the files of `keyed` in their order; how many there are."""
    chunks = sorted(keyed, key=lambda one: one.number)
    paths = places(settings, "key", (name_of(one.number) for one in chunks), "npz")
    reports = sum(one.reports for one in chunks)
    store(place(settings, "", "ids.npy"), reports, _placed(kept(path)["reports"] for path in paths))
    ends = _ends(kept(path)["counts"] for path in paths)
    store(place(settings, "", "firsts.npy"), articles + 1, _placed(ends, 1))
    return reports


def join(settings: Settings, chunks: int) -> None:
    """Write the roots of all reports, by union and find over links of SAME and more, in a file as long as they are many."""
    count = len(Numbers(settings).ids)
    with _own(place(settings, "", "roots.npy"), count) as roots:
        view = memoryview(cast(Any, roots))
        for a, b in _strong(settings, chunks):
            first, second = _root(view, a), _root(view, b)
            # The lesser is that of both, so that it is the first report whatever the order of the links.
            view[max(first, second)] = min(first, second)
        for at in range(0, count, PIECE):
            piece = roots[at : at + PIECE]
            while not np.array_equal(above := roots[piece], piece):
                piece[:] = above


def group(settings: Settings, chunks: Iterable[int]) -> None:
    """Write the first report of the claim of every report: of those that hang together, as the files of `chunks` say."""
    with _own(place(settings, "", "groups.npy"), len(Numbers(settings).ids)) as groups:
        for chunk in chunks:
            found = kept(place(settings, "cluster", f"{name_of(chunk)}.npz"))
            groups[found["reports"]] = found["groups"]


@contextmanager
def _own(path: Path, count: int) -> Iterator[Ints]:
    """Numbers on disk that are each its own at first, to be changed; there when it is done."""
    with whole(path) as part:
        store(part, count, ((at, np.arange(at, min(at + PIECE, count))) for at in range(0, count, PIECE)))
        held = np.load(part, mmap_mode="r+" if count else None)
        yield held
        if count:
            held.flush()


def _root(above: memoryview, report: int) -> int:
    while (higher := above[report]) != report:
        above[report] = above[higher]
        report = higher
    return report


def _strong(settings: Settings, chunks: int) -> Iterator[tuple[int, int]]:
    names = (f"links-{name_of(chunk)}" for chunk in range(chunks))
    for batch in gather(places(settings, "compare", names), 0):
        a, b, score = (batch[name].to_numpy() for name in ("a", "b", "score"))
        same = score >= SAME
        yield from zip(a[same].tolist(), b[same].tolist(), strict=True)


def _placed(pieces: Iterable[Ints], at: int = 0) -> Iterator[tuple[int, Ints]]:
    for piece in pieces:
        yield at, piece
        at += len(piece)


def _ends(counts: Iterable[Ints]) -> Iterator[Ints]:
    done = 0
    for some in counts:
        ends = np.cumsum(some) + done
        done = int(ends[-1]) if len(ends) else done
        yield ends

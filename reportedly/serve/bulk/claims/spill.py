"""Files between tasks of claims: columns in batches, one for each task that comes after, and arrays on disk."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.serve.bulk.files import whole

Ints = NDArray[np.int64]
Columns = Mapping[str, Any]
"""Arrays or lists of equal length by name."""


def spill(path: Path, kinds: Mapping[str, str], batches: Iterable[Columns]) -> None:
    """Write columns of `kinds` (names of Arrow types), a batch for each of `batches`, empty ones too."""
    import pyarrow as arrow

    schema = arrow.schema([(name, getattr(arrow, kind)()) for name, kind in kinds.items()])
    options = arrow.ipc.IpcWriteOptions(compression="zstd")
    with whole(path) as part, arrow.ipc.new_file(str(part), schema, options=options) as writer:
        for batch in batches:
            # Nothing has no type that could be wrong.
            cells = (batch[name] if len(batch[name]) else [] for name in kinds)
            arrays = [arrow.array(column, field.type) for column, field in zip(cells, schema, strict=True)]
            writer.write_batch(arrow.record_batch(arrays, schema=schema))


def gather(paths: Iterable[Path], batch: int) -> Iterator[Any]:
    """The batch of this number of each file, as a pyarrow RecordBatch; those that hold something."""
    import pyarrow as arrow

    for path in paths:
        with arrow.ipc.open_file(str(path)) as file:
            if (found := file.get_batch(batch)).num_rows:
                yield found


def together(batches: Iterable[Any], *names: str) -> list[NDArray[Any]]:
    """Columns of several batches, one after the other; of nothing as numbers."""
    held = [[batch[name].to_numpy(zero_copy_only=False) for name in names] for batch in batches]
    return [np.concatenate(column) for column in zip(*held, strict=True)] or [np.zeros(0, np.int64) for _ in names]


def parted(targets: Ints, count: int, columns: Mapping[str, NDArray[Any]]) -> Iterator[Columns]:
    """Rows by their targets, from 0 up to and without `count`, in their order: what `spill` writes."""
    order = np.argsort(targets, kind="stable")
    bounds = np.searchsorted(targets[order], np.arange(count + 1))
    for first, last in itertools.pairwise(bounds):
        yield {name: column[order[first:last]] for name, column in columns.items()}


def keep(path: Path, **arrays: NDArray[Any]) -> None:
    """Write arrays under their names."""
    with whole(path) as part, part.open("wb") as file:
        save: Any = np.savez  # whose type takes every name for its own
        save(file, **arrays)


def kept(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays written there."""
    with np.load(path) as found:
        return {name: found[name] for name in found.files}


def store(path: Path, size: int, pieces: Iterable[tuple[int, Ints]]) -> None:
    """Write `size` whole numbers in one file that need not fit into memory: each piece at its place, else 0."""
    with whole(path) as part, part.open("wb+") as file:
        if not size:  # of which nothing can be mapped
            np.lib.format.write_array(file, np.zeros(0, np.int64))
            return
        held = np.lib.format.open_memmap(part, "w+", np.int64, (size,))
        for at, piece in pieces:
            held[at : at + len(piece)] = piece
        held.flush()


def stored(path: Path) -> Ints:
    """What `store` wrote, read from disk as it is asked for."""
    found: Ints = np.load(path, mmap_mode="r" if path.stat().st_size > _EMPTY else None)
    return found


_EMPTY = 128
"""Bytes of a file of no numbers."""

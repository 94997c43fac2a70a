"""Columns of the files that tasks hand each other, and of the readings that a run leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any

from reportedly.errors import Missing
from reportedly.language.network import DEFAULT, MODELS
from reportedly.serve.bulk.files import whole

NEEDS = "needs distributed, fastwarc, fsspec and pyarrow, which are not installed: pip install 'reportedly[bulk]'"
_TYPES = {"text": "string", "integer": "int64", "number": "float64", "truth": "bool_", "bytes": "binary"}
Columns = Sequence[tuple[str, str]]

EXTRACTED: Columns = tuple(
    (name, "integer" if name in ("place", "told") else "text")
    for name in ("place", "kind", "name", "id", "url", "hash", "outlet", "told", "unfit", "article")
)
"""An article that was found: `unfit` says why it is not to be read, and then there is no `article`."""
READINGS: Columns = (
    *((name, "text") for name in ("article", "outlet", "url", "title", "published", "hash", "known_as")),
    *((name, "integer") for name in ("shard", "place")),
    ("reading", "text"),
    ("digest", "bytes"),
)
"""What `add --from` takes; `reading` is the public JSON, `digest` what articles are compared by."""
COMPARED: dict[str, Columns] = {
    "links": (("report", "text"), ("other", "text"), ("score", "number"), ("why", "text")),
    "derivations": (("article", "text"), ("rests_on", "text"), ("score", "number"), ("why", "text")),
}
"""What comparing articles gives, by table: ids of reports and of articles, and why as a list in JSON."""
UNIT: Columns = (("day", "text"), *READINGS)
_ENCODER = b"reportedly.encoder"


def need() -> None:
    """Raises Missing where a library is not installed."""
    if any(find_spec(name) is None for name in ("distributed", "fastwarc", "fsspec", "pyarrow")):
        raise Missing(f"reportedly bulk {NEEDS}")


class RowWriter:
    """Rows into one Parquet file that is there when it is whole, `at_once` of them in memory."""

    def __init__(self, path: Path, columns: Columns, at_once: int = 5000) -> None:
        import pyarrow as arrow
        from pyarrow.parquet import ParquetWriter

        self._at_once, self._arrow = at_once, arrow
        fields = [(name, getattr(arrow, _TYPES[kind])()) for name, kind in columns]
        self._schema = arrow.schema(fields, metadata={_ENCODER: encoder()})
        with ExitStack() as stack:
            part = stack.enter_context(whole(path))
            self._writer = stack.enter_context(ParquetWriter(part, self._schema, compression="zstd"))
            self._stack = stack.pop_all()
        self._held: list[tuple[Any, ...]] = []

    def write(self, row: tuple[Any, ...]) -> None:
        """Take the next row."""
        self._held.append(row)
        if len(self._held) >= self._at_once:
            self._flush()

    def _flush(self) -> None:
        if self._held:
            columns = zip(zip(*self._held, strict=True), self._schema, strict=True)
            arrays = [self._arrow.array(cells, field.type) for cells, field in columns]
            self._writer.write_table(self._arrow.table(arrays, schema=self._schema))
            self._held.clear()

    def __enter__(self) -> RowWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._stack:
            if error is not None:
                raise error
            self._flush()


def read(path: Path, names: Iterable[str], where: tuple[str, Sequence[Any]] | None = None) -> Iterator[tuple[Any, ...]]:
    """These columns of every row, some rows in memory at a time; of those whose `where[0]` is one of `where[1]`."""
    import pyarrow.compute as compute
    from pyarrow.parquet import ParquetFile

    names = list(names)
    columns = list(dict.fromkeys([*names, where[0]] if where else names))
    with ParquetFile(path) as file:
        for batch in file.iter_batches(64, columns=columns):
            if where:
                batch = batch.filter(compute.is_in(batch[where[0]], value_set=_values(batch[where[0]], where[1])))
            yield from zip(*(batch[name].to_pylist() for name in names), strict=True)


def _values(column: Any, values: Sequence[Any]) -> Any:
    import pyarrow

    return pyarrow.array(values, column.type)


def same_encoder(path: Path) -> bool:
    """Whether the digests in a file of readings were made by the encoder that is installed here."""
    from pyarrow.parquet import read_schema

    return bool((read_schema(path).metadata or {}).get(_ENCODER) == encoder())


@cache
def encoder() -> bytes:
    """What tells the encoder that ships from any other."""
    with (MODELS / DEFAULT / "claims.onnx").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest().encode()

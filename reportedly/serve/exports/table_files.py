"""The tables as files in a folder: CSV, and Parquet with typed columns."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from reportedly.errors import Missing
from reportedly.model import codec
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.format import Format
from reportedly.serve.exports.tables import TABLES, Table, rows
from reportedly.serve.output import opened
from reportedly.serve.tables import Row

_BATCH = 5_000
"""Rows of a row group; those of `articles` hold whole texts."""
NEEDS_TABLES = "needs pandas and pyarrow, which are not installed: pip install 'reportedly[tables]'"


class Sink(Protocol):
    """Takes the rows of one table."""

    def write(self, row: Row) -> None:
        """Take the next row."""

    def finish(self) -> None:
        """Write what is held back."""


class _CsvSink:
    """RFC 4180 in UTF-8, a header first, None as an empty cell."""

    def __init__(self, stack: ExitStack, to: Path, table: Table) -> None:
        output = stack.enter_context(opened(to / f"{table.name}.csv"))
        output.used = True
        self._writer = csv.writer(output.text, lineterminator="\r\n")
        self._writer.writerow(column.name for column in table.columns)

    def write(self, row: Row) -> None:
        self._writer.writerow("" if cell is None else codec.plain(cell) for cell in row)

    def finish(self) -> None:
        return


class _ParquetSink:
    """One file with a schema, compressed, in row groups."""

    def __init__(self, stack: ExitStack, to: Path, table: Table) -> None:
        import pyarrow as arrow
        from pyarrow.parquet import ParquetWriter

        types = {
            "text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "truth": arrow.bool_(),
        }  # fmt: skip
        output = stack.enter_context(opened(to / f"{table.name}.parquet"))
        output.used = True
        self._arrow = arrow
        self._schema = arrow.schema([(column.name, types[column.type]) for column in table.columns])
        # Closed before the file is moved into its place, as it was entered after it.
        self._writer = stack.enter_context(ParquetWriter(output.raw, self._schema, compression="zstd"))
        self._held: list[Row] = []

    def write(self, row: Row) -> None:
        self._held.append(row)
        if len(self._held) == _BATCH:
            self.finish()

    def finish(self) -> None:
        if self._held:
            arrays = [
                self._arrow.array(cells, field.type)
                for cells, field in zip(zip(*self._held, strict=True), self._schema, strict=True)
            ]
            self._writer.write_table(self._arrow.table(arrays, schema=self._schema))
            self._held.clear()


def _csv(chosen: Chosen, to: Path | None) -> int:
    return _write(chosen, to, _CsvSink)


def _parquet(chosen: Chosen, to: Path | None) -> int:
    try:
        import pyarrow.parquet  # noqa: F401 - to say at once that it is missing
    except ImportError as error:
        raise Missing(f"Parquet {NEEDS_TABLES}") from error
    return _write(chosen, to, _ParquetSink)


def _write(chosen: Chosen, to: Path | None, sink: Callable[[ExitStack, Path, Table], Sink]) -> int:
    """All tables side by side: the corpus is read once, and either all files appear or none."""
    assert to is not None
    count = 0
    with ExitStack() as stack:
        sinks: dict[str, Sink] = {table.name: sink(stack, to, table) for table in TABLES}
        for name, row in rows(chosen):
            sinks[name].write(row)
            count += 1
        for each in sinks.values():
            each.finish()
    return count


CSV = Format(
    "csv", "", "a folder of tables as CSV: articles, claims, reports, origins, events and more", _csv, folder=True
)
PARQUET = Format("parquet", "", "the same tables as Parquet, with typed columns", _parquet, folder=True)

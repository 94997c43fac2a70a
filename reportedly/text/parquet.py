"""Parquet: one article a row, in columns of the names that a record of JSON Lines has; batches of rows at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from reportedly.errors import InputError
from reportedly.model import Article, Reading
from reportedly.text.record import WORDS, item_from_record
from reportedly.text.source import Item, Reader, Source

_MAGIC = b"PAR1"
_ROWS = 64  # texts held at a time
_COLUMNS = frozenset(("text", "links", *WORDS))


def read(source: Source) -> Iterator[Item]:
    """An article a row, or the InputError of a row that is none.

    Raises InputError where it is no Parquet, has no column `text`, or the library that reads it is not installed.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise InputError(
            source.name, "is Parquet, and pyarrow is not installed", "pip install 'reportedly[bulk]'"
        ) from error
    try:
        table = ParquetFile(source.stream if source.stream.seekable() else io.BytesIO(source.whole()))
        columns = [name for name in table.schema_arrow.names if name in _COLUMNS]
        if "text" not in columns:
            raise InputError(source.name, 'has no column "text"', "name the column of the articles' texts so")
        row = 0
        for batch in table.iter_batches(_ROWS, columns=columns):
            for record in batch.to_pylist():
                row += 1
                yield _item(record, f"{source.name}, row {row}", source)
    except pyarrow.ArrowException as error:  # some of which are ValueErrors, and none tells the file
        said = " ".join(str(error).split())
        raise InputError(source.name, f"is no whole Parquet file: {said}", "write it again") from error


def _item(record: dict[str, Any], name: str, source: Source) -> Article | Reading | InputError:
    if isinstance(when := record.get("published"), date):  # a column of dates or of timestamps
        record["published"] = when.isoformat()
    try:
        return item_from_record(record, name, source.defaults)
    except InputError as error:
        return error


READER = Reader(
    (".parquet",),
    ("application/vnd.apache.parquet",),
    lambda head: head.startswith(_MAGIC),
    read,
    binary=True,
)

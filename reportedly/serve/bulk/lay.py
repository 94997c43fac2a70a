"""A day: its readings and their tables, in files that DuckDB, pandas and Spark read as partitions."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import Any

from reportedly.model import Reading
from reportedly.serve.bulk.files import check, note, noted, work
from reportedly.serve.bulk.rows import READINGS, Columns, RowWriter, read
from reportedly.serve.bulk.work import Day, Laid, Settings
from reportedly.serve.exports.tables import TABLES, reading_rows
from reportedly.serve.tables import SHEETS

FILE = 10_000
"""Readings of a file."""
_TABLES: dict[str, Columns] = {
    "readings": READINGS,
    **{t.name: [(c.name, c.type) for c in t.columns] for t in TABLES if t.name == "articles" or t.name in SHEETS},
}
FOLDERS = tuple(_TABLES)
"""Of the result, one a table."""
_AT_ONCE = {"readings": 200, "articles": 500}
"""Rows in memory of the tables that hold whole texts."""


def lay(settings: Settings, day: Day) -> Laid:
    """Write the tables of a day. Raises StoreError, and OSError where they cannot be written."""
    check(settings)
    kept = work(settings, "laid", f"{day.name}.json")
    if done := noted(kept, Laid):
        return done
    folders = {table: Path(settings.out, table, day.name) for table in _TABLES}
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)  # of who was killed in the middle of it
        folder.mkdir(parents=True)
    readings, file = 0, 0
    rows = _rows(settings, day)
    while (first := next(rows, None)) is not None:
        readings += _write(folders, f"part-{file:05}.parquet", chain([first], islice(rows, FILE - 1)))
        file += 1
    laid = Laid(day.day, readings)
    note(kept, laid)
    return laid


def _rows(settings: Settings, day: Day) -> Iterator[tuple[Any, ...]]:
    """The day's readings in the order of the input."""
    names = [name for name, _ in READINGS]
    for unit in day.units:
        yield from read(work(settings, "read", f"{unit}.parquet"), names, ("day", [day.day]))


def _write(folders: dict[str, Path], name: str, rows: Iterable[tuple[Any, ...]]) -> int:
    count = 0
    place = [name for name, _ in READINGS].index("reading")
    with ExitStack() as stack:
        writers = {
            table: stack.enter_context(RowWriter(folders[table] / name, columns, _AT_ONCE.get(table, 5000)))
            for table, columns in _TABLES.items()
        }
        for row in rows:
            count += 1
            writers["readings"].write(row)
            for table, cells in reading_rows(Reading.from_json(row[place])):
                writers[table].write(cells)
    return count

"""A day: the tables of the claims that were first reported on it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import cast

from reportedly.corpus.digest import Form
from reportedly.model import Claim, codec
from reportedly.serve.bulk.claims.places import begin, place
from reportedly.serve.bulk.files import note, noted
from reportedly.serve.bulk.lay import FILE
from reportedly.serve.bulk.rows import Columns, RowWriter, read
from reportedly.serve.bulk.work import Day, Laid, Settings
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.tables import TABLES, claim_rows

_OWN = ("claims", "reports", "origins")
RECORD: Columns = (("record", "text"),)
"""What `claims` has besides the columns of the table: the claim as JSON."""
_TABLES: dict[str, Columns] = {
    t.name: [*((c.name, c.type) for c in t.columns), *(RECORD if t.name == "claims" else ())]
    for t in TABLES
    if t.name in _OWN
}
FOLDERS = (*_OWN, "links", "derivations")
"""Of a result, those that claims add."""


def lay(settings: Settings, day: Day) -> Laid:
    """Write the claims of a day; its `units` are chunks. Raises StoreError, and OSError where they cannot be written."""
    begin(settings)
    mark = place(settings, "lay", f"{day.name}.json")
    if done := noted(mark, Laid):
        return done
    folders = {table: Path(settings.out, table, day.name) for table in _TABLES}
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)  # of who was killed in the middle of it
        folder.mkdir(parents=True)
    count, file = 0, 0
    rows = _made(settings, day)
    while (first := next(rows, None)) is not None:
        count += _write(folders, f"part-{file:05}.parquet", chain([first], islice(rows, FILE - 1)))
        file += 1
    laid = Laid(day.day, count)
    note(mark, laid)
    return laid


class _Called:
    """In the place of `Chosen`, which knows what actors are called."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def actor(self, actor: str | None) -> Form | None:
        name = self._names.get(actor or "")
        return None if name is None else Form(name, "", name, "")


def _made(settings: Settings, day: Day) -> Iterator[tuple[str, str]]:
    for chunk in day.units:
        path = place(settings, "make", f"{chunk}.parquet")
        yield from read(path, ("record", "names"), ("day", [day.day]))


def _write(folders: dict[str, Path], name: str, rows: Iterable[tuple[str, str]]) -> int:
    count = 0
    with ExitStack() as stack:
        writers = {
            table: stack.enter_context(RowWriter(folders[table] / name, columns)) for table, columns in _TABLES.items()
        }
        for record, names in rows:
            count += 1
            claim = codec.loads(Claim, record)
            for table, cells in claim_rows(claim, cast(Chosen, _Called(json.loads(names)))):
                writers[table].write((*cells, record) if table == "claims" else cells)
    return count

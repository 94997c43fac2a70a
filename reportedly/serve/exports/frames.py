"""The tables as pandas frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.errors import Missing
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.table_files import NEEDS_TABLES
from reportedly.serve.exports.tables import TABLES, rows
from reportedly.serve.tables import Row
from reportedly.store.protocol import Asked, Store

if TYPE_CHECKING:
    from pandas import DataFrame

_TYPES = {"text": "string", "integer": "Int64", "number": "Float64", "truth": "boolean"}
"""Types that know an empty cell, so that whole numbers stay whole beside one."""


def frames(store: Store, asked: Asked | None = None) -> dict[str, DataFrame]:
    """Every table by name, all in memory; `export(…, "parquet")` writes the same without that.

    Columns are as in docs/exports.md. Raises Missing where pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise Missing(f"A frame {NEEDS_TABLES}") from error
    held: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for name, row in rows(Chosen(store, asked)):
        held[name].append(row)
    return {
        table.name: pandas.DataFrame(
            {
                column.name: pandas.array([row[place] for row in held[table.name]], dtype=_TYPES[column.type])
                for place, column in enumerate(table.columns)
            }
        )
        for table in TABLES
    }

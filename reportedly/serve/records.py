"""What was found, for programs: JSON and CSV, UTF-8 whatever the terminal speaks, written as it comes."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterable, Sequence
from typing import Any

from reportedly.model import codec
from reportedly.serve.output import Output

_UNENCODABLE = "backslashreplace"
"""A lone surrogate has no UTF-8; the backslashed form is what JSON writes for it."""


def write_json(output: Output, record: Any) -> None:
    """One record (a dataclass, or what JSON has) on a line."""
    output.used = True
    output.raw.write(f"{_json(record)}\n".encode("utf-8", _UNENCODABLE))
    output.raw.flush()


def write_json_list(output: Output, records: Iterable[Any]) -> None:
    """A list, one record a line, so that who has no JSON at hand can take it apart too; `[]` of none."""
    output.used = True
    before = "["
    for record in records:
        output.raw.write(f"{before}{_json(record)}".encode("utf-8", _UNENCODABLE))
        before = ",\n "
    output.raw.write(b"[]\n" if before == "[" else b"]\n")
    output.raw.flush()


def write_csv(output: Output, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """RFC 4180: a header, then the rows; None is an empty cell."""
    output.used = True
    writer = csv.writer(codecs.getwriter("utf-8")(output.raw, _UNENCODABLE), lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow("" if cell is None else codec.plain(cell) for cell in row)
    output.raw.flush()


def _json(record: Any) -> str:
    return json.dumps(codec.plain(record), ensure_ascii=False)

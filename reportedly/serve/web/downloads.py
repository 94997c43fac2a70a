"""The rows behind a page, for programs: the same address with `.csv` or `.json`. Written as they come."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from starlette.responses import Response, StreamingResponse

from reportedly.model import codec

_AT_ONCE = 32 << 10
"""Characters that are sent together."""
_UNENCODABLE = "backslashreplace"


def csv_of(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """RFC 4180, to be kept as `name`.csv: a header, then the rows; None is an empty cell."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "private, no-cache"}
    pieces = _together(_lines(columns, rows))
    return StreamingResponse(pieces, headers=headers, media_type="text/csv; charset=utf-8; header=present")


def json_of(record: Any) -> Response:
    """One record: a dataclass, or what JSON has."""
    body = json.dumps(codec.plain(record), ensure_ascii=False).encode("utf-8", _UNENCODABLE) + b"\n"
    return Response(body, headers={"Cache-Control": "private, no-cache"}, media_type="application/json")


def json_list_of(records: Iterable[Any]) -> Response:
    """A list, one record a line."""
    headers = {"Cache-Control": "private, no-cache"}
    return StreamingResponse(_together(_listed(records)), headers=headers, media_type="application/json")


def _lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow("" if cell is None else codec.plain(cell) for cell in row)
        yield page.getvalue()
        page.seek(0)
        page.truncate()
    yield page.getvalue()


def _listed(records: Iterable[Any]) -> Iterator[str]:
    before = "["
    for record in records:
        yield before + json.dumps(codec.plain(record), ensure_ascii=False)
        before = ",\n "
    yield "[]\n" if before == "[" else "]\n"


def _together(pieces: Iterable[str]) -> Iterator[bytes]:
    waiting, size = list[str](), 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= _AT_ONCE:
            yield "".join(waiting).encode("utf-8", _UNENCODABLE)
            waiting, size = [], 0
    yield "".join(waiting).encode("utf-8", _UNENCODABLE)

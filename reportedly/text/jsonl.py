"""JSON Lines: one article a line, read line by line, so that a file may be larger than the memory."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any

from reportedly.errors import InputError, NotText
from reportedly.model import Article, Reading
from reportedly.text.record import item_from_record
from reportedly.text.source import Reader, Source


def read(source: Source) -> Iterator[Article | Reading | InputError]:
    """An article a line (or a reading, as `Defaults` say), or the InputError of a line that is none; the rest go on.

    Raises NotText for an empty file.
    """
    empty = True
    for number, line in source.lines():
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        empty = False
        try:
            yield item_from_record(parse(line, source.name, number), source.name, source.defaults, number)
        except InputError as error:
            yield error
    if empty:
        raise NotText(source.name, "is empty", "give one article a line")


def parse(data: bytes, name: str, line: int | None = None) -> Any:
    """`data` as `json.loads` gives it. Raises NotText where it is no UTF-8, InputError where it is no JSON."""
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NotText(name, "is not in UTF-8", "JSON is UTF-8; save it so", line) from error
    except json.JSONDecodeError as error:
        remedy = "one whole JSON object a line" if line else "expected one JSON object, or a list of them"
        place = f"character {error.colno}" if line else f"line {error.lineno}, character {error.colno}"
        raise InputError(name, f"is broken JSON: {error.msg} at {place}", remedy, line) from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, or brackets thousands deep: no article, and no reason to fall over.
        raise InputError(name, "is JSON beyond reason", "expected the fields of an article", line) from error


def _recognises(head: bytes) -> bool:
    """Whether the first line is an object, or begins as one and is longer than the head."""
    first, ended, _ = head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    if not first.startswith(b'{"'):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return not ended


READER = Reader(
    (".jsonl", ".ndjson"),
    ("application/x-ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines"),
    _recognises,
    read,
)

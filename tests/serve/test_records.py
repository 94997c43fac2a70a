"""Records as JSON and CSV, and lines for a terminal."""

from __future__ import annotations

import csv
import io
import json

import pytest
from rich.text import Text

from reportedly.model import Interval, Span
from reportedly.serve.lines import Lines
from reportedly.serve.output import Output
from reportedly.serve.records import write_csv, write_json, write_json_list


def output() -> tuple[io.BytesIO, Output]:
    raw = io.BytesIO()
    return raw, Output(raw, io.TextIOWrapper(raw, "ascii"))


def test_one_object() -> None:
    raw, to = output()
    write_json(to, Interval(1, 2))
    assert raw.getvalue() == b'{"low": 1, "high": 2}\n'
    assert to.used


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_list(count: int) -> None:
    raw, to = output()
    write_json_list(to, (Interval(number, 2) for number in range(count)))
    assert [each["low"] for each in json.loads(raw.getvalue())] == list(range(count))
    assert raw.getvalue().count(b"\n") == max(count, 1)


def test_a_table() -> None:
    raw, to = output()
    write_csv(to, ("a", "b"), [(None, 2.0), ("Zoë, “x”", "\ud800"), (Span(1, 2), 0.5)])
    header, *rows = csv.reader(io.StringIO(raw.getvalue().decode()))
    assert header == ["a", "b"]
    assert rows == [["", "2"], ["Zoë, “x”", "\\ud800"], ["[1, 2]", "0.5"]]


def test_lines_hang() -> None:
    stream = io.StringIO()
    lines = Lines(stream, 20)
    lines.line("one two three four five six seven", 2, hanging=4)
    lines.line(Text("a\u00a0b"), 2, hanging=4)
    lines.line()
    assert stream.getvalue() == "  one two three four\n      five six seven\n  a\u00a0b\n\n"


def test_lines_are_safe() -> None:
    stream = io.StringIO()
    Lines(stream, 40).line("\x1b[2Jover\u202ewritten\nnext")
    assert stream.getvalue() == "[2Joverwritten next\n"

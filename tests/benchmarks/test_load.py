"""benchmarks/load.py asks a server for pages of every kind. Nothing is said of how long anything takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from starlette.testclient import TestClient

from benchmarks import load
from benchmarks.load import KINDS, Came, Known, Reader, served, table
from reportedly.store.corpus import Corpus


@pytest.fixture
def corpus(made_demo: Path) -> Iterator[Corpus]:
    """For reading."""
    with Corpus(made_demo, create=False, readonly=True) as opened:
        yield opened


def test_every_address_that_is_drawn_is_a_page(made: TestClient, corpus: Corpus) -> None:
    draw = Random(1)
    known = Known.of(corpus.store, draw)
    assert sum(weight for weight, _ in KINDS.values()) == 100
    for kind, (_, make) in KINDS.items():
        paths = {make(draw, known) for _ in range(10)}
        assert len(paths) > 1, kind
        for path in paths:
            assert made.get(path).status_code == 200, path


def test_readers_have_pages_until_their_time_is_over(made_demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load.main([str(made_demo), "--users", "3", "--seconds", "2", "--pause", "0.05", "--alone", "2"])
    head, columns, *rows, work, others = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"[\d,]+ articles, [\d,]+ claims; 3 at once, 0.05 s between pages", head)
    assert columns.split() == ["pages", "median", "p95", "most", "KiB", "CPU"]
    counts = {row[:20].strip(): int(row[20:].split()[0]) for row in rows}
    assert counts.pop("all") == sum(counts.values()) > 10
    assert counts.keys() <= KINDS.keys()
    assert re.match(r"[\d.]+ pages/s, \d+ ms of CPU each; memory \d+ MiB at first, \d+ MiB at most", work)
    assert others.startswith("other programs had ")


def test_what_is_no_page_is_an_error(made_demo: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(load.KINDS, "nowhere", (1, lambda draw, known: "/nowhere"))  # type: ignore[arg-type]
    known = Known.of(corpus.store, Random(1))
    with (
        served(str(made_demo)) as (_, place),
        closing(Reader(place, known, 1, 0)) as reader,
        pytest.raises(RuntimeError, match="/nowhere answered 404"),
    ):
        reader.ask("nowhere")


def test_a_row_is_of_its_kind_alone() -> None:
    came = [Came("claim", time, 2048) for time in range(1, 101)] + [Came("entity", 1000, 1024)]
    assert [row.split() for row in table(came, {"claim": 1.25, "entity": 30, "all": 2})[1:]] == [
        ["claim", "100", "50", "ms", "95", "ms", "100", "ms", "2", "1.2", "ms"],
        ["entity", "1", "1000", "ms", "1000", "ms", "1000", "ms", "1", "30.0", "ms"],
        ["all", "101", "51", "ms", "96", "ms", "1000", "ms", "2", "2.0", "ms"],
    ]

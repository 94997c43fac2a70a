"""benchmarks/corpus.py prints its tables. Nothing is said of how long anything takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import corpus
from benchmarks.synthetic.growth import QUERIES
from reportedly.store.open import open_store


def test_speed_is_a_table_with_a_column_for_each_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept.db"
    corpus.main(["--articles", "24", "--keep", str(kept)])
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["SQLite", "12", "24", "times"]
    assert len({len(row) for row in (head, *rows)}) == 1
    assert len(rows) == sum(map(len, (corpus.PACE, corpus.SIZE, corpus.PAGES, QUERIES))) + 7
    assert all(float(value.replace(",", "")) >= 0 for row in rows for value in row.split()[-3:])
    store = open_store(kept)
    assert store.count().articles >= 24
    assert not store.count().pending
    store.close()


def test_a_corpus_that_has_articles_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    corpus.main(["--articles", "4", "--keep", str(kept)])
    before = kept.read_bytes()
    with pytest.raises(SystemExit, match="name another place"):
        corpus.main(["--articles", "4", "--keep", str(kept)])
    assert kept.read_bytes() == before


def test_accuracy_is_a_table_of_what_was_read_and_of_what_was_made() -> None:
    rows = corpus.shares("3 articles", {"copies linked": (1, 3)}, {"copies linked": (0, 0)})
    assert [row.split() for row in rows] == [
        ["3", "articles", "as", "read", "as", "made"],
        ["copies", "linked", "1", "of", "3", "33.3", "%", "0", "of", "0", "0.0", "%"],
    ]
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("articles", "expected"),
    [(24, [12, 24]), (2000, [1000, 2000]), (20000, [2000, 20000]), (100000, [2000, 20000, 100000])],
)
def test_sizes_at_which_a_corpus_is_looked_at(articles: int, expected: list[int]) -> None:
    assert corpus.sizes(articles) == expected


@pytest.mark.parametrize(("percent", "expected"), [(50, 5), (95, 10), (1, 1), (100, 10)])
def test_percentiles(percent: int, expected: int) -> None:
    assert corpus.percentile(range(10, 0, -1), percent) == expected

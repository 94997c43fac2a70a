"""benchmarks/adding.py adds to a copy. Nothing is said of how long anything takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import adding, corpus
from reportedly.store import growing


def test_a_line_for_each_step_and_the_corpus_is_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept.db"
    corpus.main(["--articles", "8", "--keep", str(kept)])
    before, grown = kept.read_bytes(), growing.settle
    capsys.readouterr()
    adding.main([str(kept), "--articles", "3", "--workers", "1"])
    head, *rows, last = capsys.readouterr().out.splitlines()
    assert head.startswith("3 articles more in ")
    assert [row.split()[0] for row in rows] == ["put", "link", "name", "settle", "all"]
    assert all(float(row.split()[1]) >= 0 for row in rows)
    assert last.endswith(" articles/s")
    assert kept.read_bytes() == before
    assert growing.settle is grown

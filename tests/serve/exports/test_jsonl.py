"""Readings and claims as JSON Lines come back as they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportedly.model import Claim, Reading, codec
from reportedly.serve.exports import export
from reportedly.text import gather


@pytest.mark.parametrize("name", ["corpus", "hostile"])
def test_readings_come_back(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    corpus: Any = request.getfixturevalue(name)
    assert export(corpus, tmp_path / "r.jsonl", "readings") == len(corpus.articles)
    lines = (tmp_path / "r.jsonl").read_bytes().decode().split("\n")
    assert [Reading.from_json(line) for line in lines if line] == list(corpus.articles)


@pytest.mark.parametrize("name", ["corpus", "hostile"])
def test_claims_come_back(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    corpus: Any = request.getfixturevalue(name)
    assert export(corpus, tmp_path / "c.jsonl", "claims") == len(corpus.found)
    lines = (tmp_path / "c.jsonl").read_bytes().decode().split("\n")
    assert [codec.loads(Claim, line) for line in lines if line] == list(corpus.found)


def test_readings_are_an_input_again(corpus: Any, tmp_path: Path) -> None:
    """As articles; a store that takes readings takes them whole."""
    export(corpus, tmp_path / "r.jsonl", "readings")
    assert list(gather([str(tmp_path / "r.jsonl")])) == [r.article for r in corpus.articles]

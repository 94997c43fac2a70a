"""What a format allows is written as it comes: memory does not grow with the corpus."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly.model import Claim, Reading
from reportedly.serve.exports import FORMATS, export
from reportedly.serve.exports.format import Format

ARTICLES = 600
LENGTH = 50_000
"""Code points of a text; at two bytes each all of them together are 60 MB."""
MOST = 30_000_000
"""Bytes at a time: 256 readings are kept, which is 26 MB of text."""
WHOLE = ("prov",)
"""Formats whose library holds all of it. They hold no texts of articles, at least."""


class Large:
    """A store that makes each article when it is asked for."""

    def __init__(self, corpus: Any) -> None:
        self._reading, (self._claim, *_) = corpus.articles[0], corpus.found
        self._actors = corpus.actors

    def readings(self) -> Iterator[Reading]:
        return (self.reading(str(number)) for number in range(ARTICLES))

    def reading(self, article: str, version: int | None = None) -> Reading:
        made = self._reading.article
        text = made.text + article.ljust(LENGTH, ".")
        return replace(self._reading, article=replace(made, id=article, text=text))

    def claims(self, _: Any) -> Iterator[Claim]:
        for number in range(ARTICLES):
            report = replace(self._claim.reports[0], id=f"{number:016x}", article=str(number))
            yield replace(self._claim, id=report.id, reports=(report,))

    def forms_of(self, _: str) -> Any:
        return []

    def marks(self) -> Any:
        return []

    judgements = marks


@pytest.mark.parametrize("format_", [f for f in FORMATS if f.name not in WHOLE], ids=lambda format_: format_.name)
def test_memory(format_: Format, corpus: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.serve.exports.table_files._BATCH", 50)
    large: Any = Large(corpus)
    export(corpus, tmp_path / "first", format_.name)  # imports and tables of words
    tracemalloc.start()
    try:
        export(large, tmp_path / "out", format_.name)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MOST

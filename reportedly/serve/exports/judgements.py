"""What persons judged, in JSON Lines: training data, and what another corpus of the same articles can take in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from reportedly.corpus.marks import held
from reportedly.model import codec
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.format import Format
from reportedly.serve.exports.jsonl import write_lines


def _judgements(chosen: Chosen, to: Path | None) -> int:
    return write_lines(_lines(chosen), to)


def _lines(chosen: Chosen) -> Iterator[str]:
    """Marks, then judgements of actors, oldest first; each mark with whether it holds, though none is left out."""
    marks = chosen.marks()
    holding = {mark.id for mark in held(marks)}
    for mark in marks:
        record = {"record": "mark", "id": mark.id, "holds": mark.id in holding, **codec.plain(mark)}
        yield json.dumps(record, ensure_ascii=False)
    names = chosen.names()
    for judgement in chosen.judgements():
        ends = {"a_name": names.get(judgement.a), "b_name": names.get(judgement.b)}
        yield json.dumps({"record": "actors", **codec.plain(judgement), **ends}, ensure_ascii=False)


JUDGEMENTS = Format(
    "judgements", ".jsonl", "what persons judged, one a line as JSON, which `reportedly judge` takes in", _judgements
)

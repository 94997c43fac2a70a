"""JSON Lines: readings, which can be added again, and claims with all their reports."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reportedly.model import codec
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.format import Format
from reportedly.serve.output import opened


def _readings(chosen: Chosen, to: Path | None) -> int:
    return write_lines((reading.to_json() for reading in chosen.readings()), to)


def _claims(chosen: Chosen, to: Path | None) -> int:
    return write_lines((codec.dumps(claim) for claim in chosen.claims()), to)


def write_lines(records: Iterable[str], to: Path | None) -> int:
    """Each a line; how many there were."""
    count = 0
    with opened(to) as output:
        output.used = True
        for record in records:
            # A lone surrogate has no UTF-8; the backslashed form is what JSON writes for it.
            output.raw.write(f"{record}\n".encode("utf-8", "backslashreplace"))
            count += 1
    return count


READINGS = Format(
    "readings", ".jsonl", "readings, one a line as JSON, which `reportedly add` takes again", _readings, addable=True
)
CLAIMS = Format("claims", ".jsonl", "claims with their reports and origins, one a line as JSON", _claims)

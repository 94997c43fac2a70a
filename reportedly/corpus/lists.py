"""The word lists of this folder, each a data file with a source note."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a data file, each by the names of its columns."""
    with (DATA / name).open(encoding="utf8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def words(name: str, kind: str, column: str = "words") -> frozenset[str]:
    """Every word of the rows of this kind; a cell holds several, parted by a bar."""
    return frozenset(w for row in table(name) if row["kind"] == kind for w in row[column].split("|") if w)

"""The numbers that conflict research gives states, and UCDP's regions."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_REGIONS = ((2, "Americas"), (200, "Europe"), (400, "Africa"), (630, "Middle East"), (700, "Asia"))
"""From which Gleditsch and Ward number on a state is in which of UCDP's five regions (Oceania is Asia there)."""


@dataclass(frozen=True, slots=True)
class State:
    """`cow` is its number with the Correlates of War, `gw` with Gleditsch and Ward, whom UCDP follows."""

    cow: int
    gw: int

    @property
    def region(self) -> str:
        """As UCDP has it."""
        return [name for least, name in _REGIONS if least <= self.gw][-1]


@cache
def states() -> dict[str, State]:
    """Today's states by ISO 3166-1 alpha-3 code; dependent and disputed territories without a number are not here."""
    with (Path(__file__).parent / "data" / "states.csv").open(encoding="utf8", newline="") as lines:
        return {row["iso3"]: State(int(row["cow"]), int(row["gw"])) for row in csv.DictReader(lines)}

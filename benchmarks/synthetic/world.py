"""Who there is in the invented world: states with their towns, ministers, companies; outlets, agencies among them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportedly.model import EntityKind

ONSETS = "b br d dr f g gr h k kl l m n p pr r s sk st t tr v z".split()
VOWELS = "a e i o u a e o".split()
CODAS = "l m n r s k t ld nd rn rk st lm".split()
PAPERS = "Gazette Courier Herald Mirror Register Lantern Observer Chronicle Ledger Examiner Tribune Messenger".split()
OFFICES = "interior health transport foreign defence justice".split()
FIRMS = "Holdings Works Lines Mining Energy Freight".split()
UNIONS = ("Workers' League", "Free Labour Front", "Tradesmen's Association")
STATES, TOWNS, GIVEN, FAMILIES, OUTLETS, AGENCIES = 60, 40, 300, 1500, 90, 6
"""How many there are: of towns in a state, of first and family names, outlets and agencies in all."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something in a text. `words` is how a sentence has it, in which `name` stands, empty for the unnamed."""

    words: str
    name: str
    kind: EntityKind
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who prints. An agency's texts are those that others copy."""

    name: str
    host: str
    agency: bool


@dataclass(frozen=True, slots=True)
class State:
    """`ministers` are in the order of OFFICES."""

    name: str
    people: str
    towns: tuple[str, ...]
    ministers: tuple[str, ...]
    companies: tuple[str, ...]


class World:
    """All of it, from a seed. States, towns and outlets are the rarer the later they stand in their list."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"world {seed}")
        self._stems: set[str] = set()
        self.given = [self._word(2) for _ in range(GIVEN)]
        self.families = [self._word(2) for _ in range(FAMILIES)]
        self.states = [self._state() for _ in range(STATES)]
        self.outlets = [self._outlet(n) for n in range(OUTLETS)]

    def person(self, chance: random.Random) -> str:
        """A first and a last name."""
        return f"{chance.choice(self.given)} {chance.choice(self.families)}"

    def _word(self, syllables: int) -> str:
        """One that does not begin like any other: actors and names are told by how they begin."""
        while True:
            pick = self._random.choice
            word = "".join(pick(ONSETS) + pick(VOWELS) for _ in range(syllables)) + pick(CODAS)
            if len(word) >= 6 and word[:6] not in self._stems:
                self._stems.add(word[:6])
                return word.capitalize()

    def _state(self) -> State:
        stem = self._word(2)
        return State(
            f"{stem}ia",
            f"{stem}ian",
            tuple(self._word(2) for _ in range(TOWNS)),
            tuple(self.person(self._random) for _ in OFFICES),
            tuple(f"{self._word(2)} {firm}" for firm in FIRMS),
        )

    def _outlet(self, number: int) -> Outlet:
        agency = number < AGENCIES
        place = self._word(2)
        name = f"{place} Agency" if agency else f"{place} {PAPERS[number % len(PAPERS)]}"
        return Outlet(name, f"{name.lower().replace(' ', '')}.example", agency)


def rarer(chance: random.Random, things: Sequence[T], power: float = 0.7) -> T:
    """One of them, the n-th as often as `1 / n ** power`."""
    return chance.choices(things, [1 / (n + 1) ** power for n in range(len(things))])[0]

"""The file of themes as records."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.synthetic.lines import Clause
from benchmarks.synthetic.world import World
from reportedly.model import ClaimKind

TAILS = (
    "", "", "", "", ", after hours of confusion", ", as far as anyone knows", " and not before", ", as it turned out",
    ", to nobody's surprise", ", contrary to first reports", ", if early accounts hold", ", by every measure",
    ", against all advice", " in plain sight of everyone", ", in a matter of minutes", ", at a price",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim; see the head of themes.toml."""

    wordings: tuple[str, ...]
    by: tuple[str, ...]
    denied: tuple[str, ...] = ()
    figure: tuple[int, int] | None = None
    grows: bool = False
    unit: str = "person"
    kind: ClaimKind = "statement"
    triggers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """What a story can be about."""

    name: str
    sites: tuple[str, ...]
    claims: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """All of the file."""

    themes: tuple[Theme, ...]
    fillers: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]

    def aside(self, chance: random.Random, world: World, place: str) -> Clause:
        """A clause that has nothing to do with any story."""
        n, m, o = chance.sample(self.nouns, 3)
        a, b = chance.sample(self.adjectives, 2)
        two = place, chance.choice(chance.choice(world.states).towns)
        chosen = two if chance.random() < 0.5 else two[::-1]
        words = chance.choice(self.fillers).format(
            n=n, m=m, o=o, a=a, b=b, person=world.person(chance), place=chosen[0], place2=chosen[1]
        )
        return Clause(words)


@cache
def themes() -> Themes:
    """Of the file beside this one."""
    given: dict[str, Any] = tomllib.loads(Path(__file__).with_name("themes.toml").read_text("utf8"))
    found = tuple(
        Theme(t["name"], tuple(t["sites"]), tuple(_kind(**claim) for claim in t["claims"])) for t in given["themes"]
    )
    return Themes(found, tuple(given["fillers"]), tuple(given["nouns"].split()), tuple(given["adjectives"].split()))


def _kind(**given: Any) -> Kind:
    made = Kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()})
    return replace(made, kind="estimate") if made.figure else made

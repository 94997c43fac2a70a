"""What a story is about and who is in it, in the words that its articles have for it."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.synthetic.lines import Clause
from benchmarks.synthetic.world import OFFICES, Named, Outlet, World, rarer

OFTEN_AT_LEAST = 0.2
"""Share of the figures told with *at least*."""
REMARKED = 0.6
"""Share of what is beside the matter that says how or when."""


@dataclass(frozen=True, slots=True)
class Known:
    """A claim of a story. `by` are the roles that know it, the first of them tells it first; `denier` may deny it.

    `figure` is what it counts, None where it counts nothing. `grown` is the place in the story of the claim with the
    larger figure that the same source gives later.
    """

    place: int
    wordings: tuple[str, ...]
    by: tuple[str, ...]
    denier: str | None = None
    figure: int | None = None
    unit: str = "person"
    triggers: tuple[str, ...] = ()
    grown: int | None = None


class Cast:
    """A theme with names: its claims, and by role who speaks, in one or several ways, all of one body."""

    def __init__(self, world: World, chance: random.Random) -> None:
        theme = chance.choice(_file()["themes"])
        state, rival = rarer(chance, world.states), rarer(chance, world.states)
        while rival is state:
            rival = rarer(chance, world.states)
        office = chance.randrange(len(OFFICES))
        town, minister, company = chance.choice(state.towns), state.ministers[office], chance.choice(state.companies)
        title = f"{OFFICES[office]} minister"
        self.town = _place(town)
        self._slots: dict[str, Named] = {
            "site": Named(f"the {chance.choice(theme['sites'])}", "", "other"),
            "town": self.town,
            "place": _place(chance.choice(state.towns)),
            "company": Named(company, company, "organization"),
            "minister": _person(minister, title),
            "rival": Named(rival.name, rival.name, "country"),
        }
        self.roles: dict[str, tuple[Named, ...]] = {
            "police": (_body(f"{town} police"),),
            "hospital": (_body(f"{town} hospital"),),
            "company": (Named(company, company, "organization"),),
            "ministry": (_person(minister, title), _the(f"{state.people} {OFFICES[office]} ministry")),
            "army": (_the(f"{state.people} army"),),
            "rival": (_the(f"{rival.people} defence ministry"),),
            "union": (_the(f"{state.people} Workers' League"),),
            "witness": (chance.choice((_person(world.person(chance)), Named("two witnesses", "", "other"))),),
        }
        self.claims = tuple(_claims(theme["claims"], chance))

    def clause(self, chance: random.Random, known: Known, role: str | None, day: str) -> Clause:
        """A claim in some words; `day` is the weekday on which it happened."""
        words, names = _filled(chance.choice(known.wordings), self._slots | {"day": Named(day, "", "other")})
        at_least = known.figure is not None and chance.random() < OFTEN_AT_LEAST
        if known.figure is not None:
            words = words.replace("{n}", f"at least {known.figure}" if at_least else str(known.figure))
        return Clause(
            words,
            known.place,
            role,
            names,
            known.figure,
            known.unit,
            at_least,
            next((t for t in known.triggers if t in words), None),
        )

    def beside(self, world: World, chance: random.Random) -> Clause:
        """Something that has nothing to do with the story."""
        state = rarer(chance, world.states)
        word = {name: Named(chance.choice(_words("nouns")), "", "other") for name in ("n", "m", "o")}
        word |= {name: Named(chance.choice(_words("adjectives")), "", "other") for name in ("a", "b")}
        place, place2 = chance.sample(state.towns, 2)
        slots = word | {"place": _place(place), "place2": _place(place2), "person": _person(world.person(chance))}
        parts = [chance.choice(_file()["subjects"]), chance.choice(_words("verbs")), chance.choice(_file()["objects"])]
        if chance.random() < REMARKED:
            parts.append(chance.choice(_file()["remarks"]))
        words, names = _filled(" ".join(parts), slots)
        return Clause(words, names=names)


def media(outlet: Outlet) -> Named:
    """An outlet as a source."""
    return Named(f"the {outlet.name}", outlet.name, "media")


def _claims(given: Sequence[dict[str, Any]], chance: random.Random) -> list[Known]:
    found: list[Known] = []
    grown = len(given)
    for place, claim in enumerate(given):
        figure = chance.randint(*claim["figure"]) if "figure" in claim else None
        grows = figure is not None and claim.get("grows", False)
        by = chance.sample(claim["by"], len(claim["by"]))
        denier = chance.choice([d for d in claim.get("denied", ()) if d not in by] or [None])
        shared = tuple(claim["wordings"]), tuple(by)
        rest = claim.get("unit", "person"), tuple(claim.get("triggers", ()))
        found.append(Known(place, *shared, denier, figure, *rest, grown if grows else None))
        if grows and figure is not None:
            more = figure + max(2, round(figure * chance.uniform(0.3, 1.2)))
            found.append(Known(grown, *shared, None, more, *rest))
            grown += 1
    return sorted(found, key=lambda known: known.place)


def _filled(wording: str, slots: dict[str, Named]) -> tuple[str, tuple[Named, ...]]:
    names = []
    for slot, named in slots.items():
        if f"{{{slot}}}" in wording:
            wording = wording.replace(f"{{{slot}}}", named.words)
            if named.name:
                names.append(named)
    return wording, tuple(names)


def _place(name: str) -> Named:
    return Named(name, name, "place")


def _body(name: str) -> Named:
    return Named(name, name, "organization")


def _the(name: str) -> Named:
    return Named(f"the {name}", name, "organization")


def _person(name: str, title: str | None = None) -> Named:
    return Named(f"{title} {name}" if title else name, name, "person", (title,) if title else ())


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("themes.toml").read_text("utf8"))


@cache
def _words(name: str) -> list[str]:
    words: str = _file()[name]
    return words.split()

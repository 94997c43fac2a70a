"""One actor in the making, and a directory of those made so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache

from reportedly.corpus import lists, nations
from reportedly.corpus.digest import Form
from reportedly.corpus.likeness import Rank, fuller, long_form, rank
from reportedly.corpus.spelling import Name, named
from reportedly.language.gazetteer import adjectives, fold

COUNTRY, ROLE, OFFICE = 4, 2, 1
"""What an equal country, role (*foreign minister*) and office (*minister*) weigh where a name fits several actors."""
Level = tuple[Rank, int]
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Actor:
    """Forms that are one, and all that is known of them. `nations` has *~* before what is no code. `apart` are keys of
    forms that a person said are others."""

    names: frozenset[Name]
    keys: list[str]
    fullest: tuple[Rank, str]
    kinds: frozenset[str]
    wikidata: frozenset[str] = _NOTHING
    countries: frozenset[str] = _NOTHING
    nations: frozenset[str] = _NOTHING
    roles: frozenset[str] = _NOTHING
    apart: frozenset[str] = _NOTHING

    @classmethod
    def of(cls, forms: Sequence[Form]) -> Actor:
        """The actor that these forms, at least one, are for certain."""
        first, *others = sorted(forms, key=lambda f: (f.key, f.name, f.roles)) if len(forms) > 1 else forms
        found = cls._of_form(first)
        for form in others:
            found.take(cls._of_form(form))
        return found

    @classmethod
    def _of_form(cls, form: Form) -> Actor:
        name = named(form.name, form.kind == "person")
        found = cls(frozenset((name,)), [form.key], (rank(name), form.key), _only(form.kind))
        if form.wikidata:
            found.wikidata = frozenset((form.wikidata,))
        if form.country:
            found.countries = _only(form.country)
        if form.roles:
            told = nations.of_roles(form.roles)
            found.nations = frozenset(t for t in told if t[0] == "~")
            found.countries = found.countries or told - found.nations
            found.roles = frozenset(bare for role in form.roles if (bare := _without_nation(role)))
        return found

    def take(self, other: Actor) -> None:
        """Be the other one too."""
        self.names |= other.names
        self.keys = sorted({*self.keys, *other.keys})
        self.fullest = min(self.fullest, other.fullest, key=_by_fullness)
        self.wikidata |= other.wikidata
        self.countries |= other.countries
        self.nations |= other.nations
        self.roles |= other.roles
        self.kinds |= other.kinds
        self.apart |= other.apart

    @property
    def id(self) -> str:
        """As `actors.actors` says."""
        return id_of(self.fullest[1])

    @property
    def least(self) -> str:
        """Its smallest key, by which it is told from others."""
        return self.keys[0]

    @property
    def person(self) -> bool:
        """Whether some article takes it for a person."""
        return "person" in self.kinds

    @property
    def person_only(self) -> bool:
        """Whether every article does."""
        return self.kinds == {"person"}

    @property
    def level(self) -> Level:
        """The fullest name, then how much is known: in this order the surest come first."""
        fullest = self.fullest[0] if len(self.names) == 1 else max(map(rank, self.names))
        return fullest, bool(self.wikidata) * 2 + bool(self.countries)

    @property
    def whole_people(self) -> bool:
        """Whether it can be a country or its people: a single word, nobody's role or full name."""
        return not self.wikidata and not self.roles and not any(name.given or name.suffix for name in self.names)

    @property
    def weak(self) -> bool:
        """Whether it is known by a family name alone, with initials at most."""
        return not any(rank(name)[0] for name in self.names)

    def compatible(self, other: Actor) -> bool:
        """Whether nothing says that the two are different."""
        if self.apart and not self.apart.isdisjoint(other.keys):
            return False
        if other.apart and not other.apart.isdisjoint(self.keys):
            return False
        return not (
            _exclude(self.wikidata, other.wikidata)
            or _exclude(self.countries, other.countries)
            or _exclude(self.nations, other.nations)
            or ((self.weak or other.weak) and _exclude(_spheres(self.roles), _spheres(other.roles)))
        )

    def shares(self, other: Actor) -> int:
        """How much country and roles speak for the two being one."""
        country = not (self.countries | self.nations).isdisjoint(other.countries | other.nations)
        role = not self.roles.isdisjoint(other.roles)
        office = not set(map(_office, self.roles)).isdisjoint(map(_office, other.roles))
        return COUNTRY * country + ROLE * role + OFFICE * office


class Directory:
    """Actors made so far, by name. `groups` gives one name for all spellings of it."""

    def __init__(self, groups: dict[Name, Name]) -> None:
        self.actors: list[Actor] = []
        self._groups = groups
        self._by_name: dict[Name, list[Actor]] = defaultdict(list)
        self._by_part: dict[tuple[str, str], list[Actor]] = defaultdict(list)

    def add(self, actor: Actor) -> None:
        """Take up a new actor."""
        self.actors.append(actor)
        self._enter(actor, actor.names)

    def join(self, actor: Actor, atom: Actor) -> None:
        """Let an actor of the directory be the atom too."""
        new = atom.names - actor.names
        person = actor.person
        actor.take(atom)
        self._enter(actor, new if person == actor.person else actor.names)

    def find(self, atom: Actor) -> Actor | None:
        """The one actor that an atom fits; None where there is none, or several between which nothing decides."""
        fitting = {a.least: a for name in atom.names for a in self._named(name, atom) if a.compatible(atom)}
        people = {least: a for least, a in fitting.items() if a.person}
        found = list((people if atom.person and people else fitting).values())
        if len(found) < 2:
            return found[0] if found else None
        best, second = sorted(found, key=lambda a: (-a.shares(atom), a.least))[:2]
        return best if best.shares(atom) > second.shares(atom) else None

    def _enter(self, actor: Actor, names: Iterable[Name]) -> None:
        for name in names:
            held = self._by_name[self._groups[name]]
            if actor not in held:
                held.append(actor)
            if actor.person:
                full = {long_form(word) for word in name.given}
                for part in {"", *full, *(word[0] for word in (*full, *name.given))}:
                    held = self._by_part[name.family, part]
                    if actor not in held:
                        held.append(actor)

    def _named(self, name: Name, atom: Actor) -> Iterable[Actor]:
        for actor in self._by_name[self._groups[name]]:
            # Lincoln, Nebraska, is not Abraham because he is called Lincoln, too.
            if atom.person or not atom.weak or actor.weak:
                yield actor
        # A body is not called by the last word of its name, a person is.
        if atom.person:
            first = long_form(name.given[0]) if name.given else ""
            for actor in self._by_part[name.family, first]:
                if any(fuller(long, name) for long in actor.names):
                    yield actor


def id_of(key: str) -> str:
    """The id of the actor whose fullest form has this key."""
    return f"a{key[:12]}"


def _by_fullness(found: tuple[Rank, str]) -> tuple[int, int, str]:
    (spelled, words, *_), key = found
    return -spelled, -words, key


@cache
def _only(word: str) -> frozenset[str]:
    return frozenset((word,))


def _exclude(a: Set[str], b: Set[str]) -> bool:
    return bool(a) and bool(b) and a.isdisjoint(b)


def _spheres(roles: Iterable[str]) -> set[str]:
    return {sphere for role in roles for word in role.split() if (sphere := _sphere_of().get(word))}


@cache
def _sphere_of() -> dict[str, str]:
    return {noun: row["sphere"] for row in lists.table("spheres.csv") for noun in row["nouns"].split("|")}


@cache
def _without_nation(role: str) -> str:
    words = [w for w in fold(role).split() if w not in adjectives() and not nations.of_roles((w,))]
    return "" if words in (["mr"], ["ms"], ["mrs"], ["miss"]) else " ".join(words)


def _office(role: str) -> str:
    return role.split()[-1]

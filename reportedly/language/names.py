"""Names clustered into the entities of one article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from types import MappingProxyType

from reportedly.language.gazetteer import Known, fold, known, mastheads, roles, rows
from reportedly.model import EntityKind

SIMILAR, LONG = 0.8, 6  # spelling variants: share of equal letters, and the least length of a word
GENERIC = re.compile(r" (?:state )?(?:news )?(?:agency|newspaper|daily|channel|broadcaster|website)$")
"""What is said behind the name of a medium: *the Xinhua news agency*."""
TITLES = {
    "mr": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "sir": "m",
    "lord": "m",
    "lady": "f",
    "king": "m",
    "queen": "f",
}


@dataclass(slots=True)
class Cluster:
    """One entity while the article is being read; places are (start, end) tokens, `described` are folded words that are
    set beside its name (*australian woman*), `offices` what it is called, each the noun and all folded words
    (*governor*; *indiana*, *governor*)."""

    kind: EntityKind
    name: str
    known: Known | None = None
    country: str | None = None
    gender: str = ""
    roles: list[str] = field(default_factory=list)
    described: set[str] = field(default_factory=set)
    offices: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)


@cache
def _genders() -> dict[str, str]:
    return {fold(n): row["gender"] for row in rows("first_names.csv") for n in row["names"].split("|")}


class Clusters:
    """The clusters of one article, looked up by name. `peoples` are the states that it tells of by itself (see there),
    `dateline` are the folded names of where it was written, `credit` is that of the agency."""

    def __init__(
        self,
        peoples: Mapping[str, str] = MappingProxyType({}),
        dateline: frozenset[str] = frozenset(),
        credit: str = "",
    ) -> None:
        self.peoples, self.dateline, self.credit = peoples, dateline, credit
        self.all: list[Cluster] = []
        self._by_name: dict[str, Cluster] = {}
        self._by_word: dict[str, list[Cluster]] = {}

    def named(self, kind: EntityKind, name: str, gender: str = "") -> Cluster:
        """The cluster that the name belongs to, a new one where none fits; *Mrs. Clinton* is never *Bill Clinton*."""
        key = fold(name)
        if kind == "person":
            return self._person(key, name, gender)
        found = known().get(key) or known().get(GENERIC.sub("", key))
        if found and not (kind == "place" and found.kind != "country"):
            return self.of_known(found)
        cluster = self._by_name.get(key) or self._by_name.get(_initials(name)) or self._begun(kind, key)
        cluster = cluster or self._ended(key)
        return cluster or self._new("media" if kind == "organization" and _masthead(key) else kind, key, name)

    def surname(self, word: str) -> bool:
        """Whether a person named before ends so; `word` is folded."""
        return any(c.kind == "person" and fold(c.name).split()[-1:] == [word] for c in self._by_word.get(word, ()))

    def kind(self, word: str) -> EntityKind | None:
        """Of what goes by this folded name already."""
        cluster = self._by_name.get(word)
        return cluster.kind if cluster else None

    def of_known(self, fact: Known) -> Cluster:
        """The cluster of something that a data file knows."""
        key = fold(fact.name)
        cluster = self._by_name.get(key)
        if cluster is None or cluster.known is not fact:
            cluster = self._new(fact.kind, key, fact.name)
            cluster.known, cluster.country = fact, fact.country
        return cluster

    def alias(self, name: str, cluster: Cluster) -> None:
        """From here on `name` means this cluster."""
        self._by_name[fold(name)] = cluster

    def _begun(self, kind: EntityKind, key: str) -> Cluster | None:
        """*the Church* after *the Church of Scientology*, *the League* after *the Civic League*: a body by the first words
        of its name or by the last."""
        if kind != "organization" or not key:
            return None
        near = (c for c in reversed(self._by_word.get(key.split()[0], [])) if fold(c.name).startswith(f"{key} "))
        last = (c for c in reversed(self.all) if c.kind == kind and " " not in key and fold(c.name).endswith(f" {key}"))
        return next((c for c in near if c.kind in ("organization", "media")), None) or next(last, None)

    def _ended(self, key: str) -> Cluster | None:
        """*The Times* after *the New York Times*: a medium by the last word of its name."""
        if key not in mastheads():
            return None
        return next((c for c in reversed(self.all) if c.kind == "media" and fold(c.name).endswith(" " + key)), None)

    def _new(self, kind: EntityKind, key: str, name: str) -> Cluster:
        cluster = Cluster(kind, name)
        self.all.append(cluster)
        self._by_name[key] = cluster
        if kind in ("organization", "media") and len(key.split()) > 2:
            self._by_name.setdefault(
                "".join(w[0] for w in key.split() if w not in ("of", "the", "and", "for")), cluster
            )
        if kind == "person":
            self._index(cluster, key)
        elif kind in ("organization", "media") and key:
            self._by_word.setdefault(key.split()[0], []).append(cluster)
        return cluster

    def _index(self, cluster: Cluster, key: str) -> None:
        for word in key.split():
            held = self._by_word.setdefault(word, [])
            if cluster not in held:
                held.append(cluster)
            # Words alike in their first four letters are compared for spelling variants.
            if len(word) >= LONG:
                stem = self._by_word.setdefault(word[:4] + "*", [])
                if cluster not in stem:
                    stem.append(cluster)
        if cluster.gender == "":
            cluster.gender = _genders().get(key.split()[0], "") if key else ""

    def _person(self, key: str, name: str, gender: str) -> Cluster:
        cluster = self._by_name.get(key)
        if cluster is None or not _agree(cluster, gender):
            cluster = self._known_person(key, gender)
        if cluster is None or cluster.kind != "person":
            return self._new("person", key or name, name)
        if len(key.split()) > len(fold(cluster.name).split()):
            cluster.name = name  # the fullest form is the name
            self._index(cluster, key)
        self._by_name[key] = cluster
        return cluster

    def _known_person(self, key: str, gender: str) -> Cluster | None:
        words = key.split()
        if not words:
            return None
        near = [*self._by_word.get(words[-1], []), *self._by_word.get(words[0], [])]
        if len(words[-1]) >= LONG:
            near += self._by_word.get(words[-1][:4] + "*", [])
        near = [c for c in near if c.kind == "person" and _agree(c, gender)]
        fitting = [c for c in near if _fits(words, fold(c.name).split())]
        last = [c for c in fitting if fold(c.name).split()[-1] == words[-1]]
        return max(last or fitting, key=lambda c: c.places[-1] if c.places else (0, 0), default=None)


def _agree(cluster: Cluster, gender: str) -> bool:
    """Whether nothing is known that excludes it."""
    return not gender or cluster.gender in ("", gender)


def _fits(words: list[str], other: list[str]) -> bool:
    """Whether two names can be one person's: all words of the shorter stand in the longer, spelling variants allowed."""
    short, long = sorted((words, other), key=len)
    if "".join(short) == "".join(long):
        return True
    if not all(any(_alike(w, o) for o in long) for w in short):
        return False
    return len(short) == 1 or _alike(short[-1], long[-1])


def _alike(a: str, b: str) -> bool:
    if a == b or (len(a) == 1 and b.startswith(a)):
        return True
    return min(len(a), len(b)) >= LONG and a[0] == b[0] and SequenceMatcher(None, a, b).ratio() >= SIMILAR


def _masthead(key: str) -> bool:
    """Whether a body is called as newspapers and stations are."""
    words = key.split()
    return len(words) > 1 and words[-1] in mastheads()


def _initials(name: str) -> str:
    plain = name.replace(".", "")
    return plain.lower() if plain.isupper() and len(plain) > 1 else ""


def titled(words: list[str]) -> tuple[int, str]:
    """How many of a name's first words are titles and roles, and the gender that they tell."""
    count, gender = 0, ""
    while count < len(words) - 1:
        word = words[count].rstrip(".").lower()
        if (
            word not in TITLES
            and word not in roles()
            and word not in ("dr", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "prof", "rev")
        ):
            break
        gender = TITLES.get(word, roles().get(word, "")) or gender
        count += 1
    return count, gender

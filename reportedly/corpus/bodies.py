"""For whom somebody speaks: one body is one origin, whoever speaks for it.

A minister, a spokeswoman and a written statement are one origin; so is, less surely, a ministry and the government
that it is part of. A member who speaks without leave, and who merely works somewhere, is an origin of his own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.corpus import lists, nations
from reportedly.corpus.likeness import fuller, given
from reportedly.corpus.phrases import Parsed, owner, parse
from reportedly.corpus.spelling import Name, parts
from reportedly.corpus.tokens import Voice
from reportedly.corpus.unnamed import described
from reportedly.language.gazetteer import fold, known, rows

__all__ = ["Body", "body", "described", "same"]

PART = 0.7
"""Two parts of one government, where `kindred.csv` does not tell of them."""
UNTOLD, OWN_NAME = 0.6, 0.85
"""A bare name, of which nothing says what kind of body it is: beside a body of somebody's, and beside that one's own
(*Keshtan* and *Keshtan's defence ministry*)."""
FULLER = 0.7
"""*Kestrel* and *Hugo Kestrel*, where nothing says that a person is meant."""
ONE_TOLD = {"state": 0.65, "side": 0.65, "place": 0.8, "name": 0.8}
NONE_TOLD = {"state": 0.6, "side": 0.6, "place": 0.85, "name": 0.8}
"""How likely two bodies of a kind are one where only one phrase says whose, or neither does. Of states two may be in a
story, of fire services seldom."""
BEGUN, LYING, CAPITAL = 0.9, 0.9, 0.5
"""*Kestrel* and *Kestrel Coatings*; two bodies in one place; a state's body and one that lies in some town."""
MEMBER, WORKER, RIVAL = 0.5, 0.1, 0.3
"""What is left where one of the two is only a member, a worker; where two people hold an office that has one holder."""
HELD_BY_ONE = frozenset(("town", "province", "presidency", "premiership", "prosecution"))
NOBODY = 0.02


@dataclass(frozen=True, slots=True)
class Body:
    """Which body somebody speaks for.

    `kind` is one of `bodies.csv` (*defence ministry*, *fire service*, *company*), *organization* where its kind is not
    told, *unknown* for a bare name, *person* for somebody who speaks for himself alone. `of` is whose it is: a state's
    ISO 3166-1 alpha-3 code, *~* and the stem of a single name (*~kesht*), or a folded name; `at` where it lies, in the
    same form. `speaker` is the folded name of who speaks, if anybody is named. `words` describe him.
    """

    kind: str
    of: str | None = None
    at: str | None = None
    speaker: str | None = None
    voice: Voice = "body"
    words: str = ""

    @property
    def named(self) -> bool:
        """Whether anybody or anything is named, rather than described (*a forklift driver*)."""
        return self.speaker is not None or (self.of is not None and self.voice != "worker")

    @property
    def label(self) -> str:
        """The body in words, as far as it is told: *defence ministry*, *~kesht*."""
        return " ".join(part for part in (self.of, self.kind) if part)


def body(name: str, roles: Sequence[str], country: str | None, words: str) -> Body:
    """The body that a source speaks for.

    `name` is the entity's, or the label of an unnamed source; `roles` the titles that any article gives it, `country`
    its ISO 3166-1 alpha-3 code; `words` the phrase that names the source here, or several, one a line.
    """
    phrases = [line for line in words.splitlines() if line.strip()]
    readings = [parsed for text in (*phrases, name, *roles) if (parsed := parse(text))]
    person = _speaker(name, readings, roles)
    told = sorted((p for p in readings if not _is_bare(p)), key=lambda p: -p.surety)
    text = max((p.rest for p in readings if not _is_bare(p)), key=len, default=phrases[0] if phrases else name)
    fact = known().get(fold(name)) if not roles else None
    if not told:
        of = country or (fact.country if fact else None) or owner(name)
        kind = "person" if not any(c.isupper() for c in name) else "unknown"
        if fact is not None and fact.kind in ("media", "country"):
            kind = "government" if fact.kind == "country" else _medium(fold(name))
        return Body(kind, of if kind != "person" else None, None, person, "body", text)
    best = told[0]
    of = best.of or next((p.of for p in told if p.of and _related(p.kind, best.kind)), None)
    of = (fact.country if fact and fact.kind != "media" else None) or _of_state(best.kind, country) or of
    at = best.at or next((p.at for p in told if p.at and _related(p.kind, best.kind)), None)
    if at in nations.codes() and _scope(best.kind) == "state":
        of, at = of or at, None
    return Body(best.kind, of, at, person, best.voice, text)


def same(a: Body, b: Body) -> float:
    """How surely two are one body, 0 to 1: from about 0.85 surely, from about 0.4 perhaps. Symmetric.

    What is said is not looked at: it is the likelihood that one origin speaks if both say the same.
    """
    if a.speaker and b.speaker and (likely := _one_person(a, b)):
        return likely
    if "person" in (a.kind, b.kind) or {a.voice, b.voice} <= {"member", "worker"}:
        return _people(a, b)
    kinds = _related(a.kind, b.kind)
    if a.of == b.of is not None and "unknown" in (a.kind, b.kind):
        kinds = OWN_NAME
    score = kinds * _owners(a, b) * _voices(a, b)
    return round(max(score, NOBODY), 3)


def _people(a: Body, b: Body) -> float:
    """Of two of whom one speaks for himself: whether they are described alike."""
    if a.speaker and b.speaker:
        return 0.0
    if a.kind != b.kind and "person" in (a.kind, b.kind):
        other = b if a.kind == "person" else a
        if other.voice not in ("member", "worker") and other.kind != "unknown":
            return NOBODY
    if not a.words or not b.words:
        return NOBODY
    return round(described(a.words, b.words) * (0.8 if a.speaker or b.speaker else 1.0), 3)


def _owners(a: Body, b: Body) -> float:
    scope = _scope(a.kind if a.kind != "unknown" else b.kind)
    if a.of and b.of:
        return _owner_likeness(a.of, b.of)
    if a.at and b.at:
        return LYING if a.at == b.at else 1 - LYING
    if (a.at or b.at) and (a.of or b.of):
        return LYING if (a.at or b.at) == (a.of or b.of) else CAPITAL
    return ONE_TOLD[scope] if a.of or b.of else NONE_TOLD[scope]


def _owner_likeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    begun = long.startswith(f"{short} ") or (" " in long and owner(long.split()[0]) == short)
    return BEGUN if begun else 0.0


def _voices(a: Body, b: Body) -> float:
    score = 1.0
    for one in (a, b):
        score *= {"member": MEMBER, "worker": WORKER}.get(one.voice, 1.0)
    rivals = a.speaker and b.speaker and a.voice == b.voice == "leads" and a.kind == b.kind in HELD_BY_ONE
    return score * (RIVAL if rivals else 1.0)


def _related(a: str, b: str) -> float:
    """How likely bodies of two kinds are one body."""
    if a == b:
        return 1.0
    if "unknown" in (a, b):
        return UNTOLD if "person" not in (a, b) else 0.0
    told = _kindred()
    if (a, b) in told:
        return told[a, b]
    within = {kind: row["within"] for kind, row in _kinds().items()}
    if within.get(a, a) != within.get(b, b):
        return 0.0
    for general, special in ((a, b), (b, a)):
        if (general, "*") in told and (
            general != "ministry" or special.endswith("ministry") or special == "government"
        ):
            return told[general, "*"]
    return PART


def _scope(kind: str) -> str:
    row = _kinds().get(kind)
    return row["scope"] if row else "name"


def _of_state(kind: str, country: str | None) -> str | None:
    return country if _scope(kind) == "state" else None


def _is_bare(parsed: Parsed) -> bool:
    return parsed.kind == "unknown" or (parsed.kind == "person" and parsed.surety == 0)


def _speaker(name: str, readings: Sequence[Parsed], roles: Sequence[str]) -> str | None:
    """Who is named as speaking: the source itself if it has a role or stands where a name behind a title does."""
    mine = parts(name, True)
    for parsed in readings:
        if parsed.speaker and _names_one(parts(parsed.speaker, True), mine):
            return mine.whole
    if roles:
        return mine.whole if any(c.isupper() for c in name) else None
    owned = any(p.speaker is None and p.of for p in readings)
    return None if owned else next((parts(p.speaker, True).whole for p in readings if p.speaker), None)


def _one_person(a: Body, b: Body) -> float:
    """How likely the two who are named are one, from their names; 0 where these say nothing."""
    one, other = parts(a.speaker or "", True), parts(b.speaker or "", True)
    if not _names_one(one, other):
        return 0.0
    return FULLER if a.kind == b.kind == "unknown" and one.whole != other.whole else 1.0


def _names_one(a: Name, b: Name) -> bool:
    equal = a.family == b.family and a.suffix == b.suffix and given(a) == given(b)
    return equal or fuller(a, b) or fuller(b, a)


def _medium(name: str) -> str:
    return "state media" if name in _of_states() else "media"


@cache
def _of_states() -> frozenset[str]:
    return frozenset(
        fold(n) for r in rows("media.csv") if r["state"] == "yes" for n in (r["name"], *r["aliases"].split("|")) if n
    )


@cache
def _kinds() -> dict[str, dict[str, str]]:
    return {row["kind"]: row for row in lists.table("bodies.csv")}


@cache
def _kindred() -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for row in lists.table("kindred.csv"):
        found[row["a"], row["b"]] = found[row["b"], row["a"]] = float(row["likelihood"])
    return found

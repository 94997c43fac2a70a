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
from reportedly.corpus.unnamed import described, stems
from reportedly.language.gazetteer import fold, known, rows

__all__ = ["Body", "body", "described", "same"]

PART = 0.7
"""Two parts of one government, where `kindred.csv` does not tell of them."""
UNTOLD, OWN_NAME = 0.6, 0.85
"""A bare name, of which nothing says what kind of body it is: beside a body of somebody's, and beside that one's own
(*Keshtan* and *Keshtan's defence ministry*)."""
FULLER, BARE = 0.7, 0.6
"""*Kestrel* and *Hugo Kestrel*, where nothing says that a person is meant; what is left of two bare names, one of which
is part of the other (*Ordovia*, *Ordovia Today*)."""
ONE_TOLD = {"state": 0.65, "side": 0.65, "place": 0.8, "name": 0.8, "many": 0.3}
NONE_TOLD = {"state": 0.6, "side": 0.6, "place": 0.85, "name": 0.8, "many": 0.5}
"""How likely two bodies of a kind are one where only one phrase says whose, or neither does. Of states two may be in a
story, of newspapers many, of fire services seldom."""
BEGUN, LYING, CAPITAL = 0.9, 0.9, 0.5
"""*Kestrel* or *Coatings* and *Kestrel Coatings*; two bodies in one place; a state's body and one that lies in some town."""
MEMBER, WORKER, RIVAL = 0.5, 0.1, 0.3
"""What is left where one of the two is only a member, a worker; where two people hold an office that has one holder."""
VAGUE, OTHER_WRITING = 0.4, 0.4
"""What is left where *a spokesman* is nobody's; where two writings have no word in common."""
SURE = 3
"""Surety of a phrase that names the body itself."""
BARELY = 0.3
"""*Officials*, of nobody's, beside a public body."""
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
    own = parse(name)
    readings = [p for p in (*map(parse, phrases), own, *(parse(role, True) for role in roles)) if p]
    person = _speaker(name, readings, roles)
    told = sorted((p for p in readings if not _is_bare(p)), key=lambda p: -p.surety)
    if own in told and own.surety == SURE:
        told.insert(0, own)  # a name is nearer to it than what a word for it may refer to
    text = max((p.rest for p in told), key=len, default=phrases[0] if phrases else name)
    fact = known().get(fold(name)) if not roles else None
    of_itself = own.of if own and own.kind == "unknown" else None
    if fact is not None and fact.kind == "media":
        kind = _medium(fold(name))
        return Body(kind, owner(name) if kind == "media" else fact.country, None, None, "body", text)
    if fact is not None and fact.kind == "country" and not (told and told[0].surety == SURE):
        return Body("government", fact.country, None, None, "body", text)
    if not told:
        kind = "unknown" if of_itself else "person"
        return Body(kind, of_itself and (country or of_itself), None, person, "body", text)
    best = told[0]
    if best.voice == "body" and best.of is None and of_itself:
        # "the company", said of Kestrel Coatings, is the company Kestrel Coatings
        return Body(best.kind, of_itself, best.at, None, "body", text)
    of = best.of or next((p.of for p in told if p.of and _related(p.kind, best.kind)), None)
    state = fact.country if fact else country if _scope(best.kind) == "state" else None
    of = state or of
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
    score = kinds * _owners(a, b) * _voices(a, b) * _words(a, b)
    return round(max(score, NOBODY), 3)


def _people(a: Body, b: Body) -> float:
    """Of two of whom one speaks for himself: whether they are described alike."""
    if a.speaker and b.speaker:
        return 0.0
    if a.kind != b.kind and "person" in (a.kind, b.kind):
        other = b if a.kind == "person" else a
        mine = a if other is b else b
        public = other.kind == "unknown" or _scope(other.kind) in ("state", "place")
        if other.voice not in ("member", "worker") and mine.voice == "member" and not mine.speaker and public:
            return BARELY
        if other.voice not in ("member", "worker") and other.kind != "unknown":
            return NOBODY
    if not a.words or not b.words or (a.of and b.of and not _owner_likeness(a.of, b.of)):
        return NOBODY
    return round(described(a.words, b.words) * (0.8 if a.speaker or b.speaker else 1.0), 3)


def _owners(a: Body, b: Body) -> float:
    scopes = {_scope(one.kind) for one in (a, b) if one.kind != "unknown"} or {"name"}
    if a.of and b.of:
        return _owner_likeness(a.of, b.of)
    if a.at and b.at:
        return LYING if a.at == b.at else 1 - LYING
    if (a.at or b.at) and (a.of or b.of):
        return LYING if (a.at or b.at) == (a.of or b.of) else CAPITAL
    likely = ONE_TOLD if a.of or b.of else NONE_TOLD
    return min(likely[scope] for scope in scopes)


def _owner_likeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    parts_of = long.split()
    begun = len(parts_of) > 1 and (long.startswith(f"{short} ") or short in (owner(parts_of[0]), owner(parts_of[-1])))
    return BEGUN if begun else 0.0


def _words(a: Body, b: Body) -> float:
    """A writing is told from others by the words for it, and an office of nobody's tells little."""
    if a.kind == b.kind == "document":
        return 1.0 if stems(a.words) & stems(b.words) else OTHER_WRITING
    if a.kind == b.kind == "unknown" and a.of != b.of:
        return BARE
    return VAGUE if any(one.kind == "organization" and not one.of for one in (a, b)) else 1.0


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
    ministry = "ministry" in (a, b) and (a.endswith("ministry") and b.endswith("ministry"))
    general = {one for one in (a, b) if (one, "*") in told and (one != "ministry" or ministry)}
    return max((told[one, "*"] for one in general), default=PART)


def _scope(kind: str) -> str:
    row = _kinds().get(kind)
    return row["scope"] if row else "name"


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

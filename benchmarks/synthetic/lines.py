"""Sentences of which every part is known: what is said, who says it over how many steps, with which cues."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.synthetic.world import Named
from reportedly.model import Polarity, Span


@dataclass(frozen=True, slots=True)
class Says:
    """One step of a chain in a line: where the words for the source and the cue stand, half-open code points of it."""

    who: Named
    source: Span
    cue: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said. `claim` is its place in the story, None for what is beside the matter; `knows` is whose knowledge
    it is (a role of the cast), `names` who and what has a name in it. `figure` is the number told, of what `unit` says,
    *at least* before it or not; `trigger` the word that tells an event."""

    words: str
    claim: int | None = None
    knows: str | None = None
    names: tuple[Named, ...] = ()
    figure: int | None = None
    unit: str = "person"
    at_least: bool = False
    trigger: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence. `spans` are where its clauses stand, `says` the chain from the outermost step to the innermost."""

    text: str
    clauses: tuple[Clause, ...]
    spans: tuple[Span, ...]
    says: tuple[Says, ...] = ()
    polarity: Polarity = "asserts"
    quoted: bool = False

    def after(self, words: str) -> Line:
        """The same behind other words, as behind a dateline."""
        by = len(words)
        return replace(
            self,
            text=words + self.text,
            spans=tuple(moved(s, by) for s in self.spans),
            says=tuple(Says(s.who, moved(s.source, by), moved(s.cue, by)) for s in self.says),
        )


def moved(span: Span, by: int) -> Span:
    """So many code points farther on."""
    return Span(span.start + by, span.end + by)


# {c} is the clause, {0} the outermost source, {-1} written as {z} the innermost, {m} one between; cues in brackets.
PLAIN = ("{c}.",)
ONE = ("{c}, {z} [said].", "{z} [said] that {c}.", "[according to] {z}, {c}.", "{z} [told] reporters that {c}.")
QUOTED = ("“{c},” {z} [said].", "{z} [said]: “{c}.”")
TWO = ("{c}, {z} [said], [according to] {0}.", "{0} [reported], [citing] {z}, that {c}.", "{z} [told] {0} that {c}.")
THREE = (
    "{c}, {0} [reported], [quoting] {m}, which [cited] {z}.",
    "[according to] {0}, which [quoted] {m}, {z} [said] that {c}.",
)
DENIES = (
    ("{c} is untrue.",),
    ("{z} [denied] that {c}.", "{z} [rejected] reports that {c}."),
    ("{z} [denied] that {c}, {0} [reported].", "[according to] {0}, {z} [denied] that {c}."),
    ("{z} [denied] that {c}, {m} [said], as [quoted] by {0}.",),
)


def line(chance: random.Random, clauses: Sequence[Clause], chain: Sequence[Named] = (), denies: bool = False) -> Line:
    """One or two clauses as these sources tell them, outermost first; at most three."""
    shape, quoted = _shape(chance, len(chain), denies)
    join = chance.choice((", and ", ", while ", "; "))
    made = _Made(quoted and not shape.startswith("“"))
    for part in _parts(shape):
        if part == "{c}":
            made.clauses(clauses, join)
        elif part[0] == "{":
            made.source({"{0}": 0, "{z}": len(chain) - 1, "{m}": 1}[part], chain)
        elif part[0] == "[":
            made.cue(part[1:-1])
        else:
            made.add(part)
    return made.line(clauses, chain, denies, quoted)


def _shape(chance: random.Random, steps: int, denies: bool) -> tuple[str, bool]:
    if denies:
        return chance.choice(DENIES[steps]), False
    if steps == 1 and chance.random() < 0.25:
        return chance.choice(QUOTED), True
    return chance.choice((PLAIN, ONE, TWO, THREE)[steps]), False


def _parts(shape: str) -> list[str]:
    spaced = shape
    for mark in ("{c}", "{z}", "{0}", "{m}"):
        spaced = spaced.replace(mark, f"\0{mark}\0")
    return [p for p in spaced.replace("[", "\0[").replace("]", "]\0").split("\0") if p]


class _Made:
    """A sentence as it grows. Sources and cues stand in it in one order or the other, step by step."""

    def __init__(self, capital_inside: bool) -> None:
        self._text = ""
        self._inside = capital_inside
        self._spans: list[Span] = []
        self._sources: dict[int, Span] = {}
        self._cues: list[Span] = []

    def add(self, words: str) -> Span:
        if not self._text.strip("“") or (self._inside and self._text.endswith(": “")):
            words = words[:1].upper() + words[1:]
        start = len(self._text)
        self._text += words
        return Span(start, len(self._text))

    def clauses(self, clauses: Sequence[Clause], join: str) -> None:
        for number, clause in enumerate(clauses):
            if number:
                self.add(join)
            self._spans.append(self.add(clause.words))

    def source(self, step: int, chain: Sequence[Named]) -> None:
        self._sources[step] = self.add(chain[step].words)

    def cue(self, words: str) -> None:
        self._cues.append(self.add(words))

    def line(self, clauses: Sequence[Clause], chain: Sequence[Named], denies: bool, quoted: bool) -> Line:
        # The nearest cue that no other step has: near enough for sentences that are made.
        free = list(self._cues)
        says = []
        for step, who in enumerate(chain):
            source = self._sources[step]
            cue = min(free or self._cues, key=lambda c: min(abs(c.start - source.end), abs(source.start - c.end)))
            if cue in free:
                free.remove(cue)
            says.append(Says(who, source, cue))
        polarity: Polarity = "denies" if denies else "asserts"
        return Line(self._text, tuple(clauses), tuple(self._spans), tuple(says), polarity, quoted)

"""What persons say of what was found: that an attribution, a match or a derivation is right or wrong, and what is right.

A mark is about words in a text, not about a report or an attribution: those are found anew whenever an article is read
anew, the words stay. Nothing that was said is ever taken away; who takes it back says so in a mark of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.corpus.digest import Digest
from reportedly.corpus.sets import Sets
from reportedly.model import Span, codec

MarkKind = Literal["attribution", "match", "derivation"]
Opinion = Literal["right", "wrong", "undone"]
HALF = 0.5
"""Share of all their code points that two spans of one text must have in common to be taken for one thing."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of an article: its id, the SHA-256 of its text (hexadecimal), and where in it. Of a derivation, which is
    between whole articles, the span is empty and the quote the title."""

    article: str
    hash: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Roles:
    """The spans of an attribution, as in `model.Attribution`."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What one person said of one thing.

    `places` are, of an attribution: all that it spans; of a match: the two reports said to be of one claim, the lesser
    first; of a derivation: the article said to rest on another, then that other one. `verdict` says whether that is
    right; *undone* takes back the mark whose id is `undoes`. `made` is UTC, ISO 8601. `by` is who says so.

    `score` is the machine's for the same thing at that time, 0 to 1; None where it had none. `found` is what the machine
    had of an attribution, `correction` what the person says is there instead. `blind` says that neither was shown.
    `batch` is the same for all that one act marked.
    """

    kind: MarkKind
    places: tuple[Place, ...]
    verdict: Opinion
    made: str
    by: str | None = None
    score: float | None = None
    found: Roles | None = None
    correction: Roles | None = None
    blind: bool = False
    batch: str | None = None
    undoes: str | None = None

    @property
    def id(self) -> str:
        """16 hexadecimal digits, a hash of all that it says."""
        return hashlib.sha256(codec.dumps(self).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def subject(self) -> tuple[str, ...]:
        """The same of all marks about one thing, but for those that take another back."""
        spots = (f"{place.article}\n{place.hash}\n{place.span.start}\n{place.span.end}" for place in self.places)
        cue = (f"{span.start}\n{span.end}" for span in (self.found.cue if self.found else ()))
        return self.kind, *spots, *cue


def held(marks: Iterable[Mark]) -> list[Mark]:
    """Those that hold, newest first: of each thing the newest that was not undone. Whatever their order."""
    every = {mark.id: mark for mark in marks}
    undone = {mark.undoes for mark in every.values()}
    standing = [(m.made, id_, m) for id_, m in every.items() if m.verdict != "undone" and id_ not in undone]
    found: dict[tuple[str, ...], Mark] = {}
    for _, _, mark in sorted(standing, key=lambda one: one[:2], reverse=True):
        found.setdefault(mark.subject, mark)
    return list(found.values())


def report_at(place: Place, digest: Digest) -> int | None:
    """The number of the report at a place: of the same text the one that covers it best, of another the only one of
    exactly these words. None where there is none that is surely meant: a wrong place is worse than none."""
    if digest.article != place.article:
        return None
    if digest.hash == place.hash:
        best = max(digest.told, key=lambda t: (_shared(t.span, place.span), -t.span.start, t.id), default=None)
        return best.id if best is not None and _shared(best.span, place.span) >= HALF else None
    same = [told.id for told in digest.told if told.quote == place.quote]
    return same[0] if len(same) == 1 else None


def alike(a: Place, b: Place) -> bool:
    """Whether two places are surely of one thing: of one text where most of them is shared, of another the same words."""
    if a.article != b.article:
        return False
    return _shared(a.span, b.span) >= HALF or a.span == b.span if a.hash == b.hash else a.quote == b.quote != ""


def one_cue(mark: Mark, found: Roles, place: Place) -> bool:
    """Whether an attribution, `found` at a place that is `alike` that of a mark, is the one that was judged. Of two that
    span the same words, *X, the ministry said, citing the mayor*, the cue tells which: a part of it must be the same."""
    if mark.found is None or not (mark.found.cue or found.cue):
        return True
    moved = place.span.start - mark.places[0].span.start if place.hash != mark.places[0].hash else 0
    return any(Span(a.start + moved, a.end + moved).meets(b) for a in mark.found.cue for b in found.cue)


def _shared(a: Span, b: Span) -> float:
    both = min(a.end, b.end) - max(a.start, b.start)
    return both / (max(a.end, b.end) - min(a.start, b.start)) if both > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Said:
    """Pairs of reports, by number, that persons said to be of one claim, and of two."""

    same: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()


def agreed(pairs: Sequence[tuple[int, int, bool]]) -> Said:
    """What holds of pairs with whether they are the same, newest first: what newer ones exclude is left out."""
    sets = Sets()
    same: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    for a, b, alike in pairs:
        here, there = sets.root(str(a)), sets.root(str(b))
        if not alike:
            if here != there:
                apart.append((min(a, b), max(a, b)))
        elif all({sets.root(str(x)), sets.root(str(y))} != {here, there} for x, y in apart):
            sets.join(str(a), str(b))
            same.append((min(a, b), max(a, b)))
    return Said(tuple(dict.fromkeys(same)), tuple(dict.fromkeys(apart)))

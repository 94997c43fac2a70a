"""Within one claim: which report rests on which other, from what their articles have to do with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reportedly.corpus.derivation import called, earlier, is_named
from reportedly.corpus.digest import Digest, Resting, Told
from reportedly.corpus.words import RUN, fold, words
from reportedly.text.language import stop_words

ENOUGH = 0.6
"""Score from which on a report is said to rest on another."""
ALIKE = 0.35
"""Share of content words from which on two reports tell it in each other's words."""
SAID = "said:"
"""How evidence begins that is a person's word, which settles it."""


@dataclass(frozen=True)
class Carried:
    """A report with the article that carries it."""

    told: Told
    digest: Digest

    @property
    def order(self) -> tuple[str, str, int]:
        """By time of publication, undated last; then by article and place."""
        return self.digest.instant or "9999", self.digest.article, self.told.span.start

    @cached_property
    def bag(self) -> frozenset[str]:
        """Its content words."""
        common = stop_words()
        return frozenset(w for w in words(self.told.quote) if w not in common)

    @cached_property
    def runs(self) -> frozenset[str]:
        """Its runs of words."""
        found = words(self.told.quote)
        return frozenset(" ".join(found[i : i + RUN]) for i in range(len(found) - RUN + 1))


class Source(NamedTuple):
    """On which report another rests, how surely, and why."""

    report: int
    score: float
    why: tuple[str, ...]


def lineage(reports: Sequence[Carried], resting: Mapping[tuple[str, str], Resting]) -> dict[int, Source]:
    """For each report that rests on another, by its number, the one that it most surely rests on.

    `resting` has (later, earlier) ids of articles as keys. The result has no circles: the source was published
    earlier, or, where times do not tell, is named by the other and rests on nothing that comes back.
    """
    if len(reports) < 2:
        return {}
    ordered = sorted(reports, key=lambda r: r.order)
    leads = _Leads(ordered)
    found: dict[int, Source] = {}
    for at, later in enumerate(ordered):
        told = ((first, resting.get((later.digest.article, first.digest.article))) for first in _before(ordered, at))
        near = ((first, rests) for first, rests in told if rests is not None or leads.any(later, first))
        sources = (source for first, rests in near if (source := _source(later, first, rests)))
        # Of two that are as sure the first, which is the earlier.
        best = max(sources, key=lambda source: source.score, default=None)
        if best is not None and best.score >= ENOUGH and not _circular(later.told.id, best.report, found):
            found[later.told.id] = best
    return found


def _before(ordered: Sequence[Carried], at: int) -> Iterable[Carried]:
    """Those that may have been published before one of them: not those that surely came later."""
    yield from ordered[:at]
    this = ordered[at].digest
    for place in range(at + 1, len(ordered)):
        if earlier(this, ordered[place].digest) is this:
            # So did all after it but those without a date, which come last.
            yield from (one for one in ordered[place:] if one.digest.instant is None)
            return
        yield ordered[place]


class _Leads:
    """Which reports of a claim may be another's source by themselves: those with a run of its words, and those from an
    outlet that its sentence names. Nearly all pairs of a large claim end here."""

    def __init__(self, reports: Sequence[Carried]) -> None:
        holders: dict[str, list[int]] = defaultdict(list)
        for report in reports:
            for run in report.runs:
                holders[run].append(report.told.id)
        self._sharing = {r.told.id: {n for run in r.runs for n in holders[run]} for r in reports}
        outlets = {r.digest.outlet for r in reports if r.digest.outlet}
        self._named = {
            r.told.id: {outlet for outlet in outlets if not called(outlet).isdisjoint(r.told.cited)} for r in reports
        }

    def any(self, later: Carried, first: Carried) -> bool:
        """Whether anything but their articles may speak for it."""
        return first.told.id in self._sharing[later.told.id] or first.digest.outlet in self._named[later.told.id]


def _circular(report: int, source: int, found: Mapping[int, Source]) -> bool:
    at: int | None = source
    while at is not None:
        if at == report:
            return True
        at = found[at].report if at in found else None
    return False


def _source(later: Carried, first: Carried, articles: Resting | None) -> Source | None:
    """What speaks for it that one report rests on another; None where time speaks against it, or nothing for it."""
    if later.digest.article == first.digest.article:
        return None
    before = earlier(later.digest, first.digest)
    if before is later.digest or (articles is not None and articles.score <= 0):  # a person said that it does not
        return None
    evidence = list(_evidence(later, first, articles))
    known = before is first.digest or any(
        why.startswith(("cited:", "credit:", "link:", "named:", SAID)) for _, why in evidence
    )
    if not evidence or not known:
        return None
    left = 1.0
    for score, _ in evidence:
        left *= 1 - score
    return Source(first.told.id, round(1 - left, 3), tuple(why for _, why in evidence))


def _evidence(later: Carried, first: Carried, articles: Resting | None) -> Iterable[tuple[float, str]]:
    outlet = first.digest.outlet
    own = outlet is not None and fold(outlet) == fold(later.digest.outlet or "")
    if outlet and not own and (cited := next((c for c in later.told.cited if is_named(outlet, c)), None)):
        # Named to tell of it, or only beside it: whether the chain has it decides.
        chained = any(h.label and is_named(outlet, fold(h.label)) for h in later.told.chain)
        yield (0.9 if chained else 0.75), f"cited: “{cited}” in the sentence"
    alike = len(later.bag & first.bag) / max(1, min(len(later.bag), len(first.bag)))
    for why in articles.why if articles else ():
        kind = why.split(":")[0]
        if kind == "copy":
            yield 0.6 + 0.35 * min(1.0, alike), why
        elif kind == "rewritten":
            yield 0.35 + 0.4 * min(1.0, alike), why
        elif kind == "credit":
            yield 0.45 + 0.5 * min(1.0, alike), why
        elif kind == "link":
            yield 0.6, why
        elif why.startswith(SAID):
            yield 1.0, why
        elif kind == "named":
            yield 0.2, why
    if shared := later.runs & first.runs:
        if later.told.quoted and first.told.quoted:
            yield min(0.8, 0.45 + 0.1 * len(shared)), f"quotation: “{max(shared, key=lambda run: (len(run), run))}”"
        elif alike >= ALIKE:
            yield min(0.5, 0.2 + 0.06 * len(shared)), f"wording: “{max(shared)}”"

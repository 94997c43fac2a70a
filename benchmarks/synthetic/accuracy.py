"""What a corpus makes of articles of which it is known who knew what and who copied whom; as `scenario.py` scores it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.synthetic.composing import Gold, Sample
from benchmarks.synthetic.stories import COPIES
from reportedly.corpus.clusters import components
from reportedly.model import Claim, Span

Counts = dict[str, tuple[int, int]]
"""By figure: how many, of how many."""
TIGHT = 1
"""Width of an interval that still says something."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A report that is to be found, and the number of the claim in which it was, None where it was not."""

    gold: Gold
    found: int | None


def accuracy(claims: Sequence[Claim], samples: Sequence[Sample]) -> Counts:
    """All figures. `samples` are all articles of the corpus."""
    known = list(_found(claims, samples))
    right, mine, all_ = _pairs(known)
    inside, tight, of = _origins(claims, known)
    return {
        "reports found": (sum(k.found is not None for k in known), len(known)),
        "pairs in one claim, precision": (right, mine),
        "pairs in one claim, recall": (right, all_),
        "origins inside the interval": (inside, of),
        "and the interval at most 1 wide": (tight, of),
        "copies linked": _copies(claims, samples),
        "reports of copies that add an origin": _added(claims, samples),
    }


def _found(claims: Sequence[Claim], samples: Sequence[Sample]) -> Iterator[_Known]:
    reports: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for report in claim.reports:
            reports[report.article].append((report.span, number))
    for sample in samples:
        for gold in sample.gold:
            there = [(_share(gold.span, span), -number) for span, number in reports[sample.reading.article.id]]
            share, number = max(there, default=(0.0, 0))
            yield _Known(gold, -number if share >= 0.5 else None)


def _share(one: Span, other: Span) -> float:
    """Of the shorter of two spans, how much they have in common."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / max(1, min(one.end - one.start, other.end - other.start))


def _pairs(known: Iterable[_Known]) -> tuple[int, int, int]:
    """Pairs of found reports: in one claim rightly, in one claim, and of one claim."""
    there = [(k.gold.claim, k.found) for k in known if k.found is not None]
    return _two(there), _two([found for _, found in there]), _two([claim for claim, _ in there])


def _two(things: Iterable[object]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(things).values())


def _origins(claims: Sequence[Claim], known: Iterable[_Known]) -> tuple[int, int, int]:
    """Known claims whose number of origins lies in the interval of the claim that holds most of their reports; those of
    them where that is narrow; all of them, as far as somebody asserts them and a report of them was found."""
    held: dict[str, list[_Known]] = defaultdict(list)
    for one in known:
        held[one.gold.claim].append(one)
    inside = tight = of = 0
    for reports in held.values():
        origins = len({k.gold.origin for k in reports if k.gold.origin})
        found = Counter(k.found for k in reports if k.found is not None)
        if not origins or not found:
            continue
        interval = claims[found.most_common(1)[0][0]].independent_origins
        is_inside = interval.low <= origins <= interval.high
        inside, of = inside + is_inside, of + 1
        tight += is_inside and interval.high - interval.low <= TIGHT
    return inside, tight, of


def _copies(claims: Iterable[Claim], samples: Sequence[Sample]) -> tuple[int, int]:
    """Copies that hang together with what they were copied from by reports that rest on each other."""
    articles = {sample.reading.article.id: number for number, sample in enumerate(samples)}
    edges = {
        (articles[report.article], articles[report.derived_from.article])
        for claim in claims
        for report in claim.reports
        if report.derived_from
    }
    group = {n: i for i, part in enumerate(components(articles.values(), sorted(edges))) for n in part}
    copies = [
        (n, articles[s.rests]) for n, s in enumerate(samples) if s.how in COPIES and s.rests and s.rests in articles
    ]
    return sum(group[a] == group[b] for a, b in copies), len(copies)


def _added(claims: Iterable[Claim], samples: Sequence[Sample]) -> tuple[int, int]:
    """Reports in copies with an origin that no other article gives the claim, although it has one of the article that
    was copied; of all reports in copies beside one of the article that was copied."""
    rests = {s.reading.article.id: s.rests for s in samples if s.how in COPIES and s.rests}
    added = of = 0
    for claim in claims:
        there = {report.article for report in claim.reports}
        own = {report.origin for report in claim.reports if report.article not in rests}
        for report in claim.reports:
            model = rests.get(report.article)
            while model in rests:
                model = rests[model]
            if model in there:
                of += 1
                added += report.origin is not None and report.origin not in own
    return added, of

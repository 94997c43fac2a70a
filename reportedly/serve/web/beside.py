"""What stands beside an article: what it alone reports, what it copied and from where, who copied it, its claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import Article, Claim, Report
from reportedly.store.protocol import Asked, Store

SHOWN = 12
"""Of each list at once; the rest is folded away."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim that the article carries: `report` is the first of its reports there, `place` counts all of them in the
    order of the text."""

    claim: Claim
    report: Report
    place: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Another article on which this one rests, or that rests on this one: in which claims, and why."""

    id: str
    article: Article | None
    carried: tuple[Carried, ...]
    why: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Beside:
    """`alone` are claims that no other article has, `shared` all others, in the order of the text. `copied` are articles
    on which reports of this one rest, `copies` those whose reports rest on it, those of most claims first."""

    alone: tuple[Carried, ...]
    shared: tuple[Carried, ...]
    copied: tuple[Tie, ...]
    copies: tuple[Tie, ...]
    reports: tuple[Report, ...]

    shown = SHOWN


NOTHING = Beside((), (), (), (), ())


def beside(store: Store, article: str) -> Beside:
    """Of the latest version of an article, by its id."""
    claims = list(store.claims(Asked(articles=(article,))))
    reports = sorted((r for claim in claims for r in claim.reports if r.article == article), key=lambda r: r.span)
    places = {report.id: place for place, report in enumerate(reports)}
    carried = sorted((_carried(claim, article, places) for claim in claims), key=lambda each: each.place)
    alone = tuple(each for each in carried if all(r.article == article for r in each.claim.reports))
    alone_ids = {each.claim.id for each in alone}
    copied = _ties(store, ((r, c) for c in carried for r in c.claim.reports if r.article == article), on=True)
    copies = _ties(store, ((r, c) for c in carried for r in c.claim.reports if _rests(r, article)), on=False)
    shared = tuple(each for each in carried if each.claim.id not in alone_ids)
    return Beside(alone, shared, copied, copies, tuple(reports))


def _carried(claim: Claim, article: str, places: Mapping[str, int]) -> Carried:
    own = min((r for r in claim.reports if r.article == article), key=lambda r: places[r.id])
    return Carried(claim, own, places[own.id])


def _rests(report: Report, article: str) -> bool:
    return report.derived_from is not None and report.derived_from.article == article


def _ties(store: Store, found: Iterable[tuple[Report, Carried]], on: bool) -> tuple[Tie, ...]:
    """By the other article: that on which the report rests, or that which has the report."""
    tied: dict[str, list[tuple[Report, Carried]]] = {}
    for report, carried in found:
        if report.derived_from is not None:
            tied.setdefault(report.derived_from.article if on else report.article, []).append((report, carried))
    articles = store.articles(tied.keys())
    ties = [_tie(other, articles.get(other), pairs) for other, pairs in tied.items()]
    return tuple(sorted(ties, key=lambda tie: (-len(tie.carried), tie.id)))


def _tie(id_: str, article: Article | None, pairs: Sequence[tuple[Report, Carried]]) -> Tie:
    carried = tuple({each.claim.id: each for _, each in pairs}.values())
    evidence = [report.derived_from for report, _ in pairs if report.derived_from is not None]
    why = tuple(dict.fromkeys(reason for each in evidence for reason in each.why))
    return Tie(id_, article, carried, why, max(each.score for each in evidence))

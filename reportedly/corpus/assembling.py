"""Reports that are of one claim → the claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.corpus.derivation import share
from reportedly.corpus.digest import Link, Resting
from reportedly.corpus.lineage import Carried, Source, lineage
from reportedly.corpus.matching import EXCLUDES, SUGGESTED
from reportedly.corpus.origins import origins
from reportedly.corpus.standing import DOUBT, stances, standing
from reportedly.model import Claim, ClaimKind, Derivation, Polarity, Report, Suggestion
from reportedly.model.claim import id_of

Order = tuple[str, str, int]
NEVER: Order = ("", "", 0)
SHOWN = 12
"""Words below which a quote says too little to stand for a claim."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a claim is assembled with: derivations between articles by (later, earlier), actors by form, and the links of
    its reports, those within it and those that lead out of it."""

    resting: Mapping[tuple[str, str], Resting]
    actors: Mapping[str, str]
    within: Sequence[Link] = ()
    outside: Sequence[Link] = ()
    others: Mapping[int, Carried] | None = None
    """Reports, those at the other ends of `outside` among them."""


def assemble(reports: Sequence[Carried], around: Surroundings) -> Claim:
    """One claim. Reports are in order of publication; a pure function of the set of reports and what is around."""
    ordered = sorted(reports, key=lambda r: r.order)
    stance = stances(ordered, around.within)
    withheld = {n: s != "asserts" for n, s in stance.items()}
    # Who may well deny what is claimed adds no origin to it, if others surely assert it.
    cautious = {r.told.id: withheld[r.told.id] or r.told.denial >= DOUBT for r in ordered}
    withheld = withheld if all(cautious.values()) else cautious
    if all(withheld.values()):
        withheld = dict.fromkeys(withheld, False) if len(ordered) == 1 else withheld
    sources = lineage(ordered, around.resting)
    found, interval, labels = origins(ordered, sources, around.actors, withheld)
    denials = [r for r in ordered if withheld[r.told.id]]
    denying = origins(denials, sources, around.actors, dict.fromkeys(stance, False))[2] if denials else {}
    by_number = {r.told.id: r for r in ordered}
    denying = {n: label for n, label in denying.items() if stance[n] != "asserts"}
    asserted, denied = _latest(by_number, labels), _latest(by_number, denying)
    # Who denied it first and then says so himself denies it no more.
    deniers = tuple(d for d in denied if asserted.get(d, NEVER) <= denied[d])
    rivals = _rivals(ordered, labels, around)
    withdrawn = any(d in asserted for d in deniers)
    stand = standing(ordered, stance, interval, deniers, len(rivals), withdrawn)
    match = _match(ordered, around.within)
    carried = tuple(
        _report(r, stance, sources.get(r.told.id), by_number, labels.get(r.told.id), match[r.told.id]) for r in ordered
    )
    dates = [r.digest.instant for r in ordered if r.digest.instant]
    return Claim(
        id=id_of(ordered[0].told.id),
        statement=_statement(ordered, stance, match),
        kind=_kind(ordered),
        status=stand.status,
        reports=carried,
        origins=found,
        independent_origins=interval,
        credibility=stand.credibility,
        first_reported=min(dates, default=None),
        last_reported=max(dates, default=None),
        actors=_actors(ordered),
        denied_by=deniers,
        rivals=tuple(id_of(n) for n in rivals),
        suggested=_suggested(ordered, around),
        why=stand.why,
    )


def _latest(reports: Mapping[int, Carried], labels: Mapping[int, str]) -> dict[str, Order]:
    """When each source spoke last, by label."""
    found: dict[str, Order] = {}
    for number, label in labels.items():
        found[label] = max(found.get(label, NEVER), reports[number].order)
    return found


def _report(
    report: Carried,
    stance: Mapping[int, Polarity],
    source: Source | None,
    by_number: Mapping[int, Carried],
    origin: str | None,
    match: float,
) -> Report:
    told, digest = report.told, report.digest
    derived = Derivation(by_number[source.report].digest.article, source.why, source.score) if source else None
    return Report(
        id=id_of(told.id),
        article=digest.article,
        span=told.span,
        quote=told.quote,
        chain=told.chain,
        stance=stance[told.id],
        derived_from=derived,
        kind=told.kind,
        outlet=digest.outlet,
        published=digest.instant,
        origin=origin,
        match=match,
        low=told.low,
        high=told.high,
        unit=told.unit,
        date=told.date,
    )


def _match(reports: Sequence[Carried], within: Sequence[Link]) -> dict[int, float]:
    """How surely each is of this claim: its strongest link to another of it."""
    found = {r.told.id: 0.0 for r in reports}
    for link in within:
        for end in (link.a, link.b):
            if end in found:
                found[end] = max(found[end], link.score)
    return found if len(reports) > 1 else dict.fromkeys(found, 1.0)


def _statement(reports: Sequence[Carried], stance: Mapping[int, Polarity], match: Mapping[int, float]) -> str:
    """The words of the report that says it most plainly: asserted, of full length, in no quotation, close to the others."""

    def plain(report: Carried) -> tuple[float, ...]:
        size = len(report.told.quote.split())
        fit = -abs(min(size, SHOWN) - SHOWN) / SHOWN - max(0, size - 2 * SHOWN) / SHOWN
        return float(stance[report.told.id] == "asserts"), fit + match[report.told.id] - report.told.quoted * 0.5

    best = max(reversed(reports), key=plain)
    return " ".join(best.told.quote.split())


def _kind(reports: Sequence[Carried]) -> ClaimKind:
    kinds = [r.told.kind for r in reports]
    order: tuple[ClaimKind, ...] = ("estimate", "commitment", "event", "statement")
    return max(order, key=lambda k: (kinds.count(k), k != "statement"))


def _actors(reports: Sequence[Carried]) -> tuple[str, ...]:
    """Keys of the forms that the reports name, in their words or as a source."""
    found: dict[str, None] = {}
    for report in reports:
        told, forms = report.told, report.digest.forms
        for index in (*told.forms, *([told.source] if told.source is not None else [])):
            found[forms[index].key] = None
    return tuple(found)


def _rivals(reports: Sequence[Carried], labels: Mapping[int, str], around: Surroundings) -> list[int]:
    """Numbers of reports elsewhere that exclude this claim: the same thing counted, another figure, another origin."""
    own = {r.told.id: r for r in reports}
    found = []
    for link in around.outside:
        if EXCLUDES not in link.why:
            continue
        mine, other = (link.a, link.b) if link.a in own else (link.b, link.a)
        there = (around.others or {}).get(other)
        if there is None or mine not in labels or _one_source(own[mine], there, around.actors):
            continue
        found.append(other)
    return list(dict.fromkeys(found))


def _one_source(a: Carried, b: Carried, actors: Mapping[str, str]) -> bool:
    """Whether two figures come from one source: the later is an update then, and excludes nothing."""
    keys = [r.digest.forms[r.told.source].key if r.told.source is not None else None for r in (a, b)]
    if None in keys:
        return share(a.digest.runs, b.digest.runs) > 0 and a.told.chain == b.told.chain
    return actors.get(str(keys[0]), keys[0]) == actors.get(str(keys[1]), keys[1])


def _suggested(reports: Sequence[Carried], around: Surroundings) -> tuple[Suggestion, ...]:
    own = {r.told.id for r in reports}
    best: dict[int, Link] = {}
    for link in around.outside:
        other = link.b if link.a in own else link.a
        if link.score >= SUGGESTED and (other not in best or best[other].score < link.score):
            best[other] = link
    ranked = sorted(best.items(), key=lambda item: (-item[1].score, item[0]))[:10]
    return tuple(Suggestion(id_of(other), link.score, link.why) for other, link in ranked)

"""Who cites whom, how often, and how often alone; and which outlet rests on which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from reportedly.model import Claim, Origin, Report


@dataclass(frozen=True, slots=True)
class Carrier:
    """An outlet (None where no report says which) that carries an origin's claims: how many, and of them how many that
    have no other origin."""

    outlet: str | None
    claims: int
    alone: int


@dataclass(frozen=True, slots=True)
class Cited:
    """An origin across claims: `label` its commonest, `entity` its actor in the corpus, if it is one.

    `claims` go back to it, `alone` of them to nobody else; `reports` carry them. `outlets` are in order of claims. `own`
    says that it is an outlet's own reporter, so that nobody is cited but itself.
    """

    label: str
    entity: str | None
    claims: int
    alone: int
    reports: int
    outlets: tuple[Carrier, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Resting:
    """That `reports` of one outlet, in `articles` of its articles, rest on another outlet's (or on its own earlier ones).

    None is an outlet that nothing says.
    """

    outlet: str | None
    on: str | None
    reports: int
    articles: int


@dataclass(frozen=True, slots=True)
class Sources:
    """`cited` in order of claims, `resting` of reports, most first. `claims` is how many were counted."""

    cited: tuple[Cited, ...]
    resting: tuple[Resting, ...]
    claims: int


def sources(claims: Iterable[Claim], outlet_of: Callable[[str], str | None] | None = None) -> Sources:
    """Counted over claims in any order, each taken once and let go; memory grows with the number of origins and articles.

    `outlet_of` gives the outlet of an article by its id, for articles that rest on one that carries none of the claims.
    """
    count = _Count()
    for claim in claims:
        count.add(claim)
    return count.made(outlet_of or (lambda article: None))


@dataclass(slots=True)
class _Origin:
    labels: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    alone: int = 0
    reports: int = 0
    carried: Counter[str | None] = field(default_factory=Counter)
    carried_alone: Counter[str | None] = field(default_factory=Counter)
    own: bool = False


class _Count:
    def __init__(self) -> None:
        self._claims = 0
        self._origins: dict[tuple[str | None, str], _Origin] = defaultdict(_Origin)
        self._outlets: dict[str, str | None] = {}
        self._resting: Counter[tuple[str, str]] = Counter()

    def add(self, claim: Claim) -> None:
        self._claims += 1
        carrying = {report.id: report for report in claim.reports}
        merged: dict[tuple[str | None, str], list[Origin]] = defaultdict(list)
        for origin in claim.origins:
            merged[_key(origin)].append(origin)
        for key, same in merged.items():
            reports = {report for origin in same for report in origin.reports}
            carriers = {carrying[report].outlet for report in reports if report in carrying}
            found = self._origins[key]
            found.labels.update(" ".join(origin.label.split()) for origin in same)
            found.own |= any(_is_own(origin, carrying) for origin in same)
            found.claims += 1
            found.reports += len(reports)
            found.carried.update(carriers)
            if len(merged) == 1:
                found.alone += 1
                found.carried_alone.update(carriers)
        for report in claim.reports:
            self._outlets[report.article] = report.outlet
            if report.derived_from:
                self._resting[report.article, report.derived_from.article] += 1

    def made(self, outlet_of: Callable[[str], str | None]) -> Sources:
        cited = [_cited(entity, found) for (entity, _), found in self._origins.items()]
        return Sources(
            tuple(sorted(cited, key=lambda c: (-c.claims, -c.alone, c.label, c.entity or ""))),
            self._pairs(outlet_of),
            self._claims,
        )

    def _pairs(self, outlet_of: Callable[[str], str | None]) -> tuple[Resting, ...]:
        known = dict(self._outlets)
        reports: Counter[tuple[str | None, str | None]] = Counter()
        articles: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
        for (later, earlier), times in self._resting.items():
            if earlier not in known:
                known[earlier] = outlet_of(earlier)
            pair = known[later], known[earlier]
            reports[pair] += times
            articles[pair].add(later)
        made = [Resting(*pair, times, len(articles[pair])) for pair, times in reports.items()]
        return tuple(sorted(made, key=lambda r: (-r.reports, -r.articles, r.outlet or "", r.on or "")))


def _key(origin: Origin) -> tuple[str | None, str]:
    """Two origins of different claims are one where they are one actor, or, of those that are none, the same words."""
    return (origin.entity, "") if origin.entity else (None, " ".join(origin.label.casefold().split()))


def _is_own(origin: Origin, carrying: Mapping[str, Report]) -> bool:
    """Whether it is what `corpus.origins` calls the reporter of an outlet that carries it."""
    reports = (carrying[report] for report in origin.reports if report in carrying)
    return any(origin.label == f"{report.outlet or report.article} reporter" for report in reports)


def _cited(entity: str | None, found: _Origin) -> Cited:
    carriers = [Carrier(outlet, claims, found.carried_alone[outlet]) for outlet, claims in found.carried.items()]
    return Cited(
        label=min(found.labels, key=lambda label: (-found.labels[label], label)),
        entity=entity,
        claims=found.claims,
        alone=found.alone,
        reports=found.reports,
        outlets=tuple(sorted(carriers, key=lambda c: (-c.claims, -c.alone, c.outlet or ""))),
        own=found.own,
    )

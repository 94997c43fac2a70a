"""Estimates side by side: what each origin puts on one quantity, over time. Nothing newer or stronger hides the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.corpus.sets import Sets
from reportedly.language.timex.interval import interval
from reportedly.model import Claim, Interval, Polarity, Report, Status

ALIKE = 0.5
"""Share of the words of the shorter of two statements that stand in the other too, two at least, from which on they are
read together."""
LARGEST = 1500
"""Wordings in one unit that are compared pair by pair; of more, only equal ones and rivals stand together."""
_FIGURE = re.compile(
    r"[\d.,]*\d|least|more|than|about|around|nearly|almost|some|dozens?|hundreds?|thousands?|millions?"
)


@dataclass(frozen=True, slots=True)
class Value:
    """What one origin says, once, however many reports carry it.

    `low` and `high` are inclusive, None where open, never both. `origin` is its label, None where it leads nowhere or
    the reports deny or doubt the figure (`stance`); `told_by` is the origin, else the innermost source, else the outlet.
    `as_of` is a TIMEX3 value, the earliest that its reports tell; `first_reported` and `last_reported` are as the first
    and last of them was published. `quote` is that of the first.
    """

    claim: str
    origin: str | None
    told_by: str
    stance: Polarity
    low: float | None
    high: float | None
    as_of: str | None
    first_reported: str | None
    last_reported: str | None
    reports: int
    quote: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A claim of a series."""

    id: str
    statement: str
    status: Status
    independent_origins: Interval


@dataclass(frozen=True, slots=True)
class Series:
    """All values of one quantity in one unit, in order of time (`as_of`, else first report; undated ones last).

    `claims` are those that have values here, the one with most values first. Claims stand together where they exclude
    each other, are suggested to be one, or have statements in much the same words: for reading them side by side, not
    as a verdict that they are one.
    """

    unit: str
    claims: tuple[Counted, ...]
    values: tuple[Value, ...]


def series(claims: Iterable[Claim]) -> tuple[Series, ...]:
    """Of claims in any order, those with figures; series with most reports first."""
    kept: dict[str, Claim] = {}
    values: dict[str, dict[str, list[Value]]] = {}
    for claim in claims:
        for unit, found in _values(claim).items():
            kept[claim.id] = claim
            values.setdefault(unit, {})[claim.id] = found
    made = [_series(unit, group, kept, held) for unit, held in values.items() for group in _groups(held, kept)]
    return tuple(sorted(made, key=lambda s: (-sum(v.reports for v in s.values), s.unit, s.claims[0].id)))


def _series(unit: str, group: Sequence[str], kept: dict[str, Claim], held: dict[str, list[Value]]) -> Series:
    ids = sorted(group, key=lambda claim: (-sum(v.reports for v in held[claim]), claim))
    counted = (kept[claim] for claim in ids)
    return Series(
        unit,
        tuple(Counted(c.id, c.statement, c.status, c.independent_origins) for c in counted),
        tuple(sorted((value for claim in ids for value in held[claim]), key=_order)),
    )


def _order(value: Value) -> tuple[str, str, float, str]:
    days = interval(value.as_of)
    reported = value.first_reported or "9999"
    low = value.low if value.low is not None else value.high
    return str(days.first) if days else reported, reported, low or 0.0, value.told_by


def _values(claim: Claim) -> dict[str, list[Value]]:
    """By unit; one for each origin, stance and figure, with the reports that carry it."""
    found: dict[tuple[str, str | None, str, Polarity, float | None, float | None], list[Report]] = {}
    for report in claim.reports:
        if report.low is not None or report.high is not None:
            key = (report.unit or "", report.origin, told_by(report), report.stance, report.low, report.high)
            found.setdefault(key, []).append(report)
    made: dict[str, list[Value]] = {}
    for (unit, origin, teller, stance, low, high), reports in found.items():
        when = [r.published for r in reports if r.published]
        days = [(span.first, r.date) for r in reports if r.date and (span := interval(r.date))]
        value = Value(
            claim=claim.id,
            origin=origin,
            told_by=teller,
            stance=stance,
            low=low,
            high=high,
            as_of=min(days)[1] if days else None,
            first_reported=min(when, default=None),
            last_reported=max(when, default=None),
            reports=len(reports),
            quote=reports[0].quote,
        )
        made.setdefault(unit, []).append(value)
    return made


def told_by(report: Report) -> str:
    """Whom a report goes back to, as far as it says: its origin, else its innermost source, else its outlet or article."""
    named = (hop.label for hop in reversed(report.chain) if hop.label)
    return report.origin or next(named, None) or report.outlet or report.article


def _groups(ids: Iterable[str], kept: dict[str, Claim]) -> list[list[str]]:
    held = set(ids)
    if len(held) == 1:
        return [list(held)]
    claim_of = {report.id: claim for claim in held for report in kept[claim].reports}
    sets = Sets()
    wordings: dict[frozenset[str], str] = {}
    for claim in sorted(held):
        for report in _related(kept[claim]):
            sets.join(claim, claim_of.get(report, claim))
        sets.join(claim, wordings.setdefault(_wording(kept[claim].statement), claim))
    for a, b in _alike(wordings):
        sets.join(wordings[a], wordings[b])
    return sets.groups(held)


def _related(claim: Claim) -> Iterator[str]:
    """Ids of reports of other claims."""
    yield from claim.rivals
    yield from (each.claim for each in claim.suggested)


def _alike(wordings: Iterable[frozenset[str]]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    several = [wording for wording in wordings if wording]
    if len(several) <= LARGEST:
        for a, b in combinations(several, 2):
            if len(a & b) >= max(2, ALIKE * min(len(a), len(b))):
                yield a, b


def _wording(statement: str) -> frozenset[str]:
    """The words for what is counted: without the figure, and without the words of every sentence."""
    from reportedly.corpus.words import words  # heavy, and not needed for a claim alone
    from reportedly.text.language import stop_words

    return frozenset(w for w in words(statement) if w not in stop_words() and not _FIGURE.fullmatch(w))

"""What happened when, against when it was reported: dated claims in order of their date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.language.timex.interval import Interval as Days
from reportedly.language.timex.interval import interval
from reportedly.model import Claim, ClaimKind, Interval, Report, Status


@dataclass(frozen=True, slots=True)
class Moment:
    """A claim in its place in time.

    `date` is the TIMEX3 value that most of its reports agree with, `first` to `last` the days that it means as ISO
    dates, both inclusive, `precision` how exactly it is told (day, week, month…). `others` are values told that exclude it.
    `first_reported` and `last_reported` are as its articles were published; `articles` is how many they are.
    `days` from its date to its first report: 0 where it was reported within its date, positive after the end of it,
    negative before its beginning, None where no report is dated.
    """

    claim: str
    statement: str
    kind: ClaimKind
    status: Status
    date: str
    first: str
    last: str
    precision: str
    others: tuple[str, ...]
    first_reported: str | None
    last_reported: str | None
    days: int | None
    independent_origins: Interval
    origins: tuple[str, ...]
    reports: int
    articles: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """`moments` by first day, then the less exact first, then by first report; `undated` claims are left out."""

    moments: tuple[Moment, ...]
    undated: int


def timeline(claims: Iterable[Claim]) -> Timeline:
    """Of claims in any order, each taken once."""
    found: list[Moment] = []
    undated = 0
    for claim in claims:
        placed = moment(claim)
        if placed is None:
            undated += 1
        else:
            found.append(placed)
    # Sorting is stable: the last key sorted by weighs most.
    found.sort(key=lambda m: (m.first_reported or "9999", m.claim))
    found.sort(key=lambda m: m.last, reverse=True)
    return Timeline(tuple(sorted(found, key=lambda m: m.first)), undated)


def happened(claim: Claim) -> Days | None:
    """The days in which it is said to have happened, as most of its reports agree; None where none says."""
    told = _told_of(claim)
    return told[_agreed(told)][0] if told else None


def moment(claim: Claim) -> Moment | None:
    """A claim in its place in time; None where nothing says when it was."""
    told = _told_of(claim)
    if not told:
        return None
    value = _agreed(told)
    days = told[value][0]
    return Moment(
        claim=claim.id,
        statement=claim.statement,
        kind=claim.kind,
        status=claim.status,
        date=value,
        first=str(days.first),
        last=str(days.last),
        precision=days.precision,
        others=tuple(v for v, (other, _) in told.items() if other.last < days.first or days.last < other.first),
        first_reported=claim.first_reported,
        last_reported=claim.last_reported,
        days=_away(days, claim.first_reported),
        independent_origins=claim.independent_origins,
        origins=tuple(origin.label for origin in claim.origins),
        reports=len(claim.reports),
        articles=len({report.article for report in claim.reports}),
    )


_Told = dict[str, tuple[Days, int]]


def _told_of(claim: Claim) -> _Told:
    """Of the reports that assert it, where one of them says when."""
    return _told([r for r in claim.reports if r.stance == "asserts"]) or _told(claim.reports)


def _told(reports: Iterable[Report]) -> _Told:
    """Each value that means days, and how many reports have it, in the order of the reports."""
    found: _Told = {}
    for report in reports:
        days = interval(report.date)
        if report.date is not None and days is not None:
            found[report.date] = days, found.get(report.date, (days, 0))[1] + 1
    return found


def _agreed(told: _Told) -> str:
    """The value with which most reports agree: they have it, or one that takes it in. Of equals the most exact."""

    def rank(value: str) -> tuple[int, int, str, str]:
        days = told[value][0]
        agree = sum(count for other, count in told.values() if other.first <= days.first and days.last <= other.last)
        return -agree, (days.last - days.first).days, str(days.first), value

    return min(told, key=rank)


def _away(days: Days, reported: str | None) -> int | None:
    when = interval((reported or "")[:10])
    if when is None:
        return None
    return max((when.first - days.last).days, 0) or min((when.last - days.first).days, 0)

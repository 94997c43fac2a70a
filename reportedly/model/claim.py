"""One thing that one or more articles report, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.model.attribution import Hop, Polarity
from reportedly.model.proposition import ClaimKind
from reportedly.model.span import Span

Status = Literal["confirmed", "contested", "single-origin", "denied", "debunked"]
_HEXADECIMAL = frozenset("0123456789abcdef")


def number_of(report: str) -> int:
    """The signed 64-bit number of a report or claim by its id, 16 lower-case hexadecimal digits (two's complement).

    Raises ValueError where `report` is no such id.
    """
    if len(report) != 16 or not _HEXADECIMAL.issuperset(report):
        raise ValueError(f"expected 16 lower-case hexadecimal digits, not {report!r}")
    number = int(report, 16)
    return number - (1 << 64) if number >> 63 else number


def id_of(number: int) -> str:
    """The id of the report or claim with this number, the inverse of `number_of`. Raises ValueError beyond 64 bits."""
    if not -(1 << 63) <= number < 1 << 63:
        raise ValueError(f"expected a number of 64 bits with its sign, not {number}")
    return f"{number & 0xFFFF_FFFF_FFFF_FFFF:016x}"


@dataclass(frozen=True, slots=True)
class Derivation:
    """That one report rests on another article, and why: each of `why` is one piece of evidence in words.

    `score` lies in 0 to 1. `article` was never published later than the report's own.
    """

    article: str
    why: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Report:
    """One article's carrying of one claim.

    `id` is a hash of the article's id and text and of the span, 16 hexadecimal digits. `span` lies in the article's
    text, `quote` are its words. `stance` is towards the claim. `origin` is the label of the claim's origin that this
    report goes back to; None where it leads nowhere or does not assert. `match` (0 to 1) says how sure it is that
    this report is of this claim, 1 for a claim of one report.
    `low`, `high` (inclusive, None where open) and `unit` are those of the estimate it carries, if any.
    `date` is a TIMEX3 value, `published` the article's.
    """

    id: str
    article: str
    span: Span
    quote: str
    chain: tuple[Hop, ...]
    stance: Polarity
    derived_from: Derivation | None = None
    kind: ClaimKind = "statement"
    outlet: str | None = None
    published: str | None = None
    origin: str | None = None
    match: float = 1.0
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Who can know first-hand. `entity` is an actor of the corpus, `reports` are ids of reports of the claim."""

    label: str
    entity: str | None
    first_reported: str | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """How many, at least and at most; both inclusive."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A report of a claim that is likely the same, but not surely enough to be counted as one; `why` in words."""

    claim: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing reported, each report once, and between how many and how many independent origins it has.

    `id` is that of its earliest report; the id of any of its reports finds it. `statement` is the words of the report
    that says it most plainly. `credibility` is 1 to 6 of the NATO Admiralty Code (AJP-2.1), from the evidence alone.
    `denied_by` are labels, `rivals` ids of reports of claims that exclude this one, `why` says in words what the status
    rests on. `actors` are ids of actors of the corpus.
    """

    id: str
    statement: str
    kind: ClaimKind
    status: Status
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...]
    independent_origins: Interval
    credibility: int = 6
    first_reported: str | None = None
    last_reported: str | None = None
    actors: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    suggested: tuple[Suggestion, ...] = ()
    why: tuple[str, ...] = ()

"""What an article reports besides who said what: dates, places, events, estimates, commitments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.model.attribution import Hop
from reportedly.model.span import Span

DateType = Literal["DATE", "TIME", "DURATION", "SET"]
Factuality = Literal["happened", "planned", "possible", "denied"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EstimateStatus = Literal["actual", "planned", "feared"]
CommitmentKind = Literal["pledge", "offer", "plan", "threat", "treaty"]


@dataclass(frozen=True, slots=True)
class Date:
    """A time expression and its TIMEX3 value (TimeML, ISO-TimeML), with the precision told and no more.

    `value` is resolved against `Article.published` and the dates told before; None where it stays relative because
    nothing to resolve it against is known.
    """

    span: Span
    value: str | None
    type: DateType


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity of the reading lies: WGS 84 degrees, ISO 3166-1 alpha-3, first-level division by name."""

    entity: str
    latitude: float
    longitude: float
    country: str | None = None
    admin1: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when and where: type and mode of PLOVER 2021 (Halterman et al. 2023).

    `trigger` are the words that tell it, `mentions` the triggers of its other mentions in the article.
    `actor` and `recipient` are ids of entities; `actor_spans` and `recipient_spans` the words for all of them, the
    unnamed among them (*protesters*). `place` is an entity's id, `date` a TIMEX3 value.
    `attribution` is the innermost one that tells it, `chain` the sources outermost to innermost, empty where the
    outlet tells it itself.
    """

    id: str
    type: EventType
    mode: str | None
    trigger: Span
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    factuality: Factuality = "happened"
    attribution: str | None = None
    chain: tuple[Hop, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure that somebody puts on something.

    `quantity` are the words for what is counted, `unit` is *person*, *percent*, an ISO 4217 code, or the counted
    noun's lemma. `low` and `high` are inclusive bounds, None where open: *at least n* has no high, *up to n* no low.
    `as_of` is a TIMEX3 value.
    """

    id: str
    span: Span
    quantity: str
    low: float | None
    high: float | None
    unit: str
    status: EstimateStatus = "actual"
    attribution: str | None = None
    chain: tuple[Hop, ...] = ()
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A pledge, offer, plan, threat or treaty: by whom, to whom, on what condition.

    `span` is what is committed to. `by` and `to` are ids of entities, `by_spans` and `to_spans` the words for all
    of them. `date` is the TIMEX3 value of when it was made.
    """

    id: str
    kind: CommitmentKind
    span: Span
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    condition: Span | None = None
    date: str | None = None
    attribution: str | None = None
    chain: tuple[Hop, ...] = ()
    by_spans: tuple[Span, ...] = ()
    to_spans: tuple[Span, ...] = ()

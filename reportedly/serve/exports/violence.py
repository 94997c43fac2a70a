"""What a claim tells of violence: the events, where and when, and how many are said to be dead."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from reportedly.language.timex.interval import interval
from reportedly.model import Claim, Entity, Estimate, Event, Place, Reading, Report, Span
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.items import Names

VIOLENT = "ASSAULT"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Toll:
    """How many one report says are dead, inclusive; None where open."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between the lowest and the highest that anybody says; None where somebody leaves it open. `same`: all agree."""

    low: float | None
    high: float | None
    same: bool


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`, both included."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """At least 1."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Where:
    """A place of one reading."""

    entity: Entity
    place: Place


@dataclass(frozen=True, slots=True)
class Told:
    """What of violence one report tells."""

    report: Report
    reading: Reading
    events: tuple[Event, ...]
    tolls: tuple[Toll, ...]


def told(claim: Claim, chosen: Chosen) -> tuple[Told, ...]:
    """Reports that do not deny the claim, in order of coming; empty where none of them tells of violence or of dead.

    Events that are only planned, or told as not having happened, and deaths that are only feared do not count.
    """
    found = []
    for report in claim.reports:
        reading = chosen.carried(report) if report.stance != "denies" else None
        if reading is not None:
            events = tuple(event for event in reading.events if _violent(event, report))
            tolls = tuple(
                Toll(*_ordered(each.low, each.high))
                for each in reading.estimates
                if each.status == "actual" and report.span.meets(each.span) and dead(each, _killed(reading, events))
            )
            found.append(Told(report, reading, events, tolls))
    return tuple(found) if any(each.events or each.tolls for each in found) else ()


def bounds(given: Iterable[Told]) -> Bounds:
    """Of all tolls that are told.

    *At least 15* beside *10 to 12* leaves the upper end open, for 12 is below what somebody says are the least.
    """
    tolls = [toll for each in given for toll in each.tolls]
    lows = [toll.low for toll in tolls if toll.low is not None]
    highs = [toll.high for toll in tolls if toll.high is not None]
    low = min(lows, default=None)
    high = max(highs, default=None)
    if low is not None and highs and low > min(highs):
        low = None
    if high is not None and lows and high < max(lows):
        high = None
    agreed = bool(tolls) and len({(toll.low, toll.high) for toll in tolls}) == 1 and low == high
    return Bounds(low, high, agreed and low is not None)


def days(given: Iterable[Told]) -> Days | None:
    """When it happened: the days that all dates told have in common, else from the first to the last of them."""
    given = list(given)
    values = [event.date for each in given for event in each.events]
    if not any(map(interval, values)):
        values = [each.report.date for each in given]
    found = [each for each in map(interval, values) if each]
    if not found:
        return None
    first, last = max(each.first for each in found), min(each.last for each in found)
    if first > last:
        first, last = min(each.first for each in found), max(each.last for each in found)
    return Days(first, last)


def where(given: Iterable[Told]) -> Where | None:
    """Where it happened by most reports, towns before countries."""
    found = [place for each in given for event in each.events if (place := _where(each.reading, event))]
    counted = Counter((w.place.latitude, w.place.longitude) for w in found)
    return max(
        found, key=lambda w: (w.entity.kind != "country", counted[w.place.latitude, w.place.longitude]), default=None
    )


def side(given: Iterable[Told], recipient: bool) -> tuple[str, Entity | None]:
    """Who did it, or to whom, as most reports name them, and the entity where it is one alone."""
    found: dict[str, Entity | None] = {}
    counted: Counter[str] = Counter()
    for each in given:
        names = Names(each.reading)
        for event in each.events:
            ids, spans = (event.recipient, event.recipient_spans) if recipient else (event.actor, event.actor_spans)
            if name := names.parties(ids, spans, "; "):
                counted[name] += 1
                entity = next((e for e in each.reading.entities if e.id in ids), None)
                found.setdefault(name, entity if len(ids) == 1 and "; " not in name else None)
    (name, _), *_ = counted.most_common(1) or [("", 0)]
    return name, found.get(name)


def _violent(event: Event, report: Report) -> bool:
    places = (event.trigger, *event.mentions)
    return (
        event.type == VIOLENT and event.factuality in ("happened", "possible") and any(map(report.span.meets, places))
    )


def _killed(reading: Reading, events: Iterable[Event]) -> tuple[Span, ...]:
    """Who was killed, by the words of the events: *three guards* of *gunmen killed three guards*."""
    killing = (event for event in events if event.trigger.of(reading.article.text).casefold() in _words("dead"))
    return tuple(span for event in killing for span in event.recipient_spans)


def dead(estimate: Estimate, killed: Iterable[Span] = ()) -> bool:
    """Whether it counts dead people, and them alone: *killed or wounded* is another quantity.

    By its own words, or by standing in one of `killed`.
    """
    words = set(_WORD.findall(f"{estimate.quantity} {estimate.unit}".casefold()))
    whole = all(float(bound).is_integer() for bound in (estimate.low, estimate.high) if bound is not None)
    people = whole and estimate.unit not in _words("things") and not estimate.unit.isupper()  # capitals are currencies
    told = words & _words("dead") or any(span.meets(estimate.span) for span in killed)
    return people and bool(told) and not words & _words("other")


@cache
def _words(kind: str) -> frozenset[str]:
    table = json.loads((Path(__file__).parent / "data" / "dead.json").read_text(encoding="utf8"))
    return frozenset(table[kind])


def _where(reading: Reading, event: Event) -> Where | None:
    entity = next((e for e in reading.entities if e.id == event.place), None)
    place = next((p for p in reading.places if p.entity == event.place), None)
    return Where(entity, place) if entity and place else None


def _ordered(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def articles(claim: Claim, chosen: Chosen) -> Iterator[Reading]:
    """Those that carry the claim, each once, the earliest first, undated ones last."""
    ids = dict.fromkeys(
        report.article for report in sorted(claim.reports, key=lambda r: (r.published is None, r.published or ""))
    )
    yield from (reading for article in ids if (reading := chosen.reading(article)))

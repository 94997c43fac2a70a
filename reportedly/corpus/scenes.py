"""What each report of an article tells of places and of who did what to whom: what maps and networks are made of."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.corpus.digest import report_id
from reportedly.corpus.forms import Formed, forms
from reportedly.model import Entity, Event, Place, Reading, Span
from reportedly.model.found import EventType, Factuality

PAIRS = 12
"""Pairs of parties that one event is counted for; more are lists of names (*condemned by France, Italy, …*)."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where something lies: WGS 84 degrees, ISO 3166-1 alpha-3, first-level division by name, empty where unknown.

    `whole` says that it is a country as a whole, and the degrees only those of a place within it.
    """

    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did what to whom, or is said to: PLOVER's type and mode. `actor` and `recipient` are keys of forms, empty
    where nobody is named; one of them is not."""

    type: EventType
    mode: str
    factuality: Factuality
    actor: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Of one report, by its number: places that its words name, those where it tells of an event told apart, and deeds."""

    report: int
    events_at: tuple[Spot, ...]
    named: tuple[Spot, ...]
    deeds: tuple[Deed, ...]


def scenes(reading: Reading) -> Iterator[Scene]:
    """Of the reports that have any of this, in their order. A pure function of the reading."""
    if not reading.propositions or not (reading.places or reading.events):
        return
    hash_ = hashlib.sha256(reading.article.text.encode()).hexdigest()
    spots = _spots(reading)
    events = {event.id: event for event in reading.events}
    formed = forms(reading) if events else Formed()
    mentions = _Mentions({entity.id: entity.mentions for entity in reading.entities if entity.id in spots})
    for proposition in reading.propositions:
        told = [events[item] for item in proposition.items if item in events]
        there = dict.fromkeys(spots[at] for at in (event.place for event in told) if at and at in spots)
        here = dict.fromkeys(spots[entity] for entity in mentions.at(proposition.span))
        named = tuple(spot for spot in here if spot not in there)
        deeds = tuple(dict.fromkeys(deed for event in told for deed in _deeds(event, formed)))
        if there or named or deeds:
            span = proposition.span
            yield Scene(report_id(reading.article.id, hash_, span.start, span.end), tuple(there), named, deeds)


def _spots(reading: Reading) -> Mapping[str, Spot]:
    entities = {entity.id: entity for entity in reading.entities}
    return {place.entity: _spot(entities[place.entity], place) for place in reading.places if place.entity in entities}


def _spot(entity: Entity, place: Place) -> Spot:
    name = " ".join(entity.name.split())
    whole = entity.kind == "country"
    return Spot(name, place.country or "", place.admin1 or "", place.latitude, place.longitude, whole)


def _deeds(event: Event, formed: Formed) -> Iterator[Deed]:
    actors, recipients = _keys(event.actor, formed), _keys(event.recipient, formed)
    pairs = [(a, r) for a in actors or [""] for r in recipients or [""] if (a or r) and a != r]
    for actor, recipient in pairs[:PAIRS]:
        yield Deed(event.type, event.mode or "", event.factuality, actor, recipient)


def _keys(entities: Sequence[str], formed: Formed) -> list[str]:
    return list(dict.fromkeys(formed.forms[formed.index[each]].key for each in entities if each in formed.index))


class _Mentions:
    """Where entities are named, to be asked for each of an article's propositions."""

    def __init__(self, spans: Mapping[str, Sequence[Span]]) -> None:
        self._place = {entity: place for place, entity in enumerate(spans)}
        self._all = sorted((span, entity) for entity, several in spans.items() for span in several)
        self._longest = max((span.end - span.start for span, _ in self._all), default=0)

    def at(self, span: Span) -> list[str]:
        """Those that a span meets, in their order."""
        first = bisect_left(self._all, ((span.start - self._longest,),))
        last = bisect_left(self._all, ((span.end,),))
        met = {entity for mention, entity in self._all[first:last] if mention.meets(span)}
        return sorted(met, key=self._place.__getitem__)

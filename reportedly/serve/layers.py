"""What else than attributions is marked in a text: layers that a reader switches on and off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from reportedly.model import Event, Reading, Span
from reportedly.serve.items import RELATIVE, Names, bounds, told_by

Layer = Literal["events", "figures", "dates", "places"]
LAYERS: tuple[Layer, ...] = get_args(Layer)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of one layer, and what they are, in a few words; no layer: a place that others link to."""

    layer: Layer | None
    span: Span
    label: str = ""


def layers(reading: Reading) -> Iterator[Mark]:
    """All marks of a reading, layer by layer."""
    names = Names(reading)
    for event in reading.events:
        label = _event(names, event)
        for span in dict.fromkeys((event.trigger, *event.mentions)):
            yield Mark("events", span, label)
    for found in reading.estimates:
        yield Mark("figures", found.span, f"{bounds(found)}, according to {told_by(found.chain)}")
    for date in reading.dates:
        yield Mark("dates", date.span, date.value or RELATIVE)
    there = {place.entity: place for place in reading.places}
    for entity in reading.entities:
        if place := there.get(entity.id):
            label = ", ".join(filter(None, (names.of(entity.id), place.admin1, place.country)))
            for span in entity.mentions:
                yield Mark("places", span, label)


def _event(names: Names, event: Event) -> str:
    """*ASSAULT: Norda → Velia, 2031-01-14*."""
    by, to = names.parties(event.actor, event.actor_spans), names.parties(event.recipient, event.recipient_spans)
    what, who = " ".join(filter(None, (event.type, event.mode))), " → ".join(filter(None, (by, to)))
    happened = "" if event.factuality == "happened" else event.factuality
    return ", ".join(filter(None, (f"{what}: {who}" if who else what, event.date, happened)))

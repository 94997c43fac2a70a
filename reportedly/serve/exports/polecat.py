"""POLECAT's tab-separated events (Halterman et al. 2023): its 40 columns in its order, ours after them.

One row an event of a reading. What we do not know is `None`, as there; docs/exports.md says which columns that is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from reportedly.language.timex.interval import interval
from reportedly.model import EntityKind, Event, Place, Reading, Span
from reportedly.serve.exports.carriers import Carriers
from reportedly.serve.exports.characters import one_line
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.format import Format
from reportedly.serve.exports.states import states
from reportedly.serve.items import Names
from reportedly.serve.output import opened

_PARTY = "{0} Name|{0} Country|{0} COW|Primary {0} Sector|{0} Sectors|{0} Title|{0} Name Raw|Wikipedia {0} ID"
POLECAT_COLUMNS = tuple(
    "|".join(
        (
            "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts",
            _PARTY.format("Actor"),
            _PARTY.format("Recipient"),
            "Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type",
            "Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version",
        )
    ).split("|")
)
OUR_COLUMNS = (
    "Chain",
    "Origin",
    "Factuality",
    "Independent Origins Low",
    "Independent Origins High",
    "Status",
    "Claim ID",
)
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "Verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "Material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "Verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "Material conflict"),
}
"""The two by two of the PLOVER manual, in its words."""
_JOINT = "; "
_NONE = "None"


def _polecat(chosen: Chosen, to: Path | None) -> int:
    count = 0
    carriers = Carriers(chosen)
    with opened(to) as output:
        output.used = True
        writer = csv.writer(output.text, delimiter="\t", lineterminator="\n")
        writer.writerow((*POLECAT_COLUMNS, *OUR_COLUMNS))
        for reading in chosen.readings():
            for row in _rows(reading, carriers):
                writer.writerow(_cell(value) for value in row)
                count += 1
    return count


def _rows(reading: Reading, carriers: Carriers) -> Iterator[tuple[object, ...]]:
    article, names = reading.article, Names(reading)
    story = (
        article.outlet,
        (article.published or "")[:10],
        _of_kinds(reading, "person"),
        _of_kinds(reading, "organization", "group", "media"),
        _of_kinds(reading, "country", "place"),
        article.language,
        f"reportedly {version('reportedly')}",
    )
    for event in reading.events:
        yield (
            f"{article.id}-{event.id}",
            _day(event.date),
            event.type,
            event.mode,
            None,
            QUADS[event.type],
            None,
            *_party(names, event.actor, event.actor_spans),
            *_party(names, event.recipient, event.recipient_spans),
            *_place(names, event),
            *story,
            *_ours(names, event, carriers),
        )


def _party(names: Names, entities: tuple[str, ...], spans: tuple[Span, ...]) -> tuple[object, ...]:
    """Name, country, COW number, two sectors, title, raw words, Wikipedia's id."""
    known = [entity for entity in names.reading.entities if entity.id in entities]
    countries = list(dict.fromkeys(entity.country for entity in known if entity.country))
    raw = [names.words(span) for span in spans] or [names.words(e.mentions[0]) for e in known if e.mentions]
    return (
        _joined(names.of(entity) for entity in entities),
        _joined(countries),
        _joined(str(states()[country].cow) for country in countries if country in states()),
        None,
        None,
        _joined(role for entity in known for role in entity.roles),
        _joined(raw),
        None,
    )


def _place(names: Names, event: Event) -> tuple[object, ...]:
    """Placename, city, district, province, country, latitude, longitude, GeoNames id, raw words, feature type."""
    entity = next((e for e in names.reading.entities if e.id == event.place), None)
    at: Place | None = next((place for place in names.reading.places if place.entity == event.place), None)
    raw = names.words(entity.mentions[0]) if entity and entity.mentions else None
    where = (at.admin1, at.country, at.latitude, at.longitude) if at else (None,) * 4
    country = where[1] or (entity.country if entity else None)
    return names.of(event.place), None, None, where[0], country, where[2], where[3], None, raw, None


def _ours(names: Names, event: Event, carriers: Carriers) -> tuple[object, ...]:
    carrier = carriers.of(names.reading.article.id, (event.trigger, *event.mentions))
    told = (names.chain(event.chain), carrier.origin if carrier else None, event.factuality)
    if carrier is None:
        return (*told, None, None, None, None)
    weight = carrier.weight
    return (*told, weight.independent_origins.low, weight.independent_origins.high, weight.status, weight.claim)


def _of_kinds(reading: Reading, *kinds: EntityKind) -> str:
    return _joined(entity.name for entity in reading.entities if entity.kind in kinds)


def _day(value: str | None) -> str | None:
    """A day where one is told; of a month or a week no day is invented."""
    days = interval(value)
    return str(days.first) if days and days.precision == "day" else None


def _joined(values: Iterable[str]) -> str:
    return _JOINT.join(dict.fromkeys(value for value in values if value))


def _cell(value: object) -> str:
    return _NONE if value is None else one_line(str(value)) or _NONE


POLECAT = Format("polecat", ".tsv", "events in POLECAT's 40 columns, chain and origin after them", _polecat)

"""Readings as tables, a kind each: what a spreadsheet or pandas takes, words and names instead of offsets and ids."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from reportedly.model import Reading, Span
from reportedly.serve.items import Names
from reportedly.serve.outline import words

JOINT = "; "
"""Between several of a cell."""
ARTICLE = ("article", "outlet", "published")
"""The columns that every table begins with."""
Row = tuple[Any, ...]


class Table:
    """Writes all of `kind` to `stream`, the header at once."""

    def __init__(self, kind: str, stream: TextIO) -> None:
        self._sheet = SHEETS[kind]
        self._writer = csv.writer(stream, lineterminator="\r\n")  # RFC 4180
        self._writer.writerow(self._sheet.columns)

    def write(self, reading: Reading) -> None:
        """The rows of one reading, in its order."""
        for row in self._sheet.rows(Names(reading)):
            self._writer.writerow("" if cell is None else cell for cell in row)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind's columns, and what of a reading stands in them, one after the other."""

    own: tuple[str, ...]
    found: Callable[[Names], Iterable[Row]]

    @property
    def columns(self) -> tuple[str, ...]:
        """Those of the article, then its own."""
        return (*ARTICLE, *self.own)

    def rows(self, names: Names) -> Iterator[Row]:
        """The rows of one reading, in its order; None is an empty cell."""
        article = names.reading.article
        return ((article.id, article.outlet, article.published, *row) for row in self.found(names))


def _attributions(names: Names) -> Iterator[Row]:
    for item in names.reading.attributions:
        spans = (*item.cue, *item.source, *item.content)
        roles = (words(names.text, role) for role in (item.source, item.cue, item.content))
        manner = (item.mode, item.polarity, item.hedged, item.confidence)
        yield item.id, item.parent, names.chain(item.chain), *roles, *manner, *_reach(spans)


def _entities(names: Names) -> Iterator[Row]:
    for item in names.reading.entities:
        yield item.id, item.kind, item.name, JOINT.join(item.roles), item.country, item.wikidata, len(item.mentions)


def _dates(names: Names) -> Iterator[Row]:
    for item in names.reading.dates:
        yield names.words(item.span), item.value, item.type, *_reach([item.span])


def _places(names: Names) -> Iterator[Row]:
    for item in names.reading.places:
        yield item.entity, names.of(item.entity), item.latitude, item.longitude, item.country, item.admin1


def _events(names: Names) -> Iterator[Row]:
    for item in names.reading.events:
        parties = (
            names.parties(item.actor, item.actor_spans, JOINT),
            names.parties(item.recipient, item.recipient_spans, JOINT),
        )
        when = (names.of(item.place), item.date, item.factuality)
        told = (item.attribution, names.chain(item.chain))
        yield item.id, item.type, item.mode, names.words(item.trigger), *parties, *when, *told, *_reach([item.trigger])


def _estimates(names: Names) -> Iterator[Row]:
    for item in names.reading.estimates:
        figure = (item.quantity, item.low, item.high, item.unit, item.status, item.as_of)
        told = (item.attribution, names.chain(item.chain))
        yield item.id, names.words(item.span), *figure, *told, *_reach([item.span])


def _commitments(names: Names) -> Iterator[Row]:
    for item in names.reading.commitments:
        parties = (names.parties(item.by, item.by_spans, JOINT), names.parties(item.to, item.to_spans, JOINT))
        what = (names.words(item.span), names.words(item.condition), item.date)
        told = (item.attribution, names.chain(item.chain))
        yield item.id, item.kind, *parties, *what, *told, *_reach([item.span])


def _propositions(names: Names) -> Iterator[Row]:
    for item in names.reading.propositions:
        told = (item.attribution, names.chain(item.chain), JOINT.join(item.items))
        yield item.id, item.kind, item.polarity, names.words(item.span), *told, *_reach([item.span])


SHEETS: dict[str, Sheet] = {
    kind: Sheet(tuple(columns.split()), rows)
    for kind, columns, rows in (
        ("attributions", "id parent chain source cue content mode polarity hedged confidence start end", _attributions),
        ("entities", "id kind name roles country wikidata mentions", _entities),
        ("dates", "words value type start end", _dates),
        ("places", "entity name latitude longitude country admin1", _places),
        (
            "events",
            "id type mode trigger actor recipient place date factuality attribution chain start end",
            _events,
        ),
        ("estimates", "id words quantity low high unit status as_of attribution chain start end", _estimates),
        ("commitments", "id kind by to what condition date attribution chain start end", _commitments),
        ("propositions", "id kind polarity words attribution chain items start end", _propositions),
    )
}


def _reach(spans: Iterable[Span]) -> tuple[int | None, int | None]:
    """From the first character of the article to behind the last."""
    listed = list(spans)
    return (min(span.start for span in listed), max(span.end for span in listed)) if listed else (None, None)

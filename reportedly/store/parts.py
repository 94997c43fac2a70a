"""Which part actors have in what an article reports: who says it, who does it and to whom, who promises it and to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from reportedly.corpus.digest import Digest
from reportedly.corpus.forms import forms
from reportedly.model import Commitment, Event, Reading

Part = Literal["said-by", "about", "done-by", "done-to", "promised-by", "promised-to"]
"""*said-by*: the innermost named source, whatever it does with the claim. *done-by*, *done-to*: actor and recipient of an
event, unless it is told not to have been. *promised-by*, *promised-to*: by and to whom a commitment is made. *about*: named,
and not the one who says it."""
Played = tuple[Part, str]
"""A part, and the key of the form that has it."""


def parts(digest: Digest, reading: Reading) -> Mapping[int, frozenset[Played]]:
    """By number of the report, who has which part in it. `digest` is that of `reading`; *about* is not told apart here."""
    numbers = {told.span: told.id for told in digest.told}
    found: dict[int, set[Played]] = {
        told.id: {("said-by", digest.forms[told.source].key)} for told in digest.told if told.source is not None
    }
    items: dict[str, Event | Commitment] = {item.id: item for item in reading.events}
    items.update({item.id: item for item in reading.commitments})
    formed = forms(reading) if items else None
    for proposition in reading.propositions if formed else ():
        report = numbers.get(proposition.span)
        if report is None:
            continue
        for item in (items[each] for each in proposition.items if each in items):
            for part, entities in _parties(item):
                keys = {formed.forms[formed.index[e]].key for e in entities if e in formed.index} if formed else ()
                found.setdefault(report, set()).update((part, key) for key in keys)
    return {report: frozenset(played) for report, played in found.items() if played}


def _parties(item: Event | Commitment) -> Iterator[tuple[Part, Collection[str]]]:
    if isinstance(item, Commitment):
        yield "promised-by", item.by
        yield "promised-to", item.to
    elif item.factuality != "denied":
        yield "done-by", item.actor
        yield "done-to", item.recipient

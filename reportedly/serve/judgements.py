"""What persons judged, as `exports.judgements` writes it, taken in by another corpus of the same articles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from reportedly.corpus.marks import Mark
from reportedly.errors import InputError
from reportedly.model import codec
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Judgement

T = TypeVar("T")
_REMEDY = "give a file that `reportedly export judgements` wrote"
_PLACES = {"attribution": 1, "match": 2, "derivation": 2}


@dataclass(frozen=True, slots=True)
class Taken:
    """How many judgements were new, how many there already, and how many of all are about articles or names that are not
    in this corpus: they wait for them."""

    new: int
    known: int
    waiting: int


def take(corpus: Corpus, where: str, given: Iterable[str]) -> Taken:
    """Keep what the lines say, all of it or nothing, and make the claims anew. Raises InputError where a line is no
    judgement."""
    records = [_record(where, number, line) for number, line in enumerate(given, 1) if line.strip()]
    marks = list(dict.fromkeys(record for record in records if isinstance(record, Mark)))
    actors = list(dict.fromkeys(record for record in records if isinstance(record, Judgement)))
    store = corpus.store
    there = set(store.judgements())
    new = store.mark(marks)
    for judgement in actors:
        if judgement not in there:
            new += 1
            store.judge(judgement)
    corpus.settle()
    articles = store.articles({place.article for mark in marks for place in mark.places})
    forms = {form.key for form in store.forms()} if actors else set()
    waiting = sum(any(place.article not in articles for place in mark.places) for mark in marks)
    waiting += sum(not {one.a, one.b} <= forms for one in actors)
    return Taken(new, len(marks) + len(actors) - new, waiting)


def _record(where: str, number: int, line: str) -> Mark | Judgement:
    try:
        given = json.loads(line)
        kind = given.get("record") if isinstance(given, dict) else None
        if kind == "actors":
            return _built(Judgement, given)
        if kind != "mark":
            raise ValueError('it has no "record" that is "mark" or "actors"')
        mark = _built(Mark, given)
        if len(mark.places) != _PLACES[mark.kind]:
            raise ValueError(f"a mark of a {mark.kind} has {_PLACES[mark.kind]} of places, not {len(mark.places)}")
    except ValueError as error:
        raise InputError(where, f"is no judgement: {error}", _REMEDY, number) from error
    if mark.kind != "match":
        return mark
    return replace(mark, places=tuple(sorted(mark.places, key=lambda place: (place.article, place.span))))


def _built(kind: type[T], given: dict[str, Any]) -> T:
    record = codec.build(kind, given, kind.__name__)
    assert isinstance(record, kind)
    return record

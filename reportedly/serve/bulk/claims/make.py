"""The claims that begin in a chunk, with what they rest on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from reportedly.corpus.assembling import Surroundings, assemble
from reportedly.corpus.lineage import Carried
from reportedly.model import Claim, codec
from reportedly.serve.bulk.claims.places import begin, place, places
from reportedly.serve.bulk.claims.received import Group, Received, received
from reportedly.serve.bulk.claims.spill import gather
from reportedly.serve.bulk.claims.tasks import Chunk, Made, name_of
from reportedly.serve.bulk.files import note, noted
from reportedly.serve.bulk.read import day_of
from reportedly.serve.bulk.rows import Columns, RowWriter
from reportedly.serve.bulk.work import Settings

MADE: Columns = (("day", "text"), ("record", "text"), ("names", "text"))
"""A claim as JSON, and the names of its actors by their ids."""
HELD = 1000
"""Articles in memory whose claims are made together."""
Actors = Mapping[str, tuple[str, str]]
"""By key of a form: its actor, and what that is called."""


def make(settings: Settings, chunk: Chunk) -> Made:
    """Write the claims of a chunk; `sources` are chunks that sent something. Raises StoreError, and OSError where they
    cannot be written."""
    begin(settings)
    mark = place(settings, "make", f"{chunk.name}.json")
    if done := noted(mark, Made):
        return done
    days: dict[str, None] = {}
    claims, reports, origins = 0, 0, 0
    with RowWriter(place(settings, "make", f"{chunk.name}.parquet"), MADE, at_once=1000) as writer:
        for claim, names in _claims(settings, received(settings, chunk)):
            day = day_of(claim.first_reported)
            days[day] = None
            claims, reports, origins = claims + 1, reports + len(claim.reports), origins + len(claim.origins)
            writer.write((day, codec.dumps(claim), json.dumps(names, ensure_ascii=False)))
    made = Made(chunk.number, claims, reports, origins, tuple(days))
    note(mark, made)
    return made


def _claims(settings: Settings, found: Received) -> Iterator[tuple[Claim, dict[str, str]]]:
    """Each claim, and the names of its actors."""
    archive = begin(settings)
    for lot in _lots(found.groups):
        wanted = sorted(set(chain.from_iterable(group.articles for group in lot)))
        digests = dict(archive.digests(wanted))
        carried = {told.id: Carried(told, digest) for digest in digests.values() for told in digest.told}
        actors = _actors(settings, sorted({number // archive.size for number in wanted}))
        known = {form.key: actors[form.key][0] for digest in digests.values() for form in digest.forms}
        rests = found.resting({number: digest.article for number, digest in digests.items()})
        for group in lot:
            around = Surroundings(rests, known, group.within, group.leading, carried)
            claim = assemble([carried[report] for report in group.reports], around)
            names = dict(actors[key] for key in claim.actors)
            yield replace(claim, actors=tuple(names)), names


def _lots(groups: Sequence[Group]) -> Iterator[list[Group]]:
    """As many at a time as need HELD articles."""
    lot: list[Group] = []
    held: set[int] = set()
    for group in groups:
        if lot and len(held | group.articles) > HELD:
            yield lot
            lot, held = [], set()
        lot.append(group)
        held |= group.articles
    if lot:
        yield lot


def _actors(settings: Settings, chunks: Sequence[int]) -> Actors:
    """All forms of the articles of some chunks."""
    found: dict[str, tuple[str, str]] = {}
    for chunk in chunks:
        found.update(_actors_of(settings, chunk))
    return found


@lru_cache(16)
def _actors_of(settings: Settings, chunk: int) -> Actors:
    paths = places(settings, "name", map(name_of, range(begin(settings).buckets)))
    found: dict[str, tuple[str, str]] = {}
    for batch in gather(paths, chunk):
        key, actor, called = (batch[name].to_pylist() for name in ("key", "actor", "called"))
        found.update(zip(key, zip(actor, called, strict=True), strict=True))
    return found

"""A chunk: what its articles are found by, as numbers, and who is named in it, by bucket."""

from __future__ import annotations

from zlib import crc32

import numpy as np

from reportedly.corpus.compared import Compared
from reportedly.model import rows
from reportedly.serve.bulk.claims.places import begin, place
from reportedly.serve.bulk.claims.spill import Columns, Ints, keep, parted, spill
from reportedly.serve.bulk.claims.tasks import Chunk, Keyed
from reportedly.serve.bulk.files import note, noted
from reportedly.serve.bulk.work import Settings

EXACT = {"key": "int64", "article": "int64"}
FORMS = {"article": "int64", "block": "string", "key": "string", "form": "string"}


def key(settings: Settings, chunk: Chunk) -> Keyed:
    """Write the keys of a chunk. Raises StoreError, and OSError where they cannot be written."""
    archive = begin(settings)
    mark = place(settings, "key", f"{chunk.name}.json")
    if done := noted(mark, Keyed):
        return done
    days: list[int] = []
    reports: list[int] = []
    counts: list[int] = []
    named: list[tuple[int, int]] = []
    exact: list[tuple[int, int]] = []
    forms: list[tuple[int, str, str, str]] = []
    for number, digest in archive.digests(archive.inside(chunk.number)):
        days.append(digest.day or 0)
        ids = Compared(digest).ids
        counts.append(len(ids))
        reports += ids
        named += [(name, number) for name in set(digest.names)]
        exact += [(band, number) for band in set(digest.exact)]
        forms += [(number, form.block, form.key, rows.dumps(form)) for form in digest.forms]
    names, articles = _sorted(named)
    keep(
        place(settings, "key", f"{chunk.name}.npz"),
        days=np.array(days, np.int64),
        counts=np.array(counts, np.int64),
        reports=np.array(reports, np.int64),
        names=names,
        articles=articles,
    )
    bands, found = _sorted(exact)
    buckets = bands % archive.buckets
    columns = {"key": bands, "article": found}
    spill(place(settings, "key", f"exact-{chunk.name}.arrow"), EXACT, parted(buckets, archive.buckets, columns))
    spill(place(settings, "key", f"forms-{chunk.name}.arrow"), FORMS, _forms(forms, archive.buckets))
    keyed = _keyed(chunk.number, days, len(reports))
    note(mark, keyed)
    return keyed


def _keyed(number: int, days: list[int], reports: int) -> Keyed:
    dated = [day for day in days if day]
    return Keyed(number, reports, min(dated, default=0), max(dated, default=0), len(dated) < len(days))


def _sorted(pairs: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    columns = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


def _forms(forms: list[tuple[int, str, str, str]], buckets: int) -> list[Columns]:
    """By the block: forms that may be of one actor fall together."""
    parts: list[list[tuple[int, str, str, str]]] = [[] for _ in range(buckets)]
    for form in forms:
        parts[crc32(form[1].encode("utf-8", "surrogatepass")) % buckets].append(form)
    return [{name: [row[at] for row in part] for at, name in enumerate(FORMS)} for part in parts]

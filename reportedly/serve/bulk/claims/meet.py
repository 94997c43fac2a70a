"""A bucket of keys: pairs of articles that share one, whenever they were published."""

from __future__ import annotations

import numpy as np

from reportedly.serve.bulk.claims.near import sharing
from reportedly.serve.bulk.claims.places import begin, place, places
from reportedly.serve.bulk.claims.spill import gather, parted, spill, together
from reportedly.serve.bulk.claims.tasks import Bucket, Sent, name_of
from reportedly.serve.bulk.files import note, noted
from reportedly.serve.bulk.work import Settings

PAIRS = {"earlier": "int64", "later": "int64"}


def meet(settings: Settings, bucket: Bucket) -> Sent:
    """Write the pairs of a bucket, each to the chunk of its later article. Raises StoreError, and OSError where they
    cannot be written."""
    archive = begin(settings)
    mark = place(settings, "meet", f"{bucket.name}.json")
    if done := noted(mark, Sent):
        return done
    names = [f"exact-{name_of(chunk)}" for chunk in range(archive.chunks)]
    keys, articles = together(gather(places(settings, "key", names), bucket.number), "key", "article")
    earlier, later = sharing(keys, articles)
    chunks = later // archive.size
    columns = {"earlier": earlier, "later": later}
    spill(place(settings, "meet", f"{bucket.name}.arrow"), PAIRS, parted(chunks, archive.chunks, columns))
    sent = Sent(bucket.number, tuple(np.unique(chunks).tolist()))
    note(mark, sent)
    return sent

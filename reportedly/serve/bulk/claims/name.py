"""A bucket of names: which actor each of them is, and what the actor is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from reportedly.corpus.actors import actors
from reportedly.corpus.digest import Form
from reportedly.model import rows
from reportedly.serve.bulk.claims.places import begin, place, places
from reportedly.serve.bulk.claims.spill import gather, parted, spill
from reportedly.serve.bulk.claims.tasks import Bucket, Sent, name_of
from reportedly.serve.bulk.files import note, noted
from reportedly.serve.bulk.work import Settings

ACTORS = {"key": "string", "actor": "string", "called": "string"}


def name(settings: Settings, bucket: Bucket) -> Sent:
    """Write the actors of a bucket's forms, each to the chunks whose articles have it. Raises StoreError, and OSError
    where they cannot be written."""
    archive = begin(settings)
    mark = place(settings, "name", f"{bucket.name}.json")
    if done := noted(mark, Sent):
        return done
    blocks: dict[str, dict[str, Named]] = defaultdict(dict)
    for article, block, key, packed in _forms(settings, archive.chunks, bucket):
        named = blocks[block].get(key)
        if named is None:
            named = blocks[block][key] = Named(rows.loads(Form, packed))
        named.take(article, packed)
    found = [row for block in sorted(blocks) for row in _settled(list(blocks[block].values()), archive.size)]
    chunks = np.array([row[0] for row in found], np.int64)
    columns = {name: np.array([row[at] for row in found], object) for at, name in enumerate(ACTORS, 1)}
    spill(place(settings, "name", f"{bucket.name}.arrow"), ACTORS, parted(chunks, archive.chunks, columns))
    sent = Sent(bucket.number, tuple(np.unique(chunks).tolist()))
    note(mark, sent)
    return sent


class Named:
    """A form as all articles together have it."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.articles: set[int] = set()
        self._packed: set[str] = set()
        self._roles: set[str] = set()

    def take(self, article: int, packed: str) -> None:
        """Another article has it, with roles of its own."""
        self.articles.add(article)
        if packed not in self._packed:
            self._packed.add(packed)
            self._roles.update(rows.loads(Form, packed).roles)

    @property
    def whole(self) -> Form:
        """The form with the roles that it has anywhere."""
        return replace(self.form, roles=tuple(sorted(self._roles)))


def _settled(block: Sequence[Named], size: int) -> Iterator[tuple[int, str, str, str]]:
    """Chunk, form, actor and the actor's commonest form, of each form in each chunk that has it."""
    found = actors(sorted((named.whole for named in block), key=lambda form: form.key), ())
    ranked = sorted(block, key=lambda named: (-len(named.articles), named.form.key))
    called: dict[str, str] = {}
    for named in ranked:
        called.setdefault(found[named.form.key], named.form.name)
    for named in ranked:
        key, actor = named.form.key, found[named.form.key]
        for chunk in sorted({article // size for article in named.articles}):
            yield chunk, key, actor, called[actor]


def _forms(settings: Settings, chunks: int, bucket: Bucket) -> Iterator[tuple[int, str, str, str]]:
    names = [f"forms-{name_of(chunk)}" for chunk in range(chunks)]
    for batch in gather(places(settings, "key", names), bucket.number):
        columns = (batch[column].to_pylist() for column in ("article", "block", "key", "form"))
        yield from zip(*columns, strict=True)

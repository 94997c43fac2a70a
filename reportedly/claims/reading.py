"""The one pure function: Article → Reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee

from spacy.language import Language

from reportedly.attribution.component import found, pipeline
from reportedly.model import Article, Reading


class Reader:
    """Reads articles with one model; the same article gives the same reading, alone or among many."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def read(self, article: Article) -> Reading:
        """One article."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Many, in their order, in batches."""
        ahead, kept = tee(articles)
        docs = self.nlp.pipe((a.text for a in ahead), batch_size=16)
        for article, doc in zip(kept, docs, strict=True):
            yield Reading(article, *found(doc))


def load(model: str | None = None, threads: int | None = None) -> Reader:
    """A reader; `model` is the name of one that ships or a folder, `threads` how many cores it may use (all by default).

    Raises ModelError.
    """
    return Reader(pipeline(model, threads))

"""The one pure function: Article → Reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.attribution.component import found, pipeline
from reportedly.claims.commitments import commitments
from reportedly.claims.context import Context
from reportedly.claims.estimates import estimates
from reportedly.claims.events import events
from reportedly.claims.propositions import propositions
from reportedly.language.dates import dates
from reportedly.language.places import places
from reportedly.model import Article, Reading
from reportedly.text import article_from_text


class Reader:
    """Reads articles with one model; the same article gives the same reading, alone or among many."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def read(self, article: Article | str) -> Reading:
        """One article, or a text as an article of its own."""
        return next(self.read_many([article_from_text(article) if isinstance(article, str) else article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Many, in their order, in batches."""
        ahead, kept = tee(articles)
        docs = self.nlp.pipe((a.text for a in ahead), batch_size=16)
        for article, doc in zip(kept, docs, strict=True):
            yield reading(article, doc)


def reading(article: Article, doc: Doc) -> Reading:
    """All that a document says which our component has read."""
    entities, attributions = found(doc)
    when = dates(doc, article.published)
    where = places(entities.text, entities.entities)
    context = Context(article, doc, entities, attributions, when, where)
    happened, figures, firm = events(context), estimates(context), commitments(context)
    told = propositions(context, happened, figures, firm)
    return Reading(article, entities.entities, attributions, when, where, happened, figures, firm, told)


def load(model: str | None = None, threads: int | None = None) -> Reader:
    """A reader; `model` is the name of one that ships or a folder, `threads` how many cores it may use (all by default).

    Raises ModelError.
    """
    return Reader(pipeline(model, threads))

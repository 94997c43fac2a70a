"""What of a corpus is exported."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reportedly.corpus.digest import Form
from reportedly.corpus.marks import Mark
from reportedly.model import Claim, Reading, Report
from reportedly.store.protocol import Asked, Judgement, Store

_KEPT = 256
"""Readings in memory at a time: the reports of one claim and of the next are often of the same articles."""


class Chosen:
    """The claims asked for and the articles that carry them; without a question, all claims and all articles.

    Everything comes one at a time. Claims and readings are asked for one after the other, so that an article that
    somebody else adds in between may be in one of them only.
    """

    def __init__(self, store: Store, asked: Asked | None = None) -> None:
        self._store, self._asked = store, asked
        self.reading = lru_cache(_KEPT)(store.reading)
        """The latest reading of an article by its id; None where it is gone."""
        self._forms = lru_cache(_KEPT)(store.forms_of)

    def claims(self) -> Iterator[Claim]:
        """In the order asked for."""
        yield from self._store.claims(self._asked or Asked())

    def readings(self) -> Iterator[Reading]:
        """In order of coming."""
        if self._asked is None:
            yield from self._store.readings()
            return
        wanted = {report.article for claim in self.claims() for report in claim.reports}
        yield from (reading for reading in self._store.readings() if reading.article.id in wanted)

    def marks(self) -> list[Mark]:
        """What persons said, oldest first: about articles that carry one of the claims."""
        if self._asked is None:
            return self._store.marks()
        return self._store.marks({report.article for claim in self.claims() for report in claim.reports})

    def judgements(self) -> list[Judgement]:
        """What persons said of actors, oldest first: of those that one of the claims names."""
        every = self._store.judgements()
        if self._asked is None or not every:
            return every
        named = {form.key for claim in self.claims() for actor in claim.actors for form in self._forms(actor)}
        return [judgement for judgement in every if not named.isdisjoint((judgement.a, judgement.b))]

    def names(self) -> dict[str, str]:
        """The name of each form that there is, by key; empty where persons said nothing of any."""
        return {form.key: form.name for form in self._store.forms()} if self._store.judgements() else {}

    def actor(self, actor: str | None) -> Form | None:
        """The commonest form of an actor of the corpus; None for nobody, or where it is none."""
        return next(iter(self._forms(actor)), None) if actor else None

    def carried(self, report: Report) -> Reading | None:
        """The reading in whose text the report's span lies; None where that text is no longer there."""
        reading = self.reading(report.article)
        return reading if reading and report.span.end <= len(reading.article.text) else None

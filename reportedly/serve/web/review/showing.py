"""What persons said of what another page shows."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.corpus.marks import Mark, Place, alike, held
from reportedly.model import Claim
from reportedly.serve.web.review.items import hashed
from reportedly.store.protocol import Store

SHOWN = 50
"""Verdicts on one page; the page Review has all."""


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict with the words that it is about, and the outlets (or ids) of their articles."""

    mark: Mark
    words: tuple[tuple[str, str], ...]


def of_claim(store: Store, claim: Claim) -> tuple[Said, ...]:
    """What holds of a claim's reports and of how its articles rest on each other, newest first."""
    articles = {report.article for report in claim.reports}
    marks = held(store.marks(articles))
    if not marks:
        return ()
    texts = {id_: hashed(article) for id_, article in store.articles(articles).items()}
    places = [Place(r.article, texts.get(r.article, ""), r.span, r.quote) for r in claim.reports]

    def concerns(mark: Mark) -> bool:
        if mark.kind == "derivation":
            return all(place.article in articles for place in mark.places)
        return mark.kind == "match" and any(alike(there, place) for there in mark.places for place in places)

    return _said(store, [mark for mark in marks if concerns(mark)])


def of_article(store: Store, article: str) -> tuple[Said, ...]:
    """What holds of what was found in an article, newest first."""
    return _said(store, held(store.marks([article])))


def _said(store: Store, marks: list[Mark]) -> tuple[Said, ...]:
    shown = marks[:SHOWN]
    articles = store.articles({place.article for mark in shown for place in mark.places})

    def outlet(place: Place) -> str:
        kept = articles.get(place.article)
        return (kept.outlet if kept else None) or place.article

    return tuple(Said(mark, tuple((outlet(place), place.quote) for place in mark.places)) for mark in shown)
